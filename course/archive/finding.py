"""Searching the archive: ranked, blind to accents and case, kind to spellings.

Names from Russian and Spanish reach English readers in many spellings, so a
word also finds its neighbours: Dobrynin and Dobrinin, Alekseev and Alexeyev.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from math import log

from course.archive.files import read_rows
from course.archive.records import record_ids
from course.archive.sources import source
from course.archive.texts import ESSAY, sentences
from course.errors import UsageError

__all__ = ["Hit", "find", "fold"]

_WORD = re.compile(r"[a-z0-9]+(?:-[0-9]+)?")
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
_SPELLINGS = (("yev", "ev"), ("iev", "ev"), ("x", "ks"), ("y", "i"), ("w", "v"), ("ph", "f"))
# Tried on the names of the archive: at 0.8 Dobrynin, Khrushchev and Malinovsky are found in the
# spellings of five languages, and everyday words find no strangers.
_NEAR = 0.8
_NEAR_LEAST = 5
_WEIGHT_EXACT, _WEIGHT_BEGINS, _WEIGHT_NEAR = 1.0, 0.8, 0.35
_WEIGHT_TITLE = 2.0
_ENDING = 2
"""Letters that an English ending adds at most, as in inspections and quarantined."""


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


def find(text: str, limit: int = 20) -> tuple[Hit, ...]:
    """Search sources, points, events, messages, evidence and the essay.

    Parameters
    ----------
    text : str
        One or more words.
    limit : int, default 20
        How many hits are returned at most.

    Returns
    -------
    tuple of Hit
        The best first; empty where nothing fits.

    Raises
    ------
    UsageError
        If there is no word to look for.
    """
    wanted = [word for word in _WORD.findall(fold(text)) if word not in _STOP]
    if not wanted:
        raise UsageError(
            "There is nothing to search for.",
            f'"{text}" holds no word that could be looked up.',
            'Give a word or two, for example `search("inspection")`.',
        )
    weights = [_weights(word) for word in wanted]
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


def _weights(word: str) -> dict[str, float]:
    """Return the words of the archive that a searched word stands for, with their worth."""
    rarity = _rarity()
    near = (
        set(get_close_matches(word, rarity, n=8, cutoff=_NEAR))
        if len(word) >= _NEAR_LEAST
        else set()
    )
    found = {}
    for known in rarity:
        if known == word:
            found[known] = _WEIGHT_EXACT
        elif _begins(known, word) or (_begins(word, known) and len(word) - len(known) <= _ENDING):
            found[known] = _WEIGHT_BEGINS
        elif known in near:
            found[known] = _WEIGHT_NEAR
    return {known: weight * rarity[known] for known, weight in found.items()}


def _begins(longer: str, shorter: str) -> bool:
    """Tell whether a word begins with another; two letters begin too many words."""
    return len(shorter) > _ENDING and longer.startswith(shorter)


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
    words = {word: 1.0 for word in _WORD.findall(fold(about)) if word not in _STOP}
    words |= {word: _WEIGHT_TITLE for word in _WORD.findall(fold(text)) if word not in _STOP}
    return _Entry(entry_id, kind, text, words)
