"""An essay on the desk: what several checks need to know about it, found once.

The thesis is the best candidate of the first paragraph, or the sentence that
the student marked. Below a minimum strength there is none.
"""

from collections.abc import Mapping
from functools import cached_property

from course.essay.catalogue import Catalogue, Source
from course.essay.cohesion import cohesion
from course.essay.language import Language, measure
from course.essay.parts import Citation, Essay, Paragraph, Quotation, Sentence
from course.essay.records import NOTHING, record
from course.essay.thesis import Candidate, dimensions_in, rate, strongest, verdict_of
from course.essay.thresholds import LIMITS

__all__ = ["MOVES", "Study"]

MOVES = ("thesis", "counter-argument", "rebuttal")
"""Moves that a student may mark by hand."""


@record
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
    marked: Mapping[str, int] = NOTHING

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All paragraphs."""
        return self.essay.paragraphs

    @cached_property
    def introduction(self) -> tuple[Paragraph, ...]:
        """The first paragraph; the second too, where the first is a scene and the second answers.

        Such a second paragraph holds a thesis that is said, cites nothing yet, and
        is followed by enough paragraphs that do.
        """
        first, following = self.paragraphs[:1], self.paragraphs[1:]
        citing = sum(bool(block.ids) for block in following[1:])
        if citing < LIMITS.body_least or any(map(self._answers, first[0].sentences)):
            return first
        second = following[0]
        is_answer = not second.ids and any(map(self._answers, second.sentences))
        return (*first, second) if is_answer else first

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
        body = self.paragraphs[len(self.introduction) : -1]
        short = LIMITS.body_words[0]
        if len(body) > 1 and body[0].size < short and not body[0].ids:
            return body[1:]
        return body

    @cached_property
    def opening(self) -> tuple[Sentence, ...]:
        """Sentences before the body."""
        if not self.paragraphs:
            return ()
        first = self.body[0].index if self.body else len(self.introduction)
        return tuple(one for block in self.paragraphs[:first] for one in block.sentences)

    @cached_property
    def candidates(self) -> tuple[Candidate, ...]:
        """Thesis candidates of the introduction, strongest first; the marked one leads.

        Where the introduction has none, the sentences after it that claim a
        degree for a reason: an essay may work its way to its answer.
        """
        marked = self.marked.get("thesis")
        pool = tuple(one for block in self.introduction for one in block.sentences)
        if marked and 0 < marked <= len(self.essay.sentences):
            pool = (self.essay.sentences[marked - 1],)
        rated = strongest([rate(self.essay, one, is_marked=bool(marked)) for one in pool])
        if marked or any(one.is_enough for one in rated):
            return rated
        later = (rate(self.essay, one) for one in self.essay.sentences[len(pool) :])
        return strongest([one for one in later if one.is_claim]) or rated

    def _answers(self, sentence: Sentence) -> bool:
        """Whether a sentence says enough to be the thesis, and does not only imply it."""
        rated = rate(self.essay, sentence)
        return rated.is_enough and not rated.is_implied

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
        near = self.essay.around(thesis)
        if self.thesis.is_last:
            # What is said only at the end has announced nothing.
            near = ()
        elif thesis.paragraph:
            # Around a late thesis the plan is what cites nothing; the rest is evidence.
            plan = self.essay.around(thesis, LIMITS.plan_reach)
            near = tuple(one for one in plan if one is thesis or not one.ids)
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
    def quotations(self) -> tuple[tuple[Sentence, Quotation], ...]:
        """Quotations that are long enough to be looked for, each with its sentence."""
        return tuple(
            (sentence, one)
            for sentence in self.essay.sentences
            for one in sentence.quotations
            if len(one.words) >= LIMITS.quotation_words
        )

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
        used = frozenset().union(*(one.names for one in sentences))
        return used & self.catalogue.names
