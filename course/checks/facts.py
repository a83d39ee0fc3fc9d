"""What a figure says: titles, labels, legends and plotted values, as plain data; not pixels.

The figure is read by what it can do, not by what it is: matplotlib is not
imported here. The reader runs where the student's code ran, so its facts are
claims like any other value of the student's.

Facts of a figure
    ``title`` (of the whole figure), ``alt``, ``caption`` (as given to
    :func:`course.figures.show`; empty otherwise) and ``axes``, a list.
Facts of one pair of axes
    ``title``, ``xlabel``, ``ylabel``, ``xscale``, ``yscale``, ``xticks``,
    ``yticks`` (the words along the axis), ``legend`` (list of words, or None),
    ``lines``, ``bars`` and ``points``: lists of ``{"label", "x", "y"}``; for
    bars ``x`` is the middle and ``y`` the length, whichever way they lie.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

__all__ = ["MOST_VALUES", "figure_facts"]

MOST_VALUES: Final = 20_000
"""Plotted values that are read of one figure; an honest one has some hundreds."""


def figure_facts(value: Any) -> dict[str, Any] | None:
    """Read the facts of a figure.

    Parameters
    ----------
    value : object
        A matplotlib figure, or axes of one.

    Returns
    -------
    dict or None
        The facts, or None if the value is no figure.
    """
    figure = value
    if not callable(getattr(figure, "get_axes", None)):
        owner = getattr(value, "get_figure", None)
        figure = owner() if callable(owner) else None
    if not callable(getattr(figure, "get_axes", None)):
        return None
    title = getattr(figure, "get_suptitle", None)
    return {
        "title": _text(title()) if callable(title) else "",
        "alt": _text(getattr(figure, "course_alt", "")),
        "caption": _text(getattr(figure, "course_caption", "")),
        "axes": [_axes_facts(axes) for axes in list(figure.get_axes())[:20]],
    }


def _axes_facts(axes: Any) -> dict[str, Any]:
    """Read one pair of axes."""
    legend = axes.get_legend()
    titles = [_text(axes.get_title(loc=place)) for place in ("left", "center", "right")]
    return {
        "title": " ".join(title for title in titles if title),
        "xlabel": _text(axes.get_xlabel()),
        "ylabel": _text(axes.get_ylabel()),
        "xscale": _text(axes.get_xscale()),
        "yscale": _text(axes.get_yscale()),
        "xticks": _words(axes.get_xticklabels()),
        "yticks": _words(axes.get_yticklabels()),
        "legend": None if legend is None else _words(legend.get_texts()),
        "lines": [
            _series(line.get_label(), line.get_xdata(), line.get_ydata())
            for line in axes.get_lines()
        ],
        "bars": [_bars(container) for container in axes.containers if _is_bars(container)],
        "points": [
            _series(group.get_label(), *_columns(group.get_offsets()))
            for group in axes.collections
            if len(group.get_offsets()) and _is_points(group)
        ],
    }


def _is_points(group: Any) -> bool:
    """Tell a scatter plot from shaded areas and other collections, which have no sizes."""
    return callable(getattr(group, "get_sizes", None))


def _is_bars(container: Any) -> bool:
    """Tell bars from error bars and stems."""
    return bool(getattr(container, "patches", None)) and hasattr(container, "orientation")


def _bars(container: Any) -> dict[str, Any]:
    """Read one set of bars."""
    if container.orientation == "horizontal":
        middle: Callable[[Any], Any] = lambda bar: bar.get_y() + bar.get_height() / 2  # noqa: E731 - two forms of one thing
        length: Callable[[Any], Any] = lambda bar: bar.get_width()  # noqa: E731 - as above
    else:
        middle = lambda bar: bar.get_x() + bar.get_width() / 2  # noqa: E731 - as above
        length = lambda bar: bar.get_height()  # noqa: E731 - as above
    bars = container.patches
    return _series(container.get_label(), map(middle, bars), map(length, bars))


def _series(label: Any, x: Iterable[Any], y: Iterable[Any]) -> dict[str, Any]:
    """Return one plotted series; labels that matplotlib invents begin with an underscore."""
    text = _text(label)
    return {"label": "" if text.startswith("_") else text, "x": _values(x), "y": _values(y)}


def _columns(pairs: Any) -> tuple[list[Any], list[Any]]:
    """Split pairs of coordinates."""
    rows = [list(pair) for pair in pairs]
    return [row[0] for row in rows], [row[1] for row in rows]


def _values(values: Iterable[Any]) -> list[float | str]:
    """Return plotted values as numbers, dates as ISO text, and words."""
    found: list[float | str] = []
    for value in values:
        if len(found) >= MOST_VALUES:
            break
        if callable(getattr(value, "isoformat", None)):
            found.append(_text(value.isoformat()))
            continue
        try:
            found.append(float(value))
        except (TypeError, ValueError):
            found.append(_text(value))
    return found


def _words(texts: Iterable[Any]) -> list[str]:
    """Return the words of drawn texts that are not empty."""
    return [word for word in (_text(text.get_text()) for text in list(texts)[:500]) if word]


def _text(value: Any) -> str:
    """Return a text, cut to a length that no honest label has."""
    return str(value if value is not None else "")[:2_000]
