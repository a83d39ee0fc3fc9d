"""Read an essay: blocks, paragraphs, sentences, citations, quotations, bibliography.

Nothing is judged here. Markdown and HTML are looked through, not obeyed: the
signs are blanked out and the words stay. A line break inside a sentence does
not end it; where a paragraph break falls inside a sentence, it moves to the
end of that sentence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from course.essay.fold import Folded, fold
from course.essay.words import content_stems, word_set, words

__all__ = ["Citation", "Essay", "Paragraph", "Quotation", "Sentence", "read"]

READ_AT_MOST = 60_000
"""Characters that are examined; ten thousand words, eight times what is asked."""

_ID = r"[SU][ ]?\d{1,4}(?:\.\d{1,2})?"
_CITATION = re.compile(
    rf"[\[(]\s*((?:see\s+|cf\.?\s+)?{_ID}(?:\s*(?:[,;&/]|and)\s*{_ID})*)\s*[\])]", re.IGNORECASE
)
_ONE_ID = re.compile(r"([SU]) ?(\d{1,4})(?:\.(\d{1,2}))?", re.IGNORECASE)
_FOOTNOTE = re.compile(r"\[\^(\w{1,12})\](?!:)")
_FOOTNOTE_TEXT = re.compile(r"^[ ]{0,3}\[\^(\w{1,12})\]:(.*)$", re.MULTILINE)

_FENCE = re.compile(r"^```.*?^```|^~~~.*?^~~~", re.MULTILINE | re.DOTALL)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,11})\b[^<>]{0,300}>|<!--.{0,2000}?-->", re.DOTALL)
_BREAKING_TAGS = word_set("p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote section")
_LATEX = re.compile(r"\\[a-zA-Z]{2,20}\*?(?:\[[^\]\n]{0,80}\])?|[{}]|\$")
_LINK = re.compile(r"\]\([^()\s]{1,300}\)")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`")
_LEAD = re.compile(r"^[ ]{0,3}(?:>[ ]?|[-*+][ ]+|\d{1,2}[.)][ ]+(?=[A-Z\[]))+", re.MULTILINE)
_RULE_LINE = re.compile(r"^[ |:=_*-]{3,}$", re.MULTILINE)

_SOURCES_HEAD = re.compile(
    r"^[ ]{0,3}(?:#{1,6}[ ]*)?(?:sources|bibliography|references|works cited|list of sources|literature)"
    r"(?:[ ](?:used|cited))?[ ]*:?[ ]*#*(?P<rest>(?<=:)[^\n]*|(?:[ ]*[\[(]?[SU]\d{2}[^\n]*)?)$",
    re.IGNORECASE | re.MULTILINE,
)
_SENTENCE_END = re.compile(r"[.!?][\"')\]\u2019]*(?:\s*\[[^\[\]\n]{1,80}\])*\s*\Z")
_BOUNDARY = re.compile(
    r"(?P<stop>[.!?\u2026]+)(?P<close>[\"')\]]*)(?P<cite>(?:[ \n]*[\[(][ ]*[SU]\d{1,4}[^\[\]()\n]{0,80}[\])])*)"
    r"(?P<gap>\s+)(?=[\"'\u2018(\[]?\w)",
    re.IGNORECASE,
)
_PROTECTED = word_set(
    "u.s u.s.a u.k u.n gen lt maj col capt sgt mr mrs ms dr prof st no nos p pp vol doc docs ed eds"
    " oct nov dec jan feb aug sept sep e.g i.e cf etc vs ca c fig approx a.m p.m op ibid jr sr"
)
# After "the U.S." these words begin a sentence more often than they go on with one.
_OPENERS = word_set(
    "the it he she they this that these those in but however so when while although there as after his"
)
_DOUBLE_QUOTED = re.compile(r'"([^"\n]{1,1200})"')
_SINGLE_QUOTED = re.compile("\u2018([^\u2018\n]{1,1200}?)['\u2019](?!\\w)")

_LONGEST_HEADING = 14  # words
_HARD_WRAP = 100  # characters; lines as short as this were wrapped by an editor
_SHORT_LAST_LINE = 0.9


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Quotation:
    """Words between quotation marks; the place is that of the words, without the marks."""

    text: str
    start: int
    stop: int

    @cached_property
    def words(self) -> list[str]:
        """The quoted words, lower-cased."""
        return words(self.text)


@dataclass(frozen=True)
class Sentence:
    """One sentence.

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
    def prose(self) -> str:
        """The text without citations."""
        return _CITATION.sub(" ", _FOOTNOTE.sub(" ", self.text))

    @cached_property
    def own_prose(self) -> str:
        """The text without citations and without quoted words."""
        return _CITATION.sub(" ", _SINGLE_QUOTED.sub(" ", _DOUBLE_QUOTED.sub(" ", self.text)))

    @cached_property
    def words(self) -> list[str]:
        """The words, lower-cased, without citations."""
        return words(self.prose)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of the content words."""
        return content_stems(self.words)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids cited in the sentence, without repeats."""
        return tuple(dict.fromkeys(one for cited in self.citations for one in cited.ids))


@dataclass(frozen=True)
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


@dataclass(frozen=True)
class Essay:
    """An essay as read.

    Parameters
    ----------
    folded : Folded
        The text and the way back to the student's own.
    paragraphs : tuple of Paragraph
        Without headings and bibliography.
    headings : tuple of str
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
    listed: tuple[str, ...] = ()
    has_bibliography: bool = False
    is_cut: bool = False
    total_words: int = 0
    _cache: dict[str, object] = field(default_factory=dict, repr=False, compare=False)

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


def read(text: str) -> Essay:
    """Read an essay from plain text, Markdown or simple HTML.

    Parameters
    ----------
    text : str
        What the student wrote; any text at all is accepted.

    Returns
    -------
    Essay
        Never raises; a text without a sentence has no paragraphs.
    """
    folded = fold(text[:READ_AT_MOST])
    footnotes = {
        found[1]: found[2]
        for found in _FOOTNOTE_TEXT.finditer(folded.text)
        if _ONE_ID.search(found[2])
    }
    folded = _look_through(folded)
    folded, listed, has_bibliography = _split_bibliography(folded)
    headings: list[str] = []
    paragraphs: list[Paragraph] = []
    number = 0
    for start, stop in _paragraph_spans(folded.text, headings):
        sentences = []
        for first, last in _sentence_spans(folded.text, start, stop):
            part = folded.text[first:last]
            if not words(part):
                continue
            number += 1
            sentences.append(_sentence(number, len(paragraphs), part, first, footnotes))
        if sentences:
            paragraphs.append(Paragraph(len(paragraphs), tuple(sentences)))
    if len(text) > READ_AT_MOST:
        folded = Folded(folded.text, text, folded.offsets, folded.invisible, folded.disguised)
    essay = Essay(
        folded,
        tuple(paragraphs),
        tuple(headings),
        listed,
        has_bibliography,
        is_cut=len(text) > READ_AT_MOST,
        total_words=sum(block.size for block in paragraphs)
        + (len(text[READ_AT_MOST:].split()) if len(text) > READ_AT_MOST else 0),
    )
    return essay


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


def _look_through(folded: Folded) -> Folded:
    """Blank out the signs of Markdown, HTML and LaTeX, and keep the words."""
    text = folded.text
    if "```" in text or "~~~" in text:
        folded = folded.blanked(_FENCE, lambda _: "\n\n")
    if "<" in text:
        folded = folded.blanked(
            _TAG, lambda tag: "\n\n" if (tag[2] or "").lower() in _BREAKING_TAGS else ""
        )
    if "\\" in text or "$" in text:
        folded = folded.blanked(_LATEX, lambda _: "")
    if "](" in text:
        folded = folded.blanked(_LINK, lambda _: "")
    if "[^" in text:
        folded = folded.blanked(_FOOTNOTE_TEXT, lambda _: "")
    folded = folded.blanked(_RULE_LINE, lambda _: "")
    folded = folded.blanked(_LEAD, lambda _: "")
    if "|" in text:
        folded = folded.blanked(re.compile(r"\|"), lambda _: "")
    if any(sign in text for sign in "*_`"):
        folded = folded.without(_EMPHASIS)
    return folded


def _split_bibliography(folded: Folded) -> tuple[Folded, tuple[str, ...], bool]:
    """Cut off the list of sources at the end, and read its ids."""
    heads = [head for head in _SOURCES_HEAD.finditer(folded.text)]
    for head in reversed(heads):
        tail = folded.text[head.start() :]
        ids, _ = ids_in(tail)
        # A list of sources has hardly any prose around its ids.
        prose = len(words(_ONE_ID.sub(" ", tail)))
        if ids and prose <= 8 + 25 * len(ids) or (not ids and len(words(tail)) <= 60):
            cut = head.start()
            return (
                Folded(
                    folded.text[:cut],
                    folded.original,
                    folded.offsets and (*folded.offsets[:cut], folded.offsets[cut]),
                    folded.invisible,
                    folded.disguised,
                ),
                ids,
                True,
            )
    return folded, (), False


def _paragraph_spans(text: str, headings: list[str]) -> Iterator[tuple[int, int]]:
    """Yield paragraphs; headings are collected on the side."""
    spans = [
        (start, stop)
        for start, stop in _blocks(text)
        if not _is_heading(text, start, stop, headings)
    ]
    pending: tuple[int, int] | None = None
    for start, stop in spans:
        if pending is None:
            pending = (start, stop)
            continue
        if _SENTENCE_END.search(text, pending[0], pending[1]) or not _goes_on(text, pending, start):
            yield pending
            pending = (start, stop)
            continue
        # The break fell inside a sentence: move it to the end of that sentence.
        end = next((last for _, last in _sentence_spans(text, start, stop)), stop)
        yield pending[0], end
        rest = end
        while rest < stop and text[rest].isspace():
            rest += 1
        pending = (rest, stop) if rest < stop else None
    if pending is not None:
        yield pending


def _goes_on(text: str, block: tuple[int, int], following: int) -> bool:
    """Say whether a sentence may run from one block into the next."""
    last = text[block[0] : block[1]].rstrip()[-1:]
    return (last.isalnum() or last in ",;-") and text[following : following + 1].isalpha()


def _blocks(text: str) -> list[tuple[int, int]]:
    """Split at blank lines, or at line ends where there are no blank lines and lines are long."""
    divider = re.compile(r"\n[ ]*(?:\n[ ]*)+")
    if not divider.search(text.strip()):
        lines = [line for line in text.split("\n") if line.strip()]
        long = sum(len(line) > _HARD_WRAP for line in lines)
        if len(lines) > 1 and long * 2 >= len(lines):
            divider = re.compile(r"\n+")
    spans, last = [], 0
    for match in [*divider.finditer(text), None]:
        stop = match.start() if match else len(text)
        block = text[last:stop]
        start = last + len(block) - len(block.lstrip())
        if block.strip():
            # A Markdown heading needs no blank line after it.
            while (line := re.match(r"#{1,6}[ ][^\n]*\n", text[start:stop])) is not None:
                spans.append((start, start + line.end()))
                start += line.end()
            spans.append((start, last + len(block.rstrip())))
        last = match.end() if match else stop
    return [(start, stop) for start, stop in spans if text[start:stop].strip()]


def _is_heading(text: str, start: int, stop: int, headings: list[str]) -> bool:
    """Recognise `# Title` and short lines without a full stop; collect their words."""
    block = text[start:stop].strip()
    is_marked = block.startswith("#") and "\n" not in block
    size = len(words(block))
    is_bare = (
        "\n" not in block
        and 0 < size <= _LONGEST_HEADING
        and not re.search(r"[.!;,]\W*$", block)
        and not _CITATION.search(block)
        and stop < len(text.rstrip())
        and block[:1].isupper()
    )
    if is_marked or is_bare:
        headings.append(block.lstrip("# ").strip())
        return True
    return False


def _sentence_spans(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph."""
    first = start
    for match in _BOUNDARY.finditer(text, start, stop):
        if _is_protected(text, first, match, stop):
            continue
        end = match.start("gap")
        if first < end:
            yield first, end
        first = match.end()
    if text[first:stop].strip():
        yield first, first + len(text[first:stop].rstrip())


def _is_protected(text: str, first: int, match: re.Match[str], stop: int) -> bool:
    """Say whether a full stop belongs to an abbreviation, an initial or a number."""
    if match["stop"] != ".":
        return match["stop"] == "..." and text[match.end() : match.end() + 1].islower()
    if match["cite"]:
        return False
    found = re.search(r"[\w.]+$", text[max(first, match.start() - 12) : match.start()])
    word = found[0] if found else ""
    following = text[match.end() : min(stop, match.end() + 24)].lstrip("\"'(\u2018[")
    opens = (re.match(r"\w+", following) or [""])[0]
    if len(word) == 1 and word.isalpha() and word.isupper() and word != "I":
        return True
    lowered = word.lower()
    if lowered not in _PROTECTED:
        return False
    if lowered in {"no", "p", "pp", "c", "doc", "vol", "ed"}:
        return opens[:1].isdigit()
    return not (opens[:1].isupper() and opens.lower() in _OPENERS)


def _sentence(
    number: int, paragraph: int, part: str, start: int, footnotes: dict[str, str]
) -> Sentence:
    """Build one sentence with its citations and quotations."""
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
