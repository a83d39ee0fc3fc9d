"""The stored results of ``course grade``, one JSON file a hand-in."""

from __future__ import annotations

import json

from course.errors import UsageError
from course.paths import CourseFolder
from course.scores import SubmissionResult

__all__ = ["load_results"]


def load_results(folder: CourseFolder, unit: str) -> list[SubmissionResult]:
    """Read all stored results of a unit, sorted by student.

    Raises
    ------
    UsageError
        If the unit was never graded.
    """
    # The engine keeps its own notes there too, in files whose names begin with a dot.
    paths = sorted((folder.results / unit).glob("[!.]*.json"))
    if not paths:
        raise UsageError(f"There are no results of {unit}.", "", f"Run course grade {unit} first.")
    return [
        SubmissionResult.from_json(json.loads(path.read_text(encoding="utf-8"))) for path in paths
    ]
