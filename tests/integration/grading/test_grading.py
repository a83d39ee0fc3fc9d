"""What an instructor relies on when a class is graded."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest

from course.errors import CourseFault, UsageError
from course.grading import Progress
from course.grading.marks import refresh
from course.notebook.answers import write_answer
from course.notebook.cells import grade_id
from course.scores import SubmissionResult

pytestmark = pytest.mark.integration

RIGHT = {"condition": "pre-emption after an invasion", "ships": ["Gagarin", "Kimovsk"]}


def scores(report: Any) -> dict[str, dict[str, float | None]]:
    return {
        result.student: {cell.id: cell.score for cell in result.cells}
        for result in report.submissions
    }


def test_recorded_answers_are_graded_without_running_code(course):
    course.hand_in("data", "ada", RIGHT)
    course.hand_in("data", "bob", {"condition": "retaliation", "ships": ["Grozny"]})
    course.hand_in("data", "cyd")
    report = course.grade("data")
    assert scores(report) == {
        "ada": {"check-condition-label": 4, "check-ships-set": 3},
        "bob": {"check-condition-label": 2, "check-ships-set": 0},
        "cyd": {"check-condition-label": 0, "check-ships-set": 0},
    }
    assert [result.status for result in report.submissions] == ["graded"] * 3
    assert {cell.checked for cell in report.submissions[2].cells} == {"unanswered"}
    assert report.isolation == "namespaces"
    assert [row[2] for row in course.gradebook("data")["comments"]] == [
        None, None, None, None, "No response.", "No response.",
    ]  # fmt: skip


def test_what_lateness_costs_is_in_the_results_as_in_the_gradebook(course):
    for student in ("ada", "bob"):
        path = course.hand_in("data", student, RIGHT)
        late = student == "bob"
        moment = "2026-10-06" if late else "2026-10-05"
        path.with_name("timestamp.txt").write_text(f"{moment} 14:58:23.948203 UTC")
    course.due("data", "2026-10-05 15:00:00.000000")
    ada, bob = course.grade("data").submissions
    assert (ada.score, ada.late_submission_penalty, ada.final_score) == (7, 0, 7)
    assert (bob.score, bob.late_submission_penalty, bob.final_score) == (7, 7, 0)
    # A teacher who allows more time does so in the gradebook, and grades again.
    course.due("data", "2026-10-07 15:00:00.000000")
    ada, bob = course.grade("data", force=True).submissions
    assert (bob.late_submission_penalty, bob.final_score) == (0, 7)


def test_code_is_run_and_values_functions_and_essays_are_marked(course):
    course.hand_in(
        "code",
        "ada",
        RIGHT,
        {
            "answer-days": "days = base + 2",
            "answer-double": "def double(n):\n    return n + n",
            "essay-why": "It says so itself.",
        },
    )
    course.hand_in(
        "code", "bob", {}, {"answer-days": "1/0", "answer-double": "double = lambda n: 4"}
    )
    report = course.grade("code")
    assert scores(report) == {
        "ada": {
            "check-condition-label": 4, "check-days-number": 2, "check-double-values": 3,
            "essay-why": None,
        },
        "bob": {
            "check-condition-label": 0, "check-days-number": 0, "check-double-values": 1,
            "essay-why": 0,
        },
    }  # fmt: skip
    assert [result.needs_manual for result in report.submissions] == [True, False]
    assert [result.score for result in report.submissions] == [9, 1]


def test_the_autograded_notebook_shows_answers_points_and_tracebacks(course):
    course.hand_in("code", "bob", {"condition": "retaliation"}, {"answer-days": "print(1)\n1/0"})
    course.grade("code")
    path = course.folder.autograded / "bob" / "code" / "notebook.ipynb"
    cells = {cell["id"]: cell for cell in json.loads(path.read_text())["cells"]}
    assert "retaliation" in cells["answer-condition"]["outputs"][0]["data"]["text/html"]
    assert cells["check-condition-label"]["outputs"][1]["data"]["text/plain"] == "2.0"
    assert "BEGIN HIDDEN TESTS" in cells["check-condition-label"]["source"]
    stream, error = cells["answer-days"]["outputs"]
    assert stream["text"] == "1\n"
    assert error["ename"] == "ZeroDivisionError"
    # Nothing after the last check that asks for values is run.
    assert cells["afterword"]["outputs"] == []
    import nbformat

    nbformat.validate(nbformat.read(path, as_version=4))


def test_all_cells_are_run_when_that_is_asked_for(course):
    course.hand_in("code", "bob")
    course.grade("code", execute="always")
    path = course.folder.autograded / "bob" / "code" / "notebook.ipynb"
    cells = {cell["id"]: cell for cell in json.loads(path.read_text())["cells"]}
    assert cells["afterword"]["outputs"][0]["text"] == "the end\n"


def test_values_are_those_at_the_place_of_the_check(course):
    def spoil(content):
        content["cells"].append(
            {"cell_type": "code", "id": "late", "metadata": {}, "source": "days = 0",
             "outputs": [], "execution_count": None}
        )  # fmt: skip

    course.hand_in("code", "ada", {}, {"answer-days": "days = 42"}, spoil)
    assert scores(course.grade("code"))["ada"]["check-days-number"] == 2


def test_of_a_copied_cell_the_first_counts_as_the_student_was_told(course):
    def copy(content: Any) -> None:
        cells = content["cells"]
        for name in ("check-ships-set", "answer-ships"):
            at = [grade_id(cell) for cell in cells].index(name)
            cells.insert(at + 1, dict(cells[at]))
        cells[at + 1]["source"] = write_answer(cells[at]["source"], ["Grozny"])

    course.hand_in("data", "ada", RIGHT, change=copy)
    report = course.grade("data")
    assert scores(report)["ada"] == {"check-condition-label": 4, "check-ships-set": 3}
    (result,) = report.submissions
    assert (result.status, len(result.flags)) == ("graded", 1)
    assert '"answer-ships" was copied' in result.flags[0]


def test_one_broken_hand_in_is_rejected_and_the_others_are_graded(course):
    course.hand_in("data", "ada", RIGHT)
    course.hand_in("data", "bob").write_text('{"cells": [')
    course.hand_in("data", "cyd", change=lambda content: content["cells"].pop(2))
    (course.folder.submitted / "eve" / "data").mkdir(parents=True)
    report = course.grade("data")
    found = {result.student: (result.status, result.reason) for result in report.submissions}
    assert found["ada"] == ("graded", "")
    assert [found[name][0] for name in ("bob", "cyd", "eve")] == ["rejected"] * 3
    assert "no whole JSON" in found["bob"][1]
    assert '"check-condition-label"' in found["cyd"][1]
    assert "notebook.ipynb" in found["eve"][1]
    assert not (course.folder.autograded / "bob" / "data").exists()
    assert course.folder.submitted.joinpath("bob", "data", "notebook.ipynb").is_file()
    open_grades = [row for row in course.gradebook("data")["grades"] if row[0] == "bob"]
    assert all(row[3] is None and row[6] for row in open_grades)


def test_changed_checks_and_points_are_put_back_and_told(course):
    def cheat(content):
        cell = content["cells"][2]
        cell["source"] = "4"
        cell["metadata"]["nbgrader"]["points"] = 1000

    course.hand_in("data", "ada", {"condition": "first strike"}, change=cheat)
    result = course.grade("data").submissions[0]
    assert result.score == 0
    assert result.max_score == 7
    assert len(result.flags) == 2


def test_unchanged_hand_ins_are_left_alone(course):
    class Counted(Progress):
        def __init__(self):
            self.graded = []

        def start(self, total, skipped):
            self.skipped = skipped

        def advance(self, result):
            self.graded.append(result.student)

    course.hand_in("data", "ada", RIGHT)
    course.hand_in("data", "bob")
    course.grade("data")
    course.hand_in("data", "bob", RIGHT)
    told = Counted()
    report = course.grade("data", progress=told)
    assert (told.graded, told.skipped) == (["bob"], 1)
    assert [result.score for result in report.submissions] == [7, 7]
    forced = Counted()
    course.grade("data", force=True, students=["ada"], progress=forced)
    assert forced.graded == ["ada"]


def test_two_runs_report_the_same_bytes(course):
    course.hand_in("code", "ada", RIGHT, {"answer-days": "days = 42"})
    course.hand_in("code", "bob").write_text("no notebook")
    first, second = (course.grade("code", force=True).to_json() for _ in range(2))
    first.pop("seconds")
    second.pop("seconds")
    assert json.dumps(first) == json.dumps(second)


def test_points_and_comments_of_a_person_stay(course):
    course.hand_in("code", "ada", RIGHT, {"essay-why": "Mine."})
    course.grade("code")
    with sqlite3.connect(course.folder.gradebook) as db:
        db.execute(
            "update grade set manual_score = 4, extra_credit = 1, needs_manual_grade = 0 "
            "where cell_id in (select id from base_cell where name = 'essay-why')"
        )
        db.execute(
            "update comment set manual_comment = 'Well argued.' "
            "where cell_id in (select id from base_cell where name = 'essay-why')"
        )
    result = course.grade("code", force=True).submissions[0]
    essay = next(cell for cell in result.cells if cell.id == "essay-why")
    assert (essay.score, essay.checked) == (5, "manual")
    book = course.gradebook("code")
    assert ("ada", "essay-why", None, "Well argued.") in book["comments"]
    # As nbgrader does after a new autograding: somebody should look again.
    assert ("ada", "essay-why", "GradeCell", None, 4, 1, 1) in book["grades"]


def test_points_of_a_person_reach_the_results_without_grading_again(course):
    course.hand_in("code", "ada", RIGHT, {"essay-why": "Mine."})
    course.hand_in("code", "bob", RIGHT, {"essay-why": "Mine too."})
    before = course.grade("code").submissions
    assert before[0].needs_manual
    with sqlite3.connect(course.folder.gradebook) as db:
        db.execute(
            "update grade set manual_score = 4, needs_manual_grade = 0 where cell_id in "
            "(select id from base_cell where name = 'essay-why') and notebook_id in (select n.id "
            "from submitted_notebook n join submitted_assignment s on s.id = n.assignment_id "
            "where s.student_id = 'ada')"
        )
        db.execute("update comment set manual_comment = 'Well argued.'")
        db.execute(
            "update grade set extra_credit = 0.5 "
            "where cell_id in (select id from base_cell where name = 'check-condition-label')"
        )
    refresh(course.folder, "code")
    ada, bob = (load_result(course, student) for student in ("ada", "bob"))
    assert course.grade("code").submissions == [ada, bob]
    cells = {cell.id: cell for cell in ada.cells}
    assert (cells["essay-why"].score, cells["essay-why"].reason) == (4, "Well argued.")
    assert (cells["check-condition-label"].score, ada.score) == (4.5, before[0].score + 4.5)
    assert not ada.needs_manual
    assert bob.needs_manual
    assert bob.score == before[1].score + 0.5
    with sqlite3.connect(course.folder.gradebook) as db:
        db.execute("update grade set manual_score = null, extra_credit = null")
        db.execute("update comment set manual_comment = null")
    ada = course.grade("code").submissions[0]
    assert ada.score == before[0].score
    assert {cell.id: cell.score for cell in ada.cells}["essay-why"] is None


def load_result(course, student):
    path = course.folder.result("code", student)
    return SubmissionResult.from_json(json.loads(path.read_text()))


def test_an_empty_gradebook_is_filled_and_said_so(course):
    sentences = []

    class Heard(Progress):
        def note(self, sentence):
            sentences.append(sentence)

    course.folder.gradebook.unlink()
    course.hand_in("data", "ada", RIGHT)
    report = course.grade("data", progress=Heard())
    assert report.submissions[0].score == 7
    assert "gradebook" in sentences[0]


def test_a_master_that_fails_its_own_check_stops_the_run(course):
    path = course.folder.source / "data" / "notebook.ipynb"
    path.write_text(
        path.read_text().replace(
            'answer=\\"pre-emption after an invasion\\"', 'answer=\\"retaliation\\"'
        )
    )
    course.hand_in("data", "ada", RIGHT)
    with pytest.raises(CourseFault, match="check-condition-label"):
        course.grade("data")
    assert course.gradebook("data")["grades"] == []
    assert not course.folder.autograded.joinpath("ada").exists()


def test_nothing_to_grade_is_said(course):
    with pytest.raises(UsageError, match="no hand-ins"):
        course.grade("data")
    course.hand_in("data", "ada")
    with pytest.raises(UsageError, match='Did you mean "ada"'):
        course.grade("data", students=["adda"])
