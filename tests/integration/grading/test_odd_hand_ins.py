"""Hand-ins as odd as they come: each is graded or told in a sentence, and nobody else notices."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.integration

CODE = {"answer-days": "days = 42", "answer-double": "def double(n):\n    return 2 * n"}
RIGHT = {"condition": "pre-emption after an invasion", "ships": ["Gagarin", "Kimovsk"]}


def test_names_and_texts_that_are_no_characters_stop_nobody(course):
    folder = course.hand_in("code", "ada", RIGHT).parent
    for name in (b"caf\xe9.txt", b"caf\xe9.ipynb"):
        (folder / os.fsdecode(name)).write_text("{}")
    course.hand_in("code", "bob", RIGHT, {"essay-why": "Half a character: \ud83d."})
    course.hand_in("code", "b" * 240, RIGHT)
    report = course.grade("code")
    assert {result.status for result in report.submissions} == {"graded"}
    assert course.grade("code").submissions == report.submissions


def test_large_and_many_files_cost_no_points(course):
    large = course.hand_in("code", "ada", RIGHT, CODE).parent
    (large / "film.bin").write_bytes(bytes(40_000_000))
    (large / "ships.csv").write_text("a,b")
    many = course.hand_in("code", "bob", RIGHT, CODE).parent
    for number in range(5000):
        (many / f"{number}.txt").write_text("")
    (course.hand_in("code", "cyd", RIGHT, CODE).parent / "huge.bin").touch()
    os.truncate(course.folder.submitted / "cyd" / "code" / "huge.bin", 100_000_001)
    found = {result.student: result for result in course.grade("code").submissions}
    assert [found[name].score for name in ("ada", "bob", "cyd")] == [9, 9, 9]
    assert found["ada"].flags == [
        'Too many or too large files to run code beside them; it ran without "film.bin".'
    ]
    assert "and 29" in found["bob"].flags[0]
    assert found["cyd"].flags == ['"huge.bin" has more than 100 MB; it was left out.']


def test_a_file_in_the_place_of_a_folder_of_the_course_makes_room(course):
    data = course.folder.source / "code" / "data"
    data.mkdir()
    (data / "ships.csv").write_text("ours")
    folder = course.hand_in("code", "ada", RIGHT, CODE).parent
    (folder / "data").write_text("theirs")
    course.hand_in("code", "bob", RIGHT, CODE)
    assert [result.score for result in course.grade("code").submissions] == [9, 9]
    kept = course.folder.autograded / "ada" / "code" / "data" / "ships.csv"
    assert kept.read_text() == "ours"


def test_thousands_of_strange_cells_are_told_in_a_few_sentences(course):
    def paste(content):
        for number in range(1000):
            name = f"{number}-{'x' * 5000}"
            content["cells"].append(
                {
                    "cell_type": "markdown",
                    "id": f"pasted-{number}",
                    "metadata": {"nbgrader": {"grade_id": name, "solution": True}},
                    "source": "",
                }
            )

    course.hand_in("data", "ada", RIGHT, change=paste)
    [result] = course.grade("data").submissions
    assert result.score == 7
    assert result.flags[-1] == "There are 980 more things of this kind."
    assert sum(map(len, result.flags)) < 25_000


def test_what_may_not_be_read_is_rejected_with_the_reason(course):
    for student in ("ada", "bob", "cyd", "dan"):
        course.hand_in("data", student, RIGHT)
    course.hand_in("data", "eve", RIGHT).with_name("notes.txt").touch(0o000)
    submitted = course.folder.submitted
    closed = [submitted / "ada" / "data" / "notebook.ipynb", submitted / "bob" / "data"]
    closed.append(submitted / "cyd")
    for path in closed:
        path.chmod(0o000)
    report = course.folder.root / "report.json"
    command = [sys.executable, "-m", "course", "grade", "data"]
    # Root reads everything unless it gives up that right, which is called a capability.
    drop = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
    try:
        done = subprocess.run(
            [*drop, *command, "--json", str(report)],
            cwd=course.folder.root,
            capture_output=True,
            text=True,
            timeout=120,
        )
    finally:
        for path in closed:
            path.chmod(0o700)
    assert done.returncode == 1, done.stderr
    submissions = json.loads(report.read_bytes())["submissions"]
    found = {result["student"]: result for result in submissions}
    for student in ("ada", "bob", "cyd"):
        assert found[student]["status"] == "rejected"
        assert "Permission denied" in found[student]["reason"]
    assert (found["dan"]["score"], found["eve"]["score"]) == (7, 7)
    assert found["eve"]["flags"] == ['"notes.txt" cannot be read; it was left out.']
    assert {result.score for result in course.grade("data").submissions} == {7}


def test_folders_that_nbgrader_cannot_name_are_rejected_and_leave_no_trace(course):
    odd = [os.fsdecode(b"caf\xe9"), "two\nlines", "c" * 253]
    joined = "\u0645\u06cc\u200c\u0646"
    for student in [*odd, "ada", joined, ".ipynb_checkpoints"]:
        course.hand_in("data", student, RIGHT)
    found = {result.student: result for result in course.grade("data").submissions}
    assert set(found) == {"ada", joined, *odd}
    assert found["ada"].score == 7
    for student in odd:
        assert found[student].status == "rejected"
        assert "Rename the folder" in found[student].reason
    assert {path.name for path in course.folder.autograded.glob("[!.]*")} == {"ada", joined}
    assert {row[0] for row in course.gradebook("data")["grades"]} == {"ada", joined}
