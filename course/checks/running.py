"""Which notebook file is the one that is running, for the Markdown in it.

A kernel does not know its notebook. In JupyterLab the server tells the path in
``JPY_SESSION_NAME``; during nbgrader's autograding that name is of another
session and is passed over. Candidates are then the notebooks in the working
folder that hold the cell; of several, the one whose code cells equal those run
so far. When that leaves a doubt, nothing is read: never a guess.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

__all__ = ["cell_source", "markdown_source"]

_MOST_BYTES: Final = 100_000_000
_MOST_FILES: Final = 200


def markdown_source(cell_id: str) -> str | None:
    """Return the source of a Markdown cell of the running notebook.

    Parameters
    ----------
    cell_id : str
        The cell's id or ``grade_id``.

    Returns
    -------
    str or None
        None when the notebook, or the cell in it, cannot be told for certain.
    """
    candidates = [
        notebook
        for notebook in map(_read, _paths())
        if notebook is not None and cell_source(notebook, cell_id, "markdown") is not None
    ]
    if len(candidates) > 1:
        run = _run_so_far()
        candidates = [notebook for notebook in candidates if _matches(notebook, run)]
    # Copies with the same text leave no doubt about the text.
    sources = {cell_source(notebook, cell_id, "markdown") for notebook in candidates}
    return sources.pop() if len(sources) == 1 else None


def cell_source(notebook: Mapping[str, Any], cell_id: str, cell_type: str) -> str | None:
    """Return the source of a cell by its ``grade_id`` or id; the first of that name counts.

    Parameters
    ----------
    notebook : mapping
        A notebook as :func:`json.load` gives it.
    cell_id : str
        The cell's ``grade_id``, or its id.
    cell_type : str
        ``markdown`` or ``code``.

    Returns
    -------
    str or None
        The source as one text.
    """
    for cell in _cells(notebook):
        metadata = cell.get("metadata")
        mark = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
        grade_id = mark.get("grade_id") if isinstance(mark, Mapping) else None
        if cell_id in (grade_id, cell.get("id")) and cell.get("cell_type") == cell_type:
            return _source(cell)
    return None


def _cells(notebook: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    cells = notebook.get("cells")
    for cell in cells if isinstance(cells, list) else ():
        if isinstance(cell, Mapping):
            yield cell


def _source(cell: Mapping[str, Any]) -> str:
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(map(str, source))


def _paths() -> list[Path]:
    """Return the files that may be the running notebook."""
    session = os.environ.get("JPY_SESSION_NAME", "")
    if session and "NBGRADER_EXECUTION" not in os.environ and Path(session).suffix == ".ipynb":
        # The server may give the path from its own root; the kernel runs in the notebook's folder.
        path = Path(session) if Path(session).is_file() else Path(Path(session).name)
        return [path]
    return sorted(Path().glob("*.ipynb"))[:_MOST_FILES]


def _read(path: Path) -> Mapping[str, Any] | None:
    try:
        if path.stat().st_size > _MOST_BYTES:
            return None
        notebook = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return None
    return notebook if isinstance(notebook, Mapping) else None


def _run_so_far() -> list[str]:
    """Return the sources of the cells that this kernel has run, without blank ones."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython is not None else None
    if shell is None:
        return []
    # The source as typed, before magics are rewritten.
    return [
        str(source).strip() for source in shell.history_manager.input_hist_raw if source.strip()
    ]


def _matches(notebook: Mapping[str, Any], run: list[str]) -> bool:
    """Tell whether a notebook's code cells begin with those that ran."""
    sources = [
        source.strip()
        for source in (
            _source(cell) for cell in _cells(notebook) if cell.get("cell_type") == "code"
        )
        if source.strip()
    ]
    return bool(run) and sources[: len(run)] == run
