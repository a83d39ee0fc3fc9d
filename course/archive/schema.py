"""What a table of the archive promises: its columns, and what may stand in them.

One definition serves the loaders (which type a column gets), the contracts
(what `course archive check` looks for) and the code book that students read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Column", "Kind", "Table"]

Kind = Literal[
    "text",  # words
    "category",  # one of a few words, listed in `allowed`
    "whole",  # a whole number
    "decimal",  # a number
    "yes-no",  # yes or no, true or false
    "time",  # UTC: a year, month, day, or day and minute ending in Z
    "date",  # a day, month or year without a clock
    "ids",  # ids joined by semicolons
]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table.

    Parameters
    ----------
    name : str
        As in the header of the file.
    kind : str
        What stands in the column, see `Kind`.
    meaning : str
        One sentence for the code book, with the unit.
    allowed : tuple of str, optional
        The words of a category, from low to high where `ordered`.
    ordered : bool, default False
        Whether the words of a category have an order.
    empty : bool, default False
        Whether a cell may be empty.
    unique : bool, default False
        Whether no value may stand twice.
    refers_to : tuple of str, optional
        The tables among whose ids each id must be found.
    low, high : float, optional
        The least and the greatest number that makes sense.
    """

    name: str
    kind: Kind
    meaning: str
    allowed: tuple[str, ...] = ()
    ordered: bool = False
    empty: bool = False
    unique: bool = False
    refers_to: tuple[str, ...] = ()
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the archive.

    Parameters
    ----------
    name : str
        The name of its loader, such as ``"chronology"``.
    title : str
        One line on what a row is.
    columns : tuple of Column
        In the order of the file.
    least : int
        The number of rows below which the table is incomplete.
    sorted_by : str, default ""
        The column of kind ``time`` by which the rows are in order.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    least: int
    sorted_by: str = ""

    @property
    def file(self) -> str:
        """The name of the data file."""
        return f"{self.name}.csv"

    def column(self, name: str) -> Column:
        """Return one column by its name.

        Raises
        ------
        KeyError
            If the table has no such column.
        """
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)
