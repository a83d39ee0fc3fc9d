"""Look at an essay: read it, run every rule and gate, and weigh them."""

from collections.abc import Mapping

from course.essay import accuracy, argument, criticism, evidence, form, reasoning
from course.essay.catalogue import Catalogue
from course.essay.gates import GATES, GateOutcome
from course.essay.integrity import Finding, look_for_findings
from course.essay.markers import forget
from course.essay.reading import Essay, read
from course.essay.report import GROUPS, CheckResult, Report, result_of
from course.essay.rules import Rule
from course.essay.study import MOVES, Study
from course.essay.thresholds import LIMITS

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
    factors, caps, has_result = _weigh(results, {gate.id: found for gate, found in gates}, findings)
    return Report(study, results, gates, findings, factors, caps, has_result)


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


def _weigh(
    results: tuple[CheckResult, ...],
    gates: Mapping[str, GateOutcome],
    findings: tuple[Finding, ...],
) -> tuple[dict[str, float], tuple[str, ...], bool]:
    """Turn gates and findings into what is left of each group."""
    factors = dict.fromkeys(GROUPS, 1.0)
    caps: list[str] = []
    if any(not found.passed and found.is_certain for found in gates.values()):
        names = " and ".join(
            name for name, found in gates.items() if not found.passed and found.is_certain
        )
        return (
            dict.fromkeys(GROUPS, 0.0),
            (f"No result ({names}): a person must read this text.",),
            False,
        )

    def halve(groups: str, why: str) -> None:
        for group in groups:
            factors[group] = min(factors[group], 0.5)
        caps.append(why)

    road_map = next(result for result in results if result.id == "C06")
    if not gates["G3"].passed:
        halve("BCDE", "Groups B to E count half (G3).")
    if not gates["G2"].passed and (not gates["G3"].passed or road_map.points < road_map.max / 2):
        halve("DE", "Groups D and E count half (G2, with G3 or C06).")
    for finding in findings:
        if finding.halves:
            halve(
                finding.halves, f"Groups {', '.join(finding.halves)} count half ({finding.kind})."
            )

    total = sum(result.points * factors[result.group] for result in results)
    limit = total
    if not gates["G1"].passed:
        is_salad = not gates["G3"].passed
        limit = min(limit, LIMITS.salad_total if is_salad else LIMITS.capped_total)
        caps.append(f"The total is capped at {limit:.0f} (G1{' and G3' if is_salad else ''}).")
    plain = [finding.kind for finding in findings if finding.caps]
    if gates["G3"].is_flagrant:
        plain.append("G3")
    if plain:
        limit = min(limit, LIMITS.made_total)
        caps.append(f"The total is capped at {LIMITS.made_total:.0f} ({', '.join(plain)}).")
    if not gates["G4"].passed:
        limit = max(0.0, limit - LIMITS.copied_points)
        caps.append(f"{LIMITS.copied_points:.0f} points are taken (G4).")
    if total > 0 and limit < total:
        factors = {group: factor * limit / total for group, factor in factors.items()}
    return factors, tuple(caps), True
