"""Prompts and options as safe inline text.

Prompts are shown as they are written: ``<b>`` stays ``<b>``. An author who
marks an exercise with ``markdown=True`` gets the five inline forms of Markdown
that a prompt needs. Both the browser and the static view work on the same
pieces, so no HTML ever travels in an exercise.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from html import escape
from typing import Final

__all__ = ["Piece", "pieces", "pieces_to_html", "pieces_to_text", "quoted"]

Piece = list[str]
"""``[form, text]`` with the forms text, strong, em and code, or ``["link", text, address]``."""

_MOST_QUOTED: Final = 80
"""Characters of a quoted sentence: enough to know it again in a text whose sentences have ids."""

_INLINE: Final = re.compile(
    r"\*\*(?P<strong>[^*\n]+)\*\*"
    r"|\*(?P<em>[^*\n]+)\*"
    r"|`(?P<code>[^`\n]+)`"
    # Only web addresses: a prompt has no business with javascript: or file:.
    r"|\[(?P<link>[^\]\n]+)\]\((?P<address>https?://[^\s)]+)\)"
)


def pieces(text: str, *, markdown: bool = False) -> list[Piece]:
    """Cut a text into pieces that a browser can show without parsing.

    Parameters
    ----------
    text : str
        A prompt, a help line or an option.
    markdown : bool, default False
        Whether ``**strong**``, ``*em*``, ```code``` and ``[text](address)`` mean
        anything; without it the text is one piece.

    Examples
    --------
    >>> pieces("Read **S23** first.", markdown=True)
    [['text', 'Read '], ['strong', 'S23'], ['text', ' first.']]
    """
    if not markdown:
        return [["text", text]] if text else []
    found: list[Piece] = []
    end = 0
    for match in _INLINE.finditer(text):
        if match.start() > end:
            found.append(["text", text[end : match.start()]])
        form = next(form for form in ("strong", "em", "code", "link") if match[form] is not None)
        found.append([form, match[form], *([match["address"]] if form == "link" else [])])
        end = match.end()
    if end < len(text):
        found.append(["text", text[end:]])
    return found


def pieces_to_text(parts: Iterable[Piece]) -> str:
    """Join the words of pieces, without their form."""
    return "".join(part[1] for part in parts)


def pieces_to_html(parts: Iterable[Piece]) -> str:
    """Write pieces as escaped HTML."""
    found = []
    for form, text, *address in parts:
        words = escape(text)
        if form == "link":
            found.append(f'<a href="{escape(address[0])}" rel="noopener">{words}</a>')
        elif form == "text":
            found.append(words)
        else:
            found.append(f"<{form}>{words}</{form}>")
    return "".join(found)


def quoted(text: str) -> str:
    """Return a sentence as an answer in words quotes it: its beginning, if it is long.

    Examples
    --------
    >>> quoted("His appeals bought time.")
    'His appeals bought time.'
    """
    return textwrap.shorten(text, _MOST_QUOTED, placeholder=" \u2026")
