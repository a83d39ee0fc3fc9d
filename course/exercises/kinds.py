"""All kinds of exercise by name, and the way from a call in a cell to its definition."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from typing import Any, Final

from course.errors import UsageError, near_matches
from course.exercises.cards import Card
from course.exercises.choices import Choose, Tick
from course.exercises.desks import EssayDesk
from course.exercises.exercise import Exercise
from course.exercises.ordering import Order
from course.exercises.pairings import Label, Match, Rate
from course.exercises.reading import PickSentences
from course.exercises.spans import Interval
from course.exercises.tables import Matrix
from course.exercises.writing import ShortText
from course.notebook.answers import ExerciseCall

__all__ = ["KINDS", "define", "from_call"]

KINDS: Final[Mapping[str, type[Exercise]]] = {
    kind.kind: kind
    for kind in (
        Choose,
        Tick,
        Label,
        ShortText,
        PickSentences,
        Card,
        Order,
        Match,
        Matrix,
        Interval,
        Rate,
        EssayDesk,
    )
}
"""The definitions by the name of their function in notebooks."""


def define(kind: str, arguments: tuple[Any, ...], keywords: Mapping[str, Any]) -> Exercise:
    """Make the definition of an exercise from the arguments of its function.

    Parameters
    ----------
    kind : str
        The name of the function, such as ``"choose"``.
    arguments : tuple
        Its positional arguments, the name first.
    keywords : mapping
        Its keyword arguments without ``answer``.

    Raises
    ------
    UsageError
        If there is no such kind, an argument is missing, unknown or does not
        fit, or an id is unknown to the archive.
    """
    if kind not in KINDS:
        raise UsageError(
            f'There is no kind of exercise "{kind}".',
            near_matches(kind, KINDS),
            f"The kinds are {', '.join(KINDS)}.",
        )
    signature = inspect.signature(KINDS[kind])
    try:
        bound = signature.bind(*arguments, **keywords)
        return KINDS[kind](*bound.args, **bound.kwargs)
    except (AttributeError, TypeError) as error:
        name = f' "{arguments[0]}"' if arguments else ""
        raise UsageError(
            f"The exercise{name} cannot be made: {error}.",
            f"Write it as {kind}{_short(signature)}.",
            f"`help({kind})` explains the arguments.",
        ) from None


def from_call(call: ExerciseCall) -> Exercise:
    """Make the definition of an exercise from its call as it stands in a cell.

    Parameters
    ----------
    call : ExerciseCall
        As :func:`course.notebook.answers.read_call` gives it.

    Raises
    ------
    UsageError
        As :func:`define`.
    """
    return define(call.kind, (call.name, *call.arguments), call.keywords)


def _short(signature: inspect.Signature) -> str:
    """Return the names of the arguments without their types."""
    names = [
        name if parameter.default is parameter.empty else f"{name}=…"
        for name, parameter in signature.parameters.items()
    ]
    return f"({', '.join([*names, 'answer=None'])})"
