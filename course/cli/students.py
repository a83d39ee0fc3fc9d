"""``course lab`` and ``course doctor``: a place to work, and a look at the machine."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from course.cli.common import Root, Units, say
from course.errors import ExitCode, UsageError
from course.paths import find_root

__all__ = ["doctor", "lab"]


def lab(
    units: Units = None,
    into: Annotated[
        Path | None,
        typer.Option("--into", help="The working copy; build/lab in the course without it."),
    ] = None,
    root: Root = None,
) -> int:
    """Open JupyterLab on a personal working copy of the released units.

    Work that is already in the copy is kept. Example: course lab u01
    """
    from course.classroom.lab import open_lab, working_copy

    folder = find_root(root)
    released = [name for name in folder.units() if (folder.release / name).is_dir()]
    names = [folder.unit(name) for name in units] if units else released
    if not names:
        raise UsageError(
            f"There is no released unit in {folder.root}.",
            "A working copy is made from release/.",
            "Run course release first.",
        )
    target = (into or folder.root / "build" / "lab").resolve()
    notebooks = working_copy(folder, names, target)
    say(f"Your working copy: {target}")
    return open_lab(target, notebooks[0] if units else None)


def doctor(root: Root = None) -> int:
    """Tell whether this machine is ready, and how to mend what is not.

    Example: course doctor
    """
    from course.classroom.doctor import examine

    try:
        folder = find_root(root)
    except UsageError:
        if root is not None:
            raise
        folder = None
    findings = examine(folder)
    for finding in findings:
        say(f"{'ok  ' if finding.good else 'LOOK'} {finding.subject}: {finding.found}")
        if not finding.good and finding.remedy:
            say(f"     {finding.remedy}")
    return ExitCode.DONE if all(finding.good for finding in findings) else ExitCode.MACHINE
