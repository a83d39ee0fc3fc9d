"""What exercises show of the archive: texts by sentence, and the reference of a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from course.archive.dates import in_words
from course.archive.files import read_rows
from course.archive.ids import suggest, tidy
from course.archive.texts import ESSAY, sentences
from course.errors import UsageError

__all__ = ["Document", "Numbered", "Reference", "documents", "reference"]

_TITLES: Final = {ESSAY: "The essay"}
_CALENDAR: Final = "calendar.csv"
_EVIDENCE: Final = "u2_evidence.csv"


@dataclass(frozen=True, slots=True)
class Numbered:
    """One sentence to be read.

    Parameters
    ----------
    id : str
        As recorded answers name it, such as ``"E3"`` or ``"S23.2"``.
    text : str
        Its words.
    paragraph : int
        Its paragraph, counted from 1.
    """

    id: str
    text: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Document:
    """One text to be read.

    Parameters
    ----------
    id : str
        The id of the text or source.
    title : str
        What it is.
    sentences : tuple of Numbered
        In reading order.
    """

    id: str
    title: str
    sentences: tuple[Numbered, ...]


Reference = tuple[tuple[str, str], ...]
"""The head of an index card: pairs of a word such as ``Written`` and what belongs to it."""


def documents(texts: Sequence[str] | Mapping[str, Sequence[str]]) -> tuple[Document, ...]:
    """Return the texts of an exercise.

    Parameters
    ----------
    texts : sequence of str, or mapping of str to sequence of str
        Ids of the archive (``"essay"``, ``"S23"``), or an author's own texts:
        an id and its sentences, with an empty text between paragraphs. Their
        sentences get the ids ``P.1``, ``P.2`` and so on.

    Raises
    ------
    UsageError
        If an id is unknown to the archive.
    """
    if isinstance(texts, Mapping):
        return tuple(_own(text_id, lines) for text_id, lines in texts.items())
    return tuple(
        Document(
            text_id,
            _TITLES.get(text_id) or _row(text_id)["title"],
            tuple(Numbered(s.id, s.text, s.paragraph) for s in sentences(text_id)),
        )
        for text_id in texts
    )


def reference(source_id: str) -> Reference:
    """Return how an archivist would head the card of a source.

    Purpose, value and limits are left out: they are what a card asks for.

    Parameters
    ----------
    source_id : str
        A source of the calendar (``"S24"``) or a statement on the U-2 (``"U05"``).

    Raises
    ------
    UsageError
        If there is no such source.
    """
    row = _row(source_id)
    if "witness" in row:
        pairs = [
            ("What", row["medium"]),
            ("From", f"{row['witness']} ({row['position_in_1962']})"),
            ("Written", in_words(row["statement_date"])),
            ("Archive", row["reference"]),
        ]
    else:
        pairs = [
            ("What", row["title"]),
            ("From", row["author"]),
            ("To", row["audience"]),
            ("Written", in_words(row["date_created"])),
            ("Made public", in_words(row["date_public"])),
            ("Archive", row["archive_or_publication"]),
        ]
    return tuple((word, text) for word, text in pairs if text)


def _own(text_id: str, lines: Sequence[str]) -> Document:
    """Give numbers to the sentences of a text that an author wrote."""
    found: list[Numbered] = []
    paragraph = 1
    for line in lines:
        if line.strip():
            found.append(Numbered(f"{text_id}.{len(found) + 1}", line, paragraph))
        else:
            paragraph += 1
    return Document(text_id, text_id, tuple(found))


def _row(source_id: str) -> dict[str, str]:
    """Return the archive's row for a source or a statement."""
    rows = {row["id"]: row for name in (_CALENDAR, _EVIDENCE) for row in read_rows(name)}
    if source_id not in rows:
        raise UsageError(
            f'No source has the id "{source_id}".',
            suggest(tidy(source_id), rows),
            f"`calendar()` lists all {len(read_rows(_CALENDAR))} sources.",
        )
    return rows[source_id]
