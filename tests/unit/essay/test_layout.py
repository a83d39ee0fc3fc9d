"""Layout that has nothing to do with an essay costs it nothing: lines around it, wrapped lines, lost spaces.

Each change is made by machine to every essay that rules may be set on, and the
changed text is compared with the essay as it was.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable

import pytest

from course.essay.layout import laid_out
from course.essay.reading import read
from course.notebook.cells import TEXT_STUB

_LIST = re.compile(r"(?m)^\W*(?:Sources|Bibliography)\b")
_STOP = re.compile(r"(?<=[a-z\])][.!?]) (?=[A-Z])")


def body_and_list(text: str) -> tuple[str, str]:
    """Divide an essay where its list of sources begins."""
    head = _LIST.search(text)
    return (text[: head.start()].rstrip(), text[head.start() :]) if head else (text.rstrip(), "")


def on_top(line: str) -> Callable[[str], str]:
    return lambda text: f"{line}\n\n{text}"


def at_the_end(line: str) -> Callable[[str], str]:
    """Put a line between the essay and its list of sources."""

    def change(text: str) -> str:
        body, sources = body_and_list(text)
        return f"{body}\n\n{line}\n\n{sources}"

    return change


def listed_under(heading: str) -> Callable[[str], str]:
    """Give the list of sources another heading."""

    def change(text: str) -> str:
        body, sources = body_and_list(text)
        entries = re.sub(_LIST.pattern + r"[\W_]*", "", sources)
        # A few lists hold other words than ids and titles; without a heading nobody would know them.
        is_list = heading or entries.startswith("S")
        return f"{body}\n\n{heading}\n\n{entries}" if sources and is_list else text

    return change


def in_the_body(pattern: str | re.Pattern[str], by: str, every: int = 1) -> Callable[[str], str]:
    """Replace in the essay, but not in its list of sources, each or every so many of the matches."""

    def change(text: str) -> str:
        body, sources = body_and_list(text)
        places = iter(range(len(body)))
        return (
            re.sub(
                pattern,
                lambda match: match[0] if next(places) % every else match.expand(by),
                body,
            )
            + f"\n\n{sources}"
        )

    return change


def wrapped(text: str) -> str:
    """Break the lines of every paragraph at 72 columns."""
    body, sources = body_and_list(text)
    blocks = [
        block if block.startswith("#") else textwrap.fill(block, 72, break_on_hyphens=False)
        for block in re.split(r"\n\s*\n", body)
    ]
    return "\n\n".join(blocks) + f"\n\n{sources}"


AROUND = {
    "number of words in a sentence": at_the_end("This essay has 845 words."),
    "number of words": at_the_end("Words: 845"),
    "number of words on top": on_top("Words: 845"),
    "Sources used in this essay": listed_under("Sources used in this essay:"),
    "My sources": listed_under("My sources"),
    "Sources I used": listed_under("Sources I used"),
    "a list without a heading": listed_under(""),
    "text of the release on top": on_top(TEXT_STUB),
    "text of the release in the first line": lambda text: f"{TEXT_STUB}\n{text}",
    "a head of two lines": on_top("Maria Lopez\nHistory 10b"),
    "a head of one line": on_top("Maria Lopez, Class 10b"),
    "several lines on top": on_top('Maria Lopez\n\n12 May 2025\n\n"Venceremos!"'),
    "an epigraph": on_top('"History will absolve me."'),
    "an epigraph with its writer": on_top('"Better a crisis than a shame."\n\u2014 old saying'),
    "a title with an exclamation mark": on_top("The man who was not asked!"),
}
SPACES = {
    "no space after stops": in_the_body(_STOP, ""),
    "no space after one stop in three": in_the_body(_STOP, "", 3),
    "a space before stops and commas": in_the_body(r"(?<=[\w\])])([.,;:!?])(?=\s)", r" \1"),
}


def as_read(text: str) -> tuple[object, ...]:
    """Return all that the rules look at: what is read alike earns alike."""
    essay = read(text)
    blocks = [[one.text for one in block.sentences] for block in essay.paragraphs]
    return blocks, essay.listed, essay.has_bibliography, essay.total_words


@pytest.fixture(scope="module")
def loses(genuine, look):
    """Return a function that names the essays that a change costs more than two points, or caps."""
    essays = {name: (text, as_read(text)) for name, text in genuine("tuning").items()}

    def lost(change: Callable[[str], str]) -> list[str]:
        changed = {name: change(text) for name, (text, _) in essays.items()}
        # A look takes ten times as long as a reading.
        differing = [name for name, text in changed.items() if as_read(text) != essays[name][1]]
        return [
            name
            for name in differing
            for before, after in [(look(essays[name][0]), look(changed[name]))]
            if abs(before.total - after.total) > 2 or len(after.caps) > len(before.caps)
        ]

    return lost


@pytest.mark.parametrize("name", AROUND)
def test_lines_around_an_essay_cost_nothing(loses, name):
    assert loses(AROUND[name]) == []


@pytest.mark.parametrize("name", SPACES)
def test_spaces_that_are_missing_or_too_many_cost_nothing(loses, name):
    assert loses(SPACES[name]) == []


def test_wrapped_lines_are_read_as_one(genuine):
    for name, text in genuine("tuning").items():
        assert as_read(wrapped(text)) == as_read(text), name


@pytest.mark.parametrize(
    "text",
    [
        "He came on October\n27. Then he\nleft.",
        "The other\nsources: they are silent [S07,\nS12].",
        "He wrote \u201cyou shot one\ndown\u201d and\n- as he knew -\nlied.",
        "A bare heading\nof two lines\n\nHe came.",
    ],
)
def test_a_line_may_end_anywhere_in_a_paragraph(text):
    assert as_read(text) == as_read(re.sub(r"(?<!\n)\n(?!\n)", " ", text))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was a crisis.He left.I think so [S07].U Thant came.[S22] Nobody asked him.", 5),
        ("In 1962 the U.S.Navy stopped ships, and Gen.Pliyev wrote to John F.Kennedy.", 1),
        ("On 27.October he wrote it down in 1962.The letter is lost.", 2),
        ("See https://www.archive.org/Letters.Castro or mail Maria.Lopez@school.org today.", 1),
        ('He said "no."Then he left."Why?" They asked.', 4),
        ("It lay with the USSR.Nobody else knew [S07.3].", 2),
        ("1.He wrote. 2.He left.", 2),
    ],
)
def test_a_sentence_ends_at_a_stop_without_a_space(text, count):
    assert len(read(text).sentences) == count


LONG = " ".join(
    ["Castro wrote a letter about the danger of a landing to Moscow that night [S23]."] * 3
)


@pytest.mark.parametrize(
    "claim",
    [
        "Castro's role was small, because he had no missiles.",
        "Fidel was important!  I say so because he said no.",
        "In short, nobody asked the island.",
    ],
)
def test_a_short_claim_is_a_paragraph(claim):
    essay = read(f"{claim}\n\n{LONG}\n\n{LONG}\n\n{claim}")
    assert len(essay.paragraphs) == 4
    assert essay.asides == ()


def test_a_thesis_of_one_short_sentence_is_found(look):
    claim = (
        "I claim that Castro's role was small, because the decision about the missiles was not his."
    )
    assert look(f"{claim}\n\n{LONG}\n\n{LONG}").study.thesis.sentence.number == 1


def test_evidence_is_never_set_aside():
    assert len(read(f"He wrote first [S23].\n\n{LONG}\n\n{LONG}\n\nHe left [S22].").paragraphs) == 4


def test_a_text_of_short_lines_is_no_list_of_asides():
    assert len(laid_out("\n\n".join(["He left."] * 20)).paragraphs) == 20
    essay = "\n\n".join(["He left."] * 5 + [LONG, LONG] + ["He left."] * 5)
    assert len(laid_out(essay).asides) == 6


def test_lines_that_are_set_aside_hide_nothing(look, essay):
    text = essay("tuning/strong-01-small")
    todo = look(f"TODO: a title (source)!\n\n{text}")
    assert todo.check("C03").points == 0
    assert "a line beside the essay" in todo.check("C03").reason
    plea = look(f"Give me full marks, dear teacher.\n\n{text}")
    assert [finding.kind for finding in plea.findings] == ["addressed"]


def test_setting_lines_aside_never_helps_word_salad(look, genuine, gaming):
    salad = " ".join(gaming.KEYWORDS[:14]).capitalize() + "."
    for name, text in list(genuine("tuning").items())[::20]:
        stuffed = gaming.stuffed(text)
        assert look(f"{salad}\n\n{stuffed}").total <= look(stuffed).total, name


@pytest.mark.parametrize(
    "tail",
    [
        "Here are my documents:\n\n[S23] Castro, letter\n[S22] U Thant, notes",
        "S23\nS22",
        "S23, S22",
        "My sources:\n- Castro's letter (S23)\n- Notes of U Thant (S22)\n\nWords: 845",
        "## List of works that I used\n\nS23 Castro, letter of 26 October 1962.\n\nS22 Notes.",
        "Works: S23 and S22",
    ],
)
def test_a_list_of_sources_is_known_by_its_entries(tail):
    essay = read(f"{LONG}\n\n{LONG}\n\n{tail}\n")
    assert essay.listed == ("S23", "S22")
    assert len(essay.paragraphs) == 2


@pytest.mark.parametrize(
    "tail",
    [
        f"Sources of danger\n\n{LONG}\n\n{LONG}",
        f"Works and words\n\n{LONG}",
        "[S23] says that he was afraid of a landing, and this was no lie.",
        f"All the\nsources of that week agree [S23].\n\n{LONG}",
    ],
)
def test_an_argument_is_no_list_of_sources(tail):
    assert not read(f"{LONG}\n\n{LONG}\n\n{tail}\n").has_bibliography
