"""The processes of a run: one zygote and some workers, started, fed and replaced.

The coordinator only schedules: it hands a hand-in to a worker that is free and
takes back what the worker found. A worker that dies gives its hand-in back to
the queue; a zygote that dies takes its workers with it, and all are started
again. A hand-in that has brought down a worker several times is given up.
"""

from __future__ import annotations

import os
import selectors
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from course.errors import MachineError
from course.grading.budgets import Budget
from course.grading.channel import BadFrameError, Channel, ClosedError, pair
from course.grading.files import HOME
from course.grading.masters import Unit
from course.grading.sandbox import explain

__all__ = ["Pool", "Task", "disk_error"]

_MOST_TRIES: Final = 5
_SETTLE_SECONDS: Final = 0.3
"""How long a zygote that died may take to be seen as dead."""

_START_SECONDS: Final = 120.0

_ENVIRON: Final = {
    "PATH": os.pathsep.join([str(Path(sys.executable).parent), "/usr/local/bin:/usr/bin:/bin"]),
    "LANG": "C.UTF-8",
}
_FOR_HAND_INS: Final = {
    "HOME": HOME,
    "MPLBACKEND": "module://matplotlib_inline.backend_inline",
    "NBGRADER_EXECUTION": "autograde",
    # Two runs order sets of texts alike.
    "PYTHONHASHSEED": "0",
    # A fork copies one thread only, and each hand-in has one processor anyway.
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
}
"""All that a hand-in's process sees of an environment."""


@dataclass(slots=True)
class Task:
    """One hand-in to be graded.

    Parameters
    ----------
    student : str
        The student's id.
    folder, staging : pathlib.Path
        As :meth:`course.grading.worker.Worker.grade` takes them.
    tries : int
        How often a worker has started on it.
    """

    student: str
    folder: Path
    staging: Path
    tries: int = 0


@dataclass(slots=True, eq=False)
class _Seat:
    """A worker and what it is at."""

    process: subprocess.Popen[bytes]
    channel: Channel
    task: Task | None = None


class Pool:
    """A zygote and its workers, for one unit. Use it in a ``with`` block.

    Parameters
    ----------
    unit : Unit
        The unit.
    budget : Budget
        Limits of one notebook.
    workers : int
        How many hand-ins are graded at a time.
    many : bool
        Whether there are so many hand-ins that a slower start pays.
    isolated, always : bool
        Whether student processes are closed in, and whether all cells are run.
    modules : sequence of str
        What the zygote loads.
    hidden : sequence of pathlib.Path
        Folders that no process of a hand-in may see.

    Raises
    ------
    MachineError
        If the processes cannot be started or closed in.
    """

    def __init__(
        self,
        unit: Unit,
        budget: Budget,
        *,
        workers: int,
        many: bool,
        isolated: bool,
        always: bool,
        modules: Sequence[str],
        hidden: Sequence[Path],
    ) -> None:
        self._first = {"unit": unit.to_json(), "budget": budget.to_json(), "always": always}
        self._setup = {
            "isolated": isolated,
            "many": many,
            "code": unit.runs_code or always,
            "hidden": [str(path) for path in hidden],
        }
        self._modules = list(modules)
        self._count = workers
        self._seats: list[_Seat] = []
        self._zygote: subprocess.Popen[bytes] | None = None
        self._control: Channel | None = None
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the pool

    def __enter__(self) -> Self:
        """Start the zygote and the workers."""
        try:
            self._start()
        except BaseException:
            self._stop()
            self._errors.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End all processes, whatever they are at."""
        self._stop()
        self._errors.close()

    def grade(self, tasks: Sequence[Task]) -> Iterator[tuple[Task, dict[str, Any] | None]]:
        """Grade hand-ins, and yield each as it is done.

        Yields
        ------
        Task
            The hand-in.
        dict or None
            :class:`course.grading.worker.Graded` as plain data; None if it was given up.

        Raises
        ------
        MachineError
            If a worker cannot read or write the disk.
        """
        queue = deque(tasks)
        while queue or any(seat.task for seat in self._seats):
            self._feed(queue)
            for seat in self._ready():
                task = seat.task
                if seat not in self._seats or task is None:
                    break  # the processes were started again while a result was written
                try:
                    answer = seat.channel.receive()
                except (ClosedError, BadFrameError):
                    for lost in self._recover(seat):
                        if lost.tries >= _MOST_TRIES:
                            yield lost, None
                        else:
                            queue.append(lost)
                    break  # the other seats may be new ones
                seat.task = None
                if "failed" in answer:
                    raise disk_error(answer["failed"])
                # The worker goes on while the result is written.
                self._feed(queue)
                yield task, answer["graded"]

    def _feed(self, queue: deque[Task]) -> None:
        """Give each free worker a hand-in."""
        for seat in list(self._seats):
            if seat.task is None and queue:
                task = queue.popleft()
                message = {
                    "student": task.student,
                    "folder": str(task.folder),
                    "staging": str(task.staging),
                }
                try:
                    seat.channel.send(message)
                except ClosedError:
                    queue.extendleft([task, *self._recover(seat)])
                    return
                task.tries += 1
                seat.task = task

    def _ready(self) -> list[_Seat]:
        """Wait until a busy worker has something to tell; none may be, after a new start."""
        if not any(seat.task for seat in self._seats):
            return []
        with selectors.DefaultSelector() as selector:
            for seat in self._seats:
                if seat.task is not None:
                    selector.register(seat.channel, selectors.EVENT_READ, seat)
            return [key.data for key, _ in selector.select()]

    # ---- processes -----------------------------------------------------------------------

    def _start(self) -> None:
        """Start the zygote, and the workers while it loads its modules."""
        answer = None
        for _ in range(_MOST_TRIES):
            try:
                answer = self._launch()
            except (ClosedError, TimeoutError):
                # It was killed from outside, or the machine is out of memory for a moment.
                self._stop()
            else:
                break
        if answer is None:
            raise self._broken("The process that starts hand-ins ended again and again.")
        if "refused" in answer:
            raise MachineError(
                explain(answer["refused"]),
                "",
                'Or run with "--isolation none": then student code can read and change '
                "everything that you can; every result says so.",
            )
        if "threaded" in answer:
            self._leave_out(answer["threaded"])

    def _launch(self) -> dict[str, Any]:
        """Start all processes; return the zygote's first words."""
        ours, theirs = pair()
        with theirs:
            self._zygote = self._spawn("course.grading.zygote", [theirs.fileno()], _FOR_HAND_INS)
        self._control = Channel(ours)
        self._control.send({**self._setup, "modules": self._modules})
        self._seats = [self._seat() for _ in range(self._count)]
        return self._control.receive(_START_SECONDS)

    def _leave_out(self, module: str) -> None:
        """Start again without a library that starts threads; hand-ins load it themselves."""
        package = module.partition(".")[0]
        fewer = [name for name in self._modules if name.partition(".")[0] != package]
        if len(fewer) == len(self._modules):
            raise MachineError(
                "The process that starts hand-ins cannot be forked.",
                f"A second thread runs in it after it has loaded {module}.",
                "Please report it.",
            )
        self._modules = fewer
        self._stop()
        self._start()

    def _seat(self) -> _Seat:
        """Start a worker and connect it to the zygote."""
        assert self._control is not None  # noqa: S101 - the zygote is started first
        ours, theirs = pair()
        to_zygote, from_worker = pair()
        with theirs, to_zygote, from_worker:
            process = self._spawn(
                "course.grading.worker", [theirs.fileno(), to_zygote.fileno()], {}
            )
            self._control.send({"op": "worker"}, [from_worker.fileno()])
        channel = Channel(ours)
        channel.send(self._first)
        return _Seat(process, channel)

    def _spawn(
        self, module: str, numbers: Sequence[int], environ: Mapping[str, str]
    ) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            # Isolated from the caller's environment, but not from the one set here.
            [sys.executable, "-s", "-P", "-m", module, *map(str, numbers)],
            stdin=subprocess.DEVNULL,
            stdout=self._errors,
            stderr=self._errors,
            pass_fds=numbers,
            cwd="/",
            env={**_ENVIRON, **environ},
            # Ctrl-C is for the coordinator alone.
            start_new_session=True,
        )

    def _recover(self, seat: _Seat) -> list[Task]:
        """Put another worker in the place of one that died; all of them, if the zygote died.

        Returns
        -------
        list of Task
            The hand-ins that have to be started again.
        """
        assert self._zygote is not None  # noqa: S101 - a seat means that it was started
        seat.process.kill()
        try:
            self._zygote.wait(_SETTLE_SECONDS)
        except subprocess.TimeoutExpired:
            seat.channel.close()
            seat.process.wait()
            with suppress(ClosedError):
                self._seats[self._seats.index(seat)] = self._seat()
                return [seat.task] if seat.task else []
        lost = [other.task for other in self._seats if other.task]
        self._stop()
        self._start()
        return lost

    def _stop(self) -> None:
        for seat in self._seats:
            seat.channel.close()
            if seat.task is not None:
                seat.process.kill()
        for seat in self._seats:
            _end(seat.process)
        self._seats = []
        if self._control is not None:
            self._control.close()
            self._control = None
        if self._zygote is not None:
            _end(self._zygote)
            self._zygote = None

    def _broken(self, what: str) -> MachineError:
        """Return an error with the last words of the processes."""
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        return MachineError(what, lines[-1] if lines else "", "Run the command again.")


def disk_error(reason: str) -> MachineError:
    """Return the error that ends a run when the disk cannot be used."""
    return MachineError(
        "A file of the course could not be read or written.",
        f"The system says: {reason}.",
        "Make room on the disk or give the rights, and run the command again; hand-ins already "
        "graded are kept.",
    )


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process of ours and wait for it.

    One that has nothing to do ends by itself when its channel is closed; its
    processor time is then counted in full.
    """
    try:
        process.wait(_SETTLE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
