"""The kinds of exercise that source analysis needs.

In a notebook an exercise is one call in one cell; its answer is kept in the
marked line of that cell (:mod:`course.notebook.answers`)::

    from course.exercises import choose

    choose(
        "condition",
        "Which label fits the letter?",
        ["first strike", "retaliation"],
        answer=None,  # recorded answer
    )

A kind is first a pure definition, which checks, sums up and prints answers and
needs no front end (:mod:`course.exercises.kinds`); the checker and the command
line use nothing else. Modules, lowest first: markup, frames, exercise,
documents, choices, pairings, tables, writing, reading, schemes, cards, ordering, spans,
desks, assessing, kinds, registry, frontend, widget, show.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

_HOMES: Final = {
    "Exercise": "exercise",
    "KINDS": "kinds",
    "from_call": "kinds",
    "card": "show",
    "choose": "show",
    "essay_desk": "show",
    "interval": "show",
    "label": "show",
    "match": "show",
    "matrix": "show",
    "order": "show",
    "pick_sentences": "show",
    "rate": "show",
    "short_text": "show",
    "tick": "show",
}

__all__ = [
    "KINDS",
    "Exercise",
    "card",
    "choose",
    "essay_desk",
    "from_call",
    "interval",
    "label",
    "match",
    "matrix",
    "order",
    "pick_sentences",
    "rate",
    "short_text",
    "tick",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(_HOMES)
