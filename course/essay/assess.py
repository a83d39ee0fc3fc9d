"""Look at an essay: read it, run every rule and gate, and weigh them."""

from collections.abc import Mapping

from course.essay import accuracy, argument, criticism, evidence, form, reasoning
from course.essay.catalogue import Catalogue
from course.essay.gates import GATES
from course.essay.integrity import look_for_findings
from course.essay.markers import forget
from course.essay.parts import Essay
from course.essay.reading import read
from course.essay.report import Report
from course.essay.results import result_of
from course.essay.rules import Rule
from course.essay.study import MOVES, Study
from course.essay.weighing import weigh

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
        "rebuttal": a sentence number, or the words of the sentence. Marked
        sentences need half the evidence of form.

    Returns
    -------
    Report
        Never raises for any text; two runs give the same report.
    """
    forget()
    essay = read(text)
    study = Study(essay, catalogue or Catalogue(), _marks(essay, marked or {}))
    results = tuple(result_of(study, rule, rule.look(study)) for rule in RULES)
    gates = tuple((gate, gate.look(study)) for gate in GATES)
    findings = tuple(look_for_findings(study))
    weight = weigh(results, {gate.id: found for gate, found in gates}, findings)
    return Report(study, results, gates, findings, weight.factors, weight.caps, weight.has_result)


def _marks(essay: Essay, marked: Mapping[str, int | str]) -> dict[str, int]:
    """Translate marked sentences into numbers; what is not found counts as not marked."""
    numbers: dict[str, int] = {}
    for move in MOVES:
        value = marked.get(move)
        if isinstance(value, str) and value.strip():
            wanted = read(value).words
            value = next((one.number for one in essay.sentences if one.words == wanted), 0)
        if isinstance(value, int) and 0 < value <= len(essay.sentences):
            numbers[move] = value
    return numbers
