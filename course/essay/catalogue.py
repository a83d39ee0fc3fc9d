"""What the essay checks may know about the sources, as plain data handed in by the caller.

The checks import nothing of the archive. Whoever calls them builds one `dict`
of strings, numbers, lists and dicts (it survives `json.dumps`) and hands it to
`Catalogue.from_data`::

    {
        "sources": [                       # one row per source, in any order
            {
                "id": "S07",               # required; capital letter and digits
                "title": "...",            # required
                "author": "...",           # required; several names joined by ";", "," or "and"
                "office": "...",           # what the author was when writing; may be missing
                "date": "1962-10-28",      # date of writing, ISO, may be cut to month or year,
                                           # or a range such as "1962-10-26/27"
                "public_year": 1962,       # year of first publication; None when unknown
                "side": "USSR",            # as in the calendar: "USA", "Cuba", "USSR and Cuba" ...
                "kind": "letter",          # as in the calendar: letter, cable, memoir ...
                "audience": "...",         # may be missing
                "purpose": "...",          # may be missing
                "points": {"S07.1": "..."},# required; the digest, point by point
                "names": ["..."],          # may be missing: then read from title and points
                "depends_on": ["S39"],     # sources it repeats; may be missing
            },
        ],
        "events": [                        # the chronology
            {
                "id": "E070",              # required
                "name": "...",             # required
                "start": "1962-10-27",     # required; ISO, may be cut or carry a clock in UTC
                "end": "1962-10-28",       # last day; may be missing
            },
        ],
        "seed": {"E1": "...", "E2": "..."},# the founding essay, sentence by sentence
    }

Unknown keys are left alone. How people write about these things in English
(other names of an event, slips to look for, questions on which sources agree)
is not in this data: `events`, `slips` and `sides` keep it, keyed by the same ids.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Self

from course.errors import CourseFault, listing
from course.essay.patterns import late
from course.essay.records import NOTHING, record
from course.essay.words import canonical, content_stems, word_set, words

__all__ = ["RUN_LENGTH", "SEED", "Catalogue", "Event", "Kind", "Side", "Source", "day_span"]

Side = str
Kind = str

RUN_LENGTH = 8
"""Words of the runs by which copied text is found."""

SEED = "the seed essay"
"""What the founding essay is called in reports."""

_SIDES: dict[str, Side] = {
    "usa": "US",
    "us": "US",
    "united states": "US",
    "ussr": "USSR",
    "soviet": "USSR",
    "russia": "USSR",
    "cuba": "CUBA",
    "un": "UN",
    "turkey": "NATO/TURKEY",
    "nato": "NATO/TURKEY",
    "united kingdom": "NATO/TURKEY",
}
_TESTIMONY = frozenset({"memoir", "oral history", "testimony", "interview"})
_SECONDARY = frozenset({"scholarly work", "secondary", "article", "book"})

_SHORTEST_NAME = 4  # letters; "Jr" and "ed" are no surnames
_CRISIS_YEAR_END = date(1962, 12, 31)
_CAPITALISED = late(r"\b[A-Z][\w'-]+(?:-\d+)?|\bU-2\b|\b[A-Z]{2,}\b")
_NOT_NAMES = word_set(
    """
    a an the it its he his she they this that these those in on at by to from for of and or but as
    so no not one two three four five both all any each other only also dated sent cabled signed
    compare public second first document item washington's when while with what who how why where
    article letter broadcast message documents interview secret part after before during yet october
    november december january february march april may june july august september
    """
)


def day_span(text: str) -> tuple[date, date]:
    """Read an ISO date, month, year or range as first and last day.

    Parameters
    ----------
    text : str
        For example "1962-10-28", "1962-10", "1962", "1962-10-26/27",
        "1966-1971" or "1962-10-27T15:19Z".

    Returns
    -------
    tuple of date
        First and last day, both included.

    Raises
    ------
    ValueError
        When the text holds no year.

    Examples
    --------
    >>> day_span("1962-10-26/27")
    (datetime.date(1962, 10, 26), datetime.date(1962, 10, 27))
    >>> day_span("1962-04")
    (datetime.date(1962, 4, 1), datetime.date(1962, 4, 30))
    """
    full = re.match(r"(\d{4})-(\d{2})-(\d{2})(?:/(\d{2})(?!\d))?", text)
    if full:
        year, month, first = (int(part) for part in full.group(1, 2, 3))
        return date(year, month, first), date(year, month, int(full.group(4) or first))
    single = re.match(r"(\d{4})-(\d{2})(?!\d)", text)
    if single:
        year, month = int(single.group(1)), int(single.group(2))
        following = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), following - timedelta(days=1)
    years = [int(year) for year in re.findall(r"\d{4}", text)]
    if not years:
        raise ValueError(text)
    return date(min(years), 1, 1), date(max(years), 12, 31)


@record
class Source:
    """One source of the calendar.

    Parameters
    ----------
    id, title, author : str
        The id as cited, and who wrote it.
    office : str
        What the author was when writing; may be empty.
    first_day, last_day : date
        When it was written, both days included.
    public_year : int or None
        Year of first publication.
    sides : tuple of str
        Among US, USSR, CUBA, UN, NATO/TURKEY, OTHER.
    kind : str
        "primary", "testimony" or "secondary".
    form : str
        The calendar's own word, such as "letter" or "memoir".
    audience, purpose : str
        For whom and to what end; may be empty.
    points : dict of str to str
        The digest, by point id.
    names : frozenset of str
        Persons, places and weapons: lower-cased single words in their usual form.
    depends_on : frozenset of str
        Ids of sources that this one repeats.
    """

    id: str
    title: str
    author: str
    office: str
    first_day: date
    last_day: date
    public_year: int | None
    sides: tuple[Side, ...]
    kind: Kind
    form: str
    audience: str
    purpose: str
    points: dict[str, str]
    names: frozenset[str]
    depends_on: frozenset[str]

    @cached_property
    def text(self) -> str:
        """The whole digest, one point after the other."""
        return " ".join(self.points.values())

    @cached_property
    def stems(self) -> frozenset[str]:
        """Content stems of title, purpose and digest."""
        return content_stems(words(f"{self.title} {self.purpose} {self.text}"))

    @cached_property
    def surnames(self) -> tuple[str, ...]:
        """Names of those who wrote it, in the form in which names are looked up."""
        names = dict.fromkeys(canonical(one) for one in words(self.author))
        return tuple(name for name in names if len(name) >= _SHORTEST_NAME)

    @property
    def is_late(self) -> bool:
        """Whether it was written after the crisis year."""
        return self.first_day > _CRISIS_YEAR_END

    @classmethod
    def from_data(cls, row: Mapping[str, Any]) -> Self:
        """Build a source from one row of the plain data; the module says which keys."""
        points = {str(key): str(text) for key, text in row["points"].items()}
        title, author = str(row["title"]), str(row["author"])
        first, last = day_span(str(row["date"]))
        form = str(row.get("kind") or "")
        names = row.get("names") or _names_in(f"{title}. {author}. {' '.join(points.values())}")
        return cls(
            id=str(row["id"]),
            title=title,
            author=author,
            office=str(row.get("office") or ""),
            first_day=first,
            last_day=last,
            public_year=row.get("public_year"),
            sides=_sides(str(row.get("side") or "")),
            kind=_kind(form),
            form=form,
            audience=str(row.get("audience") or ""),
            purpose=str(row.get("purpose") or ""),
            points=points,
            names=frozenset(canonical(word) for name in names for word in words(str(name))),
            depends_on=frozenset(row.get("depends_on") or ()),
        )


@record
class Event:
    """One row of the chronology: id, name, and the days on which it may be dated."""

    id: str
    name: str
    first_day: date
    last_day: date

    @classmethod
    def from_data(cls, row: Mapping[str, Any]) -> Self:
        """Build an event from one row of the plain data."""
        first, last = day_span(str(row["start"]))
        if row.get("end"):
            last = day_span(str(row["end"]))[1]
        return cls(id=str(row["id"]), name=str(row["name"]), first_day=first, last_day=last)


@record
class Catalogue:
    """Sources, events and the seed essay; empty when nothing is handed in.

    Parameters
    ----------
    sources : mapping of str to Source
        By id.
    events : mapping of str to Event
        By id of the chronology.
    seed : mapping of str to str
        Sentences of the founding essay, by their ids.
    """

    sources: Mapping[str, Source] = NOTHING
    events: Mapping[str, Event] = NOTHING
    seed: Mapping[str, str] = NOTHING

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Build a catalogue from plain data.

        Parameters
        ----------
        data : mapping
            As described at the top of this module.

        Returns
        -------
        Catalogue

        Raises
        ------
        CourseFault
            When a row lacks a required key or has an unreadable date; all rows
            at fault are named.
        """
        sources: dict[str, Source] = {}
        events: dict[str, Event] = {}
        faulty: list[str] = []
        for row in data.get("sources", ()):
            try:
                sources[str(row["id"])] = Source.from_data(row)
            except (KeyError, ValueError, AttributeError):
                faulty.append(str(row.get("id", "a source without an id")))
        for row in data.get("events", ()):
            try:
                events[str(row["id"])] = Event.from_data(row)
            except (KeyError, ValueError):
                faulty.append(str(row.get("id", "an event without an id")))
        if faulty:
            raise CourseFault(
                "The catalogue for the essay checks could not be built.",
                f"These rows lack a required key or have a date that cannot be read: {listing(faulty)}.",
                "The docstring of course.essay.catalogue lists the keys.",
            )
        return cls(sources, events, {str(k): str(v) for k, v in data.get("seed", {}).items()})

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to check citations against."""
        return not self.sources

    @cached_property
    def names(self) -> frozenset[str]:
        """All names of all sources, lower-cased single words."""
        return frozenset().union(*(source.names for source in self.sources.values()))

    @cached_property
    def stems(self) -> frozenset[str]:
        """Content stems of all sources: the vocabulary of the subject."""
        return frozenset().union(*(source.stems for source in self.sources.values()))

    @cached_property
    def runs(self) -> dict[tuple[str, ...], str]:
        """Every run of `RUN_LENGTH` words of the sources and the seed, with where it stands."""
        texts = [(SEED, self.seed_text)]
        texts += [
            (f"[{one.id}]", text) for one in self.sources.values() for text in one.points.values()
        ]
        runs: dict[tuple[str, ...], str] = {}
        for name, text in texts:
            tokens = words(text)
            for place in range(len(tokens) - RUN_LENGTH + 1):
                runs.setdefault(tuple(tokens[place : place + RUN_LENGTH]), name)
        return runs

    @cached_property
    def seed_text(self) -> str:
        """The founding essay as one text."""
        return " ".join(self.seed.values())


def _sides(text: str) -> tuple[Side, ...]:
    """Translate the calendar's prose on sides; whoever is only reported on does not count."""
    reporter = re.split(r",|\breporting\b", text.lower())[0]
    found = [code for word, code in _SIDES.items() if re.search(rf"\b{word}\b", reporter)]
    return tuple(dict.fromkeys(found)) or ("OTHER",)


def _kind(form: str) -> Kind:
    """Sort the calendar's types into primary, testimony and secondary."""
    if form.lower() in _TESTIMONY:
        return "testimony"
    return "secondary" if form.lower() in _SECONDARY else "primary"


def _names_in(text: str) -> list[str]:
    """Read capitalised words as names; words that merely open a sentence are in the stop list."""
    return [name for name in _CAPITALISED.findall(text) if name.lower() not in _NOT_NAMES]
