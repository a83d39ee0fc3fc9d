"""Fixtures every tier shares."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from course.paths import CourseFolder

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def course_root() -> Path:
    """The folder of the whole course."""
    return ROOT


@pytest.fixture
def scratch_course(tmp_path: Path) -> CourseFolder:
    """A copy of the course's own files that a test may change."""
    root = tmp_path / "course"
    root.mkdir()
    shutil.copy2(ROOT / "nbgrader_config.py", root)
    for name in ("source", "release", "instructor"):
        shutil.copytree(ROOT / name, root / name)
    return CourseFolder(root)


@pytest.fixture(autouse=True)
def _same_environment() -> object:
    """Restore the environment: nbgrader's configuration and some commands change it."""
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> None:
    """Where skips are forbidden, a skipped test is a failure: nothing goes unproven there."""
    skipped = call.excinfo is not None and call.excinfo.errisinstance(pytest.skip.Exception)
    if skipped and os.environ.get("COURSE_FORBID_SKIPS"):
        call.excinfo = pytest.ExceptionInfo.from_exception(
            AssertionError(f"skipped, though skips are forbidden here: {call.excinfo.value}")
        )
