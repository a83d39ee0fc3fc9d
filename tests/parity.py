"""Grades made classes with nbgrader and with the engine, and names each cell that differs.

    python -m tests.parity            # all units
    python -m tests.parity u01 u04    # some

Each kind of student is made once. A cell differs when its points or its comment in
the gradebook do. Ends with 1 when one differs. Takes minutes: nbgrader starts a kernel
for each hand-in.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from nbgrader.api import Gradebook

from course.classroom.sample import make_sample, read_kinds
from course.grading import grade_unit
from course.paths import CourseFolder

COURSE = Path(__file__).resolve().parents[1]
PARTS = ("source", "release", "seeds", "instructor", "nbgrader_config.py")
Cells = dict[tuple[str, str], tuple[float | None, str | None]]


def main(names: list[str]) -> int:
    """Compare the named units, or all that have made students, and print what differs."""
    units = [path.stem for path in sorted((COURSE / "instructor/samples").glob("*.toml"))]
    count, differing = 0, 0
    for unit in units:
        if names and not any(unit.startswith(name) for name in names):
            continue
        with tempfile.TemporaryDirectory() as scratch:
            theirs, ours = by_nbgrader_and_engine(Path(scratch), unit)
        different = sorted(
            key for key in theirs.keys() | ours.keys() if theirs.get(key) != ours.get(key)
        )
        for key in different:
            print(f"{unit}, {' '.join(key)}: {theirs.get(key)} and {ours.get(key)}")
        print(f"{unit}: {len(theirs) - len(different)} of {len(theirs)} cells equal")
        count, differing = count + len(theirs), differing + len(different)
    print(f"{count - differing} of {count} cells equal")
    return 1 if differing else 0


def by_nbgrader_and_engine(scratch: Path, unit: str) -> tuple[Cells, Cells]:
    """Return the cells of a made class as nbgrader grades it, and as the engine does.

    Hand-ins that are damaged on purpose are left out: there the two differ by design.
    """
    stock, engine = CourseFolder(scratch / "stock"), CourseFolder(scratch / "engine")
    for part in PARTS:
        copy = shutil.copytree if (COURSE / part).is_dir() else shutil.copy2
        stock.root.mkdir(exist_ok=True)
        copy(COURSE / part, stock.root / part)
    kinds = len(read_kinds(stock, unit))
    for made in make_sample(stock, unit, students=kinds, seed=1962, into=stock.submitted):
        if made.status != "graded":
            shutil.rmtree(stock.submitted / made.student)
    shutil.copytree(stock.root, engine.root)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command in (["generate_assignment", unit, "--force"], ["autograde", unit]):
        subprocess.run(
            [sys.executable, "-m", "nbgrader", *command],
            cwd=stock.root,
            env={**os.environ, "PATH": path},
            capture_output=True,
            check=True,
        )
    grade_unit(engine, unit)
    return cells_of(stock, unit), cells_of(engine, unit)


def cells_of(folder: CourseFolder, unit: str) -> Cells:
    """Return the points and the comment of each cell in a gradebook, by student and cell."""
    found: Cells = {}
    with Gradebook(f"sqlite:///{folder.gradebook}") as gradebook:
        for submission in gradebook.assignment_submissions(unit):
            student = submission.student.id
            for notebook in submission.notebooks:
                for grade in notebook.grades:
                    found[student, grade.name] = (grade.auto_score, None)
                for comment in notebook.comments:
                    points = found.get((student, comment.name), (None, None))[0]
                    found[student, comment.name] = (points, comment.auto_comment)
    return found


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
