"""Beside "8 of 10 items are right" a student sees all ten items, each with the label given."""

from __future__ import annotations

import pytest

from course.exercises.exercise import Exercise
from course.exercises.kinds import define

LONG = " ".join(["A leader who writes to his opponent may well say more than he does."] * 4)
SENTENCES = {"M": [f"Number {number}. {LONG}" for number in range(1, 11)]}
MARKED = define("pick_sentences", ("a", "Which?", SENTENCES, ["claim", "evidence"]), {})
LABELLED = define(
    "label",
    ("a", "What?", {f"E{n}": f"{n} {LONG}" for n in range(1, 11)}, ["claim", "evidence"]),
    {},
)


@pytest.mark.parametrize(
    ("exercise", "answer", "line"),
    [
        (MARKED, {f"M.{n}": "evidence" for n in range(1, 11)}, "M.{n} [evidence] Number {n}."),
        (LABELLED, {f"E{n}": "claim" for n in range(1, 11)}, "E{n}. {n} A leader"),
    ],
)
def test_each_sentence_is_cut_and_none_is_left_out(
    exercise: Exercise, answer: dict[str, str], line: str
) -> None:
    lines = exercise.answer_to_text(answer).splitlines()
    assert len(lines) == 10
    for number, shown in enumerate(lines, start=1):
        assert shown.startswith(line.format(n=number))
        assert "…" in shown
        assert len(shown) < 120
    assert lines[-1].endswith("…" if exercise is MARKED else "…: claim")


def test_a_short_sentence_is_quoted_whole() -> None:
    text = {"P": ["The terms, however, came from elsewhere."]}
    exercise = define("pick_sentences", ("a", "Which?", text, ["claim", "evidence"]), {})
    assert (
        exercise.answer_to_text({"P.1": "claim"})
        == "P.1 [claim] The terms, however, came from elsewhere."
    )
