"""Figures that the lessons share: each a function from a table to a figure.

Names are loaded on first use; matplotlib comes with the first of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "charts": ("gantt", "heat_map", "lollipop"),
    "maps": ("range_map",),
    "networks": ("network",),
    "output": ("show",),
    "timelines": ("timeline",),
}
_MODULE = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_MODULE)  # noqa: PLE0605 - a test compares the names with what can be imported


def __getattr__(name: str) -> Any:
    """Import a public name from its module when it is first asked for."""
    if name in _MODULE:
        return getattr(import_module(f"course.figures.{_MODULE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_MODULE])
