"""Release: the same bytes by either command, nothing half written, nothing leaked."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from course.classroom.release import DIGESTS, release_unit
from course.errors import CourseFault, MachineError
from course.notebook.cells import grade_id
from course.notebook.files import read_notebook, write_notebook
from course.notebook.leaks import key_strings, leaks
from course.paths import CourseFolder, find_root

pytestmark = pytest.mark.integration

ROOT = Path(__file__).resolve().parents[2]
UNITS = CourseFolder(ROOT).units()


@pytest.mark.parametrize("unit", UNITS)
def test_the_committed_release_is_fresh_and_complete(
    scratch_course: CourseFolder, unit: str
) -> None:
    before = (ROOT / "release" / unit).glob("*")
    contents = {path.name: path.read_bytes() for path in before}
    assert not release_unit(scratch_course, unit).changed
    assert set(contents) == {path.name for path in scratch_course.notebooks(unit)}


def test_release_holds_only_what_is_allowed() -> None:
    found = {
        path.relative_to(ROOT / "release").as_posix()
        for path in (ROOT / "release").rglob("*")
        if path.is_file()
    }
    allowed = {
        f"{unit}/{path.name}" for unit in UNITS for path in CourseFolder(ROOT).notebooks(unit)
    }
    assert found == allowed | {DIGESTS}


@pytest.mark.parametrize("unit", UNITS)
def test_the_release_shows_no_key(unit: str) -> None:
    for master in CourseFolder(ROOT).notebooks(unit):
        release = read_notebook(ROOT / "release" / unit / master.name)
        assert leaks(release, key_strings(read_notebook(master))) == []


def test_nbgraders_own_command_writes_the_same_bytes(
    scratch_course: CourseFolder, nbgrader
) -> None:
    nbgrader(scratch_course.root, "generate_assignment", "u01-orientation")
    for path in (ROOT / "release" / "u01-orientation").iterdir():
        assert (
            scratch_course.release / "u01-orientation" / path.name
        ).read_bytes() == path.read_bytes()


def test_local_edits_are_not_overwritten(scratch_course: CourseFolder) -> None:
    path = scratch_course.release / "u01-orientation" / "orientation.ipynb"
    path.write_text(path.read_text() + "\n")
    edited = path.read_bytes()
    with pytest.raises(CourseFault, match="changed by hand"):
        release_unit(scratch_course, "u01-orientation")
    assert path.read_bytes() == edited
    assert release_unit(scratch_course, "u01-orientation", force=True).changed


def test_a_leak_stops_the_release_and_changes_nothing(scratch_course: CourseFolder) -> None:
    path = scratch_course.notebooks("u01-orientation")[0]
    master = read_notebook(path)
    for cell in master.cells:
        if grade_id(cell) == "check-references-marked":
            cell.source = cell.source.replace(
                "form(", "spare = 'a key that is not shown'\nform("
            ).replace("award(", "award_key = 'a key that is not shown'\naward(")
    write_notebook(path, master)
    before = (scratch_course.release / "u01-orientation" / "orientation.ipynb").read_bytes()
    with pytest.raises(CourseFault, match=r"leak rule.*a key that is not shown"):
        release_unit(scratch_course, "u01-orientation")
    assert (scratch_course.release / "u01-orientation" / "orientation.ipynb").read_bytes() == before


def test_a_unit_with_findings_is_not_released(scratch_course: CourseFolder) -> None:
    path = scratch_course.notebooks("u01-orientation")[0]
    released = scratch_course.release / "u01-orientation" / "orientation.ipynb"
    before = released.read_bytes()
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('form(\\"', 'form(\\"x'), encoding="utf-8")
    with pytest.raises(CourseFault, match=r'orientation\.ipynb: .* reads "xreferences"'):
        release_unit(scratch_course, "u01-orientation")
    assert released.read_bytes() == before


def test_a_folder_that_cannot_be_written_is_told(scratch_course: CourseFolder) -> None:
    shutil.rmtree(scratch_course.release)
    scratch_course.release.write_text("a file where the folder should be")
    with pytest.raises(MachineError, match="was not written"):
        release_unit(scratch_course, "u01-orientation")


def test_masters_and_releases_are_notebooks_of_one_format() -> None:
    for path in sorted((ROOT / "source").rglob("*.ipynb")):
        data = json.loads(path.read_text(encoding="utf-8"))
        assert (data["nbformat"], data["nbformat_minor"]) == (4, 5)
    assert find_root(ROOT).units() == UNITS
