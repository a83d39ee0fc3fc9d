"""Where paragraphs and sentences begin and end.

A line break inside a sentence does not end it; where a paragraph break falls
inside a sentence, it moves to the end of that sentence.
"""

import re
from collections.abc import Iterator

from course.essay.parts import ids_in
from course.essay.patterns import late
from course.essay.words import word_set, words

__all__ = ["paragraph_spans", "sentence_spans"]

_SENTENCE_END = late(r"[.!?][\"')\]\u2019]*(?:\s*\[[^\[\]\n]{1,80}\])*\s*\Z")
_BOUNDARY = late(
    # Only the first of several stops: or a page of full stops would take a square of its length.
    r"(?<![.!?\u2026])(?P<stop>[.!?\u2026]+)(?P<close>[\"')\]]*)(?P<cite>(?:[ \n]*[\[(][ ]*[SU]\d{1,4}[^\[\]()\n]{0,80}[\])])*)"
    r"(?P<gap>\s+)(?=[\"'\u2018(\[]?\w)",
    re.IGNORECASE,
)
_PROTECTED = word_set(
    "u.s u.s.a u.k u.n gen lt maj col capt sgt mr mrs ms dr prof st no nos p pp vol doc docs ed eds"
    " oct nov dec jan feb aug sept sep e.g i.e cf etc vs ca c fig approx a.m p.m op ibid jr sr"
)
_OPENERS = word_set(
    "the it he she they this that these those in but however so when while although there as after his"
)
_LONGEST_HEADING = 14  # words
_LONGEST_SENTENCE = 1500  # characters; ten times a usual one
_HARD_WRAP = 100  # characters; lines as short as this were wrapped by an editor


def paragraph_spans(text: str, headings: list[str]) -> Iterator[tuple[int, int]]:
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
    size = len(words(block))
    is_bare = (
        "\n" not in block
        and 0 < size <= _LONGEST_HEADING
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
