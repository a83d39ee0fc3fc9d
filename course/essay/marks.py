"""Marks: the sentences that a student names as thesis, other view and answer to it.

A mark holds the beginning of a sentence and not its number, so that it stays
with its sentence while the rest of the essay changes. A mark whose sentence is
gone is told and otherwise passed over: it never costs points.
"""

from collections.abc import Iterator, Mapping
from itertools import combinations, takewhile

from course.essay.fold import fold
from course.essay.parts import Essay, Sentence, sentence_from
from course.essay.records import NOTHING, record
from course.essay.study import MOVES

__all__ = [
    "IN_WORDS",
    "LABELS",
    "LONGEST_MARK",
    "SHOWN_BY",
    "Marks",
    "find_mark",
    "mark_of",
    "read_marks",
]

LONGEST_MARK = 160
"""Characters of a sentence that are kept as its mark."""

IN_WORDS: Mapping[str, str] = {
    "thesis": "your thesis",
    "counter-argument": "the other view",
    "rebuttal": "your answer to it",
}
"""The moves that may be marked, as students read them."""

LABELS: Mapping[str, str] = {
    "thesis": "Thesis",
    "counter-argument": "The other view",
    "rebuttal": "Your answer to it",
}
"""The same at the head of a line."""

SHOWN_BY: Mapping[str, str] = {"thesis": "C05", "counter-argument": "C18", "rebuttal": "C18"}
"""The check that looks for each move."""

_ENOUGH = 6
"""Words that an edited sentence must still begin with to be known again."""


@record
class Marks:
    """The marks of one student in one essay.

    Parameters
    ----------
    found : mapping of str to int
        Sentence numbers by move.
    lost : tuple of str
        Moves whose marked sentence is not in the essay.
    used : mapping of str to int
        The marks that count in the result.
    """

    found: Mapping[str, int] = NOTHING
    lost: tuple[str, ...] = ()
    used: Mapping[str, int] = NOTHING

    @property
    def by_sentence(self) -> dict[int, list[str]]:
        """The moves of the marks that count, by sentence number."""
        moves: dict[int, list[str]] = {}
        for move, number in self.used.items():
            moves.setdefault(number, []).append(move)
        return moves

    def subsets(self) -> Iterator[dict[str, int]]:
        """Yield every choice among the marks found, the whole first and none last."""
        for size in range(len(self.found), -1, -1):
            for moves in combinations(self.found, size):
                yield {move: self.found[move] for move in moves}

    def told(self, move: str) -> str:
        """Return one sentence on what became of a mark; empty when there is none."""
        if move in self.lost:
            return (
                f"The sentence that you marked as {IN_WORDS[move]} is no longer in your essay, "
                "so the check looked for one itself."
            )
        if move in self.used:
            return f"{LABELS[move]}: sentence {self.used[move]}, marked by you."
        if move in self.found:
            return (
                f"You marked sentence {self.found[move]} as {IN_WORDS[move]}. The mark adds no "
                "points, so the check went by what it found itself."
            )
        return ""

    def told_by(self, check: str) -> list[str]:
        """Return what became of the marks that a check looks at, such as "C05"."""
        return [told for move, by in SHOWN_BY.items() if by == check and (told := self.told(move))]


def mark_of(sentence: Sentence) -> str:
    """Return what is kept of a sentence when it is marked: its beginning, on one line."""
    text = " ".join(sentence.text.split())
    if len(text) <= LONGEST_MARK:
        return text
    head, space, _ = text[: LONGEST_MARK + 1].rpartition(" ")
    return head if space else text[:LONGEST_MARK]


def find_mark(essay: Essay, mark: str) -> int | None:
    """Return the number of the sentence that a mark names, or None.

    Parameters
    ----------
    essay : Essay
        The essay as it is now.
    mark : str
        As :func:`mark_of` gave it, perhaps for an earlier version.

    Returns
    -------
    int or None
        The sentence with the same words; else the one sentence that shares the
        longest beginning with the mark, at least all of it or six words. Case,
        punctuation, spaces and citations do not matter.
    """
    wanted = sentence_from(0, 0, fold(mark).text, 0, {}).words
    if not wanted:
        return None
    shared: dict[int, list[int]] = {}
    for one in essay.sentences:
        if one.words == wanted:
            return one.number
        size = sum(
            1
            for _ in takewhile(
                lambda pair: pair[0] == pair[1], zip(one.words, wanted, strict=False)
            )
        )
        if size >= min(len(wanted), _ENOUGH):
            shared.setdefault(size, []).append(one.number)
    nearest = shared[max(shared)] if shared else []
    return nearest[0] if len(nearest) == 1 else None


def read_marks(essay: Essay, marked: Mapping[str, int | str]) -> Marks:
    """Find the sentences of all marks.

    Parameters
    ----------
    essay : Essay
    marked : mapping of str
        By move, see :data:`course.essay.study.MOVES`, a sentence number or the
        beginning of a sentence; other keys are passed over.
    """
    found: dict[str, int] = {}
    lost: list[str] = []
    for move in MOVES:
        value = marked.get(move)
        number = find_mark(essay, value) if isinstance(value, str) else value
        if isinstance(number, int) and 0 < number <= len(essay.sentences):
            found[move] = number
        elif value is not None:
            lost.append(move)
    return Marks(found, tuple(lost))
