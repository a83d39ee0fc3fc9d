"""Cells run in a Jupyter kernel, for notebooks that need its protocol.

Everything here runs in the closed-in process of a hand-in, beside the kernel
that it starts, and is believed as little as the kernel itself. The process
speaks to the worker as :mod:`course.grading.student` does, so that the worker
need not know which of the two it is speaking to. ``nbclient`` carries the
messages; a provisioner of ours forks a kernel of Python from this process,
which has loaded everything, and starts kernels of other languages from their
kernelspec. Kernel and client meet in the abstract namespace of Unix sockets,
which belongs to the network namespace of the hand-in.
"""

from __future__ import annotations

import ast
import asyncio
import json
import logging
import os
import secrets
import signal
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NoReturn

from IPython.core.interactiveshell import InteractiveShell
from jupyter_client import AsyncKernelManager
from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
from jupyter_client.provisioning import KernelProvisionerBase
from nbclient import NotebookClient
from nbclient.exceptions import DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

from course.checks import remote

__all__ = ["ForkProvisioner", "KernelShell", "answer_in_kernel", "modules_in_kernel"]

_PYTHON: Final = "python3"
_PROVISIONER: Final = "course-fork"
_QUIET: Final = logging.getLogger(__name__)
_QUIET.disabled = True
_CUT: Final = "\n... Output truncated ...\n"


class ForkProvisioner(KernelProvisionerBase):  # type: ignore[misc] # jupyter_client is not typed
    """Starts ipykernel in a fork of this process.

    Registered as ``course-fork`` with jupyter_client, whose kernel manager calls
    its methods. The process must have no second thread.

    Attributes
    ----------
    pid : int
        The number of the kernel's process, as the local provisioner has it; 0 before.
    """

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self.pid = 0
        self._status: int | None = None

    @property
    def has_process(self) -> bool:
        """Whether a kernel was started."""
        return self.pid != 0

    async def pre_launch(self, **settings: Any) -> dict[str, Any]:
        """Write the connection file, as the local provisioner does."""
        self.parent.write_connection_file()
        self.connection_info = self.parent.get_connection_info()
        prepared: dict[str, Any] = await super().pre_launch(
            **settings, cmd=[self.parent.connection_file]
        )
        return prepared

    async def launch_kernel(self, cmd: list[str], **settings: Any) -> Any:
        """Fork; in the child, become the kernel."""
        del settings
        process = os.fork()
        if process == 0:
            _become_kernel(cmd[0])
        self.pid = process
        return self.connection_info

    async def poll(self) -> int | None:
        """Return the exit code of a kernel that has ended, minus the signal that ended it."""
        if self._status is None:
            ended, status = os.waitpid(self.pid, os.WNOHANG)  # noqa: ASYNC222 - does not wait
            if ended:
                self._status = os.waitstatus_to_exitcode(status)
        return self._status

    async def wait(self) -> int | None:
        """Wait for the kernel to end."""
        while await self.poll() is None:  # noqa: ASYNC110 - the system sends no event
            await asyncio.sleep(0.05)
        return self._status

    async def send_signal(self, signum: int) -> None:
        """Send a signal to the kernel, if it still runs."""
        if await self.poll() is None:
            os.kill(self.pid, signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel at once."""
        del restart
        await self.send_signal(signal.SIGKILL)

    async def terminate(self, restart: bool = False) -> None:
        """Ask the kernel to end."""
        del restart
        await self.send_signal(signal.SIGTERM)

    async def cleanup(self, restart: bool = False) -> None:
        """Nothing is left to be cleaned."""
        del restart


class KernelShell:
    """A kernel for one notebook, with the methods of :class:`course.grading.shell.DirectShell`.

    Parameters
    ----------
    name : str
        The kernel's name; it is started at once, in the current folder, with the
        random numbers that are set now.
    most_output : int
        Characters of output kept of the notebook.
    """

    def __init__(self, name: str, most_output: int) -> None:
        self._client = _Client(most_output)
        self._is_python = name == _PYTHON
        self._start(name)

    def run(self, source: str) -> dict[str, Any]:
        """Run one cell.

        Returns
        -------
        dict
            ``outputs`` and ``execution_count``; ``earlier`` holds, by the number of an
            earlier run, outputs that this cell has changed.
        """
        cells = self._client.nb.cells
        before = [json.dumps(cell.outputs) for cell in cells]
        cells.append(new_code_cell(source))
        try:
            cell = self._client.execute_cell(cells[-1], len(cells) - 1)
        except DeadKernelError:
            self._end()
        earlier = {
            str(number): one.outputs
            for number, (one, text) in enumerate(zip(cells, before, strict=False))
            if json.dumps(one.outputs) != text
        }
        return {
            "outputs": cell.outputs,
            "execution_count": cell.execution_count,
            "earlier": earlier,
        }

    def answer(self, request: Mapping[str, Any]) -> Any:
        """Answer a question about the names in the kernel; None where it cannot be asked."""
        return self._evaluate(f"answer_in_kernel(get_ipython().user_ns, {json.dumps(request)!r})")

    def modules(self, before: set[str]) -> list[str]:
        """Return what the kernel has imported beyond `before`."""
        found = self._evaluate(f"modules_in_kernel({json.dumps(sorted(before))!r})")
        return list(found or [])

    def _start(self, name: str) -> None:
        manager = AsyncKernelManager(
            kernel_name=name,
            kernel_spec_manager=_Specs(),
            transport="ipc",
            # Ports are numbers behind this name; it begins with the sign of the abstract namespace.
            ip=f"@course-{secrets.token_hex(8)}",
            connection_file=str(Path(tempfile.mkdtemp(prefix="kernel-")) / "connection.json"),
            autorestart=False,
        )
        self._client.km = manager
        signal.signal(signal.SIGINT, self._interrupt)
        self._client.start_new_kernel()
        try:
            self._client.start_new_kernel_client()
        except RuntimeError:  # it ended before it was ready
            self._end()

    def _interrupt(self, _number: int, _frame: Any) -> None:
        """Pass an interrupt of the worker on to the kernel."""
        provisioner = self._client.km.provisioner
        if provisioner is not None and provisioner.pid:
            with suppress(ProcessLookupError):  # it has ended meanwhile
                os.kill(provisioner.pid, signal.SIGINT)

    def _evaluate(self, expression: str) -> Any:
        """Evaluate an expression of this module in the kernel; it must give a text in JSON."""
        if not self._is_python:
            return None
        client = self._client
        name = f"__import__('sys').modules[{__name__!r}].{expression}"
        try:
            message = client.kc.execute("", silent=True, user_expressions={"found": name})
            reply = client.wait_for_reply(message)
        except DeadKernelError:
            self._end()
        try:
            told = reply["content"]["user_expressions"]["found"]["data"]["text/plain"]
            return json.loads(ast.literal_eval(told))
        except (KeyError, TypeError, ValueError, SyntaxError, RecursionError, MemoryError):
            return None  # the hand-in has changed how its kernel answers

    def _end(self) -> NoReturn:
        """End as the kernel did, so that the worker learns why."""
        status = asyncio.run(self._client.km.provisioner.wait()) or 0
        os._exit(128 - status if status < 0 else 1)


class _Client(NotebookClient):  # type: ignore[misc] # nbclient is not typed
    """nbclient without limits of time, which the worker sets, and with one of output."""

    def __init__(self, most_output: int) -> None:
        super().__init__(
            new_notebook(), allow_errors=True, timeout=None, ipython_hist_file="", log=_QUIET
        )
        self._left = most_output

    def output(self, outs: Any, msg: Any, display_id: Any, cell_index: int) -> Any:
        """Keep an output while there is room."""
        size = len(json.dumps(msg["content"]))
        if self._left <= 0:
            return None
        if size > self._left:
            msg = {
                **msg,
                "msg_type": "stream",
                "header": {**msg["header"], "msg_type": "stream"},
                "content": {"name": "stderr", "text": _CUT},
            }
        self._left -= size
        return super().output(outs, msg, display_id, cell_index)


class _Specs(KernelSpecManager):  # type: ignore[misc] # as above
    """The kernels of this machine; that of Python is a fork of this process."""

    def get_kernel_spec(self, kernel_name: str) -> Any:
        """Return the specification of a kernel."""
        if kernel_name != _PYTHON:
            return super().get_kernel_spec(kernel_name)
        return KernelSpec(
            display_name="Python 3",
            language="python",
            metadata={"kernel_provisioner": {"provisioner_name": _PROVISIONER}},
        )


def answer_in_kernel(namespace: Mapping[str, Any], request: str) -> str:
    """Answer a question of a check inside the kernel.

    Parameters
    ----------
    namespace : mapping of str to object
        The student's global names.
    request : str
        A request of :func:`course.checks.remote.answer`, in JSON.

    Returns
    -------
    str
        The reply in JSON.
    """
    return json.dumps(remote.answer(namespace, json.loads(request)))


def modules_in_kernel(before: str) -> str:
    """Return in JSON the modules that are loaded and not in `before`, a list in JSON."""
    known = set(json.loads(before))
    return json.dumps([name for name in sys.modules if name not in known])


def _become_kernel(connection_file: str) -> NoReturn:
    """Run ipykernel in this process, a fresh fork, and never return."""
    try:
        # The loop of the client is not ours.
        asyncio._set_running_loop(None)  # noqa: SLF001 - the way for a fork within a running loop
        asyncio.set_event_loop(asyncio.new_event_loop())
        InteractiveShell.clear_instance()
        from ipykernel.kernelapp import IPKernelApp  # noqa: PLC0415 - in the kernel only

        app = IPKernelApp.instance()
        app.initialize(["-f", connection_file, "--HistoryManager.enabled=False"])
        Path(connection_file).unlink()
        inline = sys.modules.get("matplotlib_inline.backend_inline")
        if inline is not None:
            # It was loaded before this shell was there to be told, and has shown figures to another.
            app.shell.enable_matplotlib("inline")
            inline.set_matplotlib_formats("png")
        app.start()
    except BaseException as error:  # noqa: BLE001 - a fork must never go on as a second client
        os.write(2, f"{type(error).__name__}: {error}\n".encode(errors="replace"))
        os._exit(1)
    os._exit(0)
