"""A student's way through unit 1: open the release, answer by keyboard, hand in that one file."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playwright.sync_api import expect

from course.grading import grade_unit
from course.grading.sandbox import available
from course.paths import CourseFolder

if TYPE_CHECKING:
    from conftest import Lab

UNIT = "u01-orientation"
THESIS = (
    "The essay argues that Castro had only a small part in the crisis, because Khrushchev "
    "planned it and ended it without him."
)
JOBS = {"E2": 2, "E3": 3, "E8": 3, "E9": 4, "E11": 5, "E13": 2, "E14": 3, "E15": 4}
SENTENCES = [f"E{number}" for number in range(1, 19)]
BORROWED = ["E3", "E8", "E11", "E16", "E17"]
PENS = ["", "thesis", "claim", "evidence", "warrant", "concession"]


def test_unit_1_is_answered_by_keyboard_and_graded_from_the_file_alone(
    own_lab: Callable[[str, dict[str, Any]], Lab], scratch_course: CourseFolder
) -> None:
    release = scratch_course.release / UNIT / "orientation.ipynb"
    lab = own_lab("orientation.ipynb", json.loads(release.read_text(encoding="utf-8")))
    # A click of the mouse first, as students begin: one box, kept in the file.
    lab.exercise("practice").get_by_label("how long it is").check()
    lab.expect_answer("practice", ["how long it is"])
    mark(lab, "references", dict.fromkeys(BORROWED, 1))
    lab.expect_answer("references", BORROWED)
    mark(lab, "roles", JOBS)
    lab.expect_answer("roles", {name: PENS[pen] for name, pen in JOBS.items()})
    field = lab.exercise("thesis").locator("textarea")
    field.focus()
    lab.page.keyboard.type(THESIS)
    lab.expect_answer("thesis", THESIS)
    expect(lab.status("thesis")).to_contain_text("Recorded")

    hand_in = scratch_course.submitted / "s1" / UNIT / "orientation.ipynb"
    hand_in.parent.mkdir(parents=True)
    hand_in.write_bytes((lab.server.root / lab.name).read_bytes())
    report = grade_unit(scratch_course, UNIT, isolation="none" if available() else "auto")
    (result,) = report.submissions
    scores = {cell.id: cell.score for cell in result.cells}
    assert scores["check-references-marked"] == 2
    assert scores["check-roles-labels"] == 3
    assert scores["check-thesis-sentence"] == 1
    assert scores["check-slips-pairs"] == 0


def mark(lab: Lab, exercise: str, pens: dict[str, int]) -> None:
    """Mark sentences with pens, by keys alone: arrows, then the pen's number or Space."""
    several = len(set(pens.values())) > 1
    lab.exercise(exercise).get_by_role("option").first.focus()
    lab.page.keyboard.press("Home")
    at = 0
    for name, pen in pens.items():
        for _ in range(SENTENCES.index(name) - at):
            lab.page.keyboard.press("ArrowDown")
        at = SENTENCES.index(name)
        lab.page.keyboard.press(str(pen) if several else "Space")
