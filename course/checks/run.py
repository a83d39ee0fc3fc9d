"""Running one check cell of a master notebook in the checker.

The source comes from the master and is trusted; the student's work is reached
only through the submission. Whatever goes wrong here is our fault, and costs
nobody but us: the score is 0, and a person is named.
"""

from __future__ import annotations

import ast
import contextlib
import io
import linecache
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

from course.checks.awarding import Points
from course.checks.context import using
from course.checks.static import needs
from course.checks.submission import Submission
from course.checks.wording import say
from course.scores import Reason, Score, Turn

__all__ = ["Outcome", "run_cell", "run_check"]

_NO_AWARD = "The last expression of the cell is no award(...)."


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a check cell.

    Parameters
    ----------
    score : Score
        The points with their reason.
    output : str
        What the cell printed, as a student would see it below the cell.
    fault : str
        What went wrong by our fault, with the place, for the operator; empty
        if nothing did. Never shown to students.
    """

    score: Score
    output: str
    fault: str = ""


def run_check(source: str, submission: Submission) -> Score:
    """Run a check cell and return its points with the reason.

    Parameters
    ----------
    source : str
        The source of the master's check cell.
    submission : Submission
        The work to look at.

    Returns
    -------
    Score
        With the code ``course-error`` when the fault is ours. Nothing is raised
        but KeyboardInterrupt and SystemExit.
    """
    return run_cell(source, submission).score


def run_cell(source: str, submission: Submission) -> Outcome:
    """Run a check cell and return its points, what it printed, and our faults.

    Parameters
    ----------
    source, submission
        As in :func:`run_check`.
    """
    printed = io.StringIO()
    # What goes to the standard error is for us; a student never sees it, and it costs nothing.
    with using(submission) as look, contextlib.redirect_stdout(printed):
        value = None
        try:
            with contextlib.redirect_stderr(io.StringIO()):
                value = _execute(source)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is ours
            look.note_fault(error)
        else:
            if not isinstance(value, Points):
                look.note_fault(TypeError(_NO_AWARD))
        faults = "\n".join(look.faults)
    if isinstance(value, Points):
        return Outcome(value.score, printed.getvalue(), faults)
    sentence = say("course-fault")
    score = Score(0.0, needs(source).points, Reason.COURSE_ERROR, sentence, Turn.CHECK)
    return Outcome(score, f"{printed.getvalue()}{sentence}\n", faults)


def _execute(source: str) -> Any:
    """Run a cell in a namespace of its own and return the value of its last expression."""
    body, last = _compiled(source)
    namespace: dict[str, Any] = {"__name__": "check"}
    exec(body, namespace)  # noqa: S102 - the master's own cell; nothing of a hand-in is in it
    return None if last is None else eval(last, namespace)  # noqa: S307 - as above


@lru_cache(maxsize=1024)
def _compiled(source: str) -> tuple[CodeType, CodeType | None]:
    """Compile a cell: its statements, and its last expression."""
    name = f"<check {abs(hash(source)):x}>"
    # With its lines in the cache a traceback shows where the fault lies.
    linecache.cache[name] = (len(source), None, source.splitlines(keepends=True), name)
    tree = ast.parse(source, name)
    last = None
    if tree.body and isinstance(tree.body[-1], ast.Expr):
        expression = tree.body.pop()
        assert isinstance(expression, ast.Expr)  # noqa: S101 - looked at above; this tells mypy
        last = compile(ast.Expression(expression.value), name, "eval")
    return compile(tree, name, "exec"), last
