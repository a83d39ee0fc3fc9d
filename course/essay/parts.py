"""The parts of an essay: citations, quotations, sentences, paragraphs."""

import re
from functools import cached_property

from course.essay.fold import Folded
from course.essay.patterns import late
from course.essay.records import record
from course.essay.spelling import corrected
from course.essay.words import canonical, content_stems, words

__all__ = [
    "Citation",
    "Essay",
    "Paragraph",
    "Quotation",
    "Sentence",
    "has_citation",
    "ids_in",
    "sentence_from",
]

_ID = r"[SU][ ]?\d{1,4}(?:\.\d{1,2})?"
_CITATION = late(
    rf"[\[(]\s*((?:see\s+|cf\.?\s+)?{_ID}(?:\s*(?:[,;&/]|and)\s*{_ID})*)\s*[\])]", re.IGNORECASE
)
_ONE_ID = late(r"(?<![^\W_])([SU]) ?(\d{1,4})(?:\.(\d{1,2}))?", re.IGNORECASE)
_FOOTNOTE = late(r"\[\^(\w{1,12})\](?!:)")
_LOOSE = late(r"(?<=[\w\])\"'])[ ]+(?=[.,;:!?](?:\s|\Z))")
_DOUBLE_QUOTED = late(r'"([^"\n]{1,1200})"')
_SINGLE_QUOTED = late("\u2018([^\u2018\n]{1,1200}?)['\u2019](?!\\w)")


@record
class Citation:
    """One bracket with ids.

    Parameters
    ----------
    ids : tuple of str
        Source ids in their usual form ("S07"), in order, without repeats.
    points : tuple of str
        Ids as precise as written ("S07.3" or "S07").
    start, stop : int
        Place in the folded text.
    """

    ids: tuple[str, ...]
    points: tuple[str, ...]
    start: int
    stop: int


@record
class Quotation:
    """Words between quotation marks; the place is that of the words, without the marks."""

    text: str
    start: int
    stop: int

    @cached_property
    def words(self) -> list[str]:
        """The quoted words, lower-cased."""
        return words(self.text)


@record
class Sentence:
    """One sentence; two are equal only if they are the same, so that sets of them are cheap.

    Parameters
    ----------
    number : int
        Counted through the essay from 1.
    paragraph : int
        Index of its paragraph, from 0.
    text : str
        Folded text, with citations.
    start, stop : int
        Place in the folded text.
    citations : tuple of Citation
    quotations : tuple of Quotation
    """

    number: int
    paragraph: int
    text: str
    start: int
    stop: int
    citations: tuple[Citation, ...]
    quotations: tuple[Quotation, ...]

    @cached_property
    def _tight(self) -> str:
        """The text without the space that some put before a stop or a comma."""
        return _LOOSE.sub("", self.text)

    @cached_property
    def prose(self) -> str:
        """The text without citations, frequent misspellings read as what they mean."""
        return _without_citations(self._tight)

    @cached_property
    def own_prose(self) -> str:
        """The same without quoted words."""
        if not self.quotations:
            return self.prose
        return _without_citations(_SINGLE_QUOTED.sub(" ", _DOUBLE_QUOTED.sub(" ", self._tight)))

    @cached_property
    def words(self) -> list[str]:
        """The words, lower-cased, without citations."""
        return words(self.prose)

    @cached_property
    def names(self) -> frozenset[str]:
        """The words in the form in which names are looked up."""
        return frozenset(map(canonical, self.words))

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the content words."""
        return content_stems(self.words)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids cited in the sentence, without repeats."""
        return tuple(dict.fromkeys(one for cited in self.citations for one in cited.ids))


def _without_citations(text: str) -> str:
    return corrected(_CITATION.sub(" ", _FOOTNOTE.sub(" ", text)))


@record
class Paragraph:
    """One paragraph: its index from 0 and its sentences (at least one)."""

    index: int
    sentences: tuple[Sentence, ...]

    @cached_property
    def size(self) -> int:
        """Number of words."""
        return sum(len(sentence.words) for sentence in self.sentences)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of all its sentences."""
        return frozenset().union(*(sentence.stems for sentence in self.sentences))

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids cited in it, without repeats."""
        return tuple(dict.fromkeys(one for sentence in self.sentences for one in sentence.ids))


@record
class Essay:
    """An essay as read.

    Parameters
    ----------
    folded : Folded
        The text and the way back to the student's own.
    paragraphs : tuple of Paragraph
        Without headings and bibliography.
    headings : tuple of str
    asides : tuple of str
        Other lines before and after the essay that are no part of it, such as a motto.
    listed : tuple of str
        Source ids in the bibliography, without repeats.
    has_bibliography : bool
    is_cut : bool
        Whether the text was longer than what is examined.
    total_words : int
        Words of the whole text, also beyond the cut.
    """

    folded: Folded
    paragraphs: tuple[Paragraph, ...]
    headings: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()
    listed: tuple[str, ...] = ()
    has_bibliography: bool = False
    is_cut: bool = False
    total_words: int = 0

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order; sentence number n has index n - 1."""
        return tuple(sentence for block in self.paragraphs for sentence in block.sentences)

    @cached_property
    def words(self) -> list[str]:
        """All words in order, lower-cased."""
        return [word for sentence in self.sentences for word in sentence.words]

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """All citations in order."""
        return tuple(one for sentence in self.sentences for one in sentence.citations)

    @cached_property
    def cited(self) -> tuple[str, ...]:
        """Ids cited anywhere, without repeats, in order of first use."""
        return tuple(dict.fromkeys(one for cited in self.citations for one in cited.ids))

    def around(self, sentence: Sentence, reach: int = 1) -> tuple[Sentence, ...]:
        """Return a sentence with its neighbours of the same paragraph."""
        low = max(0, sentence.number - 1 - reach)
        near = self.sentences[low : sentence.number + reach]
        return tuple(other for other in near if other.paragraph == sentence.paragraph)

    def after(self, sentence: Sentence, reach: int = 1) -> tuple[Sentence, ...]:
        """Return the sentences that follow one, up to `reach`, across paragraphs."""
        return self.sentences[sentence.number : sentence.number + reach]


def has_citation(text: str) -> bool:
    """Whether a text holds a bracket with ids, or a footnote sign."""
    return (_CITATION.search(text) or _FOOTNOTE.search(text)) is not None


def ids_in(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read source ids in their usual form.

    Parameters
    ----------
    text : str
        For example "s7, S12.3".

    Returns
    -------
    tuple of two tuples of str
        Ids such as "S07", and points such as "S12.3"; both without repeats.
    """
    ids, points = [], []
    for letter, digits, point in _ONE_ID.findall(text):
        name = f"{letter.upper()}{int(digits):02d}"
        ids.append(name)
        points.append(f"{name}.{int(point)}" if point else name)
    return tuple(dict.fromkeys(ids)), tuple(dict.fromkeys(points))


def sentence_from(
    number: int, paragraph: int, part: str, start: int, footnotes: dict[str, str]
) -> Sentence:
    """Build one sentence with its citations and quotations.

    Parameters
    ----------
    number, paragraph : int
        Its number from 1, and the index of its paragraph.
    part : str
        Its folded text.
    start : int
        Where that stands in the folded text.
    footnotes : dict of str to str
        Texts of footnotes by their labels.

    Returns
    -------
    Sentence
    """
    citations = []
    for match in _CITATION.finditer(part):
        ids, points = ids_in(match[1])
        citations.append(Citation(ids, points, start + match.start(), start + match.end()))
    for match in _FOOTNOTE.finditer(part):
        ids, points = ids_in(footnotes.get(match[1], ""))
        if ids:
            citations.append(Citation(ids, points, start + match.start(), start + match.end()))
    quotations = [
        Quotation(match[1], start + match.start(1), start + match.end(1))
        for pattern in (_DOUBLE_QUOTED, _SINGLE_QUOTED)
        for match in pattern.finditer(part)
    ]
    return Sentence(
        number, paragraph, part, start, start + len(part), tuple(citations), tuple(quotations)
    )
