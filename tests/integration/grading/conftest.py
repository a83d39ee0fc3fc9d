"""A tiny course of three units, released once, and hand-ins of it."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from course.grading import grade_unit
from course.notebook.answers import write_answer
from course.notebook.cells import grade_id
from course.paths import CourseFolder
from course.scores import GradeReport

CONFIG = """
from pathlib import Path
from course.notebook import pipelines
c = get_config()
c.CourseDirectory.root = str(Path(__file__).parent)
c.GenerateAssignment.force = True
c.GenerateAssignment.preprocessors = [
    name for name in pipelines.RELEASE if not name.endswith("IncludeHeaderFooter")
]
c.ClearSolutions.code_stub = {"python": "# Write your code here."}
c.ClearSolutions.text_stub = "Write your answer here."
c.Autograde.sanitize_preprocessors = pipelines.SANITIZE
c.Execute.timeout = 5
c.LateSubmissionPlugin.penalty_method = "zero"
"""

RELEASE = """
import sys
from nbgrader.apps import NbGraderAPI
from nbgrader.apps.nbgraderapp import NbGraderApp
app = NbGraderApp()
app.load_config_file()
api = NbGraderAPI(config=app.config)
for unit in sys.argv[1:]:
    done = api.generate_assignment(unit)
    assert done["success"], done["log"]
"""

CHOOSE = """choose(
    "condition",
    "Which label fits the letter?",
    ["first strike", "retaliation", "pre-emption after an invasion"],
    answer={answer},  # recorded answer
)"""

TICK = """tick(
    "ships",
    "Which ships turned back?",
    ["Gagarin", "Kimovsk", "Bucharest", "Grozny"],
    answer={answer},  # recorded answer
)"""


def cell(kind: str, name: str, source: str, **nbgrader: Any) -> dict[str, Any]:
    """Return one cell; with a keyword it is one that nbgrader knows."""
    made: dict[str, Any] = {"cell_type": kind, "id": name, "metadata": {}, "source": source}
    if kind == "code":
        made |= {"outputs": [], "execution_count": None}
    if nbgrader:
        made["metadata"]["nbgrader"] = {
            "grade": False,
            "grade_id": name,
            "locked": False,
            "schema_version": 3,
            "solution": False,
            "task": False,
            **nbgrader,
        }
    return made


def answer(name: str, source: str) -> dict[str, Any]:
    return cell("code", f"answer-{name}", source, solution=True)


def solution(name: str, source: str) -> dict[str, Any]:
    return answer(name, f"### BEGIN SOLUTION\n{source}\n### END SOLUTION")


def check(name: str, points: int, hidden: str, form: str = "") -> dict[str, Any]:
    topic = name.partition("-")[0]
    form = form or f'form("{topic}")'
    source = (
        f'"""The {topic}."""\nfrom course.checks import award, exact, form, function, number, set_f1\n\n'
        f"{form}\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    )
    return cell("code", f"check-{name}", source, grade=True, locked=True, points=points)


def notebook(*cells: dict[str, Any]) -> dict[str, Any]:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": list(cells),
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


CONDITION = (
    answer("condition", CHOOSE.format(answer='"pre-emption after an invasion"')),
    check(
        "condition-label",
        4,
        'award(exact("condition", key="pre-emption after an invasion", half=["retaliation"]), points=4)',
    ),
)
SHIPS = (
    answer("ships", TICK.format(answer='["Gagarin", "Kimovsk"]')),
    check("ships-set", 3, 'award(set_f1("ships", key=["Gagarin", "Kimovsk"]), points=3)'),
)
IMPORTS = cell(
    "code",
    "imports",
    "from course.exercises import choose, tick",
    locked=True,
)
UNITS = {
    "data": notebook(IMPORTS, *CONDITION, *SHIPS),
    "code": notebook(
        cell("markdown", "title", "# Count the ships"),
        IMPORTS,
        *CONDITION,
        cell("code", "tools", "import math\nbase = 40"),
        solution("days", "days = base + 2"),
        check(
            "days-number",
            2,
            'award(number("days", key=42), points=2)',
            'form("days", "number")',
        ),
        solution("double", "def double(n):\n    return 2 * n"),
        check(
            "double-values",
            3,
            'award(function("double", cases=[((2,), 4), ((5,), 10), ((0,), 0)]), points=3)',
            'form("double", "function")',
        ),
        cell(
            "markdown",
            "essay-why",
            "Because the letter says so.",
            grade=True,
            solution=True,
            points=5,
        ),
        cell("code", "afterword", "print('the end')"),
    ),
}


def write(path: Path, content: Mapping[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content), encoding="utf-8")


@dataclass
class Course:
    """A course folder with what tests do to it."""

    folder: CourseFolder

    def released(self, unit: str) -> dict[str, Any]:
        path = self.folder.release / unit / "notebook.ipynb"
        return dict(json.loads(path.read_text(encoding="utf-8")))

    def hand_in(
        self,
        unit: str,
        student: str,
        answers: Mapping[str, Any] | None = None,
        code: Mapping[str, str] | None = None,
        change: Callable[[dict[str, Any]], None] | None = None,
    ) -> Path:
        """Write a hand-in: recorded answers, sources by grade id, and any other change."""
        content = self.released(unit)
        for made in content["cells"]:
            name = grade_id(made)
            if name.removeprefix("answer-") in (answers or {}):
                given = (answers or {})[name.removeprefix("answer-")]
                made["source"] = write_answer("".join(made["source"]), given)
            if name in (code or {}):
                made["source"] = (code or {})[name]
        if change:
            change(content)
        path = self.folder.submitted / student / unit / "notebook.ipynb"
        write(path, content)
        return path

    def grade(self, unit: str, **options: Any) -> GradeReport:
        return grade_unit(self.folder, unit, **{"workers": 2, **options})

    def due(self, unit: str, moment: str) -> None:
        """Set when a unit was to be handed in, in UTC, as formgrader does."""
        with sqlite3.connect(self.folder.gradebook) as db:
            db.execute("update assignment set duedate = ? where name = ?", (moment, unit))

    def gradebook(self, unit: str) -> dict[str, Any]:
        """Return all that matters in the gradebook, without its random ids."""
        return read_gradebook(self.folder, unit)


def read_gradebook(folder: CourseFolder, unit: str) -> dict[str, Any]:
    with sqlite3.connect(folder.gradebook) as db:
        grades = db.execute(
            """select s.student_id, b.name, b.type, g.auto_score, g.manual_score,
                      g.extra_credit, g.needs_manual_grade
               from grade g join base_cell b on b.id = g.cell_id
               join submitted_notebook n on n.id = g.notebook_id
               join submitted_assignment s on s.id = n.assignment_id
               join assignment a on a.id = s.assignment_id
               where a.name = ? order by 1, 2, 3""",
            (unit,),
        ).fetchall()
        comments = db.execute(
            """select s.student_id, b.name, c.auto_comment, c.manual_comment
               from comment c join base_cell b on b.id = c.cell_id
               join submitted_notebook n on n.id = c.notebook_id
               join submitted_assignment s on s.id = n.assignment_id
               join assignment a on a.id = s.assignment_id
               where a.name = ? order by 1, 2""",
            (unit,),
        ).fetchall()
        submissions = db.execute(
            """select s.student_id, s.timestamp, n.late_submission_penalty
               from submitted_assignment s join assignment a on a.id = s.assignment_id
               join submitted_notebook n on n.assignment_id = s.id
               where a.name = ? order by 1""",
            (unit,),
        ).fetchall()
    return {"grades": grades, "comments": comments, "submissions": submissions}


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A released course whose gradebook is filled and whose masters are proven."""
    root = tmp_path_factory.mktemp("template") / "course"
    root.mkdir()
    (root / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8")
    for unit, content in UNITS.items():
        write(root / "source" / unit / "notebook.ipynb", content)
    # One process for all units: to import nbgrader takes longer than to release them.
    done = subprocess.run(
        [sys.executable, "-c", RELEASE, *UNITS],
        cwd=root,
        # nbgrader starts `alembic` by name, which lies beside our Python.
        env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    shutil.copy(root / "gradebook.db", root / "empty.db")
    made = Course(CourseFolder(root))
    for unit in UNITS:
        made.hand_in(unit, "somebody")
        made.grade(unit)
    for name in ("submitted", "autograded"):
        shutil.rmtree(root / name)
    for unit in UNITS:
        (root / "results" / unit / "somebody.json").unlink()
        (root / "results" / unit / ".journal.jsonl").unlink()
    (root / "empty.db").replace(root / "gradebook.db")
    return root


@pytest.fixture
def course(template: Path, tmp_path: Path) -> Course:
    """A copy of the template that a test may change."""
    root = tmp_path / "course"
    shutil.copytree(template, root)
    return Course(CourseFolder(root))
