"""Points that a check cell cannot mean, and where they differ from nbgrader on purpose."""

from __future__ import annotations

import math
from typing import Any

import pytest

from course.checks import Given
from course.checks.run import run_cell
from course.grading.clock import Clock
from course.grading.inspection import Finding
from course.grading.marking import mark_notebook
from course.grading.masters import MasterCell, MasterNotebook
from course.scores import Reason, Score, Turn


class Inspector:
    """A checker that finds what the test wants."""

    def __init__(self, points: float) -> None:
        self._points = points

    def begin(self, _master: Any, _student: Any) -> None:
        pass

    def check(self, _source: str, points: float, _ask: Any) -> Finding:
        score = Score(self._points, points, Reason.FULL, "As found.", Turn.NONE)
        return Finding(score, "As found.\n")

    def views(self) -> dict[str, dict[str, str]]:
        return {}


def marks(points: float):
    cell = MasterCell("check-a", "code", True, False, False, True, "award(...)", "x", 3.0)
    master = MasterNotebook("notebook", {}, {"check-a": cell}, {"cells": []})
    handed_in = {
        "cell_type": "code",
        "source": "0",
        "metadata": {"nbgrader": {"grade_id": "check-a"}},
        "outputs": [],
    }
    return mark_notebook({"cells": [handed_in]}, master, Inspector(points), Clock(), None)


@pytest.mark.parametrize("points", [math.nan, math.inf, -math.inf, -1.0])
def test_points_that_are_no_points_count_nothing_and_name_a_person(points):
    marked = marks(points)
    assert marked.scores == {"check-a": 0.0}
    assert marked.review == ["check-a"]
    assert marked.flags == [f'The check "check-a" gave {points} points; 0 count.']


def test_points_above_those_of_the_cell_are_those_of_the_cell():
    marked = marks(99.0)
    assert marked.scores == {"check-a": 3.0}
    assert marked.review == []


def test_points_between_are_kept():
    assert marks(1.25).scores == {"check-a": 1.25}


def test_a_warning_on_stderr_costs_nothing():
    source = (
        "import sys\n"
        "from course.checks import award, number\n"
        "print('careful', file=sys.stderr)\n"
        "award(number('days', key=42), points=2)"
    )
    outcome = run_cell(source, Given(names={"days": 42}))
    assert outcome.score.points == 2
    assert outcome.fault == ""
    assert "careful" not in outcome.output
