"""A table to fill: one word in each cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar

from course.exercises import frames
from course.exercises.exercise import (
    Exercise,
    Items,
    item_state,
    item_texts,
    require_names,
    unknown_word,
)

__all__ = ["Matrix"]


@dataclass(frozen=True, eq=False)
class Matrix(Exercise):
    """Fill the cells of a table with words.

    The recorded answer is a dict from row to a dict from column to value;
    empty cells and rows are left out.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    rows, columns : sequence of str, or mapping of str to str
        The heads, or short keys with their texts.
    values : sequence of str
        What a cell may hold.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> grid = Matrix("grid", "Compare.", ["S17", "S18"], ["date", "place"], ["agree", "differ"])
    >>> grid.progress({"S17": {"date": "agree"}})
    '1 of 4 cells filled'
    """

    kind: ClassVar[str] = "matrix"

    rows: Items
    columns: Items
    values: Sequence[str]

    def _prepare(self) -> None:
        item_texts(self, "row", self.rows, least=1, most=40)
        item_texts(self, "column", self.columns, least=1, most=15)
        require_names(self, "value", self.values, most=12)

    @cached_property
    def rows_by_key(self) -> dict[str, str]:
        """The texts of the rows by key."""
        return item_texts(self, "row", self.rows, least=1, most=40)

    @cached_property
    def columns_by_key(self) -> dict[str, str]:
        """The texts of the columns by key."""
        return item_texts(self, "column", self.columns, least=1, most=15)

    def _problem(self, value: Any) -> str:
        if not isinstance(value, Mapping):
            return f"The recorded answer should be a table, and it is {value!r}. Answer again."
        for row, cells in value.items():
            if row not in self.rows_by_key:
                return unknown_word("row", row, self.rows_by_key)
            if not isinstance(cells, Mapping):
                return f'The recorded row "{row}" should give values to columns, and it is {cells!r}. Answer again.'
            for column, word in cells.items():
                if column not in self.columns_by_key:
                    return unknown_word("column", column, self.columns_by_key)
                if word not in self.values:
                    return unknown_word("value", word, self.values)
        return ""

    def _filled(self, value: Any) -> int:
        """Return how many cells hold a value."""
        return sum(len(cells) for cells in value.values()) if value else 0

    def is_answered(self, value: Any) -> bool:
        """Return whether any cell is filled."""
        return super().is_answered(value) and self._filled(value) > 0

    def is_complete(self, value: Any) -> bool:
        """Return whether every cell is filled."""
        return self.is_answered(value) and self._filled(value) == len(self.rows_by_key) * len(
            self.columns_by_key
        )

    def progress(self, value: Any) -> str:
        """Return how many cells are filled."""
        done = self._filled(value) if self.is_answered(value) else 0
        return f"{done} of {len(self.rows_by_key) * len(self.columns_by_key)} cells filled"

    def _cells(self, value: Any) -> list[list[str]]:
        """Return the table as words, with a dash in empty cells."""
        return [
            [text, *((value or {}).get(row, {}).get(column, "—") for column in self.columns_by_key)]
            for row, text in self.rows_by_key.items()
        ]

    def _body_text(self, value: Any) -> str:
        heads = list(self.columns_by_key.values())
        return "\n".join(
            f"{row}: "
            + ", ".join(f"{head} {word}" for head, word in zip(heads, words, strict=True))
            for row, *words in self._cells(value)
        )

    def _body_html(self, value: Any) -> str:
        return frames.table(["", *self.columns_by_key.values()], self._cells(value))

    def _state(self) -> dict[str, Any]:
        return {
            "rows": item_state(self.rows_by_key),
            "columns": item_state(self.columns_by_key),
            "values": list(self.values),
        }
