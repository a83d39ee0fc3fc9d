"""What the essay desk shows: the moves that the structure checks see in an essay."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from course.archive.for_essays import essay_catalogue
from course.archive.texts import ESSAY, sentences
from course.essay import Catalogue, CheckResult, check
from course.exercises.desks import EssayDesk

__all__ = ["desk_report", "desk_report_json", "essay_of", "report_to_html"]


def desk_report(text: str) -> dict[str, Any]:
    """Return an essay by paragraph and sentence with its moves, and what is found and missing.

    Parameters
    ----------
    text : str
        Any text; Markdown is fine.

    Returns
    -------
    dict
        ``paragraphs``: lists of ``[number, words, moves]``. ``rows``: what was
        looked for, with ``title``, ``state`` (found, partly, missing),
        ``reason``, ``question`` and the numbers of ``sentences``. ``limits``:
        what the check cannot see. No points: the desk is for writing.
    """
    report = check(text, _catalogue())
    paragraphs: dict[int, list[list[Any]]] = {}
    for one in report.study.essay.sentences:
        line = [one.number, one.text, list(report.outline.get(one.number, ()))]
        paragraphs.setdefault(one.paragraph, []).append(line)
    return {
        "paragraphs": list(paragraphs.values()),
        "rows": [_row(result) for result in report.checks if result.checked],
        "limits": report.to_dict()["limits"],
    }


def desk_report_json(text: str) -> str:
    """Return the report as JSON; called for the browser by *Check again*."""
    return json.dumps(desk_report(text))


def essay_of(desk: EssayDesk) -> str:
    """Return the essay that a desk shows, or an empty text where it cannot be read.

    A cell is looked for in the notebooks of the current folder; if several have
    it, none is taken, since the wrong essay is worse than none.
    """
    if desk.text:
        return _paragraphs(desk.text)
    found = [
        source
        for path in sorted(Path.cwd().glob("*.ipynb"))
        for source in _markdown(path, desk.cell)
    ]
    return found[0] if len(found) == 1 else ""


def report_to_html(report: dict[str, Any]) -> str:
    """Return the static view of a report: what is found, and what is missing as a question."""
    rows = "".join(
        f"<dt>{escape(row['title'])}: {row['state']}</dt>"
        f"<dd>{escape(row['reason'] if row['state'] == 'found' else row['question'])}</dd>"
        for row in report["rows"]
    )
    return f"<dl>{rows}</dl><p>{escape(report['limits'])}</p>"


@cache
def _catalogue() -> Catalogue:
    """Return what the checks know about the sources."""
    return Catalogue.from_data(essay_catalogue())


def _paragraphs(text_id: str) -> str:
    """Return a text of the archive as it is set, one line a paragraph."""
    lines: dict[int, list[str]] = {}
    for one in sentences(text_id):
        lines.setdefault(one.paragraph if text_id == ESSAY else 1, []).append(one.text)
    return "\n\n".join(" ".join(words) for words in lines.values())


def _markdown(path: Path, cell_id: str) -> list[str]:
    """Return the source of a Markdown cell of a notebook, if it has it."""
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cells = [cell for cell in notebook["cells"] if cell.get("id") == cell_id]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        # A damaged notebook beside ours is none of our business here.
        return []


def _row(result: CheckResult) -> dict[str, Any]:
    """Return one check without its points."""
    shares = {0.0: "missing", result.max: "found"}
    state = shares.get(result.points, "partly")
    spans = result.spans if state == "found" else (*result.spans, *result.faults)
    return {
        "title": result.title,
        "state": state,
        "reason": result.reason,
        "question": "" if state == "found" else result.question,
        "sentences": sorted({span.sentence for span in spans}),
    }
