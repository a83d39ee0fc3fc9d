"""The student's process: runs cells and answers questions until it is ended.

Called by the zygote in a forked, closed-in child. Nothing it says is believed
further than its form: the worker checks each message, and points come from the
checker. Messages of the worker:

* ``{"op": "files", "files": {NAME: TEXT IN BASE64}}`` puts files in the current folder;
* ``{"op": "run", "source"}`` runs a cell, answered with its outputs;
* ``{"op": "ask", "request"}`` asks for a value, answered by :func:`course.checks.remote.answer`;
* ``{"op": "modules"}`` asks what was imported since the fork; sent for master notebooks only.
"""

from __future__ import annotations

import base64
import random
import signal
import sys
from pathlib import Path
from typing import Any

from course.checks import remote
from course.grading.budgets import Budget
from course.grading.channel import Channel
from course.grading.shell import DirectShell

__all__ = ["serve"]

# Made when the zygote imports this module, so that no child pays for it.
_SHELL = DirectShell(Budget().output_bytes)


def serve(channel: Channel, budget: Budget) -> None:
    """Obey the worker; ends when the worker closes the channel (``ClosedError``).

    Parameters
    ----------
    channel : Channel
        To the worker.
    budget : Budget
        The hand-in's limits.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    sys.path[:0] = [""]
    _SHELL.start(budget.output_bytes)
    before = set(sys.modules)
    while True:
        channel.send(_obey(channel.receive(), before))


def _obey(message: dict[str, Any], before: set[str]) -> dict[str, Any]:
    match message["op"]:
        case "files":
            _reseed(message["seed"])
            for name, content in message["files"].items():
                path = Path(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(base64.b64decode(content))
            return {}
        case "run":
            return _SHELL.run(message["source"])
        case "modules":
            return {"modules": [name for name in sys.modules if name not in before]}
        case _:
            return {"reply": remote.answer(_SHELL.namespace, message["request"])}


def _reseed(seed: int) -> None:
    """Give this hand-in its own random numbers, the same in every run."""
    random.seed(seed)
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed(seed)
