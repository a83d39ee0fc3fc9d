"""Dates as people write them, from the ISO dates of the data."""

from __future__ import annotations

import re
from datetime import date

__all__ = ["in_words"]

_ISO = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


def in_words(text: str) -> str:
    """Write the ISO dates in a text as "28 October 1962" or "October 1962".

    Parameters
    ----------
    text : str
        Any text; what is no ISO date stays as it is.

    Examples
    --------
    >>> in_words("1962-10-28 (Radio Moscow)")
    '28 October 1962 (Radio Moscow)'
    >>> in_words("1990-11")
    'November 1990'
    >>> in_words("1962-10-26/27")
    '26 or 27 October 1962'
    >>> in_words("1966-1971")
    '1966-1971'
    """
    span = re.fullmatch(r"(\d{4}-\d{2})-(\d{2})/(\d{2})", text)
    if span:
        return f"{int(span[2])} or {int(span[3])} {_month(span[1])}"
    return _ISO.sub(lambda found: _words(found[0]), text)


def _words(iso: str) -> str:
    if len(iso) == len("1962-10-28"):
        try:
            day = date.fromisoformat(iso)
        except ValueError:
            return iso
        return f"{day.day} {_month(iso)}"
    return _month(iso)


def _month(iso: str) -> str:
    """Return month and year in English, whatever language the machine speaks."""
    months = (
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
    number = int(iso[5:7])
    return f"{months[number - 1]} {iso[:4]}" if 1 <= number <= len(months) else iso
