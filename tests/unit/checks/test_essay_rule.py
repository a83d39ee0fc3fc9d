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


PASSED_OVER = "Your own marks were passed over, at no cost"


def with_marks(marks, group="B", text=SEED):
    with using(Given(answers={"desk": marks}, texts={"essay-final": text})) as look:
        result = essay_group("essay-final", group=group, marks="desk")
    assert look.faults == []
    return result


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize(
    "marks",
    [
        None,
        {},
        {"thesis": "It stands nowhere in this essay."},
        {"thesis": 3, "no move": "x", 4: "y", "rebuttal": None},
        ["thesis"],
        "thesis",
        {"thesis": "x" * 100_000},
    ],
)
def test_marks_that_say_nothing_change_no_points(group, marks):
    assert with_marks(marks, group).fraction == judged(SEED, group).fraction


def test_what_became_of_a_mark_is_told_where_it_counts():
    gone = {"thesis": "It stands nowhere in this essay.", "rebuttal": "Nor does this sentence."}
    assert "as your thesis is no longer in your essay" in with_marks(gone, "B").sentence
    assert "as your answer to it is no longer" in with_marks(gone, "E").sentence
    assert "no longer" not in with_marks(gone, "A").sentence
    assert PASSED_OVER in with_marks(["thesis"], "B").sentence
    assert PASSED_OVER not in with_marks(["thesis"], "A").sentence


def test_a_desk_that_no_cell_has_shown_has_no_marks():
    with using(Given(texts={"essay-final": SEED})):
        result = essay_group("essay-final", group="B", marks="desk")
    assert result == judged(SEED, "B")
