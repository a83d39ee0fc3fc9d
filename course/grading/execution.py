"""Running one notebook of a hand-in: the worker's view of a student process."""

from __future__ import annotations

import base64
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from course.grading import outputs
from course.grading.budgets import Budget
from course.grading.channel import BadFrameError, ClosedError
from course.grading.clock import Clock
from course.grading.nursery import Nursery

__all__ = ["EndedError", "Execution"]

_START_SECONDS: Final = 60.0

_SPARE_SECONDS: Final = 2.0
"""Added to the time a function may take, for carrying its arguments and result."""


class EndedError(Exception):
    """The student's process is over; nothing more can be run or asked.

    Parameters
    ----------
    why : str
        A key of :func:`course.grading.wording.ended`.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Execution:
    """One notebook being run in a process of its own.

    The worker calls :meth:`run` and :meth:`ask` in the order of the cells, and
    :meth:`close` once, also after an :class:`EndedError`.

    Parameters
    ----------
    nursery : Nursery
        Who starts the process.
    budget : Budget
        Its limits.
    files : mapping of str to pathlib.Path
        What lies in its current folder.
    seed : int
        Seed of its random numbers.
    clock : Clock
        Learns the processor time of the process.
    kernel : str, default ""
        The kernel that runs the cells; without one IPython does.

    Raises
    ------
    EndedError
        If the process does not start.
    """

    def __init__(
        self,
        nursery: Nursery,
        budget: Budget,
        files: Mapping[str, Path],
        seed: int,
        clock: Clock,
        kernel: str = "",
    ) -> None:
        self._budget = budget
        self._clock = clock
        self._left = _START_SECONDS
        # The process itself counts the text alone; what is around it comes on top.
        self._room = 2 * budget.output_bytes
        self._child = nursery.start_student(budget, kernel)
        self._why = ""
        self._closed = False
        self._ran: list[dict[str, Any]] = []
        content = {name: _encoded(path) for name, path in files.items()}
        self._exchange({"op": "files", "files": content, "seed": seed}, _START_SECONDS)
        # To start a kernel takes no time of the cells.
        self._left = budget.notebook_seconds

    def run(self, cell: dict[str, Any]) -> None:
        """Run a cell, and put its outputs and its number into it.

        A cell above its time is interrupted, as nbgrader does it. One that uses
        up the notebook's time is interrupted too, and is the last one. A cell may
        change the outputs of those before it, which are then replaced.

        Raises
        ------
        EndedError
            If the process did not survive the cell, or there is no time left.
        """
        if not (self._closed or self._left):
            raise self._end("time")
        message = {"op": "run", "source": cell["source"]}
        reply = self._exchange(message, self._budget.cell_seconds)
        cell["outputs"] = self._kept(reply.get("outputs"))
        if reply.get("late"):
            cell["outputs"].append(outputs.time_limit_error())
        count = reply.get("execution_count")
        cell["execution_count"] = count if isinstance(count, int) else None
        changed = reply.get("earlier")
        for number, earlier in enumerate(self._ran):
            if isinstance(changed, dict) and str(number) in changed:
                earlier["outputs"] = self._kept(changed[str(number)])
        self._ran.append(cell)

    def _kept(self, raw: Any) -> list[dict[str, Any]]:
        """Return the outputs of a cell as far as they are outputs, and there is room for them."""
        kept = outputs.cleaned(raw, self._room)
        self._room = max(self._room - outputs.size(kept), 0)
        return kept

    def ask(self, request: Mapping[str, Any]) -> Any:
        """Carry a question to the process; one that takes too long ends it."""
        if self._closed:
            return None
        seconds = float(request.get("seconds", self._budget.cell_seconds)) + _SPARE_SECONDS
        try:
            reply = self._exchange({"op": "ask", "request": dict(request)}, seconds)
        except EndedError:
            return {"timed_out": True} if self._why == "time" else None
        return {"timed_out": True} if reply.get("late") else reply.get("reply")

    def modules(self) -> list[str]:
        """Return what the cells have imported."""
        return list(self._exchange({"op": "modules"}, self._budget.cell_seconds)["modules"])

    def close(self) -> None:
        """End the process."""
        if not self._closed:
            self._closed = True
            self._clock.add("student cpu", self._child.end()["cpu"])

    def _exchange(self, message: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Send a message and wait for its answer within the budgets."""
        if self._closed:
            raise EndedError(self._why or "ended")
        started = time.monotonic()
        try:
            self._child.channel.send(message)
            try:
                return self._child.channel.receive(min(seconds, self._left))
            except TimeoutError:
                self._child.interrupt()
                reply = self._child.channel.receive(self._budget.grace_seconds)
                return {**reply, "late": True}
        except TimeoutError:
            raise self._end("time") from None
        except BadFrameError:
            raise self._end("garbled") from None
        except ClosedError:
            raise self._end("ended") from None
        finally:
            self._left = max(self._left - (time.monotonic() - started), 0.0)

    def _end(self, why: str) -> EndedError:
        """End the process for good, and find out more about why it ended."""
        self._closed = True
        told = self._child.end()
        if told["why"]:
            why = told["why"]
        elif why == "ended" and told["signal"] in {signal.SIGXCPU, signal.SIGKILL}:
            why = "cpu" if told["cpu"] >= self._budget.cpu_seconds - 1 else "ended"
        self._why = why
        return EndedError(why)


def _encoded(path: Path) -> str:
    return base64.b64encode(path.read_bytes()).decode("ascii")
