"""An essay on the desk: what several checks need to know about it, found once.

The thesis is the best candidate of the first paragraph, or the sentence that
the student marked. Below a minimum strength there is none.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from course.essay.catalogue import Catalogue, Source
from course.essay.language import Language, measure
from course.essay.markers import finds, found, pattern
from course.essay.parts import Citation, Essay, Paragraph, Sentence
from course.essay.sides import DIMENSIONS
from course.essay.thresholds import LIMITS
from course.essay.words import canonical

__all__ = ["MOVES", "Candidate", "Study"]

MOVES = ("thesis", "counter-argument", "rebuttal")
"""Moves that a student may mark by hand."""

_SUBJECT = r"castro|cuba\w*|havana|\bhe\b|\bhis\b|fidel"


@dataclass(frozen=True, eq=False)
class Candidate:
    """A sentence that may be the thesis, and how much of one it is.

    Parameters
    ----------
    sentence : Sentence
    has_role, has_degree, has_reason : bool
        It names Castro and a role; it says how large; it says why.
    is_marked : bool
        The student marked it.
    """

    sentence: Sentence
    has_role: bool
    has_degree: bool
    has_reason: bool
    is_marked: bool = False

    @property
    def is_sized(self) -> bool:
        """Whether its length is that of a thesis."""
        least, most = LIMITS.thesis_words
        return least <= len(self.sentence.words) <= most

    @property
    def is_question(self) -> bool:
        """Whether it asks instead of saying."""
        return self.sentence.text.rstrip("\"') ").endswith("?")

    @property
    def is_complete(self) -> bool:
        """Whether role, degree and reason are all there."""
        return self.has_role and self.has_degree and self.has_reason

    @cached_property
    def strength(self) -> float:
        """Two each for role, degree and reason, one for length, half for first-person framing."""
        value = 2.0 * (self.has_role + self.has_degree + self.has_reason) + self.is_sized
        if finds(
            r"\b(?:i (?:shall )?(?:argue|claim|think|say|want to show)|my (?:claim|answer|view|argument|opinion)|this essay|in my)",
            self.sentence.prose,
        ):
            value += 0.5
        return 0.0 if self.is_question else value


@dataclass(frozen=True, eq=False)
class Study:
    """An essay, a catalogue, and what the student marked.

    Parameters
    ----------
    essay : Essay
    catalogue : Catalogue
    marked : mapping of str to int
        Sentence numbers by move, see `MOVES`.
    """

    essay: Essay
    catalogue: Catalogue
    marked: Mapping[str, int] = field(default_factory=dict)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs."""
        return self.essay.paragraphs

    @property
    def introduction(self) -> Paragraph | None:
        """The first paragraph."""
        return self.paragraphs[0] if self.paragraphs else None

    @property
    def conclusion(self) -> Paragraph | None:
        """The last of at least two paragraphs."""
        return self.paragraphs[-1] if len(self.paragraphs) > 1 else None

    @cached_property
    def body(self) -> tuple[Paragraph, ...]:
        """The paragraphs between; without the second where that still introduces.

        A short second paragraph that defines the key term and cites nothing
        belongs to the introduction.
        """
        body = self.paragraphs[1:-1]
        short = LIMITS.body_words[0]
        if len(body) > 1 and body[0].size < short and not body[0].ids:
            return body[1:]
        return body

    @cached_property
    def opening(self) -> tuple[Sentence, ...]:
        """Sentences before the body."""
        if not self.paragraphs:
            return ()
        first = self.body[0].index if self.body else 1
        return tuple(one for block in self.paragraphs[:first] for one in block.sentences)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Thesis candidates of the first paragraph, strongest first; the marked one leads."""
        marked = self.marked.get("thesis")
        pool = list(self.introduction.sentences) if self.introduction else []
        if marked and 0 < marked <= len(self.essay.sentences):
            pool = [self.essay.sentences[marked - 1]]
        rated = [self.rate(one, is_marked=bool(marked)) for one in pool]
        return tuple(sorted(rated, key=lambda one: (-one.strength, one.sentence.number)))

    @cached_property
    def thesis(self) -> Candidate | None:
        """The thesis, or None when no candidate is strong enough."""
        if not self.candidates:
            return None
        best = self.candidates[0]
        if best.is_marked:
            is_enough = (best.has_role or best.has_degree) and not best.is_question
        else:
            is_enough = (
                best.has_role and best.has_degree and best.strength >= LIMITS.thesis_strength
            )
        return best if is_enough else None

    @cached_property
    def thesis_stems(self) -> frozenset[str]:
        """Content stems of the thesis and of the opening around it: claim and reasons."""
        if self.thesis is None:
            return frozenset()
        near = {
            one.number: one for one in (*self.essay.around(self.thesis.sentence), *self.opening)
        }
        return frozenset().union(*(one.stems for one in near.values()))

    @cached_property
    def verdict(self) -> str:
        """The verdict of the thesis: "small", "large" or ""."""
        return verdict_of(self.thesis.sentence.prose) if self.thesis else ""

    @cached_property
    def language(self) -> Language:
        """Figures on the language of the text."""
        return measure(self.essay)

    @cached_property
    def dimensions(self) -> dict[int, frozenset[str]]:
        """Which dimensions of a role each sentence touches, by sentence number."""
        return {one.number: dimensions_in(one.prose) for one in self.essay.sentences}

    @cached_property
    def topic_sentences(self) -> tuple[tuple[Sentence, ...], ...]:
        """First and second sentence of each body paragraph."""
        return tuple(block.sentences[:2] for block in self.body)

    def known(self, ids: tuple[str, ...]) -> tuple[Source, ...]:
        """Return the sources that exist, in the order given."""
        return tuple(self.catalogue.sources[one] for one in ids if one in self.catalogue.sources)

    def sources_of(self, citation: Citation) -> tuple[Source, ...]:
        """Return the existing sources of one bracket; of a heap of ids only the first."""
        ids = citation.ids if len(citation.ids) <= LIMITS.bracket_ids else citation.ids[:1]
        return self.known(ids)

    def names_in(self, sentences: tuple[Sentence, ...]) -> frozenset[str]:
        """Return names of the catalogue that occur in sentences, in their usual form."""
        used = {canonical(word) for sentence in sentences for word in sentence.words}
        return frozenset(used & self.catalogue.names)

    def rate(self, sentence: Sentence, *, is_marked: bool = False) -> Candidate:
        """Rate a sentence as a thesis."""
        prose = sentence.own_prose
        has_role = bool(finds(_SUBJECT, prose)) and found("ROLE", prose)
        has_degree = found("DEGREE", prose)
        return Candidate(sentence, has_role, has_degree, self._has_reason(sentence), is_marked)

    def _has_reason(self, sentence: Sentence) -> bool:
        """Look for a reason, or two respects, some of whose words return in the body."""
        following = [
            one for one in self.essay.after(sentence) if one.paragraph == sentence.paragraph
        ]
        for number, part in enumerate([sentence, *following]):
            prose = part.own_prose
            gives = found("REASON", prose) or (
                number == 0
                and bool(
                    finds(r"\bin\b[^.]{3,80}\b(?:and|but)\b|: |, and |not [^.]{3,60}\bbut\b", prose)
                )
                and len(dimensions_in(prose)) > 1
            )
            if gives and len(part.stems & self._later_stems(part)) >= LIMITS.reason_returns:
                return True
        return False

    def _later_stems(self, sentence: Sentence) -> frozenset[str]:
        later = self.paragraphs[sentence.paragraph + 1 :]
        return frozenset().union(*(block.stems for block in later))


def dimensions_in(text: str) -> frozenset[str]:
    """Return which dimensions of a role a text touches: origin, conduct, escalation, settlement."""
    return frozenset(
        name for name, words_ in DIMENSIONS.items() if finds(rf"\b(?:{words_})\b", text)
    )


def verdict_of(text: str) -> str:
    """Read the verdict of a sentence: "small", "large", or "" when it gives none."""
    negated = finds(
        r"(?:not|n't|never|hardly)(?: \w+){0,3} (?:small|little|minor|a puppet|a pawn|just)", text
    )
    if negated:
        return "large"
    small, large = pattern("SMALL").search(text), pattern("LARGE").search(text)
    if small and large:
        # "large in two respects, although he had little to say": the first word carries the verdict.
        return "small" if small.start() < large.start() else "large"
    if not small and not large:
        return ""
    return "small" if small else "large"
