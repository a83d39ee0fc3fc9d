"""The student's side of the border: answers questions about a namespace as plain JSON.

:func:`answer` is the only function of this folder that touches objects a
student's program made. It runs inside the student's process (or the running
kernel), and nothing it returns is trusted: the asking side reads replies with
:mod:`course.checks.replies`, which believes no part of them.

A request is a dict with ``ask``:

* ``{"ask": "value", "name": NAME}``
* ``{"ask": "call", "name": NAME, "arguments": NODE, "keywords": NODE, "seconds": NUMBER}``
* ``{"ask": "figure", "name": NAME}``

A reply is a dict with exactly one of:

* ``{"value": NODE}``: the plain value, a call's result, or a figure's facts
* ``{"missing": true}``: no such name
* ``{"opaque": [TYPE, REASON, IS_CALLABLE]}``: it exists, and cannot be carried
* ``{"error": TEXT}``: the call raised; name and message of the exception
* ``{"timed_out": true}``: the call was stopped

A NODE is the JSON form of :mod:`course.checks.codec`. Requests and replies can
be written with :func:`json.dumps`. Names are looked up in the namespace alone;
builtins are not the student's work.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Mapping
from typing import Any, Final

from course.checks.clock import TimeIsUpError, time_limit
from course.checks.codec import UnreadableError, from_json, to_json
from course.checks.facts import figure_facts
from course.checks.limits import type_name
from course.checks.submission import NOT_CALLABLE

__all__ = ["answer"]

_MOST_TEXT: Final = 300

_LOOK_SECONDS: Final = 10.0
"""For reading a value: a hostile one can take for ever, the largest honest one takes half a second."""


def answer(  # noqa: PLR0911 - one way out for each kind of reply
    namespace: Mapping[str, Any], request: Mapping[str, Any]
) -> dict[str, Any]:
    """Answer one request about the student's names.

    Runs student code: a called function, and whatever a hostile object does
    when it is looked at. What that code prints is thrown away.

    Parameters
    ----------
    namespace : mapping of str to object
        The student's global names.
    request : mapping
        A request as above.

    Returns
    -------
    dict
        A reply as above. No exception of the student's code escapes.
    """
    name = request["name"]
    if name not in namespace:
        return {"missing": True}
    value = namespace[name]
    try:
        with _silence():
            if request["ask"] == "call":
                return _call(value, request)
            with time_limit(_LOOK_SECONDS):
                if request["ask"] == "figure":
                    return _figure(value)
                return {"value": to_json(value)}
    except UnreadableError as error:
        return _refused(value, error)
    except TimeIsUpError:
        return {"timed_out": True}
    except BaseException as error:  # noqa: BLE001 - hostile objects raise anything, SystemExit too
        return {"opaque": [type_name(value), f"looking at it raises {type_name(error)}", False]}


def _figure(value: Any) -> dict[str, Any]:
    """Read the facts of a figure."""
    facts = figure_facts(value)
    if facts is None:
        return {"opaque": [type_name(value), "it is no figure", False]}
    return {"value": to_json(facts)}


def _call(function: Any, request: Mapping[str, Any]) -> dict[str, Any]:
    """Call a function of the student's with fresh copies of the arguments."""
    if not callable(function):
        return {"opaque": [type_name(function), NOT_CALLABLE, False]}
    arguments, keywords = from_json(request["arguments"]), from_json(request["keywords"])
    try:
        with time_limit(float(request["seconds"])):
            result = function(*arguments, **keywords)
    except TimeIsUpError:
        return {"timed_out": True}
    except BaseException as error:  # noqa: BLE001 - the student's code may raise anything
        return {"error": _told(error)}
    try:
        with time_limit(_LOOK_SECONDS):
            return {"value": to_json(result)}
    except UnreadableError as error:
        return _refused(result, error)


def _refused(value: Any, error: UnreadableError) -> dict[str, Any]:
    """Tell that a value cannot be carried, and which part of it if it is not all of it."""
    name = type_name(value)
    reason = error.reason
    if not reason and error.type_name != name:
        reason = f"it holds a value of type {error.type_name}"
    return {"opaque": [name, reason[:_MOST_TEXT], callable(value)]}


def _told(error: BaseException) -> str:
    """Return name and message of an exception; the message may itself raise."""
    try:
        return f"{type_name(error)}: {error}"[:_MOST_TEXT]
    except BaseException:  # noqa: BLE001 - a hostile exception raises when it is told
        return type_name(error)


@contextlib.contextmanager
def _silence() -> Any:
    """Throw away what student code prints: text on stderr would cost the whole cell."""
    with contextlib.redirect_stdout(_Nowhere()), contextlib.redirect_stderr(_Nowhere()):
        yield


class _Nowhere(io.TextIOBase):
    """A text stream that keeps nothing."""

    def write(self, text: str) -> int:
        """Take a text, and keep nothing of it."""
        return len(text)

    def writable(self) -> bool:
        """Tell that writing is possible."""
        return True
