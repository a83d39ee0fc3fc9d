"""The report on one essay: the results, and three ways to show them."""

from dataclasses import dataclass

from course.essay.html_report import write_html
from course.essay.results import Results
from course.essay.text_report import write_text

__all__ = ["Report"]


@dataclass(frozen=True, eq=False)
class Report(Results):
    """Everything found in one essay, with text and page; see `Results` for the data."""

    def to_text(self) -> str:
        """Return the report as plain text for a terminal."""
        return write_text(self)

    def to_html(self) -> str:
        """Return the report as one HTML page without scripts or network."""
        return write_html(self)
