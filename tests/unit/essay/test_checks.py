"""Each check does what its line in the rubric says, on sentences made for it."""

from __future__ import annotations

import pytest

from course.errors import CourseFault
from course.essay import Catalogue, check

SMALL = "tuning/strong-01-small"


def swapped(look, text: str, old: str, new: str, name: str) -> tuple[float, float]:
    """Points of a check before and after a change of the text."""
    assert old in text
    return look(text).check(name).points, look(text.replace(old, new)).check(name).points


def test_rules_add_up_to_a_hundred(look, seed):
    results = look(seed).checks
    assert [one.id for one in results] == [f"C{number:02d}" for number in range(1, 24)]
    assert sum(one.max for one in results) == 100
    assert [look(seed).group(name).max for name in "ABCDEF"] == [12, 18, 28, 18, 16, 8]


@pytest.mark.parametrize(
    ("size", "points"), [(650, 3), (550, 2), (1300, 2), (450, 1), (300, 0), (1600, 0)]
)
def test_length(look, size, points):
    assert look("word " * size).check("C01").points == points


def test_placeholder_in_quotation_marks_is_a_subject_and_no_fault(look):
    assert look('The seed writes "(source)" where one is missing.').check("C03").points == 3
    assert look("It was so (source).").check("C03").points == 1
    assert look("It was so (source). It was [citation needed].").check("C03").points == 0


def test_list_that_names_an_unused_source_costs_a_point(look, essay):
    before, after = swapped(look, essay(SMALL), "S50\n", "S50\nS59\n", "C04")
    assert (before, after) == (3, 2)


def test_thesis_as_a_question_is_none(look, essay):
    text = essay("tuning/average-01-small")
    before, after = swapped(
        look, text, "Kennedy and Khrushchev.\n", "Kennedy and Khrushchev?\n", "C05"
    )
    assert before == 8
    assert after < 8


def test_marked_thesis_needs_half_the_form(look, catalogue, essay):
    text = essay("tuning/weak-05-small")
    plain = look(text).check("C05").points
    marked = check(text, catalogue, {"thesis": look(text).check("C05").spans[0].sentence})
    assert marked.check("C05").points > plain


def test_marks_may_be_given_as_words_and_unknown_ones_are_ignored(look, catalogue, essay):
    text = essay(SMALL)
    words = look(text).check("C05").spans[0].text
    assert check(text, catalogue, {"thesis": words}).study.marked
    assert not check(text, catalogue, {"thesis": "Not in the essay.", "rebuttal": 999}).study.marked


def test_unknown_id_is_named_with_a_near_one(look, essay):
    report = look(essay(SMALL).replace("[S50.6]", "[S88]"))
    result = report.check("C09")
    assert result.points == 1
    assert "S88" in result.reason
    assert "Did you mean" in result.question


def test_one_sided_witnesses_cost_points(look):
    text = "Kennedy wrote to Khrushchev on Cuba [S01]. He wrote again [S06]. And again [S09]. And then [S10]. He spoke [S59]."
    result = look(text).check("C10")
    assert result.points < 6
    assert "Cuban or Soviet" in result.question


def test_quotation_must_stand_in_the_cited_source(look, catalogue):
    words = " ".join(catalogue.sources["S26"].points["S26.3"].split()[:9]).rstrip(".")
    right = look(f'Khrushchev wrote that "{words}" to Castro [S26].').check("C11")
    wrong = look(f'Khrushchev wrote that "{words}" to Castro [S07].').check("C11")
    assert right.points == 5
    assert wrong.points == 0
    assert "not in [S07]" in wrong.question


def test_unknown_quotation_cannot_be_checked_and_is_no_fault(look, essay):
    text = essay(SMALL).replace(
        "The origin first.",
        'The origin first: "purple geese were flying over the old harbour" [S41].',
    )
    assert look(text).check("C11").points == 2
    assert "cannot be checked" in look(text).check("C11").reason


def test_condition_left_out_costs_half(look):
    bare = look(
        'The essay speaks of "recommending the first nuclear attack on the United States" only.'
    )
    kept = look(
        'The essay speaks of "recommending the first nuclear attack on the United States", but only if it invaded.'
    )
    assert bare.check("C11").points == 2.5
    assert kept.check("C11").points == 5


def test_sources_that_do_not_speak_of_it_do_not_fit(look):
    text = (
        "The Jupiters in Turkey were dismantled in April 1963 [S56]. "
        "Bananas and cheap bicycles were sold at the market [S12]. "
        "Nobody swam in the lake during that winter [S41]."
    )
    result = look(text).check("C12")
    assert {span.sentence for span in result.faults} == {2, 3}


def test_corroboration_needs_two_sources_on_one_question(look):
    both = "Khrushchev told Castro that Cubans had shot down the plane [S24]. Malinovsky's report contradicts this [S39]."
    unrelated = "Khrushchev told Castro that Cubans had shot down the plane [S24]. Turkey was host to missiles [S57]."
    assert look(both).check("C16").points == 6
    assert look(unrelated).check("C16").points == 0


def test_consent_is_no_agreement_of_sources(look):
    text = "The Five Points were not granted [S36]. He was bitter about it [S31.3]. {}"
    assert look(text.format("Castro had to agree to the missiles.")).check("C16").points == 3
    assert look(text.format("The two reports agree.")).check("C16").points == 6


def test_dependent_sources_corroborate_half(look):
    text = "Malinovsky reports that a Soviet regiment fired [S39]. Dobbs confirms that Soviet officers fired [S50]."
    assert look(text).check("C16").points == 3


def test_calling_a_source_biased_is_no_criticism(look):
    assert look("Castro's letter [S25] is biased because it is Castro.").check("C15").points <= 1


def test_sourcing_remark_earns_author_feature_and_consequence(look):
    text = "Malin's notes [S41] were secret notes for the leaders, so they are better evidence than a letter to an enemy."
    assert look(text).check("C15").points == 4


def test_date_beside_its_event_is_checked_with_a_day_of_grace(look):
    assert look("The U-2 was shot down on 28 October.").check("C21").points == 4
    assert look("The U-2 was shot down on 22 October.").check("C21").points == 2
    assert (
        look("Malinovsky's report of 2 November says that the U-2 was shot down by mistake.")
        .check("C21")
        .points
        == 4
    )


@pytest.mark.parametrize(
    ("text", "points"),
    [
        ("The American ambassador in Havana agreed.", 1),
        ("Bonsal, the former American ambassador in Havana, disagreed.", 2),
        ("There was no American ambassador in Havana.", 2),
        ("President Khrushchev wrote back.", 1),
        ("Castro's soldiers shot down the U-2.", 1),
        ("Khrushchev claimed that Castro's soldiers shot down the U-2.", 2),
    ],
)
def test_slips_and_their_refutation(look, text, points):
    assert look(text).check("C22").points == points


def test_second_absolute_without_witnesses_costs(look):
    assert look("This proves it.").check("C23").points == 2
    assert look("This proves it. Obviously he knew.").check("C23").points == 1
    assert look("This does not prove it. He never came in 1962.").check("C23").points == 2


def test_without_a_catalogue_nothing_is_invented(essay):
    report = check(essay(SMALL))
    unchecked = {one.id for one in report.checks if not one.checked}
    assert {"C08", "C09", "C10", "C11", "C12", "C15", "C16"} <= unchecked
    assert report.has_result


def test_catalogue_names_every_row_at_fault():
    data = {
        "sources": [
            {"id": "S01"},
            {"id": "S02", "title": "x", "author": "y", "date": "never", "points": {}},
        ]
    }
    with pytest.raises(CourseFault, match=r'"S01", "S02"'):
        Catalogue.from_data(data)


def test_ids_of_the_data_files_exist_in_the_archive(catalogue):
    from course.essay.events import EVENTS
    from course.essay.sides import QUESTIONS

    assert {name for event in EVENTS for name in event.ids} <= set(catalogue.events)
    used = {name for question in QUESTIONS for ids in question.positions.values() for name in ids}
    assert used <= set(catalogue.sources)


def test_keys_of_patterns_never_hide_a_match():
    from course.essay.events import DEVELOPMENTS, EVENTS
    from course.essay.markers import finds
    from course.essay.slips import SLIPS

    samples = [
        "The Bay of Pigs landing", "the U-2 was shot down", "They broke off diplomatic relations",
        "Mikoyan stayed", "U Thant visited", "President Khrushchev", "the ambassador of America in Cuba",
        "He ended every hope for a peaceful way", "Playa Giron", "the hot line", "DEFCON 2",
    ]  # fmt: skip
    for sample in samples:
        for row in (*EVENTS, *DEVELOPMENTS, *SLIPS):
            if finds(rf"\b(?:{row.pattern})", sample):
                assert any(key in sample.lower() for key in row.keys), (sample, row)
