"""The essay and the digests as numbered sentences."""

import subprocess
import sys
from pathlib import Path

import pytest

from course.archive import sentences
from course.archive.files import DATA, read_text
from course.errors import UsageError

SEEDS = Path(__file__).parents[3] / "seeds"


def test_the_package_carries_the_founding_document_byte_for_byte():
    (seed,) = SEEDS.glob("*.txt")
    assert (DATA / "seed.txt").read_bytes() == seed.read_bytes()


def test_the_essay_has_eighteen_sentences_in_three_paragraphs():
    found = sentences("essay")
    assert [one.id for one in found] == [f"E{number}" for number in range(1, 19)]
    assert [one.paragraph for one in found] == [1] * 6 + [2] * 6 + [3] * 6


def test_offsets_lead_back_to_the_words():
    text = read_text("seed.txt")
    for one in sentences("essay"):
        assert " ".join(text[one.start : one.end].split()) == one.text


def test_no_word_of_the_essay_is_lost():
    assert " ".join(one.text for one in sentences("essay")) == " ".join(
        read_text("seed.txt").split()
    )


def test_union_belongs_to_the_sentence_that_it_ends():
    twelfth, thirteenth = sentences("essay")[11:13]
    assert twelfth.text.endswith("the Soviet Union.")
    assert thirteenth.text.startswith("Considering all")


def test_placeholders_stand_in_two_sentences():
    assert [one.id for one in sentences("essay") if "(source)" in one.text] == ["E3", "E8"]


def test_points_of_a_digest_are_sentences_too():
    found = sentences("S23")
    assert found[2].id == "S23.3"
    assert "invasion" in found[2].text
    joined = "\n".join(one.text for one in found)
    assert all(joined[one.start : one.end] == one.text for one in found)


def test_an_unknown_text_gets_a_near_match():
    with pytest.raises(UsageError, match='Did you mean "essay"'):
        sentences("esay")


def test_sentences_and_sources_need_no_pandas():
    code = (
        "import sys; from course.archive import sentences, source, cite, essay_catalogue;"
        "sentences('essay'); source('S07'); cite('S07.3'); essay_catalogue();"
        "sys.exit('pandas' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
