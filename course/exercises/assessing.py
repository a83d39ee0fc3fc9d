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
from course.essay.marks import LABELS, mark_of
from course.exercises.desks import EssayDesk
from course.exercises.full_texts import compared_with_full_texts

__all__ = ["desk_report", "desk_report_json", "essay_of", "report_to_html"]


def desk_report(text: str, marked: Any = None) -> dict[str, Any]:
    """Return an essay by paragraph and sentence with its moves, and what is found and missing.

    Parameters
    ----------
    text : str
        Any text; Markdown is fine.
    marked : dict of str to str, optional
        The recorded answer of the desk; anything else counts as no marks.

    Returns
    -------
    dict
        ``paragraphs``: lists of ``[number, words, moves]``. ``rows``: what was
        looked for, with ``title``, ``state`` (found, partly, missing),
        ``reason``, ``question`` and the numbers of ``sentences``; last, where
        the texts are on this machine, what they say to quotations. ``starts``:
        what is recorded of each sentence when it is marked. ``marks``: for each
        mark its ``move``, its words (``start``), its ``sentence`` or None, and
        what became of it (``told``). ``limits``: what the check cannot see. No
        points: the desk is for writing.
    """
    marked = marked if isinstance(marked, dict) else {}
    report = check(text, _catalogue(), marked)
    paragraphs: dict[int, list[list[Any]]] = {}
    for one in report.study.essay.sentences:
        line = [one.number, one.text, list(report.outline.get(one.number, ()))]
        paragraphs.setdefault(one.paragraph, []).append(line)
    return {
        "paragraphs": list(paragraphs.values()),
        "rows": [
            *(_row(result) for result in report.checks if result.checked),
            *compared_with_full_texts(report.study),
        ],
        "starts": [mark_of(one) for one in report.study.essay.sentences],
        "marks": [
            {
                "move": move,
                "start": str(marked[move]),
                "sentence": report.marks.found.get(move),
                "told": report.marks.told(move),
            }
            for move in LABELS
            if move in marked
        ],
        "limits": report.to_dict()["limits"],
    }


def desk_report_json(text: str, marked: Any = None) -> str:
    """Return the report as JSON; called for the browser by *Check again*."""
    return json.dumps(desk_report(text, marked))


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
    told = "".join(f"<p>{escape(mark['told'])}</p>" for mark in report["marks"] if mark["told"])
    return f"<dl>{rows}</dl>{told}<p>{escape(report['limits'])}</p>"


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
