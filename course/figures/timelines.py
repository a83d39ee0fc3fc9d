"""A timeline with three clocks: Washington, Havana and Moscow."""

from __future__ import annotations

from typing import Any

from course.archive.frames import ZONES, pd
from course.errors import UsageError, listing
from course.figures.charts import need_columns
from course.figures.style import (
    COLOURS,
    GREY,
    INK,
    MARKERS,
    Axes,
    FancyArrowPatch,
    Figure,
    day_number,
    new_figure,
    styled,
    time_of,
)

__all__ = ["timeline"]

_LANES = ("Washington", "Havana", "Moscow")
_LEVELS = (0.16, 0.3, 0.44, 0.58)
"""Heights above a lane at which labels may stand."""

_LETTER = 0.0078
"""Width of a letter of a label as a share of the width of the figure, measured on samples."""


@styled
def timeline(
    events: pd.DataFrame, messages: pd.DataFrame | None = None, *, title: str = ""
) -> Figure:
    """Draw events on three lanes, each lane with the clock of its city.

    A point in one lane is at the same moment as the points right above and
    below it; only the clocks differ.

    Parameters
    ----------
    events : pandas.DataFrame
        ``start_utc`` (time with a zone), ``place`` (Washington, Havana or
        Moscow) and ``label`` (a few words).
    messages : pandas.DataFrame, optional
        Arrows from sending to receipt: ``sent_utc``, ``received_utc``,
        ``from_place``, ``to_place``; rows without a receipt are left out.
    title : str
        The heading.

    Returns
    -------
    matplotlib.figure.Figure
        One series of points a lane, named after its city.

    Raises
    ------
    UsageError
        If a column is missing, a place is none of the three, times carry no
        zone, or there is nothing to draw.
    """
    need_columns(events, "start_utc", "place", "label")
    _check(events["start_utc"], events["place"])
    arrows = pd.DataFrame()
    if messages is not None:
        need_columns(messages, "sent_utc", "received_utc", "from_place", "to_place")
        arrows = messages[messages["received_utc"].notna()]
        _check(arrows["sent_utc"], arrows["from_place"], arrows["to_place"])
    figure, axes = new_figure(10, 6, title)
    times = [*_days(events["start_utc"])]
    if len(arrows):
        times += [*_days(arrows["sent_utc"]), *_days(arrows["received_utc"])]
    first, last = min(times), max(times)
    margin = max((last - first) * 0.04, 1 / 24)
    axes.set_xlim(first - margin, last + 3 * margin)
    for number, place in enumerate(_LANES):
        height = len(_LANES) - 1 - number
        _lane(axes, place, height)
        _events(axes, events[events["place"] == place].sort_values("start_utc"), number, height)
    for _, row in arrows.iterrows():
        _arrow(axes, row)
    axes.set_ylim(-0.45, len(_LANES) - 0.25)
    axes.set_yticks(range(len(_LANES)), _LANES[::-1])
    axes.tick_params(axis="y", length=0)
    axes.spines[["left", "bottom"]].set_visible(False)
    axes.set_xticks([])
    axes.set_xlabel(
        "Each lane has the clock of its city. Points above one another are the same moment."
    )
    return figure


def _check(times: pd.Series[Any], *places: pd.Series[Any]) -> None:
    if getattr(times.dt, "tz", None) is None:
        raise UsageError(
            "The times carry no time zone.",
            "Three clocks can be shown only when the zone is known.",
            'Add it, for example with `times.dt.tz_localize("UTC")`.',
        )
    for series in places:
        odd = sorted({str(place) for place in series} - set(_LANES))
        if odd:
            raise UsageError(
                "A place has no lane.",
                f"The table says {listing(odd)}; the lanes are {listing(_LANES)}.",
                "Give each row one of the three cities.",
            )


def _days(times: pd.Series[Any]) -> list[float]:
    return [day_number(time) for time in times]


def _lane(axes: Axes, place: str, height: int) -> None:
    """Draw the line of a lane with the hours of its own clock."""
    first, last = axes.get_xlim()
    axes.plot(
        [first, last], [height, height], color=GREY, linewidth=1.0, zorder=1, label=f"_{place}"
    )
    zone = ZONES[place.casefold()]
    moment = pd.Timestamp(time_of(first)).tz_convert(zone).ceil("6h", ambiguous=True)
    while (at := day_number(moment)) <= last:
        midnight = moment.hour == 0
        axes.plot(
            [at, at], [height - 0.04, height + 0.04], color=GREY, linewidth=1.0, label="_tick"
        )
        words = f"{moment.day} {moment:%b}\n0:00" if midnight else f"{moment.hour}:00"
        axes.text(
            at,
            height - 0.07,
            words,
            ha="center",
            va="top",
            fontsize=8,
            color=INK if midnight else GREY,
        )
        # By wall clock, so that a day with 25 hours still has its ticks at 0, 6, 12 and 18.
        moment = (moment.tz_localize(None) + pd.Timedelta(hours=6)).tz_localize(
            zone, ambiguous=True
        )


def _events(axes: Axes, rows: pd.DataFrame, number: int, height: int) -> None:
    at = _days(rows["start_utc"])
    axes.scatter(
        at,
        [height] * len(at),
        marker=MARKERS[number],
        color=COLOURS[number],
        s=40,
        zorder=3,
        label=_LANES[number],
    )
    first, last = axes.get_xlim()
    words = [str(label) for label in rows["label"]]
    levels = _levels(at, [len(text) * _LETTER * (last - first) for text in words])
    for moment, text, above in zip(at, words, levels, strict=True):
        level = height + above
        axes.plot(
            [moment, moment], [height, level], color=GREY, linewidth=0.6, zorder=1, label="_stem"
        )
        axes.text(
            moment,
            level,
            f" {text}",
            fontsize=8.5,
            va="center",
            ha="left",
            zorder=4,
            bbox={"facecolor": "white", "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
        )


def _levels(at: list[float], widths: list[float]) -> list[float]:
    """Choose heights so that no label is crossed by the stem of a later event.

    From the last event to the first, each takes the lowest height above all
    the stems that its label would run across.
    """
    chosen = [0] * len(at)
    for one in range(len(at) - 1, -1, -1):
        crossed = [
            chosen[other] for other in range(one + 1, len(at)) if at[other] <= at[one] + widths[one]
        ]
        chosen[one] = min(max(crossed, default=-1) + 1, len(_LEVELS) - 1)
    return [_LEVELS[level] for level in chosen]


def _arrow(axes: Axes, row: pd.Series[Any]) -> None:
    heights = {place: len(_LANES) - 1 - number for number, place in enumerate(_LANES)}
    axes.add_patch(
        FancyArrowPatch(
            (day_number(row["sent_utc"]), heights[row["from_place"]]),
            (day_number(row["received_utc"]), heights[row["to_place"]]),
            arrowstyle="-|>",
            mutation_scale=12,
            color=COLOURS[1],
            linewidth=1.4,
            linestyle="--",
            shrinkA=4,
            shrinkB=4,
            zorder=2,
        )
    )
