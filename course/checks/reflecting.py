"""Rules for what students say about their own essay: a judgement, and answers to questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from course.checks.essay import essay_report, own_marks
from course.checks.prose import Patterns, Prose, read_prose
from course.checks.rule import conclude, rule
from course.checks.same import fold
from course.checks.student import mapping, text, work
from course.checks.wording import named, say
from course.essay import GROUPS, Report
from course.essay.parts import ids_in
from course.essay.study import Study
from course.essay.words import canonical, content_stems, stem
from course.essay.words import words as words_of
from course.scores import Reason, Result, Turn

__all__ = ["own_text", "self_assessment"]

_ENOUGH: Final = (0.25, 0.5, 0.85)
"""The share of a group's points from which it is begun, mostly there, and complete."""

_SHARED_STEMS: Final = 3
"""Content words shared with one sentence of the essay; two occur by chance in one subject."""

_STEMS_WITH_A_SOURCE: Final = 2
"""Telling words shared with a paragraph whose source the answer names."""

_ABOUT_ANY_SOURCE: Final = content_stems(
    words_of(
        "source letter report note record document paper book archive evidence witness statement "
        "thesis text paragraph sentence point show shown say said tell told write wrote written "
        "read find found know knew think thought believe change prove mind good best reason "
        "important certain true opposite history historian limit people"
    )
)
"""Words in which anybody speaks of any source or thesis, and which tell nothing about this essay."""

_AN_ID: Final = re.compile(r"(?<![\w'\u2019])[SU] ?\d{1,4}\b", re.IGNORECASE)
"""An id in running text; the end of "Castro's 28 October" is none."""

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
    up words of one of its passages without being a copy, fewer of them where it
    names the source of that passage, and with `cites` it names a source that the
    essay cites.

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
        wanted[say("own-source")] = _ANYTHING if {*_ids(written)} & {*cited} else _NOTHING
    takes_up = _takes_up(written, report)
    wanted[say("own-words")] = _ANYTHING if takes_up else _NOTHING
    asked = Prose(wanted, words, length_costs=length_costs)
    share, fields = read_prose(written, asked)
    share = share if takes_up else min(share, _ABOUT_ANY_ESSAY)
    return conclude(share, "text", name=name, **fields)


def _takes_up(written: str, report: Report) -> bool:
    """Whether an answer shares content words with a place of the essay, and is no copy of it."""
    essay = report.study.essay
    runs = _runs(words_of(written))
    known = _runs([word for sentence in essay.sentences for word in sentence.words])
    is_copy = len(runs & known) > _MOST_COPIED * len(runs)
    return not is_copy and _shares(written, report.study)


def _shares(written: str, study: Study) -> bool:
    """Whether an answer has enough words in common with a place of the essay.

    Slips, short answers and own words leave few that stand in one sentence. So
    its neighbours count where the words are telling, and two will do in a
    paragraph whose source the answer names; the author of that source is one.
    """
    said = words_of(written)
    stems = content_stems(said)
    telling = stems - _ABOUT_ANY_SOURCE
    essay = study.essay
    for sentence in essay.sentences:
        near = frozenset().union(*(one.stems for one in essay.around(sentence)))
        if max(len(stems & sentence.stems), len(telling & near)) >= _SHARED_STEMS:
            return True
    names = {canonical(word) for word in said}
    return any(
        len(telling & paragraph.stems | {stem(name) for name in source.surnames if name in names})
        >= _STEMS_WITH_A_SOURCE
        for source in study.known(_ids(written))
        for paragraph in essay.paragraphs
        if source.id in paragraph.ids
    )


def _ids(written: str) -> tuple[str, ...]:
    return ids_in(" ".join(_AN_ID.findall(written)))[0]


def _runs(found: list[str]) -> set[tuple[str, ...]]:
    return {tuple(found[start : start + _RUN]) for start in range(len(found) - _RUN + 1)}
