"""Marking one notebook of a hand-in, cell by cell in the order it was handed in.

Code is run as far as some check needs it, each check is run where it stands, and
what a reader should see is put below each cell. Exercises are never run: their
answer is text, and its view is made from it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from course.grading import outputs, wording
from course.grading.choice import choose
from course.grading.clock import Clock
from course.grading.execution import EndedError, Execution
from course.grading.inspection import Finding, Inspector
from course.grading.masters import MasterCell, MasterNotebook
from course.grading.sanitize import is_unanswered
from course.notebook.answers import read_call
from course.notebook.cells import grade_id
from course.scores import CellResult, Checked, Reason, Score, Turn

__all__ = ["NotebookMarks", "mark_missing", "mark_notebook"]

_CODES: Final = {"time": Reason.TIME_LIMIT, "cpu": Reason.TIME_LIMIT}


@dataclass(slots=True)
class NotebookMarks:
    """What came of marking one notebook.

    Parameters
    ----------
    cells : list of CellResult
        One entry a graded cell, in the order of the master.
    scores : dict of str to float or None
        As the gradebook takes them; None where a person must mark.
    review : list of str
        Cells with a score that a person has to look at all the same.
    unanswered : dict of str to bool
        By answer cell, whether it is as it was given out.
    flags : list of str
        What an instructor should look at.
    stopped : str
        Why not all code was run; empty if it was.
    modules : list of str
        What the code imported, where that was asked for.
    """

    cells: list[CellResult] = field(default_factory=list)
    scores: dict[str, float | None] = field(default_factory=dict)
    review: list[str] = field(default_factory=list)
    unanswered: dict[str, bool] = field(default_factory=dict)
    flags: list[str] = field(default_factory=list)
    stopped: str = ""
    modules: list[str] = field(default_factory=list)


def mark_notebook(
    notebook: dict[str, Any],
    master: MasterNotebook,
    inspector: Inspector,
    clock: Clock,
    start: Callable[[str], Execution] | None,
    *,
    always: bool = False,
    is_master: bool = False,
) -> NotebookMarks:
    """Mark a notebook and put the outputs below its cells.

    Parameters
    ----------
    notebook : dict
        From :func:`course.grading.sanitize.restore`; its outputs are filled in.
    master : MasterNotebook
        Its master.
    inspector : Inspector
        The checker.
    clock : Clock
        Learns how long the stages take.
    start : callable or None
        Starts the execution, in the kernel named; None where no code is to be run.
    always : bool, default False
        Whether cells that no check needs are run too.
    is_master : bool, default False
        Whether this is the master itself, whose imports the zygote will load.
    """
    marking = _Marking(notebook, master, inspector, clock, always=always)
    return marking.mark(start, is_master=is_master)


def mark_missing(master: MasterNotebook) -> NotebookMarks:
    """Mark a notebook that was not handed in: 0 for each of its cells, as nbgrader does."""
    marks = NotebookMarks()
    for cell in master.graded:
        marks.scores[cell.name] = 0.0
        marks.cells.append(
            CellResult(
                master.name,
                cell.name,
                0.0,
                cell.max_score,
                Reason.MISSING,
                Turn.ANSWER,
                wording.missing_notebook(master.name),
                checked=Checked.UNANSWERED,
            )
        )
    return marks


class _Marking:
    """The state while one notebook is marked."""

    def __init__(
        self,
        notebook: dict[str, Any],
        master: MasterNotebook,
        inspector: Inspector,
        clock: Clock,
        *,
        always: bool,
    ) -> None:
        self._cells: list[dict[str, Any]] = notebook["cells"]
        self._master = master
        self._inspector = inspector
        self._clock = clock
        self._execution: Execution | None = None
        self._marks = NotebookMarks()
        self._results: dict[str, CellResult] = {}
        self._shown: dict[str, dict[str, Any]] = {}
        self._ended: tuple[Reason, str] | None = None
        self._exercises = [self._exercise(cell) for cell in self._cells]
        with clock.stage("check"):
            inspector.begin(master.content, {**notebook, "cells": [*self._cells]})
        # What comes after the last check that asks for values cannot change a score.
        needed = [
            index
            for index, cell in enumerate(self._cells)
            if (known := self._known(cell)) is not None and known.uses_process
        ]
        self._last = len(self._cells) if always else max(needed, default=-1)

    def mark(self, start: Callable[[str], Execution] | None, *, is_master: bool) -> NotebookMarks:
        """Mark all cells; see :func:`mark_notebook`."""
        try:
            if start is not None:
                with self._clock.stage("start"):
                    self._begin(start)
            for index, cell in enumerate(self._cells):
                self._mark_cell(index, cell)
            if is_master and self._execution is not None and self._ended is None:
                self._marks.modules = self._execution.modules()
        finally:
            if self._execution is not None:
                with self._clock.stage("start"):
                    self._execution.close()
        with self._clock.stage("view"):
            self._show()
        self._marks.cells = [self._results[cell.name] for cell in self._master.graded]
        return self._marks

    def _mark_cell(self, index: int, cell: dict[str, Any]) -> None:
        """Check, run, or leave to others the cell at one place."""
        known = self._known(cell)
        if known is not None and known.is_check and known.cell_type == "code":
            with self._clock.stage("check"):
                self._check(cell, known)
            return
        if known is not None and (known.grade or known.task):
            self._leave_to_a_person(cell, known)
        if known is not None and (known.solution or known.task):
            self._marks.unanswered[known.name] = known.solution and is_unanswered(cell, known)
        if self._exercises[index]:
            # Of several copies the first counts.
            self._shown.setdefault(self._exercises[index], cell)
        elif self._is_run(index):
            with self._clock.stage("run"):
                self._run(cell)

    def _exercise(self, cell: dict[str, Any]) -> str:
        """Return the name of the exercise that a cell holds, if it holds one."""
        call = read_call(cell["source"]) if cell["cell_type"] == "code" else None
        return call.name if call is not None and call.name in self._master.exercises else ""

    def _is_run(self, index: int) -> bool:
        """Tell whether a cell is the student's code and some check may need it."""
        cell = self._cells[index]
        if cell["cell_type"] != "code" or index >= self._last or self._exercises[index]:
            return False
        known = self._known(cell)
        return known is None or not known.is_check

    def _known(self, cell: dict[str, Any]) -> MasterCell | None:
        return self._master.cells.get(grade_id(cell))

    def _begin(self, start: Callable[[str], Execution]) -> None:
        run = [cell["source"] for index, cell in enumerate(self._cells) if self._is_run(index)]
        choice = choose(run, self._master.kernelspec)
        if choice.kernel:
            self._marks.flags.append(wording.in_kernel(self._master.name, choice.reason))
        try:
            self._execution = start(choice.kernel)
        except EndedError as ended:
            self._stop(ended, "before the first cell")

    def _run(self, cell: dict[str, Any]) -> None:
        """Run a cell of the student's, if its process is still there."""
        if self._execution is None or self._ended is not None:
            return
        try:
            self._execution.run(cell)
        except EndedError as ended:
            name = grade_id(cell)
            self._stop(ended, f'in the cell "{name}"' if name else "before the next check")
            cell["outputs"] = [
                {"output_type": "stream", "name": "stderr", "text": f"{self._marks.stopped}\n"}
            ]

    def _stop(self, ended: EndedError, place: str) -> None:
        self._marks.stopped = wording.ended(ended.why, place)
        self._ended = _CODES.get(ended.why, Reason.CODE_ERROR), self._marks.stopped

    def _ask(self, request: Any) -> Any:
        if self._execution is None:
            return {"missing": True}
        return None if self._ended else self._execution.ask(request)

    def _check(self, cell: dict[str, Any], known: MasterCell) -> None:
        """Run one check at its place."""
        if known.uses_process and self._ended is not None:
            code, sentence = self._ended
            score = Score(0.0, known.max_score, code, sentence, Turn.CODE)
            finding, checked = Finding(score, f"{sentence}\n"), Checked.NOT_RUN
        else:
            finding = self._inspector.check(known.source, known.max_score, self._ask)
            checked = Checked.ISOLATED
        points = self._points(known, finding)
        code = finding.score.code
        if code == Reason.COURSE_ERROR:
            checked = Checked.COURSE_ERROR
            self._marks.review.append(known.name)
            why = (finding.fault.strip().splitlines() or ["no reason was given"])[-1]
            self._marks.flags.append(f'The check "{known.name}" failed by itself: {why}.')
        elif code == Reason.UNANSWERED:
            checked = Checked.UNANSWERED
        self._marks.scores[known.name] = points
        self._results[known.name] = CellResult(
            self._master.name,
            known.name,
            points,
            known.max_score,
            code,
            finding.score.turn,
            finding.score.sentence,
            checked=checked,
        )
        cell["outputs"] = outputs.check_outputs(finding.output, points)

    def _points(self, known: MasterCell, finding: Finding) -> float:
        """Return the points of a check as far as they are possible."""
        points = finding.score.points
        if not math.isfinite(points) or points < 0:
            self._marks.review.append(known.name)
            self._marks.flags.append(f'The check "{known.name}" gave {points} points; 0 count.')
            return 0.0
        return min(float(points), known.max_score)

    def _leave_to_a_person(self, cell: dict[str, Any], known: MasterCell) -> None:
        """Leave an essay or a task to a person, unless there is no answer at all."""
        empty = known.grade and is_unanswered(cell, known)
        if known.grade:
            self._marks.scores[known.name] = 0.0 if empty else None
        self._results[known.name] = CellResult(
            self._master.name,
            known.name,
            0.0 if empty else None,
            known.max_score,
            Reason.UNANSWERED if empty else Reason.MANUAL,
            Turn.ANSWER if empty else Turn.NONE,
            wording.NO_RESPONSE if empty else wording.HAND_MARKED,
            "" if empty else wording.shortened_text(cell["source"]),
            Checked.UNANSWERED if empty else Checked.MANUAL,
        )

    def _show(self) -> None:
        """Put the view of each recorded answer below its cell, and its words into the results."""
        if not self._shown:
            return
        views = self._inspector.views()
        for name, view in views.items():
            if name in self._shown:
                self._shown[name]["outputs"] = outputs.view_outputs(view["html"], view["text"])
        for result in self._results.values():
            topic = result.id.partition("-")[2]
            names = [name for name in views if topic == name or topic.startswith(f"{name}-")]
            if names and not result.answer:
                result.answer = views[max(names, key=len)]["answer"]
