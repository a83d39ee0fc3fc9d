"""nbgrader's gradebook: what it knows of a unit, and what a hand-in earned.

The coordinator is the only caller, and so the only writer. One hand-in is one
transaction: it is in the gradebook whole or not at all. Points and comments
given by a person are never touched.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final
from uuid import uuid4

import sqlalchemy as sa

from course.errors import CourseFault
from course.grading.database import Database
from course.grading.late import LatePolicy
from course.grading.masters import MasterCell, MasterNotebook, cell_order, read_master
from course.grading.records import (
    GradedCell,
    GradedSubmission,
    NotebookRecord,
    SubmissionRecord,
)
from course.notebook.answers import recorded_answers
from course.paths import CourseFolder

__all__ = ["Gradebook"]

_NO_RESPONSE: Final = "No response."


class Gradebook:
    """An open gradebook, for one unit.

    Parameters
    ----------
    url : str
        The database as SQLAlchemy names it.
    unit : str
        The assignment.
    late : LatePolicy
        How lateness costs points.

    Raises
    ------
    MachineError
        If the database was made by another version of nbgrader, or cannot be opened.
    """

    def __init__(self, url: str, unit: str, late: LatePolicy) -> None:
        self._unit = unit
        self._late = late
        self._database = Database(url)
        self._tables = self._database.tables
        self._assignment: Any = None
        self._cells: dict[str, dict[str, str]] = {}
        self._kinds: dict[str, str] = {}
        self._notebooks: dict[str, str] = {}
        self._students: set[str] = set()
        self._submissions: dict[str, Any] = {}

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def masters(self, folder: CourseFolder) -> dict[str, MasterNotebook]:
        """Read the unit's cells, in the order of the master notebooks.

        Returns
        -------
        dict of str to MasterNotebook
            By name; empty when the gradebook does not know the unit.
        """
        with self._database.transaction():
            self._load()
            sources = self._sources()
            points = self._points()
            kernels = self._kernelspecs()
        found: dict[str, MasterNotebook] = {}
        for name in self._notebooks:
            path = folder.source / self._unit / f"{name}.ipynb"
            if not path.is_file():
                raise CourseFault(
                    f'The gradebook knows a notebook "{name}" of {self._unit}, and {path} is missing.',
                    "",
                    "Restore it, or remove the unit from the gradebook with "
                    f'"nbgrader db assignment remove {self._unit}".',
                )
            content = read_master(path)
            cells = {
                cell: self._master_cell(cell, sources[name][cell], points[name], name)
                for cell in cell_order(content)
                if cell in sources[name]
            }
            found[name] = MasterNotebook(
                name, kernels[name], cells, content, list(recorded_answers(content))
            )
        return found

    def students(self) -> set[str]:
        """Return the ids of the students who have a row for this unit."""
        return set(self._submissions)

    def write(self, record: SubmissionRecord) -> GradedSubmission:
        """Write one hand-in in one transaction, and return what the gradebook now says.

        Raises
        ------
        MachineError
            If the database is locked or the disk is full; nothing was written then.
        """
        with self._database.transaction():
            submission = self._submission(record)
            for name, row in self._submitted_notebooks(submission["id"]).items():
                if name in record.notebooks:
                    cells = self._write_notebook(row["id"], name, record.notebooks[name])
                    self._write_penalty(record.student, submission, row["id"], cells)
            graded = self._marks(submission["id"]).get(submission["id"], GradedSubmission())
        self._submissions[record.student] = submission
        return graded

    def marks(self) -> dict[str, GradedSubmission]:
        """Return what the gradebook says about each hand-in, by student."""
        with self._database.transaction():
            self._load()
            found = self._marks()
        return {
            student: found.get(row["id"], GradedSubmission())
            for student, row in self._submissions.items()
        }

    def _marks(self, submission: str | None = None) -> dict[str, GradedSubmission]:
        """Read what is known of one hand-in, or of all of the unit, by the hand-in's key."""
        if not self._assignment:
            return {}
        names = {number: name for name, number in self._notebooks.items()}
        book = self._tables["submitted_notebook"]
        keys = [submission] if submission else [row["id"] for row in self._submissions.values()]
        found = {key: GradedSubmission() for key in keys}
        of_these = book.c.assignment_id.in_(keys)
        for row in self._database.rows(sa.select(book).where(of_these)):
            found[row["assignment_id"]].late_submission_penalty += (
                row["late_submission_penalty"] or 0.0
            )
        comments: dict[tuple[str, str, str], str] = {}
        for kind in ("comment", "grade"):
            table = self._tables[kind]
            query = sa.select(table, book.c.assignment_id, book.c.notebook_id.label("book"))
            query = query.join(book, book.c.id == table.c.notebook_id)
            for row in self._database.rows(query.where(of_these)):
                notebook = names.get(row["book"], "")
                if not notebook:
                    continue
                cell = self._cells[notebook].get(row["cell_id"], "")
                if kind == "comment":
                    comments[row["assignment_id"], notebook, cell] = row["manual_comment"] or ""
                    continue
                said = comments.get((row["assignment_id"], notebook, cell), "")
                cells = found[row["assignment_id"]].cells
                cells[notebook, cell] = _graded_cell(row, said)
        return found

    # ---- reading -------------------------------------------------------------------------

    def _load(self) -> None:
        """Read the ids of all that belongs to the unit."""
        table = self._tables
        assignment = table["assignment"]
        rows = self._database.rows(sa.select(assignment).where(assignment.c.name == self._unit))
        if not rows:
            return
        self._assignment = rows[0]
        book, cell = table["notebook"], table["base_cell"]
        of_unit = book.c.assignment_id == self._assignment["id"]
        self._notebooks = {
            row["name"]: row["id"]
            for row in self._database.rows(
                sa.select(book.c.id, book.c.name).where(of_unit).order_by("name")
            )
        }
        names = {number: name for name, number in self._notebooks.items()}
        self._cells = {name: {} for name in self._notebooks}
        for row in self._database.rows(sa.select(cell).where(cell.c.notebook_id.in_(names))):
            # One cell may have two rows: an essay is a grade cell and a solution cell.
            self._cells[names[row["notebook_id"]]][row["id"]] = row["name"]
            self._kinds[row["id"]] = row["type"]
        self._students = {
            row["id"] for row in self._database.rows(sa.select(table["student"].c.id))
        }
        done = table["submitted_assignment"]
        query = sa.select(done).where(done.c.assignment_id == self._assignment["id"])
        self._submissions = {row["student_id"]: dict(row) for row in self._database.rows(query)}

    def _sources(self) -> dict[str, dict[str, Any]]:
        table = self._tables["source_cell"]
        names = {number: name for name, number in self._notebooks.items()}
        found: dict[str, dict[str, Any]] = {name: {} for name in self._notebooks}
        for row in self._database.rows(sa.select(table).where(table.c.notebook_id.in_(names))):
            found[names[row["notebook_id"]]][row["name"]] = row
        return found

    def _points(self) -> dict[str, dict[str, float]]:
        """Return the points by notebook and cell."""
        values: dict[str, float] = {}
        for kind in ("grade_cells", "task_cells"):
            table = self._tables[kind]
            values |= {row["id"]: row["max_score"] for row in self._database.rows(sa.select(table))}
        return {
            notebook: {name: values[number] for number, name in cells.items() if number in values}
            for notebook, cells in self._cells.items()
        }

    def _kernelspecs(self) -> dict[str, dict[str, Any]]:
        table = self._tables["notebook"]
        rows = self._database.rows(sa.select(table).where(table.c.id.in_(self._notebooks.values())))
        return {row["name"]: json.loads(row["kernelspec"] or "{}") or {} for row in rows}

    def _master_cell(
        self, name: str, source: Any, points: dict[str, float], notebook: str
    ) -> MasterCell:
        kinds = {
            self._kinds[number] for number, cell in self._cells[notebook].items() if cell == name
        }
        return MasterCell(
            name=name,
            cell_type=source["cell_type"],
            grade="GradeCell" in kinds,
            solution="SolutionCell" in kinds,
            task="TaskCell" in kinds,
            locked=bool(source["locked"]),
            source=source["source"],
            checksum=source["checksum"],
            max_score=points.get(name, 0.0),
        )

    # ---- writing -------------------------------------------------------------------------

    def _submission(self, record: SubmissionRecord) -> Any:
        """Return the row of the hand-in, made with all its cells if there is none."""
        table = self._tables
        if record.student not in self._students:
            self._database.execute(sa.insert(table["student"]).values(id=record.student))
            self._students.add(record.student)
        known = self._submissions.get(record.student)
        if known is not None:
            if record.timestamp is not None and record.timestamp != known["timestamp"]:
                done = table["submitted_assignment"]
                self._database.execute(
                    sa.update(done)
                    .where(done.c.id == known["id"])
                    .values(timestamp=record.timestamp)
                )
                known = {**known, "timestamp": record.timestamp}
            return known
        row = {
            "id": uuid4().hex,
            "assignment_id": self._assignment["id"],
            "student_id": record.student,
            "timestamp": record.timestamp,
            "extension": None,
        }
        self._database.execute(sa.insert(table["submitted_assignment"]), [row])
        books = [
            {"id": uuid4().hex, "assignment_id": row["id"], "notebook_id": number, "flagged": False}
            for number in self._notebooks.values()
        ]
        if books:
            self._database.execute(sa.insert(table["submitted_notebook"]), books)
        return row

    def _submitted_notebooks(self, submission: str) -> dict[str, Any]:
        table = self._tables["submitted_notebook"]
        names = {number: name for name, number in self._notebooks.items()}
        query = sa.select(table.c.id, table.c.notebook_id).where(
            table.c.assignment_id == submission
        )
        return {
            names[row["notebook_id"]]: row
            for row in self._database.rows(query)
            if row["notebook_id"] in names
        }

    def _write_notebook(
        self, submitted: str, name: str, record: NotebookRecord
    ) -> dict[str, GradedCell]:
        """Write the points and comments of one notebook."""
        grade = self._tables["grade"]
        columns = (grade.c.id, grade.c.cell_id, grade.c.auto_score, grade.c.manual_score,
                   grade.c.extra_credit, grade.c.needs_manual_grade)  # fmt: skip
        rows = self._database.rows(sa.select(*columns).where(grade.c.notebook_id == submitted))
        known = {row["cell_id"]: dict(row) for row in rows}
        new: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        graded: dict[str, GradedCell] = {}
        for number, cell in self._cells[name].items():
            if self._kinds[number] not in {"GradeCell", "TaskCell"}:
                continue
            row = known.get(number)
            target = changed if row else new
            row = row or _new_grade(number, submitted)
            if cell in record.scores:
                row["auto_score"] = record.scores[cell]
                row["needs_manual_grade"] = (
                    row["auto_score"] is None
                    or row["manual_score"] is not None
                    or cell in record.review
                )
            target.append(row)
            graded[cell] = _graded_cell(row)
        if new:
            self._database.execute(sa.insert(grade), new)
        if changed:
            self._database.execute(
                sa.update(grade)
                .where(grade.c.id == sa.bindparam("key"))
                .values(
                    auto_score=sa.bindparam("score"), needs_manual_grade=sa.bindparam("manual")
                ),
                [
                    {
                        "key": row["id"],
                        "score": row["auto_score"],
                        "manual": row["needs_manual_grade"],
                    }
                    for row in changed
                ],
            )
        self._write_comments(submitted, name, record)
        return graded

    def _write_comments(self, submitted: str, name: str, record: NotebookRecord) -> None:
        comment = self._tables["comment"]
        query = sa.select(comment.c.id, comment.c.cell_id).where(comment.c.notebook_id == submitted)
        known = {row["cell_id"]: row["id"] for row in self._database.rows(query)}
        new: list[dict[str, Any]] = []
        changed: list[dict[str, Any]] = []
        for number, cell in self._cells[name].items():
            if self._kinds[number] not in {"SolutionCell", "TaskCell"}:
                continue
            text = _NO_RESPONSE if record.unanswered.get(cell) else None
            if number not in known:
                new.append(
                    {
                        "id": uuid4().hex,
                        "cell_id": number,
                        "notebook_id": submitted,
                        "auto_comment": text,
                    }
                )
            elif cell in record.unanswered:
                changed.append({"key": known[number], "text": text})
        if new:
            self._database.execute(sa.insert(comment), new)
        if changed:
            self._database.execute(
                sa.update(comment)
                .where(comment.c.id == sa.bindparam("key"))
                .values(auto_comment=sa.bindparam("text")),
                changed,
            )

    def _write_penalty(
        self, student: str, submission: Any, submitted: str, cells: dict[str, GradedCell]
    ) -> None:
        """Write what lateness costs one notebook, as nbgrader's late policy has it."""
        due = self._assignment["duedate"]
        seconds = 0.0
        if due is not None and submission["timestamp"] is not None:
            due += submission["extension"] or (due - due)
            seconds = max(0.0, (submission["timestamp"] - due).total_seconds())
        score = sum(cell.score or 0.0 for cell in cells.values())
        table = self._tables["submitted_notebook"]
        self._database.execute(
            sa.update(table)
            .where(table.c.id == submitted)
            .values(late_submission_penalty=self._late.penalty(student, score, seconds))
        )


def _new_grade(cell: str, submitted: str) -> dict[str, Any]:
    return {
        "id": uuid4().hex,
        "cell_id": cell,
        "notebook_id": submitted,
        "auto_score": None,
        "manual_score": None,
        "extra_credit": None,
        "needs_manual_grade": True,
    }


def _graded_cell(row: Mapping[str, Any], comment: str = "") -> GradedCell:
    """Work out the score as nbgrader's ``Grade.score`` does."""
    base = row["manual_score"] if row["manual_score"] is not None else row["auto_score"]
    score = None if base is None else base + (row["extra_credit"] or 0.0)
    by_person = row["manual_score"] is not None or bool(row["extra_credit"])
    return GradedCell(score, by_person, bool(row["needs_manual_grade"]), comment)
