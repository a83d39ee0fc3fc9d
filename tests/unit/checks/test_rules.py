"""What holds for every rule, whatever it is given."""

import math

import pytest
from matplotlib.figure import Figure

from course.checks import (
    Given,
    accept,
    card,
    case,
    exact,
    figure,
    frame,
    function,
    interval,
    labels,
    number,
    one_of_several,
    order,
    pairs,
    series,
    set_f1,
    spans,
    text_lite,
    using,
)
from course.scores import Reason, Turn

WORK = [
    None,
    [],
    {},
    "",
    "x",
    5,
    [1, "q", None],
    {"a": 1},
    {"a": {"b": "c"}},
    [["a", "b"]],
    math.nan,
]


RULES = {
    "exact": lambda: exact("it", key="a"),
    "several": lambda: one_of_several("it", [accept("a", because="so.")]),
    "set_f1": lambda: set_f1("it", key=["a"]),
    "labels": lambda: labels("it", key={"a": "x"}),
    "pairs": lambda: pairs("it", key=[("a", "c")]),
    "order": lambda: order("it", key=["a", "b"]),
    "spans": lambda: spans("it", key=["E1"]),
    "number": lambda: number("it", key=3),
    "interval": lambda: interval("it", key=["1962-10-16", "1962-10-28"]),
    "function": lambda: function("it", cases=[case("a", gives=1)]),
    "frame": lambda: frame("it", key={"z": [1]}),
    "series": lambda: series("it", key={"z": 1}),
    "figure": lambda: figure("it", title=True),
    "text_lite": lambda: text_lite("it", parts={"a": "zzz"}),
    "card": lambda: card("it", key={"z": "y"}),
}


@pytest.mark.parametrize("name", RULES)
def test_wrong_kinds_of_answer_earn_nothing_and_are_told_in_a_sentence(name):
    for value in WORK:
        for submission in (Given(answers={"it": value}), Given(names={"it": value})):
            with using(submission) as look:
                result = RULES[name]()
            assert look.faults == []
            assert result.fraction == 0, value
            assert result.sentence.endswith(".")
            assert result.code not in (Reason.FULL, Reason.COURSE_ERROR)


@pytest.mark.parametrize(
    "broken",
    [
        lambda: set_f1("it", key=None),
        lambda: order("it", key=5),
        lambda: order("it", key=[]),
        lambda: number("it"),
        lambda: labels("it", key={}),
        lambda: figure("it"),
        lambda: interval("it", key=["1962-10-28", "1962-10-16"]),
        lambda: text_lite("it", parts={"a": "("}),
    ],
)
def test_a_fault_of_ours_is_told_as_ours(broken):
    for answer in (["a"], 3.5, {"a": "b"}, "text", ["1962-10-16", "1962-10-28"]):
        with using(Given(answers={"it": answer}, names={"it": Figure()})) as look:
            result = broken()
        if look.faults:
            assert result.fraction == 0
            assert result.code is Reason.COURSE_ERROR
            assert result.turn is Turn.CHECK
            assert "not in your work" in result.sentence
            return
    pytest.fail("no answer brought the fault to light")
