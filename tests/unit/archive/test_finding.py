"""Searching: ranked, and blind to accents, case and spelling."""

import pytest

from course.archive import known_ids, search
from course.archive.finding import find, taken_instead
from course.errors import UsageError


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Dobrinin", "Dobrynin"),
        ("ALEXEYEV", "Alekseev"),
        ("Mikojan", "Mikoyan"),
        ("Kruschev", "Khrushchev"),
        ("Malinowski", "Malinovsky"),
        ("Dórticos", "Dorticos"),
        ("inspections", "inspection"),
    ],
)
def test_other_spellings_find_the_same_things(words, name):
    assert name.lower() in find(words)[0].text.lower()


@pytest.mark.parametrize(
    ("one", "others"),
    [
        ("U-2", ["U2", "u 2", "U\u20112", "U\u20132", "U-2s"]),
        ("S-75", ["s75", "S 75", "SA-2"]),
        ("Il-28", ["IL28", "il 28", "Il-28s", "Beagle"]),
        ("build-up", ["build up"]),
        ("airfield", ["airfields", "air field", "airfeild", "airbase", "aerodrome"]),
        ("quarantine", ["quarentine", "quarantines"]),
        ("R-12", ["SS4", "SS-4"]),
    ],
)
def test_other_ways_to_write_a_word_find_the_same_hits(one, others):
    wanted = {hit.id for hit in find(one, None)}
    assert len(wanted) >= 3
    for other in others:
        assert {hit.id for hit in find(other, None)} >= wanted, other


def test_a_word_with_a_hyphen_is_found_without_it():
    assert "anti-aircraft" in find("antiaircraft")[0].text
    assert "build-up" in find("buildup")[0].text
    assert len(find("U2", None)) > 30


def test_what_no_text_names_finds_what_is_nearest_and_says_so():
    assert any("bombers" in hit.text for hit in find("airfield"))
    assert any("bases" in hit.text for hit in find("airfield"))
    assert len(search("airfield")) == 20
    assert taken_instead("airfeild") == ("base", "bases", "bomber", "bombers")
    assert taken_instead("air") == taken_instead("quarantine") == taken_instead("zeppelin") == ()


def test_a_beginning_takes_no_related_words():
    assert not any("bombers" in hit.text for hit in find("air", None))


def test_the_two_words_for_the_quarantine_find_each_other():
    kinds = {hit.id for hit in find("blockade", None)}
    assert "E045" in kinds
    assert "E046" in kinds
    assert find("blockade")[0].id in {"E045", "S35.3", "S35.4", "S36.1"}


def test_spans_of_days_are_not_names_of_weapons():
    assert {hit.id for hit in find("27", None)} >= {hit.id for hit in find("27-28", 3)}
    assert find("19 62", None) != find("1962", None)


def test_small_words_in_any_spelling_are_passed_over():
    assert find("who was with Novotny", None) == find("Novotny", None)


def test_what_holds_all_words_comes_first():
    first = find("Novotny U-2 missiles")[0]
    assert first.id.startswith("S61")


def test_a_beginning_finds_the_word():
    assert any("quarantine" in hit.text.lower() for hit in find("quarant"))


def test_hits_can_be_cited():
    assert {hit.id for hit in find("Castro", limit=200)} <= known_ids()


def test_scores_fall_and_the_limit_holds():
    hits = find("missiles Turkey", limit=7)
    assert len(hits) == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_nothing_found_is_an_empty_table():
    assert find("zeppelin") == ()
    assert list(search("zeppelin").columns) == ["id", "kind", "text"]
    assert len(search("Turkey", limit=3)) == 3


@pytest.mark.parametrize("words", ["", "   ", "the of", "?!"])
def test_an_empty_search_is_answered_with_a_sentence(words):
    with pytest.raises(UsageError, match="nothing to search for"):
        find(words)
