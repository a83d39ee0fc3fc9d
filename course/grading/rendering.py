"""Writing the autograded folder of a hand-in."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

__all__ = ["stage_files", "write_notebook"]

_READ_ONLY: Final = 0o444
"""As nbgrader leaves autograded files: the original is what may be changed."""


def write_notebook(path: Path, notebook: Mapping[str, Any]) -> None:
    """Write a notebook in the form of nbformat: sorted keys, an indent of one."""
    text = json.dumps(notebook, ensure_ascii=False, indent=1, sort_keys=True)
    # A lone surrogate is legal in JSON and cannot be written; nothing is graded by it.
    _write(path, f"{text}\n".encode("utf-8", "replace"))


def stage_files(folder: Path, files: Mapping[str, Path]) -> None:
    """Copy the other files of a hand-in into its autograded folder."""
    for name, source in files.items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        target.chmod(_READ_ONLY)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(_READ_ONLY)
