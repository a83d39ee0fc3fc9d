"""What a notebook calls: one function a kind, which shows the exercise and registers its answer."""

from __future__ import annotations

import inspect
import linecache
import os
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any, Final

from course.errors import CourseError
from course.exercises import frames, registry
from course.exercises.cards import Card
from course.exercises.choices import Choose, Tick
from course.exercises.desks import EssayDesk
from course.exercises.exercise import Exercise
from course.exercises.kinds import define
from course.exercises.markup import pieces_to_html
from course.exercises.ordering import Order
from course.exercises.pairings import Label, Match, Rate
from course.exercises.reading import PickSentences
from course.exercises.spans import Interval
from course.exercises.tables import Matrix
from course.exercises.writing import ShortText
from course.notebook.answers import MARK, read_call

__all__ = [
    "MIME",
    "card",
    "choose",
    "essay_desk",
    "interval",
    "label",
    "match",
    "matrix",
    "order",
    "pick_sentences",
    "rate",
    "short_text",
    "tick",
]

MIME: Final = "application/vnd.whose-crisis.exercise+json"
"""The course's own form of an exercise in a notebook's output; the JupyterLab extension shows it."""

_COPY: Final = (
    'The exercise "{name}" stands in this notebook more than once, and only the first cell counts. '
    "Delete this copy, or give it a name of its own. If you moved the cell, restart the kernel."
)
_NO_LINE: Final = (
    f'This cell has no line "answer=None,  {MARK}", so no answer can be kept in it. '
    "Restore the line from the released notebook."
)


def _shown(kind: type[Exercise]) -> Callable[..., None]:
    """Return the function of a kind, with the kind's signature and docstring."""

    def function(*arguments: Any, answer: Any = None, **keywords: Any) -> None:
        # The value passed is never used: the source of the cell is the only truth.
        del answer
        caller = inspect.currentframe()
        _show(kind.kind, arguments, keywords, caller.f_back if caller else None)

    signature = inspect.signature(kind)
    last = inspect.Parameter("answer", inspect.Parameter.KEYWORD_ONLY, default=None)
    function.__name__ = function.__qualname__ = kind.kind
    function.__module__ = __name__
    function.__doc__ = kind.__doc__
    # inspect reads this attribute of any callable; functions do not declare it.
    vars(function)["__signature__"] = signature.replace(
        parameters=[*signature.parameters.values(), last], return_annotation=None
    )
    return function


choose = _shown(Choose)
tick = _shown(Tick)
label = _shown(Label)
short_text = _shown(ShortText)
pick_sentences = _shown(PickSentences)
card = _shown(Card)
order = _shown(Order)
match = _shown(Match)
matrix = _shown(Matrix)
interval = _shown(Interval)
rate = _shown(Rate)
essay_desk = _shown(EssayDesk)


def _show(
    kind: str, arguments: tuple[Any, ...], keywords: dict[str, Any], caller: FrameType | None
) -> None:
    """Define, register and display one exercise; a foreseeable fault is shown as a sentence."""
    try:
        exercise = define(kind, arguments, keywords)
    except CourseError as error:
        _display({"text/plain": str(error), "text/html": frames.STYLE + frames.message(str(error))})
        return
    if isinstance(exercise, EssayDesk) and exercise.text:
        _show_desk(exercise)
        return
    answer, problem = _answer_in(_source(caller), exercise)
    entry = registry.register(exercise, answer, problem, _running_cell())
    notice = "" if entry.exercise is exercise else _COPY.format(name=exercise.name)
    if isinstance(exercise, EssayDesk):
        _show_desk(exercise, answer, problem, notice)
    else:
        _display(_bundle(exercise, answer, problem, notice))


def _show_desk(desk: EssayDesk, answer: Any = None, problem: str = "", notice: str = "") -> None:
    """Display an essay with what the structure checks see in it."""
    # The checks of essays are loaded by units that have one.
    from course.exercises.assessing import (  # noqa: PLC0415
        desk_report,
        essay_of,
        report_to_html,
    )

    essay = essay_of(desk)
    report = desk_report(essay, answer)
    prompt = pieces_to_html(desk.prompt_pieces)
    html = frames.STYLE + frames.frame(prompt, report_to_html(report), "Form, not insight.")
    told = problem or notice
    words = "" if desk.text else desk.beside(lambda _: essay).to_text(answer).partition("\n")[2]
    bundle = {
        "text/plain": "\n".join(
            part for part in (desk.prompt, words, report["limits"], told) if part
        ),
        "text/html": html + (frames.message(told) if told else ""),
    }
    live = _live(desk.to_state() | {"report": report}, answer, problem, notice)
    _display({**live, **bundle})


def _answer_in(source: str, exercise: Exercise) -> tuple[Any, str]:
    """Return the answer that stands in the source of the running cell, and what is wrong with it."""
    call = read_call(source)
    if call is None or (call.kind, call.name) != (exercise.kind, exercise.name):
        return None, _NO_LINE
    problem = call.problem or exercise.problem(call.answer)
    return (None if problem else call.answer), problem


def _source(caller: FrameType | None) -> str:
    """Return the source of the cell that called, as the kernel compiled it."""
    return "" if caller is None else "".join(linecache.getlines(caller.f_code.co_filename))


def _shell() -> Any:
    """Return the running IPython shell, or None; without importing IPython."""
    ipython = sys.modules.get("IPython")
    return None if ipython is None else ipython.get_ipython()


def _running_cell() -> str:
    """Return the id of the running cell where the front end sends it, else an empty text."""
    parent: dict[str, Any] = getattr(_shell(), "get_parent", dict)()
    return str(parent.get("metadata", {}).get("cellId", ""))


def _bundle(
    exercise: Exercise, answer: Any = None, problem: str = "", notice: str = ""
) -> dict[str, Any]:
    """Return an exercise in every form that a front end may know."""
    told = problem or notice
    html = frames.STYLE + exercise.to_html(answer)
    bundle: dict[str, Any] = {
        "text/plain": f"{exercise.to_text(answer)}\n{told}".rstrip(),
        "text/html": html + (frames.message(told) if told else ""),
    }
    return {**_live(exercise.to_state(), answer, problem, notice), **bundle}


def _live(
    state: dict[str, Any], answer: Any = None, problem: str = "", notice: str = ""
) -> dict[str, Any]:
    """Return the forms that need a browser; none where nobody looks.

    nbconvert prefers any widget to the static view, and shows nothing where no
    browser ran.
    """
    if os.environ.get("NBGRADER_EXECUTION") or _shell() is None:
        return {}
    # Only notebooks that people look at pay for loading the widgets.
    from course.exercises.widget import widget_view  # noqa: PLC0415

    return {
        MIME: {
            "version": 1,
            "exercise": state,
            "answer": answer,
            "problem": problem,
            "notice": notice,
        },
        **widget_view(state, answer, problem, notice),
    }


def _display(bundle: dict[str, Any]) -> None:
    """Send a bundle to the front end, or print its text where there is none."""
    if _shell() is None:
        print(bundle["text/plain"])
        return
    # IPython is loaded by whoever runs notebooks; a command line must not pay for it.
    from IPython.display import display  # noqa: PLC0415

    display(bundle, raw=True)
