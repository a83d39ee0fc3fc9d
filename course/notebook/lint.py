"""The rules for master notebooks that a program can judge.

Each rule is a function from a master to findings, one sentence each. What the
rules cannot see, such as whether a text is calm, stays with the reader.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import Any, Final

from course.notebook.answers import ExerciseCall, read_call
from course.notebook.cells import (
    code_tree,
    grade_id,
    has_hidden_tests,
    hidden_part,
    is_check,
    is_manual,
    is_solution,
    points,
    promised_points,
    released_part,
    source_of,
    topic,
)

__all__ = ["Master", "lint"]

LONGEST_CODE: Final = 15
"""Lines of code a student reads in one cell; anything longer moves into the package."""

SECTIONS: Final = (
    "What you will do",
    "What you will learn",
    "What you need",
    "The sources",
    "What remains uncertain",
    "Questions to recall",
    "Questions to think about",
    "References",
)
"""Headings of a unit with points, in this order."""

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
_HEADING: Final = re.compile(r"^(#{1,6}) +(.*)$", re.MULTILINE)
_NO_ALT: Final = re.compile(r"!\[\s*\]\(|<img(?![^>]*\balt=)")
_FORBIDDEN: Final = {
    r"from \S+ import \*": "imports everything at once; name what is needed",
    r"^\s*[%!]\s*(pip|conda|wget|curl)": "installs or downloads something",
    r"\b(requests|urllib\.request|urlopen)\b": "downloads something",
    r"\bwarnings\.(filterwarnings|simplefilter)\b": "silences warnings",
    r"\bplt\.show\(": "shows a figure without alt text; use show(fig, alt=…, caption=…)",
}
_TOTAL: Final = re.compile(r"(\d+) points")


@dataclass(frozen=True, slots=True)
class Master:
    """A master notebook as the rules see it.

    Parameters
    ----------
    unit : str
        The unit it belongs to.
    cells : list of mapping
        Its cells, in order.
    """

    unit: str
    cells: list[Any]

    @property
    def with_points(self) -> bool:
        """Whether anything in the notebook earns points."""
        return any(points(cell) for cell in self.cells)

    def exercises(self) -> dict[str, ExerciseCall]:
        """Return the exercise of each answer cell, by the cell's id."""
        calls = {grade_id(cell): read_call(source_of(cell)) for cell in self.cells if _code(cell)}
        return {name: call for name, call in calls.items() if call is not None}

    def answer_of(self, check_id: str) -> str:
        """Return the topic of the answer that a check is about: the longest match."""
        subject = topic(check_id)
        names = [topic(grade_id(cell)) for cell in self.cells if is_solution(cell)]
        fitting = [name for name in names if f"{subject}-".startswith(f"{name}-")]
        return max(fitting, key=len, default="")


def lint(master: Master) -> list[str]:
    """Apply every rule.

    Returns
    -------
    list of str
        One sentence a finding, in the order of the rules; empty if all is well.
    """
    return [finding for rule in _RULES for finding in rule(master)]


def _code(cell: Any) -> bool:
    return bool(cell["cell_type"] == "code")


def _ids(master: Master) -> Iterator[str]:
    """Ids are words, stand once, equal the grade id, and begin with what the cell is for."""
    counts = Counter(cell.get("id", "") for cell in master.cells)
    for name, count in counts.items():
        if count > 1:
            yield f'The id "{name}" stands {count} times.'
        if not _ID.fullmatch(name):
            yield f'The id "{name}" is no id of up to 64 letters, digits, "-" and "_".'
    for cell in master.cells:
        name = grade_id(cell)
        if not name:
            continue
        if cell.get("id") != name:
            yield f'The cell with the grade id "{name}" has the id "{cell.get("id")}".'
        prefix = (
            "check"
            if is_check(cell)
            else "essay"
            if is_manual(cell)
            else "answer"
            if is_solution(cell)
            else "prompt"
        )
        if not name.startswith(f"{prefix}-"):
            yield f'The id "{name}" should begin with "{prefix}-", as its metadata say.'


def _headings(master: Master) -> Iterator[str]:
    """One H1, no level skipped, plain text, and text below each heading."""
    level, titles = 0, 0
    for cell in master.cells:
        if _code(cell):
            continue
        source = source_of(cell)
        found = list(_HEADING.finditer(source))
        for place, heading in enumerate(found):
            depth, text = len(heading[1]), heading[2]
            titles += depth == 1
            if depth > level + 1:
                yield f'The heading "{text}" skips from level {level} to level {depth}.'
            if re.search(r"[*`_]|[^\x00-\u2fff]", text):
                yield f'The heading "{text}" holds formatting.'
            end = found[place + 1].start() if place + 1 < len(found) else len(source)
            if not source[heading.end() : end].strip():
                yield f'The heading "{text}" is followed by no text.'
            level = depth
    if titles != 1:
        yield f"The notebook has {titles} headings of the first level, and should have one."


def _sections(master: Master) -> Iterator[str]:
    """Require the fixed sections, in order, in a unit with points."""
    if not master.with_points:
        return
    text = "\n".join(source_of(cell) for cell in master.cells if not _code(cell))
    headings = [heading[2] for heading in _HEADING.finditer(text)]
    places = [headings.index(name) if name in headings else -1 for name in SECTIONS]
    for name, place in zip(SECTIONS, places, strict=True):
        if place < 0:
            yield f'The section "{name}" is missing.'
    found = [place for place in places if place >= 0]
    if found != sorted(found):
        yield f"The fixed sections do not stand in this order: {', '.join(SECTIONS)}."


def _code_cells(master: Master) -> Iterator[str]:
    """Code that students read is short and harmless; images have alt text."""
    for cell in master.cells:
        source, name = source_of(cell), cell.get("id", "")
        if not _code(cell):
            if _NO_ALT.search(source):
                yield f'Cell "{name}" holds an image without alt text.'
            continue
        shown = released_part(source)
        lines = [line for line in shown.splitlines() if line.strip()]
        if len(lines) > LONGEST_CODE and not is_solution(cell):
            yield f'Cell "{name}" has {len(lines)} lines of code; at most {LONGEST_CODE} are read.'
        for pattern, fault in _FORBIDDEN.items():
            if re.search(pattern, shown, re.MULTILINE):
                yield f'Cell "{name}" {fault}.'


def _exercises(master: Master) -> Iterator[str]:
    """Exercise calls are literal, and are named like their cell."""
    for name, call in master.exercises().items():
        if call.problem:
            yield f'Cell "{name}": {call.problem}'
        elif name != f"answer-{call.name}":
            yield f'The exercise "{call.name}" stands in the cell "{name}".'
        elif call.answer is None and master.with_points:
            yield f'The exercise "{call.name}" has no model answer.'
    for cell in master.cells:
        if is_solution(cell) and _code(cell) and read_call(source_of(cell)) is None:
            source = source_of(cell)
            if "BEGIN SOLUTION" not in source:
                yield f'Cell "{grade_id(cell)}" has no solution region.'


def _points(master: Master) -> Iterator[str]:
    """Prompts promise what their checks give, and the opening cell promises the sum."""
    given: dict[str, int] = {}
    for cell in master.cells:
        if is_check(cell) or is_manual(cell):
            name = grade_id(cell)
            worth = points(cell)
            if worth != int(worth):
                yield f'The points of "{name}" are {worth}, and should be a whole number.'
            answer = master.answer_of(name) if is_check(cell) else topic(name)
            if not answer:
                yield f'The check "{name}" belongs to no answer cell.'
            given[answer] = given.get(answer, 0) + int(worth)
    promised = {
        topic(grade_id(cell)): promised_points(source_of(cell))
        for cell in master.cells
        if grade_id(cell).startswith("prompt-")
    }
    promised = {name: worth for name, worth in promised.items() if worth is not None}
    for name, promise in promised.items():
        # One prompt may have several answers: `essay` covers `essay-structure`.
        total = sum(n for answer, n in given.items() if _covering(answer, promised) == name)
        if total != promise:
            yield f'The prompt "prompt-{name}" promises {promise} points, its checks give {total}.'
    for answer in given:
        if answer and not _covering(answer, promised):
            yield f'No prompt with points covers the answer "{answer}".'
    opening = "\n".join(
        source_of(cell)
        for cell in takewhile(lambda cell: not grade_id(cell).startswith("prompt-"), master.cells)
    )
    totals = {int(number) for number in _TOTAL.findall(opening)}
    if given and sum(given.values()) not in totals:
        yield f"The opening cells do not state the total of {sum(given.values())} points."


def _covering(answer: str, promised: dict[str, Any]) -> str:
    fitting = [name for name in promised if f"{answer}-".startswith(f"{name}-")]
    return max(fitting, key=len, default="")


def _checks(master: Master) -> Iterator[str]:
    """Each check says what it checks, tells students about form, and ends in one award."""
    for cell in master.cells:
        if not is_check(cell):
            continue
        name, source = grade_id(cell), source_of(cell)
        tree = code_tree(released_part(source))
        if tree is None or ast.get_docstring(tree) is None:
            yield f'The check "{name}" does not begin with a sentence that says what is checked.'
        if not has_hidden_tests(source):
            yield f'The check "{name}" has no hidden tests.'
            continue
        if tree is not None and not _last_call(tree, "form"):
            yield f'The released part of "{name}" does not end with form(…).'
        award = _last_call(code_tree(hidden_part(source)) or ast.Module([], []), "award")
        if award is None:
            yield f'The hidden part of "{name}" does not end with award(…).'
            continue
        worth = [keyword.value for keyword in award.keywords if keyword.arg == "points"]
        if [getattr(value, "value", None) for value in worth] != [points(cell)]:
            yield f'The award of "{name}" and its {points(cell):g} points in the metadata differ.'


def _last_call(tree: ast.Module, function: str) -> ast.Call | None:
    """Return the call that is a module's last expression, if it calls this function."""
    last = tree.body[-1] if tree.body else None
    call = last.value if isinstance(last, ast.Expr) else None
    if isinstance(call, ast.Call) and getattr(call.func, "id", "") == function:
        return call
    return None


_RULES: Final[tuple[Callable[[Master], Iterator[str]], ...]] = (
    _ids,
    _headings,
    _sections,
    _code_cells,
    _exercises,
    _points,
    _checks,
)
