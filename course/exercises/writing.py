"""Writing: a short text that is read by a check."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, ClassVar, Final

from course.exercises.exercise import Exercise

__all__ = ["LONGEST_TEXT", "ShortText", "count_words", "require_range"]

LONGEST_TEXT: Final = 20_000
"""Characters; far above any stated range, far below what would slow a notebook."""


def count_words(text: str) -> int:
    """Return the number of words, counted as the browser counts them: between white space."""
    return len(text.split())


def require_range(exercise: Exercise, words: object) -> tuple[int, int]:
    """Return a stated range of words.

    Raises
    ------
    UsageError
        If it is not two whole numbers in order.
    """
    if (
        not isinstance(words, Sequence)
        or [type(number) for number in words] != [int, int]
        or not 0 <= words[0] <= words[1] <= LONGEST_TEXT // 5
        or words[1] == 0
    ):
        raise exercise.fault(
            f"has the range of words {words!r}",
            "Give the fewest and the most, such as words=(12, 40).",
        )
    return (words[0], words[1])


@dataclass(frozen=True, eq=False)
class ShortText(Exercise):
    """Write a few sentences.

    The recorded answer is the text. A text outside the stated range is still
    an answer; the student sees the count.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    words : tuple of int, default (12, 40)
        The fewest and the most words asked for.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> ShortText("thesis", "State the thesis.", words=(3, 9)).progress("Castro mattered more.")
    '3 of 3-9 words'
    """

    kind: ClassVar[str] = "short_text"

    words: Sequence[int] = (12, 40)

    def _prepare(self) -> None:
        require_range(self, self.words)

    def _problem(self, value: Any) -> str:
        if not isinstance(value, str):
            return f"The recorded answer should be a text, and it is {value!r}. Write it again."
        if len(value) > LONGEST_TEXT:
            return (
                f"The text has {len(value)} characters, and at most {LONGEST_TEXT} are read. "
                "Shorten it."
            )
        return ""

    def is_answered(self, value: Any) -> bool:
        """Return whether there is any word."""
        return super().is_answered(value) and bool(value.strip())

    def is_complete(self, value: Any) -> bool:
        """Return whether the text lies inside the stated range."""
        return self.is_answered(value) and self.words[0] <= count_words(value) <= self.words[1]

    def progress(self, value: Any) -> str:
        """Return the count of words against the stated range."""
        count = count_words(value) if self.is_answered(value) else 0
        return f"{count} of {self.words[0]}-{self.words[1]} words"

    def _body_text(self, value: Any) -> str:
        return str(value)

    def _body_html(self, value: Any) -> str:
        return f"<blockquote>{escape(value)}</blockquote>" if value else ""

    def _state(self) -> dict[str, Any]:
        return {"words": list(self.words), "longest": LONGEST_TEXT}
