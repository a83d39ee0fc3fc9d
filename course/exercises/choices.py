"""Choosing: one option, or several."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from course.exercises import frames
from course.exercises.exercise import UNSURE, Exercise, plural, require_names, unknown_word

__all__ = ["Choose", "Tick"]


@dataclass(frozen=True, eq=False)
class Choose(Exercise):
    """Choose one option.

    The recorded answer is the text of the option.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    options : sequence of str
        At least two different texts, shown in this order.
    unsure : bool, default False
        Whether *I am not sure* is offered, set apart.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> condition = Choose("condition", "Which label fits?", ["first strike", "retaliation"])
    >>> condition.problem("surrender")
    'The recorded answer holds "surrender", which is no option of this exercise. Answer again.'
    """

    kind: ClassVar[str] = "choose"

    options: Sequence[str]
    unsure: bool = field(default=False, kw_only=True)

    def _prepare(self) -> None:
        require_names(self, "option", self.options)

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that may be chosen."""
        return (*self.options, *([UNSURE] if self.unsure else []))

    def _problem(self, value: Any) -> str:
        return "" if value in self.words else unknown_word("option", value, self.words)

    def progress(self, value: Any) -> str:
        """Return the chosen option."""
        return f"Chosen: {value}" if self.is_answered(value) else "Not answered yet"

    def _body_text(self, value: Any) -> str:
        return f"Chosen: {value}"

    def _body_html(self, value: Any) -> str:
        return frames.marked_list((word, word == value) for word in self.words)

    def _state(self) -> dict[str, Any]:
        return {"options": list(self.options), "unsure": UNSURE if self.unsure else ""}


@dataclass(frozen=True, eq=False)
class Tick(Exercise):
    """Tick every option that applies.

    The recorded answer is the list of ticked options in the order of the
    options; it is meant as a set. *I am not sure* excludes all others.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    options : sequence of str
        At least two different texts, shown in this order.
    at_most : int, optional
        The largest number that may be ticked.
    unsure : bool, default False
        Whether *I am not sure* is offered, set apart.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> Tick("omissions", "What is left out?", ["the invasion", "the date"]).progress(["the date"])
    '1 ticked'
    """

    kind: ClassVar[str] = "tick"

    options: Sequence[str]
    at_most: int | None = field(default=None, kw_only=True)
    unsure: bool = field(default=False, kw_only=True)

    def _prepare(self) -> None:
        require_names(self, "option", self.options)
        if self.at_most is not None and not 1 <= self.at_most <= len(self.options):
            raise self.fault(
                f"allows {self.at_most} of {plural(len(self.options), 'option')}",
                f"Set `at_most` to a number from 1 to {len(self.options)}.",
            )

    @property
    def words(self) -> tuple[str, ...]:
        """Everything that may be ticked."""
        return (*self.options, *([UNSURE] if self.unsure else []))

    def _problem(self, value: Any) -> str:
        if not isinstance(value, (list, tuple, set, frozenset)):
            return f"The recorded answer should be a list of options, and it is {value!r}. Answer again."
        unknown = [word for word in value if word not in self.words]
        if unknown:
            return unknown_word("option", unknown[0], self.words)
        if self.at_most is not None and len(set(value)) > self.at_most:
            return f"{len(set(value))} options are ticked, and {self.at_most} are allowed. Remove some."
        if UNSURE in value and len(set(value)) > 1:
            return f'"{UNSURE}" cannot be ticked together with other options. Answer again.'
        return ""

    def progress(self, value: Any) -> str:
        """Return how many options are ticked."""
        return f"{len(set(value))} ticked" if self.is_answered(value) else "Not answered yet"

    def _body_text(self, value: Any) -> str:
        return "\n".join(f"[{'x' if word in value else ' '}] {word}" for word in self.words)

    def _body_html(self, value: Any) -> str:
        return frames.marked_list((word, word in (value or ())) for word in self.words)

    def _state(self) -> dict[str, Any]:
        return {
            "options": list(self.options),
            "atMost": self.at_most,
            "unsure": UNSURE if self.unsure else "",
        }
