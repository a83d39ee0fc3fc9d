"""Read an essay: blocks, paragraphs, sentences, citations, quotations, bibliography.

Nothing is judged here. Markdown and HTML are looked through, not obeyed: the
signs are blanked out and the words stay. A line break inside a sentence does
not end it; where a paragraph break falls inside a sentence, it moves to the
end of that sentence.
"""

import re
from itertools import count

from course.essay.fold import Folded, fold
from course.essay.layout import laid_out, sentence_spans
from course.essay.listing import source_list
from course.essay.parts import Essay, Paragraph, ids_in, sentence_from
from course.essay.patterns import late
from course.essay.words import word_set, words

__all__ = ["read"]

READ_AT_MOST = 60_000
"""Characters that are examined; ten thousand words, eight times what is asked."""

_FOOTNOTE_TEXT = late(r"^[ ]{0,3}\[\^(\w{1,12})\]:(.*)$", re.MULTILINE)

_FENCE = late(r"^```.*?^```|^~~~.*?^~~~", re.MULTILINE | re.DOTALL)
_TAG = late(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,11})\b[^<>]{0,300}>|<!--.{0,2000}?-->", re.DOTALL)
_BREAKING_TAGS = word_set("p div br li ul ol h1 h2 h3 h4 h5 h6 tr table blockquote section")
_LATEX = late(r"\\[a-zA-Z]{2,20}\*?(?:\[[^\]\n]{0,80}\])?|[{}]|\$")
_LINK = late(r"\]\([^()\s]{1,300}\)")
_EMPHASIS = late(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`")
_LEAD = late(r"^[ ]{0,3}(?:>[ ]?|[-*+][ ]+|\d{1,2}[.)][ ]+(?=[A-Z\[]))+", re.MULTILINE)
_BEFORE_AN_ITEM = late(
    r"(?:\A|\n[ ]*|[.:;!?][\"')\]]*[ ]*|(?:\A|\n)[ ]{0,3}(?:[>*+-]|\d{1,2}[.)])[ ][^\n]*)(?:\A|\n)\Z"
)
# The text of a release, left on top of an answer; `course.notebook.cells.TEXT_STUB`.
_STUB = late(r"^Write your answer here\.", re.MULTILINE)
_RULE_LINE = late(r"^[ |:=_*-]{3,}$", re.MULTILINE)


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
        found[1]: found[2] for found in _FOOTNOTE_TEXT.finditer(folded.text) if ids_in(found[2])[0]
    }
    folded = _look_through(folded)
    listing = source_list(folded.text)
    layout = laid_out(folded.text if listing is None else folded.text[: listing.start])
    paragraphs: list[Paragraph] = []
    numbers = count(1)
    for start, stop in layout.paragraphs:
        sentences = tuple(
            sentence_from(next(numbers), len(paragraphs), layout.text[first:last], first, footnotes)
            for first, last in sentence_spans(layout.text, start, stop)
            if words(layout.text[first:last])
        )
        if sentences:
            paragraphs.append(Paragraph(len(paragraphs), sentences))
    # All offsets hold: the layout changed no length, and the list of sources stood at the end.
    folded = Folded(layout.text, text, folded.offsets, folded.invisible, folded.disguised)
    return Essay(
        folded,
        tuple(paragraphs),
        layout.headings,
        layout.asides,
        () if listing is None else listing.ids,
        listing is not None,
        is_cut=len(text) > READ_AT_MOST,
        total_words=sum(block.size for block in paragraphs)
        + (len(text[READ_AT_MOST:].split()) if len(text) > READ_AT_MOST else 0),
    )


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
    folded = folded.blanked(_LEAD, lambda lead: "" if _begins_an_item(lead) else lead[0])
    folded = folded.blanked(_STUB, lambda _: "")
    if "|" in text:
        folded = folded.blanked(re.compile(r"\|"), lambda _: "")
    if any(sign in text for sign in "*_`"):
        folded = folded.without(_EMPHASIS)
    return folded


def _begins_an_item(lead: re.Match[str]) -> bool:
    """Whether a line with the sign of a list is one: a wrapped line may begin with "27." or a dash."""
    before = lead.string[max(0, lead.start() - 400) : lead.start()]
    return _BEFORE_AN_ITEM.search(before) is not None
