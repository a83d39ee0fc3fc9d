"""One word for each item: labels, matches and steps of certainty."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar, Final

from course.exercises import frames
from course.exercises.exercise import (
    UNSURE,
    Exercise,
    Items,
    item_state,
    item_texts,
    plural,
    require_names,
    unknown_word,
)
from course.exercises.markup import quoted

__all__ = ["CERTAINTY", "Label", "Match", "Pairing", "Rate"]

CERTAINTY: Final = ("possible", "plausible", "probable", "established")
"""The steps of certainty that the course uses where an exercise names none."""


class Pairing(Exercise):
    """An exercise whose answer gives one word to each item."""

    item_word: ClassVar[str] = "item"
    value_word: ClassVar[str] = "label"
    done_word: ClassVar[str] = "labelled"

    @property
    @abstractmethod
    def items_by_key(self) -> dict[str, str]:
        """The texts of the items by the key that the answer uses."""

    @property
    @abstractmethod
    def words(self) -> tuple[str, ...]:
        """The words that an item may get."""

    def _problem(self, value: Any) -> str:
        if not isinstance(value, Mapping):
            return f"The recorded answer should give {self.value_word}s to items, and it is {value!r}. Answer again."
        for key, word in value.items():
            if key not in self.items_by_key:
                return unknown_word(self.item_word, key, self.items_by_key)
            if word not in self.words:
                return unknown_word(self.value_word, word, self.words)
        return ""

    def is_complete(self, value: Any) -> bool:
        """Return whether every item has its word."""
        return self.is_answered(value) and len(value) == len(self.items_by_key)

    def progress(self, value: Any) -> str:
        """Return how many items have their word."""
        done = len(value) if self.is_answered(value) else 0
        return f"{done} of {len(self.items_by_key)} {self.done_word}"

    def _spoken(self, word: str) -> str:
        """Return a word of an answer as a reader knows it."""
        return word

    def _rows(self, value: Any) -> list[tuple[str, str]]:
        """Return each item with its word or a dash."""
        chosen = value or {}
        return [
            (
                text if key == text else f"{key}. {text}",
                self._spoken(chosen[key]) if key in chosen else "—",
            )
            for key, text in self.items_by_key.items()
        ]

    def _body_text(self, value: Any) -> str:
        return "\n".join(f"{quoted(item)}: {word}" for item, word in self._rows(value))

    def _body_html(self, value: Any) -> str:
        head = (self.item_word.capitalize(), self.value_word.capitalize())
        return frames.table(head, self._rows(value))


@dataclass(frozen=True, eq=False)
class Label(Pairing):
    """Give each item one of several labels.

    The recorded answer is a dict from item to label; items without a label are
    left out.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    items : sequence of str, or mapping of str to str
        The texts to label, or short keys with their texts.
    labels : sequence of str
        At least two different labels.
    unsure : bool, default False
        Whether *I am not sure* is one more label.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> parts = Label("parts", "What is it?", ["It rained.", "So it was wet."], ["claim", "evidence"])
    >>> parts.progress({"It rained.": "evidence"})
    '1 of 2 labelled'
    """

    kind: ClassVar[str] = "label"

    items: Items
    labels: Sequence[str]
    unsure: bool = field(default=False, kw_only=True)

    def _prepare(self) -> None:
        item_texts(self, "item", self.items, least=1)
        require_names(self, "label", self.labels, most=12)

    @cached_property
    def items_by_key(self) -> dict[str, str]:
        """The items by key."""
        return item_texts(self, "item", self.items, least=1)

    @property
    def words(self) -> tuple[str, ...]:
        """The labels."""
        return (*self.labels, *([UNSURE] if self.unsure else []))

    def _state(self) -> dict[str, Any]:
        return {"items": item_state(self.items_by_key), "labels": list(self.words)}


@dataclass(frozen=True, eq=False)
class Rate(Pairing):
    """Say how sure something is, in words.

    The recorded answer is the chosen step, or with `items` a dict from item to
    step.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    steps : sequence of str
        The steps from lowest to highest; default possible, plausible, probable,
        established.
    items : sequence of str, or mapping of str to str, optional
        What is to be rated; without it the prompt itself is rated.
    unsure : bool, default False
        Whether *I am not sure* is offered, set apart.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> Rate("order", "A Soviet unit fired.").progress("established")
    'established'
    """

    kind: ClassVar[str] = "rate"
    value_word: ClassVar[str] = "step"
    done_word: ClassVar[str] = "rated"

    steps: Sequence[str] = CERTAINTY
    items: Items | None = None
    unsure: bool = field(default=False, kw_only=True)

    def _prepare(self) -> None:
        require_names(self, "step", self.steps, most=9)
        if self.items is not None:
            item_texts(self, "item", self.items, least=1)

    @cached_property
    def items_by_key(self) -> dict[str, str]:
        """The items by key; none where the prompt is rated."""
        return {} if self.items is None else item_texts(self, "item", self.items, least=1)

    @property
    def words(self) -> tuple[str, ...]:
        """The steps."""
        return (*self.steps, *([UNSURE] if self.unsure else []))

    def _problem(self, value: Any) -> str:
        if self.items is not None:
            return super()._problem(value)
        return "" if value in self.words else unknown_word("step", value, self.words)

    def is_complete(self, value: Any) -> bool:
        """Return whether everything is rated."""
        return self.is_answered(value) if self.items is None else super().is_complete(value)

    def progress(self, value: Any) -> str:
        """Return the chosen step, or how many items are rated."""
        if self.items is not None:
            return super().progress(value)
        return str(value) if self.is_answered(value) else "Not answered yet"

    def _body_text(self, value: Any) -> str:
        return f"Rated: {value}" if self.items is None else super()._body_text(value)

    def _body_html(self, value: Any) -> str:
        if self.items is None:
            return frames.marked_list((word, word == value) for word in self.words)
        return super()._body_html(value)

    def _state(self) -> dict[str, Any]:
        return {
            "steps": list(self.steps),
            "items": item_state(self.items_by_key),
            "single": self.items is None,
            "unsure": UNSURE if self.unsure else "",
        }


@dataclass(frozen=True, eq=False)
class Match(Pairing):
    """Join each item on the left to one on the right.

    The recorded answer is a dict from left to right.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    left, right : sequence of str, or mapping of str to str
        The two columns, or short keys with their texts. The right one may hold
        more than is needed.
    reuse : bool, default False
        Whether several on the left may be joined to the same on the right.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> Match("replies", "Who answers whom?", ["a", "b"], ["c", "d"]).progress({"a": "d"})
    '1 of 2 matched'
    """

    kind: ClassVar[str] = "match"
    value_word: ClassVar[str] = "match"
    done_word: ClassVar[str] = "matched"

    left: Items
    right: Items
    reuse: bool = field(default=False, kw_only=True)

    def _prepare(self) -> None:
        left = item_texts(self, "left item", self.left)
        right = item_texts(self, "right item", self.right)
        if len(right) < len(left) and not self.reuse:
            raise self.fault(
                f"has {plural(len(left), 'item')} on the left and {len(right)} on the right",
                "Add some on the right, or set `reuse=True`.",
            )

    @cached_property
    def items_by_key(self) -> dict[str, str]:
        """The left column by key."""
        return item_texts(self, "left item", self.left)

    @cached_property
    def right_by_key(self) -> dict[str, str]:
        """The right column by key."""
        return item_texts(self, "right item", self.right)

    @property
    def words(self) -> tuple[str, ...]:
        """The keys of the right column."""
        return tuple(self.right_by_key)

    def _spoken(self, word: str) -> str:
        text = self.right_by_key[word]
        return text if text == word else f"{word}. {text}"

    def _problem(self, value: Any) -> str:
        problem = super()._problem(value)
        if not problem and not self.reuse:
            used = list(value.values())
            twice = [word for index, word in enumerate(used) if word in used[:index]]
            if twice:
                return f'"{twice[0]}" is joined twice, and each may be joined once. Answer again.'
        return problem

    def _state(self) -> dict[str, Any]:
        return {
            "left": item_state(self.items_by_key),
            "right": item_state(self.right_by_key),
            "reuse": self.reuse,
        }
