"""The part of the codec that knows numpy's arrays.

Numbers travel as their bytes in base 64 beside dtype and shape, so that they
arrive exactly; the dtype must be on a list. numpy is imported only when a
message speaks of it.
"""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from course.checks.limits import Budget, CodecError, UnreadableError

if TYPE_CHECKING:
    import numpy as np

__all__ = ["read_bytes", "read_list", "read_objects", "read_single", "write_array", "write_bytes"]

_DTYPE: Final = re.compile(
    r"[<>|](?:b1|[iu][1248]|f[248]|c(?:8|16)|U\d{1,6}|[mM]8(?:\[\d{0,4}[a-zA-Zμ]{1,2}\])?)",
)


def write_bytes(array: np.ndarray[Any, Any], name: str, budget: Budget) -> dict[str, Any]:
    """Write dtype, shape and bytes of an array of plain numbers, texts or times.

    Raises
    ------
    UnreadableError
        If its numbers are of another kind, or it is too large.
    """
    if not _DTYPE.fullmatch(array.dtype.str):
        raise UnreadableError(name, f"its numbers are of type {array.dtype.name}")
    budget.take_bytes(array.nbytes, name)
    data = base64.b64encode(array.tobytes()).decode("ascii")
    return {"dtype": array.dtype.str, "shape": list(array.shape), "v": data}


def write_array(
    value: Any, kind: type, inner: Callable[[Any], Any], budget: Budget
) -> dict[str, Any]:
    """Write an array; one of objects is written entry by entry, by `inner`.

    Raises
    ------
    UnreadableError
        If its entries cannot be carried, or it is too large.
    """
    import numpy as np  # noqa: PLC0415 - see the docstring of this module

    if issubclass(kind, np.ma.MaskedArray):
        raise UnreadableError("MaskedArray")
    # A view by the base class leaves a subclass's own methods behind.
    array = np.ndarray.view(value, np.ndarray)
    if array.dtype.kind != "O":
        return {"t": "array", **write_bytes(array, "ndarray", budget)}
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


def read_bytes(node: dict[str, Any], budget: Budget) -> np.ndarray[Any, Any]:
    """Read what :func:`write_bytes` wrote: a new array.

    Raises
    ------
    CodecError
        If dtype, shape and bytes do not fit one another.
    """
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


def read_single(node: dict[str, Any], budget: Budget) -> Any:
    """Read a single value of numpy's; :class:`CodecError` if it is an array."""
    array = read_bytes(node, budget)
    if array.shape:
        raise CodecError("A single value has a shape.")
    return array[()]


def read_objects(node: dict[str, Any], inner: Callable[[Any], Any], budget: Budget) -> Any:
    """Read an array of objects, each entry by `inner`."""
    import numpy as np  # noqa: PLC0415 - see the docstring of this module

    items = read_list(node["v"])
    budget.take_items(len(items), "array")
    array = np.empty(len(items), dtype=object)
    for place, item in enumerate(items):
        array[place] = inner(item)
    return array.reshape(_shape(node))


def read_list(node: Any) -> list[Any]:
    """Return the node if it is a list; :class:`CodecError` otherwise."""
    if not isinstance(node, list):
        raise CodecError("A container holds no list.")
    return node
