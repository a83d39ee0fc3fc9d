"""The rule for figures: what is plotted and how it is named, not pixels."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from typing import Any, Final

from course.checks import student
from course.checks.rule import conclude, rule
from course.checks.same import fold, listed
from course.checks.wording import PLOTS, say
from course.scores import Result, Turn

__all__ = ["figure"]

_FIELDS: Final = {"line": "lines", "bar": "bars", "points": "points"}
_LEAST_ALT_WORDS: Final = 4
_LEAST_TITLE_WORDS: Final = 2


@rule
def figure(
    name: str,
    *,
    kind: str | None = None,
    y: Sequence[float] | None = None,
    x: Sequence[Any] | None = None,
    title: bool = False,
    xlabel: str | Iterable[str] | None = None,
    ylabel: str | Iterable[str] | None = None,
    xunit: str | Iterable[str] | None = None,
    yunit: str | Iterable[str] | None = None,
    xscale: str | None = None,
    yscale: str | None = None,
    legend: Iterable[str] | None = None,
    alt: bool = False,
    tolerance: float = 1e-3,
) -> Result:
    """Judge a figure: every thing that is asked earns the same share.

    Parameters
    ----------
    name : str
        The variable that holds the figure or its axes.
    kind : {"line", "bar", "points"}, optional
        How the values are to be drawn.
    y, x : sequence, optional
        Values that must be plotted, as one series of any axes. `x` may hold
        words, which are looked for along the axis.
    title, alt : bool, default False
        Whether a title of two words or more, and a description of four words or
        more, are asked.
    xlabel, ylabel, xunit, yunit : str or iterable of str, optional
        Regular expressions, one of which must occur in the label; case does not
        matter.
    xscale, yscale : str, optional
        Such as ``"log"``.
    legend : iterable of str, optional
        Words that the legend must hold.
    tolerance : float, default 1e-3
        How far a plotted number may be off, relatively.

    Examples
    --------
    >>> import matplotlib
    >>> matplotlib.use("agg")
    >>> from matplotlib.figure import Figure
    >>> from course.checks import figure, using, Given
    >>> plot = Figure()
    >>> bars = plot.subplots().bar(["one", "two"], [144, 288])
    >>> with using(Given(names={"plot": plot})):
    ...     figure("plot", kind="bar", y=[144, 288], ylabel="words").sentence
    'The figure `plot` has 2 of 3 things asked. Still to do: name the vertical axis.'
    """
    facts = student.figure(name)
    all_axes = facts["axes"]
    asked: dict[str, bool] = {}
    if kind is not None:
        asked[say("figure-kind", kind=PLOTS[kind])] = any(axes[_FIELDS[kind]] for axes in all_axes)
    if x is not None or y is not None:
        asked[say("figure-data")] = any(_has_data(axes, kind, x, y, tolerance) for axes in all_axes)
    if title:
        titles = " ".join([facts["title"], *(axes["title"] for axes in all_axes)])
        asked[say("figure-title")] = len(titles.split()) >= _LEAST_TITLE_WORDS
    asked |= _about_axis("x", all_axes, xlabel, xunit, xscale)
    asked |= _about_axis("y", all_axes, ylabel, yunit, yscale)
    if legend is not None:
        entries = {fold(word) for axes in all_axes for word in axes["legend"] or ()}
        asked[say("figure-legend")] = entries >= {*map(fold, legend)}
    if alt:
        asked[say("figure-alt")] = len(facts["alt"].split()) >= _LEAST_ALT_WORDS
    if not asked:
        raise ValueError("Nothing is asked of the figure.")
    right = sum(asked.values())
    missing = "; ".join(what for what, is_there in asked.items() if not is_there)
    fields = {"right": right, "all": len(asked), "parts": missing}
    return conclude(right / len(asked), "figure", turn=Turn.CODE, name=name, **fields)


def _about_axis(
    axis: str,
    all_axes: list[dict[str, Any]],
    label: str | Iterable[str] | None,
    unit: str | Iterable[str] | None,
    scale: str | None,
) -> dict[str, bool]:
    """Return what is asked of the horizontal or vertical axis, and whether it is there."""
    labels = [axes[f"{axis}label"] for axes in all_axes]
    asked = {}
    if label is not None:
        asked[say(f"figure-{axis}label")] = _names(labels, label)
    if unit is not None:
        asked[say(f"figure-{axis}unit")] = _names(labels, unit)
    if scale is not None:
        asked[say(f"figure-{axis}scale")] = scale in [axes[f"{axis}scale"] for axes in all_axes]
    return asked


def _names(labels: list[str], patterns: str | Iterable[str]) -> bool:
    return any(
        re.search(pattern, label, re.IGNORECASE) for label in labels for pattern in listed(patterns)
    )


def _has_data(
    axes: dict[str, Any],
    kind: str | None,
    x: Sequence[Any] | None,
    y: Sequence[float] | None,
    tolerance: float,
) -> bool:
    """Tell whether one of the plotted series holds the wanted values."""
    fields = [_FIELDS[kind]] if kind else list(_FIELDS.values())
    return any(
        (y is None or _equal(series["y"], y, tolerance))
        and (x is None or _equal(series["x"], x, tolerance) or _along(axes, x))
        for field in fields
        for series in axes[field]
    )


def _along(axes: dict[str, Any], words: Sequence[Any]) -> bool:
    """Tell whether the words stand along an axis, in any order."""
    wanted = {*map(fold, words)}
    return any(wanted <= {*map(fold, axes[ticks])} for ticks in ("xticks", "yticks"))


def _equal(plotted: list[Any], wanted: Sequence[Any], tolerance: float) -> bool:
    """Compare plotted values with the wanted ones, in order."""
    values = list(wanted)
    if len(plotted) != len(values):
        return False
    return all(
        math.isclose(one, other, rel_tol=tolerance, abs_tol=1e-9)
        if isinstance(one, (int, float)) and isinstance(other, (int, float))
        else fold(one) == fold(other)
        for one, other in zip(plotted, values, strict=True)
    )
