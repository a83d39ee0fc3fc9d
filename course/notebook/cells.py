"""The cells of a unit, told apart by nbgrader's metadata and our ids.

Cells are plain mappings here, so that the same functions serve nbformat's
nodes and the output of :func:`json.load`.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

__all__ = [
    "BEGIN_HIDDEN",
    "END_HIDDEN",
    "TEXT_STUB",
    "code_tree",
    "grade_id",
    "has_hidden_tests",
    "hidden_part",
    "is_check",
    "is_manual",
    "is_solution",
    "nbgrader_metadata",
    "points",
    "promised_points",
    "released_part",
    "source_of",
    "topic",
]

BEGIN_HIDDEN: Final = "BEGIN HIDDEN TESTS"
END_HIDDEN: Final = "END HIDDEN TESTS"

TEXT_STUB: Final = "Write your answer here."
"""What a release puts in the place of a Markdown answer; left as it is, it is no answer."""

_POINTS_IN_HEADING: Final = re.compile(r"^#{1,6} .*\((\d+) points?\)\s*$", re.MULTILINE)


def source_of(cell: Mapping[str, Any]) -> str:
    """Return the source of a cell as one text; files may hold it as a list of lines."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(source)


def nbgrader_metadata(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return nbgrader's metadata of a cell, empty if there is none."""
    found = cell.get("metadata", {}).get("nbgrader", {})
    return found if isinstance(found, Mapping) else {}


def grade_id(cell: Mapping[str, Any]) -> str:
    """Return the ``grade_id`` of a cell, or an empty text."""
    return str(nbgrader_metadata(cell).get("grade_id", ""))


def points(cell: Mapping[str, Any]) -> float:
    """Return the points nbgrader gives for a cell; 0 where it grades nothing."""
    found = nbgrader_metadata(cell)
    return float(found.get("points", 0)) if found.get("grade") else 0.0


def is_check(cell: Mapping[str, Any]) -> bool:
    """Tell whether a cell is an autograder test: graded, and no place for an answer."""
    found = nbgrader_metadata(cell)
    return bool(found.get("grade")) and not found.get("solution")


def is_manual(cell: Mapping[str, Any]) -> bool:
    """Tell whether a person gives the points of a cell."""
    found = nbgrader_metadata(cell)
    return bool(found.get("grade")) and bool(found.get("solution"))


def is_solution(cell: Mapping[str, Any]) -> bool:
    """Tell whether a cell is a place for an answer."""
    return bool(nbgrader_metadata(cell).get("solution"))


def topic(cell_id: str) -> str:
    """Return what a cell is about: its id without the first part.

    Examples
    --------
    >>> topic("answer-condition")
    'condition'
    """
    return cell_id.partition("-")[2]


def promised_points(markdown: str) -> int | None:
    """Return the points a prompt promises in its heading, or None.

    Examples
    --------
    >>> promised_points("### Exercise 3. Date the letter (4 points)")
    4
    """
    found = _POINTS_IN_HEADING.search(markdown)
    return int(found[1]) if found else None


def has_hidden_tests(source: str) -> bool:
    """Tell whether a source holds a hidden region."""
    return BEGIN_HIDDEN in source


def hidden_part(source: str) -> str:
    """Return the lines of all hidden regions, without the delimiters."""
    return "\n".join(line for line, hidden in _lines(source) if hidden)


def released_part(source: str) -> str:
    """Return a source as students get it: without its hidden regions."""
    return "\n".join(line for line, hidden in _lines(source) if not hidden)


def _lines(source: str) -> Iterator[tuple[str, bool]]:
    """Yield each line that is no delimiter, and whether it is hidden."""
    hidden = False
    for line in source.split("\n"):
        if BEGIN_HIDDEN in line:
            hidden = True
        elif END_HIDDEN in line:
            hidden = False
        else:
            yield line, hidden


def code_tree(source: str) -> ast.Module | None:
    """Parse a code cell of ours; None where it holds magics or does not parse."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return None
