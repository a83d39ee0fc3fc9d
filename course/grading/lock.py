"""One run at a time on a course folder."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from course.errors import UsageError
from course.paths import CourseFolder

__all__ = ["only_run"]


@contextmanager
def only_run(folder: CourseFolder) -> Iterator[None]:
    """Hold the course folder for one run; the lock goes when the process does, however it ends.

    Raises
    ------
    UsageError
        If another run holds it.
    """
    folder.results.mkdir(parents=True, exist_ok=True)
    path = folder.results / ".lock"
    with path.open("a+", encoding="ascii") as file:
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415 - not on Windows

            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                file.seek(0)
                holder = file.read().strip() or "unknown"
                raise UsageError(
                    f"Another run of this course is at work (process {holder}).",
                    "Two at once would write to the same gradebook.",
                    "Wait until it has ended, and run the command again.",
                ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
