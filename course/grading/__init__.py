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
    from course.grading.coordinator import grade_unit
    from course.grading.progress import Progress

__all__ = ["Progress", "grade_unit"]


_HOMES = {"Progress": "progress", "grade_unit": "coordinator"}


def __getattr__(name: str) -> Any:
    """Load a name on first use; the other processes do without the coordinator."""
    if name in _HOMES:
        return getattr(import_module(f"course.grading.{_HOMES[name]}"), name)
    raise AttributeError(name)
