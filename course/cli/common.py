"""What several commands share: their options, and how they speak."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any, Final
from unicodedata import category

import typer

from course.errors import MachineError, UsageError
from course.paths import write_atomic

__all__ = [
    "JsonFile",
    "Root",
    "Units",
    "require_file",
    "say",
    "visible",
    "write_json",
    "write_page",
]

_TURNING: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that turn the direction of what follows them."""

Root = Annotated[
    Path | None,
    typer.Option(
        "--root",
        help="Course folder; without it, the folder with nbgrader_config.py above this one.",
        show_default=False,
    ),
]
JsonFile = Annotated[
    Path | None,
    typer.Option("--json", help="Write the result as JSON to this file.", show_default=False),
]
Units = Annotated[
    list[str] | None,
    typer.Argument(help="Units, shortened as you like; without any, all.", show_default=False),
]


def say(text: str = "") -> None:
    """Print a line for people."""
    typer.echo(text)


def visible(text: str) -> str:
    r"""Return a name from a hand-in on one line, its control signs written out.

    Examples
    --------
    >>> print(visible("two\nlines"))
    two\nlines
    """
    return "".join(
        sign.encode("unicode_escape").decode("ascii")
        if category(sign) in {"Cc", "Cs", "Zl", "Zp"} or sign in _TURNING
        else sign
        for sign in text
    )


def write_json(path: Path | None, data: Any) -> None:
    """Write data to a JSON file, whole or not at all; nothing where no file was asked for.

    Raises
    ------
    MachineError
        If the file cannot be written.
    """
    if path is not None:
        write_page(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def write_page(path: Path, text: str) -> None:
    """Write a file that the user has named, whole or not at all.

    Raises
    ------
    MachineError
        If it cannot be written.
    """
    try:
        write_atomic(path, text)
    except OSError as error:
        raise MachineError(
            f"{path} was not written.",
            f"The system says: {error.strerror}.",
            "Name a file in a folder that you may write to.",
        ) from error


def require_file(path: Path | None) -> None:
    """Refuse a place for a file that can be none, before long work is done.

    Raises
    ------
    UsageError
        If it is a folder.
    """
    if path is not None and path.is_dir():
        raise UsageError(f"{path} is a folder.", "The result is one file.", "Name the file in it.")
