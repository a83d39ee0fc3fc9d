"""The command line: each command's job, its usage errors and its exit codes."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from course.classroom.sample import make_sample, read_kinds
from course.cli.main import app, run
from course.errors import ExitCode
from course.paths import CourseFolder, make_scratch_folder

pytestmark = pytest.mark.integration

UNIT = "u01-orientation"


def test_the_demo_does_the_whole_job_and_every_hand_in_ends_as_expected(
    scratch_course: CourseFolder, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    # Each kind of student once; `make demo` makes thirty hand-ins a unit.
    samples = sorted((scratch_course.root / "instructor" / "samples").glob("*.toml"))
    kinds = [len(read_kinds(scratch_course, path.stem)) for path in samples]
    into = tmp_path / "demo"
    code = run(
        [
            "demo",
            "--students",
            str(max(kinds)),
            "--into",
            str(into),
            "--root",
            str(scratch_course.root),
        ]
    )
    out = capsys.readouterr().out
    assert code == ExitCode.DONE, out
    assert "Every hand-in ended as its manifest says." in out
    for name in ("gradebook.db", "autograded", "feedback", "report.json", "report.html"):
        assert (into / name).exists()
        assert name in out or name == "feedback"
    units = json.loads((into / "report.json").read_text())["units"]
    assert [unit["unit"] for unit in units] == [path.stem for path in samples]
    for page in into.glob("feedback/*/*/*.html"):
        text = page.read_text(encoding="utf-8")
        assert "HIDDEN TESTS" not in text
        assert "<script" not in text


def test_a_class_is_graded_as_its_manifest_says(
    scratch_course: CourseFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    expected = make_sample(scratch_course, UNIT, students=13, seed=5, into=scratch_course.submitted)
    report = tmp_path / "report.json"
    code = run(["grade", "u01", "--root", str(scratch_course.root), "--json", str(report)])
    assert code == ExitCode.DONE_WITH_LOSSES  # one made hand-in is half a file
    found = {entry["student"]: entry for entry in json.loads(report.read_text())["submissions"]}
    assert set(found) == {entry.student for entry in expected}
    for entry in expected:
        assert found[entry.student]["status"] == entry.status
        if entry.status == "graded":
            assert found[entry.student]["score"] == pytest.approx(entry.score, abs=0.02)
    # Formgrader has nothing to show of a rejected hand-in, and this unit has no essay.
    assert "formgrader" not in capsys.readouterr().out
    assert run(["feedback", "u01", "--root", str(scratch_course.root)]) == ExitCode.DONE
    assert run(["report", "u01", "--root", str(scratch_course.root)]) == ExitCode.DONE


@pytest.mark.parametrize(
    ("arguments", "code", "part"),
    [
        ([], ExitCode.DONE, "Whose Crisis?"),
        (["nonsense"], ExitCode.USAGE, "No such command"),
        (["grade"], ExitCode.USAGE, "Missing argument"),
        (["grade", "u99"], ExitCode.USAGE, "There is no unit"),
        (["grade", "u01-orientatoin"], ExitCode.USAGE, "Did you mean"),
        (["grade", "u01"], ExitCode.USAGE, "hand-in"),
        (["grade", "u01", "--workers", "0"], ExitCode.USAGE, "workers"),
        (["feedback", "u01"], ExitCode.USAGE, "course grade"),
        (["report", "u01"], ExitCode.USAGE, "course grade"),
        (["report"], ExitCode.USAGE, "course grade"),
        (["release", "u99"], ExitCode.USAGE, "There is no unit"),
        (["lint", "u99"], ExitCode.USAGE, "There is no unit"),
        (["sample", "u01"], ExitCode.USAGE, "into"),
        (["sample", "u00", "--into", "x"], ExitCode.USAGE, "no sample students"),
        (["lab", "u99"], ExitCode.USAGE, "There is no unit"),
        (["essay", "missing.md"], ExitCode.USAGE, "missing.md"),
        (["archive", "show", "S999"], ExitCode.USAGE, "S999"),
    ],
)
def test_wrong_usage_is_told_in_a_sentence(
    scratch_course: CourseFolder,
    arguments: list[str],
    code: ExitCode,
    part: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(scratch_course.root)
    assert run(arguments) == code
    captured = capsys.readouterr()
    assert part in captured.out + captured.err
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["grade", "u01", "--json"], ExitCode.USAGE),
        (["report", "u01", "--into"], ExitCode.MACHINE),
        (["archive", "show", "S07", "--json"], ExitCode.MACHINE),
        (["essay", "seeds/essay.txt", "--html"], ExitCode.MACHINE),
    ],
)
def test_a_file_that_cannot_be_written_is_told_in_a_sentence(
    scratch_course: CourseFolder,
    arguments: list[str],
    code: ExitCode,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(scratch_course.root)
    (scratch_course.root / "seeds").mkdir(exist_ok=True)
    (scratch_course.root / "seeds" / "essay.txt").write_text("Castro was there.")
    make_sample(scratch_course, UNIT, students=1, seed=5, into=scratch_course.submitted)
    if arguments[0] == "report":
        run(["grade", "u01"])
    assert run([*arguments, str(scratch_course.source)]) == code
    error = capsys.readouterr().err
    assert "Traceback" not in error
    assert str(scratch_course.source) in error
    assert not list(scratch_course.root.glob(".*"))


def test_a_run_whose_report_cannot_be_written_has_graded_all_the_same(
    scratch_course: CourseFolder,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_sample(scratch_course, UNIT, students=1, seed=5, into=scratch_course.submitted)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("course.cli.common.write_atomic", full)
    arguments = ["grade", "u01", "--root", str(scratch_course.root), "--json"]
    assert run([*arguments, str(scratch_course.root / "x.json")]) == ExitCode.MACHINE
    told = capsys.readouterr()
    assert f"{UNIT}: 1 graded" in told.out
    assert "x.json was not written. The system says: No space left on device." in told.err


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["report"], "no results"),
        (["lint"], "holds no unit"),
        (["release"], "holds no unit"),
        (["lab"], "no released unit"),
        (["grade", "u01"], "holds no unit"),
    ],
)
def test_where_there_is_nothing_to_do_it_is_told(
    tmp_path: Path, arguments: list[str], part: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "nbgrader_config.py").touch()
    assert run([*arguments, "--root", str(tmp_path)]) == ExitCode.USAGE
    assert part in capsys.readouterr().err


@pytest.mark.parametrize("command", ["lint", "release", "grade"])
def test_a_broken_master_or_configuration_is_a_fault_of_the_course(
    scratch_course: CourseFolder, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    make_sample(scratch_course, UNIT, students=1, seed=5, into=scratch_course.submitted)
    arguments = [command, "u01", "--root", str(scratch_course.root)]
    [master] = (scratch_course.source / UNIT).glob("*.ipynb")
    whole = master.read_bytes()
    master.write_text("{")
    assert run(arguments) == ExitCode.COURSE_FAULT
    assert "hand in" not in capsys.readouterr().err
    master.write_bytes(whole)
    if command != "lint":
        (scratch_course.root / "nbgrader_config.py").write_text("c = get_config(")
        assert run(arguments) == ExitCode.COURSE_FAULT
        assert "nbgrader_config.py cannot be run" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["lint", "release"])
def test_an_exercise_that_refuses_its_model_answer_is_a_fault_of_the_course(
    scratch_course: CourseFolder, command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    [master] = (scratch_course.source / UNIT).glob("*.ipynb")
    text = master.read_text(encoding="utf-8")
    master.write_text(text.replace('answer=[\\"E3', 'answer=[\\"E99'), encoding="utf-8")
    assert run([command, "u01", "--root", str(scratch_course.root)]) == ExitCode.COURSE_FAULT
    told = capsys.readouterr()
    assert f'source/{UNIT}/{master.name}: Cell "answer-references"' in told.out + told.err


def test_a_zip_without_the_wheel_says_so(
    scratch_course: CourseFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["release", "u01", "--zip", "--root", str(scratch_course.root)]
    assert run(arguments) == ExitCode.DONE
    assert "The wheel for students is missing" in capsys.readouterr().out
    (scratch_course.root / "dist").mkdir()
    (scratch_course.root / "dist" / "whose_crisis-0.1.0-py3-none-any.whl").touch()
    assert run(arguments) == ExitCode.DONE
    assert "missing" not in capsys.readouterr().out


def test_every_command_that_guides_and_messages_name_exists(course_root: Path) -> None:
    commands = {command.name for command in app.registered_commands}
    commands |= {group.name for group in app.registered_groups}
    guides = [*course_root.glob("*.md"), *course_root.glob("docs/*.md")]
    guides += course_root.glob("instructor/*.md")
    named = {
        (path.name, name)
        for paths, mark in (
            (guides, r"[`/]course ([a-z]+)"),
            (course_root.glob("course/**/*.py"), r"(?:Run|run|with|`) ?course ([a-z]+)"),
        )
        for path in paths
        for name in re.findall(mark, path.read_text(encoding="utf-8"))
    }
    assert {name for _, name in named} >= {"grade", "release", "feedback"}
    assert [entry for entry in sorted(named) if entry[1] not in commands] == []


@pytest.mark.parametrize("command", ["demo", "release", "grade", "lab", "doctor"])
def test_a_wrong_root_is_told(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [command, *(["u01"] if command == "grade" else []), "--root", str(tmp_path)]
    assert run(arguments) == ExitCode.USAGE
    assert "is not a course folder" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["demo", "bench"])
def test_scratch_folders_replace_nothing_that_is_not_their_own(
    scratch_course: CourseFolder, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    # Another course of the same teacher, with hand-ins in it.
    other = scratch_course.root.with_name("other") / "code"
    shutil.copytree(scratch_course.root, other)
    kept = other / "submitted/ada/unit/notebook.ipynb"
    kept.parent.mkdir(parents=True)
    kept.write_text("mine")
    into = other if command == "demo" else other.parent
    root = ["--root", str(scratch_course.root)] if command == "demo" else []
    assert run([command, "--into", str(into), *root]) == ExitCode.USAGE
    assert kept.read_text() == "mine"
    assert "was not replaced" in capsys.readouterr().err


def test_a_scratch_folder_is_made_anew(tmp_path: Path) -> None:
    for _ in range(2):
        make_scratch_folder(tmp_path / "new/demo")
        made = tmp_path / "new/demo/gradebook.db"
        assert not made.exists()
        made.write_text("old")


def test_the_doctor_names_a_remedy_for_what_is_missing(
    scratch_course: CourseFolder,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("course.classroom.doctor.jupyter_path", lambda *_: [])
    assert run(["doctor", "--root", str(scratch_course.root)]) == ExitCode.MACHINE
    out = capsys.readouterr().out
    assert "LOOK JupyterLab extension" in out
    assert "Install the package whose-crisis again" in out


def test_one_damaged_result_or_notebook_does_not_keep_the_others_from_their_feedback(
    scratch_course: CourseFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    unit, root = "u12-essay", ["--root", str(scratch_course.root)]
    made = make_sample(scratch_course, unit, students=3, seed=5, into=scratch_course.submitted)
    first, second, third = (entry.student for entry in made)
    run(["grade", unit, *root])
    result = scratch_course.result(unit, first)
    whole = result.read_bytes()
    result.write_text("{")
    [notebook] = (scratch_course.autograded / second / unit).glob("*.ipynb")
    notebook.unlink()
    notebook.write_text("{")
    capsys.readouterr()
    for command in (["feedback", unit], ["report"]):
        assert run([*command, *root]) == ExitCode.DONE_WITH_LOSSES
        told = capsys.readouterr()
        assert f"{result} cannot be read" in told.out + told.err
    pages = {path.parts[-3] for path in scratch_course.feedback.glob(f"*/{unit}/*.html")}
    assert pages == {second, third}
    result.write_bytes(whole)
    for path in (scratch_course.release / unit).glob("*.ipynb"):
        path.unlink()
    assert run(["feedback", unit, *root]) == ExitCode.USAGE
    assert "is not released" in capsys.readouterr().err


def test_names_of_hand_ins_cannot_write_to_the_terminal(
    scratch_course: CourseFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    for student in ("two\nlines", "\x1b[2Jclear", "caf\udce9"):
        folder = scratch_course.submitted / student / UNIT
        folder.mkdir(parents=True)
    code = run(["grade", "u01", "--root", str(scratch_course.root)])
    assert code == ExitCode.DONE_WITH_LOSSES
    out = capsys.readouterr().out
    for shown in ("two\\nlines, rejected", "\\x1b[2Jclear, rejected", "caf\\udce9, rejected"):
        assert shown in out
