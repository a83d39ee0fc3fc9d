"""The list of sources at the end: under its heading, or known by its entries."""

import re

from course.essay.parts import ids_in
from course.essay.patterns import late
from course.essay.records import record
from course.essay.words import words

__all__ = ["Listing", "source_list"]

_REST = r"[ ]*:?[ ]*#*(?P<rest>(?<=:)[^\n]*|(?:[ ]*[\[(]?[SU]\d{2}[^\n]*)?)$"
_HEAD = late(
    r"^[ ]{0,3}(?:#{1,6}[ ]*)?(?:sources|bibliography|references|works cited|list of sources|literature)"
    rf"(?:[ ](?:used|cited))?{_REST}",
    re.IGNORECASE | re.MULTILINE,
)
# "My sources", "Sources used in this essay", "List of works": they may head a step of the argument too.
_LOOSE_HEAD = late(
    r"^[ ]{0,3}(?:#{1,6}[ ]*)?(?:(?:my|the|our|all|used|list of)[ ]){0,3}"
    r"(?:sources|bibliography|references|works|literature|documents|texts)\b"
    rf"(?:[ ][\w']+){{0,6}}?{_REST}",
    re.IGNORECASE | re.MULTILINE,
)
_ID = r"[SU] ?\d{1,4}(?:\.\d{1,2})?"
_AN_ID = late(rf"\b{_ID}\b", re.IGNORECASE)
_ENTRY = late(
    rf"\W*{_ID}\b(?P<title>.*)|(?P<named>.*?[\[(]{_ID}[\])])\W*", re.IGNORECASE | re.DOTALL
)
_PARTED = late(r"\n[ ]*\n[ \n]*")
_FULL = late(r"[.!?][\"')\]]*[ ]*$")
_JOINERS = frozenset({"and", "see", "also"})
_LIST_WORDS, _ENTRY_WORDS = 8, 25  # words that a list of sources may hold around its ids
_TITLE_WORDS = 15  # of an entry in a list without a heading, and of a line that is no entry
_MOST_LINES_AFTER = 3
_MOST_HEADS = 8


@record
class Listing:
    """A list of sources: where it begins, and its ids."""

    start: int
    ids: tuple[str, ...]


def source_list(text: str) -> Listing | None:
    """Find the list of sources at the end of an essay.

    Parameters
    ----------
    text : str
        Folded text.

    Returns
    -------
    Listing or None
    """
    return _headed(text) or _under_a_loose_head(text) or _bare(text)


def _headed(text: str) -> Listing | None:
    for head in _last_heads(_HEAD, text):
        tail = text[head.start() :]
        ids, _ = ids_in(tail)
        # A list of sources has hardly any prose around its ids.
        prose = len(words(_AN_ID.sub(" ", tail)))
        room = _LIST_WORDS + _ENTRY_WORDS * len(ids)
        if (prose if ids else len(words(tail)) - _ENTRY_WORDS) <= room:
            return Listing(head.start(), ids)
    return None


def _last_heads(pattern: re.Pattern[str], text: str) -> list[re.Match[str]]:
    """Return the last headings, last first; after each of them all that follows is read."""
    heads = [
        head for head in pattern.finditer(text) if _begins_a_line_of_its_own(text, head.start())
    ]
    return heads[: -_MOST_HEADS - 1 : -1]


def _begins_a_line_of_its_own(text: str, start: int) -> bool:
    """Whether the line before is empty or ends a sentence: a wrapped line may begin with any word."""
    before = text[max(0, start - 200) : start].rstrip(" ")
    return not before.strip() or before.endswith("\n\n") or _FULL.search(before[:-1]) is not None


def _under_a_loose_head(text: str) -> Listing | None:
    """Look for a heading that an argument might have too; all that follows must be entries."""
    for head in _last_heads(_LOOSE_HEAD, text):
        lines = [line for line in (head["rest"], *text[head.end() :].split("\n")) if line.strip()]
        ids, _ = ids_in(" ".join(lines))
        room = _LIST_WORDS + _ENTRY_WORDS * len(ids)
        if all(map(_is_listed, lines)) and sum(len(words(line)) for line in lines) <= room:
            return Listing(head.start(), ids)
    return None


def _is_listed(line: str) -> bool:
    """Whether a line under a heading may stand in a list: an entry, or a few words and no sentence."""
    return _is_entry(line) or (len(words(line)) <= _TITLE_WORDS and not _FULL.search(line))


def _bare(text: str) -> Listing | None:
    """Look for entries without any heading, at the end or before a few short lines."""
    starts = [0, *(parted.end() for parted in _PARTED.finditer(text.rstrip()))]
    blocks = [
        (start, text[start:stop]) for start, stop in zip(starts, [*starts[1:], None], strict=True)
    ]
    for _ in range(_MOST_LINES_AFTER):
        if not blocks or _entries(blocks[-1][1]) or len(words(blocks[-1][1])) > _TITLE_WORDS:
            break
        blocks.pop()
    entries: list[str] = []
    start = len(text)
    while blocks and (found := _entries(blocks[-1][1])):
        start, block = blocks.pop()
        entries += reversed(found)
        if len(found) < len(_lines(block)):
            # A heading stood in the first line.
            break
    listed = "\n".join(reversed(entries))
    is_plain = bool(entries) and set(words(_AN_ID.sub(" ", listed))) <= _JOINERS
    if not (is_plain or len(entries) > 1) or not blocks:
        return None
    return Listing(start, ids_in(listed)[0])


def _lines(block: str) -> list[str]:
    return [line for line in block.split("\n") if line.strip()]


def _entries(block: str) -> list[str]:
    """Return the lines of a block that consists of entries; its first line may be a heading."""
    lines = _lines(block)
    if len(lines) > 1 and not _is_entry(lines[0]) and len(words(lines[0])) <= _LIST_WORDS:
        lines = lines[1:]
    return lines if all(map(_is_entry, lines)) else []


def _is_entry(line: str) -> bool:
    """Whether a line is an id, several, or a title with its id."""
    if not set(words(_AN_ID.sub(" ", line))) - _JOINERS:
        return _AN_ID.search(line) is not None
    match = _ENTRY.fullmatch(line)
    return match is not None and len(words(line)) <= _TITLE_WORDS
