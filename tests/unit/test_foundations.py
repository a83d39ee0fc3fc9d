"""Errors, scores and paths: what every part above relies on."""

from __future__ import annotations

import math
import pickle
from pathlib import Path

import pytest

from course.errors import CourseFault, ExitCode, UsageError, listing
from course.paths import CourseFolder, find_root, write_atomic
from course.scores import CellResult, Reason, Result, SubmissionResult


def test_errors_survive_the_way_between_processes() -> None:
    error = pickle.loads(pickle.dumps(CourseFault("A.", "B.", "C.")))
    assert (str(error), error.exit_code) == ("A. B. C.", ExitCode.COURSE_FAULT)


def test_long_lists_are_cut_with_the_rest_counted() -> None:
    assert listing(range(12)).endswith('"9" and 2 more')


@pytest.mark.parametrize("fraction", [-0.1, 1.1, math.nan, math.inf])
def test_a_result_lies_between_nothing_and_full(fraction: float) -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        Result(fraction, Reason.PARTIAL, "…")


def test_a_result_comes_back_from_json() -> None:
    result = SubmissionResult("s1", "graded", 1.5, 2, cells=[CellResult("n", "check-a", 1.5, 2)])
    assert SubmissionResult.from_json(result.to_json()) == result


@pytest.fixture
def folder(tmp_path: Path) -> CourseFolder:
    (tmp_path / "nbgrader_config.py").touch()
    for unit in ("u01-orientation", "u02-sourcing", "u10-historians"):
        (tmp_path / "source" / unit).mkdir(parents=True)
        (tmp_path / "source" / unit / "x.ipynb").touch()
    return CourseFolder(tmp_path)


def test_a_unit_is_found_by_its_beginning(folder: CourseFolder) -> None:
    assert folder.unit("u02") == "u02-sourcing"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("u", "begin with it"),
        ("u03", "There is no unit"),
        ("sourcing", "There is no unit"),
        ("", "not clear|no unit"),
    ],
)
def test_an_unclear_unit_is_told_with_what_there_is(
    folder: CourseFolder, name: str, part: str
) -> None:
    with pytest.raises(UsageError, match=part):
        folder.unit(name)


def test_near_names_are_offered(folder: CourseFolder) -> None:
    with pytest.raises(UsageError, match='Did you mean "u02-sourcing"'):
        folder.unit("u02-sorcing")


def test_the_root_is_found_from_below(
    folder: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.source / "u02-sourcing")
    assert find_root().root == folder.root


def test_a_folder_outside_a_course_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="no course folder"):
        find_root()
    with pytest.raises(UsageError, match="is not a course folder"):
        find_root(tmp_path)


def test_a_failed_write_leaves_the_old_file_and_no_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "answers.ipynb"
    write_atomic(path, "old")

    def broken(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", broken)
    with pytest.raises(OSError, match="No space"):
        write_atomic(path, "new")
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["answers.ipynb"]


def test_half_a_character_does_not_keep_a_file_from_being_written(tmp_path: Path) -> None:
    write_atomic(tmp_path / "result.json", '"half \ud83d of one"')
    assert (tmp_path / "result.json").read_text(encoding="utf-8") == '"half ? of one"'


def test_the_longest_name_that_a_file_may_have_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / f"{'x' * 250}.json"
    write_atomic(path, "{}")
    assert path.read_text() == "{}"
