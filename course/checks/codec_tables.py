"""The part of the codec that knows numpy and pandas.

numpy and pandas are imported only when a message speaks of them: a value of
theirs can exist only where they are loaded already. Numbers travel as their
bytes in base 64 beside dtype and shape, so that they arrive exactly; the dtype
must be on a list. The frequency of a DatetimeIndex and the ``attrs`` of a table
are not carried.
"""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from course.checks.codec_zones import read_zone, write_zone
from course.checks.limits import Budget, CodecError, UnreadableError, type_name

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["read", "write"]

Write = Callable[[Any], Any]
"""Writes a value inside this one, one level deeper."""

Read = Callable[[Any], Any]
"""Reads a node inside this one, one level deeper."""

_DTYPE: Final = re.compile(
    r"[<>|](?:b1|[iu][1248]|f[248]|c(?:8|16)|U\d{1,6}|[mM]8(?:\[\d{0,4}[a-zA-Zμ]{1,2}\])?)",
)
_MASKED: Final = frozenset(
    ["boolean", "Float32", "Float64"]
    + [f"{sign}{bits}" for sign in ("Int", "UInt") for bits in (8, 16, 32, 64)]
)
_CLOSED: Final = ("left", "right", "both", "neither")


def write(value: Any, kind: type, inner: Write, budget: Budget) -> dict[str, Any] | None:
    """Write a value of numpy or pandas.

    Parameters
    ----------
    value : object
        The value.
    kind : type
        Its real type, ``type(value)``.
    inner : callable
        Writes the values inside it.
    budget : Budget
        What may still be carried.

    Returns
    -------
    dict or None
        The node, or None if the value is not of numpy or pandas.

    Raises
    ------
    UnreadableError
        If it is theirs, and of a kind that is not carried, or too large.
    """
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    if numpy is not None:
        if issubclass(kind, numpy.generic):
            return {"t": "scalar", **_bytes(numpy.asarray(value), type_name(value), budget)}
        if issubclass(kind, numpy.ndarray):
            return _write_array(value, kind, inner, budget)
    if pandas is not None:
        for base, writer in _pandas_writers(pandas):
            if issubclass(kind, base):
                return writer(value, inner, budget)
    return None


def read(node: dict[str, Any], inner: Read, budget: Budget) -> Any:
    """Read a value of numpy or pandas back.

    Parameters
    ----------
    node : dict
        A node with a tag of this module.
    inner : callable
        Reads the nodes inside it.
    budget : Budget
        What may still be carried.

    Raises
    ------
    CodecError
        If the tag is unknown, or the node does not fit it. numpy and pandas may
        raise other exceptions for parts that do not fit one another.
    """
    reader = _READERS.get(node.get("t", ""))
    if reader is None:
        raise CodecError("A value has an unknown tag.")
    return reader(node, inner, budget)


# --- numpy -----------------------------------------------------------------------------------


def _bytes(array: np.ndarray[Any, Any], name: str, budget: Budget) -> dict[str, Any]:
    """Write dtype, shape and bytes of an array of plain numbers, texts or times."""
    if not _DTYPE.fullmatch(array.dtype.str):
        raise UnreadableError(name, f"its numbers are of type {array.dtype.name}")
    budget.take_bytes(array.nbytes, name)
    data = base64.b64encode(array.tobytes()).decode("ascii")
    return {"dtype": array.dtype.str, "shape": list(array.shape), "v": data}


def _write_array(value: Any, kind: type, inner: Write, budget: Budget) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415 - see the docstring of this module

    if issubclass(kind, np.ma.MaskedArray):
        raise UnreadableError("MaskedArray")
    # A view by the base class leaves a subclass's own methods behind.
    array = np.ndarray.view(value, np.ndarray)
    if array.dtype.kind != "O":
        return {"t": "array", **_bytes(array, "ndarray", budget)}
    budget.take_items(array.size, "ndarray")
    return {
        "t": "objects",
        "shape": list(array.shape),
        "v": [inner(item) for item in array.ravel().tolist()],
    }


def _shape(node: dict[str, Any]) -> tuple[int, ...]:
    shape = node["shape"]
    if not isinstance(shape, list) or any(type(size) is not int or size < 0 for size in shape):
        raise CodecError("An array has no shape.")
    return tuple(shape)


def _read_bytes(node: dict[str, Any], budget: Budget) -> np.ndarray[Any, Any]:
    import numpy as np  # noqa: PLC0415 - see the docstring of this module

    name, text = node["dtype"], node["v"]
    if not (isinstance(name, str) and _DTYPE.fullmatch(name) and isinstance(text, str)):
        raise CodecError("An array has an unknown type of number.")
    data = base64.b64decode(text, validate=True)
    budget.take_bytes(len(data), "array")
    shape, dtype = _shape(node), np.dtype(name)
    size = dtype.itemsize
    for length in shape:
        size *= length
    if size != len(data):
        raise CodecError("The bytes of an array do not fit its shape.")
    if dtype.itemsize == 0:
        raise CodecError("An array holds texts without length.")
    if dtype.kind == "U":
        letters = np.frombuffer(data, dtype=f"{dtype.byteorder}u4")
        if letters.size and letters.max() > sys.maxunicode:
            raise CodecError("A text holds no characters.")
    return np.frombuffer(data, dtype=dtype).reshape(shape).copy()


def _read_array(node: dict[str, Any], _inner: Read, budget: Budget) -> Any:
    return _read_bytes(node, budget)


def _read_scalar(node: dict[str, Any], _inner: Read, budget: Budget) -> Any:
    return _single(node, budget)


def _single(node: dict[str, Any], budget: Budget) -> Any:
    array = _read_bytes(node, budget)
    if array.shape:
        raise CodecError("A single value has a shape.")
    return array[()]


def _read_objects(node: dict[str, Any], inner: Read, budget: Budget) -> Any:
    import numpy as np  # noqa: PLC0415 - see the docstring of this module

    items = _list(node["v"])
    budget.take_items(len(items), "array")
    array = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        array[place] = inner(item)
    return array.reshape(_shape(node))


def _list(node: Any) -> list[Any]:
    if not isinstance(node, list):
        raise CodecError("A container holds no list.")
    return node


# --- pandas: single values -------------------------------------------------------------------


def _pandas_writers(pd: Any) -> tuple[tuple[Any, Callable[..., dict[str, Any]]], ...]:
    return (
        (pd.DataFrame, _write_frame),
        (pd.Series, _write_series),
        (pd.Index, _write_index),
        (type(pd.NaT), lambda *_: {"t": "NaT"}),
        (type(pd.NA), lambda *_: {"t": "NA"}),
        (pd.Timestamp, _write_timestamp),
        (pd.Timedelta, _write_pandas_timedelta),
        (pd.Period, _write_period),
        (pd.Interval, _write_interval),
    )


def _write_timestamp(value: pd.Timestamp, _inner: Write, budget: Budget) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415 - see the docstring of this module

    moment = np.asarray(value.asm8)
    return {
        "t": "timestamp",
        "v": _bytes(moment, "Timestamp", budget),
        "z": write_zone(value.tzinfo, value),
    }


def _read_timestamp(node: dict[str, Any], _inner: Read, budget: Budget) -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    moment = pd.Timestamp(_single(node["v"], budget))
    zone = read_zone(node["z"])
    return moment if zone is None else moment.tz_localize("UTC").tz_convert(zone)


def _write_pandas_timedelta(value: pd.Timedelta, _inner: Write, budget: Budget) -> dict[str, Any]:
    import numpy as np  # noqa: PLC0415 - see the docstring of this module

    return {"t": "span", "v": _bytes(np.asarray(value.asm8), "Timedelta", budget)}


def _read_pandas_timedelta(node: dict[str, Any], _inner: Read, budget: Budget) -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    return pd.Timedelta(_single(node["v"], budget))


def _write_period(value: pd.Period, _inner: Write, _budget: Budget) -> dict[str, Any]:
    return {"t": "period", "freq": value.freqstr, "v": int(value.ordinal)}


def _read_period(node: dict[str, Any], _inner: Read, _budget: Budget) -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    return pd.Period(ordinal=node["v"], freq=node["freq"])


def _write_interval(value: pd.Interval[Any], inner: Write, _budget: Budget) -> dict[str, Any]:
    ends = [inner(value.left), inner(value.right)]
    return {"t": "interval", "v": ends, "closed": value.closed}


def _read_interval(node: dict[str, Any], inner: Read, _budget: Budget) -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    left, right = node["v"]
    return pd.Interval(inner(left), inner(right), closed=_closed(node))


def _closed(node: dict[str, Any]) -> Any:
    if node["closed"] not in _CLOSED:
        raise CodecError("An interval is closed on no known side.")
    return node["closed"]


# --- pandas: columns -------------------------------------------------------------------------


def _write_values(values: Any, inner: Write, budget: Budget) -> dict[str, Any]:  # noqa: PLR0911 - one way out for each kind of value
    """Write the values of a Series or Index, without name and labels."""
    import numpy as np  # noqa: PLC0415 - see the docstring of this module
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    dtype = values.dtype
    if isinstance(dtype, np.dtype):
        return _write_array(values.to_numpy(), np.ndarray, inner, budget)
    array = values.array
    if isinstance(dtype, pd.CategoricalDtype):
        node = {"categories": inner(dtype.categories), "ordered": bool(dtype.ordered)}
        return {"t": "category", "codes": _bytes(array.codes, "Categorical", budget), **node}
    if isinstance(dtype, pd.DatetimeTZDtype):
        moments = pd.DatetimeIndex(array).tz_convert("UTC").tz_localize(None).to_numpy()
        zone = write_zone(dtype.tz, None)
        return {"t": "moments", "v": _bytes(moments, "Series", budget), "z": zone}
    if isinstance(dtype, pd.StringDtype):
        return _write_strings(array, dtype, budget)
    if dtype.name in _MASKED:
        missing = np.asarray(array.isna(), dtype=bool)
        plain = array.to_numpy(dtype=_plain_dtype(dtype.name), na_value=0)
        parts = {"v": _bytes(plain, "Series", budget), "na": _bytes(missing, "Series", budget)}
        return {"t": "masked", "name": dtype.name, **parts}
    if isinstance(dtype, pd.PeriodDtype):
        ordinals = pd.PeriodIndex(array).asi8
        freq = pd.PeriodIndex(array).freqstr
        return {"t": "periods", "freq": freq, "v": _bytes(ordinals, "Series", budget)}
    if isinstance(dtype, pd.IntervalDtype):
        ends = [inner(array.left), inner(array.right)]
        return {"t": "intervals", "v": ends, "closed": array.closed}
    raise UnreadableError("Series", f"its values are of type {dtype.name}")


def _plain_dtype(name: str) -> str:
    return "bool" if name == "boolean" else name.lower()


def _write_strings(array: Any, dtype: pd.StringDtype, budget: Budget) -> dict[str, Any]:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    items = [None if pd.isna(item) else str.__str__(item) for item in array]
    budget.take_items(len(items), "Series")
    budget.take_text(sum(len(item) for item in items if item is not None))
    missing = "NA" if dtype.na_value is pd.NA else "nan"
    return {"t": "strings", "storage": dtype.storage, "missing": missing, "v": items}


def _read_values(node: Any, inner: Read, budget: Budget) -> Any:  # noqa: PLR0911 - one way out for each kind of value
    """Read the values of a Series or Index: a numpy array or a pandas array."""
    import numpy as np  # noqa: PLC0415 - see the docstring of this module
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    tag = node["t"]
    if tag == "array":
        return _read_bytes(node, budget)
    if tag == "objects":
        return _read_objects(node, inner, budget)
    if tag == "category":
        codes, categories = _read_bytes(node["codes"], budget), inner(node["categories"])
        kind = pd.CategoricalDtype(categories, ordered=node["ordered"] is True)
        return pd.Categorical.from_codes(codes, dtype=kind)
    if tag == "moments":
        moments = pd.DatetimeIndex(_read_bytes(node["v"], budget))
        return moments.tz_localize("UTC").tz_convert(read_zone(node["z"])).array
    if tag == "strings":
        return _read_strings(node, budget)
    if tag == "masked":
        if node["name"] not in _MASKED:
            raise CodecError("A column has an unknown type.")
        column = pd.array(_read_bytes(node["v"], budget), dtype=node["name"])
        column[_read_bytes(node["na"], budget)] = pd.NA
        return column
    if tag == "periods":
        ordinals = _read_bytes(node["v"], budget)
        periods: Any = pd.PeriodIndex  # its stubs lack from_ordinals
        return periods.from_ordinals(np.asarray(ordinals, "int64"), freq=node["freq"]).array
    if tag == "intervals":
        left, right = (inner(end) for end in node["v"])
        return pd.arrays.IntervalArray.from_arrays(left, right, closed=_closed(node))
    raise CodecError("A column has an unknown tag.")


def _read_strings(node: dict[str, Any], budget: Budget) -> Any:
    import numpy as np  # noqa: PLC0415 - see the docstring of this module
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    items = _list(node["v"])
    budget.take_items(len(items), "column")
    if any(item is not None and not isinstance(item, str) for item in items):
        raise CodecError("A column of texts holds something else.")
    budget.take_text(sum(len(item) for item in items if item is not None))
    if node["storage"] not in ("python", "pyarrow"):
        raise CodecError("A column of texts is stored in an unknown way.")
    missing = pd.NA if node["missing"] == "NA" else np.nan
    return pd.array(items, dtype=pd.StringDtype(node["storage"], na_value=missing))


# --- pandas: Index, Series, DataFrame --------------------------------------------------------


def _write_index(value: pd.Index[Any], inner: Write, budget: Budget) -> dict[str, Any]:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    budget.check_shape(len(value), 0, "Index")
    if isinstance(value, pd.RangeIndex):
        steps = [value.start, value.stop, value.step]
        return {"t": "range", "v": steps, "name": inner(value.name)}
    if isinstance(value, pd.MultiIndex):
        codes = [_bytes(code, "MultiIndex", budget) for code in map(_as_array, value.codes)]
        levels = [inner(level) for level in value.levels]
        return {"t": "levels", "levels": levels, "codes": codes, "names": inner([*value.names])}
    return {"t": "index", "v": _write_values(value, inner, budget), "name": inner(value.name)}


def _as_array(values: Any) -> np.ndarray[Any, Any]:
    import numpy as np  # noqa: PLC0415 - see the docstring of this module

    return np.asarray(values)


def _read_index(node: dict[str, Any], inner: Read, budget: Budget) -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    values = _read_values(node["v"], inner, budget)
    return pd.Index(values, dtype=values.dtype, name=inner(node["name"]))


def _read_range(node: dict[str, Any], inner: Read, budget: Budget) -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    steps = _list(node["v"])
    if any(type(step) is not int for step in steps):
        raise CodecError("A range is not made of whole numbers.")
    start, stop, step = steps
    budget.check_shape(len(range(start, stop, step)), 0, "Index")
    return pd.RangeIndex(start, stop, step, name=inner(node["name"]))


def _read_levels(node: dict[str, Any], inner: Read, budget: Budget) -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    levels = [inner(level) for level in _list(node["levels"])]
    codes: list[Any] = [_read_bytes(code, budget) for code in _list(node["codes"])]
    return pd.MultiIndex(levels=levels, codes=codes, names=inner(node["names"]))


def _write_series(value: pd.Series[Any], inner: Write, budget: Budget) -> dict[str, Any]:
    budget.check_shape(len(value), 1, "Series")
    values = _write_values(value, inner, budget)
    return {"t": "series", "v": values, "index": inner(value.index), "name": inner(value.name)}


def _read_series(node: dict[str, Any], inner: Read, budget: Budget) -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    values, index = _read_values(node["v"], inner, budget), inner(node["index"])
    if not isinstance(index, pd.Index):
        raise CodecError("A column has no labels.")
    return pd.Series(values, index=index, dtype=values.dtype, name=inner(node["name"]))


def _write_frame(value: pd.DataFrame, inner: Write, budget: Budget) -> dict[str, Any]:
    budget.check_shape(*value.shape, "DataFrame")
    columns = [
        _write_values(value.iloc[:, place], inner, budget) for place in range(value.shape[1])
    ]
    return {
        "t": "frame",
        "v": columns,
        "index": inner(value.index),
        "columns": inner(value.columns),
    }


def _read_frame(node: dict[str, Any], inner: Read, budget: Budget) -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    index, columns = inner(node["index"]), inner(node["columns"])
    if not (isinstance(index, pd.Index) and isinstance(columns, pd.Index)):
        raise CodecError("A table has no labels.")
    values = [_read_values(column, inner, budget) for column in _list(node["v"])]
    budget.check_shape(len(index), len(values), "DataFrame")
    # Columns may share a name, so they are numbered first and named afterwards.
    parts = {
        place: pd.Series(column, index=index, dtype=column.dtype)
        for place, column in enumerate(values)
    }
    frame = pd.DataFrame(parts, index=index, columns=range(len(values)))
    frame.columns = columns
    return frame


_READERS: Final[dict[str, Callable[[dict[str, Any], Read, Budget], Any]]] = {
    "array": _read_array,
    "scalar": _read_scalar,
    "objects": _read_objects,
    "NaT": lambda *_: _pandas().NaT,
    "NA": lambda *_: _pandas().NA,
    "timestamp": _read_timestamp,
    "span": _read_pandas_timedelta,
    "period": _read_period,
    "interval": _read_interval,
    "index": _read_index,
    "range": _read_range,
    "levels": _read_levels,
    "series": _read_series,
    "frame": _read_frame,
}


def _pandas() -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    return pd
