"""Telling people how a run goes, while it goes."""

from __future__ import annotations

from course.scores import SubmissionResult

__all__ = ["Progress"]


class Progress:
    """Who is told how a run goes; made to be subclassed, and silent by itself.

    The coordinator calls it from its own thread.
    """

    def note(self, sentence: str) -> None:
        """Take a sentence for the operator, such as that the gradebook is filled."""

    def start(self, total: int, skipped: int) -> None:
        """Learn once how many hand-ins will be graded, and how many stand already."""

    def advance(self, result: SubmissionResult) -> None:
        """Learn that one hand-in is graded and written."""

    def spent(self, stages: dict[str, float]) -> None:
        """Learn the seconds that each stage of one hand-in took; called after `advance`."""
