"""What instructors do after release: a sample class, feedback, report, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from course.cli.common import Root, Units, say, write_page
from course.errors import ExitCode, UsageError
from course.paths import find_root
from course.scores import GradeReport

__all__ = ["demo", "feedback", "report", "sample"]

Unit = Annotated[str, typer.Argument(help="The unit, shortened as you like.")]
Students = Annotated[int, typer.Option("--students", min=1, max=2000, help="Hand-ins a unit.")]
Seed = Annotated[int, typer.Option("--seed", help="Decides which student is of which kind.")]


def sample(
    unit: Unit,
    into: Annotated[Path, typer.Option("--into", help="Folder for the hand-ins.")],
    students: Students = 30,
    seed: Seed = 1962,
    root: Root = None,
) -> int:
    """Make a class of hand-ins of known quality, each with its expected score.

    Example: course sample u01 --students 30 --seed 7 --into build/class
    """
    from course.classroom.sample import MANIFEST, make_sample

    folder = find_root(root)
    name = folder.unit(unit)
    made = make_sample(folder, name, students=students, seed=seed, into=into)
    say(f"{len(made)} hand-ins of {name}. Expected scores: {into / name / MANIFEST}")
    return ExitCode.DONE


def feedback(unit: Unit, root: Root = None) -> int:
    """Write a feedback page for each student.

    Example: course feedback u01
    """
    from course.grading.marks import refresh
    from course.reports.feedback import write_feedback

    folder = find_root(root)
    name = folder.unit(unit)
    refresh(folder, name)
    damaged: list[str] = []
    pages = write_feedback(folder, name, damaged.append)
    example = f", such as {pages[0]}" if pages else ""
    noun = "page" if len(pages) == 1 else "pages"
    say(f"{len(pages)} feedback {noun} of {name} in {folder.feedback}{example}")
    return _told(damaged)


def report(
    units: Units = None,
    root: Root = None,
    into: Annotated[
        Path | None, typer.Option("--into", help="The page; report.html in the course without it.")
    ] = None,
) -> int:
    """Write the class report from the stored results.

    Example: course report u01
    """
    from course.grading.marks import refresh
    from course.reports.classes import class_page
    from course.reports.results import load_results

    folder = find_root(root)
    names = (
        [folder.unit(name) for name in units]
        if units
        else [name for name in folder.units() if (folder.results / name).is_dir()]
    )
    if not names:
        raise UsageError(
            f"There are no results in {folder.root}.",
            "A report is made from the results of course grade.",
            'Grade a unit first, for example with "course grade u01".',
        )
    path = into or folder.root / "report.html"
    for name in names:
        refresh(folder, name)
    damaged: list[str] = []
    results = {name: load_results(folder, name, damaged.append) for name in names}
    write_page(path, class_page(results))
    say(f"The class report: {path}")
    return _told(damaged)


def _told(damaged: list[str]) -> int:
    """Print what was left out, and return the exit code."""
    for sentence in damaged:
        say(sentence)
    return ExitCode.DONE_WITH_LOSSES if damaged else ExitCode.DONE


def demo(
    students: Students = 30,
    seed: Seed = 1962,
    into: Annotated[
        Path | None, typer.Option("--into", help="Scratch course; build/demo without it.")
    ] = None,
    root: Root = None,
) -> int:
    """Run everything once on a made class: release, grade, feedback, report.

    Example: course demo --students 60
    """
    from course.classroom.demo import run_demo

    folder = find_root(root)
    target = into or folder.root / "build" / "demo"
    done = run_demo(folder, students=students, seed=seed, into=target, tell=say)
    _show(done.reports)
    for line in done.differences:
        say(line)
    if done.differences:
        say(f"{len(done.differences)} results are not as the manifests say.")
        return ExitCode.DONE_WITH_LOSSES
    say("Every hand-in ended as its manifest says.")
    example = next(target.glob("feedback/*/*/*.html"))
    for what, path in (
        ("Class report", target / "report.html"),
        ("Results as data", target / "report.json"),
        ("Gradebook", target / "gradebook.db"),
        ("Graded notebooks", target / "autograded"),
        ("A feedback page", example),
    ):
        say(f"  {what + ':':<18} {path}")
    return ExitCode.DONE


def _show(reports: list[GradeReport]) -> None:
    """Print a table of scores, one row a unit."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title="Scores of the made class")
    table.add_column("Unit", no_wrap=True)
    for heading in ("Made", "Rejected", "Lowest", "Mean", "Best", "Of", "Seconds"):
        table.add_column(heading, justify="right", no_wrap=True)
    for done in reports:
        graded = [result for result in done.submissions if result.status != "rejected"]
        scores = [result.score for result in graded] or [0.0]
        table.add_row(
            done.unit,
            str(len(done.submissions)),
            str(len(done.submissions) - len(graded)),
            f"{min(scores):.1f}",
            f"{sum(scores) / len(scores):.1f}",
            f"{max(scores):.1f}",
            f"{max((result.max_score for result in graded), default=0):g}",
            f"{done.seconds:.1f}",
        )
    Console().print(table)
