"""Where things lie in a course folder.

The names are nbgrader's own: ``source/UNIT/NOTEBOOK.ipynb`` and
``submitted/STUDENT/UNIT/NOTEBOOK.ipynb``.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from course.errors import UsageError, listing, near_matches

__all__ = ["CONFIG_NAME", "CourseFolder", "find_root", "make_scratch_folder", "write_atomic"]

CONFIG_NAME = "nbgrader_config.py"
_SCRATCH: Final = ".scratch"


@dataclass(frozen=True, slots=True)
class CourseFolder:
    """A course folder as nbgrader knows it.

    Parameters
    ----------
    root : pathlib.Path
        The folder with ``nbgrader_config.py``.
    """

    root: Path

    @property
    def source(self) -> Path:
        """Master notebooks, one folder a unit."""
        return self.root / "source"

    @property
    def release(self) -> Path:
        """Student versions, generated from the masters."""
        return self.root / "release"

    @property
    def submitted(self) -> Path:
        """Hand-ins as they came."""
        return self.root / "submitted"

    @property
    def autograded(self) -> Path:
        """Graded notebooks."""
        return self.root / "autograded"

    @property
    def feedback(self) -> Path:
        """Feedback pages, one folder a student."""
        return self.root / "feedback"

    @property
    def results(self) -> Path:
        """Machine-readable results, one JSON file a hand-in, beside the gradebook."""
        return self.root / "results"

    @property
    def gradebook(self) -> Path:
        """Nbgrader's SQLite database."""
        return self.root / "gradebook.db"

    def units(self) -> list[str]:
        """Return the names of all units in ``source/``, sorted."""
        if not self.source.is_dir():
            return []
        return sorted(
            folder.name for folder in self.source.iterdir() if any(folder.glob("*.ipynb"))
        )

    def require_units(self) -> list[str]:
        """Return the names of all units, of which there must be one.

        Raises
        ------
        UsageError
            If there is none.
        """
        units = self.units()
        if not units:
            raise UsageError(
                f"{self.source} holds no unit.",
                "A unit is a folder in it with a notebook.",
                "Name the folder of the course with --root.",
            )
        return units

    def unit(self, name: str) -> str:
        """Return the full name of a unit from its name or an unambiguous beginning.

        Parameters
        ----------
        name : str
            A unit such as ``u01-orientation``, or ``u01``.

        Raises
        ------
        UsageError
            If no unit, or more than one, begins with `name`.
        """
        units = self.units()
        if name in units:
            return name
        found = [unit for unit in units if unit.startswith(name)]
        if len(found) == 1 and name:
            return found[0]
        if found:
            raise UsageError(
                f'The unit "{name}" is not clear.',
                f"{listing(found)} begin with it.",
                "Give one of them in full.",
            )
        self.require_units()
        raise UsageError(
            f'There is no unit "{name}" in {self.source}.',
            f"The units are {listing(units)}.",
            near_matches(name, units) or "Give one of these.",
        )

    def notebooks(self, unit: str) -> list[Path]:
        """Return the master notebooks of a unit, sorted by name."""
        return sorted((self.source / unit).glob("*.ipynb"))

    def students(self, unit: str) -> list[str]:
        """Return the ids of the students with a hand-in for a unit, sorted.

        A folder that may not be entered counts: what is in it must not be forgotten.
        One whose name begins with a dot does not, as for nbgrader.
        """
        if not self.submitted.is_dir():
            return []
        return sorted(
            folder.name
            for folder in self.submitted.iterdir()
            if folder.is_dir() and not folder.name.startswith(".") and _may_exist(folder / unit)
        )

    def result(self, unit: str, student: str) -> Path:
        """Return the path of the stored result of one hand-in."""
        return self.results / unit / f"{student}.json"


def find_root(root: Path | None = None) -> CourseFolder:
    """Find the course folder to work on.

    Parameters
    ----------
    root : pathlib.Path, optional
        The folder given by the user; without it, the nearest folder above the
        current one that holds ``nbgrader_config.py``.

    Raises
    ------
    UsageError
        If there is no such folder.
    """
    if root is not None:
        if not (root / CONFIG_NAME).is_file():
            raise UsageError(
                f"{root} is not a course folder.",
                f"It holds no file {CONFIG_NAME}.",
                "Give the folder of the course with --root.",
            )
        return CourseFolder(root.resolve())
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / CONFIG_NAME).is_file():
            return CourseFolder(folder)
    raise UsageError(
        f"{here} lies in no course folder.",
        f"No file {CONFIG_NAME} was found in it or above it.",
        "Change into the course, or name it with --root.",
    )


def make_scratch_folder(path: Path) -> None:
    """Make a folder for what may be thrown away; an earlier one is replaced.

    Only a folder that this function made is ever removed: any other may hold
    the work of students.

    Parameters
    ----------
    path : pathlib.Path
        The folder.

    Raises
    ------
    UsageError
        If it holds files, and was not made here.
    OSError
        If it cannot be removed or made.
    """
    if path.exists():
        if any(path.iterdir()) and not (path / _SCRATCH).is_file():
            raise UsageError(
                f"{path} was not replaced.",
                "It holds files, and was not made by such a command.",
                "Name an empty folder with --into, or delete this one yourself.",
            )
        shutil.rmtree(path)
    path.mkdir(parents=True)
    (path / _SCRATCH).write_text(
        "This folder is removed and made anew whenever the same command runs.\n", encoding="utf-8"
    )


def write_atomic(path: Path, content: str | bytes) -> None:
    """Write a file whole or not at all.

    The content goes to a file beside `path` first, which then takes its place.

    Parameters
    ----------
    path : pathlib.Path
        The file to write; folders above it are made.
    content : str or bytes
        Text is written as UTF-8; half a character, which JSON allows and no
        file can hold, becomes a question mark.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8", "replace") if isinstance(content, str) else content
    # Only the start of the name: a long one with more at its end is longer than a name may be.
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name[:40]}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes private files; ours are shared like any other file of the course.
        Path(temporary).chmod(0o666 & ~_umask())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _may_exist(path: Path) -> bool:
    """Tell whether something is there, or the system does not say."""
    try:
        return path.exists()
    except OSError:
        return True


def _umask() -> int:
    """Return the process's file mode mask (it can be read only by setting it)."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
