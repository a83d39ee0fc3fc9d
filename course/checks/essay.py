"""The rule for the essay: one group of the structure check, after its gates, with the student's marks."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from course.archive import essay_catalogue
from course.checks.context import looking
from course.checks.rule import conclude, rule
from course.checks.student import text
from course.checks.wording import clipped, say
from course.essay import Catalogue, Report, check
from course.essay.marks import SHOWN_BY
from course.scores import Reason, Result, Turn

__all__ = ["OwnMarks", "essay_group", "essay_report", "own_marks"]

OwnMarks = tuple[tuple[str, str], ...]
"""What a student marked: moves with the beginnings of sentences."""


@rule
def essay_group(name: str, *, group: str, marks: str = "") -> Result:
    """Judge an essay by one group of the structure check.

    The whole report is made each time, so that a gate that fails limits every
    group. Where the check gives no result the points are 0 and a person is to
    read the text.

    Parameters
    ----------
    name : str
        The id of the Markdown cell, or the exercise or variable that holds the
        text.
    group : {"A", "B", "C", "D", "E", "F"}
        Form, thesis, evidence, source criticism, argument, accuracy.
    marks : str, default ""
        The exercise in which students mark their own thesis, the other view and
        their answer to it, such as an essay desk. Marks never cost points: one
        that is missing, unreadable or out of date is told and passed over.

    Examples
    --------
    >>> from course.checks import essay_group, using, Given
    >>> with using(Given(texts={"essay-final": "Castro."})):
    ...     essay_group("essay-final", group="A").sentence
    'The structure check gives no result for this text; your teacher will read it.'
    """
    marked, amiss = own_marks(marks)
    report = essay_report(text(name), marked)
    score = report.group(group)
    if not report.has_result:
        return Result(0.0, Reason.MANUAL, say("essay-no-result"), Turn.CHECK)
    lost = max(
        (result for result in report.checks if result.group == group),
        key=lambda result: result.max - result.points,
    )
    fields: dict[str, Any] = {
        "title": score.title,
        "points": round(score.points, 1),
        "most": score.max,
        "limits": say("essay-limited") if score.points < score.earned else "",
        "question": lost.question,
        "marks": _told(report, group, amiss),
    }
    return conclude(score.fraction, "essay", **fields)


def own_marks(name: str) -> tuple[OwnMarks, str]:
    """Return what a student marked in an exercise, and why it cannot be read, if so.

    Parameters
    ----------
    name : str
        The exercise; without a name, or where no cell has shown it, nothing is
        marked.
    """
    recorded = looking().submission.recorded(name) if name else None
    if recorded is None or not recorded.exists:
        return (), ""
    value = recorded.value
    if recorded.problem or not isinstance(value, dict | None):
        return (), recorded.problem or say("marks-unreadable", name=name)
    pairs = (value or {}).items()
    return tuple((move, mark) for move, mark in pairs if isinstance(mark, str)), ""


def _told(report: Report, group: str, amiss: str) -> str:
    """Return what became of the marks that a group looks at, each sentence after a space."""
    checks = [result.id for result in report.checks if result.group == group]
    told = [sentence for one in checks for sentence in report.marks.told_by(one)]
    if amiss and set(checks) & set(SHOWN_BY.values()):
        told.append(say("marks-passed-over", problem=clipped(amiss, 300)))
    return "".join(f" {sentence}" for sentence in told)


@lru_cache(maxsize=2)
def essay_report(written: str, marked: OwnMarks = ()) -> Report:
    """Return the structure report on a text; the checks of all groups ask for the same one in turn."""
    return check(written, _catalogue(), dict(marked))


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    return Catalogue.from_data(essay_catalogue())
