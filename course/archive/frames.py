"""Tables as pandas objects; this module is the course's door to pandas."""

from __future__ import annotations

from functools import cache
from zoneinfo import ZoneInfo

import pandas as pd

from course.archive.files import DATA
from course.archive.schema import Column, Table
from course.archive.tables import TABLES
from course.errors import CourseFault, UsageError

__all__ = ["ZONES", "clocks", "fresh", "pd"]

ZONES = {
    "washington": "America/New_York",
    "havana": "America/Havana",
    "moscow": "Europe/Moscow",
}
"""The clocks of the crisis. Washington left daylight time on 28 October 1962."""

_DTYPES = {"whole": "Int64", "decimal": "Float64", "text": "str", "ids": "str"}
_CLOCK = r"T\d\d:\d\dZ$"


def clocks(times: pd.Series[pd.Timestamp]) -> pd.DataFrame:
    """Show moments on the clocks of Washington, Havana and Moscow.

    Parameters
    ----------
    times : pandas.Series of datetime64 with a time zone
        For example ``messages()["sent_utc"]``.

    Returns
    -------
    pandas.DataFrame
        Columns ``washington``, ``havana``, ``moscow``, with the index of `times`.

    Raises
    ------
    UsageError
        If the times carry no time zone.
    """
    if getattr(times.dt, "tz", None) is None:
        raise UsageError(
            "These times carry no time zone.",
            "A moment can be shown on three clocks only when its own clock is known.",
            'Add it first, for example with `times.dt.tz_localize("UTC")`.',
        )
    return pd.DataFrame(
        {place: times.dt.tz_convert(ZoneInfo(zone)) for place, zone in ZONES.items()}
    )


def fresh(name: str) -> pd.DataFrame:
    """Return a copy of one table that nobody else holds.

    Parameters
    ----------
    name : str
        A name of `TABLES`.

    Raises
    ------
    CourseFault
        If the data file is missing or damaged.
    """
    return _read(TABLES[name]).copy(deep=True)


@cache
def _read(table: Table) -> pd.DataFrame:
    """Read one table with the types of its columns.

    Raises
    ------
    CourseFault
        If the file is missing or is not such a table.
    """
    dtypes = {column.name: _DTYPES.get(column.kind, "str") for column in table.columns}
    try:
        frame = pd.read_csv(
            DATA / table.file, dtype=dtypes, keep_default_na=False, na_values=[""], encoding="utf-8"
        )
        frame = frame[[column.name for column in table.columns]]
        for column in table.columns:
            _convert(frame, column)
    except (OSError, ValueError, KeyError) as error:
        raise CourseFault(
            f'The data file "{table.file}" of the archive cannot be read.',
            f"{error}.",
            "Run `course archive check` to see what is wrong, or install the course again.",
        ) from error
    if table.name == "chronology":
        known = frame["start_utc"].where(frame["precision"].isin(["minute", "hour"]))
        frame = pd.concat([frame, clocks(known)], axis="columns")
    return frame


def _convert(frame: pd.DataFrame, column: Column) -> None:
    """Give one column, read as text, the type that its kind calls for."""
    values = frame[column.name]
    match column.kind:
        case "category":
            frame[column.name] = pd.Categorical(
                values, categories=list(column.allowed), ordered=column.ordered
            )
        case "yes-no":
            frame[column.name] = (
                values.str.lower()
                .map({"yes": True, "true": True, "no": False, "false": False})
                .astype("bool")
            )
        case "date":
            frame[column.name] = pd.to_datetime(values, format="ISO8601")
        case "time":
            frame[column.name] = pd.to_datetime(values, format="ISO8601", utc=True)
            if column.name != "start_utc":
                # The chronology tells its own precision; here it follows from how the time is written.
                precision = values.str.contains(_CLOCK, regex=True).map(
                    {True: "minute", False: "day"}
                )
                name = column.name.replace("_utc", "_precision")
                kinds = pd.CategoricalDtype(["minute", "day"], ordered=True)
                beside = list(frame.columns).index(column.name) + 1
                frame.insert(beside, name, precision.where(values.notna()).astype(kinds))
        case _:
            pass
