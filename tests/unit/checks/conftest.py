"""A student's kernel and a notebook file, so that one answer can be judged in both places."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone
from typing import Any

import numpy as np
import pandas as pd
import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from traitlets.config import Config

from course.checks import Given, remote, using
from course.checks.awarding import Points
from course.checks.plain import PlainSubmission
from course.checks.run import Outcome, run_cell
from course.exercises import from_call, registry
from course.notebook.answers import read_call, write_answer
from course.scores import Result, Score


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A working folder as a kernel has one, and no session of the machine's own Jupyter."""
    monkeypatch.chdir(tmp_path)
    for name in ("JPY_SESSION_NAME", "NBGRADER_EXECUTION"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture(scope="session")
def shell() -> Iterator[InteractiveShell]:
    """One IPython shell, as a kernel has it."""
    config = Config()
    config.HistoryManager.enabled = False
    yield InteractiveShell.instance(config=config)
    InteractiveShell.clear_instance()


@pytest.fixture
def every_kind_of_column() -> pd.DataFrame:
    """A table with one column for each dtype that is carried."""
    moments = pd.to_datetime(["1962-10-27", "1962-10-28", None])
    return pd.DataFrame(
        {
            "whole": [1, 2, 3],
            "real": [1.0, np.nan, 3.0],
            "text": ["a", None, "c"],
            "mixed": pd.Series([1, "a", None], dtype=object),
            "ordered": pd.Categorical(["x", "y", None], categories=["y", "x"], ordered=True),
            "moment": moments,
            "seconds": moments.as_unit("s"),
            "havana": moments.tz_localize("America/Havana"),
            "offset": moments.tz_localize(timezone(timedelta(hours=3))),
            "nullable": pd.array([1, None, 3], dtype="Int64"),
            "truth": pd.array([True, None, False], dtype="boolean"),
            "float32": pd.array([1.5, None, 3], dtype="Float32"),
            "string": pd.array(["a", None, "b"], dtype="string"),
            "month": pd.period_range("1962-01", periods=3, freq="M"),
            "range": pd.interval_range(0, 3),
            "span": pd.to_timedelta([1, 2, None], unit="h"),
        },
    )


@pytest.fixture(scope="session")
def recorded() -> Callable[..., Result]:
    """Return a function that gives the result of a rule for a recorded answer."""

    def judge(
        rule: Callable[..., Result],
        answer: Any,
        *args: Any,
        options: Sequence[Any] = (),
        **keywords: Any,
    ) -> Result:
        with using(Given(answers={"it": answer}, options={"it": options})) as look:
            result = rule("it", *args, **keywords)
        assert look.faults == []
        return result

    return judge


@pytest.fixture(scope="session")
def computed() -> Callable[..., Result]:
    """Return a function that gives the result of a rule for a variable."""

    def judge(rule: Callable[..., Result], value: Any, *args: Any, **keywords: Any) -> Result:
        with using(Given(names={"it": value})) as look:
            result = rule("it", *args, **keywords)
        assert look.faults == []
        return result

    return judge


@pytest.fixture(scope="session")
def share(recorded: Callable[..., Result]) -> Callable[..., float]:
    """Return a function that gives the share of the points for a recorded answer."""
    return lambda *args, **keywords: recorded(*args, **keywords).fraction


@dataclass(frozen=True)
class Both:
    """Judges one piece of work in the kernel and isolated."""

    shell: InteractiveShell

    def __call__(
        self,
        source: str,
        exercise: str = "",
        answer: Any = None,
        names: Mapping[str, Any] | None = None,
    ) -> Score:
        """Return the score, after making sure that both places agree in every part of it."""
        names = names or {}
        cell = write_answer(exercise, answer) if exercise else ""
        apart = self.isolated(source, exercise, cell, names)
        assert apart.fault == ""
        within, printed = self.in_kernel(source, cell, names)
        assert within == apart.score
        assert printed == apart.output
        return apart.score

    def isolated(self, source: str, master: str, cell: str, names: Mapping[str, Any]) -> Outcome:
        """Judge from files and a namespace that is reached only through JSON."""

        def ask(request: dict[str, Any]) -> Any:
            return json.loads(json.dumps(remote.answer(names, json.loads(json.dumps(request)))))

        return run_cell(source, PlainSubmission(notebook(master), notebook(cell), ask))

    def in_kernel(self, source: str, cell: str, names: Mapping[str, Any]) -> tuple[Score, str]:
        """Judge in the shell, where nothing may appear on the standard error."""
        registry.clear()
        call = read_call(cell)
        if call is not None:
            registry.register(from_call(call), call.answer, call.problem)
        before = {*self.shell.user_ns}
        self.shell.push(dict(names), interactive=False)
        try:
            with capture_output() as shown:
                done = self.shell.run_cell(source)
            done.raise_error()
        finally:
            for name in {*self.shell.user_ns} - before:
                del self.shell.user_ns[name]
        assert shown.stderr == ""
        assert isinstance(done.result, Points)
        # The shell shows the value of the cell below what the cell printed.
        printed, _, value = shown.stdout.rpartition("Out[")
        assert float(value.partition("]: ")[2].strip().splitlines()[-1]) == done.result
        return done.result.score, printed


def notebook(*sources: str) -> dict[str, Any]:
    """Return a notebook of code cells."""
    cells = [{"cell_type": "code", "source": source, "metadata": {}} for source in sources]
    return {"cells": cells, "nbformat": 4, "nbformat_minor": 5, "metadata": {}}


@pytest.fixture
def both(shell) -> Both:
    """A judge for both places."""
    return Both(shell)
