"""The same points and comments as `nbgrader autograde`, for hand-ins that are only badly done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest

from course.notebook.cells import grade_id

pytestmark = pytest.mark.integration

FULL = {"condition": "pre-emption after an invasion"}
HAND_INS = {
    "untouched": ({}, {}),
    "right": (
        FULL,
        {
            "answer-days": "days = base + 2",
            "answer-double": "def double(n):\n    return 2 * n",
            "essay-why": "Because it says so.",
        },
    ),
    "half": ({"condition": "retaliation"}, {"answer-days": "days = 42.0"}),
    "unknown-option": ({"condition": "something else"}, {}),
    "broken-line": (
        {},
        {"answer-condition": 'choose(\n  "condition",\n  answer=[1, # recorded answer\n)'},
    ),
    "syntax-error": (FULL, {"answer-days": "days = (", "answer-double": "def double(n) return"}),
    "raises": (FULL, {"answer-days": "days = 42\nraise ValueError('no')"}),
    "raises-in-function": ({}, {"answer-double": "def double(n):\n    return 1 / 0"}),
    "exits": (FULL, {"answer-days": "import sys\nsys.exit()", "answer-double": "exit()"}),
    "asks": ({}, {"answer-days": "days = input()"}),
    "magics": (
        FULL,
        {
            "answer-days": "%time x = 1\n!echo hello\n%matplotlib inline\ndays = 42",
            "answer-double": "%%time\ndef double(n):\n    return n * 2",
        },
    ),
    "awaits": ({}, {"answer-days": "import asyncio\nawait asyncio.sleep(0)\ndays = 42"}),
    "runs-a-loop": (
        {},
        {"answer-days": "import asyncio\nasync def f(): return 42\ndays = asyncio.run(f())"},
    ),
    "leaves-a-task": (
        {},
        {
            "answer-days": "import asyncio\nasync def f():\n    global days\n    days = 42\n"
            "task = asyncio.create_task(f())"
        },
    ),
    "widgets": (
        FULL,
        {
            "answer-days": "import ipywidgets\nbox = ipywidgets.IntText(42)\ndisplay(box)\n"
            "days = box.value"
        },
    ),
    "changes-a-display": (
        {},
        {"answer-days": "days = 42\nshown = display(1, display_id=True)\nshown.update(2)"},
    ),
    "wrong-types": ({}, {"answer-days": "days = '42'", "answer-double": "double = 3"}),
    "not-a-number": ({}, {"answer-days": "days = float('nan')"}),
    "loops": ({}, {"answer-days": "days = 42\nwhile True: pass"}),
    "loops-in-function": ({}, {"answer-double": "def double(n):\n    while True: pass"}),
    "changes-the-tools": (
        FULL,
        {"answer-days": "base = 0\ndays = 42\ndel base\n%reset -f\ndays = 42"},
    ),
    "numpy": ({}, {"answer-days": "import numpy as np\ndays = np.int64(42)"}),
    "prints-a-lot": (FULL, {"answer-days": "for i in range(3000): print(i)\ndays = 42"}),
    "shadows": ({}, {"answer-days": "sum = print = None\ndays = 42"}),
    "warns": (FULL, {"answer-days": "import warnings\nwarnings.warn('old')\ndays = 42"}),
    "figure": (
        {},
        {"answer-days": "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()\ndays = 42"},
    ),
}


def copy_with_other_days(content):
    cells = content["cells"]
    for name in ("answer-condition", "essay-why", "check-days-number", "answer-days"):
        at = [grade_id(cell) for cell in cells].index(name)
        cells.insert(at + 1, dict(cells[at]))
    cells[at + 1]["source"] = "days = 42"


def test_every_cell_has_the_points_and_comments_of_nbgrader(course, tmp_path):
    for student, (answers, code) in HAND_INS.items():
        course.hand_in("code", student, answers, code)
    course.hand_in("code", "copies", FULL, {"answer-days": "days = 41"}, copy_with_other_days)
    late = course.folder.submitted / "right" / "code" / "timestamp.txt"
    late.write_text("2026-10-05 14:58:23.948203 UTC")
    course.due("code", "2026-10-05 12:00:00.000000")
    stock = tmp_path / "stock"
    shutil.copytree(course.folder.root, stock)
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "autograde", "code"],
        cwd=stock,
        env={**os.environ, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=500,
    )
    assert done.returncode == 0, done.stderr
    course.grade("code")
    ours = course.gradebook("code")
    course.folder = type(course.folder)(stock)
    theirs = course.gradebook("code")
    assert ours == theirs
    lost = {student: penalty for student, _, penalty in ours["submissions"]}
    assert lost.pop("right") == sum(row[3] or 0 for row in ours["grades"] if row[0] == "right")
    assert set(lost.values()) == {None}
