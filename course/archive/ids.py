"""Ids that a reader may have meant, and what ids there are."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from course.errors import did_you_mean, near_matches

__all__ = ["suggest", "tidy"]

_KINDS: Final = {
    "Sources": re.compile(r"S\d\d"),
    "Sentences of the essay": re.compile(r"E\d\d?"),
    "Events": re.compile(r"E\d{3}"),
    "Messages": re.compile(r"M\d{3}"),
    "Statements on the U-2": re.compile(r"U\d\d"),
    "Polls": re.compile(r"P\d\d"),
}
_NUMBERED = re.compile(r"([A-Z])(\d+)")
_LAST_NUMBER = re.compile(r"\d+")
_NEXT: Final = 2
"""How far from the wanted number an id may be that is offered for it."""


def tidy(wanted: object) -> str:
    """Return an id as the archive writes it, without brackets and spaces around it."""
    return str(wanted).strip().strip("[]").strip().upper()


def suggest(wanted: str, ids: Collection[str]) -> str:
    """Offer ids for one that does not exist, or say what ids there are.

    Parameters
    ----------
    wanted : str
        The id that was not found, tidied.
    ids : collection of str
        The ids that exist.

    Returns
    -------
    str
        One or two sentences, or an empty text where nothing is like it.

    Examples
    --------
    >>> suggest("S7", ["S06", "S07", "S08"])
    'Did you mean "S07"?'
    >>> suggest("S999", ["S01", "S02"])
    'Sources run from S01 to S02.'
    """
    source, _, point = wanted.partition(".")
    numbered = _NUMBERED.fullmatch(source)
    if not numbered:
        return near_matches(wanted, ids)
    letter, number = numbered[1], int(numbered[2])
    kinds = {
        name: [one for one in ids if shape.fullmatch(one)]
        for name, shape in _KINDS.items()
        if shape.pattern.startswith(letter)
    }
    same = [one for found in kinds.values() for one in found if int(one[1:]) == number]
    if point.isdecimal() and same:
        points = [one for one in ids if one.startswith(f"{same[0]}.")]
        return _offer(f"{same[0]}.{int(point)}", {f"The points of {same[0]}": points})
    if point:
        return suggest(source, ids)
    fitting = {name: found for name, found in kinds.items() if _KINDS[name].fullmatch(source)}
    if same:
        return " ".join([did_you_mean(same), *_ranges(fitting)])
    return _offer(source, fitting or kinds)


def _offer(wanted: str, kinds: dict[str, list[str]]) -> str:
    """Offer the ids that are nearest by number, or else by spelling, and say what ids there are."""
    ids = [one for found in kinds.values() for one in found]
    if wanted in ids:
        return did_you_mean([wanted])
    away = {one: abs(_number(one) - _number(wanted)) for one in ids}
    near = sorted((one for one in ids if away[one] <= _NEXT), key=away.__getitem__)
    question = did_you_mean(near) or near_matches(wanted, ids)
    return " ".join(filter(None, [question, *_ranges(kinds)]))


def _number(one: str) -> int:
    return int(_LAST_NUMBER.findall(one)[-1])


def _ranges(kinds: dict[str, list[str]]) -> list[str]:
    return [
        f"{name} run from {min(found, key=_number)} to {max(found, key=_number)}."
        for name, found in kinds.items()
        if found
    ]
