"""The part of the codec that knows numpy and pandas.

numpy and pandas are imported only when a message speaks of them: a value of
theirs can exist only where they are loaded already. The frequency of a
DatetimeIndex and the ``attrs`` of a table are not carried.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from course.checks.codec_arrays import (
    read_bytes,
    read_list,
    read_objects,
    read_single,
    write_array,
    write_bytes,
)
from course.checks.codec_scalars import (
    Read,
    Write,
    closed_side,
    read_interval,
    read_period,
    read_span,
    read_timestamp,
    write_interval,
    write_period,
    write_span,
    write_timestamp,
)
from course.checks.codec_zones import read_zone, write_zone
from course.checks.limits import Budget, CodecError, UnreadableError, type_name

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

__all__ = ["read", "write"]

_MASKED: Final = frozenset(
    ["boolean", "Float32", "Float64"]
    + [f"{sign}{bits}" for sign in ("Int", "UInt") for bits in (8, 16, 32, 64)]
)


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
            return {"t": "scalar", **write_bytes(numpy.asarray(value), type_name(value), budget)}
        if issubclass(kind, numpy.ndarray):
            return write_array(value, kind, inner, budget)
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


def _read_array(node: dict[str, Any], _inner: Read, budget: Budget) -> Any:
    return read_bytes(node, budget)


def _read_scalar(node: dict[str, Any], _inner: Read, budget: Budget) -> Any:
    return read_single(node, budget)


def _pandas_writers(pd: Any) -> tuple[tuple[Any, Callable[..., dict[str, Any]]], ...]:
    return (
        (pd.DataFrame, _write_frame),
        (pd.Series, _write_series),
        (pd.Index, _write_index),
        (type(pd.NaT), lambda *_: {"t": "NaT"}),
        (type(pd.NA), lambda *_: {"t": "NA"}),
        (pd.Timestamp, write_timestamp),
        (pd.Timedelta, write_span),
        (pd.Period, write_period),
        (pd.Interval, write_interval),
    )


# --- columns ----------------------------------------------------------------------------------


def _write_values(values: Any, inner: Write, budget: Budget) -> dict[str, Any]:  # noqa: PLR0911 - one way out for each kind of value
    """Write the values of a Series or Index, without name and labels."""
    import numpy as np  # noqa: PLC0415 - see the docstring of this module
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    dtype = values.dtype
    if isinstance(dtype, np.dtype):
        return write_array(values.to_numpy(), np.ndarray, inner, budget)
    array = values.array
    if isinstance(dtype, pd.CategoricalDtype):
        node = {"categories": inner(dtype.categories), "ordered": bool(dtype.ordered)}
        return {"t": "category", "codes": write_bytes(array.codes, "Categorical", budget), **node}
    if isinstance(dtype, pd.DatetimeTZDtype):
        moments = pd.DatetimeIndex(array).tz_convert("UTC").tz_localize(None).to_numpy()
        zone = write_zone(dtype.tz, None)
        return {"t": "moments", "v": write_bytes(moments, "Series", budget), "z": zone}
    if isinstance(dtype, pd.StringDtype):
        return _write_strings(array, dtype, budget)
    if dtype.name in _MASKED:
        missing = np.asarray(array.isna(), dtype=bool)
        plain = array.to_numpy(dtype=_plain_dtype(dtype.name), na_value=0)
        parts = {
            "v": write_bytes(plain, "Series", budget),
            "na": write_bytes(missing, "Series", budget),
        }
        return {"t": "masked", "name": dtype.name, **parts}
    if isinstance(dtype, pd.PeriodDtype):
        ordinals = pd.PeriodIndex(array).asi8
        freq = pd.PeriodIndex(array).freqstr
        return {"t": "periods", "freq": freq, "v": write_bytes(ordinals, "Series", budget)}
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
        return read_bytes(node, budget)
    if tag == "objects":
        return read_objects(node, inner, budget)
    if tag == "category":
        codes, categories = read_bytes(node["codes"], budget), inner(node["categories"])
        kind = pd.CategoricalDtype(categories, ordered=node["ordered"] is True)
        return pd.Categorical.from_codes(codes, dtype=kind)
    if tag == "moments":
        moments = pd.DatetimeIndex(read_bytes(node["v"], budget))
        return moments.tz_localize("UTC").tz_convert(read_zone(node["z"])).array
    if tag == "strings":
        return _read_strings(node, budget)
    if tag == "masked":
        if node["name"] not in _MASKED:
            raise CodecError("A column has an unknown type.")
        column = pd.array(read_bytes(node["v"], budget), dtype=node["name"])
        column[read_bytes(node["na"], budget)] = pd.NA
        return column
    if tag == "periods":
        ordinals = read_bytes(node["v"], budget)
        periods: Any = pd.PeriodIndex  # its stubs lack from_ordinals
        return periods.from_ordinals(np.asarray(ordinals, "int64"), freq=node["freq"]).array
    if tag == "intervals":
        left, right = (inner(end) for end in node["v"])
        return pd.arrays.IntervalArray.from_arrays(left, right, closed=closed_side(node))
    raise CodecError("A column has an unknown tag.")


def _read_strings(node: dict[str, Any], budget: Budget) -> Any:
    import numpy as np  # noqa: PLC0415 - see the docstring of this module
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    items = read_list(node["v"])
    budget.take_items(len(items), "column")
    if any(item is not None and not isinstance(item, str) for item in items):
        raise CodecError("A column of texts holds something else.")
    budget.take_text(sum(len(item) for item in items if item is not None))
    if node["storage"] not in ("python", "pyarrow"):
        raise CodecError("A column of texts is stored in an unknown way.")
    missing = pd.NA if node["missing"] == "NA" else np.nan
    return pd.array(items, dtype=pd.StringDtype(node["storage"], na_value=missing))


# --- Index, Series, DataFrame ----------------------------------------------------------------


def _write_index(value: pd.Index[Any], inner: Write, budget: Budget) -> dict[str, Any]:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    budget.check_shape(len(value), 0, "Index")
    if isinstance(value, pd.RangeIndex):
        steps = [value.start, value.stop, value.step]
        return {"t": "range", "v": steps, "name": inner(value.name)}
    if isinstance(value, pd.MultiIndex):
        codes = [write_bytes(code, "MultiIndex", budget) for code in map(_as_array, value.codes)]
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

    steps = read_list(node["v"])
    if any(type(step) is not int for step in steps):
        raise CodecError("A range is not made of whole numbers.")
    start, stop, step = steps
    budget.check_shape(len(range(start, stop, step)), 0, "Index")
    return pd.RangeIndex(start, stop, step, name=inner(node["name"]))


def _read_levels(node: dict[str, Any], inner: Read, budget: Budget) -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    levels = [inner(level) for level in read_list(node["levels"])]
    codes: list[Any] = [read_bytes(code, budget) for code in read_list(node["codes"])]
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
    values = [_read_values(column, inner, budget) for column in read_list(node["v"])]
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
    "objects": read_objects,
    "NaT": lambda *_: _pandas().NaT,
    "NA": lambda *_: _pandas().NA,
    "timestamp": read_timestamp,
    "span": read_span,
    "period": read_period,
    "interval": read_interval,
    "index": _read_index,
    "range": _read_range,
    "levels": _read_levels,
    "series": _read_series,
    "frame": _read_frame,
}


def _pandas() -> Any:
    import pandas as pd  # noqa: PLC0415 - see the docstring of this module

    return pd
