"""Theses are found framed, implied, late or spread over two sentences, and not where there is none."""

from __future__ import annotations

import pytest

BODY = """

The decision to send missiles was taken in Moscow, where Khrushchev spoke of a treaty [S41.1]. Castro agreed, and his consent opened the door.

The danger grew with the guns on the island, and the fuse was short [S25.3]. The U-2 fell to a Soviet regiment [S39.3].

The settlement promised inspection, and Castro refused it [S22.4]. He blocked what others had promised.

"""
PLAIN = "The missiles went home, and the quarantine ended on 20 November."

THESES = {
    "it will be argued": "It will be argued here that Cuba's leader mattered less for the missiles that he accepted than for the inspection that he refused.",
    "two sentences": "Castro's role was small. I say so because the decision to send missiles and the settlement were both made in Moscow.",
    "a picture": "Castro lit the fuse of the crisis in 1962. He held neither the bomb nor the extinguisher, but he decided how long the smoke would hang over the settlement.",
    "a denial and what he did": "Castro never controlled the crisis. What he did was to raise the danger until others hurried.",
    "without him": "What follows is a case for taking Castro seriously. Without him there would have been no consent, no guns on the coast and no quarrel over inspection.",
    "the role": "Fidel Castro has been called many things. The role that remains when they are tested is a small one, although it grew in November.",
    "of the man": "Castro, then, was large in one respect: he refused what the settlement had promised.",
    "none of the decisions": "Power lay with those who owned the missiles. Castro owned none, and so his influence on the decisions was slight; only over inspection did he have a veto.",
}  # fmt: skip

NO_THESES = {
    "a plan": "The crisis of 1962 was dangerous. Castro was the leader of Cuba and he gave a long speech. In this essay I will look at the letters and at the U-2.",
    "somebody else": "In October 1962 Kennedy saw photographs of missiles. He did not tell the public at once, but he told his advisers.",
    "a question": "How large was the role of Castro? This essay will discuss whether he was important.",
    "what others say": "Some people say that Castro's role was large. Others say that it was small.",
    "a view given up": "When I began I thought that Castro was the main person. Then I read the sources of the course.",
}  # fmt: skip


@pytest.mark.parametrize("name", THESES)
def test_a_thesis_is_found(look, name):
    report = look(THESES[name] + BODY + PLAIN)
    assert report.check("C05").points >= 6
    assert report.study.thesis.sentence.paragraph == 0


@pytest.mark.parametrize("name", NO_THESES)
def test_no_thesis_is_invented(look, name):
    assert look(NO_THESES[name] + BODY + PLAIN).check("C05").points == 0


def test_a_late_thesis_costs_its_place_and_announces_nothing(look):
    opening = "How much did Castro matter in 1962? I ask of each decision whether it was his."
    late = "Castro's role was small because the decision to send missiles and the settlement were made in Moscow."
    report = look(opening + BODY + late)
    assert report.check("C05").points == 7
    assert report.study.thesis.is_last


def test_the_same_role_denied_by_others_is_no_word_for_it(look):
    text = (
        "I argue that Castro's role was large, because he refused inspection and raised the danger."
        + BODY
        + "The strongest argument against a large role is the bargain [S06.7]. But it could not be carried out without him [S10.3].\n\n"
        + PLAIN
    )
    assert look(text).check("C18").points == 8
