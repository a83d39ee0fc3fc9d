"""What ``nbgrader_config.py`` says about grading, read once by the coordinator."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from traitlets.config import PyFileConfigLoader

from course.errors import CourseFault
from course.grading.budgets import Budget
from course.grading.late import LatePolicy
from course.paths import CONFIG_NAME, CourseFolder

__all__ = ["Settings"]


class Settings:
    """The settings of a course folder that concern grading.

    Parameters
    ----------
    folder : CourseFolder
        The course.

    Raises
    ------
    CourseFault
        If the configuration cannot be run.
    """

    def __init__(self, folder: CourseFolder) -> None:
        loader = PyFileConfigLoader(CONFIG_NAME, path=str(folder.root))
        try:
            self._config: Any = loader.load_config()
        except Exception as error:
            raise CourseFault(
                f"{folder.root / CONFIG_NAME} cannot be run.",
                f"{type(error).__name__}: {error}.",
                "Correct it; nothing was graded.",
            ) from error
        self._folder = folder

    @property
    def gradebook_url(self) -> str:
        """The gradebook's database, as SQLAlchemy names it."""
        default = f"sqlite:///{self._folder.gradebook}"
        return str(self._config.CourseDirectory.get("db_url", default))

    @property
    def late(self) -> LatePolicy:
        """How lateness costs points."""
        return LatePolicy(self._config)

    @property
    def budget(self) -> Budget:
        """Limits of one hand-in; nbgrader's time limit of a cell counts here too."""
        seconds = self._config.Execute.get(
            "timeout", self._config.ExecutePreprocessor.get("timeout")
        )
        budget = Budget()
        if isinstance(seconds, (int, float)) and seconds > 0:
            total = max(budget.notebook_seconds, 4.0 * seconds)
            budget = replace(budget, cell_seconds=float(seconds), notebook_seconds=total)
        return budget

    def kept_files(self, unit: str) -> set[str]:
        """Return the names of files that a hand-in may bring in place of the course's own."""
        names = self._config.Autograde.get("exclude_overwriting", {}).get(unit, [])
        return set(names)
