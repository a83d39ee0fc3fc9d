"""The share of random orders that hold together less well, against orders really drawn."""

from __future__ import annotations

import random
from itertools import combinations
from math import log

import pytest

from course.essay.cohesion import cohesion
from course.essay.reading import read

TWO_SUBJECTS = """Ships carried rockets to harbours. The rockets left the harbours by night. Ships and rockets stayed hidden.

Farmers planted wheat beside rivers. The rivers watered the wheat all summer. Farmers sold wheat in autumn."""


def drawn(sentences, rounds: int) -> float:
    """Compare with real draws: what the closed form stands for."""
    marks = [{*one.stems, *one.ids} for one in sentences]
    held = {mark: sum(mark in other for other in marks) for one in marks for mark in one}
    owners = [one.paragraph for one in sentences]

    def inside(order: list[int]) -> float:
        return sum(
            log(len(marks) / held[mark])
            for one, other in combinations(range(len(order)), 2)
            if owners[one] == owners[other]
            for mark in marks[order[one]] & marks[order[other]]
        )

    draw = random.Random(62)
    real, order, beaten = inside(list(range(len(owners)))), list(range(len(owners))), 0
    for _ in range(rounds):
        draw.shuffle(order)
        beaten += real > inside(order)
    return beaten / rounds


@pytest.mark.parametrize("name", ["strong-07-large", "average-05-small", "weak-blind-3-small"])
def test_share_is_that_of_real_draws(essay, name):
    sentences = read(essay(f"tuning/{name}")).sentences
    assert cohesion(sentences) == pytest.approx(drawn(sentences, 400), abs=0.08)


def test_paragraphs_with_a_subject_each_beat_most_orders():
    assert cohesion(read(TWO_SUBJECTS).sentences) > 0.9


def test_sentences_that_share_nothing_have_no_better_order():
    text = "Ships sail.\n\nFarmers plant wheat.\n\nBirds sing.\n\nRain falls tonight."
    assert cohesion(read(text).sentences) == 0.5
