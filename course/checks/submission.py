"""How a check sees a student's work: by name, as plain data.

There are two implementations. :class:`~course.checks.live.LiveSubmission` looks
into the running kernel; :class:`~course.checks.plain.PlainSubmission` reads the
notebook file and asks the student's sandboxed process for values by a closed
codec. Both give the same plain data, so a check gives the same score in both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol

__all__ = ["GONE", "NOT_CALLABLE", "CallOutcome", "Missing", "Opaque", "Recorded", "Submission"]


GONE: Final = "the program ended before it could be read"
"""The reason of an :class:`Opaque` whose process is no more."""

NOT_CALLABLE: Final = "it cannot be called"
"""The reason of an :class:`Opaque` that stands for a name that is no function."""


@dataclass(frozen=True, slots=True)
class Missing:
    """The name does not exist in the student's work."""

    name: str


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value exists, but this check cannot read it.

    Parameters
    ----------
    type_name : str
        The name of its type, as text.
    reason : str
        Why it cannot be read, such as its size; empty when the type says it all.
    is_callable : bool, default False
        Whether it can be called; functions are never exported, only called.
    """

    type_name: str
    reason: str = ""
    is_callable: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A recorded answer of an exercise.

    Parameters
    ----------
    value : object
        A Python literal; None when the exercise is not answered.
    problem : str
        A sentence when the line could not be read or holds an unknown option;
        `value` is then None.
    exists : bool
        Whether `name` is an exercise at all; otherwise it may be a variable.
    options : tuple of str
        All that could have been ticked, where the exercise offers a fixed
        list; empty otherwise.
    progress : str
        How far the student has come, in words; empty when the answer is whole.
    """

    value: Any
    problem: str = ""
    exists: bool = True
    options: tuple[str, ...] = ()
    progress: str = ""


@dataclass(frozen=True, slots=True)
class CallOutcome:
    """What came of calling a function of the student's.

    Parameters
    ----------
    value : object
        The returned plain value, an :class:`Opaque`, or None.
    error : str
        Name and message of the exception the student's code raised, else empty;
        the name alone is shown, since a message can repeat hidden inputs.
    timed_out : bool
        Whether the call was stopped at its time limit.
    """

    value: Any = None
    error: str = ""
    timed_out: bool = False


class Submission(Protocol):
    """What check cells may ask about one hand-in."""

    def recorded(self, name: str) -> Recorded:
        """Return the recorded answer of the exercise `name`."""
        ...

    def markdown(self, cell_id: str) -> str | None:
        """Return the source of the Markdown answer `cell_id`; None when the cell is gone."""
        ...

    def value(self, name: str) -> Any:
        """Return the plain value of a variable, a :class:`Missing` or an :class:`Opaque`."""
        ...

    def call(
        self,
        name: str,
        arguments: Sequence[Any],
        keywords: Mapping[str, Any],
        seconds: float,
    ) -> CallOutcome | Missing:
        """Call the student's function `name` with plain arguments, for at most `seconds`."""
        ...

    def figure(self, name: str) -> Any:
        """Return the facts of a figure as plain data, a :class:`Missing` or an :class:`Opaque`."""
        ...
