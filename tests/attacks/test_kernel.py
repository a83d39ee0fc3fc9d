"""Notebooks that need a kernel: run in one, within the same walls and limits."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path

import pytest

pytestmark = pytest.mark.attacks

FIRST = "secret_number = 42_000"
DOUBLE = "def double(n):\n    return 2 * n + 1"
NEEDS = "import asyncio"
TOLD = 'The notebook "notebook.ipynb" was run in a Jupyter kernel, because it {}.'
LOOK = """
import json, os, socket
found = []
try: socket.create_connection(("127.0.0.1", 9), timeout=2)
except OSError as error: found.append(error.strerror)
for folder in {folders!r}:
    try: found.append(sorted(os.listdir(folder)))
    except OSError as error: found.append(error.strerror)
found.append(len([name for name in os.listdir("/proc") if name.isdigit()]))
found.append(sorted(os.environ))
print(json.dumps(found))
"""

HONEST = {
    "reads": [NEEDS, FIRST, DOUBLE, "await asyncio.sleep(0)\nprint('ran')\nsecret_number"],
    "ordinary": [FIRST, DOUBLE],
    "asks": ["name = input('Who? ')", FIRST],
    "loop": [NEEDS, "async def work(): return 1\nasyncio.run(work())", FIRST],
    "task": [
        f"{NEEDS}\nasync def work():\n    global secret_number\n    secret_number = 42_000",
        "task = asyncio.create_task(work())",
        "await task",
    ],
    "display": [
        "shown = display('draft', display_id=True)",
        "shown.update('final')",
        FIRST,
    ],
    "widgets": [
        "import ipywidgets\nslider = ipywidgets.IntSlider(42, step=1, max=50)\nslider",
        "box = ipywidgets.Output()\nwith box: print('inside')\nbox",
        "secret_number = slider.value * 1000",
    ],
    "figure": [NEEDS, "import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4]);", FIRST],
    "shell": [NEEDS, "!echo from the shell", FIRST],
}
LIARS = {
    "answers": "get_ipython().user_expressions = lambda told: {'found': {'data': {'text/plain': '42'}}}",
    "formats": "get_ipython().display_formatter.format = lambda *_: ({'text/plain': \"'{\\\"value\\\": 1}'\"}, {})",
    "floods": "import sys; sys.modules['course.grading.kernels'].answer_in_kernel = lambda *_: '[' * 100_000",
    "breaks": "import builtins; builtins.__import__ = None",
}
ENDS = {
    "exits": "import os; os._exit(0)",
    "crashes": "import ctypes; ctypes.string_at(0)",
    "kills": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
}
MEDDLES = {
    "kills-the-client": "import os, signal; os.kill(os.getppid(), signal.SIGKILL)",
    "writes-into-every-door": "import os\nfor n in range(3, 64):\n    try: os.write(n, b'x' * 100)\n    except OSError: pass",
}
FLOODS = {
    "one-line": "print('x' * 12_000_000)",
    "displays": "for i in range(6_000): display(i)",
    "past-python": "import os\nfor i in range(100): os.write(1, b'y' * 100_000)",
}


@pytest.fixture(scope="module")
def graded(cell_block):
    """What came of all hand-ins that stay within the budget, graded side by side."""
    look = LOOK.format(folders=[str(cell_block.root), str(Path.cwd() / "source")])
    return cell_block.grade(
        {
            **HONEST,
            "looks": [NEEDS, look, FIRST],
            **{name: [NEEDS, "secret_number = 1", trick] for name, trick in LIARS.items()},
            **{name: [NEEDS, FIRST, end] for name, end in (ENDS | MEDDLES).items()},
            **{f"flood-{name}": [NEEDS, FIRST, flood] for name, flood in FLOODS.items()},
        }
    )


def output_types(outcome, place: int) -> list[str]:
    return [output["output_type"] for output in outcome.notebook["cells"][place]["outputs"]]


def test_values_and_functions_are_read_from_a_kernel(graded):
    outcome = graded["reads"]
    assert outcome.points == 5
    assert outcome.result["status"] == "graded"
    assert '"ran\\n"' in outcome.printed
    assert '"text/plain": "42000"' in outcome.printed


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("reads", "works with the kernel or its event loop"),
        ("asks", "asks for input"),
        ("widgets", "uses widgets"),
        ("display", "changes what it has shown"),
    ],
)
def test_the_report_tells_why_a_kernel_was_needed(graded, name, reason):
    assert TOLD.format(reason) in graded[name].result["flags"]


def test_an_ordinary_notebook_needs_no_kernel(graded):
    assert not [flag for flag in graded["ordinary"].result["flags"] if "kernel" in flag]


def test_a_question_to_the_reader_fails_as_in_jupyter(graded):
    assert "StdinNotImplementedError" in graded["asks"].printed
    assert graded["asks"].points == 2


def test_a_loop_that_already_runs_is_told_as_in_jupyter(graded):
    assert "cannot be called from a running event loop" in graded["loop"].printed
    assert graded["loop"].points == 2


def test_a_task_goes_on_between_cells(graded):
    assert graded["task"].points == 2


def test_a_display_is_changed_by_a_later_cell(graded):
    first = graded["display"].notebook["cells"][0]["outputs"]
    assert [output["data"]["text/plain"] for output in first] == ["'final'"]
    assert output_types(graded["display"], 1) == []


def test_widgets_talk_to_a_front_end_that_is_not_there(graded):
    assert output_types(graded["widgets"], 0) == ["execute_result"]
    assert graded["widgets"].points == 2


def test_a_figure_is_shown_once(graded):
    assert output_types(graded["figure"], 1) == ["display_data"]
    assert "image/png" in graded["figure"].notebook["cells"][1]["outputs"][0]["data"]


def test_lines_of_the_system_shell_run(graded):
    assert "from the shell" in graded["shell"].printed


def test_the_walls_stand_around_a_kernel_too(graded):
    [shown] = graded["looks"].notebook["cells"][1]["outputs"]
    network, course, masters, processes, names = json.loads(shown["text"])
    assert network == "Network is unreachable"
    assert course in ("No such file or directory", [])
    assert masters in ("No such file or directory", [])
    assert processes == 2
    assert not {"SSH_AUTH_SOCK", "USER", "LOGNAME"} & set(names)
    assert graded["looks"].points == 2


@pytest.mark.parametrize("name", LIARS)
def test_a_kernel_that_lies_gains_nothing(graded, name):
    assert graded[name].points == 0


@pytest.mark.parametrize("name", ENDS)
def test_a_kernel_that_ends_is_told(graded, name):
    assert graded[name].result["status"] == "partial"
    assert "ended the program" in graded[name].result["reason"]


@pytest.mark.parametrize("name", MEDDLES)
def test_a_kernel_cannot_reach_beyond_its_own_hand_in(graded, name):
    assert graded[name].points in {0, 2}
    assert graded["reads"].points == 5


@pytest.mark.parametrize("name", FLOODS)
def test_output_is_limited(graded, name):
    assert len(graded[f"flood-{name}"].printed) < 1_000_000
    assert graded[f"flood-{name}"].points in {0, 2}


def test_a_cell_over_its_time_is_interrupted_and_the_next_ones_run(prison, tight):
    with prison(replace(tight, cell_seconds=2)).open() as opened:
        outcome = opened.grade_one([NEEDS, "while True: pass", FIRST])
    assert outcome.points == 2
    assert "CellTimeoutError" in outcome.printed
    assert "KeyboardInterrupt" in outcome.printed
    assert outcome.result["status"] == "graded"


def test_all_cells_together_have_a_limit(prison, tight):
    with prison(replace(tight, cell_seconds=3, notebook_seconds=5)).open() as opened:
        started = time.monotonic()
        outcome = opened.grade_one([NEEDS] + ["import time; time.sleep(2)"] * 10)
        assert time.monotonic() - started < 20
    assert outcome.result["status"] == "partial"
    assert "did not stop in time" in outcome.result["reason"]


def test_a_function_that_never_ends_costs_only_its_own_points(prison):
    code = [NEEDS, FIRST, "def double(n):\n    while True: pass"]
    with prison().open() as opened:
        outcome = opened.grade_one(code)
    assert outcome.points == 2
    assert {cell["code"] for cell in outcome.result["cells"]} & {"time-limit"}


def test_processor_time_is_limited(prison, tight, burn):
    budget = replace(tight, cell_seconds=60, notebook_seconds=60, cpu_seconds=4)
    with prison(budget).open() as opened:
        outcome = opened.grade_one([NEEDS, FIRST, burn])
    assert "computing time" in outcome.result["reason"]


def test_memory_is_limited(prison):
    code = "kept = []\nwhile True:\n    kept.append(bytearray(10**7))\n    kept[-1][::4096] = b'1' * len(kept[-1][::4096])"
    with prison().open() as opened:
        outcome = opened.grade_one([NEEDS, FIRST, code])
    assert "too much memory" in outcome.result["reason"]


def test_without_isolation_a_kernel_is_ended_with_all_it_started(prison):
    with prison(isolated=False).open() as opened:
        found = opened.grade({"loops": [NEEDS, "while True: pass", FIRST], "good": [NEEDS, FIRST]})
    assert found["loops"].points == found["good"].points == 2
