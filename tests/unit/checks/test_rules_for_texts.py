"""Rules for short texts and for cards."""

import pytest

from course.checks import (
    Given,
    Prose,
    card,
    text_lite,
    using,
)
from course.checks.student import text as text_of
from course.notebook.cells import TEXT_STUB
from course.scores import Reason

PARTS = {"the condition": [r"\bif\b", r"\bafter\b"], "the weapon": "nuclear", "the side": "soviet"}


@pytest.mark.parametrize(
    ("text", "earned"),
    [
        ("If Cuba is invaded, the Soviet Union should use nuclear weapons.", 1.0),
        ("IF Cuba is invaded, the SOVIET Union should use NUCLEAR weapons.", 1.0),
        ("After an invasion the Soviet Union should answer.", 2 / 3),
        ("Castro writes a letter to Khrushchev on that night.", 0.0),
        ("Nuclear, if Soviet.", 1 - 0.25),
        ("If Cuba is invaded, should the Soviet Union use nuclear weapons?", 1 - 0.25),
        ("It is unprovoked: if Cuba is invaded, the Soviet Union uses nuclear weapons.", 1 - 0.5),
        ("if nuclear soviet " * 6, 0.0),
    ],
)
def test_a_text_earns_a_share_for_each_part_and_loses_for_what_is_false(share, text, earned):
    rule = {
        "parts": PARTS,
        "words": (8, 40),
        "false": {"a false word": "unprovoked"},
        "is_statement": True,
    }
    assert share(text_lite, text, **rule) == pytest.approx(earned)


def test_a_text_never_earns_more_by_more_words_than_asked(share):
    good = "If Cuba is invaded, the Soviet Union should use nuclear weapons."
    padded = good + " It rained in Havana on that day and nobody could see the hills well." * 5
    assert share(text_lite, padded, parts=PARTS, words=(8, 40)) < share(
        text_lite, good, parts=PARTS
    )


def test_a_list_of_wanted_words_is_no_text_and_a_text_in_simple_english_is_one(recorded, share):
    rule = {"parts": PARTS, "words": (8, 40)}
    listed = "soviet nuclear if banana apple tree house window door street light car"
    simple = "Soviet leader use nuclear weapons if American soldiers come in Cuba, Castro says him."
    assert share(text_lite, listed, **rule) == 0
    assert "list of words" in recorded(text_lite, listed, **rule).sentence
    assert share(text_lite, simple, **rule) == 1


def test_missing_parts_are_named_only_where_that_is_wanted(recorded):
    assert "the weapon" in recorded(text_lite, "If so.", parts=PARTS).sentence
    assert "the weapon" not in recorded(text_lite, "If so.", parts=PARTS, tell=False).sentence


def test_a_text_without_words_is_unanswered(recorded):
    assert recorded(text_lite, "  \n ", parts=PARTS).code is Reason.UNANSWERED
    assert recorded(text_lite, f"{TEXT_STUB}\n\n", parts=PARTS).code is Reason.UNANSWERED


@pytest.mark.parametrize("between", ["\n\n", "\n", " "])
def test_the_text_of_the_release_above_an_answer_is_no_part_of_it(between):
    answer = "If the planes strike, he asks for the weapon."
    with using(Given(texts={"note-letter": f"{TEXT_STUB}{between}{answer}"})):
        assert text_of("note-letter").strip() == answer
        assert text_of("note-letter").index(answer) == len(TEXT_STUB + between)


def test_a_card_is_a_mean_over_its_fields(recorded, share):
    key = {
        "author": ["Castro", "Fidel Castro"],
        "kinds": {"letter", "draft"},
        "why": Prose({"if": "if"}),
    }
    full = {"author": "castro", "kinds": ["draft", "letter"], "why": "only if"}
    assert share(card, full, key=key) == 1
    assert share(card, {**full, "kinds": ["letter"]}, key=key) == pytest.approx((1 + 2 / 3 + 1) / 3)
    assert share(card, {"author": "Kennedy"}, key=key) == 0
    assert share(card, {"S23": full}, key=key, of="S23") == 1
    assert recorded(card, {"S23": full}, key=key, of="S24").code is Reason.UNANSWERED
