"""An essay on the desk: what several checks need to know about it, found once.

The thesis is the best candidate of the first paragraph, or the sentence that
the student marked. Below a minimum strength there is none.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from course.essay.catalogue import Catalogue, Source
from course.essay.cohesion import cohesion
from course.essay.language import Language, measure
from course.essay.markers import finds, found, pattern
from course.essay.parts import Citation, Essay, Paragraph, Sentence
from course.essay.sides import DIMENSIONS
from course.essay.thresholds import LIMITS
from course.essay.words import canonical

__all__ = ["MOVES", "Candidate", "Study"]

MOVES = ("thesis", "counter-argument", "rebuttal")
"""Moves that a student may mark by hand."""

_FRAME = (
    r"\b(?:i (?:shall |will |would )?(?:argue|claim|think|say|judge|conclude|believe|maintain|(?:want|try) (?:to )?show)"
    r"|my (?:claim|answer|view|argument|opinion|verdict)|this essay|in my)\b"
)
# Outside the first paragraph only a verdict on the role that the writer draws is a thesis.
_DRAWN = r"\b(?:therefore|thus|hence|in conclusion|to conclude|conclusion|to sum up|all in all|overall|so)\b"
_VERDICT = r"\b(?:castro's|cuba's|his|the) (?:\w+ )?(?:role|part|influence)\b|\brole (?:of|from) (?:fidel )?castro\b"
# "How large his role was" asks for a degree and gives none.
_ASKED = r"\bhow (?:large|big|great|important|small|decisive|significant|central)\b"
# What others say is no thesis of the writer.
_THEIRS = r"\b(?:some|many|most|others?|one)\b (?:\w+ ){0,3}(?:sa(?:y|id)s?|claim(?:s|ed)?|argued?|thinks?|thought|believed?)\b"
# Two degrees set against each other, or a claim that is unfolded: "small in X, although large in Y",
# "large in one respect: he did not ..., but he ...".
_UNFOLDED = r": (?:[^:]+ ){6}|\bnot [^.]{3,60}\bbut\b|\bthat\b[^.]{10,160}\band that\b"
_RESPECTS = r"\bin\b[^.]{3,80}\b(?:and|but)\b|: |, and |not [^.]{3,60}\bbut\b"
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

    @property
    def is_framed(self) -> bool:
        """Whether it is said to be what the writer claims."""
        return finds(_FRAME, self.sentence.prose) is not None

    @property
    def is_claim(self) -> bool:
        """Whether it would be a thesis outside the first paragraph too: the writer's own verdict."""
        prose = self.sentence.own_prose
        return (
            self.is_enough
            and (self.is_framed or finds(_DRAWN, prose) is not None)
            and finds(_VERDICT, prose) is not None
            and not found("OPPOSED", prose)
            and bool(verdict_of(prose))
        )

    @property
    def is_enough(self) -> bool:
        """Whether it says enough to be read as the thesis; a marked one needs half of it."""
        if self.is_marked:
            return (self.has_role or self.has_degree) and not self.is_question
        return self.has_role and self.has_degree and self.strength >= LIMITS.thesis_strength

    @cached_property
    def strength(self) -> float:
        """Two each for role, degree and reason, one for length, half for first-person framing."""
        value = 2.0 * (self.has_role + self.has_degree + self.has_reason) + self.is_sized
        return 0.0 if self.is_question else value + 0.5 * self.is_framed


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
        """Thesis candidates of the first paragraph, strongest first; the marked one leads.

        Where the first paragraph has none, the sentences after it that claim a
        degree for a reason: an essay may work its way to its answer.
        """
        marked = self.marked.get("thesis")
        pool = self.introduction.sentences if self.introduction else ()
        if marked and 0 < marked <= len(self.essay.sentences):
            pool = (self.essay.sentences[marked - 1],)
        rated = _strongest([self.rate(one, is_marked=bool(marked)) for one in pool])
        if marked or any(one.is_enough for one in rated):
            return rated
        later = (self.rate(one) for block in self.paragraphs[1:] for one in block.sentences)
        return _strongest([one for one in later if one.is_claim]) or rated

    @cached_property
    def thesis(self) -> Candidate | None:
        """The thesis, or None when no candidate is strong enough."""
        best = self.candidates[0] if self.candidates else None
        return best if best and best.is_enough else None

    @cached_property
    def thesis_stems(self) -> frozenset[str]:
        """Content stems of the thesis and of the opening around it: claim and reasons."""
        if self.thesis is None:
            return frozenset()
        thesis = self.thesis.sentence
        # Around a late thesis stands the evidence, not a plan of the essay.
        near = (thesis,) if thesis.paragraph else self.essay.around(thesis)
        return frozenset().union(*(one.stems for one in (*near, *self.opening)))

    @cached_property
    def verdict(self) -> str:
        """The verdict of the thesis: "small", "large" or ""."""
        return verdict_of(self.thesis.sentence.prose) if self.thesis else ""

    @cached_property
    def language(self) -> Language:
        """Figures on the language of the text."""
        return measure(self.essay)

    @cached_property
    def coherence(self) -> float | None:
        """Share of random orders that hold together less well; None for a short text.

        Only the first sentences of a long text are compared.
        """
        sentences = self.essay.sentences[: LIMITS.coherence_most]
        if (
            len(sentences) < LIMITS.coherence_sentences
            or len({one.paragraph for one in sentences}) < LIMITS.body_least
        ):
            return None
        return cohesion(sentences)

    @cached_property
    def lowered(self) -> str:
        """All own words in small letters: what stands nowhere need not be looked for anywhere."""
        return "\n".join(one.own_prose.lower() for one in self.essay.sentences)

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
        asks = re.sub(_ASKED, " ", prose, flags=re.IGNORECASE)
        is_theirs = finds(_THEIRS, prose) is not None and finds(_FRAME, prose) is None
        has_degree = found("DEGREE", asks) and not is_theirs
        return Candidate(sentence, has_role, has_degree, self._has_reason(sentence), is_marked)

    def _has_reason(self, sentence: Sentence) -> bool:
        """Look for a reason, or two respects, some of whose words return in the body."""
        near = self.essay.around(sentence)
        block = self.paragraphs[sentence.paragraph].sentences
        following = [one for one in block if one.number > sentence.number]
        before = [one for one in near if one.number < sentence.number]
        for part in (sentence, *following, *before):
            prose = part.own_prose
            gives = (
                found("REASON", prose)
                or finds(_UNFOLDED, prose) is not None
                or (part is sentence and (_sets_apart(prose) or _names_respects(prose)))
            )
            if gives and len(part.stems & self._later_stems(part)) >= LIMITS.reason_returns:
                return True
        return False

    def _later_stems(self, sentence: Sentence) -> frozenset[str]:
        later = self.paragraphs[sentence.paragraph + 1 :] or self.paragraphs[:-1]
        return frozenset().union(*(block.stems for block in later))


def _strongest(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Sort candidates: those that say enough, then by strength, then in order."""
    return tuple(
        sorted(
            candidates,
            key=lambda one: (not one.is_enough, -one.strength, one.sentence.number),
        )
    )


def _names_respects(text: str) -> bool:
    return finds(_RESPECTS, text) is not None and len(dimensions_in(text)) > 1


def _sets_apart(text: str) -> bool:
    """Whether a text gives two degrees in its two halves: small here, and larger there."""
    return any(
        found("DEGREE", text[: turn.start()]) and found("DEGREE", text[turn.end() :])
        for turn in re.finditer(r", |\b(?:but|and|although|though|while|whereas)\b", text)
    )


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
