"""The door to anywidget: an exercise as a widget, for programs without our JupyterLab extension."""

from __future__ import annotations

from typing import Any

import anywidget
import traitlets

from course.exercises.frontend import module_source, style_source

__all__ = ["ExerciseWidget", "widget_view"]


class ExerciseWidget(anywidget.AnyWidget):  # type: ignore[misc]  # anywidget is untyped here
    """An exercise that cannot write into its cell, and so shows the line to paste.

    What is clicked here stays in the browser: the only answer that counts is the
    one in the cell.
    """

    _esm = traitlets.Unicode(module_source()).tag(sync=True)
    _css = traitlets.Unicode(style_source()).tag(sync=True)
    exercise = traitlets.Dict().tag(sync=True)
    answer = traitlets.Any(allow_none=True).tag(sync=True)
    problem = traitlets.Unicode().tag(sync=True)
    notice = traitlets.Unicode().tag(sync=True)


_SHOWN: dict[str, ExerciseWidget] = {}


def widget_view(state: dict[str, Any], answer: Any, problem: str, notice: str) -> dict[str, Any]:
    """Return the output data of a widget for an exercise, and close the one it replaces.

    Parameters
    ----------
    state : dict
        As :meth:`course.exercises.exercise.Exercise.to_state` gives it.
    answer : object
        The recorded answer.
    problem, notice : str
        What is to be told about it.

    Returns
    -------
    dict
        Output data by MIME type, empty where no widget can be made.
    """
    widget = ExerciseWidget(exercise=state, answer=answer, problem=problem, notice=notice)
    replaced = _SHOWN.get(state["name"])
    if replaced is not None:
        replaced.close()
    _SHOWN[state["name"]] = widget
    bundle = widget._repr_mimebundle_()
    data: dict[str, Any] = bundle[0] if isinstance(bundle, tuple) else bundle
    return {kind: value for kind, value in (data or {}).items() if kind != "text/plain"}
