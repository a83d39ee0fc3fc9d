"""Who wrote to whom: senders and recipients as a network."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, pi, sin

from course.archive.frames import pd
from course.figures.charts import need_columns
from course.figures.style import (
    COLOURS,
    GREY,
    INK,
    Axes,
    FancyArrowPatch,
    Figure,
    new_figure,
    styled,
)

__all__ = ["network"]

_THICKEST = 6.0
_BEND = 0.16

_Place = tuple[float, float]


@styled
def network(
    counts: pd.DataFrame,
    *,
    sender: str = "sender_side",
    recipient: str = "recipient_side",
    count: str = "count",
    missing: Sequence[tuple[str, str]] = (),
    title: str = "",
) -> Figure:
    """Draw one arrow a pair, as thick as the number of messages, with the number on it.

    Parameters
    ----------
    counts : pandas.DataFrame
        One row a pair of sender and recipient; rows with 0 are left out.
    sender, recipient, count : str
        The columns.
    missing : sequence of tuple of str
        Pairs between which nothing was sent, drawn as a dotted line with a 0.
    title : str
        The heading.

    Returns
    -------
    matplotlib.figure.Figure
        The numbers stand in ``figure.axes[0].texts``; the places of the actors
        are the series ``actor``.

    Raises
    ------
    UsageError
        If a column is missing or there is nothing to draw.
    """
    need_columns(counts, sender, recipient, count)
    rows = counts[counts[count] > 0]
    need_columns(rows, count)
    actors = sorted(
        {str(name) for column in (sender, recipient) for name in rows[column]}
        | {n for p in missing for n in p}
    )
    angle = {name: pi / 2 - 2 * pi * number / len(actors) for number, name in enumerate(actors)}
    places = {name: (cos(turn), sin(turn)) for name, turn in angle.items()}
    figure, axes = new_figure(7.5, 7.5, title)
    most = float(rows[count].max())
    for _, row in rows.iterrows():
        number = int(row[count])
        width = 1.0 + (_THICKEST - 1.0) * number / most
        _edge(axes, places[str(row[sender])], places[str(row[recipient])], str(number), width)
    for one, other in missing:
        _edge(axes, places[one], places[other], "0", 1.2, solid=False)
    axes.scatter(
        [x for x, _ in places.values()],
        [y for _, y in places.values()],
        s=2100,
        facecolors="white",
        edgecolors=INK,
        linewidths=1.4,
        zorder=4,
        label="actor",
    )
    for name, (x, y) in places.items():
        axes.text(x, y, name.replace("/", "/\n"), ha="center", va="center", fontsize=10, zorder=5)
    axes.set_xlim(-1.45, 1.45)
    axes.set_ylim(-1.3, 1.35)
    axes.set_aspect("equal")
    axes.axis("off")
    # Switching the axes off hides the heading's axis, not the heading.
    axes.set_title(title)
    return figure


def _edge(
    axes: Axes, start: _Place, end: _Place, words: str, width: float, *, solid: bool = True
) -> None:
    """Draw one arrow that bends to its right, so that both directions can be seen."""
    if start == end:
        _loop(axes, start, words, width)
        return
    axes.add_patch(
        FancyArrowPatch(
            start,
            end,
            connectionstyle=f"arc3,rad={_BEND if solid else 0.0}",
            arrowstyle="-|>,head_width=0.28,head_length=0.55" if solid else "-",
            mutation_scale=12 + 1.5 * width,
            joinstyle="miter",
            linewidth=width,
            linestyle="-" if solid else ":",
            color=COLOURS[0] if solid else COLOURS[1],
            alpha=0.75 if solid else 1.0,
            shrinkA=26,
            shrinkB=27,
            zorder=2,
        )
    )
    (x_1, y_1), (x_2, y_2) = start, end
    far = hypot(x_2 - x_1, y_2 - y_1)
    # The middle of the curve that arc3 draws lies half of `rad` times the distance to the side.
    side = (_BEND if solid else 0.0) / 2 * far
    x = (x_1 + x_2) / 2 + side * (y_2 - y_1) / far
    y = (y_1 + y_2) / 2 - side * (x_2 - x_1) / far
    axes.text(
        x,
        y,
        words,
        ha="center",
        va="center",
        fontsize=9,
        zorder=3,
        bbox={
            "boxstyle": "round,pad=0.2",
            "facecolor": "white",
            "edgecolor": GREY,
            "linewidth": 0.5,
        },
    )


def _loop(axes: Axes, place: _Place, words: str, width: float) -> None:
    """Write what an actor sent to its own side beside it, outside the circle."""
    x, y = place
    axes.text(
        x * 1.27,
        y * 1.24,
        f"to itself: {words}",
        ha="center",
        va="center",
        fontsize=8.5,
        color=INK,
        zorder=3,
        bbox={
            "boxstyle": "round,pad=0.2",
            "facecolor": "white",
            "edgecolor": COLOURS[0],
            "linewidth": width / 4,
        },
    )
