"""Texts as numbered sentences: the seed essay, and the points of each digest.

The seed essay is split by code, from the byte-identical copy of the seed that
the package carries, so that its numbers can never drift from its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from course.archive.digests import digest, digest_ids
from course.archive.files import read_text
from course.archive.ids import suggest, tidy
from course.errors import UsageError, listing

__all__ = ["ESSAY", "Sentence", "sentences", "split"]

ESSAY = "essay"

_BREAK = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence that can be cited.

    Parameters
    ----------
    id : str
        ``"E1"`` to ``"E18"`` in the essay, ``"S23.1"`` and so on in a digest.
    text : str
        The words, with line ends turned into spaces.
    paragraph : int
        The number of the text block, counted from 1. A sentence that runs over
        the end of a block belongs to the block in which it begins.
    start, end : int
        Where the sentence stands in the text (characters, end excluded); in a
        digest, in the points joined by line ends.
    """

    id: str
    text: str
    paragraph: int
    start: int
    end: int


@cache
def sentences(text_id: str) -> tuple[Sentence, ...]:
    """Return a text as its numbered sentences.

    Parameters
    ----------
    text_id : str
        ``"essay"`` for the anonymous student essay, or the id of a source,
        such as ``"S23"``, for the points of its digest.

    Returns
    -------
    tuple of Sentence
        In the order of the text.

    Raises
    ------
    UsageError
        If there is no such text.

    Examples
    --------
    >>> sentences("essay")[0].text
    'protect a socialist regime.'
    """
    if text_id == ESSAY:
        return split(read_text("seed.txt"))
    if text_id not in digest_ids():
        raise UsageError(
            f'There is no text "{text_id}".',
            f'The texts are "{ESSAY}" and the sources {listing(digest_ids(), most=3)}.',
            suggest(tidy(text_id), [ESSAY, *digest_ids()]) or "`calendar()` lists every source.",
        )
    found = []
    start = 0
    for point in digest(text_id):
        end = start + len(point.text)
        found.append(Sentence(point.id, point.text, 1, start, end))
        start = end + 1
    return tuple(found)


def split(text: str) -> tuple[Sentence, ...]:
    """Split the essay into sentences E1, E2 and so on.

    Parameters
    ----------
    text : str
        The essay; a line end opens a new paragraph, and does not end a sentence.
    """
    found: list[Sentence] = []
    start = 0
    while start < len(text):
        gap = _BREAK.search(text, start)
        end = gap.start() if gap else len(text.rstrip())
        paragraph = text.count("\n", 0, start) + 1
        words = " ".join(text[start:end].split())
        found.append(Sentence(f"E{len(found) + 1}", words, paragraph, start, end))
        start = gap.end() if gap else len(text)
    return tuple(found)
