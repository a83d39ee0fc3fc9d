"""The system calls of Linux that a sandbox is made of, each with its refusal in words."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any, Final

CLONE_NEWNS: Final = 0x00020000
CLONE_NEWUTS: Final = 0x04000000
CLONE_NEWIPC: Final = 0x08000000
CLONE_NEWUSER: Final = 0x10000000
CLONE_NEWPID: Final = 0x20000000
CLONE_NEWNET: Final = 0x40000000
APART: Final = CLONE_NEWNS | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWNET

MS_RDONLY: Final = 0x1
MS_NOSUID: Final = 0x2
MS_NODEV: Final = 0x4
MS_NOEXEC: Final = 0x8
MS_REMOUNT: Final = 0x20
MS_BIND: Final = 0x1000
MS_REC: Final = 0x4000
MS_PRIVATE: Final = 0x40000
MNT_DETACH: Final = 0x2

PR_SET_PDEATHSIG: Final = 1
PR_SET_DUMPABLE: Final = 4
PR_CAPBSET_DROP: Final = 24
PR_SET_NO_NEW_PRIVS: Final = 38
LAST_CAPABILITY: Final = 63

libc: Final = ctypes.CDLL(None, use_errno=True)
"""The C library of this process."""


class RefusedError(Exception):
    """The machine forbids one step of the isolation.

    Parameters
    ----------
    step : str
        What was tried.
    reason : str
        What the system answered.
    """

    def __init__(self, step: str, reason: str) -> None:
        super().__init__(step, reason)
        self.step = step
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.step}: {self.reason}"


def call(step: str, function: Any, *arguments: Any) -> None:
    """Call a function of the C library.

    Raises
    ------
    RefusedError
        If it does not return 0; `step` says what was tried.
    """
    if function(*arguments) != 0:
        raise RefusedError(step, os.strerror(ctypes.get_errno()))


def prctl(step: str, option: int, value: int) -> None:
    """Set a property of this process; a refusal raises as :func:`call` does."""
    call(step, libc.prctl, option, ctypes.c_ulong(value), 0, 0, 0)


def mount(source: str, target: Path | str, kind: str, flags: int, data: str = "") -> None:
    """Mount, or change a mount; a refusal raises as :func:`call` does."""
    call(
        f"mount of {target}",
        libc.mount,
        source.encode(),
        os.fsencode(target),
        kind.encode(),
        ctypes.c_ulong(flags),
        data.encode(),
    )


def write_setting(path: str, text: str) -> None:
    """Write one of the kernel's settings; it must arrive in a single write."""
    handle = os.open(path, os.O_WRONLY)
    try:
        os.write(handle, text.encode())
    finally:
        os.close(handle)
