"""The checker: runs check cells and renders answers, and never runs student code.

The only module of this folder that imports the checks, the exercises and the
archive. The zygote forks it once for each worker, in a process of its own. It
sees a hand-in as plain data: recorded answers and Markdown from the file, values
through a question that the worker carries to the student's process.

Messages of the worker, in this order for each notebook:

* ``{"op": "begin", "master": NOTEBOOK, "student": NOTEBOOK}``, answered ``{}``;
* ``{"op": "check", "source"}``, answered ``{"score", "output", "fault"}``; before
  that the checker may send ``{"ask": REQUEST}`` any number of times and wait for
  ``{"reply": REPLY}``;
* ``{"op": "views"}``, answered ``{"views": {EXERCISE: {"html", "text", "answer"}}}``;
* ``{"op": "modules"}``, answered with what was imported since the fork.

Run as a program it tells what each check of a master needs, once for each
change of the master (:func:`course.grading.coordinator.grade_unit`).
"""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import Any

from course import exercises
from course.checks.plain import PlainSubmission
from course.checks.run import run_cell
from course.checks.static import needs
from course.grading.channel import Channel
from course.grading.wording import shortened
from course.notebook.answers import recorded_answers
from course.notebook.cells import grade_id, is_check, source_of

__all__ = ["serve"]


class _Notebook:
    """One notebook of one hand-in while it is checked."""

    def __init__(self, channel: Channel, message: dict[str, Any]) -> None:
        self._channel = channel
        self._master = message["master"]
        self._student = message["student"]
        self._submission = PlainSubmission(self._master, self._student, self._ask)

    def check(self, source: str) -> dict[str, Any]:
        """Run one check cell of the master."""
        outcome = run_cell(source, self._submission)
        return {
            "score": asdict(outcome.score),
            "output": outcome.output,
            "fault": outcome.fault,
        }

    def views(self) -> dict[str, dict[str, str]]:
        """Return each recorded answer as a static page part and in words."""
        answers = recorded_answers(self._student)
        found: dict[str, dict[str, str]] = {}
        for name, call in recorded_answers(self._master).items():
            given = answers.get(name)
            value = given.answer if given is not None else None
            exercise = exercises.from_call(call).beside(self._submission.markdown)
            if exercise.problem(value):
                value = None
            found[name] = {
                "html": exercise.to_html(value),
                "text": exercise.to_text(value),
                "answer": shortened(exercise.answer_to_text(value)),
            }
        return found

    def _ask(self, request: dict[str, Any]) -> Any:
        """Carry a question to the student's process, through the worker."""
        self._channel.send({"ask": request})
        return self._channel.receive()["reply"]


def serve(channel: Channel) -> None:
    """Obey the worker; ends when the worker closes the channel (``ClosedError``)."""
    notebook: _Notebook | None = None
    before = set(sys.modules)
    while True:
        message = channel.receive()
        match message["op"]:
            case "begin":
                notebook = _Notebook(channel, message)
                channel.send({})
            case "check" if notebook is not None:
                channel.send(notebook.check(message["source"]))
            case "views" if notebook is not None:
                channel.send({"views": notebook.views()})
            case "modules":
                channel.send({"modules": [name for name in sys.modules if name not in before]})


def _examine() -> int:
    """Read master notebooks as JSON on standard input, and write what each check needs."""
    notebooks: dict[str, dict[str, Any]] = json.load(sys.stdin)
    json.dump({name: _needs(notebook) for name, notebook in notebooks.items()}, sys.stdout)
    return 0


def _needs(notebook: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return for each check of a master why it cannot be isolated, and whether it needs code."""
    recorded = set(recorded_answers(notebook))
    found: dict[str, dict[str, Any]] = {}
    for cell in notebook["cells"]:
        if is_check(cell) and cell["cell_type"] == "code":
            wanted = needs(source_of(cell))
            asked = wanted.values - recorded - wanted.texts
            found[grade_id(cell)] = {
                "reasons": list(wanted.reasons),
                "process": bool(asked or wanted.calls or wanted.figures),
            }
    return found


if __name__ == "__main__":
    raise SystemExit(_examine())
