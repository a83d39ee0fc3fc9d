"""Mistakes of authors are told in a sentence that says what to change."""

from __future__ import annotations

from typing import Any

import pytest

from course.errors import UsageError
from course.exercises.kinds import define

XY = ["x", "y"]


@pytest.mark.parametrize(
    ("kind", "arguments", "keywords", "sentence"),
    [
        ("choose", ("a", "P", ["x"]), {}, 'The exercise "a" has 1 option. Give it at least 2.'),
        ("choose", ("a", "P", ["x", "x"]), {}, 'has the option "x" twice.'),
        ("choose", ("a", "P", "xy"), {}, "needs a list of options."),
        ("choose", ("a", "P", ["x", ""]), {}, "has no option."),
        ("choose", ("a", " ", XY), {}, "has no prompt."),
        ("choose", ("a b", "P", XY), {}, "cannot have the name 'a b'"),
        ("choose", ("a",), {}, "cannot be made: missing a required argument"),
        ("choose", ("a", "P", XY), {"colour": "red"}, "unexpected keyword argument 'colour'"),
        ("chose", ("a", "P", XY), {}, 'Did you mean "choose"?'),
        ("tick", ("a", "P", XY), {"at_most": 3}, "allows 3 of 2 options."),
        (
            "tick",
            ("a", "P", [str(n) for n in range(201)]),
            {},
            "has 201 options. Give it at most 200.",
        ),
        ("short_text", ("a", "P"), {"words": (40, 12)}, "has the range of words (40, 12)."),
        ("pick_sentences", ("a", "P", ["essai"], ["pen"]), {}, 'No source has the id "essai".'),
        ("pick_sentences", ("a", "P", ["essay"], []), {}, "has 0 pens. Give it at least 1."),
        ("pick_sentences", ("a", "P", {"P": []}, ["pen"]), {}, 'has no sentences in its text "P".'),
        (
            "pick_sentences",
            ("a", "P", ["essay"], ["pen"]),
            {"only": ["E99"]},
            'allows the sentence "E99"',
        ),
        ("card", ("a", "P", "S99"), {}, 'No source has the id "S99".'),
        ("card", ("a", "P", "S24", "HIP"), {}, 'Did you mean "HIPP"?'),
        (
            "card",
            ("a", "P", "S24"),
            {"fields": {"Tone": {"choices": XY}}},
            'sets "choices" in its field "Tone".',
        ),
        ("card", ("a", "P", "S24"), {"head": ["When"]}, "shows 'When' at the head of its card."),
        ("match", ("a", "P", XY, ["r"]), {}, "has 1 right item."),
        ("match", ("a", "P", [*XY, "z"], XY), {}, "has 3 items on the left and 2 on the right."),
        ("order", ("a", "P", XY), {"ends": ["first"]}, "needs two words for its ends."),
        ("matrix", ("a", "P", XY, XY, ["v"]), {}, "has 1 value."),
        ("interval", ("a", "P", "14 October", "1962-11-20"), {}, "has a scale from '14 October'"),
        ("interval", ("a", "P", "1962-11-20", "1962-10-14"), {}, "It must go forward in time"),
        (
            "interval",
            ("a", "P", "1962-10-14", "1962-11-20"),
            {"step": "minute"},
            "has the step 'minute'.",
        ),
        ("rate", ("a", "P", ["sure"]), {}, "has 1 step."),
        ("essay_desk", ("a", "P"), {}, "needs one essay to show."),
    ],
)
def test_a_mistake_is_told(
    kind: str, arguments: tuple[Any, ...], keywords: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(UsageError) as caught:
        define(kind, arguments, keywords)
    assert sentence in str(caught.value)
    assert str(caught.value)[-1] in ".?"
