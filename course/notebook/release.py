"""nbgrader preprocessors that turn a master notebook into the student version.

``nbgrader_config.py`` names them, so ``nbgrader generate_assignment`` and
``course release`` write the same bytes. Their order stands in
:mod:`course.notebook.pipelines`.
"""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import ClearSolutions, NbGraderPreprocessor

from course.errors import CourseFault
from course.notebook.answers import read_call, write_answer
from course.notebook.cells import is_solution
from course.notebook.files import NotebookNode
from course.notebook.leaks import CELL_METADATA, NOTEBOOK_METADATA, key_strings, leaks

__all__ = ["CheckLeaks", "KeepKeys", "ResetAnswers", "TidyMetadata"]

_KEYS = "course_key_strings"


class KeepKeys(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader carries no types
    """Remember the strings of keys and model answers, for the leak check at the end."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Put the strings into the resources; the notebook stays as it is."""
        resources[_KEYS] = key_strings(nb)
        return nb, resources


class ResetAnswers(ClearSolutions):  # type: ignore[misc] # nbgrader carries no types
    """Clear solutions as nbgrader does, and set recorded answers back to None."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, Any], cell_index: int
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Reset the marked line of an exercise; leave any other solution to nbgrader."""
        if cell.cell_type == "code" and is_solution(cell) and read_call(cell.source) is not None:
            cell.source = write_answer(cell.source, None)
            return cell, resources
        cleared: tuple[NotebookNode, dict[str, Any]] = super().preprocess_cell(
            cell, resources, cell_index
        )
        return cleared


class TidyMetadata(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader carries no types
    """Drop metadata that front ends leave behind, such as times and widget states."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Keep only what is on the allow-list of :mod:`course.notebook.leaks`."""
        for name in set(nb.metadata) - NOTEBOOK_METADATA:
            del nb.metadata[name]
        # The version of Python on the author's machine says nothing about the student's.
        nb.metadata.get("language_info", {}).pop("version", None)
        for cell in nb.cells:
            for name in set(cell.metadata) - CELL_METADATA:
                del cell.metadata[name]
        return nb, resources


class CheckLeaks(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader carries no types
    """Refuse to release a notebook that shows a key or a model answer."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Raise :class:`course.errors.CourseFault` on the first finding of the leak rule."""
        found = leaks(nb, resources.get(_KEYS, ()))
        if found:
            name = resources.get("unique_key", "")
            raise CourseFault(f'The notebook "{name}" breaks the leak rule.', " ".join(found[:10]))
        return nb, resources
