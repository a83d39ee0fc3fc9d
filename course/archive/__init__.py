"""The archive: every source, event, message and number that the course argues from.

Names are loaded on first use, so that what needs no pandas does not load it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

_HOMES = {
    "checking": ("Audit", "audit"),
    "for_essays": ("essay_catalogue",),
    "frames": ("clocks",),
    "loaders": (
        "arsenals",
        "calendar",
        "chronology",
        "cities",
        "codebook",
        "deployment",
        "essay",
        "jupiters_thors",
        "messages",
        "order_of_battle",
        "polls",
        "ranges",
        "references",
        "search",
        "sites",
        "u2_evidence",
    ),
    "texts": ("Sentence", "sentences"),
    "sources": ("Source", "cite", "known_ids", "source"),
}
_MODULE = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_MODULE)  # noqa: PLE0605 - a test compares the names with what can be imported


def __getattr__(name: str) -> Any:
    """Import a public name from its module when it is first asked for."""
    if name in _MODULE:
        return getattr(import_module(f"course.archive.{_MODULE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *_MODULE])
