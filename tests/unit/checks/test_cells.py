"""How a check cell ends: `form`, `award`, and the cell run in the checker."""

import math
import pickle

import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, output_from_msg

from course.checks import Given, award, exact, form, using
from course.checks.awarding import Points
from course.checks.run import run_cell, run_check
from course.scores import Reason, Result, Turn

HALF = Result(0.5, Reason.PARTIAL, "Half is right.")


def said(capsys):
    out, err = capsys.readouterr()
    assert err == ""
    return out


# award


def test_award_gives_a_number_that_carries_its_reason(capsys):
    with using(Given()):
        points = award(HALF, points=3)
    assert points == 1.5
    assert repr(points) == "1.5"
    assert points.score.sentence == "Half is right."
    assert points.score.max_points == 3
    assert said(capsys) == "Half is right.\n"


@pytest.mark.parametrize(
    ("share", "points", "earned"), [(1 / 3, 2, 0.67), (2 / 3, 1, 0.67), (1, 7, 7), (0, 7, 0)]
)
def test_points_are_rounded_to_two_decimals_and_stay_within_their_bounds(
    share, points, earned, capsys
):
    with using(Given()):
        assert award(Result(share, Reason.PARTIAL, "So."), points=points) == earned


@pytest.mark.parametrize("points", [math.nan, math.inf, -1, "four", None])
def test_points_that_are_no_points_are_our_fault(points, capsys):
    with using(Given()) as look:
        assert award(HALF, points=points) == 0
    assert look.faults
    assert "not in your work" in said(capsys)


@pytest.mark.parametrize("result", [None, 1.0, "full", Points])
def test_a_result_that_is_none_is_our_fault(result, capsys):
    with using(Given()):
        points = award(result, points=2)
    assert points == 0
    assert points.score.code is Reason.COURSE_ERROR
    assert points.score.turn is Turn.CHECK
    assert "not in your work" in said(capsys)


def test_points_survive_pickling(capsys):
    with using(Given()):
        points = award(HALF, points=3)
    copied = pickle.loads(pickle.dumps(points))
    assert copied == points
    assert copied.score == points.score


@pytest.mark.parametrize("precision", ["%precision 0", "%precision 3", "%pprint"])
def test_a_notebook_cannot_change_how_points_are_written(shell, precision, capsys):
    shell.run_line_magic(*precision[1:].partition(" ")[::2])
    with using(Given()):
        data, _ = shell.display_formatter.format(
            award(Result(0.625, Reason.PARTIAL, "So."), points=2)
        )
    shell.run_line_magic("precision", "%r")
    assert data["text/plain"] == "1.25"


def test_nbgrader_reads_the_points_of_a_cell(capsys):
    from nbgrader.utils import determine_grade

    with using(Given()):
        text = repr(award(HALF, points=3))
    cell = new_code_cell(metadata={"nbgrader": {"grade": True, "solution": False, "points": 3}})
    message = {"header": {"msg_type": "execute_result"}, "content": {}}
    message["content"] = {"data": {"text/plain": text}, "metadata": {}, "execution_count": 1}
    cell.outputs = [output_from_msg(message)]
    assert determine_grade(cell) == (1.5, 3)


# form


@pytest.mark.parametrize(
    ("names", "arguments", "sentence"),
    [
        ({}, ["it"], "There is no `it` yet. Make it in its cell, run that cell, and then this one."),
        ({"it": None}, ["it"], "`it` is still empty. Give it a value in its cell, run that cell, and then this one."),
        ({"it": "two"}, ["it", "int"], '`it` should be a whole number, and it is the text "two". Change it in its cell.'),
        ({"it": True}, ["it", "int"], "`it` should be a whole number, and it is True or False. Change it in its cell."),
        ({"it": 3}, ["it", "function"], "`it` should be a function, and it is a value of type int. Change it in its cell."),
        ({"it": object()}, ["it"], "`it` is a value of type object that this check cannot read. Give a plain value."),
        ({"it": [object()]}, ["it"], "`it` is a value of type list that this check cannot read: it holds a value of type object. Give a plain value."),
    ],
)  # fmt: skip
def test_form_tells_what_is_amiss_and_what_to_do(names, arguments, sentence, capsys):
    with using(Given(names=names)):
        assert form(*arguments) == 0
    assert said(capsys) == f"{sentence}\n"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (3, "int"),
        (3, "number"),
        (2.5, "number"),
        ("x", "text"),
        ([1], "list"),
        ({1}, "set"),
        ({"a": 1}, "dict"),
        (False, "truth"),
        (len, "function"),
        (lambda text: 1, "function"),
        (pd.DataFrame({"a": [1]}), "DataFrame"),
        (pd.Series([1]), "Series"),
        (pd.DataFrame({"a": [1]}), "Series"),
        ("1962-10-27", "date"),
        (pd.Timestamp("1962-10-27"), "date"),
        ("anything", None),
    ],
)
def test_form_is_content_without_a_word(value, kind, capsys):
    with using(Given(names={"it": value})):
        assert form("it", type=kind) is None
    assert said(capsys) == ""


def test_form_looks_at_columns_and_length(capsys):
    table = pd.DataFrame({"a": [1]})
    with using(Given(names={"it": table})):
        assert form("it", type="DataFrame", columns=["a"], length=1) is None
        assert form("it", type="DataFrame", columns=["a", "count"]) == 0
        assert form("it", length=3) == 0
    out = said(capsys)
    assert 'no column "count"' in out
    assert "should have 3 entries, and it has 1" in out


def test_columns_asked_of_something_else_are_told_as_the_wrong_kind(capsys):
    with using(Given(names={"it": 3})):
        assert form("it", columns=["a"]) == 0
    assert "a table" in said(capsys)


def test_form_looks_at_recorded_answers_and_markdown(capsys):
    with using(Given(answers={"it": None}, texts={"essay-final": "Words."})):
        assert form("it") == 0
        assert form("essay-final", type="markdown") is None
        assert form("essay-other", type="markdown") == 0
    out = said(capsys)
    assert '"it" is not answered yet' in out
    assert '"essay-other" cannot be found' in out


def test_the_same_sentence_is_not_said_twice(capsys):
    with using(Given(answers={"it": None})):
        form("it")
        award(exact("it", key="a"), points=1)
    assert said(capsys).count("not answered yet") == 1


# a cell in the checker

CELL = '''"""The label."""
from course.checks import award, exact, form

form("it")
### BEGIN HIDDEN TESTS
award(exact("it", key="a", half=["b"]), points=2)
### END HIDDEN TESTS'''


def test_a_cell_runs_in_the_checker():
    outcome = run_cell(CELL, Given(answers={"it": "b"}))
    assert outcome.score.points == 1
    assert outcome.score.max_points == 2
    assert outcome.output.startswith('Your answer to "it" comes close')
    assert outcome.fault == ""
    assert run_check(CELL, Given(answers={"it": "a"})).points == 2


@pytest.mark.parametrize(
    "source",
    [
        "award(",
        "from course.checks import award\n1 / 0\naward(None, points=2)",
        "from course.checks import award, exact\naward(exact('it', key=1 / 0), points=2)",
        "from course.checks import no_such_rule",
        "1 + 1",
        "",
        "from course.checks import award, exact\nx = award(exact('it', key='a'), points=2)",
    ],
)
def test_a_cell_that_fails_is_our_fault_and_is_told_to_the_operator(source):
    outcome = run_cell(source, Given(answers={"it": "a"}))
    assert outcome.score.points == 0
    assert outcome.score.code is Reason.COURSE_ERROR
    assert outcome.score.turn is Turn.CHECK
    assert "not in your work" in outcome.output
    assert outcome.fault


def test_the_maximum_of_a_failing_cell_is_read_from_its_source():
    source = "from course.checks import award, exact\naward(exact('it', key=1 / 0), points=2)"
    assert run_check(source, Given()).max_points == 2


def test_what_a_failing_rule_says_of_itself_stays_with_the_operator():
    source = "from course.checks import award, labels\naward(labels('it', key={'a': 'secret key'}.items()), points=2)"
    outcome = run_cell(source, Given(answers={"it": {"a": "b"}}))
    assert outcome.score.code is Reason.COURSE_ERROR
    assert "secret key" not in outcome.output


def test_cells_do_not_see_one_another():
    run_cell("leak = 1\n1", Given())
    assert "leak" in run_cell("leak", Given()).fault
