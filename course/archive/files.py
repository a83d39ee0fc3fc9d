"""The files of the archive, as they lie in the installed package.

Everything here is plain text in and plain rows out, without pandas, so that
exercises and check cells can look things up at no cost.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from course.errors import CourseFault

__all__ = ["DATA", "read_rows", "read_text"]

DATA = Path(__file__).parent / "data"


@cache
def read_text(name: str) -> str:
    """Return the text of one data file.

    Parameters
    ----------
    name : str
        The file's name inside ``course/archive/data``, such as ``"seed.txt"``.

    Raises
    ------
    CourseFault
        If the file is missing or is not UTF-8 text.
    """
    path = DATA / name
    try:
        # newline="" keeps the offsets of the seed equal on every system.
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise CourseFault(
            f'The data file "{name}" of the archive cannot be read.',
            f"{path}: {error}.",
            "Install the course again, for example with `make install`.",
        ) from error


@cache
def read_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one CSV file as text, by column name.

    Parameters
    ----------
    name : str
        The file's name, such as ``"calendar.csv"``.

    Raises
    ------
    CourseFault
        If the file is missing, has no rows, or has a row of the wrong length.
    """
    reader = csv.reader(read_text(name).splitlines(), strict=True)
    try:
        header, *lines = list(reader)
    except (csv.Error, ValueError) as error:
        raise CourseFault(
            f'The data file "{name}" of the archive is damaged.',
            f"It cannot be read as a table: {error}.",
            "Install the course again, for example with `make install`.",
        ) from error
    for number, line in enumerate(lines, start=2):
        if len(line) != len(header):
            raise CourseFault(
                f'The data file "{name}" of the archive is damaged.',
                f"Row {number} has {len(line)} fields, and the header has {len(header)}.",
                "Install the course again, for example with `make install`.",
            )
    return tuple(dict(zip(header, line, strict=True)) for line in lines)
