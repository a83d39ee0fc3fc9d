"""The essay desk: an essay with its moves in the margin. It records no answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from course.exercises.documents import documents
from course.exercises.exercise import Exercise

__all__ = ["EssayDesk"]


@dataclass(frozen=True, eq=False)
class EssayDesk(Exercise):
    """Show an essay with its moves in the margin, and check its form again on request.

    It records nothing: the essay itself is the Markdown cell that it reads.

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
    >>> EssayDesk("desk", "Your essay.", cell="essay-final").to_state()["cell"]
    'essay-final'
    """

    kind: ClassVar[str] = "essay_desk"

    cell: str = field(default="", kw_only=True)
    text: str = field(default="", kw_only=True)

    def _prepare(self) -> None:
        if bool(self.cell) == bool(self.text):
            raise self.fault(
                "needs one essay to show", 'Give it either cell="essay-final" or text="essay".'
            )
        if self.text:
            documents([self.text])

    def _problem(self, value: Any) -> str:  # noqa: ARG002 - no value is an answer of a desk
        return "An essay desk records no answer. Delete the value."

    def progress(self, value: Any) -> str:  # noqa: ARG002 - the desk has no answer to look at
        """Return that a desk has no answer."""
        return "An essay desk records no answer"

    def _body_text(self, value: Any) -> str:  # noqa: ARG002 - as progress
        return ""

    def _body_html(self, value: Any) -> str:  # noqa: ARG002 - as progress
        return ""

    def _state(self) -> dict[str, Any]:
        return {"cell": self.cell, "text": self.text}
