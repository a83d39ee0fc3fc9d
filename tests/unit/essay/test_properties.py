"""What must hold for every essay."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from course.essay import check

QUICK = settings(max_examples=25, deadline=None)

FRAGMENTS = st.lists(
    st.sampled_from(
        [
            "Castro", "Khrushchev", "Kennedy ", "Cuba. ", "[S07]", "[S999]", "(source)", '"', "\u2018",
            "\n\n", "\n", "# ", "because ", "However, ", "27 October ", "U-2 ", "\u200b", "\u0430", ". ", "? ",
            "role was small ", "Sources\n", "|", "<p>", "</b", "\\frac{", "[^1]", "[^1]: S07", "\u202e", "\ud83d\ude80",
        ]
    ),
    max_size=60,
).map("".join)  # fmt: skip


@QUICK
@given(text=st.one_of(FRAGMENTS, st.text(max_size=400)))
def test_any_text_gets_a_report_with_spans_that_quote_it(catalogue, text):
    report = check(text, catalogue)
    assert 0 <= report.total <= 100
    for one in report.checks:
        assert 0 <= one.points <= one.max
        for span in (*one.spans, *one.faults, *([one.runner_up] if one.runner_up else [])):
            assert 0 <= span.start < span.stop <= len(text)
            assert text[span.start : span.stop] == span.text
    assert report.to_html().endswith("</html>\n")
    assert report.to_text()


@QUICK
@given(text=FRAGMENTS)
def test_two_looks_agree(catalogue, text):
    assert check(text, catalogue).to_json() == check(text, catalogue).to_json()


def correctly_cited(report, text: str, catalogue, most: int = 4) -> Iterator[str]:
    """Yield the essay with one correct citation more, at up to so many places.

    Correct: in the body, of a source that is listed, speaks of the same, and is
    not yet overused.
    """
    essay = report.study.essay
    counts = [one for cited in essay.citations for one in cited.ids]
    for sentence in (one for block in report.study.body for one in block.sentences):
        if sentence.ids or sentence.quotations or not sentence.text.endswith("."):
            continue
        for one in essay.listed:
            if most and (
                one in catalogue.sources
                and len(sentence.stems & catalogue.sources[one].stems) >= 3
                and counts.count(one) + 1 <= 0.3 * len(counts)
            ):
                _, stop = essay.folded.span(sentence.start, sentence.stop)
                yield f"{text[: stop - 1]} [{one}]{text[stop - 1 :]}"
                most -= 1
                break


def test_a_correct_citation_never_lowers_the_total(look, catalogue, genuine):
    for name, text in genuine("tuning").items():
        report = look(text)
        for cited in correctly_cited(report, text, catalogue):
            assert look(cited).total >= report.total, name


def test_deleting_the_thesis_never_raises_the_total(look, genuine):
    for name, text in genuine("tuning").items():
        report = look(text)
        if report.study.thesis is None:
            continue
        span = report.check("C05").spans[0]
        without = text[: span.start] + text[span.stop :]
        assert look(re.sub(r"\n\s*\n\s*\n", "\n\n", without)).total <= report.total, name


def test_appending_nonsense_to_every_sentence_does_not_pay(look, essay):
    text = essay("tuning/average-01-small")
    stuffed = re.sub(r"\.(?=\s)", ", because the evidence of the crisis suggests evidence.", text)
    assert look(stuffed).total < look(text).total
