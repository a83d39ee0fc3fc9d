"""Students' way in: the wheel alone, in an empty environment, runs a released unit."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from course.classroom.packages import zip_unit
from course.notebook.cells import is_check, is_solution
from course.notebook.files import read_notebook
from course.notebook.leaks import key_strings
from course.paths import CourseFolder

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]
UNIT = "u01-orientation"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as `make dist` builds it."""
    into = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", into, ROOT]
    subprocess.run(command, check=True, capture_output=True)
    return next(into.glob("*.whl"))


def test_the_wheel_holds_the_seed_and_the_extension_and_no_key(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        texts = {
            name: archive.read(name).decode("utf-8", "replace")
            for name in names
            if not name.endswith(("RECORD", "seed.txt"))
        }
    assert "course/archive/data/seed.txt" in names
    assert any(name.endswith("labextensions/whose-crisis/package.json") for name in names)
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.startswith("whose_crisis")} == {"course"}
    shown = "\n".join(
        str(cell.source)
        for unit in CourseFolder(ROOT).units()
        for path in (ROOT / "release" / unit).glob("*.ipynb")
        for cell in read_notebook(path).cells
        if not (is_check(cell) or is_solution(cell)) or cell.cell_type == "markdown"
    )
    for unit in CourseFolder(ROOT).units():
        for master in CourseFolder(ROOT).notebooks(unit):
            for key in key_strings(read_notebook(master)):
                # Short keys are ids, names and words of the archive itself, which students read.
                if len(key) >= 40 and key not in shown:
                    assert not [name for name, text in texts.items() if key in text], key


def test_the_released_unit_runs_where_only_the_wheel_is(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "environment"
    uv = [sys.executable, "-m", "uv"]
    subprocess.run([*uv, "venv", "-q", "--python", sys.executable, environment], check=True)
    python = environment / "bin" / "python"
    pins = tmp_path / "pins.txt"
    lock = (ROOT / "requirements.lock").read_text().splitlines()
    pins.write_text("\n".join(line.rstrip(" \\") for line in lock if "==" in line))
    subprocess.run(
        [*uv, "pip", "install", "-q", "--python", python, "--constraint", pins, wheel], check=True
    )
    notebook = tmp_path / "orientation.ipynb"
    notebook.write_bytes((ROOT / "release" / UNIT / "orientation.ipynb").read_bytes())
    done = subprocess.run(
        [
            python,
            "-m",
            "nbconvert",
            "--to=notebook",
            "--execute",
            "--output=done.ipynb",
            notebook,
        ],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    cells = json.loads((tmp_path / "done.ipynb").read_text())["cells"]
    assert not [
        output
        for cell in cells
        for output in cell.get("outputs", [])
        if output["output_type"] == "error" or output.get("name") == "stderr"
    ]


def test_the_zip_for_students_says_how_to_begin(wheel: Path, scratch_course: CourseFolder) -> None:
    (scratch_course.root / "dist").mkdir()
    (scratch_course.root / "dist" / wheel.name).write_bytes(wheel.read_bytes())
    path = zip_unit(scratch_course, UNIT, scratch_course.root / "build")
    with zipfile.ZipFile(path) as archive:
        assert set(archive.namelist()) == {
            f"{UNIT}/orientation.ipynb",
            f"{UNIT}/{wheel.name}",
            f"{UNIT}/install.html",
        }
        page = archive.read(f"{UNIT}/install.html").decode()
    assert f"pip install {wheel.name}" in page
    # On Linux and macOS `python` is often missing; on Windows `python3` is.
    assert "python3 -m venv" in page
    assert "<script" not in page
