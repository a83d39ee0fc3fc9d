"""The leak rule, structure by structure."""

from __future__ import annotations

from typing import Any

import pytest

from course.notebook.leaks import key_strings, leaks


def cell(kind: str, source: str, name: str = "", **metadata: Any) -> dict[str, Any]:
    roles = {"answer": {"solution": True}, "check": {"grade": True, "points": 2}}
    role = roles.get(name.partition("-")[0], {})
    nbgrader = {"grade_id": name, **role} if name else {}
    made = {"cell_type": kind, "source": source, "metadata": dict(metadata)}
    if nbgrader:
        made["metadata"]["nbgrader"] = nbgrader
    if kind == "code":
        made["outputs"] = []
    return made


def notebook(*cells: dict[str, Any], **metadata: Any) -> dict[str, Any]:
    return {"cells": list(cells), "metadata": metadata}


CHOICE = (
    'choose("a", "Which?", ["the first option", "another option"], answer={},  # recorded answer\n)'
)
MASTER = notebook(
    cell("code", CHOICE.replace("{}", "'the first option'"), "answer-a"),
    cell(
        "code",
        "n = 0\n### BEGIN SOLUTION\nn = 'a long model answer'\n### END SOLUTION",
        "answer-n",
    ),
    cell(
        "code",
        '"""Right."""\nform("a")\n### BEGIN HIDDEN TESTS\n'
        'award(exact("a", key="a secret key phrase"), points=2)\n### END HIDDEN TESTS',
        "check-a-key",
    ),
)


def test_keys_and_model_answers_are_collected() -> None:
    assert key_strings(MASTER) == {"the first option", "a long model answer", "a secret key phrase"}


def test_a_clean_release_has_no_leak() -> None:
    clean = notebook(cell("code", CHOICE.format("None"), "answer-a"), kernelspec={})
    assert leaks(clean, key_strings(MASTER)) == []


@pytest.mark.parametrize(
    ("release", "part"),
    [
        (notebook(cell("code", CHOICE.format("'x'"), "answer-a")), "is not None"),
        (notebook(cell("code", "### BEGIN SOLUTION")), "BEGIN SOLUTION"),
        (notebook(cell("code", "### BEGIN HIDDEN TESTS")), "BEGIN HIDDEN TESTS"),
        (notebook(cell("markdown", "text", key="x")), 'holds "key"'),
        (notebook(widgets={}), 'holds "widgets"'),
        (notebook(cell("code", "x = 'a secret key phrase'")), "stands in a key"),
        (notebook(cell("code", "x = 1", tags=["a long model answer"])), "stands in a key"),
    ],
)
def test_each_kind_of_leak_is_found(release: dict[str, Any], part: str) -> None:
    found = leaks(release, key_strings(MASTER))
    assert any(part in finding for finding in found), found


def test_outputs_are_a_leak() -> None:
    printed = cell("code", "1")
    printed["outputs"] = [{"output_type": "stream"}]
    assert any("outputs" in finding for finding in leaks(notebook(printed), []))


def test_what_every_student_reads_anyway_is_no_leak() -> None:
    shown = notebook(
        cell("code", CHOICE.format("None"), "answer-a"), cell("code", "x = 'the first option'")
    )
    assert leaks(shown, {"the first option"}) == []
