"""``course lint``: the rules for notebooks, exercises and checks, over a unit."""

from __future__ import annotations

from collections.abc import Iterator

from course.checks.static import needs
from course.classroom.keys import disagreements
from course.errors import HandInError
from course.exercises.desks import EssayDesk
from course.notebook.cells import grade_id, is_check, source_of
from course.notebook.files import read_notebook
from course.notebook.lint import Master, lint
from course.paths import CourseFolder

__all__ = ["lint_unit"]


def lint_unit(folder: CourseFolder, unit: str) -> list[str]:
    """Return the findings for all master notebooks of a unit.

    Parameters
    ----------
    folder : CourseFolder
        The course.
    unit : str
        The full name of the unit.

    Returns
    -------
    list of str
        One finding an entry, each with the path of its notebook.
    """
    found = [
        f'source/{unit}/ holds "{path.name}"; only notebooks lie there.'
        for path in sorted((folder.source / unit).iterdir())
        if path.suffix != ".ipynb" and not path.name.startswith(".")
    ]
    for path in folder.notebooks(unit):
        try:
            findings = list(_findings(Master(unit, read_notebook(path).cells)))
        except HandInError as error:
            findings = [f"It cannot be read as a notebook. {error.found}"]
        found += [f"source/{unit}/{path.name}: {finding}" for finding in findings]
    return found


def _findings(master: Master) -> Iterator[str]:
    """Yield the findings in one notebook."""
    yield from lint(master)
    yield from disagreements(master)
    marked = {call.name for call in master.exercises().values() if call.kind == EssayDesk.kind}
    for cell in filter(is_check, master.cells):
        asked = needs(source_of(cell))
        for reason in asked.reasons:
            yield f'The check "{grade_id(cell)}" is not isolated: {reason}.'
        for name in sorted(asked.marks - marked):
            yield (
                f'The check "{grade_id(cell)}" reads marks from "{name}", which is no essay desk.'
            )
