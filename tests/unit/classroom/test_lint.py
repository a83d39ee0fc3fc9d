"""The rules over a whole unit: what checks name must be there, and what exercises say must hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.classroom.lint import lint_unit
from course.exercises import from_call
from course.exercises.ordering import Order
from course.notebook.answers import recorded_answers, to_literal
from course.notebook.cells import grade_id
from course.notebook.files import read_notebook, write_notebook
from course.paths import CourseFolder

ROOT = Path(__file__).resolve().parents[3]
U01, U02, U12 = "u01-orientation", "u02-sourcing", "u12-essay"


def found_after(tmp_path: Path, unit: str, cell: str, old: str, new: str) -> list[str]:
    """Return the findings in a unit after one change in one cell."""
    [path] = CourseFolder(ROOT).notebooks(unit)
    master = read_notebook(path)
    [changed] = [one for one in master.cells if grade_id(one) == cell]
    assert old in changed.source
    changed.source = changed.source.replace(old, new)
    (tmp_path / "source" / unit).mkdir(parents=True)
    write_notebook(tmp_path / "source" / unit / path.name, master)
    return lint_unit(CourseFolder(tmp_path), unit)


@pytest.mark.parametrize("unit", CourseFolder(ROOT).units())
def test_the_units_of_the_course_have_no_findings(unit: str) -> None:
    assert lint_unit(CourseFolder(ROOT), unit) == []


@pytest.mark.parametrize(("name", "findings"), [("desk", 0), ("moves", 1), ("desks", 1)])
def test_marks_are_read_from_an_essay_desk(tmp_path: Path, name: str, findings: int) -> None:
    found = found_after(tmp_path, U12, "check-final-thesis", 'marks="desk"', f'marks="{name}"')
    assert len(found) == findings
    assert all(f'reads marks from "{name}", which is no essay desk' in one for one in found)


@pytest.mark.parametrize(
    ("cell", "old", "new", "parts"),
    [
        (
            "answer-references",
            'answer=["E3"',
            'answer=["E99"',
            ['Cell "answer-references"', "model answer", '"E99", which is no sentence', "E9"],
        ),
        (
            "answer-roles",
            '"E11": "concession"',
            '"E11": "concesion"',
            ['"concesion", which is no pen', 'Did you mean "concession"?'],
        ),
        (
            "answer-practice",
            '["who wrote it",',
            '["who wrote it", "who wrote it",',
            ['Cell "answer-practice"', 'the option "who wrote it" twice'],
        ),
        (
            "answer-references",
            'texts=["essay"]',
            'texts=["S99"]',
            ['Cell "answer-references"', 'No source has the id "S99"'],
        ),
        (
            "answer-references",
            'pens=["names nobody"]',
            'pens=["names nobody"], at_most="5"',
            ['The exercise "references" cannot be made'],
        ),
        (
            "check-references-marked",
            'form("references")',
            'form("refrences")',
            ['"check-references-marked" reads "refrences"', 'Did you mean "references"?'],
        ),
        (
            "check-references-marked",
            'set_f1("references"',
            'set_f1("refrences"',
            ['"check-references-marked" reads "refrences"', 'Did you mean "references"?'],
        ),
        (
            "check-count_words-values",
            '"count_words"',
            '"first_word"',
            ['reads "first_word", and no answer cell makes'],
        ),
        (
            "check-references-marked",
            'key=["E3"',
            'key=["E77"',
            ['"check-references-marked" has "E77" in set_f1("references", …)', '"E7"', "8 more"],
        ),
    ],
)
def test_a_fault_of_an_exercise_or_a_check_is_the_one_finding(
    tmp_path: Path, cell: str, old: str, new: str, parts: list[str]
) -> None:
    [finding] = found_after(tmp_path, U01, cell, old, new)
    for part in [f"source/{U01}/orientation.ipynb: ", *parts]:
        assert part in finding


def test_an_essay_that_is_not_there_is_found(tmp_path: Path) -> None:
    [finding] = found_after(
        tmp_path, U12, "check-defence-mind-own", 'essay="essay-final"', 'essay="essay-finale"'
    )
    assert 'reads "essay-finale"' in finding
    assert 'Did you mean "essay-final"?' in finding


def test_the_first_showing_of_an_order_is_not_its_answer(tmp_path: Path) -> None:
    [path] = CourseFolder(ROOT).notebooks(U02)
    call = recorded_answers(read_notebook(path))["distance-time"]
    exercise = from_call(call)
    assert isinstance(exercise, Order)
    first = to_literal([*exercise.first_showing])
    [finding] = found_after(tmp_path, U02, "answer-distance-time", to_literal(call.answer), first)
    assert 'Cell "answer-distance-time": the order that students are shown first' in finding


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "source" / U01).mkdir(parents=True)
    (tmp_path / "source" / U01 / "x.ipynb").write_text("{", encoding="utf-8")
    [finding] = lint_unit(CourseFolder(tmp_path), U01)
    assert finding.startswith(f"source/{U01}/x.ipynb: It cannot be read as a notebook.")
