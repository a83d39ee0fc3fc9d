"""Reading a student's work by name, and telling in a sentence when it cannot be read."""

from __future__ import annotations

import math
import numbers
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any, Final, NoReturn

from course.checks.context import looking
from course.checks.submission import GONE, NOT_CALLABLE, CallOutcome, Missing, Opaque
from course.checks.wording import KINDS, clipped, say
from course.notebook.cells import TEXT_STUB
from course.scores import Reason, Result, Turn

__all__ = [
    "Unmet",
    "Work",
    "call",
    "choices",
    "column_of",
    "figure",
    "kind_of",
    "kind_words",
    "mapping",
    "not_a",
    "number",
    "sequence",
    "text",
    "unmet",
    "work",
    "wrong_type",
]

_STUB: Final = re.compile(rf"^{re.escape(TEXT_STUB)}", re.MULTILINE)


class Unmet(Exception):  # noqa: N818 - no error: the outcome of a check, told early
    """The work cannot be judged; the result says why.

    Parameters
    ----------
    result : Result
        What the check ends with.
    """

    def __init__(self, result: Result) -> None:
        super().__init__(result.sentence)
        self.result = result


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of a student's work.

    Parameters
    ----------
    name : str
        Its name.
    value : object
        Its plain value; never None.
    is_exercise : bool
        Whether it is a recorded answer, and not a variable.
    options : tuple of str
        All that could have been chosen, where that is known.
    """

    name: str
    value: Any
    is_exercise: bool = False
    options: tuple[str, ...] = ()

    @property
    def turn(self) -> Turn:
        """Whose turn it is when something is amiss."""
        return Turn.ANSWER if self.is_exercise else Turn.CODE


def unmet(code: Reason, turn: Turn, sentence: str, /, **fields: object) -> NoReturn:
    """End a check with 0 and a sentence of the catalogue.

    Raises
    ------
    Unmet
        Always.
    """
    raise Unmet(Result(0.0, code, say(sentence, **fields), turn))


def work(name: str) -> Work:
    """Return a recorded answer or a variable.

    Raises
    ------
    Unmet
        If it is unanswered, missing or cannot be read.
    """
    submission = looking().submission
    recorded = submission.recorded(name)
    if not recorded.exists:
        return _variable(name, submission.value(name))
    if recorded.problem:
        unmet(
            Reason.UNREADABLE,
            Turn.ANSWER,
            "recorded-problem",
            problem=clipped(recorded.problem, 300),
        )
    if recorded.value is None:
        unmet(Reason.UNANSWERED, Turn.ANSWER, "unanswered", name=name)
    return Work(name, recorded.value, is_exercise=True, options=recorded.options)


def _variable(name: str, value: Any) -> Work:
    if isinstance(value, Missing):
        unmet(Reason.MISSING, Turn.CODE, "missing", name=name)
    if isinstance(value, Opaque) and value.reason == GONE:
        unmet(Reason.CODE_ERROR, Turn.CODE, "gone", name=name)
    if isinstance(value, Opaque):
        reason = f": {clipped(value.reason, 100)}" if value.reason else ""
        shown = clipped(value.type_name)
        unmet(Reason.UNREADABLE, Turn.CODE, "unreadable", name=name, type=shown, reason=reason)
    if value is None:
        unmet(Reason.UNANSWERED, Turn.CODE, "empty", name=name)
    return Work(name, value)


def figure(name: str) -> dict[str, Any]:
    """Return the facts of a figure, as :mod:`course.checks.facts` lists them.

    Raises
    ------
    Unmet
        If it is missing, or no figure.
    """
    facts = looking().submission.figure(name)
    if isinstance(facts, Missing):
        unmet(Reason.MISSING, Turn.CODE, "missing", name=name)
    if isinstance(facts, Opaque) and facts.reason == GONE:
        unmet(Reason.CODE_ERROR, Turn.CODE, "gone", name=name)
    if isinstance(facts, Opaque):
        not_a(name, "figure", facts.type_name)
    if not isinstance(facts, dict):
        not_a(name, "figure", type(facts).__name__)
    return facts


def call(
    name: str, arguments: tuple[Any, ...], keywords: Mapping[str, Any], seconds: float
) -> CallOutcome:
    """Call a function of the student's.

    Raises
    ------
    Unmet
        If there is no such name.
    """
    outcome = looking().submission.call(name, arguments, keywords, seconds)
    if isinstance(outcome, Missing):
        unmet(Reason.MISSING, Turn.CODE, "missing", name=name)
    if isinstance(outcome.value, Opaque) and outcome.value.reason == NOT_CALLABLE:
        not_a(name, "function", outcome.value.type_name)
    return outcome


def not_a(name: str, expected: str, type_name: str) -> NoReturn:
    """End a check because a name that is only known by its type is of another kind.

    Raises
    ------
    Unmet
        Always.
    """
    if type_name == "NoneType":
        unmet(Reason.UNANSWERED, Turn.CODE, "empty", name=name)
    found = f"a value of type {clipped(type_name)}"
    words = KINDS[expected]
    unmet(Reason.WRONG_TYPE, Turn.CODE, "wrong-type", name=name, expected=words, found=found)


def text(name: str) -> str:
    """Return a recorded text, a variable that holds a text, or a Markdown cell.

    Raises
    ------
    Unmet
        If there is none, it is no text, it has no words, or it is still the text of the release.
    """
    submission = looking().submission
    source = None
    if not submission.recorded(name).exists and not name.isidentifier():
        # A name with a hyphen can be no variable; it is the id of a Markdown cell.
        source = submission.markdown(name)
        if source is None:
            unmet(Reason.MISSING, Turn.ANSWER, "missing-text", name=name)
    if source is None:
        found = work(name)
        if not isinstance(found.value, str):
            wrong_type(found, "text")
        source = found.value
    # A stub that was left above an answer is no part of it; all other words keep their place.
    source = _STUB.sub(" " * len(TEXT_STUB), source)
    if not source.strip():
        unmet(Reason.UNANSWERED, Turn.ANSWER, "empty-text", name=name)
    return source


def number(found: Work) -> float:
    """Return a number: of any numeric type, or written as text in a recorded answer.

    Raises
    ------
    Unmet
        If it is no number, or not a finite one.
    """
    value = _single(found.value)
    if found.is_exercise and isinstance(value, str):
        value = _parsed(value)
    if isinstance(value, bool) or not isinstance(value, numbers.Real):
        wrong_type(found, "number")
    try:
        result = float(value)
    except OverflowError:
        result = math.inf
    if not math.isfinite(result):
        unmet(Reason.WRONG, found.turn, "nan", name=found.name, found=clipped(str(result)))
    return result


def _single(value: Any) -> Any:
    """Return the Python value of a numpy scalar or an array without dimensions."""
    item = getattr(value, "item", None)
    return item() if callable(item) and getattr(value, "shape", None) == () else value


def _parsed(value: str) -> Any:
    """Return the number a text begins with; a unit may follow it."""
    head = value.strip().replace(",", "").replace("\u2212", "-").split(" ")[0]
    try:
        return float(head)
    except ValueError:
        return value


def choices(found: Work) -> list[Any]:
    """Return the entries of a list, tuple, set, array or column, each once, in order.

    Raises
    ------
    Unmet
        If the value is none of these.
    """
    values = _entries(found, "choice")
    return [value for place, value in enumerate(values) if value not in values[:place]]


def sequence(found: Work) -> list[Any]:
    """Return the entries of a value that keeps an order.

    Raises
    ------
    Unmet
        If the value has none.
    """
    if isinstance(found.value, AbstractSet):
        wrong_type(found, "list")
    return _entries(found, "list")


def _entries(found: Work, expected: str) -> list[Any]:
    value = found.value
    to_list = getattr(value, "tolist", None)
    if callable(to_list) and getattr(value, "ndim", None) == 1:
        value = to_list()
    if not isinstance(value, (list, tuple, AbstractSet)):
        wrong_type(found, expected)
    return list(value)


def column_of(value: Any) -> Any:
    """Return the column of a table that has only one; any other value as it is."""
    is_narrow = kind_of(value) == "DataFrame" and len(value.columns) == 1
    return value.iloc[:, 0] if is_narrow else value


def mapping(found: Work, expected: str = "dict") -> Mapping[Any, Any]:
    """Return a dictionary, or a column by its labels.

    Parameters
    ----------
    found : Work
        The work.
    expected : str, default "dict"
        What a student is told to give when it is neither.

    Raises
    ------
    Unmet
        If the value is neither.
    """
    value = column_of(found.value)
    if kind_of(value) == "Series":
        value = value.to_dict()
    if not isinstance(value, Mapping):
        wrong_type(found, expected)
    return value


def wrong_type(found: Work, expected: str) -> NoReturn:
    """End a check because the value is of another kind.

    Raises
    ------
    Unmet
        Always.
    """
    unmet(
        Reason.WRONG_TYPE,
        found.turn,
        "wrong-type",
        name=found.name,
        expected=KINDS[expected],
        found=kind_words(found.value),
    )


def kind_words(value: Any) -> str:
    """Say in words of what kind a value is; a short text is shown.

    Examples
    --------
    >>> kind_words("two")
    'the text "two"'
    """
    if isinstance(value, str):
        return f'the text "{clipped(value)}"'
    return KINDS.get(kind_of(value), f"a value of type {clipped(type(value).__name__)}")


def kind_of(value: Any) -> str:
    """Return the kind of a plain value: a key of :data:`course.checks.wording.KINDS`, or empty."""
    value = _single(value)
    for kind, types in _KINDS.items():
        if isinstance(value, types):
            return kind
    name = type(value).__name__
    return name if name in ("DataFrame", "Series") and type(value).__module__ != "builtins" else ""


_KINDS: Mapping[str, Any] = {
    "nothing": type(None),
    "truth": bool,
    "int": int,
    "number": numbers.Real,
    "text": str,
    "list": (list, tuple),
    "set": AbstractSet,
    "dict": Mapping,
}
