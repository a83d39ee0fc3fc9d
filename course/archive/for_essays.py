"""The archive as plain data for the essay checks, which import nothing of it."""

from __future__ import annotations

from typing import Any

from course.archive.contracts import split_ids
from course.archive.files import read_rows
from course.archive.records import record_ids
from course.archive.sources import source
from course.archive.texts import ESSAY, sentences

__all__ = ["essay_catalogue"]


def essay_catalogue() -> dict[str, Any]:
    """Return sources, events and the seed essay for `course.essay.Catalogue.from_data`.

    Returns
    -------
    dict
        ``sources``, ``events`` and ``seed``, of strings, numbers, lists and
        dicts only (the schema stands in ``course.essay.catalogue``). Events
        carry their first and last day on the local calendar. A new dict at
        each call.
    """
    return {
        "sources": [_source(source_id) for source_id in record_ids()],
        "events": [
            {
                "id": row["id"],
                "name": row["event"],
                "start": row["first_day"],
                "end": row["last_day"],
            }
            for row in read_rows("chronology.csv")
        ],
        "seed": {one.id: one.text for one in sentences(ESSAY)},
    }


def _source(source_id: str) -> dict[str, Any]:
    record = source(source_id)
    return {
        "id": record.id,
        "title": record.title,
        "author": record.author,
        "office": record.author_office,
        "date": record.date_created,
        "public_year": int(record.year_public) if record.year_public else None,
        "side": record.author_side,
        "kind": record.type,
        "audience": record.audience,
        "purpose": record.purpose,
        "points": {point.id: point.text for point in record.points},
        "depends_on": split_ids(record.depends_on),
    }
