r"""A made class: hand-ins of known quality, each with the score it should get.

The kinds of students of a unit stand in ``instructor/samples/UNIT.toml``. Their
expected points were written from the prompts and the points of the unit, so a
wrong check shows as a difference::

    [[student]]
    kind = "average"
    about = "Finds the placeholders, takes every sentence for a claim."
    [student.answers]        # recorded answers, by exercise
    references = ["E3", "E8"]
    [student.code]           # code answers, by the topic of their cell
    count-words = "def count_words(text):\n    return len(text.split())"
    [student.points]         # expected points, by the id of the check
    check-references-marked = 1.2

``[student.markdown]`` fills Markdown answers, ``extra`` adds cells that nobody
asked for, and ``broken`` replaces the whole file by a text; its status is then
``rejected``.
"""

from __future__ import annotations

import copy
import json
import random
import tomllib
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import nbformat

from course.errors import CourseFault, MachineError, UsageError
from course.notebook.answers import write_answer
from course.notebook.cells import grade_id, is_check, points, topic
from course.notebook.files import NotebookNode, read_notebook, to_text
from course.paths import CourseFolder, write_atomic

__all__ = ["MANIFEST", "Expected", "SampleStudent", "make_sample", "read_kinds"]

MANIFEST: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class SampleStudent:
    """One kind of student.

    Parameters
    ----------
    kind : str
        A short name, such as ``strong`` or the name of a misconception.
    about : str
        What this student does, for people who read the manifest.
    answers, code, markdown : dict of str
        Recorded answers, code answers and Markdown answers, by exercise.
    extra : list of str
        Sources of code cells that the student added.
    broken : str
        The content of the file when it is no notebook; empty otherwise.
    points : dict of str to float
        Expected points of each check that is not worth 0.
    """

    kind: str
    about: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    code: dict[str, str] = field(default_factory=dict)
    markdown: dict[str, str] = field(default_factory=dict)
    extra: list[str] = field(default_factory=list)
    broken: str = ""
    points: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Expected:
    """What one made hand-in should get; one entry of the manifest.

    Parameters
    ----------
    student, kind, about : str
        The student's id, and what kind of student it is.
    status : str
        ``graded`` or ``rejected``.
    score : float
        Expected points of all check cells together.
    points : dict of str to float
        Expected points of every check cell, by its id.
    """

    student: str
    kind: str
    about: str
    status: str
    score: float
    points: dict[str, float]


def read_kinds(folder: CourseFolder, unit: str) -> list[SampleStudent]:
    """Read the kinds of students of a unit.

    Raises
    ------
    UsageError
        If the unit has no file of sample students.
    CourseFault
        If the file cannot be read.
    """
    path = folder.root / "instructor" / "samples" / f"{unit}.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        return [SampleStudent(**entry) for entry in data["student"]]
    except FileNotFoundError:
        raise UsageError(
            f"There are no sample students for {unit}.",
            f"{path} was not found.",
            "Write the kinds of students into that file first.",
        ) from None
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise CourseFault(
            f"The sample students of {unit} cannot be read.", f"{path.name}: {error}."
        ) from None


def make_sample(
    folder: CourseFolder, unit: str, *, students: int, seed: int, into: Path
) -> list[Expected]:
    """Fill the released notebook of a unit once for each made student.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    unit : str
        The full name of the unit.
    students : int
        How many hand-ins are made; every kind occurs before one is repeated.
    seed : int
        Decides which student is of which kind.
    into : pathlib.Path
        A folder such as ``submitted/``; it gets ``STUDENT/UNIT/NOTEBOOK.ipynb``
        and the file ``manifest.json``.

    Returns
    -------
    list of Expected
        One entry a student, sorted by id. The manifest holds the same.

    Raises
    ------
    UsageError
        If the unit is not released, or `into` already holds such hand-ins.
    CourseFault
        If a sample student names an answer or a check that the unit lacks.
    """
    kinds = read_kinds(folder, unit)
    paths = sorted((folder.release / unit).glob("*.ipynb"))
    if not paths:
        raise UsageError(f"{unit} is not released.", "", f"Run course release {unit} first.")
    if list(into.glob(f"*/{unit}/*.ipynb")):
        raise UsageError(
            f"{into} already holds hand-ins of {unit}.", "", "Name an empty folder with --into."
        )
    release = read_notebook(paths[0])
    worth = {grade_id(cell): points(cell) for cell in release.cells if is_check(cell)}
    order = _order(len(kinds), students, random.Random(seed))  # noqa: S311 - a made class needs no secrecy
    texts, expected = {}, []
    for number, kind in enumerate((kinds[place] for place in order), start=1):
        student = f"s{number:03d}"
        texts[student] = kind.broken or to_text(fill(release, kind))
        expected.append(_expectation(unit, student, kind, worth))
    try:
        for student, text in texts.items():
            write_atomic(into / student / unit / paths[0].name, text)
    except OSError as error:
        raise MachineError(f"{into} was not written.", f"The system says: {error}.") from None
    manifest = {
        "unit": unit,
        "seed": seed,
        "max_score": sum(worth.values()),
        "students": [asdict(entry) for entry in expected],
    }
    write_atomic(into / unit / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    return expected


def fill(release: NotebookNode, kind: SampleStudent) -> NotebookNode:
    """Return a copy of a released notebook, filled in as one kind of student would.

    Raises
    ------
    CourseFault
        If the student answers an exercise that the notebook lacks.
    """
    notebook = copy.deepcopy(release)
    by_id = {grade_id(cell): cell for cell in notebook.cells if grade_id(cell)}
    for name, value in kind.answers.items():
        cell = _cell(by_id, f"answer-{name}", kind)
        cell.source = write_answer(cell.source, value)
    for name, source in kind.code.items():
        _cell(by_id, f"answer-{name}", kind).source = source
    for name, source in kind.markdown.items():
        _cell(by_id, f"essay-{name}", kind).source = source
    for number, source in enumerate(kind.extra, start=1):
        cell = nbformat.v4.new_code_cell(source)
        cell["id"] = f"extra-{number}"
        notebook.cells.insert(min(3 * number, len(notebook.cells)), cell)
    return notebook


def _cell(by_id: dict[str, NotebookNode], name: str, kind: SampleStudent) -> NotebookNode:
    if name not in by_id:
        raise CourseFault(
            f'The sample student "{kind.kind}" answers "{topic(name)}".',
            f'The released notebook has no cell "{name}".',
            "Mend instructor/samples/.",
        )
    return by_id[name]


def _order(kinds: int, students: int, chance: random.Random) -> list[int]:
    """Return the place of the kind of each student: every kind once, then again."""
    order: list[int] = []
    while len(order) < students:
        order += chance.sample(range(kinds), kinds)
    return order[:students]


def _expectation(unit: str, student: str, kind: SampleStudent, worth: dict[str, float]) -> Expected:
    unknown = sorted(set(kind.points) - set(worth))
    if unknown:
        raise CourseFault(
            f'The sample student "{kind.kind}" of {unit} expects points for "{unknown[0]}".',
            "The unit has no such check.",
            "Mend instructor/samples/.",
        )
    given = {name: float(kind.points.get(name, 0)) for name in worth}
    status = "rejected" if kind.broken else "graded"
    return Expected(student, kind.kind, kind.about, status, sum(given.values()), given)
