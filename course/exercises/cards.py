"""The archivist's index card: one or several sources, field by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any, ClassVar

from course.errors import UsageError, near_matches
from course.exercises import frames
from course.exercises.documents import Reference, reference
from course.exercises.exercise import Exercise, require_names, require_text, unknown_word
from course.exercises.schemes import EXAMPLES, SCHEMES, Field
from course.exercises.writing import LONGEST_TEXT, require_range

__all__ = ["Card"]


@dataclass(frozen=True, eq=False)
class Card(Exercise):
    """Fill an index card for a source, or several side by side.

    The recorded answer is a dict from field to text, option, or list of
    options; with several sources a dict from source id to such a dict. Empty
    fields are left out.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    source : str or sequence of str
        The id of a source (``"S24"``) or statement (``"U05"``), or up to four.
    scheme : str, default "OPCVL"
        ``"sourcing"``, ``"HIPP"``, ``"HAPPY"``, ``"OPVL"`` or ``"OPCVL"``.
    fields : mapping of str to mapping, optional
        Fields instead of a scheme's, or changes to some of its fields. Each may
        give ``question`` (str), ``options`` (list of str), ``several`` (bool)
        and ``words`` (fewest and most).
    head : sequence of str, optional
        Which lines of the reference are shown, of What, From, To, Written, Made
        public and Archive; all without it. Leave out what the fields ask for.
    example : bool, default True
        Whether a filled card for another source can be opened.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> list(Card("hold-fire", "Fill the card.", "S24", "OPVL").fields_by_name)
    ['Origin', 'Purpose', 'Value', 'Limitation']
    """

    kind: ClassVar[str] = "card"

    source: str | Sequence[str]
    scheme: str = "OPCVL"
    fields: Mapping[str, Mapping[str, Any]] | None = field(default=None, kw_only=True)
    head: Sequence[str] | None = field(default=None, kw_only=True)
    example: bool = field(default=True, kw_only=True)

    def _prepare(self) -> None:
        require_names(self, "source", list(self.sources), least=1, most=4)
        if not isinstance(self.scheme, str) or (self.scheme and self.scheme not in SCHEMES):
            raise UsageError(
                f'The exercise "{self.name}" has the scheme {self.scheme!r}.',
                f"The schemes are {', '.join(SCHEMES)}.",
                near_matches(str(self.scheme), SCHEMES)
                or "Give one of them, or fields of your own.",
            )
        self._require_head()
        require_names(self, "field", list(self.fields_by_name), least=1, most=12)

    def _require_head(self) -> None:
        """Refuse lines that no reference has."""
        known = {word for source in self.sources for word, _ in reference(source)}
        for word in self.head or ():
            if word not in known:
                raise UsageError(
                    f'The exercise "{self.name}" shows {word!r} at the head of its card.',
                    f"A reference has {', '.join(sorted(known))}.",
                    near_matches(str(word), known),
                )

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources."""
        return (self.source,) if isinstance(self.source, str) else tuple(self.source)

    @cached_property
    def fields_by_name(self) -> dict[str, Field]:
        """The fields of each card."""
        changes = dict(self.fields or {})
        scheme = {known.name: known for known in SCHEMES.get(self.scheme, ())}
        # Fields that a scheme has are changed in their place; any others are a card of their own.
        if changes and not set(changes) <= set(scheme):
            return {name: self._field(Field(name, ""), change) for name, change in changes.items()}
        return {name: self._field(known, changes.get(name, {})) for name, known in scheme.items()}

    def _field(self, known: Field, change: Mapping[str, Any]) -> Field:
        """Return a field with an author's changes."""
        unknown = set(change) - {"question", "options", "several", "words"}
        if unknown:
            raise self.fault(
                f'sets "{min(unknown)}" in its field "{known.name}"',
                "A field has question, options, several and words.",
            )
        options = change.get("options", known.options)
        return Field(
            name=require_text(self, "field name", known.name),
            question=change.get("question", known.question),
            options=require_names(self, "option", options) if options else (),
            several=bool(change.get("several", known.several)),
            words=require_range(self, change.get("words", known.words)),
        )

    @cached_property
    def references(self) -> dict[str, Reference]:
        """The heads of the cards by source."""
        return {
            source: tuple(
                pair for pair in reference(source) if self.head is None or pair[0] in self.head
            )
            for source in self.sources
        }

    def cards(self, value: Any) -> dict[str, dict[str, Any]]:
        """Return a valid answer as one filled card for each source."""
        if not value:
            return {source: {} for source in self.sources}
        if isinstance(self.source, str):
            return {self.source: dict(value)}
        return {source: dict(value.get(source, {})) for source in self.sources}

    def _problem(self, value: Any) -> str:
        if not isinstance(value, Mapping):
            return (
                f"The recorded answer should be a filled card, and it is {value!r}. Answer again."
            )
        if isinstance(self.source, str):
            return self._card_problem(value)
        for source, card in value.items():
            if source not in self.sources:
                return unknown_word("source", source, self.sources)
            if not isinstance(card, Mapping):
                return f'The recorded card for "{source}" should give its fields, and it is {card!r}. Answer again.'
            if problem := self._card_problem(card):
                return problem
        return ""

    def _card_problem(self, card: Mapping[str, Any]) -> str:
        """Say what is wrong with one card, or nothing."""
        for name, entry in card.items():
            known = self.fields_by_name.get(name)
            if known is None:
                return unknown_word("field", name, self.fields_by_name)
            if known.several and not isinstance(entry, (list, tuple)):
                return f'The field "{name}" should list options, and it is {entry!r}. Answer again.'
            for word in entry if known.several else [entry]:
                if known.options and word not in known.options:
                    return unknown_word("option", word, known.options)
                if not isinstance(word, str) or len(word) > LONGEST_TEXT:
                    return f'The field "{name}" should be a text of at most {LONGEST_TEXT} characters. Write it again.'
        return ""

    def _filled(self, value: Any) -> int:
        """Return how many fields hold something."""
        return sum(
            bool(entry.strip() if isinstance(entry, str) else entry)
            for card in self.cards(value).values()
            for entry in card.values()
        )

    def _count(self) -> int:
        """Return how many fields there are on all cards."""
        return len(self.sources) * len(self.fields_by_name)

    def is_answered(self, value: Any) -> bool:
        """Return whether any field is filled."""
        return super().is_answered(value) and self._filled(value) > 0

    def is_complete(self, value: Any) -> bool:
        """Return whether every field is filled."""
        return self.is_answered(value) and self._filled(value) == self._count()

    def progress(self, value: Any) -> str:
        """Return how many fields are filled."""
        done = self._filled(value) if self.is_answered(value) else 0
        return f"{done} of {self._count()} fields filled"

    def _lines(self, card: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return the fields of one card with their entries in words."""
        return [
            (name, entry if isinstance(entry, str) else ", ".join(entry))
            for name in self.fields_by_name
            for entry in [card.get(name) or "—"]
        ]

    def _body_text(self, value: Any) -> str:
        return "\n".join(
            f"{source} {name}: {entry}"
            for source, card in self.cards(value).items()
            for name, entry in self._lines(card)
        )

    def _body_html(self, value: Any) -> str:
        return "".join(
            f'<p class="wc-chosen">{escape(": ".join([source, *self._title(source)]))}</p>'
            + frames.definition_list(self._lines(card))
            for source, card in self.cards(value).items()
        )

    def _title(self, source: str) -> list[str]:
        """Return what a source is, where the head of the card tells it."""
        return [text for word, text in self.references[source] if word == "What"]

    def _state(self) -> dict[str, Any]:
        return {
            "single": isinstance(self.source, str),
            "cards": [
                {"id": source, "reference": [list(pair) for pair in self.references[source]]}
                for source in self.sources
            ],
            "fields": [known.to_state() for known in self.fields_by_name.values()],
            "longest": LONGEST_TEXT,
            "example": self._example(),
        }

    def _example(self) -> dict[str, Any] | None:
        """Return the filled card of another source that knows all fields, if there is one."""
        for source, entries in EXAMPLES.items():
            if (
                self.example
                and source not in self.sources
                and set(self.fields_by_name) <= set(entries)
            ):
                return {
                    "id": source,
                    "reference": [list(pair) for pair in reference(source)],
                    "entries": [[name, entries[name]] for name in self.fields_by_name],
                }
        return None
