"""Rules for order and for picked sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any

from course.checks.rule import conclude, f1, rule, told_left
from course.checks.same import fold
from course.checks.student import Work, choices, sequence, work
from course.checks.wording import say
from course.scores import Reason, Result

__all__ = ["order", "spans"]

_NO_BETTER_THAN_CHANCE = 0.5


@rule
def order(name: str, *, key: Sequence[Any]) -> Result:
    """Judge a sequence: 1 minus the share of pairs that stand the wrong way round.

    Half of the pairs or fewer earn nothing, as chance gives half. A pair with
    an item that is left out counts as wrong; items that do not belong are
    passed over.

    Parameters
    ----------
    name : str
        The exercise or variable: a list, tuple, array or column.
    key : sequence
        The items in the right order; a list or tuple within it holds items
        whose order among themselves does not matter.

    Examples
    --------
    >>> from course.checks import order, using, Given
    >>> with using(Given(answers={"events": ["a", "c", "b"]})):
    ...     round(order("events", key=["a", "b", "c"]).fraction, 2)
    0.67
    """
    found = work(name)
    place: dict[Any, int] = {}
    for position, item in enumerate(sequence(found)):
        place.setdefault(fold(item), position)
    rank = {
        fold(item): position
        for position, group in enumerate(key)
        for item in (group if isinstance(group, (list, tuple)) else [group])
    }
    judged = [(one, two) for one, two in combinations(rank, 2) if rank[one] != rank[two]]
    right = sum(one in place and two in place and place[one] < place[two] for one, two in judged)
    share = right / len(judged)
    if share <= _NO_BETTER_THAN_CHANCE:
        share = 0.0
    return conclude(share, "order", turn=found.turn, name=name, right=right, pairs=len(judged))


@rule
def spans(
    name: str,
    *,
    key: Iterable[Any] | Mapping[Any, Any],
    optional: Iterable[Any] = (),
    pen: str | None = None,
) -> Result:
    """Judge picked sentences by F1, as :func:`~course.checks.choosing.set_f1` does.

    Parameters
    ----------
    name : str
        The exercise or variable: sentence ids, or a dictionary from sentence id
        to pen (or to pen and reason).
    key : iterable or mapping
        The ids that belong; as a mapping, the pen of each, and then a sentence
        counts only with the right pen.
    optional : iterable
        Ids that may be marked or left, at no gain and no cost.
    pen : str, optional
        Judge only the sentences marked with this pen.

    Examples
    --------
    >>> from course.checks import spans, using, Given
    >>> marks = {"S23.1": "threat", "S23.2": ["condition", "it says if"]}
    >>> with using(Given(answers={"letter": marks})):
    ...     spans("letter", key=["S23.2"], pen="condition").fraction
    1.0
    """
    found = work(name)
    neutral = {*map(fold, optional)}
    marks = _marks(found)
    if pen is not None:
        marks = {place: label for place, label in marks.items() if label == fold(pen)}
    if marks and marks.keys() <= neutral:
        return Result(0.0, Reason.WRONG, say("set-neutral", name=name), found.turn)
    marks = {place: label for place, label in marks.items() if place not in neutral}
    chosen: set[Any]
    wanted: set[Any]
    if isinstance(key, Mapping):
        chosen = {*marks.items()}
        wanted = {(fold(place), fold(label)) for place, label in key.items()}
    else:
        chosen, wanted = {*marks}, {*map(fold, key)}
    right = len(chosen & wanted)
    counts = {"right": right, "chosen": len(chosen), "rest": told_left(len(wanted) - right)}
    share = f1(right, len(chosen), len(wanted))
    return conclude(share, "spans", turn=found.turn, name=name, **counts)


def _marks(found: Work) -> dict[Any, Any]:
    """Return the pen of each marked sentence; None where there is one pen only."""
    if isinstance(found.value, Mapping):
        return {fold(place): fold(_pen(value)) for place, value in found.value.items()}
    return dict.fromkeys(map(fold, choices(found)))


def _pen(value: Any) -> Any:
    return value[0] if isinstance(value, (list, tuple)) and value else value
