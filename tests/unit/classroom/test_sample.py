"""The made class: every kind occurs, the manifest says what each should get."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from course.classroom.demo import differences
from course.classroom.lab import working_copy
from course.classroom.sample import MANIFEST, Expected, make_sample, read_kinds
from course.errors import CourseFault, UsageError
from course.notebook.answers import recorded_answers
from course.notebook.files import read_notebook
from course.paths import CourseFolder
from course.scores import CellResult, SubmissionResult

UNIT = "u01-orientation"


def test_every_kind_occurs_before_one_is_repeated(scratch_course: CourseFolder) -> None:
    kinds = [kind.kind for kind in read_kinds(scratch_course, UNIT)]
    made = make_sample(
        scratch_course, UNIT, students=len(kinds) + 3, seed=1, into=scratch_course.submitted
    )
    counts = Counter(entry.kind for entry in made)
    assert set(counts) == set(kinds)
    assert max(counts.values()) == 2
    manifest = json.loads((scratch_course.submitted / UNIT / MANIFEST).read_text())
    assert manifest["max_score"] == 10
    assert len(manifest["students"]) == len(kinds) + 3


def test_the_same_seed_makes_the_same_class(scratch_course: CourseFolder, tmp_path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for into in (one, other):
        make_sample(scratch_course, UNIT, students=5, seed=4, into=into)
    for path in one.rglob("*.ipynb"):
        assert path.read_bytes() == (other / path.relative_to(one)).read_bytes()


def test_a_hand_in_holds_the_answers_of_its_kind(scratch_course: CourseFolder) -> None:
    kinds = {kind.kind: kind for kind in read_kinds(scratch_course, UNIT)}
    made = make_sample(scratch_course, UNIT, students=12, seed=1, into=scratch_course.submitted)
    student = next(entry.student for entry in made if entry.kind == "strong")
    path = scratch_course.submitted / student / UNIT / "orientation.ipynb"
    found = recorded_answers(read_notebook(path))
    for name, value in kinds["strong"].answers.items():
        assert found[name].answer == value


def test_existing_hand_ins_are_not_overwritten(scratch_course: CourseFolder) -> None:
    make_sample(scratch_course, UNIT, students=1, seed=1, into=scratch_course.submitted)
    with pytest.raises(UsageError, match="already holds hand-ins"):
        make_sample(scratch_course, UNIT, students=1, seed=1, into=scratch_course.submitted)


def test_an_unknown_check_or_answer_is_a_fault_of_the_course(scratch_course: CourseFolder) -> None:
    path = scratch_course.root / "instructor" / "samples" / f"{UNIT}.toml"
    path.write_text('[[student]]\nkind = "x"\n[student.points]\ncheck-nothing = 1\n')
    with pytest.raises(CourseFault, match="check-nothing"):
        make_sample(scratch_course, UNIT, students=1, seed=1, into=scratch_course.submitted)
    path.write_text('[[student]]\nkind = "x"\n[student.answers]\nnothing = 1\n')
    with pytest.raises(CourseFault, match="answer-nothing"):
        make_sample(scratch_course, UNIT, students=1, seed=1, into=scratch_course.submitted)
    path.write_text("[[student]\n")
    with pytest.raises(CourseFault, match="cannot be read"):
        make_sample(scratch_course, UNIT, students=1, seed=1, into=scratch_course.submitted)
    path.unlink()
    with pytest.raises(UsageError, match="no sample students"):
        make_sample(scratch_course, UNIT, students=1, seed=1, into=scratch_course.submitted)


def test_differences_from_the_manifest_are_told() -> None:
    expected = [
        Expected("a", "strong", "", "graded", 2, {"check-x": 2}),
        Expected("b", "broken", "", "rejected", 0, {"check-x": 0}),
        Expected("c", "strong", "", "graded", 2, {"check-x": 2}),
    ]
    cell = CellResult("n", "check-x", 1.0, 2)
    found = [SubmissionResult("a", "graded", cells=[cell]), SubmissionResult("b", "graded")]
    told = differences("u", expected, found)
    assert len(told) == 3
    assert "1.0 points, expected 2" in told[0]
    assert "graded, expected rejected" in told[1]
    assert "no result" in told[2]


def test_a_working_copy_keeps_what_a_student_has_done(
    scratch_course: CourseFolder, tmp_path
) -> None:
    (path,) = working_copy(scratch_course, [UNIT], tmp_path / "work")
    path.write_text("my work")
    assert working_copy(scratch_course, [UNIT], tmp_path / "work") == [path]
    assert path.read_text() == "my work"
