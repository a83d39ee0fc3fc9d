"""Whether a notebook can be run without a kernel, decided by reading it.

IPython alone runs ordinary notebooks (:mod:`course.grading.shell`). What it
cannot give is listed here; a notebook that seems to use any of it is run in a
kernel (:mod:`course.grading.kernels`), which takes longer and is always right.
So a word in a comment may cost half a second, and never a point.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["Choice", "choose"]

_PYTHON: Final = "python3"

_NEEDS: Final = {
    "asks for input": r"\b(?:raw_)?input\s*\(|\bgetpass\b|\bbreakpoint\s*\(|\bpdb\b|%debug\b",
    "uses widgets": r"\b(?:ipywidgets|anywidget|ipympl)\b|\bcomms?\b|%matplotlib\s+(?:widget|notebook)\b",
    "changes what it has shown": r"\bdisplay_id\b|\bupdate_display\b|\bDisplayHandle\b",
    "works with the kernel or its event loop": r"\basyncio\b|\bipykernel\b|\bnest_asyncio\b|\.kernel\b|\bjupyter_client\b",
}
"""By reason, what in the text of a cell gives it away."""


@dataclass(frozen=True, slots=True)
class Choice:
    """How the cells of a notebook are run.

    Parameters
    ----------
    kernel : str
        The kernel's name; empty where IPython alone is enough.
    reason : str
        Why a kernel is needed, to go after "it"; empty where none is.
    """

    kernel: str = ""
    reason: str = ""


def choose(sources: Iterable[str], kernelspec: Mapping[str, Any]) -> Choice:
    """Choose how the cells of a notebook are run.

    Parameters
    ----------
    sources : iterable of str
        The texts of all cells that will be run.
    kernelspec : mapping
        That of the master.

    Examples
    --------
    >>> choose(["import pandas", "pandas.DataFrame()"], {"name": "python3"})
    Choice(kernel='', reason='')
    >>> choose(["name = input('Who? ')"], {"name": "python3"}).reason
    'asks for input'
    """
    name = str(kernelspec.get("name") or _PYTHON)
    if name not in {_PYTHON, "python"}:
        return Choice(name, f'is written for the kernel "{name}"')
    text = "\n".join(sources)
    for reason, pattern in _NEEDS.items():
        if re.search(pattern, text):
            return Choice(_PYTHON, reason)
    return Choice()
