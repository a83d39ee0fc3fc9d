"""JupyterLab on a personal working copy of the released units."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from course.errors import MachineError, UsageError
from course.paths import CourseFolder

__all__ = ["open_lab", "working_copy"]


def working_copy(folder: CourseFolder, units: list[str], into: Path) -> list[Path]:
    """Copy released notebooks for a student to work in; never over existing work.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    units : list of str
        Full names of units.
    into : pathlib.Path
        The folder of the working copy.

    Returns
    -------
    list of pathlib.Path
        The notebooks in the working copy, whether new or kept.

    Raises
    ------
    UsageError
        If a unit is not released.
    MachineError
        If the folder cannot be written.
    """
    found = []
    for unit in units:
        paths = sorted((folder.release / unit).glob("*.ipynb"))
        if not paths:
            raise UsageError(f"{unit} is not released.", "", f"Run course release {unit} first.")
        for path in paths:
            copy = into / unit / path.name
            try:
                copy.parent.mkdir(parents=True, exist_ok=True)
                if not copy.exists():
                    shutil.copyfile(path, copy)
            except OSError as error:
                raise MachineError(
                    f"{copy} was not written.",
                    f"The system says: {error.strerror}.",
                    "Name another folder with --into.",
                ) from None
            found.append(copy)
    return found


def open_lab(folder: Path, notebook: Path | None) -> int:
    """Start JupyterLab on a folder and wait until it is closed.

    Parameters
    ----------
    folder : pathlib.Path
        The working copy.
    notebook : pathlib.Path, optional
        The notebook to open at once.

    Returns
    -------
    int
        The exit code of JupyterLab.
    """
    command = [sys.executable, "-m", "jupyterlab"]
    if notebook is not None:
        command.append(str(notebook))
    return subprocess.call([*command, f"--ServerApp.root_dir={folder}"])
