"""`course grade`: a class in one command."""

from __future__ import annotations

import sys
import time
from contextlib import AbstractContextManager, nullcontext
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Final, Self

import typer

from course.cli.common import JsonFile, Root, require_file, say, visible, write_json
from course.errors import ExitCode
from course.grading.progress import Progress
from course.paths import find_root
from course.scores import Checked, GradeReport, SubmissionResult

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

__all__ = ["grade"]

_MOST_NAMED: Final = 20
_SECONDS_BETWEEN_LINES: Final = 5.0


class Execute(StrEnum):
    """How much of a hand-in's code is run."""

    auto = "auto"
    always = "always"


class Isolation(StrEnum):
    """Whether student code is locked away."""

    auto = "auto"
    none = "none"


def grade(
    unit: Annotated[str, typer.Argument(help="The unit, shortened as you like.")],
    workers: Annotated[
        int | None,
        typer.Option(
            "--workers", min=1, max=256, help="Hand-ins at a time; one a processor without it."
        ),
    ] = None,
    student: Annotated[
        list[str] | None,
        typer.Option("--student", help="Only this student; may be given several times."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Grade unchanged hand-ins again.")] = False,
    execute: Annotated[
        Execute,
        typer.Option("--execute", help="Run what the checks need (auto), or all cells (always)."),
    ] = Execute.auto,
    isolation: Annotated[
        Isolation,
        typer.Option(
            "--isolation",
            help="Lock student code away (auto), or run it with all your rights (none).",
        ),
    ] = Isolation.auto,
    json_file: JsonFile = None,
    root: Root = None,
) -> int:
    """Grade all hand-ins of a unit; unchanged ones are left as they are.

    Example: course grade u01 --workers 4 --json u01.json
    """
    from course.grading import grade_unit

    folder = find_root(root)
    name = folder.unit(unit)
    require_file(json_file)
    told = _Told()
    try:
        with told:
            report = grade_unit(
                folder,
                name,
                workers=workers,
                students=student,
                force=force,
                execute=execute.value,
                isolation=isolation.value,
                progress=told,
            )
    except KeyboardInterrupt:
        say(
            f"Stopped. {told.done} of {told.total} hand-ins of {name} are graded and written; "
            f'"course grade {name}" goes on with the others.'
        )
        return ExitCode.INTERRUPTED
    _summary(report, told)
    write_json(json_file, report.to_json())
    return ExitCode.DONE_WITH_LOSSES if any(map(_loss, report.submissions)) else ExitCode.DONE


class _Told(Progress):
    """Shows how a run goes: a bar on a terminal, plain lines elsewhere."""

    def __init__(self) -> None:
        self.total = 0
        self.skipped = 0
        self.done = 0
        self._bar: Bar | None = None
        self._task: int | None = None
        self._context: AbstractContextManager[object] = nullcontext()
        self._line = 0.0

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            from rich import progress
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                TextColumn,
                TimeRemainingColumn,
            )

            self._bar = progress.Progress(
                TextColumn("Grading"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rate]}"),
                TimeRemainingColumn(),
                console=Console(stderr=True),
                transient=True,
            )
            self._context = self._bar
        self._context.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._context.__exit__(None, None, None)

    def note(self, sentence: str) -> None:
        """Print a sentence of the engine."""
        say(sentence)

    def start(self, total: int, skipped: int) -> None:
        """Show how much there is to do."""
        self.total, self.skipped = total, skipped
        self._began = self._line = time.monotonic()
        if self._bar is not None:
            self._task = self._bar.add_task("", total=total, rate="")

    def advance(self, result: SubmissionResult) -> None:
        """Show that one more is done."""
        del result
        self.done += 1
        now = time.monotonic()
        rate = f"{60 * self.done / max(now - self._began, 1e-9):.0f} a minute"
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=1, rate=rate)  # type: ignore[arg-type] # rich's own type
        elif now - self._line >= _SECONDS_BETWEEN_LINES:
            self._line = now
            say(f"{self.done} of {self.total} graded, {rate}.")


def _loss(result: SubmissionResult) -> bool:
    """Tell whether something of a hand-in was lost or is our fault."""
    return result.status in {"rejected", "partial"} or any(
        cell.checked == Checked.COURSE_ERROR for cell in result.cells
    )


def _summary(report: GradeReport, told: _Told) -> None:
    """Print what came of the run, and name each hand-in that needs a look."""
    counts = {
        status: sum(result.status == status for result in report.submissions)
        for status in ("graded", "repaired", "partial", "rejected")
    }
    parts = [f"{count} {status}" for status, count in counts.items() if count]
    unchanged = (
        f" ({told.skipped} of them unchanged since they were graded)" if told.skipped else ""
    )
    say(f"{report.unit}: {', '.join(parts)}{unchanged}, in {report.seconds:.1f} s.")
    if report.isolation == "none":
        say("Student code was NOT locked away in this run; every result says so.")
    # A rejected hand-in has nothing to open there; its own line says what to do.
    waiting = sum(
        result.needs_manual and result.status != "rejected" for result in report.submissions
    )
    if waiting:
        say(f"{waiting} wait for a person; open them in formgrader.")
    lost = [result for result in report.submissions if _loss(result)]
    for result in lost[:_MOST_NAMED]:
        flags = "" if result.reason else " ".join(result.flags)
        say(visible(f"  {result.student}, {result.status}: {result.reason or flags}"))
    if len(lost) > _MOST_NAMED:
        say(f"  and {len(lost) - _MOST_NAMED} more; --json FILE lists all.")
