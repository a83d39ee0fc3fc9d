"""The calibration table: texts of known quality and the totals they should earn."""

from __future__ import annotations

import random
import re

import pytest

SMALL, LARGE = "tuning/strong-01-small", "tuning/strong-02-large"

MISSPELT = {
    "because": "becouse",
    "although": "altough",
    "however": "how ever",
    "probably": "probaly",
    "their": "thier",
    "which": "wich",
    "role": "rol",
    "small": "smal",
    "decision": "desicion",
    "settlement": "setlement",
    "nuclear": "nuklear",
    "missiles": "misiles",
    "invasion": "invation",
    "Khrushchev": "Kruschev",
    "dangerous": "dangerus",
    "agreement": "agrement",
    "important": "importent",
    "answer": "anser",
    "before": "befor",
    "weapons": "weppons",
    "different": "diferent",
}


def points(report, name: str) -> float:
    return report.check(name).points


def test_seed_earns_little_and_is_read_exactly(look, seed):
    report = look(seed)
    essay = report.study.essay
    assert 0 <= report.total <= 15
    assert (len(essay.words), len(essay.paragraphs), len(essay.sentences)) == (432, 3, 18)
    assert points(report, "C01") == 1
    assert points(report, "C03") == 0
    assert points(report, "C05") <= 3
    assert [points(report, name) for name in ("C08", "C09", "C10")] == [0, 0, 0]
    assert report.has_result
    assert all(found.passed for _, found in report.gates)
    assert not report.findings


def test_seed_language_figures_are_those_measured_by_hand(look, seed):
    figures = look(seed).study.language
    assert figures.function_words == pytest.approx(0.48, abs=0.04)
    assert figures.distinct_words == pytest.approx(0.44, abs=0.02)
    assert figures.distinct_triples == pytest.approx(0.95, abs=0.02)
    assert figures.sentence_mean == pytest.approx(24, abs=0.5)
    assert figures.sentence_deviation == pytest.approx(9.4, abs=0.5)
    assert figures.impossible_pairs == 0


def test_seed_slips_name_the_ambassador_and_the_absolutes(look, seed):
    report = look(seed)
    assert 16 in {span.sentence for span in report.check("C22").faults}
    assert "no US ambassador in Cuba in 1962" in report.check("C22").question
    assert {span.sentence for span in report.check("C23").faults} == {10, 15}


def test_deleting_placeholders_is_no_evidence(look, seed):
    without = look(seed.replace(" (source)", ""))
    assert abs(without.total - look(seed).total) <= 3


def test_two_correct_citations_are_worth_something(look, seed):
    cited = seed.replace("(source)", "[S57]", 1).replace("(source)", "[S24]", 1)
    assert 3 <= look(cited).total - look(seed).total <= 8


def test_both_verdicts_can_earn_the_same(look, essay):
    small, large = look(essay(SMALL)).total, look(essay(LARGE)).total
    assert min(small, large) >= 85
    assert abs(small - large) <= 5


@pytest.mark.parametrize("name", [SMALL, LARGE])
def test_shuffled_sentences_lose_half(look, essay, gaming, name):
    report = look(gaming.sentences_shuffled(essay(name)))
    assert report.total <= look(essay(name)).total / 2
    assert report.for_a_person


def test_keyword_salad_is_stopped_by_language_and_density(look, gaming):
    draw = random.Random(4)
    names = [
        "Castro",
        "Khrushchev",
        "Kennedy",
        "Malinovsky",
        "Dobrynin",
        "Alekseev",
        "Cuba",
        "Turkey",
        "Mikoyan",
    ]
    ids = [f"[S{number:02d}]" for number in range(1, 61)]
    bag = [*gaming.KEYWORDS, *names, *ids]

    def sentence() -> str:
        return " ".join(draw.choice(bag) for _ in range(draw.randint(12, 25))).capitalize() + "."

    report = look("\n\n".join(" ".join(sentence() for _ in range(7)) for _ in range(6)))
    failed = {gate.id for gate, found in report.gates if not found.passed}
    assert report.total <= 15
    assert {"G1", "G3"} <= failed


def test_fluent_essay_on_another_subject_has_no_result(look, essay):
    report = look(essay("berlin"))
    assert not report.has_result
    assert report.total == 0
    assert any("G5" in cap for cap in report.caps)


def test_three_false_dates_cost_four_points_and_are_named(look, essay):
    text = (
        essay(SMALL)
        .replace("landing of April 1961", "landing of April 1963")
        .replace(
            "The strongest case for a large role",
            "The U-2 was shot down on 22 October. The strongest case for a large role",
        )
        .replace(
            "In the settlement, finally,",
            "Kennedy's television address came on 29 October. In the settlement, finally,",
        )
    )
    result = look(text).check("C21")
    assert result.points == 0
    assert look(essay(SMALL)).check("C21").points == 4
    for named in ("Bay of Pigs", "U-2", "television address"):
        assert named in result.reason


def test_refuting_the_seeds_errors_costs_nothing(look, essay):
    text = essay(SMALL).replace(
        "In the settlement, finally,",
        'The seed essay is wrong to say that "the ambassador for the United States in Cuba said"'
        " so; there was no American ambassador in Cuba in 1962. It is also a mistake that they"
        " agreed to remove their base in Turkey. In the settlement, finally,",
    )
    assert look(text).check("C22").points == 2


def test_copy_of_the_sources_has_no_result(look, catalogue):
    copied = " ".join(catalogue.sources[name].text for name in ("S23", "S25", "S27", "S41", "S50"))
    report = look(copied)
    assert not report.has_result
    assert any("G4" in cap for cap in report.caps)


@pytest.mark.parametrize(
    "name", [SMALL, LARGE, "tuning/average-01-small", "tuning/language-07-small"]
)
def test_spelling_slips_cost_nothing(look, essay, name):
    text = essay(name)
    slipped = re.sub(rf"\b(?:{'|'.join(MISSPELT)})\b", lambda word: MISSPELT[word[0]], text)
    assert slipped != text
    assert abs(look(slipped).total - look(text).total) <= 5


@pytest.fixture
def totals(look, genuine):
    return {name: look(text).total for name, text in genuine("tuning").items()}


def test_ranking_of_the_tuning_essays(totals, in_order):
    assert in_order(totals) >= 0.95


# In the set of 31 to 38 three average essays follow the hints of the task to the letter.
@pytest.mark.parametrize(
    ("hands", "least"),
    [
        (r"blind-\d-", 0.85),
        (r"blind-2\d-", 0.85),
        (r"blind-3\d-", 0.80),
        (r"blind-4\d-", 0.85),
        ("blind", 0.85),
    ],
)
def test_ranking_of_essays_by_hands_that_knew_no_rule(totals, in_order, hands, least):
    """Strong above average too: there the first sets by unprompted hands went wrong."""
    blind = {name: total for name, total in totals.items() if re.search(hands, name)}
    assert in_order(blind) >= 0.90
    assert in_order(blind, ("average", "strong")) >= least


def test_no_more_than_two_honest_essays_are_touched(look, genuine):
    touched = [name for name, text in genuine("tuning").items() if look(text).for_a_person]
    assert len(touched) <= 2, touched


def test_blind_strong_essays_of_both_verdicts_earn_the_same(totals):
    small, large = (
        [
            total
            for name, total in totals.items()
            if name.startswith("strong-blind") and name.endswith(verdict)
        ]
        for verdict in ("small", "large")
    )
    assert abs(sum(small) / len(small) - sum(large) / len(large)) <= 5


@pytest.mark.parametrize("hands", ["", "blind"])
def test_second_language_is_not_punished_in_tuning_essays(totals, hands):
    totals = {name: total for name, total in totals.items() if hands in name}
    language, average = (
        [total for name, total in totals.items() if name.startswith(band)]
        for band in ("language", "average")
    )
    assert sum(language) / len(language) >= sum(average) / len(average) - 5


def test_no_honest_tuning_essay_is_capped(look, genuine):
    # Among them: scenes at the opening, plans announced late, the verdict only at the end.
    assert [name for name, text in genuine("tuning").items() if look(text).caps] == []


@pytest.mark.parametrize("name", ["tuning/strong-blind-6-large", "tuning/language-blind-4-large"])
def test_a_late_thesis_costs_its_place_and_little_else(look, essay, name):
    report = look(essay(name))
    assert report.study.thesis.sentence.paragraph > 0
    assert 4 <= points(report, "C05") <= 7


def test_what_others_say_is_no_thesis(look, essay):
    thesis = look(essay("tuning/average-blind-3-small")).study.thesis
    assert thesis is None or "One group said" not in thesis.sentence.text
