"""What lateness costs: nbgrader's policy, asked for only when someone is late."""

from __future__ import annotations

from importlib import import_module
from typing import Any

__all__ = ["LatePolicy"]


class LatePolicy:
    """nbgrader's late submission plugin as the course configures it.

    Parameters
    ----------
    config : traitlets.config.Config
        The course's configuration.
    """

    def __init__(self, config: Any) -> None:
        self._config = config
        self._plugin: Any = None

    def penalty(self, student: str, score: float, seconds_late: float) -> float | None:
        """Return the points a notebook loses, as ``AssignLatePenalties`` computes them.

        Parameters
        ----------
        student : str
            The student's id.
        score : float
            Points of the notebook.
        seconds_late : float
            How late it is, in seconds.

        Returns
        -------
        float or None
            None where the policy takes nothing.
        """
        if seconds_late <= 0 or self._takes_nothing():
            return None
        found = self._load().late_submission_penalty(student, score, seconds_late)
        return None if found is None else min(max(float(found), 0.0), score)

    def _takes_nothing(self) -> bool:
        """Tell whether the course left nbgrader's default, which is no penalty."""
        method = self._config.LateSubmissionPlugin.get("penalty_method", "none")
        return "plugin_class" not in self._config.AssignLatePenalties and method == "none"

    def _load(self) -> Any:
        """Make the plugin; nbgrader is imported here and not before, since that takes seconds."""
        if self._plugin is None:
            named = self._config.AssignLatePenalties.get(
                "plugin_class", "nbgrader.plugins.LateSubmissionPlugin"
            )
            if isinstance(named, str):
                module, _, name = named.rpartition(".")
                named = getattr(import_module(module), name)
            self._plugin = named(config=self._config)
        return self._plugin
