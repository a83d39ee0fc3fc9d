"""The zygote: one process that has loaded everything and forks the others.

It stays single-threaded and never sees a hand-in, a hidden test or a score. Its
children are of two kinds: a *student* process, closed in once more, for one
notebook of one hand-in; and a *checker*, which never runs student code.

The coordinator starts it (:mod:`course.grading.pool`) and connects each worker
to it. Messages of the coordinator: ``{"op": "worker"}`` with the end of a
socket. Messages of a worker: ``{"op": "checker", "id"}`` and ``{"op": "student",
"id", "budget", "kernel"}``, each with the end of a socket that becomes the child's only
open descriptor; ``{"op": "interrupt", "id"}`` and ``{"op": "kill", "id"}``.
It answers a worker only to tell how a child ended: ``{"ended": id, "signal",
"cpu", "why"}``. When the coordinator is gone, it ends, and with it
all of its children.
"""

from __future__ import annotations

import gc
import os
import selectors
import shutil
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import FrameType
from typing import Any, Final

from course.grading import sandbox
from course.grading.budgets import Budget
from course.grading.channel import Channel, ClosedError

__all__ = ["main"]

_ALWAYS: Final = ("course.grading.checker",)
_FOR_CODE: Final = ("course.grading.student",)
_WATCH_SECONDS: Final = 0.25


@dataclass(slots=True)
class _Child:
    """A child that is running; a checker has no budget."""

    identity: int
    worker: Channel
    budget: Budget | None = None
    folder: str = ""
    why: str = ""


class Zygote:
    """The loop that forks and reaps.

    Parameters
    ----------
    control : Channel
        To the coordinator.
    isolated : bool
        Whether student processes are closed in.
    """

    def __init__(self, control: Channel, *, isolated: bool) -> None:
        self._control = control
        self._isolated = isolated
        self._selector = selectors.DefaultSelector()
        self._children: dict[int, _Child] = {}
        self._watched = 0.0
        self._wake_read, self._wake_write = os.pipe()
        os.set_blocking(self._wake_write, False)

    def serve(self) -> None:
        """Fork, reap and watch until the coordinator is gone."""
        signal.set_wakeup_fd(self._wake_write, warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, _wake)
        self._selector.register(self._control, selectors.EVENT_READ, self._greet)
        self._selector.register(self._wake_read, selectors.EVENT_READ, self._reap)
        while True:
            wait = _WATCH_SECONDS if self._has_students() else None
            for key, _ in self._selector.select(wait):
                try:
                    key.data(key.fileobj)
                except ClosedError:
                    if key.fileobj is self._control:
                        self._end_all_of(None)
                        self._await_all()
                        return
                    self._selector.unregister(key.fileobj)
                    self._end_all_of(key.fileobj)
            self._watch()

    def _greet(self, _: Any) -> None:
        """Take a connection to a new worker."""
        self._control.receive()
        for number in self._control.take_descriptors():
            worker = Channel.from_descriptor(number)
            self._selector.register(worker, selectors.EVENT_READ, self._obey)

    def _obey(self, worker: Channel) -> None:
        """Do what a worker asks."""
        message = worker.receive()
        descriptors = worker.take_descriptors()
        match message["op"]:
            case "checker":
                self._fork_checker(worker, message["id"], descriptors[0])
            case "student":
                self._fork_student(worker, message, descriptors[0])
            case "interrupt" | "kill" as order:
                self._signal(worker, message["id"], order)

    def _fork_checker(self, worker: Channel, identity: int, number: int) -> None:
        process = os.fork()
        if process:
            os.close(number)
            self._children[process] = _Child(identity, worker)
            return
        _become_child(number, _run_checker)

    def _fork_student(self, worker: Channel, message: dict[str, Any], number: int) -> None:
        budget = Budget(**message["budget"])
        folder = "" if self._isolated else tempfile.mkdtemp(prefix="course-hand-in-")
        process = sandbox.fork_into_processes() if self._isolated else os.fork()
        if process:
            os.close(number)
            self._children[process] = _Child(message["id"], worker, budget, folder)
            return

        def run(channel: Channel) -> None:
            # Linux shares processors among sessions: a hand-in full of busy processes must not
            # leave the zygote, which is to end them, one share in a hundred.
            os.setsid()
            if self._isolated:
                sandbox.enter_inner(budget)
            else:
                sandbox.end_with_parent()
                sandbox.limit_resources(budget)
                os.environ["HOME"] = folder
                os.chdir(folder)
            from course.grading import student  # noqa: PLC0415 - loaded only for units with code

            student.serve(channel, budget, message["kernel"])

        _become_child(number, run)

    def _signal(self, worker: Channel, identity: int, order: str) -> None:
        for process, child in self._children.items():
            if child.worker is worker and child.identity == identity:
                if order == "interrupt":
                    os.kill(process, signal.SIGINT)
                else:
                    self._kill(process, child)

    def _kill(self, process: int, child: _Child) -> None:
        """End a child and all it started."""
        try:
            if child.folder:
                os.killpg(process, signal.SIGKILL)
            else:
                os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            pass

    def _end_all_of(self, worker: Any) -> None:
        """End the children of a worker; all children, if it is None."""
        for process, child in self._children.items():
            if worker is None or child.worker is worker:
                self._kill(process, child)

    def _await_all(self) -> None:
        """Wait for the children that were ended, so that their processor time is counted."""
        with suppress(ChildProcessError):
            while True:
                os.wait()

    def _reap(self, _: Any) -> None:
        """Tell the workers which of their children have ended, and how."""
        os.read(self._wake_read, 4096)
        while True:
            try:
                process, status, usage = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if not process:
                return
            child = self._children.pop(process, None)
            if child is None:
                continue
            if child.folder:
                self._kill(process, child)
                shutil.rmtree(child.folder, ignore_errors=True)
            code = os.waitstatus_to_exitcode(status)
            ended = {
                "ended": child.identity,
                # As in a shell: a process that ends above 128 tells how its own child ended.
                "signal": -code if code < 0 else max(code - 128, 0),
                "cpu": usage.ru_utime + usage.ru_stime,
                "why": child.why,
            }
            with suppress(ClosedError):
                child.worker.send(ended)

    def _has_students(self) -> bool:
        return any(child.budget for child in self._children.values())

    def _watch(self) -> None:
        """End student processes whose memory, all together, is above the budget."""
        now = time.monotonic()
        if now - self._watched < _WATCH_SECONDS or not sys.platform.startswith("linux"):
            return
        self._watched = now
        if not self._has_students():
            return
        limits = {
            process: child.budget.memory_bytes
            for process, child in self._children.items()
            if child.budget
        }
        for process, used in _memory_of(limits).items():
            if used > limits[process]:
                self._children[process].why = "memory"
                self._kill(process, self._children[process])


def _memory_of(children: Mapping[int, int]) -> dict[int, int]:
    """Return the bytes in use by children together with their descendants.

    Parameters
    ----------
    children : mapping of int to int
        The limit of each child in bytes, by its process number.

    Returns
    -------
    dict of int to int
        Pages that a child still shares with the zygote count in part. The
        kernel takes long to tell, so it is asked only where a quick count,
        which takes them in full, is above the limit.
    """
    parents: dict[int, int] = {}
    resident: dict[int, int] = {}
    page = os.sysconf("SC_PAGE_SIZE")
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):  # it has ended meanwhile
                fields = (entry / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                parents[int(entry.name)] = int(fields[1])
                resident[int(entry.name)] = int(fields[21]) * page
    families: dict[int, list[int]] = {child: [] for child in children}
    for number in resident:
        above = number
        while above not in families and parents.get(above, 0) > 1:
            above = parents[above]
        if above in families:
            families[above].append(number)
    used = {child: sum(resident[number] for number in found) for child, found in families.items()}
    return {
        child: sum(map(_share_of_memory, families[child])) if amount > children[child] else amount
        for child, amount in used.items()
    }


def _share_of_memory(process: int) -> int:
    """Return the bytes of a process, each shared page divided among those who share it."""
    with suppress(OSError):
        for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) * 1024
    return 0


def _wake(_number: int, _frame: FrameType | None) -> None:
    """Take the signal that a child ended; the pipe that it writes to wakes the loop."""


def _become_child(number: int, run: Callable[[Channel], None]) -> None:
    """Keep nothing of the zygote open but one socket, do the work, and end without ceremony."""
    try:
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        kept = os.dup2(number, 3, inheritable=False)
        os.closerange(4, os.sysconf("SC_OPEN_MAX") if sys.platform == "darwin" else 65536)
        run(Channel(socket.socket(fileno=kept)))
    except ClosedError:
        pass
    except BaseException as error:  # noqa: BLE001 - a child must never go on as a second zygote
        os.write(2, f"{type(error).__name__}: {error}\n".encode(errors="replace"))
        os._exit(1)
    finally:
        os._exit(0)


def _run_checker(channel: Channel) -> None:
    from course.grading import checker  # noqa: PLC0415 - the zygote itself never uses it

    checker.serve(channel)


def _load(modules: list[str]) -> str:
    """Import modules; return the name of one after which a second thread runs, if any.

    A fork copies only the calling thread, so a library that starts threads when
    it is imported must be left to the children.
    """
    for name in modules:
        try:
            import_module(name)
        except Exception:  # noqa: BLE001, S112 - the hand-in that imports it will be told
            continue
        if sys.platform.startswith("linux") and len(os.listdir("/proc/self/task")) > 1:  # noqa: PTH208 - the fastest way
            return name
    return ""


def main() -> int:
    """Run the zygote: the entry of the process that the coordinator starts.

    The first argument is the number of the control socket.
    """
    control = Channel.from_descriptor(int(sys.argv[1]))
    setup = control.receive()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # Nearly all that is made from here on stays: to look for garbage in it again and again takes long.
    gc.disable()
    if setup["isolated"]:
        try:
            sandbox.enter_outer([Path(path) for path in setup["hidden"]])
        except (sandbox.RefusedError, OSError) as error:
            control.send({"refused": str(error)})
            return 1
    modules = [*_ALWAYS, *(_FOR_CODE if setup["code"] else ()), *setup["modules"]]
    threaded = _load(modules)
    if threaded:
        control.send({"threaded": threaded})
        return 1
    if setup["code"]:
        from course.grading import student  # noqa: PLC0415 - loaded only for units with code

        student.warm_up(thorough=setup["many"])
    gc.freeze()
    gc.enable()
    control.send({"ready": True})
    Zygote(control, isolated=setup["isolated"]).serve()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
