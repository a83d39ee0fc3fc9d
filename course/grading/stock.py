"""What the engine asks of nbgrader itself, without importing it.

To import nbgrader takes seconds; it is run in a process of its own, or its files
are read.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from course.errors import CourseFault, listing
from course.paths import CourseFolder

__all__ = ["fill", "known_versions"]


def fill(folder: CourseFolder, *units: str) -> None:
    """Put the cells of units' master notebooks into the gradebook.

    nbgrader itself does it, with the course's own configuration and in a process
    of its own; the student versions it makes on the way are thrown away.

    Raises
    ------
    CourseFault
        If nbgrader cannot make a student version.
    """
    with tempfile.TemporaryDirectory(prefix=".course-fill-", dir=folder.root) as scratch:
        done = subprocess.run(
            [sys.executable, "-m", "course.grading.filling", Path(scratch).name, *units],
            cwd=folder.root,
            # nbgrader starts `alembic` by name, which lies beside our Python.
            env=_environment(str(Path(sys.executable).parent)),
            capture_output=True,
            text=True,
            check=False,
        )
    if done.returncode:
        raise CourseFault(
            f"The gradebook could not be filled from {folder.source}, {listing(units)}.",
            f"nbgrader says: {_last_error(done.stderr)}.",
            f'Run "nbgrader generate_assignment {units[0]}" to see all of it.',
        )


def _environment(bin_folder: str) -> dict[str, str]:
    return {**os.environ, "PATH": f"{bin_folder}{os.pathsep}{os.environ.get('PATH', '')}"}


def _last_error(text: str) -> str:
    lines = [line for line in text.splitlines() if "ERROR" in line or "Error" in line]
    last = (lines or text.splitlines() or ["nothing"])[-1]
    return re.sub(r"^\[.*?\]\s*", "", last).rstrip(".")


def known_versions() -> dict[str, str | None]:
    """Return nbgrader's database versions, each with the one before it.

    They are read from the text of its migrations, which is what a version is.
    """
    spec = find_spec("nbgrader")
    if spec is None or spec.origin is None:
        return {}
    found: dict[str, str | None] = {}
    for path in (Path(spec.origin).parent / "alembic" / "versions").glob("*.py"):
        text = path.read_text(encoding="utf-8")
        name = re.search(r"^revision\s*=\s*['\"](\w+)", text, re.MULTILINE)
        before = re.search(r"^down_revision\s*=\s*['\"](\w+)", text, re.MULTILINE)
        if name:
            found[name[1]] = before[1] if before else None
    return found
