"""Whose work is being looked at, and what has been said about it.

In a notebook that is the running kernel; the checker and the tests put another
submission in its place with :func:`using`.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final

from course.checks.live import LiveSubmission
from course.checks.submission import Submission

__all__ = ["Looking", "looking", "using"]


@dataclass(slots=True)
class Looking:
    """One look at one student's work.

    Parameters
    ----------
    submission : Submission
        The work.
    said : set of str
        Sentences that the cell has printed already.
    faults : list of str
        What went wrong by our fault, for the operator; never shown to students.
    """

    submission: Submission
    said: set[str] = field(default_factory=set)
    faults: list[str] = field(default_factory=list)

    def note_fault(self, error: BaseException) -> None:
        """Keep a fault of ours with the place where it arose."""
        self.faults.append("".join(traceback.format_exception(error)))


# A stack and no context variable: a kernel runs each cell in a context of its own.
_LOOKS: Final[list[Looking]] = []


_KERNEL: Final[dict[object, Looking]] = {}


def looking() -> Looking:
    """Return the present look; without one, a look into the running kernel.

    Each run of a cell is a look of its own: names change between cells, and a
    sentence said in one cell is said again in the next.
    """
    if _LOOKS:
        return _LOOKS[-1]
    run = _cell_run()
    if run not in _KERNEL:
        _KERNEL.clear()
        _KERNEL[run] = Looking(LiveSubmission())
    return _KERNEL[run]


def _cell_run() -> object:
    """Return something that differs between two runs of cells in this kernel."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    return None if shell is None else shell.execution_count


@contextmanager
def using(submission: Submission) -> Iterator[Looking]:
    """Look at another submission within a block.

    Parameters
    ----------
    submission : Submission
        The work that rules and forms shall read.

    Yields
    ------
    Looking
        What is said and what fails meanwhile.
    """
    look = Looking(submission)
    _LOOKS.append(look)
    try:
        yield look
    finally:
        _LOOKS.remove(look)
