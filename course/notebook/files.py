"""Reading and writing notebook files: the door to nbformat."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import nbformat
from nbformat import NotebookNode

from course.errors import HandInError
from course.paths import write_atomic

__all__ = ["NotebookNode", "read_notebook", "to_text", "write_notebook"]

_MOST_BYTES = 20 * 1024 * 1024


def read_notebook(path: Path) -> NotebookNode:
    """Read a notebook file.

    Parameters
    ----------
    path : pathlib.Path
        A file of notebook format 4, in UTF-8.

    Raises
    ------
    HandInError
        If the file is missing, too large, no JSON, or no notebook of format 4.
    """
    try:
        size = path.stat().st_size
        text = path.read_text(encoding="utf-8") if size <= _MOST_BYTES else ""
    except FileNotFoundError:
        raise HandInError(
            f"{path.name} was not found.", "", "Hand in the notebook under its own name."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, f"It is no text in UTF-8 ({error}).") from None
    if size > _MOST_BYTES:
        raise _unreadable(path, f"It has {size:,} bytes, and at most {_MOST_BYTES:,} are read.")
    if not text.strip():
        raise _unreadable(path, "The file is empty.")
    try:
        # `reads` would log a schema fault and go on; a hand-in with one is told so.
        notebook = nbformat.reads(text, as_version=nbformat.NO_CONVERT)
        nbformat.validate(notebook)
    except Exception as error:  # noqa: BLE001 - nbformat raises whatever its JSON and schema tools raise
        raise _unreadable(path, f"It is not a whole notebook ({_first_line(error)}).") from None
    if notebook.get("nbformat") != 4:  # noqa: PLR2004 - the version's number is its name
        raise _unreadable(path, f"It has notebook format {notebook.get('nbformat')}, not 4.")
    return cast("NotebookNode", notebook)


def to_text(notebook: NotebookNode) -> str:
    """Return the text of a notebook file, as nbformat and nbgrader write it."""
    return str(nbformat.writes(notebook)) + "\n"


def write_notebook(path: Path, notebook: NotebookNode) -> None:
    """Write a notebook whole or not at all."""
    write_atomic(path, to_text(notebook))


def _unreadable(path: Path, found: str) -> HandInError:
    return HandInError(
        f"{path.name} cannot be read as a notebook.",
        found,
        "Open it in JupyterLab, save it again, and hand in that file.",
    )


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
