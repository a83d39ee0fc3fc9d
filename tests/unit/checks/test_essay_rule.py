"""The essay rule takes its points from the structure check, after the gates."""

import pytest

from course.archive import essay_catalogue, sentences
from course.checks import Given, essay_group, using
from course.essay import GROUPS, Catalogue, check
from course.scores import Reason, Turn

SEED = " ".join(sentence.text for sentence in sentences("essay"))


def judged(text, group):
    with using(Given(texts={"essay-final": text})) as look:
        result = essay_group("essay-final", group=group)
    assert look.faults == []
    return result


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_earns_what_the_report_gives(group):
    report = check(SEED, Catalogue.from_data(essay_catalogue()))
    result = judged(SEED, group)
    assert result.fraction == pytest.approx(report.group(group).fraction)
    assert report.group(group).title in result.sentence


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("text", ["Word.", "# Heading", "x " * 20_000, "Я " * 300])
def test_no_result_is_nothing_and_a_person_is_named(group, text):
    result = judged(text, group)
    assert result.fraction == 0
    if result.code is Reason.MANUAL:
        assert result.turn is Turn.CHECK
        assert "your teacher" in result.sentence


def test_an_empty_or_missing_essay_is_told():
    assert judged("  ", "A").code is Reason.UNANSWERED
    with using(Given()):
        assert essay_group("essay-final", group="A").code is Reason.MISSING


def test_an_unknown_group_is_our_fault():
    with using(Given(texts={"essay-final": SEED})) as look:
        assert essay_group("essay-final", group="Z").code is Reason.COURSE_ERROR
    assert look.faults
