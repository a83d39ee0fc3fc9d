"""From master notebooks to the released ones, by nbgrader's own converter.

``course release`` and ``nbgrader generate_assignment`` run the same steps and
write the same bytes. This module adds what an instructor expects on top: it
refuses a master with findings, it works in a folder aside and moves the result
into place only when it is whole, it says what was released, and it does not
overwrite local edits.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory
from traitlets.config import Config, PyFileConfigLoader

from course.classroom.lint import lint_unit
from course.errors import CourseFault, MachineError
from course.notebook.cells import is_check, is_manual, points, promised_points, source_of
from course.notebook.files import read_notebook
from course.paths import CONFIG_NAME, CourseFolder, write_atomic

__all__ = ["DIGESTS", "Released", "generate", "release_unit"]

DIGESTS = "digests.json"
"""In ``release/``: the SHA-256 of each file as it was generated, to notice local edits."""


_MOST_FINDINGS: Final = 10
"""Findings that a refused release tells; the rest is counted."""


@dataclass(frozen=True, slots=True)
class Released:
    """What one release did.

    Parameters
    ----------
    unit : str
        The unit.
    changed : bool
        Whether the files in ``release/`` are new.
    exercises, checks : int
        Numbers of prompts with points, and of graded cells.
    points : float
        Points of the unit.
    """

    unit: str
    changed: bool
    exercises: int
    checks: int
    points: float


def release_unit(folder: CourseFolder, unit: str, *, force: bool = False) -> Released:
    """Release one unit.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    unit : str
        The full name of the unit.
    force : bool, default False
        Whether local edits of the released files may be overwritten.

    Raises
    ------
    CourseFault
        If the master has a fault, such as a leak or a finding of ``course lint``,
        or ``release/`` holds local edits. Nothing is changed then.
    MachineError
        If ``release/`` cannot be written.
    """
    _require_sound(folder, unit)
    digests = _read_digests(folder)
    with tempfile.TemporaryDirectory(prefix="course-release-") as aside:
        made = generate(folder, unit, Path(aside))
        new = {path.name: path.read_bytes() for path in sorted(made.glob("*.ipynb"))}
        target = folder.release / unit
        old = {path.name: path.read_bytes() for path in target.glob("*")} if target.is_dir() else {}
        known = digests.get(unit, {})
        edited = [
            name
            for name, content in old.items()
            if content != new.get(name) and known.get(name) != _digest(content)
        ]
        if edited and not force:
            raise CourseFault(
                f"{unit} was not released.",
                f"release/{unit}/{edited[0]} was changed by hand since it was generated.",
                "Move the change into source/, or give --force to overwrite it.",
            )
        if old != new:
            _replace(target, new)
    digests[unit] = {name: _digest(content) for name, content in new.items()}
    _write_digests(folder, digests)
    return _summary(folder, unit, changed=old != new)


def _require_sound(folder: CourseFolder, unit: str) -> None:
    """Refuse a unit with findings."""
    findings = lint_unit(folder, unit)
    if findings:
        rest = len(findings) - _MOST_FINDINGS
        more = [f"There are {rest} more."] if rest > 0 else []
        raise CourseFault(
            f"{unit} was not released.",
            " ".join([*findings[:_MOST_FINDINGS], *more]),
            f"Mend the master and release again; `course lint {unit}` lists all findings.",
        )


def generate(folder: CourseFolder, unit: str, aside: Path) -> Path:
    """Run nbgrader's converter on one unit, into a folder aside and without a gradebook.

    Parameters
    ----------
    folder : CourseFolder
        The course; its ``nbgrader_config.py`` names the steps.
    unit : str
        The unit.
    aside : pathlib.Path
        An empty folder.

    Returns
    -------
    pathlib.Path
        The folder with the released notebooks.

    Raises
    ------
    CourseFault
        If a step refused the master.
    """
    try:
        config = Config(PyFileConfigLoader(CONFIG_NAME, path=str(folder.root)).load_config())
    except Exception as error:
        raise CourseFault(
            f"{folder.root / CONFIG_NAME} cannot be run.",
            f"{type(error).__name__}: {error}.",
            "Correct it; nothing was released.",
        ) from error
    shutil.copytree(folder.source, aside / "source")
    config.CourseDirectory.root = str(aside)
    config.CourseDirectory.assignment_id = unit
    config.CourseDirectory.db_url = "sqlite://"
    config.GenerateAssignment.no_database = True
    config.SaveCells.enabled = False
    coursedir = CourseDirectory(config=config)
    messages = _Messages()
    log = logging.getLogger(f"{__name__}.{unit}")
    log.propagate = False
    log.handlers = [messages]
    converter = GenerateAssignment(coursedir=coursedir, config=config)
    converter.log = log
    try:
        converter.start()
    except (NbGraderException, CourseFault):
        raise CourseFault(
            f"{unit} was not released.",
            messages.reason() or "nbgrader could not convert its notebook.",
            f"Mend the master notebook in source/{unit}/ and release again.",
        ) from None
    return aside / "release" / unit


class _Messages(logging.Handler):
    """Keeps what nbgrader logs, since its exceptions only point to the log."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the lines of the message."""
        self.lines += record.getMessage().splitlines()

    def reason(self) -> str:
        """Return the message of our own fault, else the last line of the last traceback."""
        for line in self.lines:
            name, _, message = line.partition("CourseFault: ")
            if message and not name.strip(" .abcdefghijklmnopqrstuvwxyz"):
                return message
        errors = [line for line in self.lines if "Error" in line.partition(":")[0]]
        return f"nbgrader says: {(errors or self.lines)[-1]}" if self.lines else ""


def _replace(target: Path, files: dict[str, bytes]) -> None:
    """Put files in the place of a folder, keeping the old one until the new one is whole."""
    try:
        for name, content in files.items():
            write_atomic(target / name, content)
        for path in target.glob("*"):
            if path.name not in files:
                path.unlink()
    except OSError as error:
        raise MachineError(
            f"{target} was not written.",
            f"The system says: {error.strerror}.",
            "Make the folder writable and release again.",
        ) from None


def _summary(folder: CourseFolder, unit: str, *, changed: bool) -> Released:
    cells = [cell for path in folder.notebooks(unit) for cell in read_notebook(path).cells]
    graded = [cell for cell in cells if is_check(cell) or is_manual(cell)]
    prompts = [cell for cell in cells if promised_points(source_of(cell)) is not None]
    return Released(unit, changed, len(prompts), len(graded), sum(points(cell) for cell in graded))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _read_digests(folder: CourseFolder) -> dict[str, dict[str, str]]:
    try:
        found = json.loads((folder.release / DIGESTS).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _write_digests(folder: CourseFolder, digests: dict[str, dict[str, str]]) -> None:
    text = json.dumps(digests, indent=1, sort_keys=True) + "\n"
    path = folder.release / DIGESTS
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        write_atomic(path, text)
