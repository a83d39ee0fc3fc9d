"""Cells run directly in IPython, without a kernel and its protocol.

A :class:`DirectShell` is made in the zygote, before the fork, and runs the cells
of one notebook in the child. What a reader would see is collected in the
notebook's own form: streams in the order they were written, display data,
results, inline figures, and tracebacks as Jupyter prints them. Input, widgets'
messages and other languages need a kernel (:mod:`course.grading.kernels`).
"""

from __future__ import annotations

import base64
import io
import json
import os
import signal
import sys
from collections.abc import Iterable, Mapping
from datetime import date
from numbers import Integral, Real
from typing import Any, Final

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Any as AnyTrait
from traitlets.config import Config

from course.checks import remote

__all__ = ["DirectShell", "Outputs"]

_CUT: Final = "\n... Output truncated ...\n"


class Outputs:
    """The outputs of the cell that is running, in order, up to a number of characters.

    Parameters
    ----------
    most : int
        Characters kept of a whole notebook.
    """

    def __init__(self, most: int) -> None:
        self._left = most
        self.items: list[dict[str, Any]] = []

    def begin(self) -> None:
        """Start the next cell."""
        self.items = []

    def write(self, name: str, text: str) -> None:
        """Add text to a stream; one output holds what follows without a break."""
        if self._left <= 0 or not text:
            return
        if len(text) > self._left:
            text = text[: self._left] + _CUT
        self._left -= len(text)
        last = self.items[-1] if self.items else {}
        if last.get("name") == name:
            last["text"].append(text)
        else:
            self.items.append({"output_type": "stream", "name": name, "text": [text]})

    def add(self, item: dict[str, Any]) -> None:
        """Add any other output, in the form in which the protocol would send it."""
        try:
            text = json.dumps(item, ensure_ascii=False, default=_carried)
        except Exception as error:  # noqa: BLE001 - objects that are asked for their parts raise anything
            self.write(
                "stderr", f"An output was left out: it is no JSON ({type(error).__name__}).\n"
            )
            return
        if len(text) > self._left:
            self.write("stderr", _CUT)
            return
        self._left -= len(text)
        self.items.append(json.loads(text))

    def clear(self) -> None:
        """Forget the outputs of this cell, as ``clear_output`` does."""
        self.items = []

    def finished(self) -> list[dict[str, Any]]:
        """Return the outputs of this cell as a notebook holds them."""
        return [
            {**item, "text": "".join(item["text"])} if "name" in item else item
            for item in self.items
        ]


class _Stream(io.TextIOBase):
    """A text stream that feeds the outputs; `fileno` is that of the real one."""

    def __init__(self, name: str, outputs: Outputs, number: int) -> None:
        self._name = name
        self._outputs = outputs
        self._number = number

    @property
    def encoding(self) -> str:  # type: ignore[override] # typeshed has a writable attribute
        """The encoding that programs ask for."""
        return "utf-8"

    def fileno(self) -> int:
        """Return the number for programs that write past Python."""
        return self._number

    def writable(self) -> bool:
        """Tell that writing is possible."""
        return True

    def write(self, text: str) -> int:
        """Add a text."""
        if not isinstance(text, str):
            message = f"write() argument must be str, not {type(text).__name__}"
            raise TypeError(message)
        self._outputs.write(self._name, text)
        return len(text)


class _Publisher(DisplayPublisher):  # type: ignore[misc] # IPython is not typed
    """Takes what ``display`` shows."""

    outputs = AnyTrait()

    def publish(
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        source: str | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Keep one piece of display data."""
        del source, transient
        if not update:
            item = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
            self.outputs.add(item)

    def clear_output(self, wait: bool = False) -> None:
        """Forget what was shown."""
        del wait
        self.outputs.clear()


class _Hook(DisplayHook):  # type: ignore[misc] # IPython is not typed
    """Takes the value of a cell's last expression."""

    outputs = AnyTrait()

    def write_output_prompt(self) -> None:
        """Print no prompt; the notebook has its own."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: Any = None) -> None:
        """Keep one result."""
        item = {
            "output_type": "execute_result",
            "data": format_dict,
            "metadata": md_dict or {},
            "execution_count": self.prompt_count,
        }
        self.outputs.add(item)


class _Shell(InteractiveShell):  # type: ignore[misc] # IPython is not typed
    """IPython as ipykernel sets it up, with the outputs collected in place."""

    outputs = AnyTrait()

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept ``%matplotlib``; there is no window to prepare."""

    def init_io(self) -> None:
        """Leave the streams to the caller."""

    def ask_exit(self) -> None:
        """Go on after ``exit``; only the worker ends this process."""

    def system(self, cmd: str) -> None:
        """Run a ``!`` line with its output in the notebook, as ipykernel does."""
        self.user_ns["_exit_code"] = self.system_piped(cmd)

    def system_piped(self, cmd: str) -> int:
        """Run a line of the system's shell; its output becomes the cell's."""
        from IPython.utils.process import system  # noqa: PLC0415 - few notebooks need it

        return int(system(self.var_expand(cmd, depth=2)) or 0)

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        """Keep a traceback as the protocol would send it."""
        item = {
            "output_type": "error",
            "ename": str(getattr(etype, "__name__", etype)),
            "evalue": _told(evalue),
            "traceback": list(stb),
        }
        self.outputs.add(item)


class DirectShell:
    """IPython for one notebook.

    Made once in the zygote; :meth:`start` and :meth:`run` are called only in the
    child that runs the hand-in.

    Parameters
    ----------
    most_output : int
        Characters of output kept of a notebook.
    """

    def __init__(self, most_output: int) -> None:
        self._outputs = Outputs(most_output)
        _Shell.clear_instance()
        # A history would be kept by a thread of its own, and a process with two cannot be forked.
        config = Config({"HistoryManager": {"enabled": False}})
        self._shell = _Shell.instance(
            config=config,
            display_pub_class=_Publisher,
            displayhook_class=_Hook,
            colors="Linux" if hasattr(InteractiveShell, "color_info") else "linux",
        )
        self._shell.outputs = self._outputs
        self._shell.display_pub.outputs = self._outputs
        self._shell.displayhook.outputs = self._outputs

    def answer(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a question about the student's global names."""
        return remote.answer(self._shell.user_ns, request)

    def modules(self, before: set[str]) -> list[str]:
        """Return what the cells have imported beyond `before`, in order."""
        return [name for name in sys.modules if name not in before]

    def warm_up(self, sources: list[str]) -> None:
        """Run cells of our own in the zygote, and forget them."""
        names = dict(self._shell.user_ns)
        streams = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = (
            _Stream("stdout", self._outputs, 1),
            _Stream("stderr", self._outputs, 2),
        )
        try:
            self._shell.user_ns.update(
                {
                    name: sys.modules[name]
                    for name in ("pandas", "matplotlib")
                    if name in sys.modules
                }
            )
            for source in sources:
                self._shell.run_cell(source, store_history=False)
        finally:
            sys.stdout, sys.stderr = streams
        self._outputs.begin()
        self._shell.reset(new_session=True)
        self._shell.user_ns.update(names)

    def start(self, most_output: int) -> None:
        """Take over the streams of this process; called first thing in the child."""
        self._outputs = self._shell.outputs
        self._outputs._left = most_output  # noqa: SLF001 - set again for the notebook's own budget
        # What programs and C code write past Python lands in a file in memory.
        self._capture = os.memfd_create("output") if hasattr(os, "memfd_create") else _temporary()
        os.dup2(self._capture, 1)
        os.dup2(self._capture, 2)
        self._seen = 0
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115, PTH123 - kept open for good
        sys.stdout = _Stream("stdout", self._outputs, 1)
        sys.stderr = _Stream("stderr", self._outputs, 2)

    def run(self, source: str) -> dict[str, Any]:
        """Run one cell.

        Returns
        -------
        dict
            ``outputs``, the ``execution_count``, and whether it was ``interrupted``.
        """
        self._outputs.begin()
        shell = self._shell
        interrupted = False
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            result = shell.run_cell(source, store_history=True, silent=False)
            error = result.error_before_exec or result.error_in_exec
            interrupted = isinstance(error, KeyboardInterrupt)
        except KeyboardInterrupt:
            interrupted = True
        finally:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        self._drain()
        return {
            "outputs": self._outputs.finished(),
            "execution_count": shell.execution_count - 1,
            "interrupted": interrupted,
        }

    def _drain(self) -> None:
        """Add what was written past Python during this cell."""
        end = os.lseek(self._capture, 0, os.SEEK_END)
        while self._seen < end:
            data = os.pread(self._capture, min(end - self._seen, 1 << 20), self._seen)
            if not data:
                break
            self._seen += len(data)
            self._outputs.write("stdout", data.decode("utf-8", "replace"))


def _carried(value: Any) -> Any:
    """Return the JSON form of what JSON has no word for, as Jupyter's protocol does."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    if isinstance(value, Iterable):
        return list(value)
    raise TypeError


def _told(value: Any) -> str:
    """Return an exception's message; a hostile one raises when asked."""
    try:
        return str(value)
    except BaseException:  # noqa: BLE001 - as above
        return ""


def _temporary() -> int:
    import tempfile  # noqa: PLC0415 - only where the system has no files in memory

    return os.dup(tempfile.TemporaryFile().fileno())
