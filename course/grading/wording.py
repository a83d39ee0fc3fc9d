"""What the engine itself tells students, in one place."""

from __future__ import annotations

from typing import Final

__all__ = [
    "HAND_MARKED",
    "MARKED",
    "NOT_ISOLATED",
    "NO_RESPONSE",
    "OUR_FAULT",
    "ended",
    "in_kernel",
    "missing_notebook",
    "shortened",
]

OUR_FAULT: Final = (
    "This check could not be completed because of an error in the course, not in your work. "
    "Your answer is saved, and your teacher will look at it. You need not do anything."
)
HAND_MARKED: Final = "A person marks this answer."
MARKED: Final = "A person gave these points."
NOT_ISOLATED: Final = "Student code was not locked away while this was graded."
NO_RESPONSE: Final = "There is no answer yet."

_ENDINGS: Final = {
    "time": "Your code did not stop in time {place}. What comes after it was not run.",
    "cpu": "Your code used up its computing time {place}. What comes after it was not run.",
    "memory": "Your code used too much memory {place}. What comes after it was not run.",
    "garbled": "Your code broke the program that runs it {place}. What comes after it was not run.",
    "ended": "Your code ended the program that runs it {place}. What comes after it was not run.",
}


def ended(why: str, place: str) -> str:
    """Say that a hand-in's process has ended, why, and where.

    Parameters
    ----------
    why : str
        ``time``, ``cpu``, ``memory``, ``garbled`` or ``ended``.
    place : str
        Where, such as ``in the cell "answer-ships"``.
    """
    return _ENDINGS[why].format(place=place)


def in_kernel(name: str, reason: str) -> str:
    """Say that a notebook was run in a kernel, and why; the reason follows "it"."""
    return f'The notebook "{name}.ipynb" was run in a Jupyter kernel, because it {reason}.'


def missing_notebook(name: str) -> str:
    """Say that one of several notebooks was not handed in."""
    return f"The notebook {name}.ipynb was not handed in."


_MOST_CHARACTERS: Final = 1000


def shortened(answer: str) -> str:
    """Return an answer in words as a report quotes it: at most 1,000 characters."""
    if len(answer) <= _MOST_CHARACTERS:
        return answer
    return f"{answer[: _MOST_CHARACTERS - 1]}…"
