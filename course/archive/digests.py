"""The digests: what each source says, in numbered points of our own words.

The file ``digests.txt`` is written to be read. A line with an id opens a
source; each line below it, indented, is one point::

    S07
        1  Broadcast in English by Radio Moscow at 5 p.m. Moscow time.
        2  (known) A new order has been given to dismantle the weapons.

A mark in brackets is the confidence of that point where it differs from that
of the source.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from course.archive.files import read_text
from course.errors import CourseFault

__all__ = ["FILE", "Point", "digest", "digest_ids", "parse"]

FILE = "digests.txt"

_HEAD = re.compile(r"(S\d\d)\s*")
_POINT = re.compile(r"\s+(\d+)  (?:\((known|disputed)\) )?(\S.*)")


@dataclass(frozen=True, slots=True)
class Point:
    """One statement of a source that can be checked and cited.

    Parameters
    ----------
    id : str
        Source and number, such as ``"S07.3"``.
    text : str
        The statement, in our words.
    confidence : str
        ``"known"`` or ``"disputed"`` where the point stands on less than the
        source as a whole, else an empty text.
    """

    id: str
    text: str
    confidence: str


def digest_ids() -> tuple[str, ...]:
    """Return the ids of all sources with a digest, in order."""
    return tuple(_digests())


def digest(source_id: str) -> tuple[Point, ...]:
    """Return the points of one source; an unknown id has none."""
    return _digests().get(source_id, ())


def parse(text: str) -> dict[str, tuple[Point, ...]]:
    """Read the digests file.

    Parameters
    ----------
    text : str
        The file, as this module describes it.

    Returns
    -------
    dict of str to tuple of Point
        The points by source, in the order of the file.

    Raises
    ------
    CourseFault
        If a line is neither a head, a point nor a comment, or a number is out
        of order.
    """
    found: dict[str, list[Point]] = {}
    current = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        head = _HEAD.fullmatch(line)
        if head and head[1] not in found:
            current = head[1]
            found[current] = []
            continue
        point = _POINT.fullmatch(line)
        if not point or not current or int(point[1]) != len(found[current]) + 1:
            raise CourseFault(
                f"{FILE}, line {number}, cannot be read.",
                f'It says "{line.strip()[:60]}", and a new source or the next point was expected.',
                "Write the id of a source alone, or an indented number, two spaces and the point.",
            )
        found[current].append(Point(f"{current}.{point[1]}", point[3], point[2] or ""))
    return {source: tuple(points) for source, points in found.items()}


@cache
def _digests() -> dict[str, tuple[Point, ...]]:
    return parse(read_text(FILE))
