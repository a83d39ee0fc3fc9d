"""Feedback pages and the class report, from results alone."""

from __future__ import annotations

from html.parser import HTMLParser

import nbformat
import pytest

from course.errors import UsageError
from course.paths import CourseFolder
from course.reports.classes import class_page, summarise
from course.reports.feedback import feedback_page
from course.reports.results import load_results
from course.scores import CellResult, Reason, SubmissionResult


def result(student: str = "s001", **changes: object) -> SubmissionResult:
    cells = [
        CellResult(
            "n", "check-label-key", 1.5, 2, Reason.PARTIAL, "your answer", "Half.", "retaliation"
        ),
        CellResult("n", "check-label-form", 0, 1, Reason.UNANSWERED, "your answer", "Empty."),
        CellResult("n", "essay-final", None, 10, Reason.MANUAL, checked="manual"),
    ]
    made = SubmissionResult(student, "graded", 1.5, 13, needs_manual=True, cells=cells)
    for name, value in changes.items():
        setattr(made, name, value)
    return made


@pytest.fixture
def release() -> nbformat.NotebookNode:
    def prompt(name: str, text: str) -> nbformat.NotebookNode:
        cell = nbformat.v4.new_markdown_cell(text)
        cell.metadata["nbgrader"] = {"grade_id": name}
        return cell

    title = nbformat.v4.new_markdown_cell("# Read a letter\n\nText.")
    return nbformat.v4.new_notebook(
        cells=[
            title,
            prompt("prompt-label", "### Exercise 1. Label it (3 points)\n\nDo it."),
            prompt("prompt-final", "### Exercise 2. Write (10 points)\n\nDo it."),
        ]
    )


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def test_a_feedback_page_gives_the_score_then_each_reason(release: nbformat.NotebookNode) -> None:
    page = feedback_page(result(), release)
    for text in (
        "Read a letter",
        "1.5 of 13 points, and a part that a reader still marks",
        "Exercise 1. Label it (3 points)",
        "1.5 of 3",
        "Half.",
        "retaliation",
        "open of 10",
    ):
        assert text in page


def test_what_lateness_costs_is_told_and_counts(release: nbformat.NotebookNode) -> None:
    late = result(late_submission_penalty=1.0)
    page = feedback_page(late, release)
    assert "0.5 of 13 points" in page
    assert (
        "Your answers earned 1.5 points. 1 point was taken off because your work came late." in page
    )
    assert "taken off" not in feedback_page(result(), release)
    assert summarise("u", [late]).highest == 0.5
    assert "1 of 1.5 taken off because the hand-in was late." in class_page({"u": [late]})
    # A policy that takes more than there is leaves nothing, not less.
    assert "0 of 13 points" in feedback_page(result(late_submission_penalty=9.0), release)


def test_what_a_student_wrote_is_text_on_the_page(release: nbformat.NotebookNode) -> None:
    hostile = '<script>alert(1)</script><img src=x onerror="alert(1)">'
    made = result(student=hostile)
    made.cells[0].answer = hostile
    made.cells[0].reason = hostile
    tags = Tags(feedback_page(made, release))
    assert "script" not in tags.tags
    assert "img" not in tags.tags
    assert not [name for name in tags.attributes if name.startswith("on")]
    assert "script" not in Tags(class_page({"u": [made]})).tags


def test_what_a_student_marked_in_an_essay_is_told(release: nbformat.NotebookNode) -> None:
    essays = {"essay-final": "Castro mattered. It was so."}
    marks = {"essay-final": {"rebuttal": "It is gone <b>."}}
    page = feedback_page(result(), release, essays, marks)
    assert "What you marked yourself:" in page
    assert "as your answer to it is no longer in your essay" in page
    assert "What you marked yourself:" not in feedback_page(result(), release, essays)


def test_a_rejected_hand_in_gets_its_sentence(release: nbformat.NotebookNode) -> None:
    page = feedback_page(result(status="rejected", reason="The file is empty."), release)
    assert "could not be graded" in page
    assert "The file is empty." in page


def test_a_class_is_summarised_check_by_check() -> None:
    full = result("s002")
    full.cells[0].score = 2
    full.score = 2.0
    rejected = SubmissionResult("s003", "rejected", reason="The file is empty.")
    found = summarise("u", [result(), full, rejected])
    assert (found.graded, found.lowest, found.highest, found.median) == (2, 1.5, 2.0, 1.75)
    first = found.checks[0]
    assert (first.percent, first.full, first.part, first.none, first.unanswered) == (88, 1, 1, 0, 0)
    assert found.checks[1].unanswered == 2
    assert found.people == ["2 hand-ins wait for a reader's points.", "s003: The file is empty."]


def test_a_unit_that_was_never_graded_is_told(tmp_path) -> None:
    with pytest.raises(UsageError, match="course grade u01"):
        load_results(CourseFolder(tmp_path), "u01")
