"""Columns that several tables share, and short ways to write the others."""

from __future__ import annotations

from course.archive.schema import Column

__all__ = [
    "CONFIDENCE",
    "CONFIDENCE_NOTE",
    "LAT",
    "LON",
    "NOTE",
    "SIDES",
    "SOURCE",
    "SOURCE_IDS",
    "count",
    "day",
    "flag",
    "identity",
    "km",
    "text",
    "year",
]

CONFIDENCE = Column(
    "confidence",
    "category",
    "verified: the text, or the stated part of it, was read; verified in part: only some of the "
    "statement was; known: standard scholarship, named, not read again; disputed: the sides are named",
    allowed=("verified", "verified in part", "known", "disputed"),
)
CONFIDENCE_NOTE = Column(
    "confidence_note", "text", "what the confidence rests on, and what it leaves out", empty=True
)
SOURCE = Column("source", "text", "the works from which the row is taken")
NOTE = Column("note", "text", "what to know before using the row", empty=True)
SOURCE_IDS = Column(
    "source_ids",
    "ids",
    "ids of sources (calendar) and of other works (references), joined by semicolons",
    refers_to=("calendar", "references"),
)
SIDES = ("USA", "USSR", "Cuba", "NATO/Turkey", "UN", "other")
LAT = Column("lat", "decimal", "latitude in degrees, north positive", low=-90, high=90)
LON = Column("lon", "decimal", "longitude in degrees, east positive", low=-180, high=180)


def text(name: str, meaning: str, *, empty: bool = False, unique: bool = False) -> Column:
    """Return a column of words."""
    return Column(name, "text", meaning, empty=empty, unique=unique)


def identity(meaning: str) -> Column:
    """Return the column of ids that gives a table its names."""
    return Column("id", "text", meaning, unique=True)


def count(name: str, meaning: str, *, empty: bool = True) -> Column:
    """Return a column of counts, which may be empty unless said otherwise."""
    return Column(name, "whole", meaning, empty=empty, low=0)


def year(name: str, meaning: str, *, empty: bool = False) -> Column:
    """Return a column of years."""
    return Column(name, "whole", meaning, empty=empty, low=1950, high=2030)


def km(name: str, meaning: str, *, empty: bool = False) -> Column:
    """Return a column of distances in whole kilometres."""
    return Column(name, "whole", meaning, empty=empty, low=0, high=20100)


def day(name: str, meaning: str) -> Column:
    """Return a column of days, which may be empty."""
    return Column(name, "date", meaning, empty=True)


def flag(name: str, meaning: str) -> Column:
    """Return a column of yes or no."""
    return Column(name, "yes-no", meaning)
