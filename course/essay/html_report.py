"""The report as one HTML page: the essay with its outline in the margin, and the tables of points."""

from html import escape

from course.essay.results import GROUPS, LIMITS_OF_THE_CHECK, CheckResult, Results
from course.essay.text_report import first_look, number, result_in_words

__all__ = ["write_html"]

_STYLE = """
:root { color-scheme: light dark; --line: #767676; --quiet: #595959; --ground: #fff; --ink: #1a1a1a; --tint: #eef3f8; }
@media (prefers-color-scheme: dark) {
  :root { --line: #8c8c8c; --quiet: #b5b5b5; --ground: #16181b; --ink: #ececec; --tint: #22303d; }
}
body { background: var(--ground); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 1rem; }
h1, h2, h3 { line-height: 1.25; }
.limits { border-left: .3rem solid var(--line); padding-left: .8rem; }
.total { font-size: 1.5rem; font-weight: 600; }
.essay { font: 1.05rem/1.6 Georgia, "Times New Roman", serif; }
.block { display: grid; gap: 0 1.5rem; grid-template-columns: minmax(0, 42rem) minmax(9rem, 1fr); margin: 0 0 1rem; }
.block p { margin: 0; }
.block ol { font: .85rem/1.4 system-ui, sans-serif; list-style: none; margin: 0; padding: 0; color: var(--quiet); }
.number { color: var(--quiet); font-size: .7em; vertical-align: super; }
.move { background: var(--tint); border-bottom: 2px solid var(--line); }
.fault { text-decoration: underline dotted; text-underline-offset: .2em; }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: .5rem 0 1.5rem; }
.checks th:nth-child(1) { width: 24%; } .checks th:nth-child(2) { width: 11%; } .checks th:nth-child(3) { width: 16%; }
caption { font-weight: 600; text-align: left; padding: .25rem 0; }
th, td { border-top: 1px solid var(--line); padding: .35rem .5rem; text-align: left; vertical-align: top; }
.points { white-space: nowrap; }
.question, .mark { display: block; }
.question { font-style: italic; }
a { color: inherit; }
@media (max-width: 40rem) { .block { grid-template-columns: 1fr; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  tr, .block p { break-inside: avoid; }
  @page { margin: 18mm; }
}
"""


def write_html(report: Results) -> str:
    """Return the report as a page that needs no network and no scripts.

    Parameters
    ----------
    report : Results

    Returns
    -------
    str
        A whole HTML document; all text of the student is escaped.
    """
    essay = report.study.essay
    size = f"{essay.total_words} words, {len(essay.paragraphs)} paragraphs, {len(essay.sentences)} sentences, {len(essay.cited)} sources cited."
    caps = "".join(f"<li>{escape(cap)}</li>" for cap in report.caps)
    person = "".join(f"<li>{escape(reason)}</li>" for reason in report.for_a_person)
    return "".join(
        (
            '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Structure check</title><style>{_STYLE}</style></head><body><main>",
            f'<h1>Structure check</h1><p class="limits">{escape(LIMITS_OF_THE_CHECK)}</p>',
            f'<p class="total">{escape(result_in_words(report))}</p><p>{size}</p>',
            f"<ul>{caps}</ul>" if caps else "",
            f"<h2>For your teacher</h2><ul>{person}</ul>" if person else "",
            _first_look(report),
            "<h2>Points by group</h2>",
            *(_group(report, name) for name in GROUPS),
            "<h2>Your essay with its outline</h2>",
            '<p>Numbers are sentence numbers. A tinted sentence makes a move that the margin names; a dotted line marks a sentence that a question is about.</p><div class="essay">',
            *_blocks(report),
            "</div>",
            _gates(report),
            _dbq(report),
            "<p>Every point can be questioned: show your teacher the sentence numbers given here.</p>",
            "</main></body></html>\n",
        )
    )


def _first_look(report: Results) -> str:
    done, asked = first_look(report)
    there = "".join(f"<li>{escape(one)}</li>" for one in done)
    questions = "".join(f"<li>{escape(one)}</li>" for one in asked)
    return (f"<h2>What is there</h2><ul>{there}</ul>" if there else "") + (
        f"<h2>Ask yourself first</h2><ol>{questions}</ol>" if questions else ""
    )


def _group(report: Results, name: str) -> str:
    score = report.group(name)
    limited = (
        "" if score.points == score.earned else f"; the checks alone gave {number(score.earned)}"
    )
    rows = "".join(
        _row(result, report.marks.told_by(result.id))
        for result in sorted(
            (one for one in report.checks if one.group == name),
            key=lambda one: -(one.points / one.max),
        )
    )
    return (
        f"<table class='checks'><caption>{name}. {escape(score.title)}: {number(score.points)} of {number(score.max)}{limited}</caption>"
        '<thead><tr><th scope="col">Check</th><th scope="col">Points</th><th scope="col">Sentences</th><th scope="col">What is there, and a question</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(result: CheckResult, told: list[str]) -> str:
    numbers = sorted({span.sentence for span in (*result.spans, *result.faults)})
    links = ", ".join(f'<a href="#s{one}">{one}</a>' for one in numbers[:12])
    more = f" and {len(numbers) - 12} more" if len(numbers) > 12 else ""  # noqa: PLR2004 - one line of links
    question = f'<span class="question">{escape(result.question)}</span>' if result.question else ""
    marked = f'<span class="mark">{escape(" ".join(told))}</span>' if told else ""
    return (
        f'<tr><th scope="row">{result.id} {escape(result.title)}</th><td class="points">{number(result.points)} of {number(result.max)}</td>'
        f"<td>{links or 'none'}{more}</td><td>{escape(result.reason)}{marked}{question}</td></tr>"
    )


def _blocks(report: Results) -> list[str]:
    faults = {span.sentence for result in report.checks for span in result.faults}
    folded = report.study.essay.folded
    blocks = []
    for block in report.study.paragraphs:
        parts, margin = [], []
        for one in block.sentences:
            start, stop = folded.span(one.start, one.stop)
            moves = report.outline.get(one.number, ())
            classes = " ".join(
                name for name, holds in (("move", moves), ("fault", one.number in faults)) if holds
            )
            look = f' class="{classes}"' if classes else ""
            words = escape(folded.original[start:stop])
            parts.append(
                f'<span id="s{one.number}"{look}><span class="number">{one.number}</span>&nbsp;{words}</span>'
            )
            if moves:
                margin.append(
                    f'<li><a href="#s{one.number}">{one.number}</a> {escape(", ".join(moves))}</li>'
                )
        blocks.append(
            f'<div class="block"><p dir="auto">{" ".join(parts)}</p><ol>{"".join(margin)}</ol></div>'
        )
    return blocks


def _gates(report: Results) -> str:
    rows = "".join(
        f'<tr><th scope="row">{gate.id} {escape(gate.title)}</th><td>{"passed" if found.passed else "look here"}</td><td>{escape(found.reason)}</td></tr>'
        for gate, found in report.gates
    )
    return (
        "<table><caption>Gates: they carry no points and call a person</caption>"
        f'<thead><tr><th scope="col">Gate</th><th scope="col">State</th><th scope="col">Evidence</th></tr></thead><tbody>{rows}</tbody></table>'
    )


def _dbq(report: Results) -> str:
    rows = "".join(
        f'<tr><th scope="row">{row.title} ({row.points})</th><td>{row.share:.0%} of {", ".join(row.checks)}</td><td>{row.reader}</td></tr>'
        for row in report.dbq
    )
    return (
        "<table><caption>Seen as an AP document-based question; this is not an AP score</caption>"
        f'<thead><tr><th scope="col">Row</th><th scope="col">Moves visible</th><th scope="col">What only a reader sees</th></tr></thead><tbody>{rows}</tbody></table>'
    )
