"""What every kind of exercise is: a pure definition, and the checks of its arguments."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Final

from course.errors import UsageError, listing, near_matches
from course.exercises import frames
from course.exercises.markup import Piece, pieces, pieces_to_html, pieces_to_text

__all__ = [
    "MOST_ITEMS",
    "NOT_ANSWERED",
    "UNSURE",
    "Exercise",
    "Items",
    "item_state",
    "item_texts",
    "plural",
    "require_names",
    "require_text",
    "unknown_word",
]

UNSURE: Final = "I am not sure"
"""The option that stands apart where an exercise has ``unsure=True``; it is an answer."""

NOT_ANSWERED: Final = "Not answered yet."
MOST_ITEMS: Final = 200
"""More options, items or rows than this no reader can keep in view."""

Items = Sequence[str] | Mapping[str, str]
"""Texts, or short keys with their texts; the keys then stand in the recorded answer."""

_NAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,55}")


@dataclass(frozen=True, eq=False)
class Exercise(ABC):
    """An exercise without its answer and without a front end.

    Parameters
    ----------
    name : str
        Letters, digits, hyphens and underscores; the cell is ``answer-<name>``.
    prompt : str
        The task, one or two sentences; shown as plain text.
    help : str
        A further line below the prompt.
    markdown : bool, default False
        Whether ``**strong**``, ``*em*``, ```code``` and links in the prompt and
        the help line are shown as such.

    Raises
    ------
    UsageError
        If an argument does not fit; the message is written for authors.
    """

    kind: ClassVar[str]
    unanswered: ClassVar[str] = NOT_ANSWERED

    name: str
    prompt: str
    help: str = field(default="", kw_only=True)
    markdown: bool = field(default=False, kw_only=True)

    def __post_init__(self) -> None:
        """Check the arguments, and let the kind check its own."""
        if not isinstance(self.name, str) or not _NAME.fullmatch(self.name):
            raise UsageError(
                f"The exercise `{self.kind}` cannot have the name {self.name!r}.",
                "A name has 1 to 56 letters, digits, hyphens and underscores.",
                'Write it as the first argument, such as "condition".',
            )
        require_text(self, "prompt", self.prompt)
        if not isinstance(self.help, str):
            raise self.fault("has a `help` that is no text")
        self._prepare()

    @abstractmethod
    def _prepare(self) -> None:
        """Check the kind's own arguments; called once, by the constructor."""

    @property
    def prompt_pieces(self) -> list[Piece]:
        """The prompt, cut for showing."""
        return pieces(self.prompt, markdown=self.markdown)

    @abstractmethod
    def _problem(self, value: Any) -> str:
        """Say why a value that is not None is no answer of this exercise, or nothing."""

    @abstractmethod
    def progress(self, value: Any) -> str:
        """Return how far an answer has come, in words, such as ``4 of 8 labelled``."""

    @abstractmethod
    def _body_text(self, value: Any) -> str:
        """Return a valid answer as plain text."""

    @abstractmethod
    def _body_html(self, value: Any) -> str:
        """Return the static view of a valid answer or of None, without its frame."""

    @abstractmethod
    def _state(self) -> dict[str, Any]:
        """Return what the front end of the kind needs, as plain data."""

    def problem(self, value: Any) -> str:
        """Return a sentence if a value cannot be an answer of this exercise.

        Parameters
        ----------
        value : object
            The recorded value.

        Returns
        -------
        str
            Empty for a valid answer and for None.
        """
        return "" if value is None else self._problem(value)

    def beside(self, read: Callable[[str], str | None]) -> Exercise:  # noqa: ARG002 - for kinds that read
        """Return the exercise as it stands beside a student's texts; most kinds read none.

        Parameters
        ----------
        read : callable
            Gives the source of a Markdown cell by its id, or None.
        """
        return self

    def is_answered(self, value: Any) -> bool:
        """Return whether anything valid is recorded; "I am not sure" counts."""
        return bool(value) and not self.problem(value)

    def is_complete(self, value: Any) -> bool:
        """Return whether every part of the exercise is answered."""
        return self.is_answered(value)

    def to_text(self, value: Any) -> str:
        """Return prompt and answer as plain text."""
        head = pieces_to_text(self.prompt_pieces)
        if not self.is_answered(value):
            return f"{head}\n{self.problem(value) or self.unanswered}"
        return f"{head}\n{self._body_text(value)}"

    def answer_to_text(self, value: Any) -> str:
        """Return the answer alone as plain text; empty if there is none."""
        return self._body_text(value) if self.is_answered(value) else ""

    def to_html(self, value: Any) -> str:
        """Return the static view: the frame without controls, the answer in words.

        The page needs :data:`course.exercises.frames.STYLE` once.
        """
        answered = self.is_answered(value)
        shown = value if answered else None
        if answered:
            status = f"{self.progress(value).rstrip('.')}."
        else:
            status = self.problem(value) or self.unanswered
        return frames.frame(pieces_to_html(self.prompt_pieces), self._body_html(shown), status)

    def to_state(self) -> dict[str, Any]:
        """Return what the front end needs, as JSON-able data."""
        return {
            "kind": self.kind,
            "name": self.name,
            "prompt": self.prompt_pieces,
            "help": pieces(self.help, markdown=self.markdown),
            **self._state(),
        }

    def fault(self, found: str, remedy: str = "") -> UsageError:
        """Return an error that names this exercise, for its author."""
        return UsageError(f'The exercise "{self.name}" {found}.', remedy=remedy)


def require_text(exercise: Exercise, what: str, value: object) -> str:
    """Return a text that must not be empty.

    Raises
    ------
    UsageError
        If it is no text, or blank.
    """
    if not isinstance(value, str) or not value.strip():
        raise exercise.fault(f"has no {what}", f"Give its {what} as a text in quotation marks.")
    return value


def require_names(
    exercise: Exercise, what: str, values: object, *, least: int = 2, most: int = MOST_ITEMS
) -> tuple[str, ...]:
    """Return a list of different texts.

    Parameters
    ----------
    exercise : Exercise
        Whose argument it is.
    what : str
        What one of them is called, such as ``"option"``.
    values : object
        The argument as given.
    least, most : int
        How many there may be.

    Raises
    ------
    UsageError
        If it is no list of texts, has too few or too many, or one twice.
    """
    if isinstance(values, str) or not isinstance(values, Sequence):
        raise exercise.fault(
            f"needs a list of {what}s", f'Write them in square brackets: ["{what} 1", "{what} 2"].'
        )
    for value in values:
        require_text(exercise, what, value)
    count = len(values)
    if not least <= count <= most:
        plural = what if count == 1 else f"{what}s"
        limit = f"at least {least}" if count < least else f"at most {most}"
        raise exercise.fault(f"has {count} {plural}", f"Give it {limit}.")
    repeated = [value for index, value in enumerate(values) if value in values[:index]]
    if repeated:
        raise exercise.fault(
            f"has the {what} {listing(repeated)} twice", f"Each {what} may stand there once."
        )
    return tuple(values)


def item_texts(
    exercise: Exercise, what: str, values: object, *, least: int = 2, most: int = MOST_ITEMS
) -> dict[str, str]:
    """Return items by key; a plain list of texts is its own keys.

    Raises
    ------
    UsageError
        As :func:`require_names`.
    """
    if isinstance(values, Mapping):
        keys = require_names(exercise, what, list(values), least=least, most=most)
        return {key: require_text(exercise, f"text for {key!r}", values[key]) for key in keys}
    return {text: text for text in require_names(exercise, what, values, least=least, most=most)}


def unknown_word(what: str, word: object, known: Collection[str]) -> str:
    """Return the sentence for a recorded word that the exercise does not offer."""
    shown = f'"{word}"' if isinstance(word, str) else repr(word)
    parts = [f"The recorded answer holds {shown}, which is no {what} of this exercise."]
    if isinstance(word, str) and (near := near_matches(word, known)):
        parts.append(near)
    parts.append("Answer again.")
    return " ".join(parts)


def plural(count: int, word: str) -> str:
    """Return a count with its word, such as ``1 sentence`` or ``3 sentences``."""
    return f"{count} {word}" if count == 1 else f"{count} {word}s"


def item_state(items: Mapping[str, str]) -> list[Iterable[str]]:
    """Return items as pairs that keep their order in JSON; a key equal to its text is left empty."""
    return [[key, text] for key, text in items.items()]
