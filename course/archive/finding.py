"""Searching the archive: ranked, blind to accents and case, kind to spellings.

Names from Russian and Spanish reach English readers in many spellings, so a
word also finds its neighbours: Dobrynin and Dobrinin, Alekseev and Alexeyev.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from math import log
from typing import Final

from course.archive.files import read_rows
from course.archive.records import record_ids
from course.archive.sources import source
from course.archive.texts import ESSAY, sentences
from course.errors import UsageError

__all__ = ["Hit", "find", "fold", "taken_instead"]

_WORD = re.compile(r"[a-z0-9]+")
# U-2, IL-28s, SS-4: the letters and the number of a weapon, and not 27-28 or 1961-63.
_DESIGNATION = re.compile(r"\b([a-z]{1,2})-?([0-9]+)s?\b")
_HYPHENATED = re.compile(r"\b[a-z]+(?:-[a-z]+)+\b")
_STOP = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "had",
        "has",
        "he",
        "his",
        "in",
        "into",
        "is",
        "it",
        "its",
        "not",
        "of",
        "on",
        "or",
        "she",
        "that",
        "the",
        "their",
        "they",
        "this",
        "to",
        "was",
        "were",
        "which",
        "who",
        "with",
    ]
)
# The first three are hyphens and dashes as other programs write them.
_SPELLINGS = (
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u2013", "-"),
    ("yev", "ev"),
    ("iev", "ev"),
    ("x", "ks"),
    ("y", "i"),
    ("w", "v"),
    ("ph", "f"),
)
# Tried on the names of the archive: at 0.8 Dobrynin, Khrushchev and Malinovsky are found in the
# spellings of five languages, and everyday words find no strangers.
_NEAR = 0.8
_NEAR_LEAST = 5
_WEIGHT_EXACT, _WEIGHT_BEGINS, _WEIGHT_NEAR, _WEIGHT_RELATED = 1.0, 0.8, 0.35, 0.35
_WEIGHT_TITLE = 2.0
_ENDING = 2
"""Letters that an English ending adds at most, as in inspections and quarantined."""
_RELATED: Final = {
    # No text of the archive speaks of airfields; bases and bombers are the nearest it has.
    **dict.fromkeys(
        ("airfield", "airbase", "airport", "airstrip", "aerodrome"),
        ("base", "bases", "bomber", "bombers"),
    ),
    # Washington's word and Havana's for the same thing.
    "blockade": ("quarantine",),
    "quarantine": ("blockade",),
    # Soviet weapons have a Soviet name and one given by NATO.
    **dict.fromkeys(("R-12", "SS-4"), ("medium-range",)),
    "SS-5": ("R-14",),
    "SA-2": ("S-75",),
    "Beagle": ("Il-28",),
}
"""Words under which a reader may look for what the texts call otherwise."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found.

    Parameters
    ----------
    id : str
        What to give to `cite` or `source`.
    kind : str
        ``"source"``, ``"point"``, ``"event"``, ``"message"``, ``"evidence"``
        or ``"essay"``.
    text : str
        Its words.
    score : float
        The higher, the better the words fit.
    """

    id: str
    kind: str
    text: str
    score: float


@dataclass(frozen=True, slots=True)
class _Entry:
    id: str
    kind: str
    text: str
    words: dict[str, float]


def fold(text: str) -> str:
    """Return a text without accents, case and the commonest differences of spelling.

    Parameters
    ----------
    text : str
        Any text; line ends and punctuation stay.

    Examples
    --------
    >>> fold("Alexéyev") == fold("Alekseev")
    True
    """
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    for one, other in _SPELLINGS:
        plain = plain.replace(one, other)
    return plain


def find(text: str, limit: int | None = 20) -> tuple[Hit, ...]:
    """Search sources, points, events, messages, evidence and the essay.

    Parameters
    ----------
    text : str
        One or more words.
    limit : int or None, default 20
        How many hits are returned at most; None for all.

    Returns
    -------
    tuple of Hit
        The best first; empty where nothing fits.

    Raises
    ------
    UsageError
        If there is no word to look for.
    """
    weights = [_weights(word) for word in _wanted(text)]
    hits = []
    for entry in _entries():
        found = [
            max(
                (weight * entry.words[word] for word, weight in one.items() if word in entry.words),
                default=0.0,
            )
            for one in weights
        ]
        if any(found):
            # Entries that hold all the words come before entries that hold one of them often.
            share = sum(map(bool, found)) / len(found)
            hits.append(Hit(entry.id, entry.kind, entry.text, round(sum(found) * share**2, 4)))
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.id))[:limit])


def taken_instead(text: str) -> tuple[str, ...]:
    """Return the related words that `find` looks for in place of words that no text has.

    Parameters
    ----------
    text : str
        One or more words.

    Returns
    -------
    tuple of str
        Empty where the words themselves, or near spellings of them, were found.

    Examples
    --------
    >>> taken_instead("SA-2")
    ('S-75',)
    >>> taken_instead("blockade")
    ()
    """
    return tuple(
        other
        for word in _wanted(text)
        if not _alike(word, _rarity())
        for key in _relations(word)
        for other in _related()[key].values()
    )


def _words(text: str) -> list[str]:
    """Split a text, so that U-2 and U2, and anti-aircraft and antiaircraft, have a word in common."""
    plain = _DESIGNATION.sub(r"\1\2", fold(text))
    joined = [words.replace("-", "") for words in _HYPHENATED.findall(plain)]
    return [word for word in [*_WORD.findall(plain), *joined] if word not in _stop_words()]


def _wanted(text: str) -> list[str]:
    """Return the words to look for; two that make one known word, as in "U 2", are that word."""
    words: list[str] = []
    for word in _words(text):
        both = words[-1] + word if words else ""
        if both in _related() or (_DESIGNATION.fullmatch(both) and both in _rarity()):
            words[-1] = both
        else:
            words.append(word)
    if not words:
        raise UsageError(
            "There is nothing to search for.",
            f'"{text}" holds no word that could be looked up.',
            'Give a word or two, for example `search("inspection")`.',
        )
    return words


def _weights(word: str) -> dict[str, float]:
    """Return the words of the archive that a searched word stands for, with their worth."""
    rarity = _rarity()
    related = {
        other: weight * _WEIGHT_RELATED
        for key, weight in _relations(word).items()
        for other in _related()[key]
    }
    found = related | _alike(word, rarity)
    return {known: weight * rarity[known] for known, weight in found.items() if known in rarity}


def _relations(word: str) -> dict[str, float]:
    """Return the words with related words that a searched word may mean; "air" is no airfield."""
    return {
        key: weight
        for key, weight in _alike(word, _related()).items()
        if len(key) - len(word) <= _ENDING
    }


def _alike(word: str, vocabulary: Collection[str]) -> dict[str, float]:
    """Return the words of a vocabulary that a searched word may mean, with how well they fit."""
    near = (
        set(get_close_matches(word, vocabulary, n=8, cutoff=_NEAR))
        if len(word) >= _NEAR_LEAST
        else set()
    )
    found = {}
    for known in vocabulary:
        if known == word:
            found[known] = _WEIGHT_EXACT
        elif _begins(known, word) or (_begins(word, known) and len(word) - len(known) <= _ENDING):
            found[known] = _WEIGHT_BEGINS
        elif known in near:
            found[known] = _WEIGHT_NEAR
    return found


def _begins(longer: str, shorter: str) -> bool:
    """Tell whether a word begins with another; two letters begin too many words."""
    return len(shorter) > _ENDING and longer.startswith(shorter)


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(map(fold, _STOP))


@cache
def _related() -> dict[str, dict[str, str]]:
    """Return related words, each as it is looked up and as it is written."""
    # A hyphenated word ends with itself as one word.
    return {
        _words(word)[-1]: {_words(other)[-1]: other for other in others}
        for word, others in _RELATED.items()
    }


@cache
def _rarity() -> dict[str, float]:
    """Return every word of the archive with its worth: rare words are worth more."""
    counts = Counter(word for entry in _entries() for word in entry.words)
    return {word: log(1 + len(_entries()) / count) for word, count in counts.items()}


@cache
def _entries() -> tuple[_Entry, ...]:
    found = []
    for source_id in record_ids():
        record = source(source_id)
        about = (
            f"{record.author} {record.author_office} {record.audience} {record.what_it_can_tell}"
        )
        found.append(_entry(source_id, "source", record.title, about))
        found += [_entry(point.id, "point", point.text, "") for point in record.points]
    for row in read_rows("chronology.csv"):
        found.append(
            _entry(row["id"], "event", f"{row['local_time_place']}: {row['event']}", row["actor"])
        )
    for row in read_rows("messages.csv"):
        words = f"{row['sender']} to {row['recipient']}: {row['topic']}"
        found.append(_entry(row["id"], "message", words, row["channel"]))
    for row in read_rows("u2_evidence.csv"):
        found.append(
            _entry(row["id"], "evidence", f"{row['witness']}: {row['claim']}", row["reference"])
        )
    found += [_entry(one.id, "essay", one.text, "") for one in sentences(ESSAY)]
    return tuple(found)


def _entry(entry_id: str, kind: str, text: str, about: str) -> _Entry:
    """Count the words of an entry once each; those of its own text weigh more than the rest."""
    words = dict.fromkeys(_words(about), 1.0)
    words |= dict.fromkeys(_words(text), _WEIGHT_TITLE)
    return _Entry(entry_id, kind, text, words)
