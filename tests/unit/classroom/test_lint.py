"""The rules over a whole unit: what a check names must be there."""

from __future__ import annotations

from pathlib import Path

import pytest

from course.classroom.lint import lint_unit
from course.paths import CourseFolder

UNIT = "u12-essay"
SOURCE = Path(__file__).resolve().parents[3] / "source" / UNIT / "essay.ipynb"


@pytest.mark.parametrize(("name", "findings"), [("desk", 0), ("moves", 1), ("desks", 1)])
def test_marks_are_read_from_an_essay_desk(tmp_path: Path, name: str, findings: int) -> None:
    (tmp_path / "source" / UNIT).mkdir(parents=True)
    text = SOURCE.read_text(encoding="utf-8")
    named = text.replace('group=\\"B\\", marks=\\"desk\\"', f'group=\\"B\\", marks=\\"{name}\\"')
    (tmp_path / "source" / UNIT / SOURCE.name).write_text(named, encoding="utf-8")
    found = lint_unit(CourseFolder(tmp_path), UNIT)
    assert len(found) == findings
    assert all(f'reads marks from "{name}", which is no essay desk' in one for one in found)
