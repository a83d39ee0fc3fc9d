"""``course release`` and ``course lint``: from master to student version."""

from __future__ import annotations

from itertools import chain
from typing import Annotated

import typer

from course.cli.common import Root, Units, say
from course.errors import CourseFault, ExitCode
from course.paths import CourseFolder, find_root

__all__ = ["lint", "release"]


def _named(folder: CourseFolder, units: list[str] | None) -> list[str]:
    """Return the full names of the units a user gave, or of all."""
    return [folder.unit(name) for name in units] if units else folder.require_units()


def release(
    units: Units = None,
    root: Root = None,
    zip_: Annotated[
        bool, typer.Option("--zip", help="Also pack each unit with an install page.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite local edits.")] = False,
) -> int:
    """Make the student versions from the masters.

    Example: course release u01 --zip
    """
    from course.classroom.packages import wheel_of, zip_unit
    from course.classroom.release import release_unit

    folder = find_root(root)
    for unit in _named(folder, units):
        done = release_unit(folder, unit, force=force)
        state = "released" if done.changed else "is up to date"
        say(
            f"{unit} {state}: {done.exercises} exercises, {done.checks} graded cells, {done.points:g} points."
        )
        if zip_:
            say(f"Packed: {zip_unit(folder, unit, folder.root / 'build' / 'zip')}")
    if zip_ and wheel_of(folder) is None:
        say(
            "The wheel for students is missing: dist/ holds none. Run `make dist`, then pack "
            "again; otherwise students need the file whose_crisis-….whl from you."
        )
    return ExitCode.DONE


def lint(units: Units = None, root: Root = None) -> int:
    """Check master notebooks against the rules a program can judge.

    Example: course lint u01
    """
    from course.classroom.lint import lint_unit

    folder = find_root(root)
    found = {unit: lint_unit(folder, unit) for unit in _named(folder, units)}
    for finding in chain.from_iterable(found.values()):
        say(finding)
    total = sum(map(len, found.values()))
    if total:
        raise CourseFault(f"{total} findings in {len(found)} units.", "", "Mend the masters.")
    say(f"{len(found)} units, no findings.")
    return ExitCode.DONE
