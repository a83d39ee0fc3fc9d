"""`form`: what a student's own copy of a check looks at."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sized
from datetime import datetime
from typing import Any

from course.checks import student
from course.checks.context import looking
from course.checks.rule import fault
from course.checks.student import Unmet, column_of, kind_of, unmet, work, wrong_type
from course.checks.submission import Missing, Opaque, Recorded
from course.checks.wording import named
from course.errors import UsageError
from course.scores import Reason, Turn

__all__ = ["form"]


def form(
    name: str,
    type: str | None = None,  # noqa: A002 - the word a beginner uses for it
    *,
    columns: Iterable[str] = (),
    length: int | None = None,
) -> int | None:
    """Look at the form of a piece of work: answered, there, of the right kind.

    Prints a sentence when something is amiss. As the last line of a released
    check cell its value 0 counts as not passed; when all is well there is no
    value, and nbgrader's Validate is content.

    Parameters
    ----------
    name : str
        The exercise, variable, function, figure, or Markdown cell.
    type : str, optional
        The kind of a variable: ``function``, ``DataFrame``, ``Series``,
        ``figure``, ``number``, ``int``, ``text``, ``truth``, ``list``, ``set``,
        ``dict`` or ``date``; for a Markdown cell ``markdown``.
    columns : iterable of str, optional
        Columns that a table must have.
    length : int, optional
        The number of entries that are asked.

    Returns
    -------
    int or None
        0 when the form is not met.

    Raises
    ------
    UsageError
        Under nbgrader's Validate, when the form is not met: Validate shows its
        sentence, and no traceback.

    Examples
    --------
    >>> from course.checks import form, using, Given
    >>> with using(Given(names={"ships_stopped": "two"})):
    ...     form("ships_stopped", type="int")
    `ships_stopped` should be a whole number, and it is the text "two". Change it in its cell.
    0
    """
    try:
        _look(name, type, columns, length)
    except Unmet as found:
        sentence = found.result.sentence
    except Exception as error:  # noqa: BLE001 - a fault of ours must not become the student's
        sentence = fault(error).sentence
    else:
        return None
    if os.environ.get("NBGRADER_EXECUTION") == "validate":
        # Validate repeats errors and nothing else; this one is rendered as its sentence alone.
        raise UsageError(sentence)
    # One piece of output and not two, whatever the timing of the kernel's streams.
    print(f"{sentence}\n", end="")
    looking().said.add(sentence)
    return 0


def _look(name: str, kind: str | None, columns: Iterable[str], length: int | None) -> None:
    """Raise :class:`Unmet` when the form is not met."""
    submission = looking().submission
    recorded = submission.recorded(name)
    if recorded.exists:
        _look_at_recorded(name, recorded)
        return
    if kind == "markdown":
        student.text(name)
        return
    if kind == "function":
        _look_at_function(name, submission.value(name))
        return
    if kind == "figure":
        student.figure(name)
        return
    found = work(name)
    columns = list(columns)
    kind = kind or ("DataFrame" if columns else None)
    if kind is not None and not _is_kind(found.value, kind):
        wrong_type(found, kind)
    missing = [column for column in columns if column not in found.value.columns]
    if missing:
        there = named(found.value.columns)
        unmet(
            Reason.WRONG_TYPE,
            Turn.CODE,
            "columns-missing",
            name=name,
            columns=named(missing),
            found=there,
        )
    if length is None:
        return
    if not isinstance(found.value, Sized):
        wrong_type(found, "list")
    size = len(found.value)
    if size != length:
        unmet(Reason.WRONG_TYPE, Turn.CODE, "length", name=name, expected=length, found=size)


def _look_at_recorded(name: str, recorded: Recorded) -> None:
    work(name)
    if recorded.progress:
        unmet(Reason.UNANSWERED, Turn.ANSWER, "progress", name=name, progress=recorded.progress)


def _look_at_function(name: str, value: Any) -> None:
    if isinstance(value, Missing):
        unmet(Reason.MISSING, Turn.CODE, "missing", name=name)
    if not (isinstance(value, Opaque) and value.is_callable):
        type_name = value.type_name if isinstance(value, Opaque) else value.__class__.__name__
        student.not_a(name, "function", type_name)


def _is_kind(value: Any, kind: str) -> bool:
    if kind == "date":
        return callable(getattr(value, "isoformat", None)) or _is_iso(value)
    found = kind_of(column_of(value) if kind == "Series" else value)
    return found == kind or (kind == "number" and found == "int")


def _is_iso(value: Any) -> bool:
    try:
        datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return False
    return True
