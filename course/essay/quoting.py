"""Find quoted words in a text: exactly, nearly, or not at all."""

from functools import lru_cache

from course.essay.records import record
from course.essay.words import words

__all__ = ["Match", "best_match", "contains", "stands_in"]

_LONGEST = 60  # words of a quotation that are compared


@record
class Match:
    """How well quoted words fit their best window in a text: 1.0 is word for word."""

    similarity: float


def contains(quoted: str, text: str) -> bool:
    """Say whether a text holds quoted words exactly, apart from case and punctuation."""
    return f" {' '.join(words(quoted))} " in _split(text)[1]


@lru_cache(maxsize=512)
def _split(text: str) -> tuple[tuple[str, ...], str]:
    tokens = tuple(words(text))
    return tokens, f" {' '.join(tokens)} "


def best_match(quoted: str, text: str) -> Match:
    """Compare quoted words with the best window of a text.

    Case, punctuation and spaces do not count; words left out are marked by
    `...` or `[...]` and the pieces are then looked for one by one.

    Parameters
    ----------
    quoted, text : str
        The words between the marks, and the text they should stand in.

    Returns
    -------
    Match

    Examples
    --------
    >>> best_match("It was NOT signed", "In the end it was not signed.").similarity
    1.0
    """
    pieces = _pieces(quoted)
    if not pieces:
        return Match(0.0)
    tokens, joined = _split(text)
    total = sum(len(piece) for piece in pieces)
    return Match(sum(_piece(piece, tokens, joined) * len(piece) for piece in pieces) / total)


def stands_in(quoted: str, text: str) -> bool:
    """Say whether a text holds quoted words exactly, words left out being marked.

    Unlike `best_match` it takes no time over words that do not stand there, and so
    suits a text of any length.

    Examples
    --------
    >>> stands_in("it was ... signed", "In the end it was not signed.")
    True
    """
    joined = _split(text)[1]
    pieces = _pieces(quoted)
    return bool(pieces) and all(f" {' '.join(piece)} " in joined for piece in pieces)


def _pieces(quoted: str) -> list[list[str]]:
    """Return the words of a quotation, parted where words are left out."""
    parts = quoted.replace("\u2026", "...").split("...")
    return [piece for part in parts if (piece := words(part.strip("[] ")))]


def _piece(piece: list[str], tokens: tuple[str, ...], joined: str) -> float:
    if f" {' '.join(piece)} " in joined:
        return 1.0
    piece = piece[:_LONGEST]
    # Windows start only where a quoted word stands, so that the search stays short.
    wanted = frozenset(piece)
    starts = {
        max(0, place - piece.index(token)) for place, token in enumerate(tokens) if token in wanted
    }
    best = 0.0
    from difflib import SequenceMatcher  # noqa: PLC0415 - only where a quotation is not exact

    matcher: SequenceMatcher[str] = SequenceMatcher(None, autojunk=False)
    matcher.set_seq2(piece)
    for start in sorted(starts):
        window = tokens[start : start + len(piece)]
        if 2 * len(wanted.intersection(window)) <= len(piece):
            continue
        matcher.set_seq1(window)
        best = max(best, matcher.ratio())
    return best
