"""Fold a text for reading, and keep for each character where it stood.

Folding makes look-alikes alike: compatibility forms (NFKC), typographic
quotation marks and dashes, characters that nobody sees (zero-width, soft
hyphen, direction marks) and Cyrillic or Greek letters hidden inside Latin
words. Every check reads the folded text; every span that a student sees is
translated back by `Folded.span`.
"""

import re
import unicodedata
from collections.abc import Callable

from course.essay.patterns import late
from course.essay.records import record

__all__ = ["Folded", "fold"]

# One character for one character, so that ordinary essays need no offset map.
_PLAIN = str.maketrans(
    {
        "\u201c": '"',
        "\u201d": '"',
        "\u201e": '"',
        "\u00ab": '"',
        "\u00bb": '"',
        "\u2019": "'",
        "\u201b": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u00a0": " ",
        "\u2007": " ",
        "\u202f": " ",
        "\t": " ",
        "\v": " ",
        "\f": " ",
        "\0": " ",
    }
)
# Kept as they are: accents of names, the opening single quotation mark, dashes.
_KEPT = "\u2018\u2013\u2014\u00a3\u20ac\u00b0"
_INVISIBLE = frozenset(
    [chr(code) for code in (0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0xFEFF)]
    + [
        chr(code)
        for span in ((0x200B, 0x2010), (0x202A, 0x202F), (0x2060, 0x2070))
        for code in range(*span)
    ]
)
# Cyrillic and Greek letters that look like Latin ones.
_LOOKALIKE = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u0406"
        "\u03bf\u03b1\u03b9\u03bd\u03c1\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7",
        "aeopcyxijshdABEKMHOPCTXIoaivpABEZHIKMNOPTYX",
        strict=True,
    )
)
_MIXED_WORD = late(r"\b\w*(?:[A-Za-z][\u0370-\u04ff]|[\u0370-\u04ff][A-Za-z])\w*")
_LINE_ENDS = late(r"\r\n?|\u2028|\u2029|\x85")
_SIMPLE = late(rf"[\x20-\x7e\n\u00c0-\u00ff{_KEPT}]*\Z")


@record
class Folded:
    """A folded text with the way back.

    Parameters
    ----------
    text : str
        What the checks read.
    original : str
        What the student wrote.
    offsets : tuple of int or None
        For each character of `text` its place in `original`, and the length of
        `original` as last item; None when both texts run in step.
    invisible : int
        Characters dropped because nobody can see them.
    disguised : tuple of str
        Words that mixed Latin with look-alike letters, as written.
    """

    text: str
    original: str
    offsets: tuple[int, ...] | None = None
    invisible: int = 0
    disguised: tuple[str, ...] = ()

    def span(self, start: int, stop: int) -> tuple[int, int]:
        """Translate a span of `text` into a span of `original`.

        Parameters
        ----------
        start, stop : int
            Half-open span in the folded text.

        Returns
        -------
        tuple of int
            Half-open span in the student's text, always inside it.
        """
        if self.offsets is None:
            return start, stop
        if stop <= start:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[stop - 1] + 1

    def blanked(self, pattern: re.Pattern[str], with_: Callable[[re.Match[str]], str]) -> "Folded":
        """Replace matches by text of the same length, so that all offsets hold.

        Parameters
        ----------
        pattern : re.Pattern
            What is to be replaced.
        with_ : callable
            Gives the replacement for a match; it is cut or padded to length.

        Returns
        -------
        Folded
        """

        def same_length(match: re.Match[str]) -> str:
            size = match.end() - match.start()
            return with_(match)[:size].ljust(size)

        return Folded(
            pattern.sub(same_length, self.text),
            self.original,
            self.offsets,
            self.invisible,
            self.disguised,
        )

    def without(self, pattern: re.Pattern[str]) -> "Folded":
        """Drop matches and keep the way back."""
        pieces: list[str] = []
        offsets: list[int] = []
        known = self.offsets or range(len(self.text) + 1)
        last = 0
        for match in pattern.finditer(self.text):
            pieces.append(self.text[last : match.start()])
            offsets.extend(known[last : match.start()])
            last = match.end()
        if last == 0:
            return self
        pieces.append(self.text[last:])
        offsets.extend(known[last:])
        return Folded(
            "".join(pieces), self.original, tuple(offsets), self.invisible, self.disguised
        )


def fold(text: str) -> Folded:
    """Fold a text; linear in its length.

    Parameters
    ----------
    text : str
        Anything: an essay, another script, decoded bytes.

    Returns
    -------
    Folded

    Examples
    --------
    >>> folded = fold("C\u200bastro\u2019s \ufb01re")
    >>> folded.text, folded.invisible, folded.span(0, 2)
    ("Castro's fire", 1, (0, 3))
    """
    plain = text.translate(_PLAIN)
    if _SIMPLE.match(plain):
        return Folded(plain, text)
    pieces: list[str] = []
    offsets: list[int] = []
    invisible = 0
    for place, char in enumerate(_LINE_ENDS.sub(lambda end: "\n".rjust(len(end[0]), "\0"), text)):
        if char == "\0":
            if text[place] == "\0":
                pieces.append(" ")
                offsets.append(place)
            continue
        if char in _INVISIBLE:
            invisible += 1
            continue
        shown = char if char in _KEPT else unicodedata.normalize("NFKC", char).translate(_PLAIN)
        if pieces and unicodedata.combining(char):
            # A letter and its accent written as two characters are one letter.
            pieces[-1] = unicodedata.normalize("NFC", pieces[-1] + char)[:1]
            continue
        pieces.extend(shown)
        offsets.extend([place] * len(shown))
    offsets.append(len(text))
    joined = "".join(pieces)
    disguised = tuple(_MIXED_WORD.findall(joined))
    if disguised:
        joined = _MIXED_WORD.sub(
            lambda word: "".join(_LOOKALIKE.get(char, char) for char in word[0]), joined
        )
    return Folded(joined, text, tuple(offsets), invisible, disguised)
