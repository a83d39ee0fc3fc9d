"""Stored results, and the points that a person gave, which count before ours.

Formgrader writes into the gradebook alone. Whoever reads the stored results
brings them up to it first.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from course.grading import wording
from course.grading.gradebook import Gradebook
from course.grading.records import GradedSubmission
from course.grading.settings import Settings
from course.paths import CourseFolder, write_atomic
from course.scores import Checked, Reason, SubmissionResult, Turn, total_score

__all__ = ["merge", "refresh", "store", "update"]


def merge(result: SubmissionResult, graded: GradedSubmission) -> None:
    """Put what a person gave and wrote into a result, and what lateness costs.

    Parameters
    ----------
    result : SubmissionResult
        It is changed.
    graded : GradedSubmission
        What the gradebook says.
    """
    for cell in result.cells:
        found = graded.cells.get((cell.notebook, cell.id))
        if found is None:
            continue
        if found.by_person:
            cell.score = found.score
            cell.checked, cell.code, cell.turn = Checked.MANUAL, Reason.MANUAL, Turn.NONE
            cell.reason = found.comment or wording.MARKED
        elif cell.checked == Checked.MANUAL:
            # Points that were taken back.
            cell.score = found.score
            cell.reason = found.comment or wording.HAND_MARKED
    if result.cells:
        result.score = total_score(result.cells)
        result.needs_manual = any(found.needs_manual for found in graded.cells.values())
        result.late_submission_penalty = graded.late_submission_penalty


def store(folder: CourseFolder, unit: str, result: SubmissionResult) -> None:
    """Write a result whole or not at all."""
    write_atomic(folder.result(unit, result.student), _text(result))


def update(folder: CourseFolder, unit: str, marks: Mapping[str, GradedSubmission]) -> None:
    """Bring the stored results of a unit up to the gradebook; those that agree are left alone.

    Parameters
    ----------
    folder, unit
        The course, and the unit in full.
    marks : mapping
        What the gradebook says, by student.
    """
    for student, graded in marks.items():
        path = folder.result(unit, student)
        try:
            before = path.read_bytes()
            result = SubmissionResult.from_json(json.loads(before))
        except (OSError, ValueError, TypeError, KeyError):
            continue  # not graded by this engine, or damaged: who reads it says so
        merge(result, graded)
        if _text(result).encode("utf-8", "replace") != before:
            store(folder, unit, result)


def refresh(folder: CourseFolder, unit: str) -> None:
    """Open the gradebook and bring the stored results of a unit up to it.

    Raises
    ------
    MachineError
        If the gradebook or a result cannot be used.
    """
    settings = Settings(folder)
    url = settings.gradebook_url
    if url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).is_file():
        return
    gradebook = Gradebook(url, unit, settings.late)
    try:
        update(folder, unit, gradebook.marks())
    finally:
        gradebook.close()


def _text(result: SubmissionResult) -> str:
    return json.dumps(result.to_json(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"
