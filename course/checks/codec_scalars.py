"""The part of the codec that knows pandas' single values: moments, spans, periods, intervals.

The functions share one form, that of :mod:`course.checks.codec_tables`: value or
node, a function for what lies inside, and the budget. numpy and pandas are
imported only when a message speaks of them.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from course.checks.codec_arrays import read_single, write_bytes
from course.checks.codec_zones import read_zone, write_zone
from course.checks.limits import Budget, CodecError

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "closed_side",
    "read_interval",
    "read_period",
    "read_span",
    "read_timestamp",
    "write_interval",
    "write_period",
    "write_span",
    "write_timestamp",
]

Write = Callable[[Any], Any]
"""Writes a value inside this one, one level deeper."""

Read = Callable[[Any], Any]
"""Reads a node inside this one, one level deeper."""

_CLOSED: Final = ("left", "right", "both", "neither")


def write_timestamp(value: pd.Timestamp, _inner: Write, budget: Budget) -> dict[str, Any]:
    """Write a moment: its time in UTC, and its zone."""
    import numpy as np  # noqa: PLC0415 - see the docstring of this module

    moment = np.asarray(value.asm8)
    return {
        "t": "timestamp",
        "v": write_bytes(moment, "Timestamp", budget),
        "z": write_zone(value.tzinfo, value),
    }


def read_timestamp(node: dict[str, Any], _inner: Read, budget: Budget) -> Any:
    """Read a moment back."""
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    moment = pd.Timestamp(read_single(node["v"], budget))
    zone = read_zone(node["z"])
    return moment if zone is None else moment.tz_localize("UTC").tz_convert(zone)


def write_span(value: pd.Timedelta, _inner: Write, budget: Budget) -> dict[str, Any]:
    """Write a length of time."""
    import numpy as np  # noqa: PLC0415 - see the docstring of this module

    return {"t": "span", "v": write_bytes(np.asarray(value.asm8), "Timedelta", budget)}


def read_span(node: dict[str, Any], _inner: Read, budget: Budget) -> Any:
    """Read a length of time back."""
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    return pd.Timedelta(read_single(node["v"], budget))


def write_period(value: pd.Period, _inner: Write, _budget: Budget) -> dict[str, Any]:
    """Write a period, such as a month."""
    return {"t": "period", "freq": value.freqstr, "v": int(value.ordinal)}


def read_period(node: dict[str, Any], _inner: Read, _budget: Budget) -> Any:
    """Read a period back."""
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    return pd.Period(ordinal=node["v"], freq=node["freq"])


def write_interval(value: pd.Interval[Any], inner: Write, _budget: Budget) -> dict[str, Any]:
    """Write an interval between two values."""
    ends = [inner(value.left), inner(value.right)]
    return {"t": "interval", "v": ends, "closed": value.closed}


def read_interval(node: dict[str, Any], inner: Read, _budget: Budget) -> Any:
    """Read an interval back."""
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    left, right = node["v"]
    return pd.Interval(inner(left), inner(right), closed=closed_side(node))


def closed_side(node: dict[str, Any]) -> Any:
    """Return the side on which an interval is closed; :class:`CodecError` if there is none such."""
    if node["closed"] not in _CLOSED:
        raise CodecError("An interval is closed on no known side.")
    return node["closed"]
