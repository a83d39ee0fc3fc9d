"""Bringing items into an order."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any, ClassVar

from course.exercises.exercise import Exercise, Items, item_state, item_texts, unknown_word

__all__ = ["Order"]


@dataclass(frozen=True, eq=False)
class Order(Exercise):
    """Bring items into an order.

    The recorded answer is the list of all items (or of their keys) in the
    chosen order. The first showing is shuffled, the same for everyone, and
    counts as unanswered until the student moves an item or keeps it on purpose.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    items : sequence of str, or mapping of str to str
        At least two different texts, or short keys with their texts. Students
        can read this list: do not write it in the right order.
    ends : tuple of str, default ("first", "last")
        What top and bottom mean, such as ``("earliest", "latest")``.
    shuffle : int, default 0
        Another number gives another first showing; change it if the first
        showing happens to be the answer.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> Order("days", "Order them.", ["Monday", "Sunday"]).first_showing
    ('Sunday', 'Monday')
    """

    kind: ClassVar[str] = "order"

    items: Items
    ends: Sequence[str] = field(default=("first", "last"), kw_only=True)
    shuffle: int = field(default=0, kw_only=True)

    def _prepare(self) -> None:
        item_texts(self, "item", self.items, most=40)
        if isinstance(self.ends, str) or [type(end) for end in self.ends] != [str, str]:
            raise self.fault("needs two words for its ends", 'Write ends=("earliest", "latest").')

    @cached_property
    def items_by_key(self) -> dict[str, str]:
        """The texts of the items by key."""
        return item_texts(self, "item", self.items, most=40)

    @cached_property
    def first_showing(self) -> tuple[str, ...]:
        """The keys as they are shown to a student who has not answered; never as written."""
        keys = list(self.items_by_key)
        shuffled = keys.copy()
        # A text as seed gives the same order on every machine and Python version in use.
        random.Random(f"{self.name} {self.shuffle}").shuffle(shuffled)  # noqa: S311 - no secret
        return tuple(shuffled if shuffled != keys else [*keys[1:], keys[0]])

    def _problem(self, value: Any) -> str:
        if not isinstance(value, (list, tuple)):
            return (
                f"The recorded answer should be a list of items, and it is {value!r}. Answer again."
            )
        for key in value:
            if not isinstance(key, str) or key not in self.items_by_key:
                return unknown_word("item", key, self.items_by_key)
        if len(value) != len(self.items_by_key) or len(set(value)) != len(value):
            return f"The recorded order should hold each of the {len(self.items_by_key)} items once. Answer again."
        return ""

    def progress(self, value: Any) -> str:
        """Return whether an order is recorded."""
        count = len(self.items_by_key)
        return f"{count} items in order" if self.is_answered(value) else "Not answered yet"

    def _body_text(self, value: Any) -> str:
        return "\n".join(
            f"{place}. {self.items_by_key[key]}" for place, key in enumerate(value, start=1)
        )

    def _body_html(self, value: Any) -> str:
        if not value:
            items = "".join(f"<li>{escape(text)}</li>" for text in self.items_by_key.values())
            return f"<ul>{items}</ul>"
        items = "".join(f"<li>{escape(self.items_by_key[key])}</li>" for key in value)
        return f"<p>{escape(self.ends[0])}</p><ol>{items}</ol><p>{escape(self.ends[1])}</p>"

    def _state(self) -> dict[str, Any]:
        return {
            "items": item_state(self.items_by_key),
            "first": list(self.first_showing),
            "ends": list(self.ends),
        }
