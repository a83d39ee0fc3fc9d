"""Recorded answers: one marked line in the source of an exercise cell.

An exercise cell holds one call whose arguments are Python literals::

    choose(
        "condition",
        "Which label fits the letter?",
        ["first strike", "retaliation"],
        answer=None,  # recorded answer
    )

The value in the marked line is the only truth about the answer. It is read as
text, here and nowhere else, by people's browsers, the running kernel and the
grader alike: **no code runs to read an answer**. Unanswered is ``None``.

A line that was edited by hand and cannot be read is told in a sentence and
counts as unanswered.
"""

from __future__ import annotations

import ast
import json
import math
import re
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from course.errors import CourseError

__all__ = [
    "MARK",
    "MOST_CHARACTERS",
    "MOST_LEVELS",
    "ExerciseCall",
    "read_call",
    "recorded_answers",
    "to_literal",
    "write_answer",
]

MARK: Final = "# recorded answer"
"""The comment at the end of the line that holds the answer."""

MOST_CHARACTERS: Final = 100_000
"""Longest answer that is read, in characters; the longest honest one is a text of some pages."""

MOST_LEVELS: Final = 6
"""Deepest nesting that is read; the deepest honest answer is a table of rows of cells."""

_LINE: Final = re.compile(
    # The value is greedy: a text may itself contain the mark, and only the last one counts.
    rf"^(?P<head>[ \t]*answer[ \t]*=[ \t]*)(?P<value>.*?)(?P<tail>[ \t]*,?[ \t]*{MARK}[ \t]*)$",
    re.MULTILINE,
)
_PLAIN = (bool, int, float, str)


class _UnreadableError(Exception):
    """The text is not a literal that may be an answer; the message ends a sentence."""


@dataclass(frozen=True, slots=True)
class ExerciseCall:
    """One exercise as it stands in a cell, read without running anything.

    Parameters
    ----------
    kind : str
        The name of the exercise function, such as ``choose``; empty if the
        call itself cannot be read.
    name : str
        The exercise's name, its first argument.
    arguments : tuple
        The other positional arguments, as plain values.
    keywords : dict
        The keyword arguments except ``answer``, as plain values.
    answer : object
        The recorded answer, a plain literal; None when there is none.
    problem : str
        A sentence when the line cannot be read; `answer` is then None.
    copies_differ : bool
        Whether the notebook holds a later copy of this exercise with another
        answer (see :func:`recorded_answers`).
    """

    kind: str
    name: str
    arguments: tuple[Any, ...] = ()
    keywords: dict[str, Any] = field(default_factory=dict)
    answer: Any = None
    problem: str = ""
    copies_differ: bool = False


def read_call(source: str) -> ExerciseCall | None:
    r"""Read the exercise in the source of a cell.

    Parameters
    ----------
    source : str
        The source of a code cell.

    Returns
    -------
    ExerciseCall or None
        None if the cell holds no exercise: neither the marked line, nor one
        call with a text first and a keyword ``answer``. Never raises.

    Examples
    --------
    >>> read_call('choose("a", "Which?", ["x", "y"], answer="x")').answer
    'x'
    >>> read_call("1 + 1") is None
    True
    >>> read_call('choose("a", "Which?", ["x"],\n answer=nonsense,  # recorded answer\n)').problem
    'The recorded answer of "a" cannot be read: "nonsense" is not a plain value. ...'
    """
    call = _find_call(source)
    if call is not None:
        return _from_node(call)
    line = _marked_line(source)
    if line is None:
        return None
    # The answer itself breaks the cell: read the exercise around it.
    call = _find_call(f"{source[: line.start('value')]}None{source[line.end('value') :]}")
    if call is None:
        return ExerciseCall("", "", problem=_sentence("", "the cell is no longer a whole call"))
    exercise = _from_node(call)
    reason = _reason_text(line["value"])
    return replace(exercise, answer=None, problem=_sentence(exercise.name, reason))


def write_answer(source: str, value: Any) -> str:
    """Write a value into the marked line of a cell.

    Parameters
    ----------
    source : str
        The source of an exercise cell.
    value : object
        None, a number, a text, a date, or lists, tuples, sets and dicts of these.

    Returns
    -------
    str
        The source with the new line; nothing else is changed.

    Raises
    ------
    CourseError
        If the source has no marked line, or the value is of another type.
    """
    line = _marked_line(source)
    if line is None:
        raise CourseError(
            "The answer was not written.",
            f'The cell has no line "answer=None,  {MARK}".',
            "Restore the line from the released notebook.",
        )
    return (
        f"{source[: line.start()]}{line['head']}{to_literal(value)},  {MARK}{source[line.end() :]}"
    )


def to_literal(value: Any) -> str:
    """Write a value as a Python literal on one line, with sorted keys.

    Dates become ISO texts, since a literal cannot hold a date.

    Raises
    ------
    CourseError
        If the value, or one inside it, is of a type an answer cannot have.

    Examples
    --------
    >>> to_literal({"b": [1, 2.5], "a": {"y", "x"}})
    '{"a": {"x", "y"}, "b": [1, 2.5]}'
    >>> to_literal(date(1962, 10, 27))
    '"1962-10-27"'
    """
    if isinstance(value, date):
        value = value.isoformat()
    written: str | None = None
    if value is None or (isinstance(value, (bool, int, float)) and math.isfinite(value)):
        written = repr(value)
    elif isinstance(value, str):
        # A JSON text is a Python text too; lone surrogates could not be saved, so they are escaped.
        text = json.dumps(value, ensure_ascii=False)
        written = re.sub("[\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)
    elif isinstance(value, list):
        written = f"[{', '.join(map(to_literal, value))}]"
    elif isinstance(value, tuple):
        written = f"({', '.join(map(to_literal, value))}{',' if len(value) == 1 else ''})"
    elif isinstance(value, (set, frozenset)):
        written = f"{{{', '.join(sorted(map(to_literal, value)))}}}" if value else "[]"
    elif isinstance(value, dict):
        pairs = sorted((to_literal(key), to_literal(item)) for key, item in value.items())
        written = f"{{{', '.join(f'{key}: {item}' for key, item in pairs)}}}"
    if written is not None:
        return written
    raise CourseError(
        "The answer was not written.",
        f"It holds {value!r}, a value of type {type(value).__name__}.",
        "Use None, numbers, texts, dates, lists, sets and dicts.",
    )


def recorded_answers(notebook: Mapping[str, Any]) -> dict[str, ExerciseCall]:
    """Read all recorded answers of a notebook.

    Parameters
    ----------
    notebook : mapping
        A notebook as nbformat or :func:`json.load` gives it.

    Returns
    -------
    dict of str to ExerciseCall
        By the name of the exercise, in the order of the file. Where a name
        stands twice the first counts; ``copies_differ`` tells whether a later
        copy holds another answer.
    """
    found: dict[str, ExerciseCall] = {}
    for source in _code_sources(notebook):
        call = read_call(source)
        if call is None or not call.name:
            continue
        first = found.setdefault(call.name, call)
        if first is not call and (first.answer, first.problem) != (call.answer, call.problem):
            found[call.name] = replace(first, copies_differ=True)
    return found


def _code_sources(notebook: Mapping[str, Any]) -> Iterator[str]:
    """Yield the source of each code cell; a source may be a text or a list of lines."""
    for cell in notebook.get("cells", ()):
        if cell.get("cell_type") == "code":
            source = cell.get("source", "")
            yield source if isinstance(source, str) else "".join(source)


def _marked_line(source: str) -> re.Match[str] | None:
    """Return the match of the last marked line; exercises have one, and it comes last."""
    found = list(_LINE.finditer(source))
    return found[-1] if found else None


def _parse(source: str) -> ast.Module | None:
    """Parse a text as Python, or give None; its warnings are the student's, not ours."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return ast.parse(source)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return None


def _find_call(source: str) -> ast.Call | None:
    """Return the exercise call of a cell: a text first, and a keyword ``answer``."""
    if "answer" not in source or len(source) > 2 * MOST_CHARACTERS:
        return None
    tree = _parse(source)
    for statement in tree.body if tree else ():
        value = getattr(statement, "value", None)
        if (
            isinstance(statement, (ast.Expr, ast.Assign))
            and isinstance(value, ast.Call)
            and isinstance(value.func, ast.Name)
            and value.args
            and isinstance(value.args[0], ast.Constant)
            and isinstance(value.args[0].value, str)
            and any(keyword.arg == "answer" for keyword in value.keywords)
        ):
            return value
    return None


def _from_node(call: ast.Call) -> ExerciseCall:
    """Read kind, arguments and answer from the nodes of a call."""
    assert isinstance(call.func, ast.Name)  # noqa: S101 - _find_call looked; this tells mypy
    answer, problem = None, ""
    keywords: dict[str, Any] = {}
    arguments: list[Any] = []
    try:
        arguments = [_value(argument) for argument in call.args]
        keywords = {
            keyword.arg: _value(keyword.value)
            for keyword in call.keywords
            if keyword.arg not in (None, "answer")
        }
    except _UnreadableError as error:
        problem = f"The exercise cannot be read: {error}. Its arguments must be plain values."
    name = arguments[0] if arguments else ast.literal_eval(call.args[0])
    node = next(keyword.value for keyword in call.keywords if keyword.arg == "answer")
    try:
        answer = _value(node)
    except _UnreadableError as error:
        problem = _sentence(name, str(error))
    if problem:
        answer = None
    return ExerciseCall(call.func.id, name, tuple(arguments[1:]), keywords, answer, problem)


def _value(node: ast.expr) -> Any:
    """Return the plain value of a literal node, within the limits."""
    text = ast.unparse(node) if _depth(node) <= 2 * MOST_LEVELS else ""
    if not text:
        raise _UnreadableError(f"it is nested deeper than {MOST_LEVELS} levels")
    if len(text) > MOST_CHARACTERS:
        raise _UnreadableError(f"it is longer than {MOST_CHARACTERS} characters")
    try:
        value = ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError, MemoryError):
        raise _UnreadableError(f'"{text[:40]}" is not a plain value') from None
    _require_plain(value, MOST_LEVELS)
    return value


def _depth(node: ast.AST) -> int:
    """Return how deep a syntax tree is nested, without recursion."""
    deepest, level = 0, [node]
    while level:
        deepest += 1
        level = [child for parent in level for child in ast.iter_child_nodes(parent)]
    return deepest


def _require_plain(value: Any, levels: int) -> None:
    """Refuse values that are literals but no answers, such as bytes or infinity."""
    if levels < 0:
        raise _UnreadableError(f"it is nested deeper than {MOST_LEVELS} levels")
    if isinstance(value, dict):
        for key, item in value.items():
            _require_plain(key, levels - 1)
            _require_plain(item, levels - 1)
    elif isinstance(value, (list, tuple, set)):
        for item in value:
            _require_plain(item, levels - 1)
    elif not (value is None or isinstance(value, _PLAIN)):
        raise _UnreadableError(f"a value of type {type(value).__name__} is not an answer")
    elif isinstance(value, float) and not math.isfinite(value):
        raise _UnreadableError("a number must be finite")


def _reason_text(text: str) -> str:
    """Say why a text that does not parse is no answer."""
    if len(text) > MOST_CHARACTERS:
        return f"it is longer than {MOST_CHARACTERS} characters"
    return f'"{text[:40]}" is not a plain value'


def _sentence(name: str, reason: str) -> str:
    """Tell a student that a line cannot be read and what to do."""
    which = f' of "{name}"' if name else ""
    return (
        f"The recorded answer{which} cannot be read: {reason}. "
        'It counts as unanswered. Write "answer=None" in its place and answer again.'
    )
