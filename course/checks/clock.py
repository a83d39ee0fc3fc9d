"""A time limit for calls of student functions."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["TimeIsUpError", "time_limit"]

# The alarm rings again and again, so that a bare `except:` in student code cannot swallow it.
_AGAIN_SECONDS = 0.05


class TimeIsUpError(BaseException):
    """The time is up; no ``except Exception`` of a student's catches it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Stop the block with :class:`TimeIsUpError` after so many seconds of wall time.

    Where the system has no interval timer (Windows), or outside the main
    thread, the block runs without a limit; nbgrader's time limit for cells and
    the engine's budgets still hold.

    Parameters
    ----------
    seconds : float
        The limit, above 0.
    """
    if (
        not hasattr(signal, "setitimer")
        or threading.current_thread() is not threading.main_thread()
    ):
        yield
        return

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, ring)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
    finally:
        signal.signal(signal.SIGALRM, before)
