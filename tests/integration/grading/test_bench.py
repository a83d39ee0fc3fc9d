"""The bench: both graders do the same work, and what is printed is what was measured."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course.cli.main import run
from course.errors import ExitCode

pytestmark = pytest.mark.integration


def test_both_graders_give_the_same_points_and_the_ratios_follow_from_the_seconds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tmp_path / "bench.json"
    into = tmp_path / "scratch"
    code = run(["bench", "--students", "2", "--into", str(into), "--json", str(told)])
    out = capsys.readouterr().out
    assert code == ExitCode.DONE, out
    found = json.loads(told.read_text())
    # Seven graded cells in each hand-in.
    assert (found["equal_cells"], found["different_cells"]) == (14, 0)
    assert "14 of 14" in out
    stock, engine, ratios = found["stock"], found["engine"], found["ratios"]
    assert ratios["wall"] == pytest.approx(stock["seconds"] / engine["seconds"])
    assert ratios["cpu"] == pytest.approx(stock["cpu_seconds"] / engine["cpu_seconds"])
    assert ratios["run"] == pytest.approx(found["run_cpu_seconds"] / found["bare_cpu_seconds"])
    assert f"{ratios['wall']:.1f}x" in out
    assert engine["memory_bytes"] > 0
