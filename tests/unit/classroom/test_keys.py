"""Keys against exercises: each rule where it fits a kind, and nothing that is computed."""

from __future__ import annotations

from typing import Any

import pytest

from course.classroom.keys import disagreements
from course.notebook.lint import Master

EXERCISES = {
    "choose": 'choose("x", "W", ["one", "two"], answer="one")',
    "tick": 'tick("x", "W", ["one", "two"], answer=["one"])',
    "rate": 'rate("x", "W", ["low", "high"], answer="low")',
    "label": 'label("x", "W", {"a": "A", "b": "B"}, ["one", "two"], answer={"a": "one"})',
    "match": 'match("x", "W", {"a": "A", "b": "B"}, {"c": "C", "d": "D"}, answer={"a": "c"})',
    "order": 'order("x", "W", ["a", "b", "c"], answer=["a", "b", "c"])',
    "pens": 'pick_sentences("x", "W", {"P": ["A.", "B."]}, ["red", "blue"], answer={"P.1": "red"})',
    "pick": 'pick_sentences("x", "W", {"P": ["A.", "B."]}, ["red"], only=["P.1"], answer=["P.1"])',
    "card": 'card("x", "W", "S24", "", fields={"F": {"options": ["one", "two"]}, "T": {}}, answer={"F": "one"})',
    "text": 'short_text("x", "W", answer="words")',
}


def cell(kind: str, source: str, name: str, **nbgrader: Any) -> dict[str, Any]:
    metadata = {"nbgrader": {"grade_id": name, **nbgrader}}
    return {"cell_type": kind, "source": source, "id": name, "metadata": metadata}


def found(answer: str, rule: str) -> list[str]:
    """Return what is found in a master with one answer cell and one check."""
    imports = f"from course.checks import accept, award, {rule.partition('(')[0]}"
    check = f"{imports}\naward({rule}, points=1)"
    cells = [
        cell("code", answer, "answer-x", solution=True),
        cell("markdown", "Text.", "essay-own", grade=True, solution=True, points=1),
        cell("code", check, "check-x-key", grade=True, points=1),
    ]
    return list(disagreements(Master("u", cells)))


@pytest.mark.parametrize(
    ("exercise", "rule"),
    [
        ("choose", 'exact("x", key="one", half=["two"])'),
        ("choose", 'exact("x", key=["ONE", "two"])'),
        ("choose", 'exact("x", key=chr(65))'),
        ("choose", 'one_of_several("x", [accept("one", because="y"), accept(chr(65), because="y")])'),
        ("rate", 'exact("x", key="low")'),
        ("tick", 'set_f1("x", key={"one"}, optional=["two"])'),
        ("tick", 'exact("x", key=[["one", "two"]])'),
        ("label", 'labels("x", key={"a": ["one", "two"]}, half={"b": ["one"]}, costs={("one", "two"): 0.5})'),
        ("label", 'exact("x", key={"a": "one", "b": "two"})'),
        ("match", 'labels("x", key={"a": "c", "b": "d"})'),
        ("match", 'pairs("x", key=[("a", "c"), ("d", "b")])'),
        ("match", 'pairs("x", key={"a": ["c", "d"]}, directed=True)'),
        ("order", 'order("x", key=["a", ["b", "c"]])'),
        ("pens", 'labels("x", key={"P.1": "red"})'),
        ("pens", 'spans("x", key={"P.1": "red"}, optional=["P.2"])'),
        ("pens", 'spans("x", key=["P.1"], pen="blue")'),
        ("pick", 'set_f1("x", key=["P.1"])'),
        ("card", 'card("x", key={"F": {"one", "two"}, "T": "anything"})'),
        ("text", 'text_lite("x", parts={"a": ["one"]})'),
        ("text", 'exact("x", key="three")'),
    ],
)  # fmt: skip
def test_a_key_that_answers_can_meet_is_no_finding(exercise: str, rule: str) -> None:
    assert found(EXERCISES[exercise], rule) == []


@pytest.mark.parametrize(
    ("exercise", "rule", "part"),
    [
        ("choose", 'exact("x", key="onne")', '"onne" in exact("x", …), which is no option of'),
        ("choose", 'exact("x", key="one", half=["three"])', '"three"'),
        ("choose", 'one_of_several("x", [accept("three", because="y")])', '"three"'),
        ("choose", 'one_of_several("x", answers=(accept("three", because="y"),))', '"three"'),
        ("choose", 'exact("x", key=1)', "has 1 in exact"),
        ("rate", 'exact("x", key="lwo")', 'Did you mean "low"?'),
        ("tick", 'set_f1("x", key=["three"])', "no option"),
        ("tick", 'set_f1("x", key=["one"], optional=["three"])', "no option"),
        ("tick", 'set_f1("x", key=3)', "a key that the rule cannot read: 3."),
        ("label", 'labels("x", key={"z": "one"})', '"z" in labels("x", …), which is no item'),
        ("label", 'labels("x", key={"a": "three"})', "no label"),
        ("label", 'labels("x", key={"a": "one"}, half={"a": ["three"]})', "no label"),
        ("label", 'labels("x", key={"a": "one"}, costs={("one", "three"): 0.5})', "no label"),
        ("label", 'labels("x", key=["a"])', "cannot read"),
        ("match", 'labels("x", key={"a": "z"})', "no match"),
        ("match", 'pairs("x", key=[("a", "z")])', "no item"),
        ("match", 'pairs("x", key={"a": ["c", "z"]})', "no item"),
        ("order", 'order("x", key=["a", ["b", "z"]])', "no item"),
        ("pens", 'labels("x", key={"P.3": "red"})', "no sentence"),
        ("pens", 'labels("x", key={"P.1": "green"})', "no pen"),
        ("pens", 'spans("x", key={"P.1": "green"})', "no pen"),
        ("pens", 'spans("x", key=["P.1"], optional=["P.3"])', "no sentence"),
        ("pens", 'spans("x", key=["P.1"], pen="green")', 'It has "red", "blue". Give one'),
        ("pick", 'set_f1("x", key=["P.2"])', "no sentence"),
        ("card", 'card("x", key={"G": "one"})', "no field"),
        ("card", 'card("x", key={"F": ["one", "three"]})', 'no option in "F"'),
    ],
)
def test_a_key_that_no_answer_can_meet_is_found(exercise: str, rule: str, part: str) -> None:
    [finding] = found(EXERCISES[exercise], rule)
    assert finding.startswith('The check "check-x-key" ')
    assert part in finding


@pytest.mark.parametrize(
    ("answer", "name", "is_there"),
    [
        ("x = 1", "x", True),
        ("%matplotlib inline\nx = 1", "x", True),
        ("if True:\n    for x, y in []:\n        pass", "y", True),
        ("x: int = 1", "x", True),
        ("def x(text):\n    inner = text\n    return inner", "x", True),
        ("def x(text):\n    inner = text\n    return inner", "inner", False),
        ("def x(text):\n    return text", "text", False),
        ("from math import pi\nx = [n for n in ()]", "pi", False),
        ("x = (", "x", False),
        ("x = 1", "essay-own", True),
        ("x = 1", "prompt-x", False),
    ],
)
def test_a_check_reads_what_an_answer_cell_makes(answer: str, name: str, is_there: bool) -> None:
    assert (found(answer, f'number("{name}", key=1)') == []) is is_there


def test_a_mistake_on_purpose_is_allowed_where_nothing_earns_points() -> None:
    wrong = cell("code", 'choose("wrong-x", "W", ["one"], answer=None)', "a", solution=True)
    assert list(disagreements(Master("u", [wrong]))) == []
    essay = cell("markdown", "Text.", "essay-own", grade=True, solution=True, points=1)
    assert len(list(disagreements(Master("u", [wrong, essay])))) == 1
