"""How much a hand-in may use, each limit defined once.

The zygote and the worker enforce them from outside the student's process; the
kernel enforces those that are resource limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any, Final

__all__ = ["Budget", "within"]

_MIB: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Budget:
    """Limits for one notebook of one hand-in.

    Parameters
    ----------
    cell_seconds : float
        Wall time of one cell; then it is interrupted and the next one runs, as with nbgrader.
    notebook_seconds : float
        Wall time of all cells together; then the process is ended.
    grace_seconds : float
        How long an interrupted cell may take to stop before the process is ended.
    cpu_seconds : int
        Processor time of one process.
    memory_bytes : int
        Memory in use by all processes of the hand-in together.
    address_bytes : int
        Address space of one process; a larger request fails inside Python as ``MemoryError``.
    processes : int
        Processes and threads at one time.
    file_bytes, scratch_bytes : int
        Size of one file, and of all files together.
    scratch_files : int
        Files and folders that may come with the notebook.
    open_files : int
        Files open at one time in a process.
    output_bytes : int
        Output that is kept of one notebook; the rest is cut.
    check_seconds : float
        Wall time of one of the course's own checks.
    """

    cell_seconds: float = 30.0
    notebook_seconds: float = 120.0
    grace_seconds: float = 2.0
    cpu_seconds: int = 90
    memory_bytes: int = 1024 * _MIB
    address_bytes: int = 3072 * _MIB
    processes: int = 64
    file_bytes: int = 32 * _MIB
    scratch_bytes: int = 64 * _MIB
    scratch_files: int = 2000
    open_files: int = 256
    output_bytes: int = 2 * _MIB
    check_seconds: float = 30.0

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON data."""
        return asdict(self)


def within(files: Mapping[str, Path], budget: Budget) -> tuple[dict[str, Path], list[str]]:
    """Choose the files that are there while code runs.

    A third of the room is theirs together; the rest is for the notebook and for
    what the code writes.

    Parameters
    ----------
    files : mapping of str to pathlib.Path
        Files by their name inside the folder of the hand-in, which is relative.
    budget : Budget
        Its limits.

    Returns
    -------
    dict of str to pathlib.Path
        The smallest files, as many as there is room for, in the order given.
    list of str
        The names of the others.
    """
    room, entries = budget.scratch_bytes // 3, budget.scratch_files
    folders: set[PurePath] = set()
    kept: set[str] = set()
    for size, name in sorted((path.stat().st_size, name) for name, path in files.items()):
        above = set(PurePath(name).parents) - folders
        if size > min(room, budget.file_bytes) or 1 + len(above) > entries:
            continue
        room -= size
        entries -= 1 + len(above)
        folders |= above
        kept.add(name)
    return (
        {name: path for name, path in files.items() if name in kept},
        [name for name in files if name not in kept],
    )
