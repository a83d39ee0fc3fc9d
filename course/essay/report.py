"""The report on one essay: the results, and three ways to show them."""

from course.essay.records import record
from course.essay.results import Results

__all__ = ["Report"]


@record
class Report(Results):
    """Everything found in one essay, with text and page; see `Results` for the data."""

    def to_text(self) -> str:
        """Return the report as plain text for a terminal."""
        from course.essay.text_report import write_text  # noqa: PLC0415 - most reports are only counted

        return write_text(self)

    def to_html(self) -> str:
        """Return the report as one HTML page without scripts or network."""
        from course.essay.html_report import write_html  # noqa: PLC0415 - most reports are only counted

        return write_html(self)
