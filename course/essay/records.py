"""Small records: what a frozen dataclass is, without the cost of making one.

The essay checks are imported in every process that grades and each time a
student opens the desk. `dataclasses` takes as long to import as half of their
code, and writes and compiles source text for each class.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Never, TypeVar, dataclass_transform

__all__ = ["NOTHING", "record"]

T = TypeVar("T")

NOTHING: Mapping[str, Any] = MappingProxyType({})
"""An empty mapping that records may share as a default."""


@dataclass_transform(frozen_default=True, eq_default=False)
def record(cls: type[T]) -> type[T]:
    """Make a class a record: its fields are set once, and it is equal only to itself.

    Parameters
    ----------
    cls : type
        Annotated names are fields, in order; values in the class are defaults.

    Returns
    -------
    type
        The same class.

    Examples
    --------
    >>> @record
    ... class Place:
    ...     start: int
    ...     stop: int = 9
    >>> Place(3)
    Place(start=3, stop=9)
    """
    bases = [vars(base).get("__annotations__", {}) for base in reversed(cls.__mro__)]
    names = tuple(dict.fromkeys(name for base in bases for name in base))
    defaults = {name: getattr(cls, name) for name in names if hasattr(cls, name)}

    def make(self: T, *values: Any, **given: Any) -> None:
        fields = self.__dict__
        fields.update(defaults)
        fields.update(zip(names, values, strict=False))
        fields.update(given)
        is_twice = bool(given) and not given.keys().isdisjoint(names[: len(values)])
        if is_twice or len(fields) != len(names) or len(values) > len(names):
            message = f"{cls.__name__} has the fields {', '.join(names)}; found {', '.join(fields)}"
            raise TypeError(message)

    for name, method in (("__init__", make), ("__setattr__", _refuse), ("__repr__", _show)):
        setattr(cls, name, method)
    cls.__match_args__ = names  # type: ignore[attr-defined,misc]
    return cls


def _refuse(self: object, name: str, _: object) -> Never:
    message = f"{type(self).__name__}.{name} is set once, when it is made"
    raise AttributeError(message)


def _show(self: Any) -> str:
    fields = ", ".join(f"{name}={self.__dict__[name]!r}" for name in self.__match_args__)
    return f"{type(self).__name__}({fields})"
