"""A student's own marks: found again in a changed essay, never a loss, no gain without the move."""

from __future__ import annotations

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.essay import GROUPS, check
from course.essay.marks import LONGEST_MARK, find_mark, mark_of, read_marks
from course.essay.reading import read
from course.essay.study import MOVES

SMALL = "tuning/strong-01-small"
MISSED = "veiled"
"""A sound essay whose thesis, sentence 3, the check does not see."""


def points(report) -> list[float]:
    return [report.group(name).points for name in GROUPS]


# --- from a mark to its sentence ---


def test_every_sentence_is_found_by_its_mark(genuine):
    for half in ("tuning", "heldout", "fresh"):
        for name, text in genuine(half).items():
            essay = read(text)
            for one in essay.sentences:
                mark = mark_of(one)
                assert len(mark) <= LONGEST_MARK
                same = [other for other in essay.sentences if other.words == one.words]
                assert find_mark(essay, mark) == same[0].number, (name, one.number)


def test_a_mark_stays_with_its_sentence_when_the_essay_around_it_changes(essay):
    text = essay(SMALL)
    thesis = read(text).sentences[2]
    changed = f"A new beginning was written that is longer than any line beside an essay. Then another.\n\n{text}"
    assert find_mark(read(changed), mark_of(thesis)) == thesis.number + 2


@pytest.mark.parametrize(
    ("mark", "number"),
    [
        ("Nobody asked Castro about the bargain of October, as the cable shows [S31].", 2),
        ("  nobody asked   CASTRO about the bargain of October, as the cable shows ", 2),
        ("Nobody asked Castro about the bargain of October, and he said so.", 2),
        ("Nobody asked Castro about", 2),
        ("The role", 3),
        ("It was so", 5),
        ("Castro", None),
        ("He", None),
        ("Nobody asked him", None),
        ("A sentence that was taken out.", None),
        ("", None),
        ("[S31] ... !", None),
    ],
)
def test_a_mark_is_read_by_its_words_or_by_a_beginning_that_no_other_has(mark, number):
    essay = read(
        "He was small. Nobody asked Castro about the bargain of October, as the cable shows [S31]. "
        "The role was large. He was large. It was so. It was so."
    )
    assert find_mark(essay, mark) == number


def test_marks_are_numbers_or_words_and_anything_else_is_lost():
    essay = read("Castro mattered. He wrote.")
    marks = read_marks(essay, {"thesis": "Castro mattered", "rebuttal": 9, "nonsense": 1})
    assert marks.found == {"thesis": 1}
    assert marks.lost == ("rebuttal",)
    assert "no longer in your essay" in marks.told("rebuttal")
    assert marks.told("counter-argument") == ""


# --- never a loss ---


@settings(max_examples=60, deadline=None)
@given(draw=st.randoms(use_true_random=False))
def test_marks_never_lower_a_total_or_a_group(
    look, catalogue, genuine, gaming, draw: random.Random
):
    texts = genuine(draw.choice(["tuning", "heldout", "fresh"]))
    text = texts[draw.choice(sorted(texts))]
    if draw.random() < 0.3:
        text = draw.choice(list(gaming.kinds().values()))(text)
    plain = look(text)
    marked = {
        move: draw.randint(0, len(plain.study.essay.sentences) + 1)
        for move in draw.sample(MOVES, draw.randint(1, 3))
    }
    report = check(text, catalogue, marked)
    assert report.total >= plain.total, marked
    for name, before, after in zip(GROUPS, points(plain), points(report), strict=True):
        assert after >= before, (marked, name)
    assert [one.id for one in report.checks] == [one.id for one in plain.checks]


def test_a_mark_that_nobody_finds_changes_nothing(look, catalogue, essay):
    text = essay(SMALL)
    report = check(text, catalogue, {"thesis": "Words that stand nowhere in this essay at all."})
    assert points(report) == points(look(text))
    assert report.marks.lost == ("thesis",)


def test_a_wrong_sentence_costs_nothing_and_is_told(look, catalogue, essay):
    text = essay(SMALL)
    report = check(text, catalogue, {"thesis": len(look(text).study.essay.sentences)})
    assert points(report) == points(look(text))
    assert report.marks.used == {}
    assert "The mark adds no points" in report.to_text().replace("\n", " ").replace("       ", "")


# --- what a mark earns, and what it cannot ---


def test_a_thesis_that_the_check_misses_is_seen_when_it_is_marked(look, catalogue, essay):
    text = essay(MISSED)
    assert look(text).check("C05").points == 0
    report = check(text, catalogue, {"thesis": 3})
    assert report.check("C05").points == 7
    assert report.total > look(text).total + 10
    assert report.marks.used == {"thesis": 3}
    assert report.outline[3] == ("thesis (marked by you)",)
    assert "Thesis: sentence 3, marked by you." in report.to_text()
    assert "Thesis: sentence 3, marked by you." in report.to_html()
    assert report.to_dict()["marks"] == {"thesis": {"sentence": 3, "counts": True}}


def test_a_marked_view_and_answer_are_named_in_the_outline(catalogue, essay, look):
    text = essay(SMALL)
    view, answer = (span.sentence for span in look(text).check("C18").spans[:2])
    report = check(text, catalogue, {"counter-argument": view, "rebuttal": answer})
    assert report.marks.used == {"counter-argument": view, "rebuttal": answer}
    assert "counter-argument (marked by you)" in report.outline[view]
    assert "rebuttal (marked by you)" in report.outline[answer]


WITHOUT = """\
The crisis of October 1962 was dangerous for everybody. The Soviet Union sent missiles to Cuba by ship.

Kennedy saw the missiles on photographs [S59]. He spoke on television, and the ships turned around [S01].
Castro wrote a letter to Khrushchev [S23]. Khrushchev wrote a letter to Castro [S24].

In the end the missiles went home. The world was glad about it.
"""


def test_without_the_move_no_mark_gives_more_than_half_the_form_allows(look, catalogue, genuine):
    for text in (WITHOUT, *genuine("tuning").values()):
        plain = look(text)
        if plain.check("C05").points and plain.check("C18").points:
            continue
        for one in plain.study.essay.sentences[::3]:
            report = check(text, catalogue, {"thesis": one.number})
            if plain.check("C05").points == 0 and report.marks.used:
                rated = report.study.thesis
                parts = rated.has_role + rated.has_degree + rated.has_reason
                # Each part that is missing counts half; its place and its length as ever.
                assert report.check("C05").points <= 3 + parts + 2
            view = check(text, catalogue, {"counter-argument": one.number})
            if plain.check("C18").points == 0 and view.marks.used:
                assert view.check("C18").points <= 6
        if text is WITHOUT:
            best = max(
                check(text, catalogue, {"thesis": number}).check("C05").points
                for number in range(1, len(plain.study.essay.sentences) + 1)
            )
            assert best == 0


def test_a_sentence_that_is_no_thesis_gives_nothing_elsewhere(look, catalogue, essay):
    """Without a thesis every verdict would oppose it, and so a bare mark would make a counter-argument."""
    text = essay("tuning/strong-06-large")
    for number in range(1, len(look(text).study.essay.sentences) + 1):
        assert check(text, catalogue, {"thesis": number}).total <= look(text).total


def test_marks_pass_no_gate_and_lift_no_cap(look, catalogue, essay, gaming):
    for make in gaming.kinds().values():
        text = make(essay("tuning/average-01-small"))
        plain = look(text)
        for number in range(1, len(plain.study.essay.sentences) + 1, 5):
            marked = {"thesis": number, "counter-argument": number, "rebuttal": number}
            report = check(text, catalogue, marked)
            assert [found.passed for _, found in report.gates] == [
                found.passed for _, found in plain.gates
            ]
            if any(re.search("capped|No result", cap) for cap in plain.caps):
                assert report.total == plain.total
