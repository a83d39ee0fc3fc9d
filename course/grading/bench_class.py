"""A made class for the bench: one unit of each kind, and hand-ins that differ.

The unit is made here and not taken from the course, so that figures of different
years can be compared.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any, Final, Literal

from course.errors import CourseFault
from course.notebook.answers import write_answer
from course.notebook.cells import grade_id, source_of
from course.paths import CONFIG_NAME, CourseFolder

__all__ = ["UNIT", "Kind", "code_sources", "make_class"]

UNIT: Final = "bench"
Kind = Literal["code", "data"]

_CONFIG: Final = """from pathlib import Path

from course.notebook import pipelines

c = get_config()
c.CourseDirectory.root = str(Path(__file__).parent)
c.GenerateAssignment.preprocessors = [
    name for name in pipelines.RELEASE if not name.endswith("IncludeHeaderFooter")
]
c.Autograde.sanitize_preprocessors = pipelines.SANITIZE
c.ClearSolutions.code_stub = {"python": "# Write your code here."}
c.ClearSolutions.text_stub = "Write your answer here."
"""

_OPTIONS: Final = ["Washington", "Moscow", "Havana", "New York", "London", "Ankara"]
_CHOICES: Final = 8
_TICKS: Final = 4

_CODE: Final[dict[str, tuple[str, list[str], str]]] = {
    "ships": (
        (
            'ships = pd.DataFrame({"ship": ["Gagarin", "Kimovsk", "Bucharest", "Grozny"],\n'
            '                      "tons": [11000, 9000, 12000, 8000]})'
        ),
        ["ships = None", 'ships = pd.DataFrame({"ship": ["Gagarin"]})'],
        (
            'award(frame("ships", key=pd.DataFrame({"ship": ["Gagarin", "Kimovsk", "Bucharest", '
            '"Grozny"], "tons": [11000, 9000, 12000, 8000]})), points=3)'
        ),
    ),
    "total": (
        'total = int(ships["tons"].sum())',
        ["total = 4", 'total = ships["tons"].mean()', "total = 1 / 0"],
        'award(number("total", key=40000), points=2)',
    ),
    "days": (
        "days = (pd.Timestamp('1962-10-28') - pd.Timestamp('1962-10-16')).days",
        ["days = 13", "days = '12'"],
        'award(number("days", key=12), points=2)',
    ),
    "share": (
        "def share(part, whole):\n    return part / whole if whole else 0.0",
        ["def share(part, whole):\n    return part / whole", "share = 0.5"],
        'award(function("share", cases=[((1, 2), 0.5), ((3, 4), 0.75), ((1, 0), 0.0)]), points=3)',
    ),
    "names": (
        'names = sorted(ships["ship"].str.lower())',
        ["names = []", 'names = list(ships["ship"])'],
        'award(order("names", key=["bucharest", "gagarin", "grozny", "kimovsk"]), points=2)',
    ),
    "last": (
        'last = ships.sort_values("tons").iloc[-1]["ship"]',
        ['last = "Grozny"', "last = None"],
        'award(exact("last", key="Bucharest"), points=2)',
    ),
}
_PLAIN: Final = (
    "import matplotlib.pyplot as plt\nimport numpy as np\nimport pandas as pd",
    'sizes = np.arange(12).reshape(3, 4)\nprint(sizes.sum())\npd.DataFrame(sizes, columns=list("abcd"))',
    'fig, ax = plt.subplots()\nax.bar(["a", "b"], [1, 2])\nax.set_title("Tons")\nplt.show()',
    "for number in range(3):\n    print(number, number**2)",
)


def make_class(root: Path, kind: Kind, students: int, seed: int) -> CourseFolder:
    """Make a course folder with one released unit and a class of hand-ins.

    Parameters
    ----------
    root : pathlib.Path
        An empty folder.
    kind : {"code", "data"}
        Whether the unit has code answers, or recorded answers and text only.
    students : int
        How many hand-ins are made.
    seed : int
        Decides what each of them holds.

    Raises
    ------
    CourseFault
        If nbgrader does not release the unit.
    """
    folder = CourseFolder(root)
    (root / CONFIG_NAME).write_text(_CONFIG, encoding="utf-8")
    master = _code_unit() if kind == "code" else _data_unit()
    _write(folder.source / UNIT / f"{UNIT}.ipynb", master)
    _release(root)
    released = json.loads((folder.release / UNIT / f"{UNIT}.ipynb").read_bytes())
    chance = random.Random(seed)  # noqa: S311 - a made class needs no secrecy
    fill = _fill_code if kind == "code" else _fill_data
    for number in range(1, students + 1):
        content = json.loads(json.dumps(released))
        for cell in content["cells"]:
            fill(cell, chance)
        _write(folder.submitted / f"s{number:04d}" / UNIT / f"{UNIT}.ipynb", content)
    return folder


def code_sources(notebook: dict[str, Any]) -> list[str]:
    """Return the cells of a hand-in that grading runs."""
    return [
        source_of(cell)
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and not grade_id(cell).startswith("check-")
    ]


def _release(root: Path) -> None:
    """Let nbgrader make the student version and fill the gradebook."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", UNIT],
        cwd=root,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CourseFault("The unit of the bench was not released.", done.stderr[-500:])


def _data_unit() -> dict[str, Any]:
    cells = [_code("imports", "from course.exercises import choose, order, tick", locked=True)]
    for number in range(_CHOICES):
        key = _OPTIONS[number % len(_OPTIONS)]
        cells += _exercise(
            f"place{number}",
            f'choose(\n    "place{number}",\n    "Where was letter {number} written?",\n'
            f"    {json.dumps(_OPTIONS)},\n    answer={json.dumps(key)},  # recorded answer\n)",
            f'award(exact("place{number}", key={json.dumps(key)}), points=2)',
        )
    for number in range(_TICKS):
        keys = json.dumps(_OPTIONS[number : number + 2])
        cells += _exercise(
            f"capitals{number}",
            f'tick(\n    "capitals{number}",\n    "Which capitals does text {number} name?",\n'
            f"    {json.dumps(_OPTIONS)},\n    answer={keys},  # recorded answer\n)",
            f'award(set_f1("capitals{number}", key={keys}), points=2)',
        )
    return _notebook([*cells, _essay()])


def _code_unit() -> dict[str, Any]:
    cells = [_code(f"plain-{number}", source) for number, source in enumerate(_PLAIN)]
    for name, (model, _, hidden) in _CODE.items():
        solution = f"### BEGIN SOLUTION\n{model}\n### END SOLUTION"
        kind = '"function"' if name == "share" else '"text"' if name == "last" else ""
        cells += _exercise(name, solution, hidden, kind)
    return _notebook([*cells, _essay()])


def _exercise(name: str, answer: str, hidden: str, kind: str = "") -> list[dict[str, Any]]:
    points = int(hidden.rpartition("points=")[2].rstrip(")"))
    check = (
        "import pandas as pd\n"
        "from course.checks import award, exact, form, frame, function, number, order, set_f1\n\n"
        f'form("{name}"{", " if kind else ""}{kind})\n'
        f"### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
    )
    return [
        _code(f"answer-{name}", answer, solution=True),
        _code(f"check-{name}-key", check, grade=True, locked=True, points=points),
    ]


def _essay() -> dict[str, Any]:
    return {
        **_cell("markdown", "essay-why", "Because.", grade=True, solution=True, points=5),
    }


def _code(name: str, source: str, **nbgrader: Any) -> dict[str, Any]:
    return {**_cell("code", name, source, **nbgrader), "outputs": [], "execution_count": None}


def _cell(kind: str, name: str, source: str, **nbgrader: Any) -> dict[str, Any]:
    known = {
        "grade": False,
        "grade_id": name,
        "locked": False,
        "schema_version": 3,
        "solution": False,
        "task": False,
        **nbgrader,
    }
    return {
        "cell_type": kind,
        "id": name,
        "metadata": {"nbgrader": known} if nbgrader else {},
        "source": source,
    }


def _notebook(cells: list[dict[str, Any]]) -> dict[str, Any]:
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    return {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _fill_data(cell: dict[str, Any], chance: random.Random) -> None:
    name = grade_id(cell)
    if name.startswith("answer-place"):
        cell["source"] = write_answer(source_of(cell), chance.choice(_OPTIONS))
    elif name.startswith("answer-capitals"):
        given = sorted(chance.sample(_OPTIONS, chance.randint(0, 3)), key=_OPTIONS.index)
        cell["source"] = write_answer(source_of(cell), given or None)
    else:
        _fill_essay(cell, chance)


def _fill_code(cell: dict[str, Any], chance: random.Random) -> None:
    name = grade_id(cell).removeprefix("answer-")
    if name in _CODE:
        model, wrong, _ = _CODE[name]
        cell["source"] = model if chance.random() < 0.6 else chance.choice(wrong)  # noqa: PLR2004 - most are right
    else:
        _fill_essay(cell, chance)


def _fill_essay(cell: dict[str, Any], chance: random.Random) -> None:
    if grade_id(cell) == "essay-why" and chance.random() < 0.8:  # noqa: PLR2004 - some leave it
        cell["source"] = "The letter says so itself. " * chance.randint(3, 60)


def _write(path: Path, content: dict[str, Any]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=1), encoding="utf-8")
