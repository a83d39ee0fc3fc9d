"""Source cards and references."""

from html.parser import HTMLParser

import pytest

from course.archive import cite, known_ids, source
from course.archive.cards import to_html, to_text
from course.archive.dates import in_words
from course.archive.digests import Point
from course.archive.records import record_ids
from course.errors import UsageError


class Reader(HTMLParser):
    """Collects what a screen reader would need."""

    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.headings: list[str] = []
        self.labels: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)
        attributes = dict(attrs)
        self.headings += [attributes["aria-level"]] if attributes.get("role") == "heading" else []
        self.labels += [attributes["aria-label"]] if "aria-label" in attributes else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("source_id", record_ids())
def test_every_card_can_be_read(source_id):
    found = source(source_id)
    reader = Reader()
    reader.feed(found._repr_html_())
    assert reader.open == []
    assert reader.headings == ["4", "5"]
    assert reader.labels == [f"Source {source_id}"]
    text = str(found)
    assert max(map(len, text.splitlines())) <= 76
    assert all(point.id in text and point.id in found._repr_html_() for point in found.points)


def test_the_card_tells_writing_and_publication_apart():
    text = str(source("S24"))
    assert "Written         28 October 1962" in text
    assert "Made public     November 1990" in text
    assert text.index("S24.1") < text.index("S24.6")


def test_a_point_on_less_ground_says_so():
    assert "(known)" in str(source("S26")).split("S26.5")[1].split("S26.6")[0]


def test_words_of_the_data_cannot_become_markup():
    record = source("S07")
    odd = type(record)(
        **{
            **{name: getattr(record, name) for name in record.__dataclass_fields__},
            "title": "<script>alert(1)</script>",
            "points": (Point("S07.1", "a < b & c", ""),),
        }
    )
    html = to_html(odd)
    assert "<script>" not in html
    assert "a &lt; b &amp; c" in html
    assert "a < b & c" in to_text(odd)


def test_the_id_of_a_point_or_odd_spacing_gives_the_source():
    assert source("S07.3").id == source(" s07 ").id == "S07"


@pytest.mark.parametrize(
    ("wanted", "part"),
    [
        (
            "S07.3",
            "28 October 1962. FRUS 1961-63 vol. VI, doc. 68; State Dept Lot 66 D 204, point 3 [S07.3]",
        ),
        ("[S23]", "26 or 27 October 1962"),
        ("E5", "Anonymous student essay, sentence 5 [E5]"),
        ("e070", "Two S-75 missiles"),
        ("M036", "Nikita Khrushchev to John F. Kennedy"),
        ("U05", "Novotny"),
        ("K.GAR", "Garthoff"),
        ("P06", "job approval"),
    ],
)
def test_everything_with_an_id_can_be_cited(wanted, part):
    assert part in cite(wanted)
    assert cite(wanted).endswith("]")


def test_unknown_ids_get_near_matches():
    with pytest.raises(UsageError, match=r"No source has the id \"S99\".*Did you mean"):
        source("S99")
    with pytest.raises(UsageError, match="Did you mean"):
        cite("S07.33")


@pytest.mark.parametrize(
    ("wanted", "offer"),
    [
        ("S7", 'Did you mean "S07"? `calendar'),
        ("s007", 'Did you mean "S07"? `calendar'),
        ("S7.3", 'Did you mean "S07.3"?'),
        ("S07.03", 'Did you mean "S07.3"?'),
        ("S71", 'Did you mean "S70" or "S69"? Sources run from S01 to S70.'),
        ("S71.1", 'Did you mean "S70" or "S69"? Sources run from S01 to S70.'),
        ("S999", '"S999". Sources run from S01 to S70. `calendar'),
        ("M999", '"M999". Messages run from M001 to M090.'),
        ("M36", 'Did you mean "M036"?'),
        ("U5", 'Did you mean "U05"?'),
        (
            "S07.33",
            'Did you mean "S07.3" or "S07.8" or "S07.7"? The points of S07 run from S07.1 to S07.8.',
        ),
        ("S07.9", 'Did you mean "S07.8" or "S07.7"? The points of S07 run from'),
        ("E19", 'Did you mean "E019"? Sentences of the essay run from E1 to E18.'),
        ("E1000", "Sentences of the essay run from E1 to E18. Events run from E001 to E125."),
        ("K.GAD", 'Did you mean "K.GAR"'),
        ("S07.x", "Did you mean"),
    ],
)
def test_an_id_that_does_not_exist_is_answered_with_those_of_its_kind(wanted, offer):
    with pytest.raises(UsageError) as refused:
        cite(wanted)
    assert offer in str(refused.value)


def test_source_pads_a_number_and_names_the_range():
    with pytest.raises(UsageError, match=r'Did you mean "S07"\? `calendar'):
        source("S7")
    with pytest.raises(UsageError, match=r"\"S70\" or \"S69\"\? Sources run from"):
        source("S71")


def test_pieces_that_exercises_use_have_an_id():
    assert {"S61", "S62", "S63", "S64", "S65", "S66", "S67", "S68", "S69", "S70"} <= known_ids()


def test_a_source_becomes_plain_data():
    plain = source("S26").to_dict()
    assert plain["points"][5] == {
        "id": "S26.6",
        "text": source("S26").points[5].text,
        "confidence": "known",
    }
    assert plain["points"][0]["confidence"] == "verified"


def test_dates_in_words():
    assert in_words("1962-11-02/03") == "2 or 3 November 1962"
    assert in_words("by 1997-04-04 (FRUS XI)") == "by 4 April 1997 (FRUS XI)"
    assert in_words("1990s") == "1990s"
    assert in_words("1962-13-45") == "1962-13-45"
