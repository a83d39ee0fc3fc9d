"""One source in the hand: `source("S07")` shows its card, `cite("S07.3")` its reference."""

from __future__ import annotations

from functools import cache
from typing import Any

from course.archive import cards
from course.archive.dates import in_words
from course.archive.files import read_rows
from course.archive.fulltext import full_text
from course.archive.ids import suggest, tidy
from course.archive.records import Record, record_ids, row_of
from course.archive.texts import ESSAY, sentences
from course.errors import UsageError

__all__ = ["Source", "cite", "known_ids", "passage", "source"]


class Source(Record):
    """A source that shows itself as a card in a notebook and as text elsewhere."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return cards.to_html(self)

    def __str__(self) -> str:
        return cards.to_text(self)

    def text(self) -> str:
        """Return the full text, where the reader has imported it.

        Returns
        -------
        str
            Heading and paragraphs, without the notes of the editors.

        Raises
        ------
        UsageError
            If the text is not on this machine; the volume is named.
        """
        found = full_text(self.id)
        if found:
            return found
        if not self.frus_documents:
            raise UsageError(
                f"There is no full text of {self.id}.",
                "The course holds a digest of it, and it is not printed in the volumes that can be imported.",
                f"Read it where it is kept: {self.archive_or_publication}.",
            )
        volumes = sorted({one.split("#")[0] for one in self.frus_documents.split(";")})
        raise UsageError(
            f"The full text of {self.id} is not on this machine.",
            f"The course holds a digest; the text stands in {' and '.join(volumes)}.",
            "Import that volume with `course archive import FILE` if you have it.",
        )

    # A notebook falls back to repr() where it cannot show HTML; the card is what a reader wants.
    __repr__ = __str__


def source(source_id: str) -> Source:
    """Return one source of the calendar with its digest.

    In a notebook the result is shown as a card; `print` gives plain text.

    Parameters
    ----------
    source_id : str
        An id such as ``"S07"``. The id of a point, ``"S07.3"``, gives its source.

    Raises
    ------
    UsageError
        If the calendar has no such id; near matches are offered.
    """
    fields: dict[str, Any] = row_of(str(source_id).split(".", maxsplit=1)[0])
    return Source(**fields)


def cite(reference_id: str) -> str:
    """Return the full reference of anything in the archive that has an id.

    Parameters
    ----------
    reference_id : str
        A source (``"S07"``), a point (``"S07.3"``), a sentence of the essay
        (``"E5"``), an event (``"E070"``), a message (``"M036"``), a statement
        on the U-2 (``"U05"``), a poll (``"P01"``) or another work (``"K.GAR"``).

    Returns
    -------
    str
        One line that ends with the id in square brackets.

    Raises
    ------
    UsageError
        If nothing has this id; near matches are offered.

    Examples
    --------
    >>> cite("E5")
    'Anonymous student essay, sentence 5 [E5]'
    """
    wanted = tidy(reference_id)
    if wanted not in _references():
        raise UsageError(
            f'Nothing in the archive has the id "{reference_id}".',
            suggest(wanted, _references()),
            "`calendar()` lists the sources; a point of a source is written S07.3.",
        )
    return f"{_references()[wanted]} [{wanted}]"


def passage(reference_id: str) -> dict[str, str]:
    """Return the reference of anything with an id, and the words where it is a sentence or a point.

    Parameters
    ----------
    reference_id : str
        As for `cite`.

    Returns
    -------
    dict
        ``id`` and ``reference``; ``text`` for a sentence of the essay and a
        point; ``confidence`` for a point.

    Raises
    ------
    UsageError
        If nothing has this id; near matches are offered.

    Examples
    --------
    >>> passage("E1")["text"]
    'protect a socialist regime.'
    """
    wanted = tidy(reference_id)
    found = {"id": wanted, "reference": cite(wanted)}
    words = [{"id": one.id, "text": one.text} for one in sentences(ESSAY)]
    if wanted.partition(".")[0] in record_ids():
        words = source(wanted).statements()
    return found | next((one for one in words if one["id"] == wanted), {})


def known_ids() -> frozenset[str]:
    """Return every id that `cite` knows."""
    return frozenset(_references())


@cache
def _references() -> dict[str, str]:
    """Return the reference of everything that has an id, without the id itself."""
    found = {
        one.id: f"Anonymous student essay, sentence {one.id.removeprefix('E')}"
        for one in sentences(ESSAY)
    }
    for source_id in record_ids():
        record = source(source_id)
        found[source_id] = (
            f'{record.author}, "{record.title}", {in_words(record.date_created)}. '
            f"{record.archive_or_publication.rstrip('.')}"
        )
        found |= {
            point.id: f"{found[source_id]}, point {point.id.split('.')[1]}"
            for point in record.points
        }
    for row in read_rows("references.csv"):
        found[row["id"].upper()] = row["reference"]
    for row in read_rows("chronology.csv"):
        found[row["id"]] = f"Chronology, {row['local_time_place']}: {row['event'].rstrip('.')}"
    for row in read_rows("messages.csv"):
        found[row["id"]] = (
            f"Log of messages, {row['sender']} to {row['recipient']}: {row['topic'].rstrip('.')}"
        )
    for row in read_rows("u2_evidence.csv"):
        found[row["id"]] = (
            f"Evidence on the U-2, {row['witness']}, {row['medium']}. {row['reference']}"
        )
    for row in read_rows("polls.csv"):
        found[row["id"]] = (
            f"{row['pollster_or_source']}, {row['question_in_short']}. {row['source']}"
        )
    return found
