"""The folder of one hand-in: which files count, when it came, what is in it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from course.grading.masters import fingerprint

__all__ = ["HandIn", "parse_timestamp"]

_TIMESTAMP: Final = "timestamp.txt"
_IGNORED: Final = (".ipynb_checkpoints", "*.pyc", "__pycache__", "feedback")
_MOST_BYTES: Final = 100 * 1000 * 1000
"""nbgrader's own limit for one file; a larger one is left out."""

_MOST_TIME: Final = 200
"""Bytes in which a time is looked for."""


@dataclass(frozen=True, slots=True)
class HandIn:
    """One hand-in as it lies on disk.

    Parameters
    ----------
    folder : pathlib.Path
        ``submitted/STUDENT/UNIT``.
    """

    folder: Path

    def notebook(self, name: str) -> Path:
        """Return where the notebook of that name should be."""
        return self.folder / f"{name}.ipynb"

    def notebooks(self) -> list[str]:
        """Return the names of the notebooks, sorted."""
        try:
            paths = list(self.folder.iterdir())
        except OSError:
            return []
        return sorted(path.stem for path in paths if path.suffix == ".ipynb" and _is_file(path))

    def files(self) -> dict[str, Path]:
        """Return the other files by their name inside the folder, sorted.

        Links are left out: one could point at the gradebook.
        """
        return {
            name: path
            for name, path, lack in self._walk(self.folder)
            if not lack and path.suffix != ".ipynb"
        }

    def left_out(self) -> dict[str, str]:
        """Return why files that a person would expect to count do not, by their name, sorted."""
        return {name: lack for name, _, lack in self._walk(self.folder) if lack}

    def timestamp(self) -> datetime | None:
        """Return when it was handed in, in UTC without a zone; None if nothing readable says so."""
        path = self.folder / _TIMESTAMP
        try:
            if path.is_symlink() or not path.is_file():
                return None
            with path.open("rb") as file:
                text = file.read(_MOST_TIME).decode("utf-8", "replace")
        except OSError:
            return None
        return parse_timestamp(text.strip())

    def fingerprint(self) -> str:
        """Return a hash over the names and contents of all files."""
        parts: list[Path | str] = []
        for name, path, lack in self._walk(self.folder):
            parts += [name, lack or path]
        return fingerprint(*parts)

    def _walk(self, folder: Path) -> Iterator[tuple[str, Path, str]]:
        """Yield name and path of each file, and why it is left out if it is."""
        try:
            paths = sorted(folder.iterdir())
        except OSError:
            yield str(folder.relative_to(self.folder)), folder, "cannot be read"
            return
        for path in paths:
            if any(fnmatch(path.name, pattern) for pattern in _IGNORED):
                continue
            try:
                info = path.lstat()
            except OSError:
                yield str(path.relative_to(self.folder)), path, "cannot be read"
                continue
            if stat.S_ISDIR(info.st_mode):
                yield from self._walk(path)
            elif stat.S_ISREG(info.st_mode):
                yield str(path.relative_to(self.folder)), path, _lack(path, info.st_size)


def _is_file(path: Path) -> bool:
    """Tell whether this is a file; one in a folder that may not be entered counts as one."""
    try:
        return path.is_file()
    except OSError:
        return True


def _lack(path: Path, size: int) -> str:
    """Return why a file is left out; empty if it is not."""
    if not os.access(path, os.R_OK):
        return "cannot be read"
    return f"has more than {_MOST_BYTES // 1_000_000} MB" if size > _MOST_BYTES else ""


def parse_timestamp(text: str) -> datetime | None:
    """Read a time as nbgrader writes it, such as ``2026-10-05 14:58:23.948203 UTC``.

    Returns
    -------
    datetime.datetime or None
        In UTC, without a zone, as the gradebook keeps it; None if it is no time.
        An offset such as +0200 counts as hours and minutes (nbgrader 0.9 takes
        it for 200 seconds).

    Examples
    --------
    >>> parse_timestamp("2026-10-05 14:58:23 +0200")
    datetime.datetime(2026, 10, 5, 12, 58, 23)
    """
    found = re.fullmatch(r"(\S+[ T]\S+?)\s*(UTC|Z|[+-]\d{2}:?\d{2})?", text)
    if not found:
        return _from_dateutil(text) if text else None
    try:
        moment = datetime.fromisoformat(found[1])
    except ValueError:
        return _from_dateutil(text)
    zone = found[2] or "UTC"
    try:
        if zone not in {"UTC", "Z"}:
            sign = -1 if zone[0] == "-" else 1
            offset = timedelta(hours=int(zone[1:3]), minutes=int(zone[-2:]))
            moment = moment.replace(tzinfo=timezone(sign * offset))
        return _in_utc(moment)
    except (ValueError, OverflowError):  # no such offset, or a moment before the year 1
        return None


def _from_dateutil(text: str) -> datetime | None:
    """Read any other form that nbgrader would read."""
    from dateutil import parser  # type: ignore[import-untyped]  # noqa: PLC0415 - hardly ever needed

    try:
        return _in_utc(parser.parse(text))
    except (ValueError, OverflowError):
        return None


def _in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC without its zone."""
    if moment.tzinfo is None:
        return moment
    return moment.astimezone(timezone.utc).replace(tzinfo=None)  # noqa: UP017 - with timezone
