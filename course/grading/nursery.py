"""The worker's side of the zygote: starting, interrupting and ending its children."""

from __future__ import annotations

import time
from typing import Any

from course.grading.budgets import Budget
from course.grading.channel import Channel, pair

__all__ = ["Child", "Nursery"]


class Child:
    """A process that the zygote forked for this worker.

    Parameters
    ----------
    nursery : Nursery
        Who started it.
    identity : int
        Its number between worker and zygote.
    channel : Channel
        To the process itself.
    """

    def __init__(self, nursery: Nursery, identity: int, channel: Channel) -> None:
        self._nursery = nursery
        self._identity = identity
        self.channel = channel

    def interrupt(self) -> None:
        """Raise ``KeyboardInterrupt`` in the process."""
        self._nursery.order("interrupt", self._identity)

    def end(self) -> dict[str, Any]:
        """End the process and all it started, and tell how it ended (see the zygote)."""
        self.channel.close()
        self._nursery.order("kill", self._identity)
        return self._nursery.wait_for(self._identity)


class Nursery:
    """One worker's connection to the zygote.

    Parameters
    ----------
    zygote : Channel
        The connection.
    """

    def __init__(self, zygote: Channel) -> None:
        self._zygote = zygote
        self._last = 0
        self._ended: dict[int, dict[str, Any]] = {}

    def start_student(self, budget: Budget, kernel: str) -> Child:
        """Fork a closed-in process for one notebook of one hand-in.

        Parameters
        ----------
        budget : Budget
            Its limits.
        kernel : str
            The kernel that runs its cells; empty where none is needed.
        """
        return self._start({"op": "student", "budget": budget.to_json(), "kernel": kernel})

    def start_checker(self) -> Child:
        """Fork a process for checks."""
        return self._start({"op": "checker"})

    def order(self, what: str, identity: int) -> None:
        """Pass an order on; a process that has already ended ignores it."""
        if identity not in self._ended:
            self._zygote.send({"op": what, "id": identity})

    def wait_for(self, identity: int, seconds: float = 10.0) -> dict[str, Any]:
        """Return how a process ended.

        Raises
        ------
        TimeoutError
            If the zygote does not tell.
        """
        deadline = time.monotonic() + seconds
        while identity not in self._ended:
            message = self._zygote.receive(deadline - time.monotonic())
            self._ended[message["ended"]] = message
        return self._ended.pop(identity)

    def _start(self, message: dict[str, Any]) -> Child:
        self._last += 1
        ours, theirs = pair()
        with theirs:
            self._zygote.send({**message, "id": self._last}, [theirs.fileno()])
        return Child(self, self._last, Channel(ours))
