"""The steps of release, grading and feedback with nbgrader's commands, by name.

``nbgrader_config.py`` reads them. Names and not classes, in a module of their
own: to import nbgrader takes seconds, and ``course grade`` reads the
configuration without it.
"""

from __future__ import annotations

from typing import Final

__all__ = ["ALLOWED_ATTRIBUTES", "ALLOWED_TAGS", "FEEDBACK", "PAGES", "RELEASE", "SANITIZE"]

RELEASE: Final = [
    "course.notebook.release.KeepKeys",
    "nbgrader.preprocessors.IncludeHeaderFooter",
    "nbgrader.preprocessors.LockCells",
    "course.notebook.release.ResetAnswers",
    "nbgrader.preprocessors.ClearOutput",
    "course.notebook.release.TidyMetadata",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    # The gradebook keeps the hidden tests, so they are cleared only after it has them.
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
    "course.notebook.release.CheckLeaks",
]
"""For ``c.GenerateAssignment.preprocessors``."""

SANITIZE: Final = [
    "course.notebook.grading.DropCopies",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.DeduplicateIds",
    "nbgrader.preprocessors.OverwriteKernelspec",
    "nbgrader.preprocessors.OverwriteCells",
    "nbgrader.preprocessors.CheckCellMetadata",
]
"""For ``c.Autograde.sanitize_preprocessors``."""

FEEDBACK: Final = [
    "nbgrader.preprocessors.GetGrades",
    "course.notebook.grading.HideTests",
    "course.notebook.grading.KeepPictures",
    "course.notebook.grading.SanitizePage",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]
"""For ``c.GenerateFeedback.preprocessors``."""

PAGES: Final = [
    "course.notebook.grading.KeepPictures",
    "course.notebook.grading.SanitizePage",
]
"""For ``c.HTMLExporter.preprocessors``: formgrader makes its pages with that exporter."""

ALLOWED_TAGS: Final = [
    *("a", "abbr", "b", "blockquote", "br", "caption", "code", "col", "colgroup", "dd", "details"),
    *("div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr"),
    *("i", "li", "mark", "ol", "p", "pre", "section", "small", "span", "strong", "sub", "summary"),
    *("sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
]
"""HTML that may stand in a student's texts and outputs on a feedback page: words, no action."""

ALLOWED_ATTRIBUTES: Final = {
    "*": ["class", "dir", "lang", "style", "title"],
    "a": ["href"],
    "td": ["colspan", "rowspan"],
    "th": ["colspan", "rowspan", "scope"],
}
"""Attributes that may stand in that HTML."""
