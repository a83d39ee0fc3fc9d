"""The bulk engine: grades a class in isolation and writes nbgrader's own gradebook.

:func:`grade_unit` is the way in. The processes and who may do what:

* the *coordinator* (:mod:`.coordinator`) schedules, and alone writes;
* *workers* (:mod:`.worker`) read hand-ins and run no code of theirs;
* the *zygote* (:mod:`.zygote`) forks, for each notebook that needs it, a
  *student* process closed in by :mod:`.sandbox`, and *checkers*
  (:mod:`.checker`) that never ran student code.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from course.grading.coordinator import Progress, grade_unit

__all__ = ["Progress", "grade_unit"]


def __getattr__(name: str) -> Any:
    """Load the coordinator on first use; the other processes do without it."""
    if name in __all__:
        return getattr(import_module("course.grading.coordinator"), name)
    raise AttributeError(name)
