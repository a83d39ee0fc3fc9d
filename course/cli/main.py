"""The command line: registers the commands and turns known errors into sentences."""

from __future__ import annotations

import os
import traceback

import typer

from course import __version__
from course.cli import archive, bench, essay, grade, release, students, teach
from course.errors import CourseError, ExitCode

__all__ = ["app", "run"]

_ROLES = {
    "grade": "Instructors: release, grade, return",
    "learn": "Students: work and check",
    "author": "Authors and operators",
}

app = typer.Typer(
    name="course",
    help="Whose Crisis? Cuba, October 1962: the course and its grader.",
    invoke_without_command=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(*, asked: bool) -> None:
    if asked:
        typer.echo(f"course {__version__}")
        raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    version: bool = typer.Option(
        False,
        "--version",
        help="Print the version and stop.",
        is_eager=True,
        callback=lambda value: _version(asked=value),
    ),
    debug: bool = typer.Option(False, "--debug", help="Show the traceback of an error."),
) -> None:
    """Whose Crisis? Cuba, October 1962: the course and its grader."""
    del version
    if debug:
        os.environ["COURSE_DEBUG"] = "1"
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


for _role, _commands in (
    ("grade", (teach.demo, release.release, grade.grade, teach.feedback, teach.report)),
    ("learn", (students.lab, essay.essay)),
    ("author", (release.lint, teach.sample, students.doctor, bench.bench)),
):
    for _command in _commands:
        app.command(_command.__name__, rich_help_panel=_ROLES[_role])(_command)
app.add_typer(archive.app, name="archive", rich_help_panel=_ROLES["learn"])


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code.

    Parameters
    ----------
    arguments : list of str
        What stands after ``course`` on the command line.

    Returns
    -------
    int
        A value of :class:`course.errors.ExitCode`. A known error is printed on
        stderr as its sentences; ``--debug`` adds the traceback.
    """
    try:
        code = app(args=arguments, standalone_mode=False)
    except typer.TyperException as error:
        if sentence := _usage(error):
            typer.echo(sentence, err=True)
        return ExitCode.USAGE
    except CourseError as error:
        typer.echo(str(error), err=True)
        _show_traceback()
        return error.exit_code
    except OSError as error:
        where = f"{error.filename} could" if error.filename else "A file could"
        typer.echo(
            f"{where} not be read or written. The system says: {error.strerror or error}. "
            "Give the rights or make room, and run the command again.",
            err=True,
        )
        _show_traceback()
        return ExitCode.MACHINE
    except (KeyboardInterrupt, typer.Abort):
        typer.echo("Interrupted. What was finished is kept.", err=True)
        return ExitCode.INTERRUPTED
    return int(code or ExitCode.DONE)


def _usage(error: typer.TyperException) -> str:
    """Return what was wrong with a call, and where help is."""
    what = error.format_message().strip()
    if not what:
        return ""  # the help itself was shown
    if what[-1] not in ".?!":
        what += "."
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None and context.parent else "course"
    said = "lists the commands" if command == "course" else "says how it is used"
    return f"{what} `{command} --help` {said}."


def _show_traceback() -> None:
    if os.environ.get("COURSE_DEBUG"):
        traceback.print_exc()
