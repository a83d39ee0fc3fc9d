"""The rule for the essay: one group of the structure check, after its gates."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from course.archive import essay_catalogue
from course.checks.rule import conclude, rule
from course.checks.student import text
from course.checks.wording import say
from course.essay import Catalogue, Report, check
from course.scores import Reason, Result, Turn

__all__ = ["essay_group", "essay_report"]


@rule
def essay_group(name: str, *, group: str) -> Result:
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

    Examples
    --------
    >>> from course.checks import essay_group, using, Given
    >>> with using(Given(texts={"essay-final": "Castro."})):
    ...     essay_group("essay-final", group="A").sentence
    'The structure check gives no result for this text; your teacher will read it.'
    """
    report = essay_report(text(name))
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
    }
    return conclude(score.fraction, "essay", **fields)


@lru_cache(maxsize=2)
def essay_report(written: str) -> Report:
    """Return the structure report on a text; the checks of all groups ask for the same one in turn."""
    return check(written, _catalogue())


@lru_cache(maxsize=1)
def _catalogue() -> Catalogue:
    return Catalogue.from_data(essay_catalogue())
