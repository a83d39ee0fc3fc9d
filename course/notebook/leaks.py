"""The leak rule: what a released notebook may not contain.

The rule looks at the structure, not at meanings: every recorded answer is
``None``, there is no solution or hidden region and no output, metadata stays on
an allow-list, and no string of a key or a model answer of twelve characters or
more appears unless every student sees it anyway, in a prompt or as an option.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from course.notebook.answers import read_call
from course.notebook.cells import (
    code_tree,
    grade_id,
    hidden_part,
    is_check,
    is_solution,
    source_of,
)

__all__ = ["CELL_METADATA", "NOTEBOOK_METADATA", "key_strings", "leaks"]

SHORTEST_KEY: Final = 12
"""Strings shorter than this occur by chance."""

CELL_METADATA: Final = frozenset({"nbgrader", "deletable", "editable", "jupyter", "tags"})
NOTEBOOK_METADATA: Final = frozenset({"kernelspec", "language_info"})

_REGIONS: Final = (
    "BEGIN SOLUTION",
    "END SOLUTION",
    "BEGIN HIDDEN TESTS",
    "END HIDDEN TESTS",
    "BEGIN MARK SCHEME",
    "END MARK SCHEME",
)


def key_strings(master: Mapping[str, Any]) -> set[str]:
    """Collect the strings of keys and model answers in a master notebook.

    Parameters
    ----------
    master : mapping
        A master notebook.

    Returns
    -------
    set of str
        Strings of at least twelve characters.
    """
    found: set[str] = set()
    for cell in master["cells"]:
        source = source_of(cell)
        if is_solution(cell):
            call = read_call(source)
            if call is not None:
                found.update(_strings(call.answer))
            elif cell["cell_type"] == "code":
                found.update(_constants(_solution_part(source)))
            else:
                found.update(line.strip() for line in source.splitlines())
        elif is_check(cell):
            found.update(_constants(hidden_part(source)))
    return {text for text in found if len(text) >= SHORTEST_KEY}


def leaks(release: Mapping[str, Any], keys: Iterable[str]) -> list[str]:
    """Find everything in a released notebook that the leak rule forbids.

    Parameters
    ----------
    release : mapping
        A released notebook.
    keys : iterable of str
        The strings of :func:`key_strings` of its master.

    Returns
    -------
    list of str
        One sentence a finding; empty if the notebook may be released.
    """
    found = [
        f'The notebook\'s metadata holds "{name}".'
        for name in release["metadata"]
        if name not in NOTEBOOK_METADATA
    ]
    shown: list[str] = []
    rest: list[tuple[str, str]] = []
    for number, cell in enumerate(release["cells"], start=1):
        source = source_of(cell)
        name = f'"{grade_id(cell)}"' if grade_id(cell) else f"number {number}"
        found += [f"Cell {name} still holds {region}." for region in _REGIONS if region in source]
        found += [
            f'The metadata of cell {name} holds "{key}".'
            for key in cell["metadata"]
            if key not in CELL_METADATA
        ]
        if cell.get("outputs"):
            found.append(f"Cell {name} holds outputs.")
        call = read_call(source) if cell["cell_type"] == "code" else None
        if call is not None and call.answer is not None:
            found.append(f"The recorded answer of cell {name} is not None.")
        if call is not None:
            shown += _strings([call.arguments, call.keywords])
        elif cell["cell_type"] == "markdown":
            shown.append(source)
        else:
            rest.append((name, source))
        rest.append((name, json.dumps(cell["metadata"], ensure_ascii=False)))
    everyone_sees = "\n".join(shown)
    found += [
        f'Cell {name} holds "{key[:40]}", which stands in a key or a model answer.'
        for key in sorted(set(keys))
        if key not in everyone_sees
        for name, text in rest
        if key in text
    ]
    return found


def _solution_part(source: str) -> str:
    """Return the lines between the solution delimiters, or all if there are none."""
    if "BEGIN SOLUTION" not in source:
        return source
    inside, lines = False, []
    for line in source.splitlines():
        if "BEGIN SOLUTION" in line or "END SOLUTION" in line:
            inside = "BEGIN SOLUTION" in line
        elif inside:
            lines.append(line)
    return "\n".join(lines)


def _constants(source: str) -> Iterator[str]:
    """Yield all text constants of a piece of code."""
    tree = code_tree(source)
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def _strings(value: Any) -> Iterator[str]:
    """Yield all texts inside a plain value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _strings(key)
            yield from _strings(item)
    elif isinstance(value, (list, tuple, set)):
        for item in value:
            yield from _strings(item)
