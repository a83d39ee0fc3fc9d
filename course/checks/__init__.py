"""What check cells call, and how a check reads a student's work.

A check cell holds one claim. It names the student's work only by strings, so
that it gives the same score in the notebook's kernel and in a process that
never ran the student's code::

    \"\"\"The label keeps the condition.\"\"\"
    from course.checks import award, exact, form

    form("condition")
    ### BEGIN HIDDEN TESTS
    award(exact("condition", key="pre-emption", half=["retaliation"]), points=4)
    ### END HIDDEN TESTS

``form`` looks at form alone and is what students keep. A rule judges; its first
argument is the name of the work, and it returns a :class:`course.scores.Result`.
``award`` turns the result into points and prints the reason.

Modules, lowest first: submission, limits, codec_zones, codec_arrays,
codec_scalars, codec_tables, codec, clock, facts, remote, replies, recorded,
running, live, given, wording, context, student, rule, same, the rules
(choosing, ordering, measuring, testing, tabling, plotting, prose, carding,
essay, reflecting), awarding, forms, plain, static, run.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any, Final

_HOMES: Final = {
    "Alternative": "choosing",
    "Case": "testing",
    "Given": "given",
    "Prose": "prose",
    "accept": "choosing",
    "award": "awarding",
    "card": "carding",
    "case": "testing",
    "essay_group": "essay",
    "exact": "choosing",
    "figure": "plotting",
    "form": "forms",
    "frame": "tabling",
    "function": "testing",
    "interval": "measuring",
    "labels": "choosing",
    "number": "measuring",
    "one_of_several": "choosing",
    "order": "ordering",
    "own_text": "reflecting",
    "pairs": "choosing",
    "self_assessment": "reflecting",
    "series": "tabling",
    "set_f1": "choosing",
    "spans": "ordering",
    "text_lite": "prose",
    "using": "context",
}

__all__ = [
    "Alternative",
    "Case",
    "Given",
    "Prose",
    "accept",
    "award",
    "card",
    "case",
    "essay_group",
    "exact",
    "figure",
    "form",
    "frame",
    "function",
    "interval",
    "labels",
    "number",
    "one_of_several",
    "order",
    "own_text",
    "pairs",
    "self_assessment",
    "series",
    "set_f1",
    "spans",
    "text_lite",
    "using",
]


def __getattr__(name: str) -> Any:
    """Load a public name from its module on first use."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return sorted(_HOMES)
