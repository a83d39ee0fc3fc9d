"""nbgrader preprocessors for grading and feedback with nbgrader's own commands."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any, Final

from nbgrader.preprocessors import NbGraderPreprocessor

from course.notebook.cells import grade_id, is_check, released_part
from course.notebook.files import NotebookNode

__all__ = ["DropCopies", "HideTests", "KeepPictures"]


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


class KeepPictures(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader carries no types
    """Turn figures of `course.figures.show` into plain pictures with their alternative text.

    They come as HTML with the picture inside, which a sanitiser takes out.
    """

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Replace the HTML of each such output by a picture and its caption."""
        for cell in nb.cells:
            if cell.cell_type != "code":
                continue
            for output in cell.outputs:
                found = _Pictures()
                found.feed("".join(output.get("data", {}).get("text/html", "")))
                if len(found.pictures) == 1:
                    alt, picture = found.pictures[0]
                    del output.data["text/html"]
                    output.data["image/png"] = picture
                    output.metadata["image/png"] = {"alt": alt}
        return nb, resources


class _Pictures(HTMLParser):
    """Collects PNG pictures that stand inside HTML, with their alternative texts."""

    _START: Final = "data:image/png;base64,"

    def __init__(self) -> None:
        super().__init__()
        self.pictures: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what an image shows."""
        found = dict(attrs)
        source = found.get("src") or ""
        if tag == "img" and source.startswith(self._START):
            self.pictures.append((found.get("alt") or "", source.removeprefix(self._START)))
