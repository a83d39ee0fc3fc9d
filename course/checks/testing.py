"""The rule for functions: hidden calls, with credit for each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from course.checks.rule import conclude, rule
from course.checks.same import is_same, is_same_but_for_zone
from course.checks.student import call
from course.checks.submission import GONE, CallOutcome, Opaque
from course.checks.wording import clipped, exception_words, say
from course.scores import Reason, Result, Turn

__all__ = ["Case", "case", "function"]


@dataclass(frozen=True, slots=True)
class Case:
    """One hidden call of a student's function.

    Parameters
    ----------
    arguments, keywords
        What it is called with: values that the codec carries.
    gives : object
        What it must return.
    edge : str, default ""
        What is special about the call, such as "a text without words"; shown to
        students whose function fails it.
    weight : float, default 1.0
        Its share among the cases.
    """

    arguments: tuple[Any, ...]
    gives: Any
    keywords: Mapping[str, Any] = field(default_factory=dict)
    edge: str = ""
    weight: float = 1.0


def case(*arguments: Any, gives: Any, edge: str = "", weight: float = 1.0, **keywords: Any) -> Case:
    """Return a hidden call for :func:`function`.

    Examples
    --------
    >>> case("two words", gives=2).arguments
    ('two words',)
    """
    return Case(arguments, gives, keywords, edge, weight)


@rule
def function(
    name: str,
    *,
    cases: Iterable[Case | tuple[Any, ...]],
    seconds: float = 2.0,
    tolerance: float = 1e-6,
) -> Result:
    """Judge a function by hidden calls: the share of those it passes.

    Where a moment with its zone is wanted, the right hour without a zone earns half.

    Parameters
    ----------
    name : str
        The function.
    cases : iterable of Case or tuple
        The calls, made with :func:`case`; or in short ``(arguments, gives)`` or
        ``(arguments, gives, edge)``, with the arguments in a list.
    seconds : float, default 2.0
        The time limit of each call. After the first call that reaches it no
        more are made.
    tolerance : float, default 1e-6
        How far a number may be off, relatively.

    Examples
    --------
    >>> from course.checks import case, function, using, Given
    >>> with using(Given(names={"count_words": lambda text: text.count(" ") + 1})):
    ...     function(
    ...         "count_words",
    ...         cases=[(["one"], 1), case("", gives=0, edge="a text without words")],
    ...     ).sentence
    '`count_words` gives the right result in 1 of 2 tests. Think of a text without words.'
    """
    calls = [each if isinstance(each, Case) else _short(*each) for each in cases]
    outcomes: list[CallOutcome] = []
    for each in calls:
        outcome = call(name, each.arguments, each.keywords, seconds)
        outcomes.append(outcome)
        # A slow function would cost its limit once more for each further call.
        if outcome.timed_out or _is_gone(outcome):
            break
    passed = [
        not outcome.error and not outcome.timed_out and _gives(outcome, each, tolerance)
        for outcome, each in zip(outcomes, calls, strict=False)
    ]
    passed += [False] * (len(calls) - len(passed))
    earned = sum(each.weight for each, good in zip(calls, passed, strict=True) if good)
    # The right hour on no clock: the calculation is done, and its last step is missing.
    bare = [
        each.weight
        for outcome, each in zip(outcomes, calls, strict=False)
        if not outcome.error and is_same_but_for_zone(outcome.value, each.gives)
    ]
    share = (earned + sum(bare) / 2) / sum(each.weight for each in calls)
    edges = [each.edge for each, good in zip(calls, passed, strict=True) if each.edge and not good]
    told = say("function-edge", edges=" and ".join(edges[:3])) if edges else ""
    if bare:
        told = say("function-zone", bare=len(bare))
    trouble = _trouble(name, outcomes, len(calls), seconds, told)
    if trouble is not None and share < 1:
        code, sentence = trouble
        return Result(min(1.0, share), code, sentence, Turn.CODE)
    counts = {"right": sum(passed), "cases": len(calls), "edge": told}
    return conclude(share, "function", turn=Turn.CODE, name=name, **counts)


def _short(arguments: Iterable[Any], gives: Any, edge: str = "") -> Case:
    """Return a case from its short form."""
    return Case(tuple(arguments), gives, edge=edge)


def _gives(outcome: CallOutcome, each: Case, tolerance: float) -> bool:
    return not isinstance(outcome.value, Opaque) and is_same(outcome.value, each.gives, tolerance)


def _is_gone(outcome: CallOutcome) -> bool:
    return isinstance(outcome.value, Opaque) and outcome.value.reason == GONE


def _trouble(
    name: str, outcomes: list[CallOutcome], count: int, seconds: float, edge: str
) -> tuple[Reason, str] | None:
    """Return the gravest thing that happened in the calls, if any."""
    if any(outcome.timed_out for outcome in outcomes):
        return Reason.TIME_LIMIT, say("function-slow", name=name, seconds=seconds)
    if any(map(_is_gone, outcomes)):
        return Reason.CODE_ERROR, say("gone", name=name)
    errors = [outcome.error for outcome in outcomes if outcome.error]
    if errors:
        told = exception_words(errors[0])
        fields = {"errors": len(errors), "cases": count, "exception": told, "edge": edge}
        return Reason.CODE_ERROR, say("function-error", name=name, **fields)
    opaque = [outcome.value for outcome in outcomes if isinstance(outcome.value, Opaque)]
    if opaque:
        shown = clipped(opaque[0].type_name)
        return Reason.WRONG_TYPE, say("function-opaque", name=name, type=shown)
    if outcomes and all(outcome.value is None for outcome in outcomes):
        return Reason.WRONG, say("function-none", name=name)
    return None
