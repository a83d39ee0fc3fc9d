"""Read an essay: blocks, paragraphs, sentences, citations, quotations, bibliography.

Nothing is judged here. Markdown and HTML are looked through, not obeyed: the
signs are blanked out and the words stay. A line break inside a sentence does
not end it; where a paragraph break falls inside a sentence, it moves to the
end of that sentence.
"""

import re
from itertools import count

from course.essay.fold import Folded, fold
from course.essay.layout import paragraph_spans, sentence_spans
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
_RULE_LINE = late(r"^[ |:=_*-]{3,}$", re.MULTILINE)

_SOURCES_HEAD = late(
    r"^[ ]{0,3}(?:#{1,6}[ ]*)?(?:sources|bibliography|references|works cited|list of sources|literature)"
    r"(?:[ ](?:used|cited))?[ ]*:?[ ]*#*(?P<rest>(?<=:)[^\n]*|(?:[ ]*[\[(]?[SU]\d{2}[^\n]*)?)$",
    re.IGNORECASE | re.MULTILINE,
)

_AN_ID = late(r"[SU]\d{1,4}(?:\.\d{1,2})?")
_LIST_WORDS, _ENTRY_WORDS = 8, 25  # words that a list of sources may hold around its ids


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
    folded, listed, has_bibliography = _split_bibliography(folded)
    headings: list[str] = []
    paragraphs: list[Paragraph] = []
    numbers = count(1)
    for start, stop in paragraph_spans(folded.text, headings):
        sentences = tuple(
            sentence_from(next(numbers), len(paragraphs), folded.text[first:last], first, footnotes)
            for first, last in sentence_spans(folded.text, start, stop)
            if words(folded.text[first:last])
        )
        if sentences:
            paragraphs.append(Paragraph(len(paragraphs), sentences))
    if len(text) > READ_AT_MOST:
        folded = Folded(folded.text, text, folded.offsets, folded.invisible, folded.disguised)
    return Essay(
        folded,
        tuple(paragraphs),
        tuple(headings),
        listed,
        has_bibliography,
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
    folded = folded.blanked(_LEAD, lambda _: "")
    if "|" in text:
        folded = folded.blanked(re.compile(r"\|"), lambda _: "")
    if any(sign in text for sign in "*_`"):
        folded = folded.without(_EMPHASIS)
    return folded


def _split_bibliography(folded: Folded) -> tuple[Folded, tuple[str, ...], bool]:
    """Cut off the list of sources at the end, and read its ids."""
    for head in reversed(list(_SOURCES_HEAD.finditer(folded.text))):
        tail = folded.text[head.start() :]
        ids, _ = ids_in(tail)
        # A list of sources has hardly any prose around its ids.
        prose = len(words(_AN_ID.sub(" ", tail)))
        room = _LIST_WORDS + _ENTRY_WORDS * len(ids)
        if (prose if ids else len(words(tail)) - _ENTRY_WORDS) <= room:
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
