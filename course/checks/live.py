"""A student's work as the running kernel holds it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

from course.checks import remote
from course.checks.recorded import recorded_of
from course.checks.replies import AskingSubmission
from course.checks.running import markdown_source
from course.checks.submission import Recorded

__all__ = ["LiveSubmission", "user_namespace"]


class LiveSubmission(AskingSubmission):
    """The work in the running kernel.

    Variables come from the user's namespace through the codec, so that a
    hostile object looks the same here as in an isolated check; recorded answers
    from the registry that the exercises of this kernel fill; Markdown from the
    notebook file.

    Parameters
    ----------
    namespace : mapping, optional
        The user's global names; without it, those of the running shell.
    """

    def __init__(self, namespace: Mapping[str, Any] | None = None) -> None:
        # The shell may put another dictionary in the place of its namespace at any time.
        super().__init__(
            lambda request: remote.answer(
                user_namespace() if namespace is None else namespace, request
            )
        )

    def recorded(self, name: str) -> Recorded:
        """Return the recorded answer of the exercise `name`."""
        # An exercise can be in the registry only when its module is loaded; it need not be loaded
        # here for a notebook that has none.
        registry = sys.modules.get("course.exercises.registry")
        entry = registry.lookup(name) if registry is not None else None
        if entry is None:
            return Recorded(None, exists=False)
        return recorded_of(entry.exercise, entry.answer, entry.problem)

    def markdown(self, cell_id: str) -> str | None:
        """Return the source of the Markdown cell `cell_id`; None when it cannot be read."""
        return markdown_source(cell_id)


def user_namespace() -> Mapping[str, Any]:
    """Return the global names of the running shell, or of ``__main__`` without one."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is not None:
        names: Mapping[str, Any] = shell.user_ns
        return names
    return vars(sys.modules["__main__"])
