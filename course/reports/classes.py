"""The class report: who got what, and which check failed how often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from course.reports.pages import render
from course.scores import CellResult, Reason, SubmissionResult

__all__ = ["CheckSummary", "UnitSummary", "class_page", "summarise"]


@dataclass(frozen=True, slots=True)
class CheckSummary:
    """How a class did on one graded cell.

    Parameters
    ----------
    id : str
        The cell's grade id.
    max_score : float
        Points that can be earned.
    percent : int
        The class average, in per cent of the points; unanswered counts as 0.
    full, part, none, unanswered : int
        Numbers of hand-ins.
    """

    id: str
    max_score: float
    percent: int
    full: int
    part: int
    none: int
    unanswered: int


@dataclass(frozen=True, slots=True)
class UnitSummary:
    """How a class did on one unit.

    Parameters
    ----------
    name : str
        The unit.
    rows : sequence of SubmissionResult
        One a hand-in, sorted by student.
    graded : int
        Hand-ins that were not rejected.
    lowest, median, highest, max_score : float
        Points of the graded hand-ins, less what lateness costs.
    checks : sequence of CheckSummary
        One a graded cell, in the order of the notebook.
    people : sequence of str
        One sentence for each thing a person should look at.
    """

    name: str
    rows: Sequence[SubmissionResult]
    graded: int
    lowest: float
    median: float
    highest: float
    max_score: float
    checks: Sequence[CheckSummary]
    people: Sequence[str]


def summarise(unit: str, results: Sequence[SubmissionResult]) -> UnitSummary:
    """Summarise the results of one unit.

    Parameters
    ----------
    unit : str
        The name of the unit.
    results : sequence of SubmissionResult
        The stored results of the class.
    """
    graded = [result for result in results if result.status != "rejected"]
    scores = [result.final_score for result in graded] or [0.0]
    by_check: dict[str, list[CellResult]] = {}
    for result in graded:
        for cell in result.cells:
            by_check.setdefault(cell.id, []).append(cell)
    manual = sum(result.needs_manual for result in graded)
    people = [f"{manual} hand-ins wait for a reader's points."] if manual else []
    people += [
        f"{result.student}: {text}"
        for result in results
        for text in [*result.flags, *([result.reason] if result.status == "rejected" else [])]
    ]
    return UnitSummary(
        name=unit,
        rows=results,
        graded=len(graded),
        lowest=min(scores),
        median=median(scores),
        highest=max(scores),
        max_score=max((result.max_score for result in graded), default=0.0),
        checks=[_check(name, cells) for name, cells in by_check.items()],
        people=people,
    )


def _check(name: str, cells: Sequence[CellResult]) -> CheckSummary:
    marked = [cell for cell in cells if cell.score is not None]
    worth = max((cell.max_score for cell in cells), default=0.0)
    earned = sum(cell.score or 0 for cell in marked)
    unanswered = sum(cell.code == Reason.UNANSWERED for cell in marked)
    full = sum(cell.score == cell.max_score for cell in marked)
    part = sum(0 < (cell.score or 0) < cell.max_score for cell in marked)
    share = earned / (worth * len(marked)) if marked and worth else 0.0
    return CheckSummary(
        name,
        worth,
        round(100 * share),
        full,
        part,
        len(marked) - full - part - unanswered,
        unanswered,
    )


def class_page(classes: Mapping[str, Sequence[SubmissionResult]]) -> str:
    """Return the class report as one HTML page.

    Parameters
    ----------
    classes : mapping of str to sequence of SubmissionResult
        The results of each unit.
    """
    units = [summarise(unit, results) for unit, results in classes.items()]
    return render("class.html", units=units)
