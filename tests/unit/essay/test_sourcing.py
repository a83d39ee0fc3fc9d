"""A sourcing remark is about a source: its writer, time, audience, purpose, and what follows."""

from __future__ import annotations

import pytest

REMARKS = [
    "Alekseev was writing to his superiors in Moscow and knew what they wished to hear, so his cable flatters them [S31].",
    "U Thant's summary was made by a third party without a stake in the quarrel, so it deserves trust [S22.4].",
    "Brenner wrote in 1990, before the Soviet archives were opened, so he could not know the Presidium notes [S55.1].",
    "Kennedy's speech was aimed at the American public, which makes it a poor guide to his private thoughts [S59.3].",
    "Castro's claim of 1992 comes thirty years later from a man with a reputation to defend, so I take it with caution [S48.6].",
    "Dobrynin reported to his own government and had no reason to comfort it, so I trust his cable [S18.3].",
]

REPORTED = [
    "Malinovsky reported that the U-2 was shot down in order to stop secret photographs from reaching the enemy [S39.4].",
    "Castro wrote to Khrushchev that he had a reason to expect an attack within days [S23.1].",
    "The American message came too late because Khrushchev had already announced the withdrawal [S16.7].",
    "Dobrynin's report says that Turkey was no difficulty if the deal stayed secret [S18.3].",
    "They even tried to send him a secret message through Brazil [S16.2].",
]


@pytest.mark.parametrize("text", REMARKS)
def test_a_remark_earns_all_its_parts(look, text):
    assert look(text).check("C15").points == 4


@pytest.mark.parametrize("text", REPORTED)
def test_what_a_source_reports_is_no_remark_on_it(look, text):
    assert look(text).check("C15").points <= 1


def test_a_remark_may_stand_at_the_end_of_the_paragraph(look):
    text = (
        "The Presidium notes have Khrushchev reporting on how Cuba could be helped [S41.1]. "
        "The plan was his. The treaty was his. Nobody in Havana had asked. "
        "Notes made for the party leadership deserve more trust than a letter to an enemy."
    )
    assert look(text).check("C15").points >= 3


WEIGHED = "Castro spoke of it in his speech [S34]. It was a public speech, made to rouse the people"


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (f"{WEIGHED}, so it shows little of what he feared.", "feared [S22]."),
        (f"{WEIGHED}. So it shows little of what he feared.", "feared [S34]."),
    ],
)
def test_a_remark_stays_when_its_sentence_cites_too(look, text, cited):
    more = text.replace("feared.", cited)
    assert look(more).check("C15").points >= look(text).check("C15").points == 4


def test_one_sentence_weighs_one_source_and_the_one_for_which_it_earns_most(look):
    remark = "It was written for the leaders of the party, so I trust it."
    twice = f"The plan was his [S41]. He repeated it [S42]. {remark}"
    assert (
        look(twice).check("C15").points
        == look(f"He repeated it [S42]. {remark}").check("C15").points
    )


def test_the_month_of_may_is_no_doubt(look):
    text = "In May 1962 Khrushchev spoke of it [S41]. On 24 May it was approved [S41.5]. The letter came [S23]. The cable came [S31]."
    assert look(text).check("C17").points == 0
    assert look(text.replace("it was", "it may have been")).check("C17").points == 2
