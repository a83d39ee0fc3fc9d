"""Where paragraphs and sentences begin and end.

A line break inside a paragraph is a space; where a paragraph break falls
inside a sentence, it moves to the end of that sentence. A name, a date or a
motto before the essay, or its number of words after it, is no paragraph.
"""

import re
from collections.abc import Iterator

from course.essay.markers import finds, found
from course.essay.parts import has_citation, ids_in
from course.essay.patterns import late
from course.essay.records import record
from course.essay.words import word_set, words

__all__ = ["Layout", "laid_out", "sentence_spans"]

_SENTENCE_END = late(r"[.!?][\"')\]\u2019]*(?:\s*\[[^\[\]\n]{1,80}\])*\s*\Z")
_BOUNDARY = late(
    # Only the first of several stops: or a page of full stops would take a square of its length.
    r"(?<![.!?\u2026])(?P<stop>[.!?\u2026]+)(?P<close>[\"')\]]*)(?P<cite>(?:[ ]*[\[(][ ]*[SUsu]\d{1,4}[^\[\]()\n]{0,80}[\])])*)"
    # Learners forget the space; then a capital letter must follow.
    r"(?:(?P<gap>\s+)(?=[\"'\u2018(\[]?\w)|(?=[\"\u2018]?(?:[A-Z\u00c0-\u00de][^\W\d_]|[AIU]\b)))"
)
_WEB = late(r"://|www\.|@")
_MONTHS = word_set("jan feb mar apr may jun jul aug sep oct nov dec")
_PROTECTED = word_set(
    "u.s u.s.a u.k u.n gen lt maj col capt sgt mr mrs ms dr prof st no nos p pp vol doc docs ed eds"
    " oct nov dec jan feb aug sept sep e.g i.e cf etc vs ca c fig approx a.m p.m op ibid jr sr"
)
_OPENERS = word_set(
    "the it he she they this that these those in but however so when while although there as after his"
)
_WHITE = late(r"\s")
_QUOTED = late(r"\"[^\"]*\"|\u2018[^\u2018]*?['\u2019](?!\w)")
_ABOUT_HIM = r"\b(?:castro|fidel|cuba\w*|he|his)\b"
_CLAIMS = ("ROLE", "STANCE", "DEGREE")
_LONGEST_HEADING = 14  # words
_LONGEST_ASIDE = 15  # words
_MOST_ASIDES = 3  # at either end
_ESSAY_BLOCKS = 2  # longer ones; with fewer, what is short may be all there is
_LONGEST_SENTENCE = 1500  # characters; ten times a usual one
_HARD_WRAP = 100  # characters; lines as short as this were wrapped by an editor


@record
class Layout:
    """How a text is laid out.

    Parameters
    ----------
    text : str
        The text with a space for each line break inside a block; as long as it was.
    paragraphs : tuple of tuple of int
        Their spans.
    headings : tuple of str
        Titles.
    asides : tuple of str
        Other lines before and after the essay that are no part of it.
    """

    text: str
    paragraphs: tuple[tuple[int, int], ...]
    headings: tuple[str, ...]
    asides: tuple[str, ...]


def laid_out(text: str) -> Layout:
    """Find the paragraphs of a text, and what stands around them.

    Parameters
    ----------
    text : str
        Folded text without its list of sources.

    Returns
    -------
    Layout
    """
    blocks = _blocks(text)
    headings: list[str] = []
    spans = [
        (start, stop) for start, stop in blocks if not _is_heading(text, start, stop, headings)
    ]
    text = _with_spaces(text, blocks)
    spans, asides = _without_asides(text, spans)
    return Layout(text, tuple(_rejoined(text, spans)), tuple(headings), tuple(asides))


def _with_spaces(text: str, blocks: list[tuple[int, int]]) -> str:
    """Write a space for every line break inside a block: where a line ends says nothing."""
    pieces: list[str] = []
    last = 0
    for start, stop in blocks:
        pieces += text[last:start], _WHITE.sub(" ", text[start:stop])
        last = stop
    return "".join((*pieces, text[last:]))


def _without_asides(
    text: str, spans: list[tuple[int, int]]
) -> tuple[list[tuple[int, int]], list[str]]:
    """Set apart the short lines before and after an essay; a text of short lines has none."""
    sizes = [len(words(text[start:stop])) for start, stop in spans]
    if sum(size > _LONGEST_ASIDE for size in sizes) < _ESSAY_BLOCKS:
        return spans, []
    is_aside = [
        size <= _LONGEST_ASIDE and _is_aside(text, spans, place) for place, size in enumerate(sizes)
    ]
    first, last = 0, len(spans)
    while first < _MOST_ASIDES and is_aside[first]:
        first += 1
    while len(spans) - last < _MOST_ASIDES and is_aside[last - 1]:
        last -= 1
    apart = (*spans[:first], *spans[last:])
    return spans[first:last], [text[start:stop] for start, stop in apart]


def _is_aside(text: str, spans: list[tuple[int, int]], place: int) -> bool:
    """Whether a short block is neither evidence nor a claim nor the rest of a broken sentence."""
    start, stop = spans[place]
    block = text[start:stop]
    if has_citation(block):
        return False
    if place and block[:1].islower() and not _SENTENCE_END.search(text, *spans[place - 1]):
        return False
    own = _QUOTED.sub(" ", block).rstrip(" )*_")
    if not (own.endswith(".") or (own.endswith("!") and found("REASON", own))):
        return True
    speaks_of_him = finds(_ABOUT_HIM, own) and any(found(name, own) for name in _CLAIMS)
    return not (speaks_of_him or found("CONCLUDE", own))


def _rejoined(text: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield paragraphs; a break inside a sentence moves to the end of that sentence."""
    pending: tuple[int, int] | None = None
    for start, stop in spans:
        if pending is None:
            pending = (start, stop)
            continue
        if _SENTENCE_END.search(text, pending[0], pending[1]) or not _goes_on(text, pending, start):
            yield pending
            pending = (start, stop)
            continue
        end = next((last for _, last in sentence_spans(text, start, stop)), stop)
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
    block = _WHITE.sub(" ", block)
    size = len(words(block))
    is_bare = (
        0 < size <= _LONGEST_HEADING
        and not re.search(r"[.!;,]\W*$", block)
        and not ids_in(block)[0]
        and stop < len(text.rstrip())
        and block[:1].isupper()
    )
    if is_marked or is_bare:
        headings.append(block.lstrip("# ").strip())
        return True
    return False


def sentence_spans(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield the sentences of one paragraph; what never stops is cut, so that time stays linear."""
    for first, last in _stopped(text, start, stop):
        while last - first > _LONGEST_SENTENCE:
            cut = text.rfind(" ", first + 1, first + _LONGEST_SENTENCE)
            cut = cut if cut > first else first + _LONGEST_SENTENCE
            yield first, cut
            first = cut + (text[cut] == " ")  # noqa: PLW2901 - what is left of this sentence
        yield first, last


def _stopped(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    first = start
    for match in _BOUNDARY.finditer(text, start, stop):
        is_close = match["gap"] is None
        if _is_protected(text, first, match, stop) or (
            is_close and _is_inside_a_word(text, first, match)
        ):
            continue
        end = match.end("cite")
        if is_close and text[end - 1] == '"' and text.count('"', first, end) % 2:
            # 'He left."Why?' opens a quotation and closes none.
            end -= 1
        if first < end:
            yield first, end
        first = end if is_close else match.end()
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


def _is_inside_a_word(text: str, first: int, match: re.Match[str]) -> bool:
    """Say whether a stop without a space after it ends no sentence, as in "U.S.Navy" or an address."""
    word = text[max(first, match.start() - 60) : match.start()].rsplit(" ", maxsplit=1)[-1]
    last = word.rsplit(".", 1)[-1]
    following = text[match.end() : match.end() + 60].split(" ", 1)[0]
    if (
        not word
        or _WEB.search(word + following)
        or (word.isdigit() and match.start() - len(word) == first)
    ):
        return True
    if last.isdigit():
        return following[:3].lower() in _MONTHS
    # One capital letter is an initial; several are a name such as USSR, unless stops part them.
    return word[-1].isupper() and (len(last) == 1 or "." in word)
