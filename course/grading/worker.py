"""A worker: grades one hand-in after the other, and runs no code of theirs.

The coordinator starts each worker as a process of its own. It reads hand-ins,
lets a student process run what the checks need and a checker check it, and
renders the autograded notebooks; it never touches the gradebook.

Messages of the coordinator: first the unit, ``{"unit", "budget", "always"}``;
then hand-ins, ``{"student", "folder", "staging"}``, each answered
``{"graded": ...}`` in the form of :class:`Graded`, or ``{"failed": REASON}`` if
the disk could not be read or written.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path, PurePath
from typing import Any, Final

from course.errors import HandInError, listing
from course.grading.budgets import Budget, within
from course.grading.channel import Channel, ClosedError
from course.grading.clock import Clock
from course.grading.execution import Execution
from course.grading.handin import HandIn
from course.grading.inspection import Inspector
from course.grading.marking import NotebookMarks, mark_missing, mark_notebook
from course.grading.masters import Unit
from course.grading.nursery import Nursery
from course.grading.rendering import stage_files, write_notebook
from course.grading.sanitize import read_hand_in, restore
from course.scores import SubmissionResult, total_score

__all__ = ["Graded", "Worker", "main"]


_MOST_FLAGS: Final = 20
_LONGEST_FLAG: Final = 1000


@dataclass(slots=True)
class Graded:
    """What a worker found out about one hand-in.

    Parameters
    ----------
    result : dict
        The :class:`course.scores.SubmissionResult` in its JSON form.
    notebooks : dict
        By notebook, ``scores``, ``review`` and ``unanswered`` as the gradebook takes them.
    timestamp : str
        When it was handed in, in ISO form; empty if nothing says so.
    stages : dict of str to float
        Seconds spent in each stage.
    modules : list of str
        For a master, what its code and its checks import.
    """

    result: dict[str, Any]
    notebooks: dict[str, dict[str, Any]] = field(default_factory=dict)
    timestamp: str = ""
    stages: dict[str, float] = field(default_factory=dict)
    modules: list[str] = field(default_factory=list)


class Worker:
    """Grades the hand-ins of one unit.

    Parameters
    ----------
    unit : Unit
        The unit.
    budget : Budget
        Limits of one notebook.
    nursery : Nursery
        Starts student processes and checkers.
    always : bool
        Whether all cells are run, for the reader's sake.
    """

    def __init__(self, unit: Unit, budget: Budget, nursery: Nursery, *, always: bool) -> None:
        self._unit = unit
        self._budget = budget
        self._nursery = nursery
        self._always = always
        self._inspector = Inspector(nursery, budget.check_seconds)

    def grade(self, student: str, folder: Path, staging: Path) -> Graded:
        """Grade one hand-in.

        Parameters
        ----------
        student : str
            The student's id; empty for the masters themselves.
        folder : pathlib.Path
            ``submitted/STUDENT/UNIT``.
        staging : pathlib.Path
            Where the autograded folder is put together; it is made anew.

        Returns
        -------
        Graded
            A rejected hand-in has no notebooks and no staged folder.
        """
        shutil.rmtree(staging, ignore_errors=True)
        hand_in = HandIn(folder)
        try:
            return self._grade(student, hand_in, staging)
        except HandInError as error:
            shutil.rmtree(staging, ignore_errors=True)
            result = SubmissionResult(
                student,
                "rejected",
                max_score=self._unit.max_score,
                needs_manual=True,
                reason=str(error),
            )
            return Graded(result.to_json(), timestamp=_time(hand_in))

    def _grade(self, student: str, hand_in: HandIn, staging: Path) -> Graded:
        names = hand_in.notebooks()
        if not any(name in names for name in self._unit.notebooks):
            # One notebook is asked for, so that the sentence names the file that is missing.
            read_hand_in(hand_in.notebook(next(iter(self._unit.notebooks))))
        flags = [
            f'The notebook "{name}.ipynb" is not of this unit; it was left out.'
            for name in names
            if name not in self._unit.notebooks
        ]
        flags += [f'"{name}" {lack}; it was left out.' for name, lack in hand_in.left_out().items()]
        clock = Clock()
        files = self._files(hand_in)
        seen, unseen = within(files, self._budget)
        if unseen and (self._unit.runs_code or self._always):
            flags.append(
                f"Too many or too large files to run code beside them; it ran without "
                f"{listing(unseen)}."
            )
        # The folder is made even when no cell is graded: formgrader looks for it.
        staging.mkdir(parents=True)
        marks: dict[str, NotebookMarks] = {}
        for name, master in self._unit.notebooks.items():
            path = hand_in.notebook(name)
            if name not in names:
                marks[name] = mark_missing(master)
                flags.append(f'The notebook "{path.name}" was not handed in.')
                continue
            with clock.stage("read"):
                clean, changes = restore(read_hand_in(path), master)
            start = self._starter(hand_in, {**seen, path.name: path}, clock)
            marks[name] = mark_notebook(
                clean,
                master,
                self._inspector,
                clock,
                start if master.runs_code or self._always else None,
                always=self._always,
                is_master=not student,
            )
            flags += [*changes, *marks[name].flags]
            with clock.stage("render"):
                write_notebook(staging / path.name, clean)
        with clock.stage("render"):
            stage_files(staging, files)
        return Graded(
            _result(student, marks, flags).to_json(),
            {name: _for_gradebook(mark) for name, mark in marks.items()},
            _time(hand_in),
            clock.seconds,
            self._imports(marks) if not student else [],
        )

    def _files(self, hand_in: HandIn) -> dict[str, Path]:
        """Return the files beside the notebooks; those of the course take any place they need."""
        own = {name: Path(path) for name, path in self._unit.files.items()}
        taken = {
            PurePath(name) for name in (*own, *(f"{book}.ipynb" for book in self._unit.notebooks))
        }
        above = {folder for path in taken for folder in path.parents}
        return {
            name: path
            for name, path in hand_in.files().items()
            if PurePath(name) not in above and taken.isdisjoint(PurePath(name).parents)
        } | own

    def _starter(
        self, hand_in: HandIn, files: dict[str, Path], clock: Clock
    ) -> Callable[[str], Execution]:
        """Return what starts the student process of one notebook."""

        def start(kernel: str) -> Execution:
            seed = int(hand_in.fingerprint()[:8], 16)
            return Execution(self._nursery, self._budget, files, seed, clock, kernel)

        return start

    def _imports(self, marks: dict[str, NotebookMarks]) -> list[str]:
        """Return what masters and their checks import, in an order that works."""
        found = [name for mark in marks.values() for name in mark.modules]
        return list(dict.fromkeys([*found, *self._inspector.modules()]))


def _for_gradebook(marks: NotebookMarks) -> dict[str, Any]:
    """Return what the gradebook takes of one notebook."""
    return {
        "scores": marks.scores,
        "review": sorted(set(marks.review)),
        "unanswered": marks.unanswered,
    }


def _result(student: str, marks: dict[str, NotebookMarks], flags: list[str]) -> SubmissionResult:
    """Put the marks of all notebooks together."""
    cells = [cell for mark in marks.values() for cell in mark.cells]
    stopped = " ".join(mark.stopped for mark in marks.values() if mark.stopped)
    return SubmissionResult(
        student,
        "partial" if stopped else "graded",
        score=total_score(cells),
        max_score=sum(cell.max_score for cell in cells),
        needs_manual=any(cell.score is None for cell in cells)
        or any(mark.review for mark in marks.values()),
        cells=cells,
        flags=_cut(flags),
        reason=stopped,
    )


def _cut(flags: list[str]) -> list[str]:
    """Keep what a person can read: a hand-in may bring thousands of names of any length."""
    kept = [flag if len(flag) <= _LONGEST_FLAG else f"{flag[:_LONGEST_FLAG]}…" for flag in flags]
    if len(kept) > _MOST_FLAGS:
        kept[_MOST_FLAGS:] = [f"There are {len(kept) - _MOST_FLAGS} more things of this kind."]
    return kept


def _time(hand_in: HandIn) -> str:
    moment = hand_in.timestamp()
    return moment.isoformat() if moment else ""


def main() -> int:
    """Run a worker: the entry of the process that the coordinator starts.

    The arguments are the numbers of the sockets to the coordinator and to the zygote.
    """
    # Ctrl-C reaches the whole terminal; only the coordinator acts on it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = Channel.from_descriptor(int(sys.argv[1]))
    nursery = Nursery(Channel.from_descriptor(int(sys.argv[2])))
    try:
        message = control.receive()
        worker = Worker(
            Unit.from_json(message["unit"]),
            Budget(**message["budget"]),
            nursery,
            always=message["always"],
        )
        while True:
            message = control.receive()
            try:
                graded = worker.grade(
                    message["student"], Path(message["folder"]), Path(message["staging"])
                )
            except TimeoutError:  # the zygote is silent: another worker tries again
                return 1
            except OSError as error:  # a full disk is nobody's hand-in; the run stops
                control.send({"failed": str(error)})
            else:
                control.send({"graded": asdict(graded)})
    except ClosedError:
        return 0


if __name__ == "__main__":
    code = main()
    # Nothing is left to be done at exit, and much would be torn down.
    os._exit(code)
