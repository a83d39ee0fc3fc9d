"""What the calendar knows of one source, as plain data without pandas."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from course.archive.digests import Point, digest
from course.archive.files import read_rows
from course.archive.ids import suggest, tidy
from course.archive.schema import Column
from course.archive.tables_of_texts import CALENDAR
from course.errors import UsageError

__all__ = ["Record", "record_ids", "row_of"]


@dataclass(frozen=True, slots=True)
class Record:
    """One source of the calendar with the points of its digest.

    Parameters
    ----------
    id : str
        Such as ``"S07"``.
    title, author, author_office, author_side, audience, purpose : str
        Who made it, in what office, for whom, why.
    date_created, date_public : str
        Date of writing (ISO as far as known) and of becoming public (words).
    year_created, year_public : str
        The years as digits; `year_public` is empty where unknown.
    type, original_language, archive_or_publication, public_domain, url : str
        What kind of text, in which language, where kept, with which rights.
    what_it_can_tell, what_it_cannot_tell : str
        What it is good evidence for, and what it leaves open.
    depends_on : str
        Ids of the sources that it repeats, joined by semicolons.
    frus_documents : str
        Volume and number in Foreign Relations of the United States, joined by semicolons.
    confidence, confidence_note : str
        How far it was read.
    points : tuple of Point
        The digest.
    """

    id: str
    title: str
    author: str
    author_office: str
    author_side: str
    date_created: str
    year_created: str
    date_public: str
    year_public: str
    type: str
    original_language: str
    archive_or_publication: str
    public_domain: str
    audience: str
    purpose: str
    what_it_can_tell: str
    what_it_cannot_tell: str
    depends_on: str
    frus_documents: str
    url: str
    confidence: str
    confidence_note: str
    points: tuple[Point, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the record as plain data: years as numbers or None, points included."""
        plain: dict[str, object] = {
            column.name: _plain(column, getattr(self, column.name)) for column in CALENDAR.columns
        }
        plain["points"] = self.statements()
        return plain

    def statements(self) -> list[dict[str, str]]:
        """Return the points as plain data, each with its confidence."""
        return [
            {"id": point.id, "text": point.text, "confidence": point.confidence or self.confidence}
            for point in self.points
        ]


def _plain(column: Column, value: str) -> str | int | None:
    if column.kind != "whole":
        return value
    return int(value) if value else None


@cache
def _rows() -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read_rows("calendar.csv")}


def record_ids() -> tuple[str, ...]:
    """Return the ids of all sources of the calendar, in order."""
    return tuple(_rows())


def row_of(source_id: str) -> dict[str, object]:
    """Return the fields of one source, ready to make a `Record` of.

    Parameters
    ----------
    source_id : str
        An id such as ``"S07"``; case, and spaces or brackets around it, do not matter.

    Raises
    ------
    UsageError
        If the calendar has no such id.
    """
    wanted = tidy(source_id)
    row = _rows().get(wanted)
    if row is None:
        raise UsageError(
            f'No source has the id "{source_id}".',
            suggest(wanted, _rows()),
            f"`calendar()` lists all {len(_rows())} sources.",
        )
    return {**row, "points": digest(wanted)}
