"""The coordinator: grades all hand-ins of a unit, and alone writes what comes of it.

It schedules (:mod:`course.grading.pool`) and writes (:mod:`course.grading.gradebook`);
it neither runs nor checks anything. For each hand-in it writes, in this order,
the gradebook in one transaction, the autograded folder, the result, and a line
in the journal. A run that is killed between any two of these grades that
hand-in again, and comes to the same.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal
from unicodedata import category

from course import __version__
from course.errors import MachineError, UsageError, listing, near_matches
from course.grading import wording
from course.grading.gradebook import Gradebook
from course.grading.handin import HandIn
from course.grading.journal import Journal
from course.grading.lock import only_run
from course.grading.marks import merge, store, update
from course.grading.masters import Unit, fingerprint
from course.grading.pool import Pool, Task, disk_error
from course.grading.preparation import FORMAT, Facts, open_unit, require_full_marks, require_kernels
from course.grading.progress import Progress
from course.grading.records import NotebookRecord, SubmissionRecord
from course.grading.settings import Settings
from course.paths import CourseFolder
from course.scores import CellResult, Checked, GradeReport, Reason, SubmissionResult, Turn

__all__ = ["grade_unit"]

Execute = Literal["auto", "always"]
Isolation = Literal["auto", "none"]

_LONGEST_NAME: Final = 250
"""Bytes of a file name that ends in .json."""

_MANY: Final = 30
"""From this many hand-ins on it pays to meet slow tracebacks once before the first of them."""


def grade_unit(
    folder: CourseFolder,
    unit: str,
    *,
    workers: int | None = None,
    students: Sequence[str] | None = None,
    force: bool = False,
    execute: Execute = "auto",
    isolation: Isolation = "auto",
    progress: Progress | None = None,
) -> GradeReport:
    """Grade the hand-ins of a unit.

    Writes ``autograded/``, the gradebook, and one result a hand-in at
    ``folder.result(unit, student)``. Hand-ins that have not changed since they
    were graded are left as they are.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    unit : str
        The unit, in full.
    workers : int, optional
        How many hand-ins are graded at a time; without it, one a processor.
    students : sequence of str, optional
        Only these; without it, all who handed in.
    force : bool, default False
        Whether hand-ins are graded that have not changed.
    execute : {"auto", "always"}
        Whether only what the checks need is run, or all cells.
    isolation : {"auto", "none"}
        Whether student code is locked away, or explicitly not.
    progress : Progress, optional
        Who is told how it goes.

    Returns
    -------
    GradeReport
        One entry for each hand-in asked for, graded now or before.

    Raises
    ------
    UsageError
        If there is nothing to grade, or another run is at work.
    MachineError
        If student code cannot be locked away here, or the gradebook cannot be written.
    CourseFault
        If the masters cannot be used, or do not earn their own points.
    KeyboardInterrupt
        On Ctrl-C; hand-ins are then written whole or not at all.
    """
    if not sys.platform.startswith("linux") and isolation == "auto":
        raise MachineError(
            "Student code cannot be locked away on this system.",
            "Isolation needs Linux.",
            'Use Linux or WSL 2; or run with "--isolation none", where student code can read '
            "and change everything that you can.",
        )
    started = time.monotonic()
    chosen = _chosen(folder, unit, students)
    run = _Run(
        folder,
        unit,
        always=execute == "always",
        isolated=isolation == "auto",
        workers=workers or _processors(),
        progress=progress or Progress(),
    )
    try:
        with only_run(folder):
            return run.grade(chosen, force=force, started=started)
    except OSError as error:
        raise disk_error(str(error)) from error


class _Run:
    """One run over one unit."""

    def __init__(
        self,
        folder: CourseFolder,
        unit: str,
        *,
        always: bool,
        isolated: bool,
        workers: int,
        progress: Progress,
    ) -> None:
        self._folder = folder
        self._unit = unit
        self._always = always
        self._isolated = isolated
        self._workers = workers
        self._progress = progress
        self._settings = Settings(folder)
        self._staging = folder.autograded / ".staging" / unit

    def grade(self, students: Sequence[str], *, force: bool, started: float) -> GradeReport:
        """Grade what has to be graded, and report on all."""
        unnamed = [student for student in students if not _is_name(student)]
        students = [student for student in students if _is_name(student)]
        facts = Facts.of(self._folder, self._unit)
        unit, gradebook = open_unit(
            self._folder, self._unit, self._settings, facts, self._progress.note
        )
        try:
            require_kernels(unit, always=self._always)
            inputs = {student: self._fingerprint(student, facts) for student in students}
            journal = Journal(self._folder.results / self._unit / ".journal.jsonl")
            written = gradebook.students()
            todo = [
                student
                for student in students
                if force
                or journal.input_of(student) != inputs[student]
                or student not in written
                or not self._stands(student)
            ]
            if not facts.proven:
                self._progress.note("Grading the masters first: each must earn its own points.")
                self._prove(unit, facts)
            self._progress.start(len(todo), len(students) - len(todo))
            if todo:
                with self._pool(unit, facts, len(todo)) as pool:
                    for task, graded in pool.grade([self._task(student) for student in todo]):
                        self._finish(unit, gradebook, task, graded)
                        journal.done(task.student, inputs[task.student])
            # Somebody may have given points since the others were graded.
            update(self._folder, self._unit, gradebook.marks())
        finally:
            gradebook.close()
            shutil.rmtree(self._staging, ignore_errors=True)
        return GradeReport(
            self._unit,
            "namespaces" if self._isolated else "none",
            self._workers,
            time.monotonic() - started,
            [*map(_misnamed, unnamed), *(self._stored(student) for student in students)],
        )

    def _prove(self, unit: Unit, facts: Facts) -> None:
        """Grade the masters themselves, once: each check must give its own model answer all.

        What they import on the way is what the zygote loads from then on.
        """
        task = Task("", self._folder.source / self._unit, self._staging / ".masters")
        with self._pool(unit, facts, 1) as pool:
            [(_, graded)] = pool.grade([task])
        require_full_marks(unit, SubmissionResult.from_json(graded["result"]) if graded else None)
        facts.modules = graded["modules"] if graded else []
        facts.proven = True
        facts.keep(self._folder, self._unit)

    # ---- hand-ins ------------------------------------------------------------------------

    def _pool(self, unit: Unit, facts: Facts, tasks: int) -> Pool:
        return Pool(
            unit,
            self._settings.budget,
            workers=max(1, min(self._workers, tasks)),
            many=tasks >= _MANY,
            isolated=self._isolated,
            always=self._always,
            modules=facts.modules,
            hidden=[self._folder.root],
        )

    def _fingerprint(self, student: str, facts: Facts) -> str:
        """Return a hash over all that a student's result depends on."""
        return fingerprint(
            HandIn(self._hand_in(student)).fingerprint(),
            facts.masters,
            f"{FORMAT} {__version__} {self._always} {self._isolated}",
        )

    def _hand_in(self, student: str) -> Path:
        return self._folder.submitted / student / self._unit

    def _task(self, student: str) -> Task:
        return Task(student, self._hand_in(student), self._staging / student)

    def _stands(self, student: str) -> bool:
        """Tell whether a student's result is there, and the autograded folder it speaks of."""
        try:
            result = self._stored(student)
        except (OSError, ValueError, TypeError, KeyError):
            return False
        return result.status == "rejected" or self._autograded(student).is_dir()

    def _stored(self, student: str) -> SubmissionResult:
        data = self._folder.result(self._unit, student).read_bytes()
        return SubmissionResult.from_json(json.loads(data))

    def _autograded(self, student: str) -> Path:
        return self._folder.autograded / student / self._unit

    def _finish(
        self, unit: Unit, gradebook: Gradebook, task: Task, graded: dict[str, Any] | None
    ) -> None:
        """Write all that came of one hand-in, and tell."""
        began = time.monotonic()
        if graded is None:
            graded = {
                "result": _given_up(task.student, unit),
                "notebooks": {},
                "timestamp": "",
                "stages": {},
            }
        result = SubmissionResult.from_json(graded["result"])
        if not self._isolated:
            result.flags.append(wording.NOT_ISOLATED)
        merge(result, gradebook.write(_record(unit, task.student, graded)))
        _swap(task.staging, self._autograded(task.student))
        store(self._folder, self._unit, result)
        self._progress.advance(result)
        self._progress.spent({**graded["stages"], "write": time.monotonic() - began})


def _chosen(folder: CourseFolder, unit: str, students: Sequence[str] | None) -> list[str]:
    """Return the students to be graded, sorted."""
    present = folder.students(unit)
    if not present:
        raise UsageError(
            f"There are no hand-ins for {unit}.",
            f"{folder.submitted} holds no folder STUDENT/{unit}.",
            f'Collect them first, for example with "nbgrader collect {unit}".',
        )
    if not students:
        return present
    unknown = [student for student in students if student not in present]
    if unknown:
        raise UsageError(
            f"There is no hand-in for {unit} of {listing(unknown)}.",
            f"{len(present)} students handed in.",
            near_matches(unknown[0], present) or "Look into the folder submitted/.",
        )
    return sorted(set(students))


def _is_name(student: str) -> bool:
    """Tell whether nbgrader and a file of results can bear the name of a student's folder."""
    # Marks of direction and joiners, which names in some scripts need, are no control signs.
    plain = not any(category(sign) in {"Cc", "Cs", "Zl", "Zp"} for sign in student)
    return plain and len(student.encode()) <= _LONGEST_NAME


def _misnamed(student: str) -> SubmissionResult:
    """Return the result of a hand-in whose folder has to be renamed first; it is kept nowhere."""
    reason = (
        "The name of the student's folder cannot be a name in the gradebook. It holds signs that "
        f"are no characters, or more than {_LONGEST_NAME} bytes. Rename the folder in submitted/, "
        "and grade again."
    )
    return SubmissionResult(student, "rejected", needs_manual=True, reason=reason)


def _record(unit: Unit, student: str, graded: dict[str, Any]) -> SubmissionRecord:
    """Return what the gradebook is to hold; nothing but open cells for a rejected hand-in."""
    moment = datetime.fromisoformat(graded["timestamp"]) if graded["timestamp"] else None
    notebooks = {
        name: NotebookRecord(found["scores"], set(found["review"]), found["unanswered"])
        for name, found in graded["notebooks"].items()
    }
    if not notebooks:
        notebooks = {
            name: NotebookRecord(dict.fromkeys((cell.name for cell in book.graded), None))
            for name, book in unit.notebooks.items()
        }
    return SubmissionRecord(student, notebooks, moment)


def _given_up(student: str, unit: Unit) -> dict[str, Any]:
    """Return the result of a hand-in that brought down the worker again and again."""
    cells = [
        CellResult(
            book.name,
            cell.name,
            None,
            cell.max_score,
            Reason.COURSE_ERROR,
            Turn.CHECK,
            wording.OUR_FAULT,
            checked=Checked.COURSE_ERROR,
        )
        for book in unit.notebooks.values()
        for cell in book.graded
    ]
    result = SubmissionResult(
        student,
        "rejected",
        max_score=unit.max_score,
        needs_manual=True,
        cells=cells,
        reason="The grader itself ended on this hand-in several times; please report it.",
    )
    return result.to_json()


def _swap(staging: Path, target: Path) -> None:
    """Put a finished folder in the place of the old one; remove the old one if there is none."""
    old = staging.with_name(f"{staging.name}.old")
    if target.exists():
        old.parent.mkdir(parents=True, exist_ok=True)
        shutil.rmtree(old, ignore_errors=True)
        target.rename(old)
    if staging.is_dir():
        target.parent.mkdir(parents=True, exist_ok=True)
        staging.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
