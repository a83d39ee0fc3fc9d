"""Every check of every unit gives each answer of its table what the table says, in both places."""

import importlib
import sys
from pathlib import Path

import pytest

# The harness lies beside the tests and is used by the mutation run too.
sys.path.insert(0, str(Path(__file__).resolve().parent))
calibration = importlib.import_module("calibration")

UNITS = calibration.units()
CHECKS = [(unit, check) for unit in UNITS for check in unit.checks]
ROWS = [(unit, row) for unit in UNITS for row in unit.rows]


def ids(value):
    return getattr(value, "name", str(value))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A working folder as a kernel has one, and no session of the machine's own Jupyter."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("JPY_SESSION_NAME", raising=False)
    return tmp_path


def both(unit, row, folder):
    """Score a row in both places, which must agree in every part."""
    apart = calibration.isolated(unit, row)
    assert apart.fault == ""
    within = calibration.in_kernel(unit, row, folder)
    assert within.score == apart.score
    assert within.output.splitlines()[: len(apart.output.splitlines())] == apart.output.splitlines()
    return apart.score


def leaked(sentence, row, secrets):
    """Return the parts of the key that a sentence shows and the student's own answer does not."""
    given = f"{row.answers} {row.code} {row.texts}".casefold()
    return [secret for secret in secrets if secret in sentence.casefold() and secret not in given]


@pytest.mark.parametrize(("unit", "row"), ROWS, ids=ids)
def test_an_answer_earns_what_the_table_says(unit, row, folder):
    score = both(unit, row, folder)
    assert score.points == pytest.approx(row.share * score.max_points, abs=0.006), score.sentence
    if row.share < 1:
        assert leaked(score.sentence, row, calibration.secrets(unit, row.check)) == []


@pytest.mark.parametrize(("unit", "check"), CHECKS, ids=ids)
def test_the_model_answer_earns_all_points(unit, check, folder):
    score = both(unit, calibration.model_row(unit, check), folder)
    assert score.points == score.max_points, score.sentence


@pytest.mark.parametrize(("unit", "check"), CHECKS, ids=ids)
def test_no_answer_and_hostile_answers_earn_nothing_and_learn_nothing(unit, check, folder):
    secrets = calibration.secrets(unit, check)
    for row in [calibration.empty_row(check), *calibration.hostile_rows(unit, check)]:
        score = both(unit, row, folder)
        assert score.points == 0, f"{row}: {score}"
        assert leaked(score.sentence, row, secrets) == [], f"{row}: {score}"


@pytest.mark.parametrize(("unit", "check"), CHECKS, ids=ids)
def test_every_check_is_isolated_and_has_answers_between_nothing_and_all(unit, check):
    found = calibration.needs(unit.checks[check])
    assert found.isolated, found.reasons
    shares = [row.share for row in unit.rows if row.check == check]
    assert len(shares) >= 2, f"{check} has too few rows in its table"
    assert any(share < 1 for share in shares), f"{check} has no wrong answer in its table"


@pytest.mark.parametrize("unit", UNITS, ids=ids)
def test_the_table_names_only_checks_and_exercises_that_exist(unit):
    assert {row.check for row in unit.rows} <= set(unit.checks)
    assert {name for row in unit.rows for name in row.answers} <= set(unit.exercises)
