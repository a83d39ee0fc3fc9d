"""The tasks of the Makefile that touch a student's own files."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

MAKEFILE = Path(__file__).resolve().parents[2] / "Makefile"


def test_cleaning_up_keeps_what_students_wrote(tmp_path: Path) -> None:
    shutil.copy(MAKEFILE, tmp_path)
    own = tmp_path / "build/lab/u01-orientation/orientation.ipynb"
    for made in (own, tmp_path / "build/demo/report.html", tmp_path / "dist/some.whl"):
        made.parent.mkdir(parents=True)
        made.write_text("text")
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True, capture_output=True)
    assert own.read_text() == "text"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["Makefile", "build"]
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["lab"]
    # A second time there is nothing to be removed, and that is no fault.
    subprocess.run(["make", "clean"], cwd=tmp_path, check=True, capture_output=True)
