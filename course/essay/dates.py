"""Read the dates of a sentence: days, months and years in the ways people write them."""

import re
from datetime import date, timedelta
from functools import lru_cache

from course.essay.patterns import late
from course.essay.records import record

__all__ = ["WrittenDate", "dates_in"]

_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
_MONTH = r"(january|february|march|april|may|june|july|august|september|october|november|december)"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_TO = r"(?:\s*(?:and|to|or|until|till|/|-|\u2013)\s*(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?)?"
_CRISIS = 1962

_PATTERNS = (
    (
        "dmy",
        late(
            rf"\b{_DAY}{_TO}(?:\s+of)?\s+{_MONTH}(?:,?\s+(?:of\s+)?((?:19|20)\d\d))?\b",
            re.IGNORECASE,
        ),
    ),
    (
        "mdy",
        late(rf"\b{_MONTH}\s+(?:the\s+)?{_DAY}{_TO}\b(?:,?\s+((?:19|20)\d\d))?", re.IGNORECASE),
    ),
    ("iso", late(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")),
    ("my", late(rf"\b{_MONTH}(?:\s+of)?,?\s+((?:19|20)\d\d)\b", re.IGNORECASE)),
    ("y", late(r"\b((?:19|20)\d\d)s?\b(?!-)")),
)


@record
class WrittenDate:
    """A date as written.

    Parameters
    ----------
    span : tuple of date
        First and last day it can mean.
    start, stop : int
        Place in the text that was read.
    text : str
        As written.
    """

    span: tuple[date, date]
    start: int
    stop: int
    text: str

    @property
    def is_day(self) -> bool:
        """Whether it names days and not only a month or year."""
        return (self.span[1] - self.span[0]).days < 27  # noqa: PLR2004 - shorter than any month


@lru_cache(maxsize=1024)
def dates_in(text: str) -> tuple[WrittenDate, ...]:
    """List the dates of a text in order; a day without a year means 1962.

    Parameters
    ----------
    text : str
        Folded text.

    Returns
    -------
    tuple of WrittenDate

    Examples
    --------
    >>> [one.text for one in dates_in("On 26 and 27 October, or in May 1962.")]
    ['26 and 27 October', 'May 1962']
    """
    if not any(char.isdigit() for char in text):
        return ()
    found: list[WrittenDate] = []
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if any(one.start < match.end() and match.start() < one.stop for one in found):
                continue
            span = _span(kind, match)
            if span is not None:
                found.append(WrittenDate(span, match.start(), match.end(), match[0]))
    return tuple(sorted(found, key=lambda one: one.start))


def _span(kind: str, match: re.Match[str]) -> tuple[date, date] | None:
    try:
        if kind == "dmy":
            day, last, month, year = match.groups()
            return _days(int(year or _CRISIS), month, int(day), int(last or day))
        if kind == "mdy":
            month, day, last, year = match.groups()
            return _days(int(year or _CRISIS), month, int(day), int(last or day))
        if kind == "iso":
            year, month, day = (int(part) for part in match.groups())
            return date(year, month, day), date(year, month, day)
        if kind == "my":
            number = _MONTHS.index(match[1].lower()) + 1
            year = int(match[2])
            following = date(year + number // 12, number % 12 + 1, 1)
            return date(year, number, 1), following - timedelta(days=1)
        return date(int(match[1]), 1, 1), date(int(match[1]), 12, 31)
    except ValueError:  # "31 November" is no date
        return None


def _days(year: int, month: str, first: int, last: int) -> tuple[date, date]:
    number = _MONTHS.index(month.lower()) + 1
    start, stop = date(year, number, first), date(year, number, last)
    # "from 31 October to 2" and the like: keep the day that is sure.
    return (start, stop) if start <= stop else (start, start)
