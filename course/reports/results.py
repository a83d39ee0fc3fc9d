"""The stored results of ``course grade``, one JSON file a hand-in."""

from __future__ import annotations

import json
from collections.abc import Callable

from course.errors import UsageError
from course.paths import CourseFolder
from course.scores import SubmissionResult

__all__ = ["load_results"]


def load_results(
    folder: CourseFolder, unit: str, note: Callable[[str], None] | None = None
) -> list[SubmissionResult]:
    """Read all stored results of a unit, sorted by student.

    Parameters
    ----------
    folder, unit
        The course, and the unit in full.
    note : callable, optional
        Is told in a sentence of each result that is damaged and left out.

    Raises
    ------
    UsageError
        If the unit was never graded.
    """
    # The engine keeps its own notes there too, in files whose names begin with a dot.
    paths = sorted((folder.results / unit).glob("[!.]*.json"))
    if not paths:
        raise UsageError(f"There are no results of {unit}.", "", f"Run course grade {unit} first.")
    found = []
    for path in paths:
        try:
            found.append(SubmissionResult.from_json(json.loads(path.read_bytes())))
        except (OSError, ValueError, TypeError, KeyError):
            if note:
                note(
                    f"{path} cannot be read; it was left out. It is no whole result. "
                    f"Run course grade {unit} again."
                )
    return found
