"""Every limit of the budget, met by code that goes over it."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

pytestmark = pytest.mark.attacks

FIRST = "secret_number = 42_000"


def test_a_cell_over_its_time_is_interrupted_and_the_next_ones_run(prison):
    with prison().open() as opened:
        outcome = opened.grade_one(["while True: pass", FIRST])
    assert outcome.points == 2
    assert "CellTimeoutError" in outcome.printed
    assert outcome.result["status"] == "graded"


def test_code_that_cannot_be_interrupted_is_ended_and_earlier_points_stay(prison):
    stubborn = """
import time
while True:
    try:
        while True: time.sleep(1)
    except BaseException: pass
"""
    with prison().open() as opened:
        started = time.monotonic()
        outcome = opened.grade_one([FIRST, stubborn])
        assert time.monotonic() - started < 20
    assert outcome.result["status"] == "partial"
    assert "did not stop in time" in outcome.result["reason"]
    assert {cell["code"] for cell in outcome.result["cells"]} == {"time-limit"}
    assert {cell["checked"] for cell in outcome.result["cells"]} == {"not-run"}


def test_all_cells_together_have_a_limit(prison, tight):
    with prison(replace(tight, cell_seconds=3, notebook_seconds=5)).open() as opened:
        started = time.monotonic()
        outcome = opened.grade_one(["import time"] + ["time.sleep(2.5)"] * 10)
        assert time.monotonic() - started < 15
    assert outcome.result["status"] == "partial"


def test_processor_time_is_limited(prison, tight, burn):
    budget = replace(tight, cell_seconds=60, notebook_seconds=60, cpu_seconds=3)
    with prison(budget).open() as opened:
        outcome = opened.grade_one([FIRST, burn])
    assert "computing time" in outcome.result["reason"]


def test_a_large_request_for_memory_fails_inside_python(prison):
    with prison().open() as opened:
        outcome = opened.grade_one(["x = bytearray(8 * 1024**3)", FIRST])
    assert "MemoryError" in outcome.printed
    assert outcome.points == 2


def test_memory_of_all_processes_together_is_limited(prison):
    code = """
import os, time
for _ in range(5):
    if os.fork() == 0:
        x = bytearray(90 * 1024**2)
        for i in range(0, len(x), 4096): x[i] = 1
        time.sleep(30)
time.sleep(30)
"""
    with prison().open() as opened:
        outcome = opened.grade_one([FIRST, code])
    assert "too much memory" in outcome.result["reason"]


def test_processes_are_limited(prison):
    code = """
import os, time
made = 0
try:
    while made < 500:
        if os.fork() == 0: time.sleep(60)
        made += 1
except OSError as error:
    print("stopped", made, type(error).__name__)
"""
    with prison().open() as opened:
        outcome = opened.grade_one([FIRST, code])
    assert "stopped" in outcome.printed
    assert outcome.points == 2


def test_files_are_limited_one_by_one_and_together(prison):
    code = """
def fill(name, mib):
    try:
        with open(name, "wb") as file:
            for _ in range(mib): file.write(bytes(1024**2))
        print(name, "whole")
    except OSError as error:
        print(name, error.strerror)
fill("one", 6)
for number in range(4): fill(f"part{number}", 3)
"""
    with prison().open() as opened:
        text = opened.grade_one([code, FIRST]).printed
    assert "one File too large" in text
    assert "No space left on device" in text


def test_open_files_are_limited(prison):
    code = """
kept = []
try:
    while len(kept) < 5000: kept.append(open("/dev/null"))
except OSError as error:
    print("stopped", error.strerror)
kept.clear()
"""
    with prison().open() as opened:
        outcome = opened.grade_one([code, FIRST])
    assert "stopped Too many open files" in outcome.printed
    assert outcome.points == 2


@pytest.mark.parametrize(
    "flood",
    [
        "print('x' * 12_000_000)",
        "for i in range(20_000): display(i)",
        "for i in range(200_000): print(i)",
        "import os\nfor i in range(100): os.write(1, b'y' * 100_000)",
        "import sys\nwhile True: sys.stderr.write('z' * 1000)",
    ],
    ids=["one line", "displays", "lines", "past Python", "without end"],
)
def test_output_is_limited(prison, flood):
    with prison().open() as opened:
        outcome = opened.grade_one([FIRST, flood])
    assert len(outcome.printed) < 1_000_000
    assert outcome.points in {0, 2}


def test_output_is_limited_also_where_the_program_that_runs_the_code_was_changed(prison):
    code = """
import json, os, struct
shown = {"output_type": "display_data", "metadata": {}, "data": {"text/plain": "x" * 20_000_000}}
frame = json.dumps({"outputs": [shown], "execution_count": 1}).encode()
os.write(3, struct.pack("!I", len(frame)))
while frame: frame = frame[os.write(3, frame[:65536]):]
"""
    with prison().open() as opened:
        outcome = opened.grade_one([FIRST, code])
    assert len(outcome.printed) < 1_000_000


def test_a_fork_bomb_does_not_keep_the_grader_from_ending_it(prison, tight):
    code = """
import os
while True:
    try: os.fork()
    except OSError: pass
"""
    with prison().open() as opened:
        started = time.monotonic()
        outcome = opened.grade_one([FIRST, code])
    assert "did not stop in time" in outcome.result["reason"]
    assert time.monotonic() - started < tight.notebook_seconds


@pytest.mark.parametrize(
    "shown",
    [
        "from PIL import Image\nImage.new('RGB', (2, 2))",
        "display({'image/png': b'PNG', 'text/plain': 'a map'}, raw=True)",
        "import numpy\ndisplay({'application/json': {'a': numpy.int64(3)}}, raw=True)",
        "import datetime\ndisplay({'application/json': [datetime.date(1962, 10, 22)]}, raw=True)",
    ],
    ids=["picture", "bytes", "number", "date"],
)
def test_what_jupyter_can_show_does_not_end_the_program(prison, shown):
    with prison().open() as opened:
        outcome = opened.grade_one([FIRST, f"{shown}\n"])
    assert (outcome.points, outcome.result["reason"]) == (2, "")
    assert "output_type" in outcome.printed
    assert "no JSON" not in outcome.printed


@pytest.mark.parametrize(
    "shown",
    [
        "loop = []; loop.append(loop); display({'application/json': loop}, raw=True)",
        "display({5: {1: 2}, None: object()}, raw=True)",
        "display({'application/json': 10 ** 5000}, raw=True)",
    ],
    ids=["loop", "objects", "number"],
)
def test_what_cannot_be_shown_is_left_out_and_costs_nothing(prison, shown):
    with prison().open() as opened:
        outcome = opened.grade_one([FIRST, f"{shown}\n"])
    assert (outcome.points, outcome.result["reason"]) == (2, "")
    assert "An output was left out" in outcome.printed


@pytest.mark.parametrize(
    "end",
    [
        "import os; os._exit(0)",
        "import ctypes; ctypes.string_at(0)",
        "import os, signal; os.kill(os.getpid(), signal.SIGKILL); os.abort()",
        "import os, sys; os.execv('/bin/true', ['true'])",
    ],
    ids=["exit", "crash", "kill", "another program"],
)
def test_a_process_that_ends_is_told_and_costs_only_what_follows(prison, end):
    with prison().open() as opened:
        found = opened.grade({"crashed": [FIRST, end], "neighbour": FIRST})
    assert found["crashed"].result["status"] == "partial"
    assert found["neighbour"].points == 2


def test_leaving_a_cell_with_exit_goes_on(prison):
    with prison().open() as opened:
        outcome = opened.grade_one(
            ["import sys\nsys.exit()", "exit()", "raise SystemExit(3)", FIRST]
        )
    assert outcome.points == 2


def test_without_isolation_the_other_limits_hold(prison):
    with prison(isolated=False).open() as opened:
        found = opened.grade({"loops": ["while True: pass", FIRST], "good": FIRST})
    assert found["loops"].points == found["good"].points == 2
