"""Charts in rows: lollipop, Gantt and heat map, each from a table."""

from __future__ import annotations

from typing import Any

from course.archive.frames import pd
from course.errors import UsageError, listing, near_matches
from course.figures.style import (
    COLOURS,
    GREY,
    HATCHES,
    INK,
    Axes,
    Figure,
    colour_map,
    date_axis,
    day_number,
    new_figure,
    styled,
)

__all__ = ["gantt", "heat_map", "lollipop", "need_columns"]

_ROW_INCHES = 0.3
_MARGIN_INCHES = 1.6


def need_columns(table: pd.DataFrame, *names: str) -> None:
    """Raise a sentence if a table lacks columns or has no rows.

    Raises
    ------
    UsageError
        If a column is missing, or there is nothing to draw.
    """
    columns = [str(column) for column in table.columns]
    for name in names:
        if name not in columns:
            raise UsageError(
                f'The table has no column "{name}".',
                f"Its columns are {listing(columns, 25)}.",
                near_matches(name, columns) or "Rename a column, or make it first.",
            )
    if table.empty:
        raise UsageError(
            "There is nothing to draw.",
            "The table has no rows.",
            "Look at the step that chose the rows.",
        )


@styled
def lollipop(
    table: pd.DataFrame,
    *,
    label: str,
    end: str,
    start: str | None = None,
    title: str = "",
    xlabel: str = "",
    start_name: str = "from",
    end_name: str = "to",
) -> Figure:
    """Draw one line a row, from a start to an end with a head.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a line, drawn from top to bottom in the order of the table;
        rows without an end are left out.
    label : str
        Column with the names of the rows.
    end : str
        Column with the values of the heads (numbers or dates).
    start : str, optional
        Column with the values of the open ends; without it lines begin at 0.
    title, xlabel : str
        Heading, and what is measured along the axis, with its unit.
    start_name, end_name : str
        What the open and the filled ends mean.

    Returns
    -------
    matplotlib.figure.Figure
        The ends are two series of points named `start_name` and `end_name`.

    Raises
    ------
    UsageError
        If a column is missing or there is nothing to draw.
    """
    need_columns(table, label, end, *([start] if start else []))
    rows = table[table[end].notna()]
    need_columns(rows, label)
    figure, axes = new_figure(8.5, _MARGIN_INCHES + _ROW_INCHES * len(rows), title)
    heights = range(len(rows) - 1, -1, -1)
    ends = _numbers(rows[end])
    starts = _numbers(rows[start]) if start else [0.0] * len(rows)
    axes.hlines(list(heights), starts, ends, color=GREY, linewidth=1.2, zorder=1)
    if start:
        axes.scatter(
            starts,
            list(heights),
            marker="o",
            facecolors="white",
            edgecolors=COLOURS[0],
            label=start_name,
            zorder=2,
        )
    axes.scatter(ends, list(heights), marker="o", color=COLOURS[0], label=end_name, zorder=3)
    _name_rows(axes, rows[label])
    axes.set_xlabel(xlabel)
    axes.grid(visible=True, axis="x", color="#DDDDDD", linewidth=0.6)
    axes.set_axisbelow(True)
    if _is_dates(rows[end]):
        date_axis(axes)
    if start:
        axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=2)
    return figure


@styled
def gantt(
    table: pd.DataFrame,
    *,
    label: str,
    start: str,
    end: str,
    group: str | None = None,
    title: str = "",
    xlabel: str = "",
) -> Figure:
    """Draw one bar a row over a calendar.

    Parameters
    ----------
    table : pandas.DataFrame
        One row a bar, from top to bottom; rows without both dates are left out.
    label : str
        Column with the names of the rows.
    start, end : str
        Columns with first and last day (datetime64).
    group : str, optional
        Column by which bars differ in colour and hatch; its values stand in
        the legend.
    title, xlabel : str
        Heading, and a word on the calendar.

    Returns
    -------
    matplotlib.figure.Figure
        Bars lie in one container a group, named after it.

    Raises
    ------
    UsageError
        If a column is missing or there is nothing to draw.
    """
    need_columns(table, label, start, end, *([group] if group else []))
    rows = table[table[start].notna() & table[end].notna()].reset_index(drop=True)
    need_columns(rows, label)
    figure, axes = new_figure(8.5, _MARGIN_INCHES + 1.3 * _ROW_INCHES * len(rows), title)
    names = rows[group].astype("str") if group else pd.Series([""] * len(rows))
    starts, ends = _numbers(rows[start]), _numbers(rows[end])
    for number, name in enumerate(names.unique()):
        chosen = [row for row in range(len(rows)) if names[row] == name]
        axes.barh(
            [len(rows) - 1 - row for row in chosen],
            # A bar of one day is drawn one day long, so that it can be seen.
            [max(ends[row] - starts[row], 1.0) for row in chosen],
            left=[starts[row] for row in chosen],
            height=0.6,
            color=COLOURS[number % len(COLOURS)],
            edgecolor=INK,
            linewidth=0.6,
            hatch=HATCHES[number % len(HATCHES)],
            label=name or "_bars",
        )
    _name_rows(axes, rows[label])
    date_axis(axes)
    axes.set_xlabel(xlabel)
    axes.grid(visible=True, axis="x", color="#DDDDDD", linewidth=0.6)
    axes.set_axisbelow(True)
    if group:
        axes.legend(loc="upper left", bbox_to_anchor=(1.0, 1.0))
    return figure


@styled
def heat_map(
    table: pd.DataFrame,
    *,
    title: str = "",
    xlabel: str = "",
    ylabel: str = "",
    number_format: str = "{:.0f}",
) -> Figure:
    """Draw a table of numbers as shaded cells, each with its number.

    Parameters
    ----------
    table : pandas.DataFrame
        Numbers; the index names the rows, the columns name the columns.
        Missing numbers are hatched and marked with a dash.
    title, xlabel, ylabel : str
        Heading, and what columns and rows are.
    number_format : str, default "{:.0f}"
        How a number is written.

    Returns
    -------
    matplotlib.figure.Figure
        One cell a value, written in it.

    Raises
    ------
    UsageError
        If there is nothing to draw, or a value is no number.
    """
    need_columns(table)
    try:
        values = table.astype("float64").to_numpy()
    except (TypeError, ValueError) as error:
        raise UsageError(
            "A heat map shows numbers.",
            f"The table holds something else: {error}.",
            "Choose the columns with numbers.",
        ) from error
    rows, columns = values.shape
    known = [value for line in values.tolist() for value in line if value == value]  # noqa: PLR0124 - NaN is not itself
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    figure, axes = new_figure(2.4 + 0.8 * columns, 1.6 + 0.45 * rows, title)
    for row in range(rows):
        for column in range(columns):
            _cell(
                axes,
                (column, rows - 1 - row),
                float(values[row, column]),
                (low, high),
                number_format,
            )
    axes.set_xlim(-0.5, columns - 0.5)
    axes.set_ylim(-0.5, rows - 0.5)
    axes.set_xticks(range(columns), [str(name) for name in table.columns])
    axes.set_yticks(range(rows), [str(name) for name in table.index][::-1])
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)
    axes.set_xlabel(xlabel)
    axes.set_ylabel(ylabel)
    return figure


def _cell(
    axes: Axes,
    place: tuple[int, int],
    value: float,
    limits: tuple[float, float],
    number_format: str,
) -> None:
    column, row = place
    missing = value != value  # noqa: PLR0124 - NaN is not itself
    low, high = limits
    colour, ink = colour_map((value - low) / (high - low) if high > low and not missing else 0.5)
    axes.bar(
        column,
        1,
        width=1,
        bottom=row - 0.5,
        facecolor="white" if missing else colour,
        edgecolor="white" if not missing else GREY,
        hatch="///" if missing else "",
        label="_cell",
    )
    text = "-" if missing else number_format.format(value)
    axes.text(
        column,
        row,
        text,
        ha="center",
        va="center",
        color=INK if missing else ink,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 2} if missing else None,
    )


def _name_rows(axes: Axes, names: pd.Series[Any]) -> None:
    axes.set_yticks(range(len(names)), [str(name) for name in names][::-1])
    axes.set_ylim(-0.7, len(names) - 0.3)
    axes.tick_params(axis="y", length=0)


def _is_dates(values: pd.Series[Any]) -> bool:
    return pd.api.types.is_datetime64_any_dtype(values)


def _numbers(values: pd.Series[Any]) -> list[float]:
    """Return values as numbers; dates as matplotlib counts them, in days."""
    if _is_dates(values):
        return [day_number(value) for value in values]
    return [float(value) for value in values]
