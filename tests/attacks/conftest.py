"""A class of hostile hand-ins, graded by the engine's own processes without a gradebook."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from course.grading.budgets import Budget
from course.grading.masters import MasterCell, MasterNotebook, Unit
from course.grading.pool import Pool, Task
from course.grading.sandbox import available

MIB = 1024 * 1024
TIGHT = Budget(
    cell_seconds=4,
    notebook_seconds=12,
    grace_seconds=1,
    cpu_seconds=6,
    memory_bytes=200 * MIB,
    file_bytes=4 * MIB,
    scratch_bytes=8 * MIB,
    output_bytes=100_000,
)
SECRET = "the key is forty-two thousand"

ANSWER = '''"""What the student writes."""
secret_number = 0

def double(n):
    return 0
'''
CHECKS = {
    "check-secret_number-value": (
        "from course.checks import award, number\n"
        f"# {SECRET}\n"
        'award(number("secret_number", key=42_000), points=2)'
    ),
    "check-double-values": (
        "from course.checks import award, function\n"
        'award(function("double", cases=[((n,), 2 * n + 1) for n in range(3, 9)]), points=3)'
    ),
}


@dataclass
class Outcome:
    """What came of one hand-in."""

    result: dict[str, Any]
    notebook: dict[str, Any]

    @property
    def points(self) -> float:
        return float(self.result["score"])

    @property
    def printed(self) -> str:
        """All that the hand-in's cells show, the checks' own output left out."""
        shown = [
            cell["outputs"]
            for cell in self.notebook["cells"]
            if cell["cell_type"] == "code" and not cell["id"].startswith("check-")
        ]
        return json.dumps(shown)


def code_cell(name: str, source: str, **nbgrader: Any) -> dict[str, Any]:
    metadata: dict[str, Any] = {}
    if nbgrader:
        metadata["nbgrader"] = {"grade_id": name, "schema_version": 3, **nbgrader}
    return {
        "cell_type": "code",
        "id": name,
        "metadata": metadata,
        "source": source,
        "outputs": [],
        "execution_count": None,
    }


def master() -> MasterNotebook:
    cells = {"answer-all": MasterCell("answer-all", "code", False, True, False, False, "", "x")}
    for name, source in CHECKS.items():
        points = float(source.rpartition("points=")[2].rstrip(")"))
        cells[name] = MasterCell(
            name, "code", True, False, False, True, source, "x", points, uses_process=True
        )
    content = {"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return MasterNotebook("notebook", {}, cells, content)


def hand_in(code: str | list[str]) -> dict[str, Any]:
    sources = [code] if isinstance(code, str) else code
    cells = [code_cell("answer-all", sources[0], solution=True)]
    cells += [code_cell(f"more-{number}", text) for number, text in enumerate(sources[1:])]
    cells += [code_cell(name, "0", grade=True, locked=True, points=1) for name in CHECKS]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


class Prison:
    """The engine's processes over a folder that looks like a course."""

    def __init__(self, root: Path, budget: Budget, *, isolated: bool = True) -> None:
        self.root = root
        (root / "source").mkdir(parents=True)
        (root / "source" / "master.py").write_text(SECRET)
        (root / "gradebook.db").write_text(SECRET)
        (root / "submitted" / "neighbour").mkdir(parents=True)
        (root / "submitted" / "neighbour" / "work.txt").write_text(SECRET)
        unit = Unit("unit", {"notebook": master()})
        self._pool = Pool(
            unit,
            budget,
            workers=2,
            many=False,
            isolated=isolated,
            always=False,
            modules=["numpy"],
            hidden=[root],
        )

    @contextmanager
    def open(self) -> Iterator[Prison]:
        with self._pool:
            yield self

    def grade(self, codes: dict[str, str | list[str]]) -> dict[str, Outcome]:
        tasks = []
        for student, code in codes.items():
            folder = self.root / "submitted" / student / "unit"
            folder.mkdir(parents=True)
            (folder / "notebook.ipynb").write_text(json.dumps(hand_in(code)))
            tasks.append(Task(student, folder, self.root / "staging" / student))
        found = {}
        for task, graded in self._pool.grade(tasks):
            assert graded is not None, f"{task.student} brought down its worker"
            notebook = json.loads((task.staging / "notebook.ipynb").read_text())
            found[task.student] = Outcome(graded["result"], notebook)
        return found

    def grade_one(self, code: str | list[str]) -> Outcome:
        return self.grade({"student": code})["student"]


@pytest.fixture
def burn() -> str:
    """Code that uses processor time and cannot be stopped by a signal that can be caught."""
    return """
import signal
signal.signal(signal.SIGXCPU, signal.SIG_IGN)
while True:
    try:
        while True: pass
    except BaseException: pass
"""


@pytest.fixture
def tight() -> Budget:
    """Limits that a test reaches in seconds."""
    return TIGHT


@pytest.fixture(scope="session")
def _namespaces() -> None:
    reason = available()
    if reason:
        pytest.skip(reason)


@pytest.fixture
def prison(_namespaces: None, tmp_path: Path) -> Callable[..., Prison]:
    """Make the engine's processes over a fresh folder, with given limits."""

    def make(budget: Budget = TIGHT, **options: Any) -> Prison:
        return Prison(tmp_path / "course", budget, **options)

    return make


@pytest.fixture(scope="session")
def cell_block(_namespaces: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prison]:
    """One set of processes that all attacks share: none may harm the next."""
    with Prison(tmp_path_factory.mktemp("block") / "course", TIGHT).open() as opened:
        yield opened
