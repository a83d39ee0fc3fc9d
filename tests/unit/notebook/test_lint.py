"""The notebook rules: a good master passes, each fault is named."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from course.notebook.lint import SECTIONS, Master, lint

CHECK = '''"""The label."""
from course.checks import award, exact, form

form("label")
### BEGIN HIDDEN TESTS
award(exact("label", key="x"), points=2)
### END HIDDEN TESTS'''


def cell(kind: str, source: str, name: str, **nbgrader: Any) -> dict[str, Any]:
    metadata = {"nbgrader": {"grade_id": name, **nbgrader}} if nbgrader else {}
    return {"cell_type": kind, "source": source, "id": name, "metadata": metadata}


def good() -> list[dict[str, Any]]:
    sections = [f"## {title}\n\nText." for title in SECTIONS]
    sections[2] += " It is worth 2 points."
    return [
        cell("markdown", "# Try it\n\nText.", "title"),
        *(cell("markdown", text, f"s{n}") for n, text in enumerate(sections[:4])),
        cell(
            "markdown", "### Exercise 1. Label it (2 points)\n\nDo it.", "prompt-label", locked=True
        ),
        cell(
            "code",
            'choose("label", "Which?", ["x", "y"], answer="x",  # recorded answer\n)',
            "answer-label",
            solution=True,
        ),
        cell("code", CHECK, "check-label-key", grade=True, points=2),
        *(cell("markdown", text, f"t{n}") for n, text in enumerate(sections[4:])),
    ]


def test_a_good_master_has_no_findings() -> None:
    assert lint(Master("u", good())) == []


@pytest.mark.parametrize(
    ("place", "change", "part"),
    [
        (0, {"source": "# Try\n\nText.\n\n### Deep\n\nText."}, "skips from level"),
        (0, {"source": "Text."}, "0 headings of the first level"),
        (0, {"source": "# Try *it*\n\nText."}, "holds formatting"),
        (1, {"source": "## What you will do"}, "followed by no text"),
        (1, {"source": "## Something else\n\nText."}, '"What you will do" is missing'),
        (1, {"source": "## What you will do\n\n![](x.png)"}, "image without alt text"),
        (1, {"cell_type": "code", "source": "from pandas import *"}, "imports everything"),
        (1, {"cell_type": "code", "source": "%pip install x"}, "installs"),
        (1, {"cell_type": "code", "source": "plt.show()"}, "without alt text"),
        (1, {"cell_type": "code", "source": "x = 1\n" * 16}, "16 lines of code"),
        (1, {"id": "title"}, "stands 2 times"),
        (3, {"source": "## What you need\n\nIt is worth 3 points."}, "do not state the total of 2"),
        (5, {"source": "### Exercise 1. Label it (3 points)\n\nDo it."}, "promises 3 points"),
        (6, {"source": "choose('other', 'W', ['x'], answer='x')"}, "stands in the cell"),
        (6, {"source": "choose('label', 'W', ['x'], answer=None)"}, "no model answer"),
        (6, {"source": "choose('label', f(), answer='x')"}, "must be plain values"),
        (6, {"source": "label = 1"}, "no solution region"),
        (7, {"source": CHECK.replace('"""The label."""', "")}, "does not begin with a sentence"),
        (7, {"source": CHECK.replace("points=2", "points=1")}, "differ"),
        (7, {"source": CHECK.replace('form("label")\n', "")}, "does not end with form"),
        (7, {"source": CHECK.replace("award(", "print(")}, "does not end with award"),
        (7, {"source": '"""The label."""\nform("label")'}, "no hidden tests"),
        (7, {"id": "check-other-key"}, "has the id"),
    ],
)
def test_each_fault_is_named(place: int, change: dict[str, Any], part: str) -> None:
    cells = copy.deepcopy(good())
    cells[place].update(change)
    found = lint(Master("u", cells))
    assert any(part in finding for finding in found), found
