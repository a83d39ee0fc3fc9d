"""The front end as one module, for programs that do not load JupyterLab extensions.

The files of ``labextension/static`` are plain ECMAScript modules. JupyterLab and
Notebook 7 load them as they are; a widget in VS Code or Colab gets one text, so
they are joined here, without any tool.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

__all__ = ["EXTENSION", "module_source", "style_source"]

EXTENSION: Final = Path(__file__).parent / "labextension"
"""The prebuilt JupyterLab extension."""

_ENTRY: Final = "widget.js"
_IMPORT: Final = re.compile(r'^import \{[^}]*\} from "\./(?P<file>[\w.]+)";\n', re.MULTILINE)
_EXPORT: Final = re.compile(r"^export (?=(?:async )?(?:function|class|const)\b)", re.MULTILINE)


@cache
def module_source() -> str:
    """Return the widget's module with all that it imports, in order of need.

    Top-level names of the files are different, which a test keeps so.
    """
    joined: dict[str, str] = {}
    _join(_ENTRY, joined)
    return "\n".join(joined.values())


@cache
def style_source() -> str:
    """Return the style sheet of all kinds."""
    return _read("exercise.css")


def _join(name: str, joined: dict[str, str]) -> None:
    """Add a file after the files that it imports."""
    source = _read(name)
    for found in _IMPORT.finditer(source):
        if found["file"] not in joined:
            _join(found["file"], joined)
    joined[name] = _EXPORT.sub("", _IMPORT.sub("", source))


def _read(name: str) -> str:
    """Return a file of the front end."""
    return (EXTENSION / "static" / name).read_text(encoding="utf-8")
