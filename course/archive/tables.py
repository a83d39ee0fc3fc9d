"""All tables of the archive by name: the code book as data."""

from __future__ import annotations

from course.archive.schema import Table
from course.archive.tables_of_numbers import (
    ARSENALS,
    CITIES,
    DEPLOYMENT,
    JUPITERS_THORS,
    ORDER_OF_BATTLE,
    POLLS,
    RANGES,
    SITES,
)
from course.archive.tables_of_texts import CALENDAR, CHRONOLOGY, MESSAGES, REFERENCES, U2_EVIDENCE

__all__ = ["TABLES"]

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        CALENDAR,
        REFERENCES,
        CHRONOLOGY,
        MESSAGES,
        ARSENALS,
        ORDER_OF_BATTLE,
        DEPLOYMENT,
        JUPITERS_THORS,
        RANGES,
        SITES,
        CITIES,
        U2_EVIDENCE,
        POLLS,
    )
}
"""Every table, by the name of its loader."""
