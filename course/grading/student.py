"""The student's process: runs cells and answers questions until it is ended.

Called by the zygote in a forked, closed-in child. Nothing it says is believed
further than its form: the worker checks each message, and points come from the
checker. Messages of the worker:

* first ``{"op": "files", "files": {NAME: TEXT IN BASE64}, "seed"}``, which puts files in the
  current folder, answered when cells can be run;
* ``{"op": "run", "source"}`` runs a cell, answered by :meth:`DirectShell.run
  <course.grading.shell.DirectShell.run>` or by that of a kernel
  (:mod:`course.grading.kernels`);
* ``{"op": "ask", "request"}`` asks for a value, answered by :func:`course.checks.remote.answer`;
* ``{"op": "modules"}`` asks what was imported since the fork; sent for master notebooks only.
"""

from __future__ import annotations

import base64
import random
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from course.grading.budgets import Budget
from course.grading.channel import Channel
from course.grading.shell import DirectShell

if TYPE_CHECKING:
    from course.grading.kernels import KernelShell

__all__ = ["serve", "warm_up"]

_FIRST_USES: Final = {
    "builtins": "for _ in (1, 2):\n    print(_)\n1 / 0",
    "IPython": "display({'a': [1, 2]})",
    "pandas": "display(pandas.DataFrame({'a': [1, 2], 'b': ['x', None]}).groupby('b').sum())",
    "matplotlib.pyplot": (
        "%matplotlib inline\n"
        "figure, axes = matplotlib.pyplot.subplots()\n"
        "axes.plot([1, 2], [3, 4], marker='o', label='a')\n"
        "axes.bar(['x', 'y'], [1, 2], label='b')\n"
        "axes.set(title='Title', xlabel='x', ylabel='y')\n"
        "axes.legend()\n"
        "matplotlib.pyplot.show()"
    ),
}
"""By the module that has to be loaded, a cell that uses its slow parts."""

_FIRST_ERRORS: Final = {
    "pandas": [
        "pandas.DataFrame({'a': [1]})['b']",
        "pandas.DataFrame({'a': [1]}).b",
        "pandas.DataFrame({'a': [1]}).loc[5]",
    ],
}
"""By module, the commonest errors: the first traceback through a large file takes half a second."""

# Made when the zygote imports this module, so that no child pays for it.
_SHELL = DirectShell(Budget().output_bytes)


def serve(channel: Channel, budget: Budget, kernel: str) -> None:
    """Obey the worker; ends when the worker closes the channel (``ClosedError``).

    Parameters
    ----------
    channel : Channel
        To the worker.
    budget : Budget
        The hand-in's limits.
    kernel : str
        The name of the kernel that runs the cells; empty where they run here.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path[:0] = [""]
    before = set(sys.modules)
    _prepare(channel.receive())
    shell = _shell(kernel, budget)
    channel.send({})
    while True:
        channel.send(_obey(shell, channel.receive(), before))


def warm_up(*, thorough: bool) -> None:
    """Use once what the first use of makes slow; called by the zygote before it forks.

    The cells here are the only code that ever runs in the zygote. What they
    leave behind is the same for every hand-in, and nothing of a master is in it.

    Parameters
    ----------
    thorough : bool
        Whether errors are met beforehand too, which pays for a whole class only.
    """
    sources = [source for module, source in _FIRST_USES.items() if module in sys.modules]
    if thorough:
        for module, errors in _FIRST_ERRORS.items():
            sources += errors if module in sys.modules else []
    _SHELL.warm_up(sources)


def _shell(kernel: str, budget: Budget) -> DirectShell | KernelShell:
    if kernel:
        from course.grading.kernels import KernelShell  # noqa: PLC0415 - for few notebooks

        return KernelShell(kernel, budget.output_bytes)
    _SHELL.start(budget.output_bytes)
    return _SHELL


def _obey(
    shell: DirectShell | KernelShell, message: dict[str, Any], before: set[str]
) -> dict[str, Any]:
    match message["op"]:
        case "run":
            return shell.run(message["source"])
        case "modules":
            return {"modules": shell.modules(before)}
        case _:
            return {"reply": shell.answer(message["request"])}


def _prepare(message: dict[str, Any]) -> None:
    """Put the files in place and set the random numbers."""
    _reseed(message["seed"])
    for name, content in message["files"].items():
        path = Path(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content))


def _reseed(seed: int) -> None:
    """Give this hand-in its own random numbers, the same in every run."""
    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(seed)
