"""Rules for what students say about their own essay: a judgement, and answers to questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from course.checks.essay import essay_report, own_marks
from course.checks.prose import Patterns, Prose, read_prose
from course.checks.rule import conclude, rule
from course.checks.same import fold
from course.checks.student import mapping, text, work
from course.checks.wording import named, say
from course.essay import GROUPS, Report
from course.essay.words import content_stems
from course.essay.words import words as words_of
from course.scores import Reason, Result, Turn

__all__ = ["own_text", "self_assessment"]

_ENOUGH: Final = (0.25, 0.5, 0.85)
"""The share of a group's points from which it is begun, mostly there, and complete."""

_SHARED_STEMS: Final = 3
"""Content words shared with one sentence of the essay; two occur by chance in one subject."""

_RUN: Final = 6
_MOST_COPIED: Final = 0.6
"""The share of six-word runs that may stand in the essay; a quoted sentence stays below it."""

_ABOUT_ANY_ESSAY: Final = 1 / 3
"""The most that an answer earns which would fit any essay."""

_ANYTHING: Final = ""
_NOTHING: Final = r"(?!)"


@rule
def self_assessment(
    name: str, *, essay: str, steps: Sequence[str], reach: int = 1, marks: str = ""
) -> Result:
    """Judge how close a student's judgement of an essay lies to the structure check.

    The share is that of the six groups in which the chosen step lies at most
    `reach` steps from the step that the check finds. It does not matter whether
    the essay is good. Where the check gives no result there is nothing to
    compare with, and a person is to read.

    Parameters
    ----------
    name : str
        The exercise: a dictionary from group, A to F, to step.
    essay : str
        The id of the Markdown cell with the essay.
    steps : sequence of str
        Four steps, the lowest first.
    reach : int, default 1
        How many steps the two may lie apart.
    marks : str, default ""
        The exercise with the student's own marks, as for
        :func:`~course.checks.essay.essay_group`: the judgement is compared with
        what the student sees on the desk.

    Examples
    --------
    >>> from course.checks import self_assessment, using, Given
    >>> steps = ["missing", "begun", "mostly there", "complete"]
    >>> with using(Given(answers={"judgement": {"A": "begun"}}, texts={"essay-final": ""})):
    ...     self_assessment("judgement", essay="essay-final", steps=steps).sentence
    '"essay-final" holds no words yet. Write your answer in its cell.'
    """
    given = {fold(group): fold(step) for group, step in mapping(work(name)).items()}
    report = essay_report(text(essay), own_marks(marks)[0])
    if not report.has_result:
        return Result(0.0, Reason.MANUAL, say("essay-no-result"), Turn.CHECK)
    order = [fold(step) for step in steps]
    apart = []
    for group in GROUPS:
        found = sum(report.group(group).fraction >= least for least in _ENOUGH)
        step = given.get(fold(group))
        if step not in order or abs(order.index(step) - found) > reach:
            apart.append(group)
    right = len(GROUPS) - len(apart)
    return conclude(
        right / len(GROUPS),
        "judged",
        name=name,
        right=right,
        items=len(GROUPS),
        groups=named(apart),
    )


@rule
def own_text(
    name: str,
    *,
    essay: str,
    parts: Mapping[str, Patterns],
    words: tuple[int, int] | None = None,
    cites: bool = False,
    length_costs: float = 0.25,
) -> Result:
    """Judge whether an answer is about the student's own essay; never whether it is wise.

    To the points asked come two that are read from the essay: the answer takes
    up words of one of its sentences without being a copy, and with `cites` it
    names a source that the essay cites.

    Parameters
    ----------
    name : str
        The exercise.
    essay : str
        The id of the Markdown cell with the essay.
    parts, words, length_costs
        As in :func:`~course.checks.prose.text_lite`.
    cites : bool, default False
        Whether the answer must name a source that the essay cites.

    Examples
    --------
    >>> from course.checks import own_text, using, Given
    >>> made = {"essay-final": "The order to fire raised the danger on both sides [S25]."}
    >>> answer = {"doubt": "That the order to fire raised the danger rests on memories."}
    >>> with using(Given(answers=answer, texts=made)):
    ...     own_text("doubt", essay="essay-final", parts={"a reason": "rests"}).fraction
    1.0
    """
    written = text(name)
    report = essay_report(text(essay))
    wanted = dict(parts)
    if cites:
        cited = report.study.essay.cited
        pattern = rf"\b(?:{'|'.join(cited)})\b" if cited else _NOTHING
        wanted[say("own-source")] = pattern
    takes_up = _takes_up(written, report)
    wanted[say("own-words")] = _ANYTHING if takes_up else _NOTHING
    asked = Prose(wanted, words, length_costs=length_costs)
    share, fields = read_prose(written, asked)
    share = share if takes_up else min(share, _ABOUT_ANY_ESSAY)
    return conclude(share, "text", name=name, **fields)


def _takes_up(written: str, report: Report) -> bool:
    """Whether an answer shares content words with a sentence of the essay, and is no copy of it."""
    essay = report.study.essay
    stems = content_stems(words_of(written))
    shared = any(len(stems & sentence.stems) >= _SHARED_STEMS for sentence in essay.sentences)
    runs = _runs(words_of(written))
    known = _runs([word for sentence in essay.sentences for word in sentence.words])
    return shared and len(runs & known) <= _MOST_COPIED * len(runs)


def _runs(found: list[str]) -> set[tuple[str, ...]]:
    return {tuple(found[start : start + _RUN]) for start in range(len(found) - _RUN + 1)}
