"""What the process of a hand-in sees of the machine's files.

The system, the interpreter and this package stand read-only at their own places
in a new root folder in memory; nothing of the course is there, and the only
folders that can be written to are empty ones of the hand-in's own. The steps
are called by :mod:`course.grading.sandbox` inside namespaces of its own.
"""

from __future__ import annotations

import os
import re
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import course
from course.grading.linux import (
    MNT_DETACH,
    MS_BIND,
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    MS_PRIVATE,
    MS_RDONLY,
    MS_REC,
    MS_REMOUNT,
    RefusedError,
    call,
    libc,
    mount,
)

__all__ = ["HOME", "STUDENT", "build_root", "empty_folder", "readable_folders"]

HOME: Final = "/home/student"
"""The writable folder of a hand-in, its current folder and its home."""

STUDENT: Final = 1000
"""The number of the user that a hand-in runs as."""

_ROOT_BYTES: Final = 16 * 1024 * 1024

_SYSTEM_FOLDERS: Final = ("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32")
_SYSTEM_FILES: Final = (
    "/etc/fonts",
    "/etc/ld.so.cache",
    "/etc/ld.so.conf",
    "/etc/ld.so.conf.d",
    "/etc/localtime",
    "/etc/alternatives",
    "/etc/mime.types",
)
_DEVICES: Final = ("null", "zero", "full", "random", "urandom")


def readable_folders() -> list[Path]:
    """Return the folders that student code may read: system, interpreter, this package."""
    folders = [Path(name) for name in (*_SYSTEM_FOLDERS, *_SYSTEM_FILES) if Path(name).exists()]
    own = Path(course.__file__).parent
    imports = [Path(entry) for entry in sys.path if entry and Path(entry).exists()]
    # An editable install puts the whole source tree on the path; only the package is shown.
    imports = [path for path in imports if path != own.parent]
    wanted = [*folders, Path(sys.base_prefix), Path(sys.prefix), *imports, own]
    kept: list[Path] = []
    for path in wanted:
        if not any(path.is_relative_to(other) for other in kept if not other.is_symlink()):
            kept.append(path)
    return kept


def build_root(readable: Sequence[Path], hidden: Sequence[Path]) -> None:
    """Make a new root folder in memory, show what may be seen in it, and move there."""
    mount("none", "/", "", MS_REC | MS_PRIVATE)
    root = _place_for_root(readable)
    mount("tmpfs", root, "tmpfs", MS_NOSUID, f"size={_ROOT_BYTES},mode=755")
    # Before anything is shown: the course itself may lie below /tmp.
    (root / "tmp").mkdir()
    mount("tmpfs", root / "tmp", "tmpfs", MS_NOSUID | MS_NODEV, f"size={_ROOT_BYTES}")
    for path in readable:
        _show(path, root)
    for path in hidden:
        if any(path.is_relative_to(shown) for shown in readable):
            _cover(path, readable, root)
    for name in _DEVICES:
        target = root / "dev" / name
        target.parent.mkdir(exist_ok=True)
        target.touch()
        mount(f"/dev/{name}", target, "", MS_BIND)
    for name in ("dev/shm", "dev/pts", "proc", HOME.lstrip("/")):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "dev/ptmx").symlink_to("pts/ptmx")
    (root / "dev/fd").symlink_to("/proc/self/fd")
    (root / "etc").mkdir(exist_ok=True)
    (root / "etc/passwd").write_text(f"student:x:{STUDENT}:{STUDENT}::{HOME}:/bin/sh\n")
    (root / "etc/group").write_text(f"student:x:{STUDENT}:\n")
    mount("proc", root / "proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    os.chdir(root)
    call("new root folder", libc.pivot_root, b".", b".")
    call("leave the old root folder", libc.umount2, b".", MNT_DETACH)
    os.chdir("/")
    mount("none", "/", "", MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID)


def _cover(path: Path, readable: Sequence[Path], root: Path) -> None:
    """Put an empty folder over one that a readable folder holds."""
    inside = root / path.relative_to("/")
    mount("tmpfs", inside, "tmpfs", MS_NOSUID, "size=1m,mode=755")
    for shown in readable:
        if shown.is_relative_to(path) and shown != path:
            _show(shown, root)
    mount("none", inside, "", MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID)


def _place_for_root(readable: Sequence[Path]) -> Path:
    """Return an existing folder that holds nothing we show, to build the new root on."""
    for name in ("/mnt", "/media", "/srv", "/run", "/tmp"):  # noqa: S108 - covered, not written to
        path = Path(name)
        if path.is_dir() and not any(shown.is_relative_to(path) for shown in readable):
            return path
    raise RefusedError("new root folder", "no folder is free to build it on")


def _show(path: Path, root: Path) -> None:
    """Show a file or folder of the machine read-only at its own place."""
    target = root / path.relative_to("/")
    if target.exists() and any(target.iterdir() if target.is_dir() else ()):
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if path.is_symlink():
        if not target.is_symlink():
            target.symlink_to(path.readlink())
        return
    if path.is_dir():
        target.mkdir(exist_ok=True)
    else:
        target.touch()
    mount(str(path), target, "", MS_BIND | MS_REC)
    for mounted in _mounts_below(target):
        flags = MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV
        # A flag the machine has set may not be taken away inside.
        if os.statvfs(mounted).f_flag & os.ST_NOEXEC:
            flags |= MS_NOEXEC
        mount("none", mounted, "", flags)


def _mounts_below(target: Path) -> list[Path]:
    """Return all places below a folder where something is mounted, itself included."""
    found = []
    for line in Path("/proc/self/mountinfo").read_text(encoding="utf-8").splitlines():
        name = re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), line.split()[4])
        if Path(name).is_relative_to(target):
            found.append(Path(name))
    return found


def empty_folder(folder: Path, room: str) -> None:
    """Put an empty folder in memory over another; what must be readable stays to be seen."""
    shown = [path for path in readable_folders() if path.is_relative_to(folder)]
    handles = [os.open(path, os.O_PATH | os.O_CLOEXEC) for path in shown]
    mount("tmpfs", folder, "tmpfs", MS_NOSUID | MS_NODEV, room)
    for path, handle in zip(shown, handles, strict=True):
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        mount(f"/proc/self/fd/{handle}", path, "", MS_BIND | MS_REC)
        mount("none", path, "", MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)
        os.close(handle)
