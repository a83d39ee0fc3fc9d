"""What all scoring rules share: their form, and what happens when a rule itself fails."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import ParamSpec

from course.checks.context import looking
from course.checks.student import Unmet
from course.checks.wording import say
from course.scores import Reason, Result, Turn

__all__ = ["conclude", "f1", "fault", "rule", "told_left"]

P = ParamSpec("P")

LEAST_F1 = 0.34
"""An F1 below this earns nothing, so that ticking everything does not pay."""

_ROUNDING = 1e-9


def rule(function: Callable[P, Result]) -> Callable[P, Result]:
    """Make a function that judges work a scoring rule.

    Work that cannot be judged ends the rule with its reason. An exception in
    the rule is our fault: it gives 0 and the sentence that says so, and the
    details are kept for the operator.
    """

    @functools.wraps(function)
    def judge(*args: P.args, **kwargs: P.kwargs) -> Result:
        try:
            return function(*args, **kwargs)
        except Unmet as unmet:
            return unmet.result
        except Exception as error:  # noqa: BLE001 - a fault of ours must not become the student's
            return fault(error)

    return judge


def fault(error: Exception) -> Result:
    """Return the result for a fault of ours, and keep the error for the operator."""
    looking().note_fault(error)
    return Result(0.0, Reason.COURSE_ERROR, say("course-fault"), Turn.CHECK)


def conclude(share: float, stem: str, /, turn: Turn = Turn.ANSWER, **fields: object) -> Result:
    """Return a result with the sentence ``STEM-full``, ``STEM-part`` or ``STEM-wrong``.

    Parameters
    ----------
    share : float
        The share of the points that is earned; cut to [0, 1].
    stem : str
        The first part of the sentence's key.
    turn : Turn
        Whose turn it is when the share is not full.
    **fields
        The fields of the sentences.
    """
    if share >= 1 - _ROUNDING:
        return Result(1.0, Reason.FULL, say(f"{stem}-full", **fields), Turn.NONE)
    if share > _ROUNDING:
        return Result(float(share), Reason.PARTIAL, say(f"{stem}-part", **fields), turn)
    return Result(0.0, Reason.WRONG, say(f"{stem}-wrong", **fields), turn)


def f1(right: int, chosen: int, wanted: int) -> float:
    """Return twice the right choices over all choices and all wanted ones; small values are 0.

    Examples
    --------
    >>> f1(right=2, chosen=2, wanted=2), f1(2, 18, 2), round(f1(1, 2, 2), 2)
    (1.0, 0.0, 0.5)
    """
    value = 2 * right / (chosen + wanted) if chosen + wanted else 0.0
    return value if value >= LEAST_F1 else 0.0


def told_left(left: int) -> str:
    """Say how many choices would belong besides those that are made."""
    return say("choices-left", left=left) if left else say("choices-none-left")
