"""A student's work as the kernel, the file and the student's process show it."""

import json

import pytest

from course.checks import Given, exact, figure, function, remote, using
from course.checks.live import LiveSubmission
from course.checks.plain import PlainSubmission
from course.checks.replies import AskingSubmission
from course.checks.running import markdown_source
from course.checks.submission import CallOutcome, Missing, Opaque, Recorded
from course.scores import Reason

EXERCISE = """choose(
    "condition",
    "Which?",
    ["first strike", "retaliation"],
    answer={},  # recorded answer
)"""


def code(source):
    return {"cell_type": "code", "id": "c", "metadata": {}, "source": source, "outputs": []}


def markdown(cell_id, source, grade_id=None):
    metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
    return {"cell_type": "markdown", "id": cell_id, "metadata": metadata, "source": source}


def notebook(*cells):
    return {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


MASTER = notebook(code(EXERCISE.format("'retaliation'")))


# the file


@pytest.mark.parametrize(
    ("cell", "value", "problem"),
    [
        (EXERCISE.format("'first strike'"), "first strike", ""),
        (EXERCISE.format("None"), None, ""),
        (EXERCISE.format("'surrender'"), None, "no option"),
        (EXERCISE.format("__import__('os')"), None, "cannot be read"),
        (EXERCISE.format("'x"), None, "cannot be read"),
        (EXERCISE.format("'retreat'").replace('"first strike"', '"retreat"'), None, "no option"),
        ("# deleted", None, ""),
    ],
)
def test_recorded_answers_are_read_from_the_file_against_the_masters_options(cell, value, problem):
    recorded = PlainSubmission(MASTER, notebook(code(cell))).recorded("condition")
    assert recorded.exists
    assert recorded.value == value
    assert problem in recorded.problem
    assert bool(problem) == bool(recorded.problem)


def test_an_exercise_that_only_the_student_has_does_not_exist():
    submission = PlainSubmission(notebook(), MASTER)
    assert not submission.recorded("condition").exists


def test_the_first_copy_of_an_exercise_counts():
    cells = [code(EXERCISE.format(repr(value))) for value in ("first strike", "retaliation")]
    assert PlainSubmission(MASTER, notebook(*cells)).recorded("condition").value == "first strike"


def test_without_a_process_there_are_no_names():
    submission = PlainSubmission(MASTER, MASTER)
    assert submission.value("x") == Missing("x")
    assert submission.call("x", [], {}, 1) == Missing("x")
    assert submission.figure("x") == Missing("x")


def test_markdown_is_read_by_grade_id_or_id():
    submission = PlainSubmission(notebook(), notebook(markdown("m", ["a\n", "b"], "essay-final")))
    assert submission.markdown("essay-final") == "a\nb"
    assert submission.markdown("m") == "a\nb"
    assert submission.markdown("other") is None


@pytest.mark.parametrize(
    "broken", [{}, {"cells": None}, {"cells": [None, 5, {}]}, {"cells": [{"metadata": 3}]}]
)
def test_odd_notebooks_hold_no_markdown(broken):
    from course.checks.running import cell_source

    assert cell_source(broken, "m", "markdown") is None


# the student's process


class Explodes:
    def __getattribute__(self, name):
        raise SystemExit(name)


class Impostor:
    __class__ = int


class Nameless(type):
    @property
    def __name__(cls):
        raise SystemExit


class OfNoName(metaclass=Nameless):
    pass


@pytest.mark.parametrize(
    "kind",
    [Explodes, Impostor, OfNoName, type("int", (), {})],
    ids=["explodes", "impostor", "nameless", "int"],
)
@pytest.mark.parametrize("ask", ["value", "figure", "call"])
def test_objects_that_misbehave_are_told_by_their_type(kind, ask):
    request = {
        "ask": ask,
        "name": "it",
        "arguments": [],
        "keywords": {"t": "dict", "v": []},
        "seconds": 1,
    }
    reply = remote.answer({"it": kind()}, request)
    assert list(reply) == ["opaque"]
    json.dumps(reply)


def test_what_a_students_function_prints_is_thrown_away(capsys):
    def noisy():
        import sys

        print("out")
        print("err", file=sys.stderr)
        return 1

    outcome = LiveSubmission({"noisy": noisy}).call("noisy", [], {}, 1)
    assert outcome == CallOutcome(1)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "reply",
    [
        None,
        5,
        "text",
        [],
        {},
        {"value": {"t": "eval"}},
        {"opaque": ["only one"]},
        {"opaque": 5},
        {"missing": "yes"},
        {"timed_out": 1},
    ],
)
def test_replies_of_a_hostile_process_become_values_that_cannot_be_read(reply):
    submission = AskingSubmission(lambda request: reply)
    for found in (submission.value("x"), submission.figure("x")):
        assert isinstance(found, Opaque)
    outcome = submission.call("x", [1], {}, 1)
    assert isinstance(outcome, CallOutcome)
    assert isinstance(outcome.value, Opaque)


def test_a_process_that_ended_is_told_as_the_students_code():
    with using(Given(answers={})) as look:
        look.submission = AskingSubmission(lambda request: None)
        look.submission.recorded = lambda name: Recorded(None, exists=False)
        for result in (exact("x", key=1), figure("x", alt=True), function("x", cases=[([1], 1)])):
            assert result.code is Reason.CODE_ERROR
            assert "ended Python" in result.sentence


def test_a_reply_cannot_make_a_text_of_any_length():
    reply = {"opaque": ["t" * 10_000, "r" * 10_000, False]}
    found = AskingSubmission(lambda request: reply).value("x")
    assert len(found.type_name) + len(found.reason) < 500
    assert len(AskingSubmission(lambda r: {"error": "e" * 9_000}).call("x", [], {}, 1).error) < 500


# the kernel


def test_names_are_those_of_the_moment():
    names = {}
    submission = LiveSubmission(names)
    assert submission.value("x") == Missing("x")
    names["x"] = 1
    assert submission.value("x") == 1
    assert submission.value("len") == Missing("len")


def write(folder, name, *cells):
    path = folder / name
    path.write_text(json.dumps(notebook(*cells)), encoding="utf-8")
    return path


def test_markdown_comes_from_the_only_notebook_that_has_the_cell(folder):
    write(folder, "a.ipynb", markdown("essay-final", "mine"))
    write(folder, "b.ipynb", markdown("other", "else"))
    (folder / "c.ipynb").write_text("broken")
    assert markdown_source("essay-final") == "mine"
    assert markdown_source("missing") is None


def test_of_two_notebooks_the_one_that_ran_counts_and_never_a_guess(folder, shell, monkeypatch):
    write(folder, "a.ipynb", code("x = 1"), markdown("essay-final", "first"), code("y = 2"))
    write(folder, "b.ipynb", code("x = 2"), markdown("essay-final", "second"))
    history = shell.history_manager
    monkeypatch.setattr(history, "input_hist_raw", ["", "x = 2"])
    assert markdown_source("essay-final") == "second"
    monkeypatch.setattr(history, "input_hist_raw", ["", "x = 1", "", "y = 2"])
    assert markdown_source("essay-final") == "first"
    monkeypatch.setattr(history, "input_hist_raw", ["", "z = 1"])
    assert markdown_source("essay-final") is None
    write(folder, "copy.ipynb", code("x = 2"), markdown("essay-final", "third"))
    monkeypatch.setattr(history, "input_hist_raw", ["", "x = 2"])
    assert markdown_source("essay-final") is None
    write(folder, "copy.ipynb", code("x = 2"), markdown("essay-final", "second"))
    assert markdown_source("essay-final") == "second"


def test_in_jupyter_the_session_names_the_file_and_in_nbgrader_it_does_not(folder, monkeypatch):
    write(folder, "a.ipynb", markdown("essay-final", "mine"))
    other = write(folder, "b.ipynb", markdown("essay-final", "of the session"))
    monkeypatch.setenv("JPY_SESSION_NAME", str(other))
    assert markdown_source("essay-final") == "of the session"
    other.unlink()
    write(folder, "c.ipynb", markdown("other", "else"))
    monkeypatch.setenv("JPY_SESSION_NAME", "c.ipynb")
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    assert markdown_source("essay-final") == "mine"
