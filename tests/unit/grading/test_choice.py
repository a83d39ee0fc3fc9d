"""Which notebooks are run in a kernel: seen in their text alone."""

from __future__ import annotations

import pytest

from course.grading.choice import choose


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("name = input ('Who? ')", "asks for input"),
        ("import ipywidgets as widgets", "uses widgets"),
        ("%matplotlib widget", "uses widgets"),
        ("display(1, display_id='a')", "changes what it has shown"),
        ("import asyncio", "works with the kernel or its event loop"),
    ],
)
def test_what_needs_a_kernel_is_seen_in_the_text(source, reason):
    choice = choose(["import pandas", source], {"name": "python3"})
    assert (choice.kernel, choice.reason) == ("python3", reason)


@pytest.mark.parametrize(
    "source",
    [
        "from course.exercises import choose, tick",
        "inputs = 3\nprint(inputs)",
        "await fetch()",
        "%matplotlib inline",
        "command = communication = 'x'",
        "frame.groupby('kernel')",
    ],
)
def test_ordinary_cells_need_none(source):
    assert choose([source], {"name": "python3"}).kernel == ""


def test_a_master_for_another_kernel_is_run_in_it():
    choice = choose([], {"name": "ir", "language": "R"})
    assert (choice.kernel, choice.reason) == ("ir", 'is written for the kernel "ir"')
