"""A hand-in's notebook made ready for grading: what nbgrader calls sanitizing.

Cells that nbgrader knows get their master's metadata back, locked cells their
text, all cells lose their outputs, and the kernel is the master's. Of a cell that
was copied the first counts, as in :class:`course.notebook.grading.DropCopies`.
Pure functions on plain data; no code of a hand-in is run.

A hand-in whose cells cannot be matched to the master's is refused here with one
sentence; a repair would come before :func:`restore`.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Final

from course.errors import HandInError, listing
from course.grading.masters import MasterCell, MasterNotebook
from course.grading.outputs import MOST_LEVELS, is_deep
from course.notebook.cells import grade_id, nbgrader_metadata, source_of

__all__ = ["checksum", "is_unanswered", "read_hand_in", "restore"]

_MOST_BYTES: Final = 20 * 1024 * 1024
_FORMAT: Final = 4
_MINOR: Final = 5
_CELL_ID: Final = re.compile("[a-zA-Z0-9_-]{1,64}")
_AGAIN: Final = "Open it in JupyterLab, save it again, and hand in that file."


def read_hand_in(path: Path) -> dict[str, Any]:
    """Read the notebook of a hand-in.

    Returns
    -------
    dict
        A notebook of format 4 whose cells all have a type, a text and metadata.

    Raises
    ------
    HandInError
        If the file is missing, too large, or no such notebook.
    """
    try:
        if path.is_symlink() or not path.is_file():
            raise HandInError(
                f'There is no notebook "{path.name}" in this hand-in.',
                "",
                "Ask for the notebook under the name it was given out with.",
            )
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise _unreadable(path, f"It has {size:,} bytes; at most {_MOST_BYTES:,} are read.")
        notebook = json.loads(path.read_bytes().decode("utf-8"))
    except OSError as error:
        raise HandInError(
            f"{path.name} cannot be opened.",
            f"The system says: {error.strerror}.",
            "Give yourself the right to read the hand-in, and grade again.",
        ) from None
    except (ValueError, RecursionError):
        raise _unreadable(path, "It is no whole JSON text." if size else "It is empty.") from None
    if is_deep(notebook):
        raise _unreadable(path, f"It is nested deeper than {MOST_LEVELS} levels.")
    if not isinstance(notebook, dict) or notebook.get("nbformat") != _FORMAT:
        raise _unreadable(path, f"It is not in notebook format {_FORMAT}.")
    cells = notebook.get("cells")
    if not isinstance(cells, list) or not all(_is_cell(cell) for cell in cells):
        raise _unreadable(path, "Some of its cells are damaged.")
    return notebook


def restore(notebook: dict[str, Any], master: MasterNotebook) -> tuple[dict[str, Any], list[str]]:
    """Give a hand-in back what only the course may set.

    Parameters
    ----------
    notebook : dict
        A notebook from :func:`read_hand_in`; it is not changed.
    master : MasterNotebook
        The master of the same name.

    Returns
    -------
    dict
        The clean notebook; sources are single texts.
    list of str
        One sentence for each change an instructor may want to know of.

    Raises
    ------
    HandInError
        If a cell of the master is missing or of another type.
    """
    firsts = _first_cells(notebook, master)
    _require_all_cells(firsts, master)
    flags: list[str] = []
    cells = [
        _restored(cell, master, flags)
        if firsts.get(grade_id(cell), cell) is cell
        else _ordinary(cell)
        for cell in notebook["cells"]
    ]
    flags += _copies(notebook, firsts)
    _number(cells)
    clean = {
        "cells": cells,
        "metadata": _metadata(notebook, master),
        "nbformat": _FORMAT,
        "nbformat_minor": _MINOR,
    }
    return clean, flags


def checksum(cell: dict[str, Any]) -> str:
    """Return nbgrader's checksum of a cell (``nbgrader.utils.compute_checksum``).

    It is written out here because importing nbgrader takes seconds, and a run
    over a class needs nothing else of it.
    """
    found = nbgrader_metadata(cell)
    grade, solution = bool(found.get("grade")), bool(found.get("solution"))
    locked = not solution and (grade or bool(found.get("locked")))
    parts = [source_of(cell), cell["cell_type"], str(grade), str(solution), str(locked)]
    parts.append(str(found["grade_id"]))
    if grade:
        parts.append(str(float(found["points"])))
    return hashlib.md5("".join(parts).encode("utf-8", "replace"), usedforsecurity=False).hexdigest()


def is_unanswered(cell: dict[str, Any], master: MasterCell) -> bool:
    """Tell whether an answer cell is still as it was given out."""
    return master.checksum is not None and checksum(cell) == master.checksum


def _is_cell(cell: object) -> bool:
    """Tell whether this is a cell with a type, a text and metadata."""
    if not isinstance(cell, dict) or cell.get("cell_type") not in {"code", "markdown", "raw"}:
        return False
    source = cell.get("source", "")
    lines = source if isinstance(source, list) else [source]
    return all(isinstance(line, str) for line in lines) and isinstance(
        cell.get("metadata", {}), dict
    )


def _first_cells(notebook: dict[str, Any], master: MasterNotebook) -> dict[str, dict[str, Any]]:
    """Return the cells of the master as they were handed in; of copies the first."""
    firsts: dict[str, dict[str, Any]] = {}
    for cell in notebook["cells"]:
        if (name := grade_id(cell)) in master.cells:
            firsts.setdefault(name, cell)
    return firsts


def _copies(notebook: dict[str, Any], firsts: dict[str, dict[str, Any]]) -> list[str]:
    """Return a sentence for each cell of which a copy has another text."""
    differ = {
        name: None
        for cell in notebook["cells"]
        if (first := firsts.get(name := grade_id(cell))) is not None
        and source_of(cell) != source_of(first)
    }
    return [
        f'The cell "{name}" was copied, and a copy has another text. '
        "Code runs in its order; of anything else the first counts."
        for name in differ
    ]


def _require_all_cells(firsts: dict[str, dict[str, Any]], master: MasterNotebook) -> None:
    """Refuse a notebook whose cells cannot be matched to the master's."""
    missing = [name for name in master.cells if name not in firsts]
    if missing:
        raise HandInError(
            f"Cells of the unit are missing: {listing(missing)}.",
            f"{master.name}.ipynb was handed in without them.",
            "Ask for the notebook again, or restore the cells by hand.",
        )
    changed = [
        name for name, cell in firsts.items() if cell["cell_type"] != master.cells[name].cell_type
    ]
    if changed:
        raise HandInError(
            f"Cells of the unit were given another type: {listing(changed)}.",
            f"{master.name}.ipynb needs them as they were given out.",
            "Change the type back by hand, and grade again.",
        )


def _restored(cell: dict[str, Any], master: MasterNotebook, flags: list[str]) -> dict[str, Any]:
    """Return one cell with its master's metadata, and its text where that is locked."""
    name = grade_id(cell)
    known = master.cells.get(name)
    found = _mapping(cell.get("metadata")).get("nbgrader")
    clean = _ordinary(cell)
    if known is not None:
        clean["metadata"]["nbgrader"] = known.metadata()
        if (points := _mapping(found).get("points")) is not None and points != known.max_score:
            flags.append(f'The points of "{name}" were changed; those of the master count.')
        if known.locked and checksum(clean) != known.checksum:
            clean["source"] = known.source
            if _mapping(found).get("checksum") != checksum({**clean, "source": source_of(cell)}):
                flags.append(f'The text of "{name}" was changed; that of the master counts.')
    elif name:
        flags.append(f'The cell "{name}" is not of this unit; it is kept as an ordinary cell.')
    return clean


def _ordinary(cell: dict[str, Any]) -> dict[str, Any]:
    """Return one cell without outputs, and without what nbgrader knows of it."""
    clean: dict[str, Any] = {"cell_type": cell["cell_type"], "metadata": {}}
    clean["id"] = cell.get("id")
    if cell["cell_type"] != "code" and _are_attachments(cell.get("attachments")):
        clean["attachments"] = cell["attachments"]
    clean["source"] = source_of(cell)
    if cell["cell_type"] == "code":
        clean |= {"execution_count": None, "outputs": []}
    return clean


def _number(cells: list[dict[str, Any]]) -> None:
    """Give each cell an id of its own where the hand-in's is none."""
    taken: set[str] = set()
    for index, cell in enumerate(cells):
        name = cell["id"]
        if not isinstance(name, str) or not _CELL_ID.fullmatch(name) or name in taken:
            name = next(
                new
                for number in range(index, index + len(cells) + 1)
                if (new := f"cell-{number}") not in taken
            )
            cell["id"] = name
        taken.add(name)


def _metadata(notebook: dict[str, Any], master: MasterNotebook) -> dict[str, Any]:
    """Return the metadata that readers of the graded notebook need; any other may be damaged."""
    kept: dict[str, Any] = {"kernelspec": master.kernelspec} if master.kernelspec else {}
    own = _mapping(master.content.get("metadata")).get("language_info")
    if own:
        kept["language_info"] = own
        return kept
    name = _mapping(_mapping(notebook.get("metadata")).get("language_info")).get("name")
    if isinstance(name, str):
        kept["language_info"] = {"name": name}
    return kept


def _are_attachments(found: object) -> bool:
    """Tell whether these are pictures as the notebook format has them."""
    return isinstance(found, dict) and all(
        isinstance(bundle, dict) and all(isinstance(data, str) for data in bundle.values())
        for bundle in found.values()
    )


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _unreadable(path: Path, found: str) -> HandInError:
    return HandInError(f"{path.name} cannot be read as a notebook.", found, _AGAIN)
