"""Searching: ranked, and blind to accents, case and spelling."""

import pytest

from course.archive import known_ids, search
from course.archive.finding import find
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
