"""Grading works wherever the course and its package lie."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from course.grading.files import HOME
from course.grading.sandbox import available

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[3]
UNIT = "u01-orientation"


@pytest.mark.parametrize("place", ["/tmp", HOME])
def test_the_package_may_lie_below_a_folder_that_hand_ins_get_empty(
    place: str, tmp_path: Path
) -> None:
    """The sandbox gives each hand-in an empty /tmp and home; the package must stay in sight."""
    if available():
        pytest.skip(available())
    home = Path(place) / f"course-place-{os.getpid()}"
    try:
        home.mkdir(parents=True)
    except OSError as error:
        pytest.skip(f"{home} cannot be made: {error}")
    try:
        shutil.copytree(ROOT / "course", home / "course")
        root = home / "teaching"
        root.mkdir()
        shutil.copy2(ROOT / "nbgrader_config.py", root)
        for name in ("source", "release"):
            shutil.copytree(ROOT / name, root / name)
        shutil.copytree(root / "release" / UNIT, root / "submitted" / "s1" / UNIT)
        report = tmp_path / "report.json"
        command = "import sys; from course.cli.main import run; sys.exit(run(sys.argv[1:]))"
        arguments = ["grade", "u01", "--root", str(root), "--json", str(report)]
        done = subprocess.run(
            [sys.executable, "-c", command, *arguments],
            cwd=home,
            env={**os.environ, "PYTHONPATH": str(home)},
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        (result,) = json.loads(report.read_text())["submissions"]
        assert result["status"] == "graded"
        assert not [cell for cell in result["cells"] if cell["checked"] == "course-error"]
    finally:
        shutil.rmtree(home, ignore_errors=True)
