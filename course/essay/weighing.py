"""Turn gates and findings into what is left of each group; the caps of the rubric."""

from collections.abc import Iterator, Mapping
from math import inf

from course.essay.gates import GateOutcome
from course.essay.integrity import Finding
from course.essay.records import record
from course.essay.results import GROUPS, CheckResult
from course.essay.thresholds import LIMITS

__all__ = ["Weight", "weigh"]


@record
class Weight:
    """What gates and findings leave.

    Parameters
    ----------
    factors : dict of str to float
        By group, between 0 and 1.
    caps : tuple of str
        What limited the points, in words.
    has_result : bool
        False when a person must read the text first.
    """

    factors: dict[str, float]
    caps: tuple[str, ...] = ()
    has_result: bool = True


def weigh(
    results: tuple[CheckResult, ...],
    gates: Mapping[str, GateOutcome],
    findings: tuple[Finding, ...],
) -> Weight:
    """Weigh the points of the checks.

    Parameters
    ----------
    results : tuple of CheckResult
        All checks; C06 decides with G2.
    gates : mapping of str to GateOutcome
        By gate id.
    findings : tuple of Finding

    Returns
    -------
    Weight
    """
    certain = [name for name, found in gates.items() if not found.passed and found.is_certain]
    if certain:
        why = f"No result ({' and '.join(certain)}): a person must read this text."
        return Weight(dict.fromkeys(GROUPS, 0.0), (why,), has_result=False)
    factors = dict.fromkeys(GROUPS, 1.0)
    caps: list[str] = []
    for groups, why in _halved(results, gates, findings):
        caps.append(f"Groups {', '.join(groups)} count half ({why}).")
        factors |= dict.fromkeys(groups, 0.5)
    total = sum(result.points * factors[result.group] for result in results)
    limit = total
    for most, why in _capped(gates, findings):
        if limit > most:
            limit = most
            caps.append(f"The total is capped at {most:.0f} ({why}).")
    if not gates["G4"].passed:
        limit = max(0.0, limit - LIMITS.copied_points)
        caps.append(f"{LIMITS.copied_points:.0f} points are taken (G4).")
    if limit < total:
        factors = {group: factor * limit / total for group, factor in factors.items()}
    return Weight(factors, tuple(caps))


def _halved(
    results: tuple[CheckResult, ...],
    gates: Mapping[str, GateOutcome],
    findings: tuple[Finding, ...],
) -> Iterator[tuple[str, str]]:
    """Yield groups that count half, and why."""
    if not gates["G3"].passed:
        yield "BCDE", "G3"
    road_map = next(result for result in results if result.id == "C06")
    if not gates["G2"].passed and (not gates["G3"].passed or 2 * road_map.points < road_map.max):
        yield "DE", "G2, with G3 or C06"
    for finding in findings:
        if finding.halves:
            yield finding.halves, finding.kind


def _capped(
    gates: Mapping[str, GateOutcome], findings: tuple[Finding, ...]
) -> Iterator[tuple[float, str]]:
    """Yield limits of the total, and why."""
    if not gates["G1"].passed:
        if gates["G3"].passed:
            yield LIMITS.capped_total, "G1"
        else:
            yield LIMITS.salad_total, "G1 and G3"
    for finding in findings:
        if finding.limit < inf:
            yield finding.limit, finding.kind
    if gates["G3"].is_flagrant:
        yield LIMITS.made_total, "G3"
