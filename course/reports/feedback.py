"""Feedback pages: what each student gets back.

A page is made from the stored result and the released notebook only. Hidden
tests are in neither, so they cannot appear.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from course.errors import HandInError, MachineError, UsageError
from course.exercises.assessing import desk_report
from course.exercises.desks import EssayDesk
from course.notebook.answers import recorded_answers
from course.notebook.cells import grade_id, is_manual, promised_points, source_of, topic
from course.notebook.files import NotebookNode, read_notebook
from course.paths import CourseFolder, write_atomic
from course.reports.pages import render
from course.reports.results import load_results
from course.scores import CellResult, Reason, SubmissionResult

__all__ = ["ExerciseFeedback", "feedback_page", "write_feedback"]

_TIMESTAMP: Final = "timestamp.txt"
_SECRET: Final = "submission_secret.txt"  # noqa: S105 - the name of a file
_NO_PROMPT: Final = "Other points"
_ANY_DESK: Final = EssayDesk("desk", "What is a mark?", cell="essay")


@dataclass(slots=True)
class ExerciseFeedback:
    """One exercise on a feedback page.

    Parameters
    ----------
    title : str
        The heading of its prompt.
    cells : list of CellResult
        Its graded cells, in order.
    outline : dict, optional
        For an essay, what the structure check sees in it: the data of
        :func:`course.exercises.assessing.desk_report`.
    """

    title: str
    cells: list[CellResult]
    outline: dict[str, Any] | None = None

    @property
    def score(self) -> float | None:
        """Points so far; None while nothing of it is marked."""
        given = [cell.score for cell in self.cells if cell.score is not None]
        return sum(given) if given else None

    @property
    def max_score(self) -> float:
        """Points that can be earned."""
        return sum(cell.max_score for cell in self.cells)

    @property
    def answer(self) -> str:
        """The answer in words; checks of one exercise share it."""
        return next((cell.answer for cell in self.cells if cell.answer), "")


def write_feedback(
    folder: CourseFolder, unit: str, note: Callable[[str], None] | None = None
) -> list[Path]:
    """Write the feedback pages of a unit, where nbgrader keeps feedback.

    Beside each page stand the two files by which ``nbgrader release_feedback``
    finds the student whose page it is.

    Parameters
    ----------
    folder, unit
        The course, and the unit in full.
    note : callable, optional
        Is told in a sentence of each student who gets no page.

    Returns
    -------
    list of pathlib.Path
        ``feedback/STUDENT/UNIT/NOTEBOOK.html``, one a student.

    Raises
    ------
    UsageError
        If the unit was never graded, or is not released.
    MachineError
        If a page cannot be written.
    """
    results = load_results(folder, unit, note)
    release = next(iter(sorted((folder.release / unit).glob("*.ipynb"))), None)
    if release is None:
        raise UsageError(
            f"{unit} is not released.",
            "The headings of feedback pages come from the released notebook.",
            f"Run course release {unit} first.",
        )
    notebook = read_notebook(release)
    written = []
    for result in results:
        path = folder.feedback / result.student / unit / f"{release.stem}.html"
        try:
            graded = _graded(folder.autograded / result.student / unit / release.name)
            page = feedback_page(result, notebook, _essays(graded), _marks(graded))
            write_atomic(path, page)
            _add_exchange_files(folder.submitted / result.student / unit, path.parent)
        except OSError as error:
            raise MachineError(
                f"{path} was not written.", f"The system says: {error.strerror}."
            ) from None
        written.append(path)
    return written


def feedback_page(
    result: SubmissionResult,
    release: NotebookNode,
    essays: Mapping[str, str] | None = None,
    marks: Mapping[str, Any] | None = None,
) -> str:
    """Return the feedback page of one hand-in as HTML.

    Parameters
    ----------
    result : SubmissionResult
        The stored result.
    release : NotebookNode
        The released notebook; titles of exercises are taken from its prompts.
    essays : mapping of str to str, optional
        The texts of the essays by the id of their cell; each is shown with its
        outline.
    marks : mapping of str, optional
        What the student marked in an essay, by the id of its cell.
    """
    return render(
        "feedback.html",
        title=_heading(release, "# "),
        student=result.student,
        rejected=result.status == "rejected",
        score=result.score,
        penalty=result.late_submission_penalty,
        final_score=result.final_score,
        max_score=result.max_score,
        needs_manual=result.needs_manual,
        repairs=result.repairs,
        reason=result.reason,
        exercises=_exercises(result, release, essays or {}, marks or {}),
    )


def _add_exchange_files(hand_in: Path, target: Path) -> None:
    """Copy what nbgrader's exchange adds to a hand-in; without it, put something in its place."""
    for name, replacement in ((_TIMESTAMP, ""), (_SECRET, secrets.token_hex())):
        given = hand_in / name
        # A link may lead to anything on this machine.
        if given.is_file() and not given.is_symlink():
            write_atomic(target / name, given.read_bytes())
        elif not (target / name).is_file():
            # nbgrader stops at the first page without these files, and no page after it is
            # handed out. Nobody knows this secret, so nobody can fetch this page.
            write_atomic(target / name, replacement)


def _graded(path: Path) -> list[NotebookNode]:
    """Return the cells of a graded notebook; none if it is missing or damaged."""
    if not path.is_file():
        return []
    try:
        return list(read_notebook(path).cells)
    except HandInError:  # the points stand in the result, and the page is made without the outline
        return []


def _essays(cells: list[NotebookNode]) -> dict[str, str]:
    """Return the texts of the hand-marked cells, by their id."""
    return {
        grade_id(cell): source_of(cell)
        for cell in cells
        if is_manual(cell) and cell.cell_type == "markdown"
    }


def _marks(cells: list[NotebookNode]) -> dict[str, Any]:
    """Return what was marked on each essay desk, by the id of the essay's cell."""
    calls = recorded_answers({"cells": cells}).values()
    return {
        str(call.keywords.get("cell")): None if _ANY_DESK.problem(call.answer) else call.answer
        for call in calls
        if call.kind == EssayDesk.kind
    }


def _heading(release: NotebookNode, mark: str) -> str:
    """Return the first heading of a level, without its mark."""
    for cell in release.cells:
        for line in source_of(cell).splitlines():
            if cell.cell_type == "markdown" and line.startswith(mark):
                return line.removeprefix(mark).strip()
    return ""


def _exercises(
    result: SubmissionResult,
    release: NotebookNode,
    essays: Mapping[str, str],
    marks: Mapping[str, Any],
) -> list[ExerciseFeedback]:
    """Gather graded cells under the prompt that covers them."""
    titles = {
        topic(grade_id(cell)): source_of(cell).lstrip("# ").splitlines()[0]
        for cell in release.cells
        if grade_id(cell).startswith("prompt-") and promised_points(source_of(cell)) is not None
    }
    found: dict[str, ExerciseFeedback] = {}
    for cell in result.cells:
        fitting = [name for name in titles if f"{topic(cell.id)}-".startswith(f"{name}-")]
        title = titles[max(fitting, key=len)] if fitting else _NO_PROMPT
        exercise = found.setdefault(title, ExerciseFeedback(title, []))
        exercise.cells.append(cell)
        if cell.id in essays and cell.code != Reason.UNANSWERED:
            exercise.outline = desk_report(essays[cell.id], marks.get(cell.id))
    return list(found.values())
