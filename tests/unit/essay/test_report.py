"""The report can be read by a person, by a machine and by a screen reader."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

SMALL = "tuning/strong-01-small"


def test_json_form_is_complete(look, essay):
    data = json.loads(look(essay(SMALL)).to_json())
    assert data["version"] == 1
    assert len(data["checks"]) == 23
    assert [gate["id"] for gate in data["gates"]] == ["G1", "G2", "G3", "G4", "G5"]
    assert set(data["groups"]) == set("ABCDEF")
    assert data["total"] == pytest.approx(
        sum(one["points"] for one in data["groups"].values()), abs=0.1
    )


@pytest.mark.parametrize(
    "text", ["I like dogs.", "Castro had a small role [S41].\n\n## Sources\n\nS41", "x " * 300]
)
def test_every_sentence_of_a_reason_begins_with_a_capital_or_a_number(look, text):
    data = look(text).to_dict()
    for found in (*data["gates"], *data["checks"]):
        assert not re.search(r"(?:^|[.?] )[a-z]", found["reason"]), found["reason"]
        assert not re.search(r"\b1 \w+s? (?:are|exist)\b", found["reason"]), found["reason"]


def test_groups_after_the_gates_add_up_to_the_total(look, essay, gaming):
    for text in (
        essay(SMALL),
        gaming.paragraphs_shuffled(essay(SMALL)),
        gaming.off_topic(essay(SMALL)),
    ):
        report = look(text)
        assert sum(report.group(name).points for name in "ABCDEF") == pytest.approx(
            report.total, abs=0.1
        )
        assert 0 <= report.factor <= 1


def test_text_opens_with_the_limits_and_what_was_achieved(look, essay):
    text = look(essay(SMALL)).to_text()
    assert text.index("sees moves, not insight") < text.index("of 100 points")
    assert text.index("What is there") < text.index("Ask yourself")
    assert max(len(line) for line in text.split("\n")) <= 100


def test_text_on_the_seed_reads_like_a_first_look(look, seed):
    text = re.sub(r"\s+", " ", look(seed).to_text())
    for told in (
        "432 words, 3 paragraphs, 18 sentences, 0 sources cited",
        "No sentence of your first paragraph says how large Castro's role was",
        "2 placeholders such as \u201c(source)\u201d still stand in sentences 3 and 8",
        "There was no US ambassador in Cuba in 1962",
    ):
        assert told in text


def test_feedback_asks_and_never_blames(look, genuine):
    for text in genuine("tuning").values():
        for one in look(text).checks:
            assert "wrong thesis" not in one.reason.lower()
            assert "!" not in one.reason + one.question
            if one.points < one.max and one.checked:
                assert one.question or one.points or one.id in {"C11", "C13"}, one


class Outline(HTMLParser):
    """Collect what assistive software walks through."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag not in {"meta", "br", "hr", "img", "link"}:
            self.open.append(tag)
        for name, value in attrs:
            if name == "id":
                self.ids.append(value)
            if name == "href":
                self.links.append(value)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_page_is_well_formed_and_needs_nothing_else(look, essay):
    page = look(essay(SMALL)).to_html()
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    assert {"script", "img", "link", "iframe"}.isdisjoint(outline.tags)
    assert len(outline.ids) == len(set(outline.ids))
    assert {link.removeprefix("#") for link in outline.links} <= set(outline.ids)
    assert outline.tags.count("table") == outline.tags.count("caption") == 8
    assert "http" not in page


def test_page_escapes_the_students_text(look):
    page = look(
        'Castro <img src=x onerror="alert(1)"> & others [S07]. "><script>x</script>'
    ).to_html()
    assert "<img" not in page
    assert "<script" not in page


def test_outline_names_the_moves(look, essay):
    report = look(essay(SMALL))
    moves = [word for words in report.outline.values() for word in words]
    for move in (
        "thesis",
        "topic sentence",
        "evidence",
        "counter-argument",
        "source weighed",
        "conclusion",
    ):
        assert move in moves


def test_unknown_names_are_refused(look, seed):
    with pytest.raises(KeyError):
        look(seed).check("C99")
    with pytest.raises(KeyError):
        look(seed).group("Z")
