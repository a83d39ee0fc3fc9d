"""What goes into the gradebook about a hand-in, and what comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

__all__ = ["GradedCell", "GradedSubmission", "NotebookRecord", "SubmissionRecord"]


@dataclass(frozen=True, slots=True)
class GradedCell:
    """What the gradebook says about one cell.

    Parameters
    ----------
    score : float or None
        Points with a person's own and extra credit; None while a person must mark it.
    by_person : bool
        Whether a person gave the points, or some of them.
    needs_manual : bool
        Whether a person has to look at it.
    comment : str
        What a person wrote about it.
    """

    score: float | None
    by_person: bool
    needs_manual: bool
    comment: str = ""


@dataclass(slots=True)
class GradedSubmission:
    """What the gradebook says about one hand-in.

    Parameters
    ----------
    cells : dict
        By notebook and cell.
    late_submission_penalty : float
        Points that nbgrader's late policy takes off, over all notebooks.
    """

    cells: dict[tuple[str, str], GradedCell] = field(default_factory=dict)
    late_submission_penalty: float = 0.0


@dataclass(slots=True)
class NotebookRecord:
    """What is to be written about one notebook of a hand-in.

    Parameters
    ----------
    scores : dict of str to float or None
        By cell; None where a person must mark it. Cells left out keep what they have.
    review : set of str
        Cells that have a score, and yet a person has to look at them.
    unanswered : dict of str to bool
        By answer cell, whether it is still as it was given out.
    """

    scores: dict[str, float | None] = field(default_factory=dict)
    review: set[str] = field(default_factory=set)
    unanswered: dict[str, bool] = field(default_factory=dict)


@dataclass(slots=True)
class SubmissionRecord:
    """What is to be written about one hand-in.

    Parameters
    ----------
    student : str
        The student's id.
    notebooks : dict of str to NotebookRecord
        By name.
    timestamp : datetime.datetime or None
        When it was handed in, in UTC without a zone, as nbgrader keeps it.
    """

    student: str
    notebooks: dict[str, NotebookRecord]
    timestamp: datetime | None = None
