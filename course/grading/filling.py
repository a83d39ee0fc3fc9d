"""Putting units into nbgrader's gradebook, as a program of its own.

To import nbgrader takes seconds; :func:`course.grading.stock.fill` starts this
program once for all units that are needed, in the folder of the course.
"""

from __future__ import annotations

import sys

from nbgrader.apps import NbGraderAPI
from nbgrader.apps.nbgraderapp import NbGraderApp

__all__ = ["main"]


def main(release: str, units: list[str]) -> int:
    """Let nbgrader generate the student versions of units, which fills its gradebook.

    Parameters
    ----------
    release : str
        The folder for the student versions, inside the course.
    units : list of str
        The units.

    Returns
    -------
    int
        0, or 1 at the first unit that nbgrader refuses; its log is then on the
        standard error.
    """
    app = NbGraderApp()
    app.load_config_file()
    app.config.CourseDirectory.release_directory = release
    api = NbGraderAPI(config=app.config)
    for unit in units:
        done = api.generate_assignment(unit)
        if not done["success"]:
            print(done.get("log", ""), done.get("error", ""), sep="\n", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2:]))
