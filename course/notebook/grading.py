"""nbgrader preprocessors for grading and feedback with nbgrader's own commands."""

from __future__ import annotations

from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor

from course.notebook.cells import grade_id, is_check, released_part
from course.notebook.files import NotebookNode

__all__ = ["DropCopies", "HideTests"]


class DropCopies(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader carries no types
    """Keep the first cell of each grade id; later copies become ordinary cells.

    Without this one copied cell ends nbgrader's whole run, and the students
    after it are not graded (nbgrader issue 1083).
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Remove nbgrader's metadata from every copy."""
        seen: set[str] = set()
        for cell in nb.cells:
            name = grade_id(cell)
            if name in seen:
                self.log.warning("A copy of the cell '%s' is left out; the first one counts.", name)
                del cell.metadata["nbgrader"]
            elif name:
                seen.add(name)
        return nb, resources


class HideTests(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader carries no types
    """Take hidden tests and the tracebacks of check cells out of the feedback."""

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Show check cells as students know them, with their sentence but no traceback."""
        for cell in nb.cells:
            if cell.cell_type == "code" and is_check(cell):
                cell.source = released_part(cell.source)
                cell.outputs = [output for output in cell.outputs if output.output_type != "error"]
        return nb, resources
