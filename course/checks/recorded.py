"""From an exercise and the value in its marked line to what a check may read."""

from __future__ import annotations

from typing import Any

from course.checks.submission import Recorded
from course.exercises.exercise import Exercise

__all__ = ["recorded_of"]


def recorded_of(exercise: Exercise, answer: Any, problem: str = "") -> Recorded:
    """Return the recorded answer of an exercise.

    Parameters
    ----------
    exercise : Exercise
        The definition of the exercise: the master's where there is one.
    answer : object
        The value in the marked line, a Python literal.
    problem : str, default ""
        A sentence when the line itself could not be read.

    Returns
    -------
    Recorded
        Its value is None unless it is a valid answer of the exercise.
    """
    options = _options(exercise)
    problem = problem or exercise.problem(answer)
    if problem or not exercise.is_answered(answer):
        return Recorded(None, problem=problem, options=options)
    progress = "" if exercise.is_complete(answer) else exercise.progress(answer)
    return Recorded(answer, options=options, progress=progress)


def _options(exercise: Exercise) -> tuple[str, ...]:
    """Return what could be chosen: options, or the sentences that may be marked."""
    for name in ("options", "only", "sentences"):
        found = getattr(exercise, name, None)
        if found:
            return tuple(found)
    return ()
