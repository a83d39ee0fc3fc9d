"""Every unit as its users meet it: it runs to its end, and the model answers earn full marks."""

from __future__ import annotations

import time
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from course.grading import grade_unit
from course.grading.sandbox import available
from course.notebook.cells import grade_id, is_manual, is_solution, points
from course.notebook.files import NotebookNode, read_notebook, write_notebook
from course.paths import CourseFolder

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]
UNITS = CourseFolder(ROOT).units()
GRADED = [unit for unit in UNITS if unit != "u00-gallery"]
# What a student waits at most for Run all; an idle machine needs a third of it.
SECONDS = 60


@pytest.mark.parametrize("unit", UNITS)
def test_run_all_reaches_the_end_with_nothing_answered(unit: str, tmp_path: Path) -> None:
    (path,) = (ROOT / "release" / unit).glob("*.ipynb")
    notebook = nbformat.read(path, as_version=4)
    begun = time.monotonic()
    NotebookClient(
        notebook, timeout=SECONDS, resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    assert time.monotonic() - begun < SECONDS
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.output_type != "error", cell.source
            assert output.get("name") != "stderr", output


@pytest.mark.parametrize("unit", GRADED)
def test_model_answers_earn_full_marks_and_a_blank_hand_in_none(
    unit: str, scratch_course: CourseFolder
) -> None:
    (source,) = scratch_course.notebooks(unit)
    blank = read_notebook(scratch_course.release / unit / source.name)
    master = read_notebook(source)
    hand_in(scratch_course, unit, "blank", source.name, blank)
    hand_in(scratch_course, unit, "model", source.name, answered(blank, master))
    isolation = "none" if available() else "auto"
    report = grade_unit(scratch_course, unit, isolation=isolation)
    scores = {result.student: result.score for result in report.submissions}
    by_hand = sum(points(cell) for cell in master.cells if is_manual(cell))
    total = sum(points(cell) for cell in master.cells)
    assert scores == {"blank": 0.0, "model": pytest.approx(total - by_hand)}


def hand_in(
    course: CourseFolder, unit: str, student: str, name: str, notebook: NotebookNode
) -> None:
    write_notebook(course.submitted / student / unit / name, notebook)


def answered(release: NotebookNode, master: NotebookNode) -> NotebookNode:
    """Return the released notebook with the model answers of the master."""
    models = {grade_id(cell): cell.source for cell in master.cells if is_solution(cell)}
    filled = nbformat.from_dict(release)
    for cell in filled.cells:
        if is_solution(cell):
            cell.source = models[grade_id(cell)]
    return filled
