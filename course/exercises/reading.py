"""Reading with a pen in the hand: marks on the sentences of one or several texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any, ClassVar, Final

from course.exercises.documents import Document, Numbered, documents
from course.exercises.exercise import Exercise, plural, require_names, unknown_word
from course.exercises.markup import quoted

__all__ = ["LONGEST_REASON", "PickSentences"]

LONGEST_REASON: Final = 1_000
"""Characters of one reason; it is a line, not an essay."""


@dataclass(frozen=True, eq=False)
class PickSentences(Exercise):
    """Mark sentences with one or several pens.

    The recorded answer depends on the pens: with one pen a list of sentence ids
    in reading order; with several pens a dict from sentence id to pen; with
    `reason` a dict from sentence id to ``[pen, reason]``.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    texts : sequence of str, or mapping of str to sequence of str
        Ids of the archive, such as ``["essay"]`` (sentences E1 to E18) or
        ``["S23", "S24"]`` (points S23.1 and so on), or an author's own texts as
        ``{"P": ["First sentence.", "Second sentence.", "", "New paragraph."]}``.
    pens : sequence of str
        One to nine labels.
    only : sequence of str, optional
        The ids that may be marked; the other sentences are shown for reading.
    at_most : int, optional
        The largest number of marks.
    reason : str, default ""
        The question to ask for each mark, such as ``"Why?"``.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> pick = PickSentences("references", "Which need one?", {"P": ["A.", "B."]}, ["a reference"])
    >>> pick.progress(["P.2"])
    '1 sentence marked'
    """

    kind: ClassVar[str] = "pick_sentences"

    texts: Sequence[str] | Mapping[str, Sequence[str]]
    pens: Sequence[str]
    only: Sequence[str] | None = field(default=None, kw_only=True)
    at_most: int | None = field(default=None, kw_only=True)
    reason: str = field(default="", kw_only=True)

    def _prepare(self) -> None:
        require_names(self, "pen", self.pens, least=1, most=9)
        require_names(self, "text", list(self.texts), least=1, most=9)
        if isinstance(self.texts, str):
            raise self.fault("needs a list of texts", 'Write texts=["essay"].')
        if isinstance(self.texts, Mapping):
            for text_id, lines in self.texts.items():
                if isinstance(lines, str) or not any(map(str.strip, lines)):
                    raise self.fault(
                        f'has no sentences in its text "{text_id}"', "Give a list of them."
                    )
        known = self.sentences
        if self.only is not None:
            for sentence_id in require_names(self, "sentence id", self.only, least=1):
                if sentence_id not in known:
                    raise self.fault(
                        f'allows the sentence "{sentence_id}", which is in none of its texts',
                        f"Their sentences are {', '.join(list(known)[:5])} and so on.",
                    )
        if self.at_most is not None and self.at_most < 1:
            raise self.fault(f"allows {self.at_most} marks", "Set `at_most` to 1 or more.")
        if not isinstance(self.reason, str):
            raise self.fault("has a `reason` that is no text", 'Write reason="Why?".')

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The texts to read."""
        return documents(self.texts)

    @cached_property
    def sentences(self) -> dict[str, Numbered]:
        """All sentences by id, in reading order."""
        return {s.id: s for document in self.documents for s in document.sentences}

    @property
    def allowed(self) -> tuple[str, ...]:
        """The ids that may be marked, in reading order."""
        return tuple(i for i in self.sentences if self.only is None or i in self.only)

    def marks(self, value: Any) -> dict[str, tuple[str, str]]:
        """Return a valid answer in one form for all settings.

        Parameters
        ----------
        value : list, dict or None
            A valid recorded answer.

        Returns
        -------
        dict of str to tuple
            From sentence id to pen and reason, in reading order.
        """
        if not value:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for sentence_id in self.sentences:
            if sentence_id not in value:
                continue
            mark = value[sentence_id] if isinstance(value, Mapping) else self.pens[0]
            found[sentence_id] = (mark, "") if isinstance(mark, str) else (mark[0], mark[1])
        return found

    def _problem(self, value: Any) -> str:
        bare = len(self.pens) == 1 and not self.reason
        expected = (list, tuple, set, frozenset) if bare else Mapping
        if not isinstance(value, expected):
            shape = "list sentences" if bare else "give pens to sentences"
            return f"The recorded answer should {shape}, and it is {value!r}. Answer again."
        for sentence_id in value:
            if sentence_id not in self.allowed:
                return unknown_word("sentence", sentence_id, self.allowed)
        if self.at_most is not None and len(set(value)) > self.at_most:
            marked = plural(len(set(value)), "sentence")
            return f"{marked} are marked, and {self.at_most} are allowed. Remove some marks."
        if not isinstance(value, Mapping):
            return ""
        return next(filter(None, map(self._mark_problem, value.values())), "")

    def _mark_problem(self, mark: Any) -> str:
        """Say what is wrong with one mark, or nothing."""
        pen, reason = mark, ""
        if self.reason:
            if not (isinstance(mark, (list, tuple)) and len(mark) == 2):  # noqa: PLR2004 - pen and reason
                return f"A recorded mark should be a pen with a reason, and it is {mark!r}. Answer again."
            pen, reason = mark
        if pen not in self.pens:
            return unknown_word("pen", pen, self.pens)
        if not isinstance(reason, str) or len(reason) > LONGEST_REASON:
            return f"A recorded reason should be a text of at most {LONGEST_REASON} characters. Write it again."
        return ""

    def is_complete(self, value: Any) -> bool:
        """Return whether something is marked, and each mark has its reason where one is asked for."""
        if not self.is_answered(value):
            return False
        return not self.reason or all(reason.strip() for _, reason in self.marks(value).values())

    def progress(self, value: Any) -> str:
        """Return how many sentences are marked."""
        count = len(self.marks(value)) if self.is_answered(value) else 0
        return f"{plural(count, 'sentence')} marked"

    def _body_text(self, value: Any) -> str:
        return "\n".join(
            f"{sentence_id} [{pen}{f': {reason}' if reason else ''}] {quoted(self.sentences[sentence_id].text)}"
            for sentence_id, (pen, reason) in self.marks(value).items()
        )

    def _body_html(self, value: Any) -> str:
        marks = self.marks(value)
        parts = []
        for pen in self.pens:
            lines = "".join(
                f"<li><b>{escape(sentence_id)}</b> {escape(self.sentences[sentence_id].text)}"
                + (f" <i>{escape(reason)}</i>" if reason else "")
                + "</li>"
                for sentence_id, (used, reason) in marks.items()
                if used == pen
            )
            if lines:
                parts.append(
                    f'<p class="wc-chosen">{escape(pen)}</p><ul class="wc-options">{lines}</ul>'
                )
        return "".join(parts)

    def _state(self) -> dict[str, Any]:
        return {
            "pens": list(self.pens),
            "reason": self.reason,
            "longestReason": LONGEST_REASON,
            "atMost": self.at_most,
            "documents": [
                {
                    "id": document.id,
                    "title": document.title,
                    "sentences": [
                        [s.id, s.text, s.paragraph, s.id in self.allowed]
                        for s in document.sentences
                    ],
                }
                for document in self.documents
            ],
        }
