"""What was found in one essay, as data."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from course.essay.gates import Gate, GateOutcome
from course.essay.integrity import Finding
from course.essay.marks import Marks
from course.essay.parts import Sentence
from course.essay.records import record
from course.essay.rules import Outcome, Rule
from course.essay.study import Study

__all__ = [
    "GROUPS",
    "LIMITS_OF_THE_CHECK",
    "CheckResult",
    "DbqRow",
    "GroupScore",
    "Results",
    "Span",
    "result_of",
]

VERSION = 1

LIMITS_OF_THE_CHECK = (
    "This check sees moves, not insight: form and references, not whether you are right."
)

GROUPS: Mapping[str, str] = {
    "A": "Form",
    "B": "Thesis and line of reasoning",
    "C": "Evidence",
    "D": "Source criticism",
    "E": "Argument",
    "F": "Accuracy",
}


# The rows of the AP document-based question, the checks behind each, and what only a reader sees.
_DBQ: tuple[tuple[str, int, tuple[str, ...], str], ...] = (
    ("Thesis", 1, ("C05", "C06", "C07"), "whether the claim is defensible"),
    ("Context", 1, ("C14",), "whether the link explains"),
    (
        "Documents",
        2,
        ("C08", "C09", "C10", "C11", "C12", "C13"),
        "whether the evidence supports the claim",
    ),
    ("Beyond the documents", 1, ("C14",), "relevance"),
    ("Sourcing", 1, ("C15",), "quality of the reasoning"),
    ("Complexity", 1, ("C16", "C17", "C18", "C19", "C20"), "depth"),
)


@record
class DbqRow:
    """One row of the AP rubric: its points there, the checks here, and the share they earned."""

    title: str
    points: int
    checks: tuple[str, ...]
    share: float
    reader: str


@record
class Span:
    """A sentence of the student's own text: its number, its place, and its words as written."""

    sentence: int
    start: int
    stop: int
    text: str


@record
class CheckResult:
    """One check with its points, before any gate.

    Parameters
    ----------
    id, group, title, credit : str
        As in the rubric.
    points, max : float
    reason, question : str
        What is there; what is missing.
    spans, faults : tuple of Span
        The sentences behind the points, and behind the question.
    runner_up : Span or None
    checked : bool
        False when there was nothing to check it against.
    """

    id: str
    group: str
    title: str
    credit: str
    points: float
    max: float
    reason: str
    question: str
    spans: tuple[Span, ...]
    faults: tuple[Span, ...]
    runner_up: Span | None
    checked: bool


@record
class GroupScore:
    """Points of one group of the rubric.

    Parameters
    ----------
    id, title : str
    earned : float
        What the checks gave.
    points : float
        After the gates.
    max : float
    """

    id: str
    title: str
    earned: float
    points: float
    max: float

    @property
    def fraction(self) -> float:
        """Points after the gates, as a share of the most; between 0 and 1."""
        return self.points / self.max if self.max else 0.0


@record
class Results:
    """Everything found in one essay; `course.essay.report.Report` adds how it is shown.

    Parameters
    ----------
    study : Study
        The essay as read.
    checks : tuple of CheckResult
        C01 to C23 in order.
    gates : tuple of (Gate, GateOutcome)
        G1 to G5 in order.
    findings : tuple of Finding
        Integrity, apart from the points.
    factors : mapping of str to float
        What the gates leave of each group, between 0 and 1.
    caps : tuple of str
        What limited the total, in words; empty when nothing did.
    has_result : bool
        False when a gate sends the essay to a person without a number.
    marks : Marks
        What the student marked, and what became of it.
    """

    study: Study
    checks: tuple[CheckResult, ...]
    gates: tuple[tuple[Gate, GateOutcome], ...]
    findings: tuple[Finding, ...]
    factors: Mapping[str, float]
    caps: tuple[str, ...]
    has_result: bool
    marks: Marks = Marks()

    def check(self, name: str) -> CheckResult:
        """Return one check by its id; raises KeyError for an unknown id."""
        for result in self.checks:
            if result.id == name:
                return result
        raise KeyError(name)

    def group(self, name: str) -> GroupScore:
        """Return the score of one group, A to F; raises KeyError for an unknown group."""
        title = GROUPS[name]
        results = [result for result in self.checks if result.group == name]
        earned = sum(result.points for result in results)
        return GroupScore(
            name,
            title,
            round(earned, 2),
            round(earned * self.factors[name], 2),
            sum(result.max for result in results),
        )

    @cached_property
    def earned(self) -> float:
        """Points of all checks before the gates, out of 100."""
        return round(sum(result.points for result in self.checks), 1)

    @cached_property
    def total(self) -> float:
        """Points after the gates, out of 100; 0.0 when there is no result."""
        return round(sum(result.points * self.factors[result.group] for result in self.checks), 1)

    @property
    def factor(self) -> float:
        """What the gates leave of the total, between 0 and 1."""
        return self.total / self.earned if self.earned else 1.0

    @cached_property
    def dbq(self) -> tuple[DbqRow, ...]:
        """The checks seen as an AP document-based question; this is not an AP score."""
        rows = []
        for title, points, ids, reader in _DBQ:
            chosen = [self.check(name) for name in ids]
            share = sum(one.points for one in chosen) / sum(one.max for one in chosen)
            rows.append(DbqRow(title, points, ids, round(share, 2), reader))
        return tuple(rows)

    @cached_property
    def for_a_person(self) -> tuple[str, ...]:
        """Reasons why a person should look at this essay; empty when there is none."""
        return (
            *(f"{gate.title}: {found.reason}" for gate, found in self.gates if not found.passed),
            *(finding.reason for finding in self.findings),
        )

    @cached_property
    def outline(self) -> dict[int, tuple[str, ...]]:
        """Which moves each sentence makes, by sentence number, in words for a margin."""
        moves: dict[int, list[str]] = {}
        named = {
            "C05": "thesis",
            "C07": "key term",
            "C18": "counter-argument",
            "C15": "source weighed",
            "C16": "sources compared",
            "C14": "context",
        }
        for result in self.checks:
            word = named.get(result.id)
            shown = result.spans[:1] if result.id == "C18" else result.spans
            for span in shown if word else ():
                moves.setdefault(span.sentence, []).append(str(word))
        for sentence in (span.sentence for span in self.check("C06").spans):
            moves.setdefault(sentence, []).insert(0, "topic sentence")
        for one in self.study.essay.sentences:
            if one.ids:
                moves.setdefault(one.number, []).append("evidence")
        if self.study.conclusion is not None and self.check("C20").points:
            moves.setdefault(self.study.conclusion.sentences[0].number, []).append("conclusion")
        for move, number in self.marks.used.items():
            there = moves.setdefault(number, [])
            place = there.index(move) if move in there else len(there)
            there[place : place + 1] = [f"{move} (marked by you)"]
        return {number: tuple(dict.fromkeys(words)) for number, words in sorted(moves.items())}

    def to_dict(self) -> dict[str, Any]:
        """Return the report as plain data that `json.dumps` accepts; `version` is 1."""
        essay = self.study.essay
        return {
            "version": VERSION,
            "limits": LIMITS_OF_THE_CHECK,
            "total": self.total,
            "earned": self.earned,
            "factor": round(self.factor, 4),
            "has_result": self.has_result,
            "caps": list(self.caps),
            "for_a_person": list(self.for_a_person),
            "words": essay.total_words,
            "paragraphs": len(essay.paragraphs),
            "sentences": len(essay.sentences),
            "groups": {
                name: {
                    "title": score.title,
                    "points": score.points,
                    "earned": score.earned,
                    "max": score.max,
                }
                for name in GROUPS
                for score in (self.group(name),)
            },
            "checks": [
                {
                    "id": one.id,
                    "group": one.group,
                    "title": one.title,
                    "points": one.points,
                    "max": one.max,
                    "credit": one.credit,
                    "reason": one.reason,
                    "question": one.question,
                    "checked": one.checked,
                    "spans": [_plain(span) for span in one.spans],
                    "faults": [_plain(span) for span in one.faults],
                    "runner_up": _plain(one.runner_up) if one.runner_up else None,
                }
                for one in self.checks
            ],
            "gates": [
                {
                    "id": gate.id,
                    "title": gate.title,
                    "passed": found.passed,
                    "reason": found.reason,
                    "effect": gate.effect,
                    "sentences": [sentence.number for sentence in found.sentences],
                }
                for gate, found in self.gates
            ],
            "findings": [
                {
                    "kind": finding.kind,
                    "reason": finding.reason,
                    "effect": finding.effect,
                    "sentences": [sentence.number for sentence in finding.sentences],
                }
                for finding in self.findings
            ],
            "dbq": [
                {
                    "title": row.title,
                    "checks": list(row.checks),
                    "share": row.share,
                    "reader": row.reader,
                }
                for row in self.dbq
            ],
            "marks": {
                move: {"sentence": self.marks.found.get(move), "counts": move in self.marks.used}
                for move in (*self.marks.found, *self.marks.lost)
            },
            "outline": {str(number): list(words) for number, words in self.outline.items()},
        }

    def to_json(self) -> str:
        """Return the report as JSON text, two spaces deep."""
        import json  # noqa: PLC0415 - only who writes a report needs it

        return json.dumps(self.to_dict(), indent=2, ensure_ascii=False)


def span_of(study: Study, sentence: Sentence) -> Span:
    """Translate a sentence into a span of the student's own text."""
    start, stop = study.essay.folded.span(sentence.start, sentence.stop)
    return Span(sentence.number, start, stop, study.essay.folded.original[start:stop])


def result_of(study: Study, rule: Rule, outcome: Outcome) -> CheckResult:
    """Join a rule and its outcome."""
    return CheckResult(
        rule.id,
        rule.group,
        rule.title,
        rule.credit,
        float(min(rule.points, max(0.0, outcome.points))),
        rule.points,
        outcome.reason,
        outcome.question,
        tuple(span_of(study, one) for one in outcome.sentences),
        tuple(span_of(study, one) for one in outcome.faults),
        span_of(study, outcome.runner_up) if outcome.runner_up else None,
        outcome.checked,
    )


def _plain(span: Span) -> dict[str, Any]:
    return {"sentence": span.sentence, "start": span.start, "stop": span.stop, "text": span.text}
