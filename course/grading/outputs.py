"""Outputs of cells: those that came from a student's process, and those we write.

A student's process may send anything. Only what the notebook format allows is
kept, and no more lines than nbgrader keeps (``LimitOutput``).
"""

from __future__ import annotations

import json
import re
from typing import Any, Final

__all__ = [
    "MOST_LEVELS",
    "check_outputs",
    "cleaned",
    "is_deep",
    "size",
    "time_limit_error",
    "view_outputs",
]

MOST_LEVELS: Final = 100
"""Python's own limit lies higher, but who reads the graded notebook later may meet it."""

_JSON: Final = re.compile(r"application/json|[a-zA-Z0-9]+/[a-zA-Z0-9.+-]+\+json")
_MOST_LINES: Final = 1000
_MOST_TRACEBACK: Final = 100
_MOST_OUTPUTS: Final = 2000
_CUT: Final = "... Output truncated ..."


def cleaned(raw: Any, most: int) -> list[dict[str, Any]]:
    """Return outputs that a student's process sent, as far as they are outputs at all.

    Parameters
    ----------
    raw : object
        What it sent.
    most : int
        Characters that are kept. The process has cut its outputs to less already,
        if it still is the program that was started.
    """
    if not isinstance(raw, list):
        return []
    kept = []
    for item in raw[:_MOST_OUTPUTS]:
        one = _one(item)
        if one is None:
            continue
        most -= size([one])
        if most < 0:
            kept.append({"output_type": "stream", "name": "stderr", "text": f"{_CUT}\n"})
            break
        kept.append(one)
    return _limit_lines(kept)


def size(items: list[dict[str, Any]]) -> int:
    """Return about how many characters outputs take in a notebook."""
    return sum(len(json.dumps(item, ensure_ascii=False)) for item in items)


def is_deep(value: object) -> bool:
    """Tell whether lists and objects are nested deeper than any honest program makes them."""
    level = [value] if isinstance(value, (dict, list)) else []
    for _ in range(MOST_LEVELS):
        parts = [part.values() if isinstance(part, dict) else part for part in level]
        level = [item for part in parts for item in part if isinstance(item, (dict, list))]
        if not level:
            return False
    return True


def check_outputs(sentence: str, points: float) -> list[dict[str, Any]]:
    """Return what a check cell shows when it runs: its sentence and its points."""
    result = {
        "output_type": "execute_result",
        "data": {"text/plain": repr(points)},
        "metadata": {},
        "execution_count": None,
    }
    stream = {"output_type": "stream", "name": "stdout", "text": f"{sentence}\n"}
    return [stream, result] if sentence else [result]


def view_outputs(html: str, text: str) -> list[dict[str, Any]]:
    """Return the static view of a recorded answer."""
    data = {"text/html": html, "text/plain": text or "Not answered yet."}
    return [{"output_type": "display_data", "data": data, "metadata": {}}]


def time_limit_error() -> dict[str, Any]:
    """Return the output that nbgrader adds to a cell that ran too long."""
    return {
        "output_type": "error",
        "ename": "CellTimeoutError",
        "evalue": "",
        "traceback": ["\x1b[0;31mCellTimeoutError\x1b[0m: No reply from kernel before timeout"],
    }


def _one(item: Any) -> dict[str, Any] | None:
    """Return one output rebuilt from its known parts, or None."""
    if not isinstance(item, dict) or is_deep(item):
        return None
    match item.get("output_type"):
        case "stream" if item.get("name") in {"stdout", "stderr"}:
            text = item.get("text")
            return {
                "output_type": "stream",
                "name": item["name"],
                "text": text if isinstance(text, str) else "",
            }
        case "error":
            lines = item.get("traceback")
            lines = [str(line) for line in lines] if isinstance(lines, list) else []
            return {
                "output_type": "error",
                "ename": str(item.get("ename", "")),
                "evalue": str(item.get("evalue", "")),
                "traceback": _limit_traceback(lines),
            }
        case "display_data" | "execute_result" as kind:
            data = item.get("data")
            if not isinstance(data, dict):
                return None
            metadata = item.get("metadata")
            kept: dict[str, Any] = {
                "output_type": kind,
                # Text, and the JSON that some viewers take; nothing else is of the format.
                "data": {
                    key: value
                    for key, value in data.items()
                    if isinstance(value, str) or _JSON.fullmatch(key)
                },
                "metadata": _plain(metadata),
            }
            if kind == "execute_result":
                count = item.get("execution_count")
                kept["execution_count"] = count if isinstance(count, int) else None
            return kept
        case _:
            return None


def _plain(metadata: Any) -> dict[str, Any]:
    """Return output metadata as far as readers expect it: plain values by name, or by type and name.

    Sizes must be numbers: nbconvert puts them into a page as they are.
    """
    if not isinstance(metadata, dict):
        return {}
    kept: dict[str, Any] = {}
    for name, value in metadata.items():
        if isinstance(value, dict):
            kept[name] = {key: item for key, item in value.items() if _is_plain(key, item)}
        elif "/" not in name and _is_plain(name, value):
            kept[name] = value
    return kept


def _is_plain(name: str, value: Any) -> bool:
    return isinstance(value, (int, float) if name in {"width", "height"} else (str, int, float))


def _limit_lines(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Cut streams after a thousand lines of a cell, as nbgrader does."""
    length = 0
    kept = []
    for item in items:
        if item["output_type"] == "stream":
            if length == _MOST_LINES:
                continue
            lines = item["text"].split("\n")
            if len(lines) + length > _MOST_LINES:
                lines = [*lines[: _MOST_LINES - length - 1], _CUT]
            length += len(lines)
            kept.append({**item, "text": "\n".join(lines)})
        else:
            kept.append(item)
    return kept


def _limit_traceback(lines: list[str]) -> list[str]:
    """Cut a long traceback in the middle, as nbgrader does."""
    if len(lines) <= _MOST_TRACEBACK:
        return lines
    start = _MOST_TRACEBACK // 2
    end = _MOST_TRACEBACK - start - 1
    return [*lines[:start], "... Traceback truncated ...", *lines[-end:]]
