"""The look of every figure; this module is the course's door to matplotlib.

Colour never stands alone: series differ in marker, line or hatch as well. The
categorical colours are those of matplotlib's ``tableau-colorblind10``, ordered
values are drawn in ``cividis``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

import matplotlib as mpl
from matplotlib import dates as mpl_dates
from matplotlib import style as mpl_style
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch

__all__ = [
    "COLOURS",
    "GREY",
    "HATCHES",
    "INK",
    "MARKERS",
    "Axes",
    "FancyArrowPatch",
    "Figure",
    "colour_map",
    "date_axis",
    "day_number",
    "new_figure",
    "styled",
    "time_of",
]

COLOURS = ("#006BA4", "#C85200", "#595959", "#5F9ED1", "#FF800E", "#ABABAB")
"""Blue and orange first; neighbours also differ in brightness."""

MARKERS = ("o", "s", "^", "D", "v", "P")
HATCHES = ("", "///", "...", "xxx", "---", "++")
INK = "#212121"
GREY = "#6B6B6B"

_SETTINGS: dict[str, Any] = {
    "figure.facecolor": "white",
    "axes.facecolor": "white",
    "axes.edgecolor": GREY,
    "axes.labelcolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "axes.titlelocation": "left",
    "axes.titlesize": 12,
    "axes.titleweight": "bold",
    "axes.titlepad": 12,
    "font.size": 10,
    "hatch.linewidth": 0.6,
    "legend.frameon": False,
    "savefig.dpi": 120,
    "text.color": INK,
    "xtick.color": INK,
    "ytick.color": INK,
}

_P = ParamSpec("_P")
_R = TypeVar("_R")


@contextmanager
def _style() -> Iterator[None]:
    with mpl_style.context(["tableau-colorblind10", _SETTINGS]):
        yield


def styled(function: Callable[_P, _R]) -> Callable[_P, _R]:
    """Run a function with the course's style, and leave the reader's own settings alone."""

    @wraps(function)
    def inside(*args: _P.args, **kwargs: _P.kwargs) -> _R:
        with _style():
            return function(*args, **kwargs)

    return inside


def new_figure(width: float, height: float, title: str) -> tuple[Figure, Axes]:
    """Return a figure with one pair of axes.

    The figure is made without pyplot, so that no notebook shows it twice.

    Parameters
    ----------
    width, height : float
        Size in inches.
    title : str
        The heading; it says what is to be seen.
    """
    figure = Figure(figsize=(width, height), layout="constrained")
    axes = figure.add_subplot()
    axes.set_title(title)
    return figure, axes


def colour_map(value: float) -> tuple[tuple[float, float, float, float], str]:
    """Return the colour of an ordered value, and a colour of text that can be read on it.

    Parameters
    ----------
    value : float
        From 0 (lowest) to 1 (highest).

    Returns
    -------
    colour : tuple of float
        Red, green, blue, opacity.
    text : str
        Black or white.
    """
    red, green, blue, opacity = mpl.colormaps["cividis"](0.0 if math.isnan(value) else value)
    # Weights of the WCAG definition of relative luminance; 0.18 is where both contrasts are equal.
    light = sum(
        weight * (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4)  # noqa: PLR2004 - the standard's own numbers
        for weight, part in zip((0.2126, 0.7152, 0.0722), (red, green, blue), strict=True)
    )
    return (red, green, blue, opacity), "black" if light > 0.18 else "white"  # noqa: PLR2004 - as above


def day_number(time: date) -> float:
    """Return a moment as matplotlib counts it: days since 1970 in UTC, with fractions."""
    return float(mpl_dates.date2num(time))  # type: ignore[no-untyped-call]  # matplotlib carries no types here


def time_of(number: float) -> datetime:
    """Return the moment of a day number, in UTC."""
    return cast("datetime", mpl_dates.num2date(number))  # type: ignore[no-untyped-call]  # as above


def date_axis(axes: Axes) -> None:
    """Write dates along the lower axis, as many as fit."""
    locator = mpl_dates.AutoDateLocator()  # type: ignore[no-untyped-call]  # as above
    axes.xaxis_date()
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mpl_dates.ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]  # as above
