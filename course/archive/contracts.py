"""Contracts: whether every table holds what its columns promise.

Nothing here runs when a table is loaded; `course archive check` and the tests
call it. All faults are gathered before they are reported.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from course.archive.schema import Column, Table
from course.archive.tables import TABLES
from course.errors import listing

__all__ = ["Fault", "Rows", "check_columns", "split_ids"]

Rows = Mapping[str, tuple[dict[str, str], ...]]
"""All tables by name, each as its rows of text."""

_PATTERNS = {
    "whole": (re.compile(r"-?\d+"), "a whole number"),
    "decimal": (re.compile(r"-?\d+(?:\.\d+)?"), "a number"),
    "yes-no": (re.compile(r"yes|no|True|False"), "yes or no"),
    "time": (
        re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\dZ)?)?)?"),
        "a time in UTC such as 1962-10-27T15:19Z, or a day, month or year",
    ),
    "date": (re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?"), "a day, month or year such as 1962-10-27"),
    "ids": (re.compile(r"[\w.]+(?:;[\w.]+)*"), "ids joined by semicolons"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in the data.

    Parameters
    ----------
    file : str
        The data file.
    row : str
        The line, and the id where there is one; empty for the file as a whole.
    column : str
        The column; empty for the row as a whole.
    found, expected : str
        What stands there, and what should.
    """

    file: str
    row: str
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        place = ", ".join(
            part
            for part in (self.file, self.row, f'column "{self.column}"' if self.column else "")
            if part
        )
        return f"{place}: found {self.found}; expected {self.expected}."


def split_ids(text: str) -> list[str]:
    """Return the ids of a cell, in order."""
    return [part for part in text.split(";") if part]


def check_columns(rows: Rows) -> Iterator[Fault]:
    """Yield what breaks the promises of the columns, table by table.

    Parameters
    ----------
    rows : mapping of str to tuple of dict
        All tables; ids are looked up across them.
    """
    for table in TABLES.values():
        lines = rows[table.name]
        yield from _check_shape(table, lines)
        for column in table.columns:
            if lines and column.name in lines[0]:
                yield from _check_column(table, column, rows)
        if table.sorted_by:
            yield from _check_order(table, lines)


def place(table: Table, number: int, line: Mapping[str, str]) -> str:
    """Name a row by its line in the file and its first field."""
    first = line.get(table.columns[0].name, "")
    return f"row {number} ({first})" if first else f"row {number}"


def _check_shape(table: Table, lines: tuple[dict[str, str], ...]) -> Iterator[Fault]:
    expected = [column.name for column in table.columns]
    found = list(lines[0]) if lines else expected
    if found != expected:
        odd = [name for name in [*found, *expected] if (name in found) != (name in expected)]
        yield Fault(
            table.file,
            "header",
            "",
            listing(odd) if odd else "another order",
            listing(expected, 30),
        )
    if len(lines) < table.least:
        yield Fault(table.file, "", "", f"{len(lines)} rows", f"at least {table.least}")


def _check_column(table: Table, column: Column, rows: Rows) -> Iterator[Fault]:
    lines = rows[table.name]
    known = {line["id"] for name in column.refers_to for line in rows[name]}
    for number, line in enumerate(lines, start=2):
        value = line[column.name]
        for found, expected in _check_value(column, value, known):
            yield Fault(table.file, place(table, number, line), column.name, found, expected)
    if column.unique:
        for value, times in Counter(line[column.name] for line in lines).items():
            if times > 1:
                yield Fault(
                    table.file, "", column.name, f'"{value}" {times} times', "each value once"
                )


def _check_value(column: Column, value: str, known: set[str]) -> Iterator[tuple[str, str]]:
    """Yield what was found and expected where a value does not fit its column."""
    if not value.strip():
        if not column.empty:
            yield "nothing", column.meaning
        return
    if value != value.strip():
        yield f'"{value}"', "no space at the ends"
    if column.allowed and value not in column.allowed:
        yield f'"{value}"', f"one of {listing(column.allowed, 15)}"
    pattern, expected = _PATTERNS.get(column.kind, (None, ""))
    if pattern and not pattern.fullmatch(value):
        yield f'"{value}"', expected
        return
    if column.kind in {"whole", "decimal"}:
        yield from _check_limits(column, float(value))
    if column.kind == "ids":
        for one in split_ids(value):
            if one not in known:
                yield f'"{one}"', f"an id of {' or '.join(column.refers_to)}"


def _check_limits(column: Column, number: float) -> Iterator[tuple[str, str]]:
    low = column.low if column.low is not None else number
    high = column.high if column.high is not None else number
    if not low <= number <= high:
        yield f"{number:g}", f"a number from {low:g} to {high:g}"


def _check_order(table: Table, lines: tuple[dict[str, str], ...]) -> Iterator[Fault]:
    before = ""
    for number, line in enumerate(lines, start=2):
        now = _sortable(line[table.sorted_by])
        if now < before:
            yield Fault(
                table.file,
                place(table, number, line),
                table.sorted_by,
                f'"{line[table.sorted_by]}" after a later time',
                "rows in the order of UTC",
            )
        before = max(now, before)


def _sortable(time: str) -> str:
    """Fill a year, month or day up to its first minute, so that text order is time order."""
    return time + "0000-01-01T00:00Z"[len(time) :]
