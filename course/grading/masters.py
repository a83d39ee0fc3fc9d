"""What the engine knows of a unit before the first hand-in is opened.

The coordinator builds a :class:`Unit` once, from the master notebooks and
nbgrader's gradebook, and sends it to the workers as plain data. The order of
the cells comes from the master; points, checksums and locked sources come from
the gradebook, as they do for ``nbgrader autograde``.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

from course.errors import CourseFault
from course.notebook.cells import grade_id, nbgrader_metadata, source_of

__all__ = [
    "MasterCell",
    "MasterNotebook",
    "Unit",
    "cell_order",
    "fingerprint",
    "read_master",
]


@dataclass(frozen=True, slots=True)
class MasterCell:
    """One cell that nbgrader knows.

    Parameters
    ----------
    name : str
        The cell's ``grade_id``.
    cell_type : str
        ``code`` or ``markdown``.
    grade, solution, task, locked : bool
        nbgrader's kinds.
    source : str
        The text of the master, hidden tests included; restored in locked cells.
    checksum : str or None
        Checksum of the released cell; an answer that still has it is no answer.
    max_score : float
        Points; 0 for cells without.
    uses_process : bool
        Whether the check asks for values, functions or figures, and so for
        the student's code to be run.
    """

    name: str
    cell_type: str
    grade: bool
    solution: bool
    task: bool
    locked: bool
    source: str
    checksum: str | None
    max_score: float = 0.0
    uses_process: bool = False

    @property
    def is_check(self) -> bool:
        """Whether the engine gives the points of this cell."""
        return self.grade and not self.solution

    def metadata(self) -> dict[str, Any]:
        """Return nbgrader's metadata as the released notebook has it."""
        found: dict[str, Any] = {
            "cell_type": self.cell_type,
            "checksum": self.checksum,
            "grade": self.grade,
            "grade_id": self.name,
            "locked": self.locked,
            "schema_version": 3,
            "solution": self.solution,
            "task": self.task,
        }
        if self.grade or self.task:
            found["points"] = self.max_score
        return found


@dataclass(frozen=True, slots=True)
class MasterNotebook:
    """One notebook of a unit.

    Parameters
    ----------
    name : str
        The file's name without its ending.
    kernelspec : dict
        The kernel it runs in; replaces that of the hand-in.
    cells : dict of str to MasterCell
        By grade id, in the order of the notebook.
    content : dict
        The master notebook itself, for the checker.
    exercises : list of str
        The names of its exercises; their cells are never run.
    """

    name: str
    kernelspec: dict[str, Any]
    cells: dict[str, MasterCell]
    content: dict[str, Any]
    exercises: list[str] = field(default_factory=list)

    @property
    def graded(self) -> list[MasterCell]:
        """The cells that carry points, in the order of the notebook."""
        return [cell for cell in self.cells.values() if cell.grade or cell.task]

    @property
    def is_current(self) -> bool:
        """Whether the gradebook holds this very master.

        Points, kinds and locked texts are compared. The text of an answer cell
        cannot be: the gradebook knows it as it was given out, which is what a
        hand-in is compared to.
        """
        return all(
            self._is_current(cell) for cell in self.content["cells"] if _is_known_to_nbgrader(cell)
        )

    def _is_current(self, cell: dict[str, Any]) -> bool:
        known = self.cells.get(grade_id(cell))
        found = nbgrader_metadata(cell)
        return known is not None and (
            known.grade == bool(found.get("grade"))
            and known.solution == bool(found.get("solution"))
            and known.max_score == float(found.get("points", 0.0) or 0.0)
            and known.cell_type == cell["cell_type"]
            and (not known.locked or known.source == source_of(cell))
        )

    @property
    def runs_code(self) -> bool:
        """Whether a check needs the student's code to be run."""
        return any(cell.uses_process for cell in self.cells.values())

    def with_needs(self, uses_process: set[str]) -> MasterNotebook:
        """Return this notebook with the checks marked that need the student's code."""
        cells = {
            name: replace(cell, uses_process=name in uses_process)
            for name, cell in self.cells.items()
        }
        return replace(self, cells=cells)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the workers get it.

    Parameters
    ----------
    name : str
        The assignment.
    notebooks : dict of str to MasterNotebook
        By name.
    files : dict of str to str
        Other files of ``source/UNIT``, which replace those of a hand-in: the
        name inside the unit and the path.
    """

    name: str
    notebooks: dict[str, MasterNotebook]
    files: dict[str, str] = field(default_factory=dict)

    @property
    def runs_code(self) -> bool:
        """Whether any notebook needs the student's code to be run."""
        return any(notebook.runs_code for notebook in self.notebooks.values())

    @property
    def max_score(self) -> float:
        """The points of all cells."""
        return sum(cell.max_score for book in self.notebooks.values() for cell in book.graded)

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON data."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Unit:
        """Build a unit from the data that :meth:`to_json` gave."""
        notebooks = {
            name: MasterNotebook(
                **{
                    **book,
                    "cells": {key: MasterCell(**cell) for key, cell in book["cells"].items()},
                }
            )
            for name, book in data["notebooks"].items()
        }
        return cls(name=data["name"], notebooks=notebooks, files=data["files"])


def read_master(path: Path) -> dict[str, Any]:
    """Read a master notebook.

    Raises
    ------
    CourseFault
        If it is no JSON, or not in notebook format 4.
    """
    try:
        notebook = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise CourseFault(
            f"The master notebook {path} cannot be read.", f"{error}.", "Restore the file."
        ) from error
    if not isinstance(notebook, dict) or notebook.get("nbformat") != 4:  # noqa: PLR2004 - a name
        raise CourseFault(
            f"The master notebook {path} is not in notebook format 4.",
            "",
            "Open it in JupyterLab and save it again.",
        )
    return notebook


def _is_known_to_nbgrader(cell: dict[str, Any]) -> bool:
    """Tell whether nbgrader keeps a cell in its gradebook."""
    found = nbgrader_metadata(cell)
    return any(found.get(kind) for kind in ("grade", "solution", "locked", "task"))


def cell_order(notebook: dict[str, Any]) -> list[str]:
    """Return the grade ids of a master notebook, in its order."""
    return [name for cell in notebook["cells"] if (name := grade_id(cell))]


def fingerprint(*parts: Path | str | bytes) -> str:
    """Return a hash over texts and the contents of files, in the order given."""
    digest = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            data = part.read_bytes()
        else:
            # A file name may hold bytes that are no text.
            data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()
