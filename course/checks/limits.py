"""How large and deep a value may be that a check reads, and how a refusal is told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["DEFAULT", "Budget", "CodecError", "Limits", "UnreadableError", "type_name"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of the codec.

    Parameters
    ----------
    depth : int
        Levels of nesting; also what ends a list that contains itself.
    items : int
        Entries of all containers together, table cells of mixed type included.
    characters : int
        Characters of all texts together.
    array_bytes : int
        Bytes of all arrays together.
    rows, columns : int
        Of one table or column.
    message_bytes : int
        Bytes of one encoded message.
    """

    depth: int = 24
    items: int = 200_000
    characters: int = 4_000_000
    array_bytes: int = 16_000_000
    rows: int = 200_000
    columns: int = 1_000
    message_bytes: int = 64_000_000


DEFAULT: Final = Limits()
"""Twenty times the largest table of the course, and still under half a second to carry."""


class UnreadableError(Exception):
    """A value exists but cannot be carried.

    Parameters
    ----------
    type_name : str
        The name of its type.
    reason : str
        Why, as the end of a sentence; empty when the type says it all.
    """

    def __init__(self, type_name: str, reason: str = "") -> None:
        super().__init__(type_name, reason)
        self.type_name = type_name
        self.reason = reason


class CodecError(Exception):
    """A message is not one that the codec writes; nothing in it is believed."""


def type_name(value: object) -> str:
    """Return the name of a value's real type, whatever its class or metaclass says.

    Examples
    --------
    >>> type_name(3)
    'int'
    """
    name: str = type.__dict__["__name__"].__get__(type(value))
    return str.__str__(name)[:80]


class Budget:
    """What is left of the limits while one value is carried.

    Parameters
    ----------
    limits : Limits
        The limits to start with.
    """

    def __init__(self, limits: Limits = DEFAULT) -> None:
        self.limits = limits
        self._items = limits.items
        self._characters = limits.characters
        self._bytes = limits.array_bytes

    def take_items(self, count: int, type_name: str) -> None:
        """Count entries of a container; :class:`UnreadableError` when there are too many."""
        self._items -= count
        if self._items < 0:
            raise UnreadableError(type_name, f"it holds more than {self.limits.items:,} entries")

    def take_text(self, length: int) -> None:
        """Count characters; :class:`UnreadableError` when there are too many."""
        self._characters -= length
        if self._characters < 0:
            raise UnreadableError(
                "str", f"it holds more than {self.limits.characters:,} characters"
            )

    def take_bytes(self, count: int, type_name: str) -> None:
        """Count bytes of arrays; :class:`UnreadableError` when there are too many."""
        self._bytes -= count
        if self._bytes < 0:
            raise UnreadableError(type_name, f"it is larger than {self.limits.array_bytes:,} bytes")

    def check_depth(self, depth: int, type_name: str) -> None:
        """Raise :class:`UnreadableError` when a value is nested too deep."""
        if depth > self.limits.depth:
            raise UnreadableError(type_name, f"it is nested deeper than {self.limits.depth} levels")

    def check_shape(self, rows: int, columns: int, type_name: str) -> None:
        """Raise :class:`UnreadableError` when a table is too long or too wide."""
        if rows > self.limits.rows:
            raise UnreadableError(type_name, f"it has more than {self.limits.rows:,} rows")
        if columns > self.limits.columns:
            raise UnreadableError(type_name, f"it has more than {self.limits.columns:,} columns")
