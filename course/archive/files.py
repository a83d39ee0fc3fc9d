"""The files of the archive, as they lie in the installed package.

Everything here is plain text in and plain rows out, without pandas, so that
exercises and check cells can look things up at no cost.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from course.errors import CourseFault

__all__ = ["DATA", "load_text", "parse_rows", "read_rows", "read_text"]

DATA = Path(__file__).parent / "data"


_REMEDY = "Install the course again, for example with `make install`."


def load_text(path: Path) -> str:
    """Return the text of one file, line ends as they are.

    Raises
    ------
    CourseFault
        If the file is missing or is not UTF-8 text.
    """
    try:
        # newline="" keeps the offsets of the seed equal on every system.
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise CourseFault(
            f'The data file "{path.name}" of the archive cannot be read.',
            f"{path}: {error}.",
            _REMEDY,
        ) from error


def parse_rows(name: str, text: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table, each as text by column name.

    Parameters
    ----------
    name : str
        The name of the file, for messages.
    text : str
        The table as comma-separated values with a header.

    Raises
    ------
    CourseFault
        If it is no such table, or a row has the wrong length.
    """
    try:
        header, *lines = list(csv.reader(text.splitlines(), strict=True))
    except (csv.Error, ValueError) as error:
        raise CourseFault(
            f'The data file "{name}" of the archive is damaged.',
            f"It cannot be read as a table: {error}.",
            _REMEDY,
        ) from error
    for number, line in enumerate(lines, start=2):
        if len(line) != len(header):
            raise CourseFault(
                f'The data file "{name}" of the archive is damaged.',
                f"Row {number} has {len(line)} fields, and the header has {len(header)}.",
                _REMEDY,
            )
    return tuple(dict(zip(header, line, strict=True)) for line in lines)


@cache
def read_text(name: str) -> str:
    """Return the text of one file of the archive, such as ``"seed.txt"``, read once."""
    return load_text(DATA / name)


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one table of the archive, such as ``"calendar.csv"``, read once."""
    return parse_rows(name, read_text(name))
