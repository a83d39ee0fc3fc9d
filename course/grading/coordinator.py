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
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal

from course import __version__
from course.errors import CourseFault, MachineError, UsageError, listing, near_matches
from course.grading import wording
from course.grading.gradebook import Gradebook
from course.grading.handin import HandIn
from course.grading.journal import Journal
from course.grading.lock import only_run
from course.grading.masters import MasterNotebook, Unit, fingerprint, read_master
from course.grading.pool import Pool, Task, disk_error
from course.grading.progress import Progress
from course.grading.records import GradedCell, NotebookRecord, SubmissionRecord
from course.grading.settings import Settings
from course.grading.stock import fill
from course.paths import CONFIG_NAME, CourseFolder, write_atomic
from course.scores import CellResult, Checked, GradeReport, Reason, SubmissionResult, Turn

__all__ = ["grade_unit"]

Execute = Literal["auto", "always"]
Isolation = Literal["auto", "none"]

_FORMAT: Final = 1
"""Raised when the engine changes in a way that may change scores; all is then graded anew."""

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
        self._notes = folder.results / unit / ".masters.json"
        self._staging = folder.autograded / ".staging" / unit
        self._gradebook: Gradebook | None = None

    def grade(self, students: Sequence[str], *, force: bool, started: float) -> GradeReport:
        """Grade what has to be graded, and report on all."""
        known = self._known_masters()
        unit = self._load_unit(known)
        gradebook = self._gradebook
        assert gradebook is not None  # noqa: S101 - loading the unit opened it
        try:
            return self._grade(unit, gradebook, known, students, force=force, started=started)
        finally:
            gradebook.close()
            shutil.rmtree(self._staging, ignore_errors=True)

    def _grade(
        self,
        unit: Unit,
        gradebook: Gradebook,
        known: dict[str, Any],
        students: Sequence[str],
        *,
        force: bool,
        started: float,
    ) -> GradeReport:
        journal = Journal(self._folder.results / self._unit / ".journal.jsonl")
        inputs = {
            student: fingerprint(
                HandIn(self._hand_in(student)).fingerprint(),
                known["masters"],
                f"{_FORMAT} {__version__} {self._always} {self._isolated}",
            )
            for student in students
        }
        written = gradebook.students()
        todo = [
            student
            for student in students
            if force
            or journal.input_of(student) != inputs[student]
            or student not in written
            or not self._stands(student)
        ]
        self._progress.start(len(todo), len(students) - len(todo))
        if not known["proven"]:
            self._prove(unit, known)
        if todo:
            with self._pool(unit, known, len(todo)) as pool:
                tasks = [self._task(student) for student in todo]
                for task, graded in pool.grade(tasks):
                    began = time.monotonic()
                    result = self._write(unit, gradebook, task, graded)
                    journal.done(task.student, inputs[task.student])
                    self._progress.advance(result)
                    stages = graded["stages"] if graded else {}
                    self._progress.spent({**stages, "write": time.monotonic() - began})
        return GradeReport(
            self._unit,
            "namespaces" if self._isolated else "none",
            self._workers,
            time.monotonic() - started,
            [self._stored(student) for student in students],
        )

    # ---- masters -------------------------------------------------------------------------

    def _known_masters(self) -> dict[str, Any]:
        """Return what was found out about these very masters in an earlier run, or now."""
        paths = self._folder.notebooks(self._unit)
        header = sorted(self._folder.source.glob("*.ipynb"))
        config = self._folder.root / CONFIG_NAME
        now = fingerprint(str(_FORMAT), __version__, config, *header, *map(_named, paths), *paths)
        try:
            known: dict[str, Any] = json.loads(self._notes.read_bytes())
        except (OSError, ValueError):
            known = {}
        if known.get("masters") == now:
            return known
        masters = {path.stem: read_master(path) for path in paths}
        return {
            "masters": now,
            "proven": False,
            "needs": _examined(masters),
            "modules": [],
        }

    def _keep(self, known: dict[str, Any]) -> None:
        write_atomic(self._notes, json.dumps(known, indent=1, sort_keys=True) + "\n")

    def _load_unit(self, known: dict[str, Any]) -> Unit:
        """Read the unit from the gradebook, filled anew where that is empty or stale."""
        self._require_isolated_checks(known)
        masters = self._masters()
        if not masters or not all(master.is_current for master in masters.values()):
            self._progress.note(f"Filling the gradebook from {self._folder.source / self._unit}.")
            if self._gradebook is not None:
                self._gradebook.close()
            fill(self._folder, self._unit)
            masters = self._masters()
        if not masters:
            raise CourseFault(
                f"The gradebook does not know the unit {self._unit}.",
                "It was filled, and the unit is still not in it.",
                f'Look at the database that {CONFIG_NAME} names in "CourseDirectory.db_url".',
            )
        _require_python(masters)
        needs = known["needs"]
        masters = {
            name: master.with_needs(
                {cell for cell, found in needs.get(name, {}).items() if found["process"]}
            )
            for name, master in masters.items()
        }
        kept = self._settings.kept_files(self._unit)
        files = {
            name: str(path)
            for name, path in HandIn(self._folder.source / self._unit).files().items()
            if name not in kept
        }
        return Unit(self._unit, masters, files)

    def _masters(self) -> dict[str, MasterNotebook]:
        """Open the gradebook if there is one, and read the unit's cells."""
        url = self._settings.gradebook_url
        if url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).is_file():
            return {}
        self._gradebook = Gradebook(url, self._unit, self._settings.late)
        return self._gradebook.masters(self._folder)

    def _require_isolated_checks(self, known: dict[str, Any]) -> None:
        """Refuse a unit whose checks touch the student's objects directly."""
        reasons = [
            f"{name}: {cell}, {found['reasons'][0]}"
            for name, cells in known["needs"].items()
            for cell, found in cells.items()
            if found["reasons"]
        ]
        if reasons:
            raise CourseFault(
                f"{self._unit} has checks that cannot run apart from the student's code.",
                f"They are {listing(reasons, 5)}.",
                "Write them with course.checks, or grade this unit with "
                f'"nbgrader autograde {self._unit}".',
            )

    def _prove(self, unit: Unit, known: dict[str, Any]) -> None:
        """Grade the masters themselves, once: each check must give its own model answer all.

        What they import on the way is what the zygote loads from then on.
        """
        task = Task("", self._folder.source / self._unit, self._staging / ".masters")
        with self._pool(unit, known, 1) as pool:
            [(_, graded)] = pool.grade([task])
        shutil.rmtree(task.staging, ignore_errors=True)
        result = graded["result"] if graded else None
        if result is None or result["status"] == "rejected":
            raise CourseFault(
                f"The masters of {self._unit} cannot be graded.",
                result["reason"] if result else "The worker ended on them.",
                "Correct them; nothing was graded.",
            )
        failed = [
            f"{cell['id']}: {cell['score']:g} of {cell['max_score']:g}, {cell['reason']}"
            for cell in result["cells"]
            if cell["checked"] != Checked.MANUAL
            and cell["score"] != cell["max_score"]
            and unit.notebooks[cell["notebook"]].cells[cell["id"]].is_check
        ]
        if failed:
            raise CourseFault(
                f"The masters of {self._unit} do not earn their own points.",
                f"These checks fail on the model answers: {listing(failed, 5)}.",
                "Correct the check or the model answer; nothing was graded.",
            )
        known["modules"] = graded["modules"] if graded else []
        known["proven"] = True
        self._keep(known)

    # ---- hand-ins ------------------------------------------------------------------------

    def _pool(self, unit: Unit, known: dict[str, Any], tasks: int) -> Pool:
        return Pool(
            unit,
            self._settings.budget,
            workers=max(1, min(self._workers, tasks)),
            many=tasks >= _MANY,
            isolated=self._isolated,
            always=self._always,
            modules=known["modules"],
            hidden=[self._folder.root],
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

    def _write(
        self, unit: Unit, gradebook: Gradebook, task: Task, graded: dict[str, Any] | None
    ) -> SubmissionResult:
        """Write all that came of one hand-in."""
        if graded is None:
            graded = {"result": _given_up(task.student, unit), "notebooks": {}, "timestamp": ""}
        result = SubmissionResult.from_json(graded["result"])
        if not self._isolated:
            result.flags.append(wording.NOT_ISOLATED)
        record = _record(unit, task.student, graded)
        cells = gradebook.write(record)
        _merge(result, cells)
        _swap(task.staging, self._autograded(task.student))
        text = json.dumps(result.to_json(), ensure_ascii=False, indent=1, sort_keys=True)
        write_atomic(self._folder.result(self._unit, task.student), f"{text}\n")
        return result


def _chosen(folder: CourseFolder, unit: str, students: Sequence[str] | None) -> list[str]:
    """Return the students to be graded, sorted."""
    present = folder.students(unit)
    if not present:
        raise UsageError(
            f"There are no hand-ins for {unit}.",
            f"{folder.submitted} holds no folder STUDENT/{unit}.",
            "Collect them first, for example with course ingest.",
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


def _examined(masters: dict[str, Any]) -> dict[str, Any]:
    """Let a process of its own read what each check needs; this one never imports the checks."""
    done = subprocess.run(
        [sys.executable, "-I", "-m", "course.grading.checker"],
        input=json.dumps(masters),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        raise CourseFault(
            "The check cells of the masters could not be read.",
            lines[-1] if lines else "",
            "Run course lint.",
        )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _require_python(masters: dict[str, MasterNotebook]) -> None:
    """Refuse notebooks of another language: checks read values of Python only."""
    for master in masters.values():
        language = master.kernelspec.get("language", "python")
        if language.lower() != "python":
            raise CourseFault(
                f"{master.name}.ipynb is written in {language}.",
                "The engine runs Python only.",
                "Grade this unit with nbgrader autograde.",
            )


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


def _merge(result: SubmissionResult, cells: dict[tuple[str, str], GradedCell]) -> None:
    """Put points that a person gave into the result; they count before ours."""
    for cell in result.cells:
        found = cells.get((cell.notebook, cell.id))
        if found is not None and found.by_person:
            cell.score = found.score
            cell.checked = Checked.MANUAL
    if result.cells:
        result.score = sum(cell.score or 0.0 for cell in result.cells)
        result.needs_manual = any(found.needs_manual for found in cells.values())


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


def _named(path: Path) -> str:
    return path.name


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
