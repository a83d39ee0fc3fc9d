"""Scores, the reasons behind them, and their JSON form.

A rule of :mod:`course.checks` gives a :class:`Result`; ``award`` turns it into
points, a :class:`Score`; the engine keeps it in a :class:`CellResult`; a
:class:`SubmissionResult` holds all of one hand-in, and a :class:`GradeReport`
all of one run. The JSON form is the one that ``course grade --json`` writes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, Final, Literal

__all__ = [
    "CellResult",
    "Checked",
    "GradeReport",
    "Reason",
    "Result",
    "Score",
    "Status",
    "SubmissionResult",
    "Turn",
    "total_score",
]

REPORT_VERSION = 1
_DECIMALS: Final = 6


class Turn(StrEnum):
    """Whose turn it is to look at the matter."""

    ANSWER = "your answer"
    CODE = "your code"
    CHECK = "our check"
    NOT_RUN = "not run"
    NONE = ""


class Reason(StrEnum):
    """Reason codes, one for each way a check can end."""

    FULL = "full"
    PARTIAL = "partial"
    WRONG = "wrong"
    UNANSWERED = "unanswered"
    MISSING = "missing"
    WRONG_TYPE = "wrong-type"
    UNREADABLE = "unreadable"
    CODE_ERROR = "code-error"
    TIME_LIMIT = "time-limit"
    COURSE_ERROR = "course-error"
    NOT_RUN = "not-run"
    MANUAL = "manual"


class Checked(StrEnum):
    """Where a cell got its score."""

    ISOLATED = "isolated"
    IN_KERNEL = "in-kernel"
    UNANSWERED = "unanswered"
    NOT_RUN = "not-run"
    MANUAL = "manual"
    COURSE_ERROR = "course-error"


Status = Literal["graded", "repaired", "partial", "rejected"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a scoring rule found.

    Parameters
    ----------
    fraction : float
        The share of the points that is earned, in [0, 1].
    code : Reason
        The kind of outcome.
    sentence : str
        One sentence for the student; it never contains the answer.
    turn : Turn, default Turn.ANSWER
        Whose turn it is.

    Raises
    ------
    ValueError
        If `fraction` is not a finite number in [0, 1].
    """

    fraction: float
    code: Reason
    sentence: str
    turn: Turn = Turn.ANSWER

    def __post_init__(self) -> None:
        if not (math.isfinite(self.fraction) and 0 <= self.fraction <= 1):
            message = f"A result must lie between 0 and 1, and this one is {self.fraction!r}."
            raise ValueError(message)


@dataclass(frozen=True, slots=True)
class Score:
    """Points of one check with their reason.

    Parameters
    ----------
    points : float
        Points earned, in [0, max_points].
    max_points : float
        Points that can be earned.
    code, sentence, turn
        As in :class:`Result`.
    """

    points: float
    max_points: float
    code: Reason
    sentence: str
    turn: Turn


@dataclass(slots=True)
class CellResult:
    """The outcome for one graded cell of one hand-in.

    Parameters
    ----------
    notebook : str
        Name of the notebook without its ending.
    id : str
        The cell's ``grade_id``.
    score : float or None
        Points; None while a person must mark the cell.
    max_score : float
        Points that can be earned.
    code : str
        Reason code, a value of :class:`Reason`.
    turn : str
        Whose turn it is, a value of :class:`Turn`.
    reason : str
        The sentence shown to the student.
    answer : str
        The answer in words, shortened for reports.
    checked : str
        Where the score comes from, a value of :class:`Checked`.
    """

    notebook: str
    id: str
    score: float | None
    max_score: float
    code: str = ""
    turn: str = ""
    reason: str = ""
    answer: str = ""
    checked: str = Checked.ISOLATED


def total_score(cells: Iterable[CellResult]) -> float:
    """Return the points of all cells that have a score, without the noise of binary fractions.

    >>> total_score([CellResult("n", name, 0.1, 1) for name in "abc"])
    0.3
    """
    return round(math.fsum(cell.score or 0.0 for cell in cells), _DECIMALS)


@dataclass(slots=True)
class SubmissionResult:
    """The outcome for one hand-in.

    Parameters
    ----------
    student : str
        The student's id.
    status : str
        ``graded``, ``repaired``, ``partial`` or ``rejected``.
    score, max_score : float
        Points of all cells that have a score, and of all cells.
    late_submission_penalty : float
        Points that nbgrader's late policy takes off; they are not yet off `score`.
    needs_manual : bool
        Whether a person must mark at least one cell.
    cells : list of CellResult
        One entry a graded cell, in the order of the notebook.
    repairs, flags : list of str
        What was repaired, and what an instructor should look at.
    reason : str
        Why a hand-in was rejected or is partial; empty otherwise.
    """

    student: str
    status: Status
    score: float = 0.0
    max_score: float = 0.0
    late_submission_penalty: float = 0.0
    needs_manual: bool = False
    cells: list[CellResult] = field(default_factory=list)
    repairs: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    reason: str = ""

    @property
    def final_score(self) -> float:
        """Points that count, as nbgrader's export works them out."""
        return max(self.score - self.late_submission_penalty, 0.0)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> SubmissionResult:
        """Build a result from the data that :meth:`to_json` gave."""
        fields = dict(data)
        fields["cells"] = [CellResult(**cell) for cell in data["cells"]]
        return cls(**fields)


@dataclass(slots=True)
class GradeReport:
    """The outcome of one run of ``course grade``.

    Parameters
    ----------
    unit : str
        The assignment that was graded.
    isolation : str
        ``namespaces`` or ``none``.
    workers : int
        Number of worker processes.
    seconds : float
        Wall time of the run.
    submissions : list of SubmissionResult
        One entry a hand-in, sorted by student.
    """

    unit: str
    isolation: str
    workers: int
    seconds: float
    submissions: list[SubmissionResult] = field(default_factory=list)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON data, with its version."""
        return {"version": REPORT_VERSION, **asdict(self)}
