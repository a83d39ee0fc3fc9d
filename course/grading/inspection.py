"""The worker's side of the checker: asks it to check, and survives its faults."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from course.grading.channel import BadFrameError, ClosedError
from course.grading.nursery import Child, Nursery
from course.grading.wording import OUR_FAULT
from course.scores import Reason, Score, Turn

__all__ = ["Finding", "Inspector"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check cell found.

    Parameters
    ----------
    score : Score
        The points with their reason.
    output : str
        What the cell printed.
    fault : str
        Our own fault in words for the operator; empty if there is none.
    """

    score: Score
    output: str
    fault: str = ""


class Inspector:
    """A checker that is started when first needed, and again after a fault.

    Parameters
    ----------
    nursery : Nursery
        Who starts it.
    seconds : float
        Wall time of one check.
    """

    def __init__(self, nursery: Nursery, seconds: float) -> None:
        self._nursery = nursery
        self._seconds = seconds
        self._child: Child | None = None
        self._notebook: dict[str, Any] = {}

    def begin(self, master: Mapping[str, Any], student: Mapping[str, Any]) -> None:
        """Hand over a notebook; called before its checks."""
        self._notebook = {"op": "begin", "master": master, "student": student}
        if self._child is not None:
            self._begin(self._child)

    def check(self, source: str, points: float, ask: Callable[[Any], Any]) -> Finding:
        """Run one check cell.

        Parameters
        ----------
        source : str
            The master's cell.
        points : float
            What the cell can earn.
        ask : callable
            Carries a question to the student's process and returns its reply, or None.

        Returns
        -------
        Finding
            With the code ``course-error`` when the checker did not survive the check.
        """
        try:
            child = self._running()
            child.channel.send({"op": "check", "source": source})
            while True:
                message = child.channel.receive(self._seconds)
                if "ask" not in message:
                    score = Score(**message["score"])
                    return Finding(score, message["output"], message["fault"])
                child.channel.send({"reply": ask(message["ask"])})
        except (ClosedError, BadFrameError) as error:
            fault = f"the checker ended ({type(error).__name__})"
        except TimeoutError:
            fault = f"the check did not end within {self._seconds:g} seconds"
        self.close()
        score = Score(0.0, points, Reason.COURSE_ERROR, OUR_FAULT, Turn.CHECK)
        return Finding(score, f"{OUR_FAULT}\n", fault)

    def views(self) -> dict[str, dict[str, str]]:
        """Return the static view and the words of each recorded answer; empty after a fault."""
        try:
            child = self._running()
            child.channel.send({"op": "views"})
            found: dict[str, dict[str, str]] = child.channel.receive(self._seconds)["views"]
        except (ClosedError, BadFrameError, TimeoutError):
            self.close()
            return {}
        return found

    def modules(self) -> list[str]:
        """Return what the checks have imported, in order; asked for after a master."""
        if self._child is None:
            return []
        self._child.channel.send({"op": "modules"})
        return list(self._child.channel.receive(self._seconds)["modules"])

    def close(self) -> None:
        """End the checker; the next check starts another."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def _running(self) -> Child:
        if self._child is None:
            child = self._nursery.start_checker()
            self._begin(child)
            self._child = child
        return self._child

    def _begin(self, child: Child) -> None:
        child.channel.send(self._notebook)
        child.channel.receive(self._seconds)
