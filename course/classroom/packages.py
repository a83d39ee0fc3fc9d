"""A zip for students: the notebook, an install page, and the course's wheel."""

from __future__ import annotations

import zipfile
from pathlib import Path

from course.errors import UsageError
from course.paths import CourseFolder
from course.reports.pages import render

__all__ = ["wheel_of", "zip_unit"]

# Equal content gives equal bytes: the zip format begins its calendar here.
_EPOCH = (1980, 1, 1, 0, 0, 0)


def wheel_of(folder: CourseFolder) -> Path | None:
    """Return the newest wheel of the course in ``dist/``, which students install; None without one."""
    return max((folder.root / "dist").glob("whose_crisis-*.whl"), default=None)


def zip_unit(folder: CourseFolder, unit: str, into: Path) -> Path:
    """Pack a released unit for students who have no course server.

    Parameters
    ----------
    folder : CourseFolder
        The course. If ``dist/`` holds the wheel of the course, it is packed too.
    unit : str
        The full name of a released unit.
    into : pathlib.Path
        The folder of the zip; it is made.

    Returns
    -------
    pathlib.Path
        The zip file: notebooks, ``install.html``, and the wheel if there is one.

    Raises
    ------
    UsageError
        If the unit is not released.
    """
    notebooks = sorted((folder.release / unit).glob("*.ipynb"))
    if not notebooks:
        raise UsageError(f"{unit} is not released.", "", f"Run course release {unit} first.")
    wheel = wheel_of(folder)
    page = render(
        "install.html",
        unit=unit,
        notebooks=[path.name for path in notebooks],
        wheel=wheel.name if wheel else "",
    )
    into.mkdir(parents=True, exist_ok=True)
    path = into / f"{unit}.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (
            *((f"{unit}/{file.name}", file.read_bytes()) for file in (*notebooks, wheel) if file),
            (f"{unit}/install.html", page.encode()),
        ):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content, zipfile.ZIP_DEFLATED)
    return path
