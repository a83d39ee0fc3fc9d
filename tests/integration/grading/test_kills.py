"""A run that loses any of its processes at any moment ends as if it had not.

The suite kills a few; ``COURSE_KILLS=100`` kills as many, for a release.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

pytestmark = pytest.mark.integration

KILLS = int(os.environ.get("COURSE_KILLS", "6"))
ROLES = ("coordinator", "worker", "zygote")
RUN = (
    "import sys; from pathlib import Path; from course.paths import CourseFolder;"
    "from course.grading import grade_unit;"
    "grade_unit(CourseFolder(Path(sys.argv[1])), 'code', workers=2, force='force' in sys.argv)"
)
ANSWERS = ["first strike", "retaliation", "pre-emption after an invasion"]


def start(root: Path, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-c", RUN, str(root), *options], stderr=subprocess.PIPE
    )


def finish(run: subprocess.Popen[bytes]) -> tuple[int, str]:
    _, errors = run.communicate(timeout=120)
    return run.returncode, errors.decode()


def processes_of(coordinator: int, role: str) -> list[int]:
    found = []
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = (entry / "stat").read_text().rpartition(")")[2].split()[1]
            command = (entry / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == str(coordinator) and f"course.grading.{role}".encode() in command:
            found.append(int(entry.name))
    return found


def kill(run: subprocess.Popen[bytes], role: str, moment: float) -> bool:
    """Kill a process of a run at a moment after its start, or once it is there; tell if it was."""
    due = time.monotonic() + moment
    while run.poll() is None:
        victims = [run.pid] if role == "coordinator" else processes_of(run.pid, role)
        if victims and time.monotonic() >= due:
            with suppress(ProcessLookupError):
                os.kill(victims[0], signal.SIGKILL)
                return True
        time.sleep(0.005)
    return False


def everything(course) -> tuple[dict, dict[str, str]]:
    results = {
        path.stem: path.read_text()
        for path in (course.folder.results / "code").glob("*.json")
        if not path.name.startswith(".")
    }
    notebooks = {
        str(path.relative_to(course.folder.autograded)): path.read_text()
        for path in course.folder.autograded.rglob("*.ipynb")
    }
    return course.gradebook("code"), results | notebooks


@pytest.fixture
def undisturbed(course):
    chance = random.Random(7)
    for number in range(8):
        course.hand_in(
            "code",
            f"s{number}",
            {"condition": chance.choice(ANSWERS)},
            {
                "answer-days": f"days = {chance.choice([42, 41])}",
                "answer-double": "import time\ntime.sleep(0.1)\ndef double(n):\n    return 2 * n",
            },
        )
    began = time.monotonic()
    assert finish(start(course.folder.root)) == (0, "")
    return everything(course), time.monotonic() - began


def test_every_kill_is_survived(course, undisturbed):
    expected, seconds = undisturbed
    chance = random.Random(1962)
    killed = 0
    for _ in range(3 * KILLS):  # a run may be over before its kill
        role = ROLES[killed % len(ROLES)]
        run = start(course.folder.root, "force")
        struck = kill(run, role, chance.random() * seconds)
        code, errors = finish(run)
        if struck and role == "coordinator":
            assert finish(start(course.folder.root)) == (0, "")
        else:
            assert (code, errors) == (0, "")
        assert everything(course) == expected, f"kill {killed} of a {role}"
        assert not list(course.folder.autograded.glob(".staging/*/*"))
        killed += struck
        if killed == KILLS:
            return
    pytest.fail(f"only {killed} of {KILLS} kills met a process")


def test_an_interrupted_run_writes_nothing_half_and_goes_on(course, undisturbed):
    expected, seconds = undisturbed
    run = start(course.folder.root, "force")
    time.sleep(seconds * 0.7)
    run.send_signal(signal.SIGINT)
    finish(run)
    assert not processes_of(run.pid, "worker")
    for path in (course.folder.results / "code").glob("s*.json"):
        json.loads(path.read_text())
    assert finish(start(course.folder.root)) == (0, "")
    assert everything(course) == expected


def test_a_second_run_stops_with_a_sentence(course, undisturbed):
    first = start(course.folder.root, "force")
    time.sleep(0.5)
    second = start(course.folder.root, "force")
    code, errors = finish(second)
    assert finish(first) == (0, "")
    if code:  # on a very slow machine the first may have ended already
        assert "Another run of this course is at work" in errors
    assert everything(course) == undisturbed[0]


def test_no_process_is_left_behind_when_the_coordinator_is_killed(course, undisturbed):
    run = start(course.folder.root, "force")
    time.sleep(undisturbed[1] * 0.6)
    children = processes_of(run.pid, "worker") + processes_of(run.pid, "zygote")
    run.kill()
    finish(run)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and any(
        Path(f"/proc/{child}").exists() for child in children
    ):
        time.sleep(0.1)
    assert not [child for child in children if Path(f"/proc/{child}").exists()]
