"""The asking side of the border: reads replies that may come from a hostile process."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from course.checks.codec import CodecError, from_json, to_json
from course.checks.submission import GONE, CallOutcome, Missing, Opaque

__all__ = ["Ask", "AskingSubmission"]

Ask = Callable[[dict[str, Any]], Any]
"""Carries a request to the student's process and brings back its reply.

It returns whatever came back, or None when the process has ended.
"""

_NOT_UNDERSTOOD: Final = "its reply cannot be read"


class AskingSubmission:
    """The part of a submission that asks for values, calls and figures.

    Parameters
    ----------
    ask : callable
        The way to :func:`course.checks.remote.answer`.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def value(self, name: str) -> Any:
        """Return the plain value of a variable, a ``Missing`` or an ``Opaque``."""
        return _plain(name, self._ask({"ask": "value", "name": name}))

    def figure(self, name: str) -> Any:
        """Return the facts of a figure as plain data, a ``Missing`` or an ``Opaque``."""
        return _plain(name, self._ask({"ask": "figure", "name": name}))

    def call(
        self, name: str, arguments: Sequence[Any], keywords: Mapping[str, Any], seconds: float
    ) -> CallOutcome | Missing:
        """Call the student's function `name` with plain arguments, for at most `seconds`."""
        request = {
            "ask": "call",
            "name": name,
            "arguments": to_json(list(arguments)),
            "keywords": to_json(dict(keywords)),
            "seconds": seconds,
        }
        reply = self._ask(request)
        if isinstance(reply, dict):
            if reply.get("timed_out") is True:
                return CallOutcome(timed_out=True)
            if isinstance(reply.get("error"), str):
                return CallOutcome(error=reply["error"][:300] or "Exception")
        result = _plain(name, reply)
        return result if isinstance(result, Missing) else CallOutcome(result)


def _plain(name: str, reply: Any) -> Any:  # noqa: PLR0911 - one way out for each kind of value
    """Read a reply; whatever does not fit becomes an ``Opaque``."""
    if reply is None:
        return Opaque("unknown", GONE)
    if not isinstance(reply, dict):
        return Opaque("unknown", _NOT_UNDERSTOOD)
    if reply.get("missing") is True:
        return Missing(name)
    if reply.get("timed_out") is True:
        return Opaque("unknown", "looking at it takes too long")
    match reply.get("opaque"):
        case [str(type_name), str(reason), bool(is_callable)]:
            return Opaque(type_name[:80], reason[:300], is_callable)
    if "value" not in reply:
        return Opaque("unknown", _NOT_UNDERSTOOD)
    try:
        return from_json(reply["value"])
    except CodecError:
        return Opaque("unknown", _NOT_UNDERSTOOD)
