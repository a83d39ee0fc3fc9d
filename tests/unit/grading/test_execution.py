"""The budgets of one notebook, met by a process that only pretends to run."""

from __future__ import annotations

from typing import Any

import pytest

from course.grading import execution as execution_module
from course.grading.budgets import Budget
from course.grading.clock import Clock
from course.grading.execution import EndedError, Execution

BUDGET = Budget(cell_seconds=3, notebook_seconds=5, grace_seconds=1)


class Time:
    """A clock that stands still unless a cell runs."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


class Sleeper:
    """A child whose cells take the seconds that their source says and obey an interrupt."""

    def __init__(self, time: Time) -> None:
        self.channel = self
        self._time = time
        self._needs = 0.0
        self.ended = False

    def send(self, message: dict[str, Any]) -> None:
        self._needs = float(message.get("source", 0))

    def receive(self, seconds: float) -> dict[str, Any]:
        self._time.now += min(self._needs, seconds)
        if self._needs > seconds:
            raise TimeoutError
        return {"outputs": [], "execution_count": 1}

    def interrupt(self) -> None:
        self._needs = 0.0

    def end(self) -> dict[str, Any]:
        self.ended = True
        return {"signal": 9, "cpu": 0.0, "why": ""}


@pytest.fixture
def child(monkeypatch) -> Sleeper:
    time = Time()
    monkeypatch.setattr(execution_module, "time", time)
    return Sleeper(time)


@pytest.fixture
def execution(child) -> Execution:
    class Nursery:
        def start_student(self, _budget: Budget, _kernel: str) -> Sleeper:
            return child

    return Execution(Nursery(), BUDGET, {}, 0, Clock())


def run(execution: Execution, source: str) -> dict[str, Any]:
    cell = {"source": source}
    execution.run(cell)
    return cell


def test_a_cell_over_its_own_time_is_told_and_the_next_one_runs(execution):
    assert [output["ename"] for output in run(execution, "9")["outputs"]] == ["CellTimeoutError"]
    assert run(execution, "0.5")["outputs"] == []


def test_cells_over_the_time_of_the_notebook_end_it_also_when_each_obeys(execution, child):
    assert run(execution, "2.5")["outputs"] == []
    assert run(execution, "2.5")["execution_count"] == 1
    with pytest.raises(EndedError) as caught:
        run(execution, "2.5")
    assert caught.value.why == "time"
    assert child.ended
    assert execution.ask({"kind": "value"}) is None
