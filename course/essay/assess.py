"""Look at an essay: read it, run every rule and gate, and weigh them."""

from collections.abc import Mapping

from course.essay import accuracy, argument, criticism, evidence, form, reasoning
from course.essay.catalogue import Catalogue
from course.essay.gates import GATES
from course.essay.integrity import look_for_findings
from course.essay.markers import forget
from course.essay.marks import SHOWN_BY, Marks, read_marks
from course.essay.reading import read
from course.essay.report import Report
from course.essay.results import GROUPS, CheckResult, result_of
from course.essay.rules import Rule
from course.essay.study import MOVES, Study
from course.essay.weighing import Weight, weigh

__all__ = ["RULES", "check"]

RULES: tuple[Rule, ...] = (
    *form.RULES,
    *reasoning.RULES,
    *evidence.RULES,
    *criticism.RULES,
    *argument.RULES,
    *accuracy.RULES,
)
"""C01 to C23, in the order of the rubric."""


def check(
    text: str,
    catalogue: Catalogue | None = None,
    marked: Mapping[str, int | str] | None = None,
) -> Report:
    """Look for the moves of a historical argument in an essay.

    Parameters
    ----------
    text : str
        The essay: plain text, Markdown or simple HTML. Any text is accepted.
    catalogue : Catalogue, optional
        What is known about the sources. Without it, checks that need it give no
        points and say so.
    marked : mapping of str, optional
        Sentences that the student marked as "thesis", "counter-argument" or
        "rebuttal": a sentence number, or the words with which the sentence
        begins. Marked sentences need half the evidence of form. A mark never
        costs points: each group has the better of the results with and without
        marks. A mark lifts no cap: where a gate limits the total, more points
        for one group would be taken from the others, and the marks do not count.

    Returns
    -------
    Report
        Never raises for any text; two runs give the same report.
    """
    forget()
    essay = read(text)
    known = catalogue or Catalogue()
    study = Study(essay, known)
    results = _look(study)
    # An essay is read for its language and its order as it stands, whatever is marked.
    gates = tuple((gate, gate.look(study)) for gate in GATES)
    findings = tuple(look_for_findings(study))
    outcomes = {gate.id: found for gate, found in gates}
    weight = weigh(results, outcomes, findings)
    marks = read_marks(essay, marked or {})
    if marks.found:
        study = Study(essay, known, marks.found)
        better, used = _with_marks(study, results, marks)
        heavier = weigh(better, outcomes, findings)
        if _is_no_loss(results, weight, better, heavier):
            results, weight, marks = better, heavier, Marks(marks.found, marks.lost, used)
    return Report(
        study, results, gates, findings, weight.factors, weight.caps, weight.has_result, marks
    )


def _look(study: Study) -> tuple[CheckResult, ...]:
    return tuple(result_of(study, rule, rule.look(study)) for rule in RULES)


def _with_marks(
    study: Study, plain: tuple[CheckResult, ...], marks: Marks
) -> tuple[tuple[CheckResult, ...], dict[str, int]]:
    """Return for each group the best results that some of the marks give, and the marks in them.

    A mark on a thesis counts elsewhere only if it counts where theses are
    looked for: it must not turn what speaks against the essay into what speaks
    for it.
    """
    # All marks come first and none last: of equal results the one with more marks counts.
    looks = [
        (chosen, _look(marking) if chosen else plain)
        for chosen in marks.subsets()
        for marking in (Study(study.essay, study.catalogue, chosen),)
        if "thesis" not in chosen or marking.thesis is not None
    ]
    best = {group: max(looks, key=lambda look: _earned(look[1], group)) for group in GROUPS}
    home = next(rule.group for rule in RULES if rule.id == SHOWN_BY["thesis"])
    if "thesis" not in _seen(*best[home], home):
        looks = [look for look in looks if "thesis" not in look[0]]
        best = {group: max(looks, key=lambda look: _earned(look[1], group)) for group in GROUPS}
    used: dict[str, int] = {}
    for group, (chosen, results) in best.items():
        used |= _seen(chosen, results, group)
    together = [one for group in GROUPS for one in best[group][1] if one.group == group]
    return tuple(together), {move: used[move] for move in MOVES if move in used}


def _seen(
    chosen: Mapping[str, int], results: tuple[CheckResult, ...], group: str
) -> dict[str, int]:
    """Return which marks stand behind the points of a group."""
    behind = {
        result.id: {span.sentence for span in result.spans}
        for result in results
        if result.group == group
    }
    return {
        move: number for move, number in chosen.items() if number in behind.get(SHOWN_BY[move], ())
    }


def _is_no_loss(
    plain: tuple[CheckResult, ...],
    weight: Weight,
    better: tuple[CheckResult, ...],
    heavier: Weight,
) -> bool:
    """Tell whether no group has less after the gates."""
    return all(
        _earned(better, group) * heavier.factors[group]
        >= _earned(plain, group) * weight.factors[group]
        for group in GROUPS
    )


def _earned(results: tuple[CheckResult, ...], group: str) -> float:
    return sum(result.points for result in results if result.group == group)
