"""Recorded answers: what is written is read again, and nothing else is run or believed."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.errors import CourseError
from course.notebook.answers import (
    MOST_CHARACTERS,
    read_call,
    recorded_answers,
    to_literal,
    write_answer,
)

CELL = """choose(
    "condition",
    "Which label fits?",
    ["first strike", "retaliation"],
    answer=None,  # recorded answer
)"""

SCALARS = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
) | st.text()
ANSWERS = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
).filter(lambda value: to_literal(value).count("[") + to_literal(value).count("{") <= 5)


@settings(max_examples=200, deadline=None)
@given(ANSWERS)
def test_an_answer_is_read_as_it_was_written(value: object) -> None:
    written = write_answer(CELL, value)
    call = read_call(written)
    assert call is not None
    assert call.problem == ""
    assert call.answer == value
    assert written.count("\n") == CELL.count("\n")


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_in_the_line_gives_an_answer_or_a_sentence(text: str) -> None:
    call = read_call(CELL.replace("None", text))
    if call is not None and call.problem:
        assert call.answer is None


def test_writing_twice_is_writing_the_last() -> None:
    assert write_answer(write_answer(CELL, "a, # recorded answer"), "b") == write_answer(CELL, "b")


def test_sets_and_keys_are_sorted_and_dates_are_iso_texts() -> None:
    assert to_literal({"b": {"y", "x"}, "a": date(1962, 10, 27)}) == (
        '{"a": "1962-10-27", "b": {"x", "y"}}'
    )


def test_the_rest_of_the_call_is_read_too() -> None:
    call = read_call(CELL)
    assert call is not None
    assert (call.kind, call.name) == ("choose", "condition")
    assert call.arguments == ("Which label fits?", ["first strike", "retaliation"])
    assert call.answer is None
    assert call.problem == ""


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("retaliation", "is not a plain value"),
        ("'open", "is not a plain value"),
        ("__import__('os').system('true')", "is not a plain value"),
        ("1e999", "must be finite"),
        ("b'bytes'", "type bytes"),
        ("[" * 60 + "]" * 60, "nested deeper"),
        ("{[]: 1}", "is not a plain value"),
        ("'" + "x" * (MOST_CHARACTERS + 1) + "'", "longer than"),
    ],
)
def test_a_mangled_line_is_told_in_a_sentence(text: str, part: str) -> None:
    call = read_call(CELL.replace("None", text))
    assert call is not None
    assert call.answer is None
    assert part in call.problem
    assert call.problem.endswith(".")


def test_no_code_runs_when_an_answer_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    read_call(CELL.replace("None", "print('run')"))
    assert capsys.readouterr().out == ""


def test_a_cell_beyond_repair_is_told() -> None:
    call = read_call("choose(\n    answer=None,  # recorded answer\n")
    assert call is not None
    assert "no longer a whole call" in call.problem


@pytest.mark.parametrize(
    "source", ["", "1 + 1", "print('answer')", "check(answer=3)", "answer = 3"]
)
def test_other_cells_hold_no_exercise(source: str) -> None:
    assert read_call(source) is None


def test_an_answer_without_the_mark_is_still_read() -> None:
    call = read_call(re.sub(r"None.*", "'retaliation'", CELL) + "")
    assert call is not None
    assert call.answer == "retaliation"


def test_writing_needs_the_marked_line() -> None:
    with pytest.raises(CourseError, match="no line"):
        write_answer("choose('a', answer=None)", 1)


@pytest.mark.parametrize("value", [object(), float("nan"), b"x", [1, {"a": object()}]])
def test_other_values_are_not_written(value: object) -> None:
    with pytest.raises(CourseError, match="was not written"):
        write_answer(CELL, value)


def test_of_copies_the_first_counts_and_a_difference_is_told() -> None:
    def code(source: str) -> dict[str, object]:
        return {"cell_type": "code", "source": source.splitlines(keepends=True)}

    same = {"cells": [code(CELL), code(CELL)]}
    assert not recorded_answers(same)["condition"].copies_differ
    other = {"cells": [code(CELL), code(write_answer(CELL, "retaliation"))]}
    assert recorded_answers(other)["condition"].answer is None
    assert recorded_answers(other)["condition"].copies_differ
