"""``course lint``: the notebook rules, and the rules for check cells, over a unit."""

from __future__ import annotations

from course.checks.static import needs
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
        One sentence a finding, each with the notebook's name where a unit has several.
    """
    found = [
        f'source/{unit}/ holds "{path.name}"; only notebooks lie there.'
        for path in sorted((folder.source / unit).iterdir())
        if path.suffix != ".ipynb" and not path.name.startswith(".")
    ]
    for path in folder.notebooks(unit):
        try:
            cells = read_notebook(path).cells
        except HandInError as error:
            found.append(f"{path.name} cannot be read as a notebook. {error.found}")
            continue
        master = Master(unit, cells)
        found += lint(master)
        marked = {call.name for call in master.exercises().values() if call.kind == EssayDesk.kind}
        for cell in cells:
            if is_check(cell):
                found += [
                    f'The check "{grade_id(cell)}" is not isolated: {reason}.'
                    for reason in needs(source_of(cell)).reasons
                ]
                found += [
                    f'The check "{grade_id(cell)}" reads marks from "{name}", which is no essay desk.'
                    for name in sorted(needs(source_of(cell)).marks - marked)
                ]
    return found
