"""Every error the course raises on purpose, in one tree.

::

    CourseError                exit code 1
    ├── UsageError             exit code 2   the call was wrong, or there is nothing to do
    ├── MachineError           exit code 3   this machine cannot do it; the remedy is named
    ├── CourseFault            exit code 4   the course itself is at fault; nothing was changed
    └── HandInError            exit code 1   one hand-in cannot be graded; the others go on

Each message has three parts, in this order: what happened to which thing, what
was found and what was expected, and what to do next.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from typing import ClassVar

__all__ = [
    "CourseError",
    "CourseFault",
    "ExitCode",
    "HandInError",
    "MachineError",
    "UsageError",
    "did_you_mean",
    "listing",
    "near_matches",
]


class ExitCode(IntEnum):
    """What the exit code of a `course` command means."""

    DONE = 0
    DONE_WITH_LOSSES = 1
    USAGE = 2
    MACHINE = 3
    COURSE_FAULT = 4
    INTERRUPTED = 130


class CourseError(Exception):
    """An error whose cause is known, told in up to three sentences.

    Parameters
    ----------
    what : str
        What happened to which thing.
    found : str, default ""
        What was found, and what was expected.
    remedy : str, default ""
        What to do next.
    """

    exit_code: ClassVar[ExitCode] = ExitCode.DONE_WITH_LOSSES

    def __init__(self, what: str, found: str = "", remedy: str = "") -> None:
        # All arguments go to Exception, so that the error survives pickling between processes.
        super().__init__(what, found, remedy)
        self.what = what
        self.found = found
        self.remedy = remedy

    def __str__(self) -> str:
        return " ".join(part for part in (self.what, self.found, self.remedy) if part)

    def _render_traceback_(self) -> list[str]:
        """Show the sentences alone in a notebook; IPython asks for this before it shows a traceback."""
        return [str(self)]


class UsageError(CourseError):
    """The call was wrong, or asked for something that is not there."""

    exit_code = ExitCode.USAGE


class MachineError(CourseError):
    """The machine lacks something; the remedy is named."""

    exit_code = ExitCode.MACHINE


class CourseFault(CourseError):  # noqa: N818 - the design calls it a fault of the course
    """The course itself is at fault: a leak, a stale release, a failing master, bad data."""

    exit_code = ExitCode.COURSE_FAULT


class HandInError(CourseError):
    """One hand-in cannot be graded as it came; the original is kept."""


def near_matches(wrong: str, names: Iterable[str], count: int = 3) -> str:
    """Offer the names that look most like a wrong one.

    Parameters
    ----------
    wrong : str
        The name that was not found.
    names : iterable of str
        The names that exist.
    count : int, default 3
        How many are offered at most.

    Returns
    -------
    str
        A question such as ``Did you mean "S07" or "S17"?``, or an empty text.

    Examples
    --------
    >>> near_matches("u1-orientation", ["u01-orientation", "u02-sourcing"])
    'Did you mean "u01-orientation"?'
    >>> near_matches("zebra", ["u01-orientation"])
    ''
    """
    from difflib import get_close_matches  # noqa: PLC0415 - only after a mistake

    by_folded = {name.casefold(): name for name in names}
    found = get_close_matches(wrong.casefold(), list(by_folded), n=count, cutoff=0.6)
    return did_you_mean(by_folded[name] for name in found)


def did_you_mean(names: Iterable[str]) -> str:
    """Ask whether one of these names was meant; an empty text where there is none.

    Examples
    --------
    >>> did_you_mean(["S70", "S69"])
    'Did you mean "S70" or "S69"?'
    """
    offered = " or ".join(f'"{name}"' for name in names)
    return f"Did you mean {offered}?" if offered else ""


def listing(values: Iterable[object], most: int = 10) -> str:
    """Write values in quotes, cut after `most` with the rest counted.

    Parameters
    ----------
    values : iterable
        What is to be listed.
    most : int, default 10
        How many are written out.

    Returns
    -------
    str
        The values in double quotes, joined by commas.

    Examples
    --------
    >>> listing(["a", "b", "c"], most=2)
    '"a", "b" and 1 more'
    >>> listing([])
    'none'
    """
    texts = [f'"{value}"' for value in values]
    if not texts:
        return "none"
    if len(texts) > most:
        return ", ".join(texts[:most]) + f" and {len(texts) - most} more"
    return ", ".join(texts)
