"""A student's work as plain data, for a process that never ran the student's code.

Recorded answers and Markdown come from the hand-in's file; the definition of
each exercise comes from the master notebook, so that a student who edits the
options changes nothing. Values, calls and figures are asked for over `ask`, a
function that the engine provides::

    def ask(request: dict) -> dict | None:
        # carry the request to the process that ran the hand-in, where
        # course.checks.remote.answer(namespace, request) makes the reply
        ...

The request and the reply can be written as JSON. `ask` returns None when that
process has ended. The engine keeps its own wall-clock budget around each
question, of at least ``request["seconds"]`` for a call; when it is used up it
may return ``{"timed_out": true}``. Values are those of the moment of asking, so
the engine runs a check when the hand-in has run as far as the check's place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from course.checks.recorded import recorded_of
from course.checks.replies import Ask, AskingSubmission
from course.checks.running import cell_source
from course.checks.submission import Recorded
from course.errors import CourseError, CourseFault
from course.exercises.exercise import Exercise
from course.exercises.kinds import from_call
from course.notebook.answers import recorded_answers

__all__ = ["PlainSubmission", "no_process"]


def no_process(_request: dict[str, Any]) -> dict[str, Any]:
    """Answer that there is no such name: for a hand-in whose code was not run.

    The engine uses it as `ask` for units of recorded answers and text.
    """
    return {"missing": True}


class PlainSubmission(AskingSubmission):
    """The work in a notebook file, with a way to ask for values.

    Parameters
    ----------
    master : mapping
        The master notebook, as :func:`json.load` or nbformat gives it.
    notebook : mapping
        The student's notebook, likewise; nothing in it is run.
    ask : callable
        The way to the student's process, as above.
    """

    def __init__(
        self, master: Mapping[str, Any], notebook: Mapping[str, Any], ask: Ask = no_process
    ) -> None:
        super().__init__(ask)
        self._exercises = recorded_answers(master)
        self._answers = recorded_answers(notebook)
        self._notebook = notebook
        self._made: dict[str, Exercise] = {}

    def recorded(self, name: str) -> Recorded:
        """Return the recorded answer of the exercise `name`.

        Raises
        ------
        CourseFault
            If the master's own exercise cannot be made.
        """
        call = self._exercises.get(name)
        if call is None:
            return Recorded(None, exists=False)
        if name not in self._made:
            try:
                self._made[name] = from_call(call)
            except CourseError as error:
                raise CourseFault(
                    f'The exercise "{name}" of the master cannot be made.', str(error)
                ) from error
        answer = self._answers.get(name)
        if answer is None:
            return recorded_of(self._made[name], None)
        return recorded_of(self._made[name], answer.answer, answer.problem)

    def markdown(self, cell_id: str) -> str | None:
        """Return the source of the Markdown cell `cell_id`; None when it is gone."""
        return cell_source(self._notebook, cell_id, "markdown")

    def exercises(self) -> Iterator[str]:
        """Yield the names of the master's exercises in the order of the file."""
        yield from self._exercises
