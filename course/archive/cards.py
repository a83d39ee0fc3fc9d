"""The source card: what an archivist would write on an index card.

The same facts in the same order as HTML for notebooks and as plain text for
terminals and screen readers. Only JupyterLab's own colours are used, with
fall-backs, so that light, dark and high contrast follow the reader's theme.
"""

from __future__ import annotations

import textwrap
from html import escape

from course.archive.dates import in_words
from course.archive.records import Record

__all__ = ["to_html", "to_text"]

_WIDTH = 76

# JupyterLab has rules of its own for lists in outputs; the element name makes ours weigh more.
_STYLE = """<style>
article.wc-card{box-sizing:border-box;max-width:46rem;margin:.5rem 0;padding:.9rem 1.1rem 1rem;
container-type:inline-size;line-height:1.5;border:1px solid var(--jp-border-color1,#bdbdbd);
border-left:4px solid var(--jp-border-color0,#757575);background:var(--jp-layout-color1,#fff);
color:var(--jp-content-font-color1,#212121)}
article.wc-card .wc-head{margin:0 0 .2rem;font-size:1.1em;font-weight:600;line-height:1.35}
article.wc-card p{margin:.2rem 0 .6rem}
article.wc-card dl.wc-facts{display:grid;grid-template-columns:8.5rem 1fr;gap:.15rem .9rem;margin:.4rem 0 .7rem}
article.wc-card dl.wc-facts dt{float:none;width:auto;margin:0;padding:0;font-weight:400;
color:var(--jp-content-font-color2,#5a5a5a)}
article.wc-card dl.wc-facts dd{float:none;width:auto;margin:0;padding:0}
article.wc-card ul.wc-points{list-style:none;margin:.3rem 0 .7rem;padding:0}
article.wc-card ul.wc-points li{display:grid;grid-template-columns:4rem 1fr;gap:.9rem;margin:.25rem 0}
article.wc-card .wc-id{font-variant-numeric:tabular-nums;font-weight:600}
article.wc-card .wc-sub{margin:.6rem 0 .1rem;font-weight:600}
@container (max-width:28rem){
article.wc-card dl.wc-facts,article.wc-card ul.wc-points li{grid-template-columns:1fr;gap:0}
article.wc-card dl.wc-facts dd,article.wc-card ul.wc-points li{margin-bottom:.4rem}}
</style>"""


def to_html(record: Record) -> str:
    """Return the card of a source as HTML.

    Parameters
    ----------
    record : Record
        The source.

    Returns
    -------
    str
        One ``article`` with a heading, a description list and a list of
        points; every word of the data is escaped.
    """
    facts = "".join(
        f"<dt>{name}</dt><dd dir='auto'>{escape(value)}</dd>" for name, value in _facts(record)
    )
    points = "".join(
        f"<li><strong class='wc-id'>{point.id}</strong> <span dir='auto'>{escape(_point(point.text, point.confidence))}</span></li>"
        for point in record.points
    )
    return (
        f"<article class='wc-card' aria-label='Source {record.id}'>{_STYLE}"
        f"<div class='wc-head' role='heading' aria-level='4'><strong>{record.id} · {escape(record.title)}</strong></div>"
        f"<p>{escape(_reference(record))}</p><dl class='wc-facts'>{facts}</dl>"
        f"<div class='wc-sub' role='heading' aria-level='5'><strong>What it says, in our words</strong></div>"
        f"<ul class='wc-points'>{points}</ul>"
        f"<dl class='wc-facts'><dt>It can tell</dt><dd>{escape(record.what_it_can_tell)}</dd>"
        f"<dt>It cannot tell</dt><dd>{escape(record.what_it_cannot_tell)}</dd></dl></article>"
    )


def to_text(record: Record) -> str:
    """Return the card of a source as plain text, at most 76 characters wide."""
    lines = [*_wrap(f"{record.id} · {record.title}", 0), "", *_wrap(_reference(record), 0), ""]
    for name, value in _facts(record):
        lines += _entry(name, value, 16)
    lines += ["", "What it says, in our words"]
    for point in record.points:
        lines += _entry(point.id, _point(point.text, point.confidence), 8)
    lines.append("")
    lines += _entry("It can tell", record.what_it_can_tell, 16)
    lines += _entry("It cannot tell", record.what_it_cannot_tell, 16)
    return "\n".join(lines)


def _reference(record: Record) -> str:
    return record.archive_or_publication.rstrip(".") + "."


def _facts(record: Record) -> list[tuple[str, str]]:
    confidence = record.confidence + (
        f" ({record.confidence_note})" if record.confidence_note else ""
    )
    facts = [
        ("From", record.author),
        ("Office, side", f"{record.author_office}; {record.author_side}"),
        ("To", record.audience),
        ("Written", in_words(record.date_created)),
        ("Made public", in_words(record.date_public)),
        ("Kind, language", f"{record.type}, {record.original_language}"),
        ("Purpose", record.purpose),
        ("Rests on", ", ".join(record.depends_on.split(";"))),
        ("Confidence", confidence),
    ]
    return [(name, value) for name, value in facts if value]


def _point(text: str, confidence: str) -> str:
    return f"{text} ({confidence})" if confidence else text


def _entry(name: str, value: str, indent: int) -> list[str]:
    first, *rest = _wrap(value, indent)
    return [name.ljust(indent) + first.lstrip(), *rest]


def _wrap(text: str, indent: int) -> list[str]:
    space = " " * indent
    return textwrap.wrap(text, _WIDTH, initial_indent=space, subsequent_indent=space) or [space]
