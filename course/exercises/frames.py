"""The static view of an exercise: the frame without controls, for graded pages and print."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

__all__ = ["STYLE", "definition_list", "frame", "marked_list", "message", "table"]

# The class stands twice so that the rules of notebook pages, which align and float, give way.
STYLE: Final = """<style>
section.wc-static.wc-static{box-sizing:border-box;max-width:72ch;margin:.5em 0;padding:.8em 1em;border:1px solid #757575;
border-radius:3px;font-family:var(--jp-content-font-family,system-ui,sans-serif);line-height:1.5;break-inside:avoid}
section.wc-static.wc-static .wc-prompt{margin:0 0 .5em;font-size:1em;font-weight:600}
section.wc-static.wc-static :is(ul,ol){margin:.3em 0;padding-left:1.6em}
section.wc-static.wc-static ul.wc-options{list-style:none;margin:0 0 .5em;padding-left:0}
section.wc-static.wc-static .wc-chosen{margin:0;font-weight:600}
section.wc-static.wc-static .wc-status{margin:.6em 0 0;font-size:.9em}
section.wc-static.wc-static table{border-collapse:collapse;margin:.3em 0;max-width:100%}
section.wc-static.wc-static table :is(th,td){border:1px solid #757575;padding:.25em .6em;text-align:start;vertical-align:top;
max-width:none;white-space:normal}
section.wc-static.wc-static tbody th{font-weight:400}
section.wc-static.wc-static dl dt{float:none;width:auto;margin:0;font-weight:600}
section.wc-static.wc-static dl dd{float:none;width:auto;margin:0 0 .4em 1.2em;white-space:pre-wrap}
section.wc-static.wc-static blockquote{margin:.3em 0;padding:0 0 0 .8em;border-left:3px solid #757575;white-space:pre-wrap}
</style>"""
"""One style sheet for all static views of a page."""


def frame(prompt: str, body: str, status: str) -> str:
    """Put a body into the static frame.

    Parameters
    ----------
    prompt : str
        The prompt as HTML.
    body : str
        The answer as HTML.
    status : str
        One sentence, as text.
    """
    return (
        '<section class="wc-static" dir="auto">'
        f'<h4 class="wc-prompt">{prompt}</h4>{body}'
        f'<p class="wc-status">{escape(status)}</p></section>'
    )


def marked_list(options: Iterable[tuple[str, bool]]) -> str:
    """List options, the chosen ones marked in words as well as in weight."""
    rows = [
        f'<li class="wc-chosen">☒ {escape(text)} <span>(chosen)</span></li>'
        if chosen
        else f"<li>☐ {escape(text)}</li>"
        for text, chosen in options
    ]
    return f'<ul class="wc-options">{"".join(rows)}</ul>'


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table whose first column names its rows."""
    columns = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f"<td>{escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{columns}</tr></thead><tbody>{lines}</tbody></table>"


def definition_list(pairs: Iterable[tuple[str, str]]) -> str:
    """List names with what belongs to them."""
    return (
        "<dl>"
        + "".join(f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>" for name, text in pairs)
        + "</dl>"
    )


def message(sentence: str) -> str:
    """Show one sentence where an exercise cannot be shown."""
    return f'<section class="wc-static" role="note"><p class="wc-status">{escape(sentence)}</p></section>'
