"""The whole job once, in a scratch course: release, class, grading, feedback, report."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from course.classroom.release import release_unit
from course.classroom.sample import Expected, make_sample
from course.errors import UsageError
from course.grading import grade_unit
from course.grading.sandbox import available
from course.grading.stock import fill
from course.paths import CONFIG_NAME, CourseFolder, make_scratch_folder, write_atomic
from course.reports.classes import class_page
from course.reports.feedback import write_feedback
from course.reports.results import load_results
from course.scores import GradeReport, SubmissionResult

__all__ = ["Demo", "differences", "run_demo"]

_NEEDED: Final = (CONFIG_NAME, "source", "release", "instructor")
_CLOSE_ENOUGH = 0.005


@dataclass(slots=True)
class Demo:
    """What a demo left behind.

    Parameters
    ----------
    folder : CourseFolder
        The scratch course.
    reports : list of GradeReport
        One a unit, in the order of the course.
    differences : list of str
        One sentence for each hand-in that did not end as its manifest says.
    """

    folder: CourseFolder
    reports: list[GradeReport] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)


def run_demo(
    course: CourseFolder,
    *,
    students: int,
    seed: int,
    into: Path,
    tell: Callable[[str], None],
) -> Demo:
    """Run the course's main job on a made class.

    Parameters
    ----------
    course : CourseFolder
        The course to take units from; nothing in it is changed.
    students : int
        Hand-ins a unit.
    seed : int
        Decides which student is of which kind.
    into : pathlib.Path
        The scratch course; an earlier one there is replaced.
    tell : callable
        Called with one sentence before each step.

    Returns
    -------
    Demo
        Reports and differences; ``into`` holds ``gradebook.db``, ``autograded/``,
        ``feedback/``, ``report.json`` and ``report.html``.

    Raises
    ------
    UsageError
        If the course has no unit with sample students.
    """
    units = [
        path.stem
        for path in sorted((course.root / "instructor" / "samples").glob("*.toml"))
        if path.stem in course.units()
    ]
    if not units:
        raise UsageError(
            f"{course.root} has no unit to show.",
            "instructor/samples/ holds no file for a unit in source/.",
            "Run the demo in the folder of the whole course.",
        )
    reason = available()
    if reason:
        tell(f"No isolation: {reason} The demo grades only hand-ins that it made itself.")
    demo = Demo(_scratch_course(course, into))
    tell("Releasing the units and putting them into a new gradebook.")
    for unit in units:
        release_unit(demo.folder, unit)
    fill(demo.folder, *units)
    for unit in units:
        tell(f"{unit}: making {students} hand-ins, grading, writing feedback.")
        expected = make_sample(
            demo.folder, unit, students=students, seed=seed, into=demo.folder.submitted
        )
        report = grade_unit(demo.folder, unit, isolation="none" if reason else "auto")
        write_feedback(demo.folder, unit)
        demo.reports.append(report)
        demo.differences += differences(unit, expected, report.submissions)
    _write_reports(demo)
    return demo


def differences(
    unit: str, expected: Sequence[Expected], found: Sequence[SubmissionResult]
) -> list[str]:
    """Compare a graded class with its manifest.

    Returns
    -------
    list of str
        One sentence a difference: a missing hand-in, another status, or other
        points of a check.
    """
    by_student = {result.student: result for result in found}
    told = []
    for entry in expected:
        result = by_student.get(entry.student)
        if result is None:
            told.append(f"{unit}, {entry.student}: the hand-in has no result.")
            continue
        if result.status != entry.status:
            told.append(f"{unit}, {entry.student}: {result.status}, expected {entry.status}.")
        scores = {cell.id: cell.score for cell in result.cells}
        told += [
            f"{unit}, {entry.student} ({entry.kind}), {name}: {scores.get(name)} points, expected {points:g}."
            for name, points in entry.points.items()
            if result.status != "rejected"
            and abs((scores.get(name) or 0.0) - points) > _CLOSE_ENOUGH
        ]
    return told


def _scratch_course(course: CourseFolder, into: Path) -> CourseFolder:
    """Make a fresh copy of the course's own files, without anybody's work."""
    make_scratch_folder(into)
    for name in _NEEDED:
        path = course.root / name
        if path.is_dir():
            shutil.copytree(path, into / name)
        elif path.is_file():
            shutil.copy2(path, into / name)
    return CourseFolder(into.resolve())


def _write_reports(demo: Demo) -> None:
    root = demo.folder.root
    data = {"version": 1, "units": [report.to_json() for report in demo.reports]}
    write_atomic(root / "report.json", json.dumps(data, ensure_ascii=False, indent=2) + "\n")
    classes = {report.unit: load_results(demo.folder, report.unit) for report in demo.reports}
    write_atomic(root / "report.html", class_page(classes))
