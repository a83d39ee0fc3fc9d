"""What a reader sees as paragraph, sentence, citation and quotation is seen here too."""

from __future__ import annotations

import pytest

from course.essay.fold import fold
from course.essay.parts import ids_in
from course.essay.reading import read


def sentences(text: str) -> list[str]:
    return [one.text for one in read(text).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "He met Gen. Pliyev in Havana.",
        "The U.S. Navy stopped no ship.",
        "At 5 p.m. Moscow time it was on the radio.",
        "J. F. Kennedy wrote back.",
        "See No. 5 of the list.",
        "He fell from 21.5 km.",
        'He wrote "you shot one down ... yesterday" and no more.',
    ],
)
def test_one_sentence_stays_one(text):
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("He left the U.S. The ship sailed.", 2),
        ("Was it so? It was. [S07] Then he went.", 3),
        ('He said "no." Then he left.', 2),
        ("small letters. another sentence. a third.", 3),
        ("Why\u2026 Nobody knew.", 2),
    ],
)
def test_two_sentences_are_two(text, count):
    assert len(sentences(text)) == count


def test_citation_after_the_full_stop_belongs_to_its_sentence():
    first, second = read("He refused. [S22] He left.").sentences
    assert first.ids == ("S22",)
    assert second.ids == ()


@pytest.mark.parametrize(
    ("written", "ids"),
    [
        ("[S07]", ("S07",)),
        ("[S07.3]", ("S07",)),
        ("[S07, S12]", ("S07", "S12")),
        ("[S07][S12]", ("S07", "S12")),
        ("(S7)", ("S07",)),
        ("[s07; S12.1]", ("S07", "S12")),
        ("[see S07 and S12]", ("S07", "S12")),
    ],
)
def test_citations_in_the_ways_people_write_them(written, ids):
    assert read(f"He refused {written}.").sentences[0].ids == ids


def test_footnotes_are_citations():
    essay = read("He refused.[^1] He left.\n\n[^1]: S22.4, the notes of U Thant\n")
    assert essay.sentences[0].ids == ("S22",)
    assert len(essay.paragraphs) == 1


def test_ids_are_no_words():
    assert read("He refused [S07, S12] it.").words == ["he", "refused", "it"]


@pytest.mark.parametrize(
    "tail",
    [
        "Sources\n\nS07\nS12",
        "Sources: S07, S12",
        "## Bibliography\n\n- [S07]\n- [S12] Rusk, telegram to Ankara",
        "**Sources**\n\nS07, S12",
        "References:\n[S07] [S12]",
    ],
)
def test_bibliography_is_read_and_not_counted(tail):
    essay = read(f"He refused [S07].\n\nHe left [S12].\n\n{tail}\n")
    assert essay.listed == ("S07", "S12")
    assert len(essay.paragraphs) == 2


def test_headings_are_no_paragraphs():
    essay = read("# A title\n\nFirst text.\n\nA bare heading\n\nSecond text.\n")
    assert essay.headings == ("A title", "A bare heading")
    assert len(essay.paragraphs) == 2


def test_a_line_break_inside_a_sentence_does_not_end_it():
    essay = read(
        "It was the year in which a peaceful end of the long quarrel was found between the Soviet\n\n"
        "Union and others. A new thought begins.\n"
    )
    assert len(essay.sentences) == 2
    assert [len(block.sentences) for block in essay.paragraphs] == [1, 1]


def test_wrapped_lines_are_one_paragraph():
    assert len(read("He wrote\na letter.\nIt was\nlong.").paragraphs) == 1


def test_quotations_in_both_kinds_of_marks():
    (sentence,) = read(
        "He wrote \u201cyesterday you shot one\u201d and \u2018it\u2019s over now\u2019."
    ).sentences
    assert [one.text for one in sentence.quotations] == ["yesterday you shot one", "it's over now"]


def test_markdown_and_html_are_looked_through():
    essay = read("<p>He <b>left</b>.</p><p>She *stayed*, **too**.</p>")
    assert len(essay.paragraphs) == 2
    assert "stayed" in essay.words
    assert "b" not in essay.words


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("C\u200bastro", "Castro"),
        ("\u041aennedy", "Kennedy"),
        ("\ufb01re", "fire"),
        ("cafe\u0301", "caf\u00e9"),
        ("one\r\ntwo", "one\ntwo"),
        ("\u041c\u043e\u0441\u043a\u0432\u0430", "\u041c\u043e\u0441\u043a\u0432\u0430"),
    ],
)
def test_folding(text, folded):
    assert fold(text).text == folded


def test_spans_point_into_the_students_own_text():
    text = "C\u200bastro left. \ufb01nally he c\u0430me back."
    essay = read(text)
    start, stop = essay.folded.span(essay.sentences[1].start, essay.sentences[1].stop)
    assert text[start:stop] == "\ufb01nally he c\u0430me back."


def test_ids_in_their_usual_form():
    assert ids_in("s7, S12.03 and S7") == (("S07", "S12"), ("S07", "S12.3"))
