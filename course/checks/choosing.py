"""Rules for choices: one label, several ticks, a label for each item, pairs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from course.checks.rule import conclude, f1, rule, told_left
from course.checks.same import fold, listed
from course.checks.student import Work, choices, mapping, work, wrong_type
from course.checks.wording import say
from course.scores import Reason, Result

__all__ = ["Alternative", "accept", "exact", "labels", "one_of_several", "pairs", "set_f1"]


@rule
def exact(name: str, *, key: Any, half: Iterable[Any] = ()) -> Result:
    """Judge one label: full or nothing, with half for neighbours.

    Parameters
    ----------
    name : str
        The exercise or variable.
    key : object
        The right answer; a list or tuple names several that are right.
    half : iterable, optional
        Answers that earn half.

    Examples
    --------
    >>> from course.checks import exact, using, Given
    >>> with using(Given(answers={"condition": "Retaliation"})):
    ...     exact("condition", key="pre-emption", half=["retaliation"]).fraction
    0.5
    """
    answer = fold(work(name).value)
    if answer in map(fold, listed(key)):
        return conclude(1.0, "exact", name=name)
    return conclude(0.5 if answer in map(fold, half) else 0.0, "exact", name=name)


@dataclass(frozen=True, slots=True)
class Alternative:
    """A defensible answer with the reason that defends it.

    Parameters
    ----------
    answer : object
        The answer.
    because : str
        What speaks for it; shown to students who gave this answer.
    share : float, default 1.0
        The share of the points it earns.
    """

    answer: Any
    because: str
    share: float = 1.0


def accept(answer: Any, *, because: str, share: float = 1.0) -> Alternative:
    """Return a defensible answer for :func:`one_of_several`."""
    return Alternative(answer, because, share)


@rule
def one_of_several(name: str, answers: Iterable[Alternative]) -> Result:
    """Judge a question that has more than one defensible answer.

    Parameters
    ----------
    name : str
        The exercise or variable.
    answers : iterable of Alternative
        Every answer that can be defended, each with its own reason.

    Examples
    --------
    >>> from course.checks import accept, one_of_several, using, Given
    >>> with using(Given(answers={"certainty": "probable"})):
    ...     one_of_several(
    ...         "certainty",
    ...         [
    ...             accept("probable", because="two first-hand witnesses agree."),
    ...             accept("possible", because="both spoke late.", share=0.5),
    ...         ],
    ...     ).sentence
    'Your answer to "certainty" can be defended: two first-hand witnesses agree.'
    """
    answer = fold(work(name).value)
    found = [option for option in answers if fold(option.answer) == answer]
    if not found:
        return conclude(0.0, "exact", name=name)
    best = max(found, key=lambda option: option.share)
    return conclude(best.share, "several", name=name, because=best.because)


@rule
def set_f1(name: str, *, key: Iterable[Any], optional: Iterable[Any] = ()) -> Result:
    """Judge several ticks by F1: twice the right ones over all chosen and all wanted.

    An F1 under 0.34 earns nothing. Where the options are known, choosing all of
    them earns nothing either, unless all are right.

    Parameters
    ----------
    name : str
        The exercise or variable: a list, tuple, set, array or column.
    key : iterable
        What belongs.
    optional : iterable
        What may be chosen or left, at no gain and no cost.

    Examples
    --------
    >>> from course.checks import set_f1, using, Given
    >>> with using(Given(answers={"missing": ["E3", "E16", "E5"]})):
    ...     set_f1("missing", key=["E3", "E8"], optional=["E16"]).fraction
    0.5
    """
    found = work(name)
    chosen = {*map(fold, choices(found))}
    wanted = {*map(fold, key)}
    neutral = {*map(fold, optional)} - wanted
    options = {*map(fold, found.options)}
    if options and options <= chosen and not options <= wanted | neutral:
        return Result(0.0, Reason.WRONG, say("set-everything", name=name), found.turn)
    if chosen and chosen <= neutral:
        return Result(0.0, Reason.WRONG, say("set-neutral", name=name), found.turn)
    return _by_f1("set", found, chosen - neutral, wanted)


def _by_f1(stem: str, found: Work, chosen: Collection[Any], wanted: Collection[Any]) -> Result:
    """Conclude from what was chosen and what is wanted."""
    right = len({*chosen} & {*wanted})
    share = f1(right, len(chosen), len(wanted))
    counts = {"right": right, "chosen": len(chosen), "rest": told_left(len(wanted) - right)}
    return conclude(share, stem, turn=found.turn, name=found.name, **counts)


@rule
def labels(
    name: str,
    *,
    key: Mapping[Any, Any],
    half: Mapping[Any, Iterable[Any]] | None = None,
    costs: Mapping[tuple[Any, Any], float] | None = None,
) -> Result:
    """Judge a label for each item: the mean over the items.

    Parameters
    ----------
    name : str
        The exercise or variable: a dictionary, or a column by its labels, alone or
        as the only one of a table.
    key : mapping
        The right label of each item; a list or tuple names several that are right.
    half : mapping, optional
        Labels that earn half, for each item.
    costs : mapping, optional
        What a confusion costs in any item, by (label given, right label): 0.5
        for a neighbour, more than 1 for a grave one. Any other confusion costs
        1, as does an item without a label.

    Examples
    --------
    >>> from course.checks import labels, using, Given
    >>> with using(Given(answers={"roles": {"E1": "thesis", "E2": "evidence"}})):
    ...     labels(
    ...         "roles",
    ...         key={"E1": "thesis", "E2": "claim"},
    ...         costs={("evidence", "claim"): 0.5},
    ...     ).fraction
    0.75
    """
    found = work(name)
    labelled = mapping(found, "dict" if found.is_exercise else "Series")
    given = {fold(item): fold(_label(value)) for item, value in labelled.items()}
    folded = {(fold(one), fold(other)): cost for (one, other), cost in (costs or {}).items()}
    near_labels = {fold(item): [*map(fold, several)] for item, several in (half or {}).items()}
    earned = []
    for item, wanted in key.items():
        label = given.get(fold(item))
        credit = _credit(label, listed(wanted), folded)
        is_near = label is not None and label in near_labels.get(fold(item), ())
        earned.append(max(credit, 0.5) if is_near else credit)
    right = sum(credit == 1 for credit in earned)
    near = sum(0 < credit < 1 for credit in earned)
    share = max(0.0, sum(earned)) / len(earned)
    words = say("labels-near-one" if near == 1 else "labels-near", near=near) if near else ""
    return conclude(
        share, "labels", turn=found.turn, name=name, items=len(earned), right=right, near=words
    )


def _label(value: Any) -> Any:
    """Return the label of a mark; a mark with a reason is a pair of pen and reason."""
    return value[0] if isinstance(value, (list, tuple)) and value else value


def _credit(given: Any, wanted: list[Any], costs: Mapping[tuple[Any, Any], float]) -> float:
    """Return what one item earns: at most 1, and below 0 for a grave confusion."""
    if given is None:
        return 0.0
    right = [*map(fold, wanted)]
    if given in right:
        return 1.0
    return max(1.0 - costs.get((given, label), 1.0) for label in right)


@rule
def pairs(name: str, *, key: Iterable[Any] | Mapping[Any, Any], directed: bool = False) -> Result:
    """Judge pairs, such as which statement repeats which, by F1.

    Parameters
    ----------
    name : str
        The exercise or variable: a list of pairs, or a dictionary from one to
        the other (or to several others).
    key : iterable of pairs, or mapping
        The right pairs.
    directed : bool, default False
        Whether the order within a pair matters.

    Examples
    --------
    >>> from course.checks import pairs, using, Given
    >>> with using(Given(names={"copies": [("U02", "U01"), ("U03", "U05")]})):
    ...     pairs("copies", key=[("U01", "U02"), ("U03", "U04")]).fraction
    0.5
    """
    found = work(name)
    chosen = _pairs(found.value, directed=directed)
    if chosen is None:
        wrong_type(found, "pairs")
    wanted = _pairs(key, directed=directed)
    if not wanted:
        raise ValueError("The key holds no pairs.")
    return _by_f1("pairs", found, chosen, wanted)


def _pairs(value: Any, *, directed: bool) -> set[Any] | None:
    """Return pairs in a form that can be compared, or None if there are none to be seen."""
    if isinstance(value, Mapping):
        value = [(left, right) for left, several in value.items() for right in listed(several)]
    if not isinstance(value, (list, tuple, set, frozenset)):
        return None
    result: set[Any] = set()
    for pair in value:
        if not isinstance(pair, (list, tuple, set, frozenset)) or len(pair) != 2:  # noqa: PLR2004 - a pair
            return None
        ends = tuple(map(fold, pair))
        result.add(ends if directed else frozenset(ends))
    return result
