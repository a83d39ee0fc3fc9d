"""The exercises that the running notebook has shown so far, with their answers.

Checks in the notebook's own kernel look here. An entry is made when a cell with
an exercise runs; the browser renews its answer after each change.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from course.exercises.exercise import Exercise
from course.notebook.answers import read_call

__all__ = ["Entry", "clear", "entries", "lookup", "record", "register"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One exercise with its answer.

    Parameters
    ----------
    exercise : Exercise
        The definition.
    answer : object
        The recorded answer; None when there is none or it cannot be used.
    problem : str
        A sentence when the recorded line cannot be used; `answer` is then None.
    cell : str
        The id of the cell that showed it, where the front end tells it.
    """

    exercise: Exercise
    answer: Any = None
    problem: str = ""
    cell: str = ""


_ENTRIES: dict[str, Entry] = {}


def register(exercise: Exercise, answer: Any, problem: str = "", cell: str = "") -> Entry:
    """Enter an exercise that a cell shows.

    Another cell with the same name never replaces the first, and under nbgrader,
    where cells have no ids and run in file order, nothing does.

    Parameters
    ----------
    exercise : Exercise
        The definition.
    answer : object
        The recorded answer as read from the cell.
    problem : str
        Why the answer cannot be read, if so.
    cell : str
        The id of the running cell, or an empty text.

    Returns
    -------
    Entry
        What is registered under the name now. If it is not this cell's, the
        cell is a copy.
    """
    entry = _checked(Entry(exercise, cell=cell), answer, problem)
    known = _ENTRIES.get(exercise.name)
    other_cell = known is not None and bool(cell and known.cell) and cell != known.cell
    graded = known is not None and bool(os.environ.get("NBGRADER_EXECUTION"))
    if known is not None and (other_cell or graded):
        return known
    _ENTRIES[exercise.name] = entry
    return entry


def record(name: str, literal: str) -> None:
    """Renew the answer of an exercise; called for the browser after a change.

    Parameters
    ----------
    name : str
        The name of a registered exercise; any other is passed over, since the
        cell itself keeps the answer.
    literal : str
        The new answer as a Python literal, read without running it.
    """
    known = _ENTRIES.get(name)
    if known is None:
        return
    # One reader for all answers: the literal is put where a cell has it.
    call = read_call(f'{known.exercise.kind}("{name}", answer={literal})')
    if call is not None:
        _ENTRIES[name] = _checked(known, call.answer, call.problem)


def lookup(name: str) -> Entry | None:
    """Return the exercise of a name, or None if no cell has shown it."""
    return _ENTRIES.get(name)


def entries() -> Mapping[str, Entry]:
    """Return all exercises shown so far by name, for reading."""
    return MappingProxyType(_ENTRIES)


def clear() -> None:
    """Forget everything, as a new kernel would."""
    _ENTRIES.clear()


def _checked(entry: Entry, answer: Any, problem: str) -> Entry:
    """Return an entry with an answer that its exercise accepts, or with the reason why not."""
    problem = problem or entry.exercise.problem(answer)
    return replace(entry, answer=None if problem else answer, problem=problem)
