"""What a student says about an essay is compared with that essay, and with nothing else."""

from __future__ import annotations

import pytest

from course.checks import Given, essay_group, form, own_text, self_assessment, using
from course.checks.essay import essay_report
from course.essay import GROUPS
from course.scores import Reason

STEPS = ["missing", "begun", "mostly there", "complete"]

ESSAY = """\
Castro's role in the crisis was large in the danger, because his orders and his letter raised it, but
small in the settlement, since Khrushchev and Kennedy made the bargain without him.

His orders raised the danger of the last weekend. The generals knew that Cuban guns would fire on
American aircraft, and Castro explained this to Khrushchev in a letter of 28 October [S25]. Because
he wrote to an ally who had reproached him, the letter may defend more than it explains. Malinovsky
reported that a Soviet regiment fired the missile at the U-2 [S39], and the rebuke went to Pliyev.

In the settlement his part was small. Khrushchev's letter about the missiles in Turkey gives Cuba no
say [S08]. U Thant found Castro bitter, because nobody in Moscow had asked him [S21].

So his role was large in the danger and small in the settlement, and the second is more certain.

Sources

S08
S21
S25
S39
"""


def judged(step: str) -> dict[str, str]:
    return dict.fromkeys(GROUPS, step)


def assess(judgement: object, essay: str = ESSAY) -> float:
    with using(Given(answers={"judgement": judgement}, texts={"essay-final": essay})):
        return self_assessment("judgement", essay="essay-final", steps=STEPS).fraction


def answer(written: str, essay: str = ESSAY, **asked: object) -> float:
    with using(Given(answers={"doubt": written}, texts={"essay-final": essay})):
        return own_text(
            "doubt", essay="essay-final", parts={"a reason": r"\bbecause\b"}, **asked
        ).fraction


def levels() -> dict[str, int]:
    """The step that each group of the essay has reached."""
    report = essay_report(ESSAY)
    assert report.has_result
    return {
        group: sum(report.group(group).fraction >= least for least in (0.25, 0.5, 0.85))
        for group in GROUPS
    }


def test_a_judgement_that_is_right_or_one_step_off_earns_all():
    exact = {group: STEPS[level] for group, level in levels().items()}
    modest = {group: STEPS[max(level - 1, 0)] for group, level in levels().items()}
    assert assess(exact) == assess(modest) == 1.0


def test_each_group_that_lies_further_off_costs_a_sixth():
    exact = {group: STEPS[level] for group, level in levels().items()}
    group = next(group for group, level in levels().items() if level >= 2)
    assert assess({**exact, group: "missing"}) == pytest.approx(5 / 6)


def test_groups_that_are_not_judged_and_unknown_steps_earn_nothing():
    assert assess({"A": STEPS[levels()["A"]]}) == pytest.approx(1 / 6)
    assert assess(judged("perfect")) == 0.0


def test_without_an_essay_or_without_a_result_nothing_is_compared():
    assert assess(judged("missing"), "") == 0.0
    assert assess(judged("missing"), "A text on the price of sugar and nothing else.") == 0.0


def test_an_answer_about_ones_own_essay_earns_all():
    assert (
        answer("That the orders raised the danger is doubtful, because the generals spoke late.")
        == 1.0
    )


def test_an_answer_that_fits_any_essay_earns_at_most_a_third():
    assert answer("I would need more evidence, because one can never be quite sure.") <= 1 / 3


def test_a_copy_of_the_essay_is_no_answer():
    copy = ESSAY.split("\n\n")[1].replace("\n", " ")
    assert answer(copy) <= 1 / 3


def test_a_source_counts_only_if_the_essay_cites_it():
    about = (
        "The letter [{}] shows how Castro explained his orders to Khrushchev, because he wrote it."
    )
    assert answer(about.format("S25"), cites=True) == 1.0
    assert answer(about.format("S12"), cites=True) == pytest.approx(2 / 3)


@pytest.mark.parametrize(
    "written",
    [
        "S25, because Castro speaks himself there about his gun crews and the orders to them.",
        "It is S 39, because Malinovsky had to know which men of his had fired.",
        "I chose S21 because U Thant saw how bitter he was, and it is not from a friend.",
        "That the rebuke had to do with an ally is a guess of mine, because Pliyev said nothing.",
    ],
)
def test_own_words_about_a_named_source_or_a_passage_are_about_the_essay(written):
    assert answer(written) == 1.0


@pytest.mark.parametrize(
    "written",
    [
        "I like dogs because they are nice animals, S25, and cats are not so nice as dogs.",
        "S25 is a good source because it is a letter that Castro wrote, and letters show much.",
        "S39 is the best because it is a primary source and a report from an archive.",
        "S12 is good because Castro and the danger and his letter are in it, I believe.",
    ],
)
def test_a_named_source_alone_makes_no_answer_about_the_essay(written):
    assert answer(written) <= 1 / 3


def test_the_end_of_a_name_before_a_number_is_no_source():
    said = "The rebuke to Pliyev after Castro's 25 orders to the generals counts, because he fired."
    assert answer(said) == 1.0
    assert answer(said, cites=True) == pytest.approx(2 / 3)
    assert answer(f"{said} See S25.", cites=True) == 1.0


def test_an_essay_without_sources_leaves_nothing_to_name():
    bare = ESSAY.partition("Sources")[0].replace("[S25]", "").replace("[S39]", "")
    bare = bare.replace("[S08]", "").replace("[S21]", "")
    about = (
        "The letter [S25] shows how Castro explained his orders to Khrushchev, because he wrote it."
    )
    assert answer(about, bare, cites=True) < 1.0


def test_an_essay_that_still_holds_the_text_of_the_release_is_not_answered(capsys):
    with using(Given(texts={"essay-final": "Write your answer here."})):
        assert form("essay-final", type="markdown") == 0
        assert essay_group("essay-final", group="A").code is Reason.UNANSWERED
    assert "holds no words yet" in capsys.readouterr().out
