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
    "shortened_text",
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


_MOST_OF_AN_ANSWER: Final = 4000
"""Room for every item of an answer, whose sentences the exercises shorten themselves."""

_MOST_OF_A_TEXT: Final = 1000


def shortened(answer: str) -> str:
    """Return a recorded answer in words as a report quotes it: at most 4,000 characters."""
    return _cut(answer, _MOST_OF_AN_ANSWER)


def shortened_text(written: str) -> str:
    """Return the beginning of an essay as a report quotes it: at most 1,000 characters."""
    return _cut(written, _MOST_OF_A_TEXT)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}\u2026"
