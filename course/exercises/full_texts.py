"""Quotations of an essay beside the full texts that a reader has imported.

It is feedback only. Points never depend on it, since another machine may not have
the texts.
"""

from __future__ import annotations

from typing import Any

from course.archive.fulltext import full_text
from course.errors import UsageError
from course.essay.quoting import stands_in
from course.essay.study import Study

__all__ = ["compared_with_full_texts"]


def compared_with_full_texts(study: Study) -> list[dict[str, Any]]:
    """Look for each quotation in the full texts of the sources that its sentence cites.

    Parameters
    ----------
    study : Study
        An essay that was looked at.

    Returns
    -------
    list of dict
        One row as in :func:`course.exercises.assessing.desk_report`; empty where no
        text of a quoted source is on this machine.
    """
    faithful: list[int] = []
    others: list[tuple[int, tuple[str, ...]]] = []
    for sentence, quotation in study.quotations:
        texts = {one.id: text for one in study.known(sentence.ids) if (text := _text_of(one.id))}
        if any(stands_in(quotation.text, text) for text in texts.values()):
            faithful.append(sentence.number)
        elif texts:
            others.append((sentence.number, tuple(texts)))
    if not (faithful or others):
        return []
    count = len(faithful) + len(others)
    row = {
        "title": "Quotations in the full texts",
        "state": "partly" if faithful and others else "found" if faithful else "missing",
        "reason": f"{len(faithful)} of {count} stand word for word in the full texts on this machine. "
        "There are no points for this.",
        "question": "",
        "sentences": sorted({*faithful, *(number for number, _ in others)}),
    }
    if others:
        number, names = others[0]
        row["question"] = (
            f"The words of sentence {number} are not in the full text of "
            f"{' or '.join(f'[{name}]' for name in names)}. What exactly stands there?"
        )
    return [row]


def _text_of(source_id: str) -> str:
    try:
        return full_text(source_id)
    except UsageError:  # damaged: whoever asks for the text itself is told so
        return ""
