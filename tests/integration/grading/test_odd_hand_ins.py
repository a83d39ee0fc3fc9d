"""Hand-ins as odd as they come: each is graded or told in a sentence, and nobody else notices."""

from __future__ import annotations

import os

import pytest

pytestmark = pytest.mark.integration

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
