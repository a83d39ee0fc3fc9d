"""The whole archive checked at once, for `course archive check` and the tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from course.archive import consistency
from course.archive.contracts import Fault, check_columns
from course.archive.digests import FILE, parse
from course.archive.files import DATA, load_text, parse_rows
from course.archive.tables import TABLES

__all__ = ["Audit", "audit"]


@dataclass(frozen=True, slots=True)
class Audit:
    """What was counted, and what is wrong.

    Parameters
    ----------
    counts : dict of str to int
        Rows by table, and points and sentences.
    faults : tuple of Fault
        Empty when all is well.
    """

    counts: dict[str, int]
    faults: tuple[Fault, ...]


def audit(folder: Path = DATA) -> Audit:
    """Check every data file of a folder.

    Parameters
    ----------
    folder : pathlib.Path, optional
        By default the data of the installed course.

    Raises
    ------
    CourseFault
        If a file is missing or damaged, so that it cannot be checked at all.
    """
    rows = {
        table.name: parse_rows(table.file, load_text(folder / table.file))
        for table in TABLES.values()
    }
    points = parse(load_text(folder / FILE))
    seed = load_text(folder / "seed.txt")
    faults = [*check_columns(rows)]
    # Facts can be compared only where every column is what it promises to be.
    if not faults:
        faults = [
            *consistency.check_facts(rows),
            *consistency.check_digests(points, rows),
            *consistency.check_seed(seed),
        ]
    counts = {name: len(lines) for name, lines in rows.items()}
    counts["points of digests"] = sum(len(group) for group in points.values())
    counts["words of the essay"] = len(seed.split())
    return Audit(counts, tuple(faults))
