"""A student's work made up in memory, to try a check on."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from course.checks import remote
from course.checks.replies import AskingSubmission
from course.checks.submission import Recorded

__all__ = ["Given"]


class Given(AskingSubmission):
    """A submission made of plain Python values.

    Parameters
    ----------
    answers : mapping, optional
        Recorded answers by the name of their exercise; None for unanswered.
    names : mapping, optional
        Variables, functions and figures by name, carried through the codec.
    texts : mapping, optional
        Markdown cells by id.
    options : mapping, optional
        The options of exercises where the choice is from a list.

    Examples
    --------
    >>> Given(names={"days": 179}).value("days")
    179
    """

    def __init__(
        self,
        answers: Mapping[str, Any] | None = None,
        names: Mapping[str, Any] | None = None,
        texts: Mapping[str, str] | None = None,
        options: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        super().__init__(partial(remote.answer, names or {}))
        self._answers = answers or {}
        self._texts = texts or {}
        self._options = options or {}

    def recorded(self, name: str) -> Recorded:
        """Return the recorded answer of the exercise `name`."""
        if name not in self._answers:
            return Recorded(None, exists=False)
        return Recorded(self._answers[name], options=self._options.get(name, ()))

    def markdown(self, cell_id: str) -> str | None:
        """Return the source of the Markdown cell `cell_id`, or None."""
        return self._texts.get(cell_id)
