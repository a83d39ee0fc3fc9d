"""The rule for functions: cases, errors, endless loops, hostile arguments."""

import pytest

from course.checks import (
    Given,
    case,
    function,
    using,
)
from course.scores import Reason, Turn


def count(text):
    return len(text.split())


CASES = [case("a b", gives=2), case("a", gives=1), case("", gives=0, edge="a text without words")]


def test_a_function_earns_a_share_for_each_case(computed):
    assert computed(function, count, cases=CASES).fraction == 1
    part = computed(function, lambda text: len(text.split(" ")), cases=CASES)
    assert part.fraction == pytest.approx(2 / 3)
    assert "a text without words" in part.sentence
    weighted = [case("a", gives=1), case("", gives=0, weight=3)]
    assert computed(function, lambda text: 1, cases=weighted).fraction == 0.25


def test_errors_in_a_function_are_told_by_name_without_their_message(computed):
    def divides(text):
        raise ZeroDivisionError(f"hidden input {text!r}")

    result = computed(function, divides, cases=CASES)
    assert result.code is Reason.CODE_ERROR
    assert result.turn is Turn.CODE
    assert "divided by zero" in result.sentence
    assert "hidden input" not in result.sentence


def test_an_endless_function_is_stopped_once(computed):
    def endless(text):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                if text == "never":
                    continue
                raise

    result = computed(function, endless, cases=CASES, seconds=0.1)
    assert result.code is Reason.TIME_LIMIT
    assert "0.1 seconds" in result.sentence


@pytest.mark.parametrize("value", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_a_function_that_leaves_python_only_loses_its_points(computed, value):
    def leaves(text):
        raise value

    assert computed(function, leaves, cases=CASES).code is Reason.CODE_ERROR


def test_a_function_cannot_change_the_arguments_of_the_next_call(computed):
    def spoils(values):
        values.append(1)
        return len(values)

    values = [1, 2]
    cases = [case(values, gives=3), case(values, gives=3)]
    assert computed(function, spoils, cases=cases).fraction == 1


def test_wrong_kinds_of_function_are_told(computed):
    assert computed(function, 6, cases=CASES).code is Reason.WRONG_TYPE
    assert computed(function, None, cases=CASES).code is Reason.UNANSWERED
    assert "return" in computed(function, print, cases=CASES).sentence
    assert computed(function, lambda text: object(), cases=CASES).code is Reason.WRONG_TYPE
    with using(Given()):
        assert function("it", cases=CASES).code is Reason.MISSING
