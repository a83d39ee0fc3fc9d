"""`award`: the only way a score leaves a check cell."""

from __future__ import annotations

import math
from typing import Self

from course.checks.context import looking
from course.checks.rule import fault
from course.scores import Reason, Result, Score

__all__ = ["Points", "award"]


_DECIMALS = 2


class Points(float):
    """Points as the value of a cell: a number that nbgrader reads, with its reason.

    Parameters
    ----------
    score : Score
        The points and why.
    """

    __slots__ = ("score",)

    score: Score

    def __new__(cls, score: Score) -> Self:
        """Make the number of a score."""
        points = super().__new__(cls, score.points)
        points.score = score
        return points

    # IPython prints floats by a format that a notebook can change (%precision 0 would round
    # the points); a class that has its own form is printed by that.
    def __repr__(self) -> str:
        return float.__repr__(self)

    def __reduce__(self) -> tuple[type[Points], tuple[Score]]:
        return Points, (self.score,)


def award(result: Result, points: float) -> Points:
    """Give points for a result, and print its reason.

    The last expression of the hidden part of a check cell. Prints one sentence
    to the standard output, unless ``form`` has just printed the same, and never
    anything to the standard error, which nbgrader takes for a failure.

    Parameters
    ----------
    result : Result
        What a scoring rule found.
    points : float
        The points of the cell.

    Returns
    -------
    Points
        A number in [0, points], rounded to two decimals; it carries the
        :class:`~course.scores.Score` as ``.score``.

    Examples
    --------
    >>> from course.checks import award, exact, using, Given
    >>> with using(Given(answers={"condition": "retaliation"})):
    ...     award(exact("condition", key="pre-emption", half=["retaliation"]), points=3)
    Your answer to "condition" comes close, and earns half. Look for what it leaves out.
    1.5
    """
    look = looking()
    most = 0.0
    try:
        most = _maximum(points)
        earned = round(result.fraction * most, _DECIMALS)
        score = Score(min(max(earned, 0.0), most), most, result.code, result.sentence, result.turn)
    except Exception as error:  # noqa: BLE001 - a fault of ours must not become the student's
        failed = fault(error)
        score = Score(0.0, most, Reason.COURSE_ERROR, failed.sentence, failed.turn)
    if score.sentence not in look.said:
        # One piece of output and not two, whatever the timing of the kernel's streams.
        print(f"{score.sentence}\n", end="")
    look.said.clear()
    return Points(score)


def _maximum(points: float) -> float:
    value = float(points)
    if not math.isfinite(value) or value < 0:
        raise ValueError(f"A check cannot be worth {points!r} points.")
    return value
