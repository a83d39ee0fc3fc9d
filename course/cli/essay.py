"""`course essay`: a first look at the form and references of any essay."""

from __future__ import annotations

import codecs
import sys
from pathlib import Path
from typing import Annotated

import typer

from course.cli.common import JsonFile, say, write_json, write_page
from course.errors import ExitCode, UsageError

__all__ = ["essay"]

_STANDARD_INPUT = "-"
_NO_TEXT = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff")
"""How files of word processors, PDF files and pictures begin."""


def essay(
    file: Annotated[
        str, typer.Argument(help="A text or Markdown file, or - to read standard input.")
    ],
    json: JsonFile = None,
    html: Annotated[
        Path | None,
        typer.Option("--html", help="Write the report as a page to this file.", show_default=False),
    ] = None,
) -> int:
    """Say which moves of a historical argument an essay shows, and which are missing.

    It checks form and references, not insight. Nothing is stored.
    Example: course essay my-essay.md --html my-essay.html
    """
    from course.archive import essay_catalogue
    from course.essay import Catalogue, check
    from course.exercises.full_texts import compared_with_full_texts

    report = check(_read(file), Catalogue.from_data(essay_catalogue()))
    say(report.to_text())
    for row in compared_with_full_texts(report.study):
        say(" ".join(filter(None, (f"{row['title']}:", row["reason"], row["question"]))))
    write_json(json, report.to_dict())
    if html is not None:
        write_page(html, report.to_html())
    return ExitCode.DONE


def _read(file: str) -> str:
    """Read an essay; bytes that are no UTF-8 become replacement marks and are read all the same."""
    if file == _STANDARD_INPUT:
        return _text(sys.stdin.buffer.read(), "The standard input")
    path = Path(file)
    if path.is_dir():
        raise UsageError(f'"{file}" is a folder.', "An essay is one file.", "Name the file in it.")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(
            f"{file} could not be read.",
            f"{(error.strerror or 'The file cannot be opened').capitalize()}.",
            "Check the name, or give - to read standard input.",
        ) from error
    return _text(data, file)


def _text(data: bytes, name: str) -> str:
    """Return the text of a file; refuse what a word processor or a camera made."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", errors="replace")
    if data.startswith(_NO_TEXT):
        raise UsageError(
            f"{name} holds no plain text.",
            "It looks like a file of a word processor, a PDF or a picture.",
            "Save the essay as plain text, and name that file.",
        )
    return data.decode("utf-8-sig", errors="replace")
