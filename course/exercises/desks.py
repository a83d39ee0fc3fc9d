"""The essay desk: an essay with its moves in the margin, and the student's own marks in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html import escape
from typing import Any, ClassVar, Final

from course.essay.marks import LABELS, LONGEST_MARK, Marks, read_marks
from course.essay.reading import read
from course.exercises.documents import documents
from course.exercises.exercise import Exercise, unknown_word

__all__ = ["EssayDesk"]

_MOST: Final = 4 * LONGEST_MARK
"""Characters of one mark; a whole sentence that was pasted is still read."""


@dataclass(frozen=True, eq=False)
class EssayDesk(Exercise):
    """Show an essay with its moves in the margin, and check its form again on request.

    Students may mark their own thesis, the other view, and their answer to it.
    The recorded answer is a dict from move (``"thesis"``,
    ``"counter-argument"``, ``"rebuttal"``) to the beginning of a sentence. To
    mark is optional, and a mark never costs points. A desk with `text` shows a
    text that is not the student's, and records nothing.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    cell : str, default ""
        The id of the Markdown cell with the student's essay, such as
        ``"essay-final"``.
    text : str, default ""
        Instead of a cell: a text of the archive, such as ``"essay"``.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> desk = EssayDesk("desk", "Your essay.", cell="essay-final")
    >>> desk.progress({"thesis": "Castro mattered more."})
    '1 of 3 moves marked'
    >>> essay = {"essay-final": "I doubt it. Castro mattered more."}
    >>> desk.beside(essay.get).answer_to_text({"thesis": "Castro mattered more."})
    'Thesis: sentence 2, marked by you. “Castro mattered more.”'
    """

    kind: ClassVar[str] = "essay_desk"
    unanswered: ClassVar[str] = "Nothing is marked; the check finds the moves itself."

    cell: str = field(default="", kw_only=True)
    text: str = field(default="", kw_only=True)
    written: str | None = field(default=None, init=False, repr=False)

    def _prepare(self) -> None:
        if bool(self.cell) == bool(self.text):
            raise self.fault(
                "needs one essay to show", 'Give it either cell="essay-final" or text="essay".'
            )
        if self.text:
            documents([self.text])

    def beside(self, read: Callable[[str], str | None]) -> EssayDesk:
        """Return the desk with the student's essay on it, so that marks have their numbers."""
        desk = replace(self)
        # The definition is the author's; what the student wrote is no argument of it.
        written = read(self.cell) if self.cell else None
        object.__setattr__(desk, "written", written if written and written.strip() else None)
        return desk

    def _problem(self, value: Any) -> str:
        if self.text:
            return (
                "This desk shows a text that is not yours and records no answer. Delete the value."
            )
        if not isinstance(value, Mapping):
            return (
                "The recorded marks should give sentences to moves, and they are "
                f"{repr(value)[:60]}. Mark again."
            )
        for move, mark in value.items():
            if move not in LABELS:
                return unknown_word("move", move, LABELS)
            if not isinstance(mark, str) or not mark.strip():
                return f'The mark of "{move}" should be the words of a sentence, and it is {repr(mark)[:60]}. Mark again.'
            if len(mark) > _MOST:
                return (
                    f'The mark of "{move}" has {len(mark)} characters, and at most {_MOST} are '
                    "read. Mark again."
                )
        return ""

    def progress(self, value: Any) -> str:
        """Return how many moves are marked."""
        done = len(value) if self.is_answered(value) else 0
        return f"{done} of {len(LABELS)} moves marked"

    def _lines(self, value: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return for each mark what became of it, and its words."""
        if self.written is None:
            return [(f"{LABELS[move]}, marked by you.", value[move]) for move in _in_order(value)]
        marks = read_marks(read(self.written), value)
        # Here is told what is marked; what it adds is told with the points.
        named = Marks(marks.found, marks.lost, marks.found)
        return [(named.told(move), value[move]) for move in _in_order(value)]

    def _body_text(self, value: Any) -> str:
        return "\n".join(f"{told} “{mark}”" for told, mark in self._lines(value))

    def _body_html(self, value: Any) -> str:
        return "".join(
            f"<p>{escape(told)}</p><blockquote>{escape(mark)}</blockquote>"
            for told, mark in self._lines(value or {})
        )

    def _state(self) -> dict[str, Any]:
        moves = [] if self.text else [[move, label] for move, label in LABELS.items()]
        return {"cell": self.cell, "text": self.text, "moves": moves}


def _in_order(value: Mapping[str, str]) -> list[str]:
    return [move for move in LABELS if move in value]
