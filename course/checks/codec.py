"""The closed codec: values of a student's program as plain JSON, and back.

Carried exactly: None, bool, int, float (NaN and infinities too), str, list,
tuple, set, frozenset, dict, date, time, datetime, timedelta; numpy scalars and
arrays; pandas Series, Index and DataFrame with their dtypes, categories, time
zones, MultiIndex and missing values (:mod:`course.checks.codec_tables`). A
subclass of one of these is carried as the plain type it is built on. Anything
else is refused with :class:`~course.checks.limits.UnreadableError`.

The form on the wire is JSON. None, bool, str, finite float, int and list are
themselves; every other value is an object with a tag ``t``. There is no pickle
and no eval: the decoder knows a fixed list of tags, and builds each value from
numbers and texts that it has looked at. Encoding runs where the student's code
ran, and nothing it writes is trusted; decoding survives any bytes, and raises
nothing but :class:`~course.checks.limits.CodecError`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any, Final, NoReturn

from course.checks import codec_tables as tables
from course.checks.codec_zones import read_zone, write_zone
from course.checks.limits import DEFAULT, Budget, CodecError, Limits, UnreadableError, type_name

__all__ = ["CodecError", "UnreadableError", "decode", "encode", "from_json", "to_json"]

# Longer numbers would cost more than linear time to write and read as decimals.
_MOST_BITS: Final = 4096


def encode(value: Any, limits: Limits = DEFAULT) -> bytes:
    """Write a value as JSON bytes.

    Parameters
    ----------
    value : object
        The value.
    limits : Limits, optional
        How large it may be.

    Raises
    ------
    UnreadableError
        If the value, or one inside it, is of another type or too large.

    Examples
    --------
    >>> encode({"days": (179, 178.5)})
    b'{"t":"dict","v":[["days",{"t":"tuple","v":[179,178.5]}]]}'
    """
    return json.dumps(to_json(value, limits), separators=(",", ":")).encode("ascii")


def decode(data: bytes, limits: Limits = DEFAULT) -> Any:
    """Read a value back from JSON bytes.

    Parameters
    ----------
    data : bytes
        What :func:`encode` gave, or anything else.

    Raises
    ------
    CodecError
        If the bytes are not such a message, or too large.

    Examples
    --------
    >>> decode(encode({1, 2}))
    {1, 2}
    """
    if len(data) > limits.message_bytes:
        raise CodecError(f"The message is larger than {limits.message_bytes:,} bytes.")
    try:
        node = json.loads(data, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise CodecError("The message is not JSON.") from error
    return from_json(node, limits)


def to_json(value: Any, limits: Limits = DEFAULT) -> Any:
    """Return the JSON form of a value, as :func:`encode` writes it.

    Raises
    ------
    UnreadableError
        If the value, or one inside it, is of another type or too large.
    """
    return _Encoder(Budget(limits)).node(value, 0)


def from_json(node: Any, limits: Limits = DEFAULT) -> Any:
    """Return the value of a JSON form.

    Raises
    ------
    CodecError
        If it is not one that :func:`to_json` gives.
    """
    try:
        return _Decoder(Budget(limits)).value(node, 0)
    except CodecError:
        raise
    except UnreadableError as error:
        raise CodecError(f"The message is too large: {error.reason}.") from error
    except Exception as error:
        # numpy and pandas refuse bad parts with many kinds of error; here they all mean one thing.
        raise CodecError("The message holds no value that the codec writes.") from error


def _no_constant(name: str) -> NoReturn:
    """Refuse NaN and Infinity as bare words: the codec writes them with a tag."""
    raise ValueError(name)


class _Encoder:
    """Writes one value; methods go by the exact type, so that no method of the value is called."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    def node(self, value: Any, depth: int) -> Any:  # noqa: PLR0911 - one way out for each kind of value
        kind = type(value)
        if value is None or kind is bool:
            return value
        if kind is str:
            self.budget.take_text(len(value))
            return value
        if kind is int:
            return self._int(value)
        if kind is float:
            return value if math.isfinite(value) else {"t": "float", "v": str(value)}
        self.budget.check_depth(depth, type_name(value))
        if kind is list:
            return self._list(value, depth)
        # numpy's and pandas' scalars are subclasses of Python's; they keep their own type.
        found = tables.write(value, kind, lambda item: self.node(item, depth + 1), self.budget)
        if found is not None:
            return found
        for base, write in _BASES:
            if issubclass(kind, base):
                return write(self, value, depth)
        raise UnreadableError(type_name(value))

    def _str(self, value: str, _depth: int) -> Any:
        return self.node(str.__str__(value), 0)

    def _int(self, value: int, _depth: int = 0) -> Any:
        value = int.__int__(value)
        if value.bit_length() > _MOST_BITS:
            raise UnreadableError("int", "it has too many digits")
        return value

    def _float(self, value: float, depth: int) -> Any:
        return self.node(float.__float__(value), depth)

    def _list(self, value: list[Any], depth: int) -> Any:
        # A slice by the base class copies what is stored, whatever a subclass says it holds.
        self.budget.take_items(list.__len__(value), "list")
        return [self.node(item, depth + 1) for item in list.__getitem__(value, slice(None))]

    def _tuple(self, value: tuple[Any, ...], depth: int) -> Any:
        self.budget.take_items(tuple.__len__(value), "tuple")
        items = tuple.__getitem__(value, slice(None))
        return {"t": "tuple", "v": [self.node(item, depth + 1) for item in items]}

    def _set(self, value: set[Any], depth: int) -> Any:
        self.budget.take_items(set.__len__(value), "set")
        return {"t": "set", "v": self._sorted([*set.__iter__(value)], depth)}

    def _frozenset(self, value: frozenset[Any], depth: int) -> Any:
        self.budget.take_items(frozenset.__len__(value), "frozenset")
        return {"t": "frozenset", "v": self._sorted([*frozenset.__iter__(value)], depth)}

    def _sorted(self, items: list[Any], depth: int) -> list[Any]:
        # Sets have no order; a fixed one makes two runs give the same bytes.
        return sorted((self.node(item, depth + 1) for item in items), key=json.dumps)

    def _dict(self, value: dict[Any, Any], depth: int) -> Any:
        self.budget.take_items(2 * dict.__len__(value), "dict")
        items = [*dict.items(value)]
        pairs = [[self.node(key, depth + 1), self.node(item, depth + 1)] for key, item in items]
        # Two NaN are two keys to Python, and so are texts of a class that says so.
        if any(type(key) is not str for key, _ in items):
            keys = {json.dumps(key) for key, _ in pairs}
            if len(keys) < len(pairs):
                raise UnreadableError("dict", "two of its keys are the same")
        return {"t": "dict", "v": pairs}

    def _datetime(self, value: datetime, _depth: int) -> Any:
        day, clock = datetime.date(value), datetime.time(value)
        return {
            "t": "datetime",
            "v": [day.year, day.month, day.day, *_clock(clock)],
            "z": write_zone(value.tzinfo, value),
        }

    def _date(self, value: date, _depth: int) -> Any:
        day = date.toordinal(value)
        return {"t": "date", "v": day}

    def _time(self, value: time, _depth: int) -> Any:
        return {"t": "time", "v": _clock(value), "z": write_zone(value.tzinfo, None)}

    def _timedelta(self, value: timedelta, _depth: int) -> Any:
        span = timedelta.__pos__(value)
        return {"t": "timedelta", "v": [span.days, span.seconds, span.microseconds]}


_BASES: Final[tuple[tuple[type, Callable[[_Encoder, Any, int], Any]], ...]] = (
    (str, _Encoder._str),  # noqa: SLF001 - the table of this class's own methods
    (int, _Encoder._int),  # noqa: SLF001 - as above
    (float, _Encoder._float),  # noqa: SLF001 - as above
    (list, _Encoder._list),  # noqa: SLF001 - as above
    (tuple, _Encoder._tuple),  # noqa: SLF001 - as above
    (dict, _Encoder._dict),  # noqa: SLF001 - as above
    (set, _Encoder._set),  # noqa: SLF001 - as above
    (frozenset, _Encoder._frozenset),  # noqa: SLF001 - as above
    # A datetime is a date, so it is asked for first.
    (datetime, _Encoder._datetime),  # noqa: SLF001 - as above
    (date, _Encoder._date),  # noqa: SLF001 - as above
    (time, _Encoder._time),  # noqa: SLF001 - as above
    (timedelta, _Encoder._timedelta),  # noqa: SLF001 - as above
)


def _clock(value: time) -> list[int]:
    """Return hour, minute, second, microsecond and fold."""
    return [value.hour, value.minute, value.second, value.microsecond, value.fold]


class _Decoder:
    """Reads one value from nodes that may hold anything JSON can hold."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget

    def value(self, node: Any, depth: int) -> Any:  # noqa: PLR0911 - one way out for each kind of value
        if node is None or isinstance(node, bool):
            return node
        if isinstance(node, str):
            self.budget.take_text(len(node))
            return node
        if isinstance(node, int):
            if node.bit_length() > _MOST_BITS:
                raise CodecError("A number has too many digits.")
            return node
        if isinstance(node, float):
            return node
        self.budget.check_depth(depth, "message")
        if isinstance(node, list):
            self.budget.take_items(len(node), "list")
            return [self.value(item, depth + 1) for item in node]
        if not isinstance(node, dict):
            raise CodecError("A part is no JSON value.")
        read = _TAGS.get(node["t"]) if isinstance(node.get("t"), str) else None
        if read is not None:
            return read(self, node, depth)
        return tables.read(node, lambda item: self.value(item, depth + 1), self.budget)

    def _items(self, node: dict[str, Any], depth: int) -> list[Any]:
        items = node["v"]
        if not isinstance(items, list):
            raise CodecError("A container holds no list.")
        self.budget.take_items(len(items), "container")
        return [self.value(item, depth + 1) for item in items]

    def _dict(self, node: dict[str, Any], depth: int) -> dict[Any, Any]:
        result: dict[Any, Any] = {}
        for pair in self._items(node, depth):
            key, item = pair
            if key in result:
                raise CodecError("A dictionary holds a key twice.")
            result[key] = item
        return result

    def _set(self, node: dict[str, Any], depth: int) -> set[Any]:
        return set(self._items(node, depth))

    def _frozenset(self, node: dict[str, Any], depth: int) -> frozenset[Any]:
        return frozenset(self._items(node, depth))

    def _tuple(self, node: dict[str, Any], depth: int) -> tuple[Any, ...]:
        return tuple(self._items(node, depth))

    def _float(self, node: dict[str, Any], _depth: int) -> float:
        return {"nan": math.nan, "inf": math.inf, "-inf": -math.inf}[node["v"]]

    def _datetime(self, node: dict[str, Any], _depth: int) -> datetime:
        year, month, day, hour, minute, second, microsecond, fold = _whole(node["v"], 8)
        zone = read_zone(node["z"])
        return datetime(year, month, day, hour, minute, second, microsecond, zone, fold=fold)

    def _date(self, node: dict[str, Any], _depth: int) -> date:
        (day,) = _whole([node["v"]], 1)
        return date.fromordinal(day)

    def _time(self, node: dict[str, Any], _depth: int) -> time:
        hour, minute, second, microsecond, fold = _whole(node["v"], 5)
        zone = read_zone(node["z"])
        return time(hour, minute, second, microsecond, tzinfo=zone, fold=fold)

    def _timedelta(self, node: dict[str, Any], _depth: int) -> timedelta:
        days, seconds, microseconds = _whole(node["v"], 3)
        return timedelta(days, seconds, microseconds)


_TAGS: Final[dict[str, Callable[[_Decoder, dict[str, Any], int], Any]]] = {
    "float": _Decoder._float,  # noqa: SLF001 - the table of this class's own methods
    "tuple": _Decoder._tuple,  # noqa: SLF001 - as above
    "set": _Decoder._set,  # noqa: SLF001 - as above
    "frozenset": _Decoder._frozenset,  # noqa: SLF001 - as above
    "dict": _Decoder._dict,  # noqa: SLF001 - as above
    "datetime": _Decoder._datetime,  # noqa: SLF001 - as above
    "date": _Decoder._date,  # noqa: SLF001 - as above
    "time": _Decoder._time,  # noqa: SLF001 - as above
    "timedelta": _Decoder._timedelta,  # noqa: SLF001 - as above
}


def _whole(values: Any, count: int) -> list[int]:
    """Return a list of exactly `count` whole numbers."""
    if not isinstance(values, list) or len(values) != count:
        raise CodecError("A date or time has the wrong number of parts.")
    if any(type(value) is not int for value in values):
        raise CodecError("A part of a date or time is no whole number.")
    return values
