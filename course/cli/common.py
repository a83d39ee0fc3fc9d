"""What several commands share: their options, and how they speak."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from course.paths import write_atomic

__all__ = ["JsonFile", "Root", "Units", "say", "write_json"]

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


def write_json(path: Path | None, data: Any) -> None:
    """Write data to a JSON file, whole or not at all; nothing where no file was asked for."""
    if path is not None:
        write_atomic(path, json.dumps(data, ensure_ascii=False, indent=2) + "\n")
