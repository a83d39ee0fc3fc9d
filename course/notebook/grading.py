"""nbgrader preprocessors for grading and feedback with nbgrader's own commands."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any, Final

import bleach  # type: ignore[import-untyped]
from bleach.css_sanitizer import CSSSanitizer  # type: ignore[import-untyped]
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbgrader.preprocessors import NbGraderPreprocessor

from course.notebook.cells import grade_id, is_check, released_part
from course.notebook.files import NotebookNode
from course.notebook.pipelines import ALLOWED_ATTRIBUTES, ALLOWED_TAGS

__all__ = ["DropCopies", "HideTests", "KeepPictures", "SanitizePage"]


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


class SanitizePage(NbGraderPreprocessor):  # type: ignore[misc] # nbgrader carries no types
    """Take out of a notebook whatever could act in the page that is made of it.

    A student's Markdown, HTML outputs and pictures would otherwise run scripts in
    the browser of whoever reads the feedback, or grades in formgrader. Markdown
    is rendered first: what a link leads to is known only then.
    """

    _KEPT: Final = frozenset(
        {"text/plain", "text/latex", "application/json", "image/png", "image/jpeg"}
    )

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """Sanitise every cell."""
        path = resources.get("metadata", {}).get("path", "")
        for cell in nb.cells:
            if cell.cell_type == "code":
                for output in cell.outputs:
                    self._sanitize(output)
            elif cell.cell_type == "markdown":
                cell.source = _rendered(cell.source, cell.get("attachments", {}), path)
            else:
                cell.source = _clean(cell.source)
        return nb, resources

    def _sanitize(self, output: NotebookNode) -> None:
        """Keep of an output what is text, a picture or harmless HTML."""
        data = output.get("data", {})
        if "text/markdown" in data:
            markdown = data.pop("text/markdown")
            data.setdefault("text/html", _rendered(markdown, {}, ""))
        for kind in list(data):
            if kind == "text/html":
                data[kind] = _clean(data[kind])
            elif kind not in self._KEPT:
                del data[kind]
        # The templates put sizes into the page as they are.
        for holder in (output.get("metadata", {}), *output.get("metadata", {}).values()):
            for name in ("width", "height"):
                if isinstance(holder, dict) and not isinstance(holder.get(name, 0), (int, float)):
                    del holder[name]


def _rendered(markdown: str, attachments: dict[str, Any], path: str) -> str:
    """Return harmless HTML of a Markdown text, which stays the same when it is rendered again."""
    renderer = IPythonRenderer(
        escape=False,
        attachments=attachments,
        embed_images=True,
        path=path,
        exclude_anchor_links=True,
    )
    html = _clean(MarkdownWithMath(renderer=renderer).render(markdown))
    # Markdown takes HTML as it is up to the first empty line.
    return "<div>" + re.sub(r"\n(?=\s*\n)", "&#10;", html).strip() + "</div>"


def _clean(html: str) -> str:
    """Return HTML without anything that acts, and without pictures from elsewhere."""
    # Their text would be left standing; what the pattern misses is left as text.
    html = re.sub(r"<(script|style)\b.*?</\1\s*>", "", html, flags=re.DOTALL | re.IGNORECASE)
    return str(
        bleach.clean(
            html,
            tags={*ALLOWED_TAGS, "img"},
            attributes=_may_stand,
            protocols={"http", "https", "mailto", "data"},
            css_sanitizer=CSSSanitizer(),
            strip=True,
        )
    )


def _may_stand(tag: str, name: str, value: str) -> bool:
    """Tell whether an attribute may stand in a page."""
    if tag == "img":
        is_picture = re.match(r"data:image/(png|jpeg|gif);base64,", value) is not None
        return name in {"alt", "title"} or (name == "src" and is_picture)
    if name == "href" and value.strip().lower().startswith("data:"):
        return False
    return name in ALLOWED_ATTRIBUTES["*"] or name in ALLOWED_ATTRIBUTES.get(tag, ())


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
