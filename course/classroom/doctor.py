"""Is this machine ready? Each finding comes with its remedy."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from jupyter_core.paths import jupyter_path

from course.grading.sandbox import available
from course.paths import CourseFolder

__all__ = ["Finding", "examine"]

EXTENSION: Final = "whose-crisis"

_PACKAGES: Final = {
    "jupyterlab": (4, 4),
    "notebook": (7, 4),
    "nbgrader": (0, 9, 5),
    "pandas": (2, 2),
    "matplotlib": (3, 9),
    "ipywidgets": (8, 1),
    "anywidget": (0, 9, 18),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Parameters
    ----------
    subject : str
        What was looked at.
    good : bool
        Whether it is as it should be.
    found : str
        What was found.
    remedy : str
        What to do when it is not good.
    """

    subject: str
    good: bool
    found: str
    remedy: str = ""


def examine(folder: CourseFolder | None) -> list[Finding]:
    """Look at versions, the JupyterLab extension, isolation and the course folder.

    Parameters
    ----------
    folder : CourseFolder or None
        The course; None on a student's machine.

    Returns
    -------
    list of Finding
        In the order in which remedies should be tried.
    """
    findings = [_python(), *_packages(), _extension(), _isolation()]
    if folder is not None:
        findings += [_gradebook(folder), _writable(folder)]
    return findings


def _python() -> Finding:
    good = sys.version_info >= (3, 11)
    return Finding("Python", good, platform.python_version(), "Install Python 3.11 or newer.")


def _packages() -> Iterator[Finding]:
    for name, least in _PACKAGES.items():
        wanted = ".".join(map(str, least))
        try:
            found = version(name)
        except PackageNotFoundError:
            yield Finding(name, False, "not installed", f'Run pip install "{name}>={wanted}".')
            continue
        numbers = tuple(int(part) for part in found.split(".")[:3] if part.isdigit())
        yield Finding(name, numbers >= least, found, f'Run pip install "{name}>={wanted}".')


def _extension() -> Finding:
    for folder in jupyter_path("labextensions"):
        if (Path(folder) / EXTENSION / "package.json").is_file():
            return Finding("JupyterLab extension", True, "installed")
    return Finding(
        "JupyterLab extension",
        False,
        "not found, so answers of exercises are not recorded by themselves",
        "Install the package whose-crisis again, in the environment of JupyterLab.",
    )


def _isolation() -> Finding:
    reason = available()
    return Finding("Isolation of student code", not reason, reason or "namespaces work")


def _gradebook(folder: CourseFolder) -> Finding:
    if not folder.gradebook.exists():
        return Finding("Gradebook", True, "not made yet; course grade makes it")
    writable = os.access(folder.gradebook, os.W_OK)
    return Finding(
        "Gradebook",
        writable,
        "writable" if writable else "read-only",
        f"Give yourself the right to write {folder.gradebook}.",
    )


def _writable(folder: CourseFolder) -> Finding:
    writable = os.access(folder.root, os.W_OK)
    return Finding(
        "Course folder",
        writable,
        str(folder.root) if writable else f"{folder.root} is read-only",
        "Give yourself the right to write there.",
    )
