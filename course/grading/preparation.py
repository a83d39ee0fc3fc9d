"""Getting a unit ready: its masters read, its gradebook filled, its checks known.

What was found out about masters is kept beside the results and holds until a
master or the configuration changes.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

from course import __version__
from course.errors import CourseFault, MachineError, listing
from course.grading.choice import choose
from course.grading.gradebook import Gradebook
from course.grading.handin import HandIn
from course.grading.masters import MasterNotebook, Unit, fingerprint, read_master
from course.grading.settings import Settings
from course.grading.stock import fill
from course.paths import CONFIG_NAME, CourseFolder, write_atomic
from course.scores import Checked, SubmissionResult

__all__ = ["FORMAT", "Facts", "open_unit", "require_full_marks", "require_kernels"]

FORMAT: Final = 3
"""Raised when the engine changes in a way that may change scores; all is then graded anew."""


@dataclass(slots=True)
class Facts:
    """What is known of the masters of a unit.

    Parameters
    ----------
    masters : str
        A hash over the master notebooks, the configuration and the engine.
    needs : dict
        By notebook and check, why it cannot be isolated (``reasons``), and
        whether it needs the student's code to be run (``process``).
    modules : list of str
        What the masters and their checks import; the zygote loads it.
    proven : bool
        Whether the masters have earned their own points.
    """

    masters: str
    needs: dict[str, dict[str, Any]]
    modules: list[str] = field(default_factory=list)
    proven: bool = False

    @classmethod
    def of(cls, folder: CourseFolder, unit: str) -> Facts:
        """Return what an earlier run found out about these very masters, or find it out."""
        paths = folder.notebooks(unit)
        header = sorted(folder.source.glob("*.ipynb"))
        config = folder.root / CONFIG_NAME
        names = [path.name for path in paths]
        now = fingerprint(str(FORMAT), __version__, config, *header, *names, *paths)
        try:
            known = cls(**json.loads(_home(folder, unit).read_bytes()))
        except (OSError, ValueError, TypeError):
            known = None
        if known is not None and known.masters == now:
            return known
        return cls(now, _needs({path.stem: read_master(path) for path in paths}))

    def keep(self, folder: CourseFolder, unit: str) -> None:
        """Write the facts down for the next run."""
        write_atomic(_home(folder, unit), json.dumps(asdict(self), indent=1, sort_keys=True) + "\n")

    def require_isolated_checks(self, unit: str) -> None:
        """Refuse a unit whose checks touch the student's objects directly.

        Raises
        ------
        CourseFault
            If there is such a check.
        """
        reasons = [
            f"{name}: {cell}, {found['reasons'][0]}"
            for name, cells in self.needs.items()
            for cell, found in cells.items()
            if found["reasons"]
        ]
        if reasons:
            raise CourseFault(
                f"{unit} has checks that cannot run apart from the student's code.",
                f"They are {listing(reasons, 5)}.",
                f'Write them with course.checks, or grade this unit with "nbgrader autograde {unit}".',
            )


def open_unit(
    folder: CourseFolder, unit: str, settings: Settings, facts: Facts, note: Callable[[str], None]
) -> tuple[Unit, Gradebook]:
    """Open the gradebook and read the unit from it; fill it where it is empty or stale.

    Parameters
    ----------
    folder, unit, settings, facts
        The course, the assignment, and what is known of both.
    note : callable
        Is told when the gradebook is filled.

    Raises
    ------
    CourseFault
        If the unit cannot be graded by this engine, or not be put into the gradebook.
    """
    facts.require_isolated_checks(unit)
    gradebook, masters = _open(folder, unit, settings)
    if gradebook is None or not masters or not all(book.is_current for book in masters.values()):
        note(f"Filling the gradebook from {folder.source / unit}.")
        if gradebook is not None:
            gradebook.close()
        fill(folder, unit)
        gradebook, masters = _open(folder, unit, settings)
    if gradebook is None or not masters:
        raise CourseFault(
            f"The gradebook does not know the unit {unit}.",
            "It was filled, and the unit is still not in it.",
            f'Look at the database that {CONFIG_NAME} names in "CourseDirectory.db_url".',
        )
    needs = {
        name: {cell for cell, found in cells.items() if found["process"]}
        for name, cells in facts.needs.items()
    }
    kept = settings.kept_files(unit)
    files = {
        name: str(path)
        for name, path in HandIn(folder.source / unit).files().items()
        if name not in kept
    }
    notebooks = {
        name: master.with_needs(needs.get(name, set())) for name, master in masters.items()
    }
    return Unit(unit, notebooks, files), gradebook


def require_full_marks(unit: Unit, result: SubmissionResult | None) -> None:
    """Refuse masters that do not earn their own points.

    Parameters
    ----------
    unit : Unit
        The unit.
    result : SubmissionResult or None
        What grading the masters themselves gave; None if the worker ended on them.

    Raises
    ------
    CourseFault
        If a check does not give its own model answer all of its points.
    """
    if result is None or result.status == "rejected":
        raise CourseFault(
            f"The masters of {unit.name} cannot be graded.",
            result.reason if result else "The worker ended on them.",
            "Correct them; nothing was graded.",
        )
    failed = [
        f"{cell.id}: {cell.score:g} of {cell.max_score:g}, {cell.reason}"
        for cell in result.cells
        if cell.checked != Checked.MANUAL
        and cell.score is not None
        and cell.score != cell.max_score
        and unit.notebooks[cell.notebook].cells[cell.id].is_check
    ]
    if failed:
        raise CourseFault(
            f"The masters of {unit.name} do not earn their own points.",
            f"These checks fail on the model answers: {listing(failed, 5)}.",
            "Correct the check or the model answer; nothing was graded.",
        )


def _home(folder: CourseFolder, unit: str) -> Path:
    return folder.results / unit / ".masters.json"


def _needs(masters: dict[str, Any]) -> dict[str, dict[str, Any]]:
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
    found: dict[str, dict[str, Any]] = json.loads(done.stdout)
    return found


def _open(
    folder: CourseFolder, unit: str, settings: Settings
) -> tuple[Gradebook | None, dict[str, MasterNotebook]]:
    """Open the gradebook if there is one, and read the unit's cells."""
    url = settings.gradebook_url
    if url.startswith("sqlite") and not Path(url.removeprefix("sqlite:///")).is_file():
        return None, {}
    gradebook = Gradebook(url, unit, settings.late)
    try:
        return gradebook, gradebook.masters(folder)
    except BaseException:
        gradebook.close()
        raise


def require_kernels(unit: Unit, *, always: bool) -> None:
    """Refuse a unit whose cells cannot be run here, or not be asked.

    Parameters
    ----------
    unit : Unit
        The unit.
    always : bool
        Whether cells are run that no check needs.

    Raises
    ------
    CourseFault
        If a check asks for values of another language than Python.
    MachineError
        If a kernel is not installed.
    """
    for master in unit.notebooks.values():
        language = str(master.kernelspec.get("language") or "python")
        if master.runs_code and language.lower() != "python":
            raise CourseFault(
                f"{master.name}.ipynb is written in {language}, and a check asks for its values.",
                "Checks read values of Python only.",
                "Grade this unit with nbgrader autograde.",
            )
        kernel = choose((), master.kernelspec).kernel
        if kernel and (master.runs_code or always):
            _require_kernel(master.name, kernel)


def _require_kernel(notebook: str, name: str) -> None:
    # Needed for few courses, and slow to load.
    from jupyter_client.kernelspec import KernelSpecManager  # noqa: PLC0415

    installed = sorted(KernelSpecManager().find_kernel_specs())
    if name not in installed:
        raise MachineError(
            f'{notebook}.ipynb needs the kernel "{name}", which is not installed.',
            f"Installed are {listing(installed)}.",
            "Install it for all users, or change the kernel of the master.",
        )
