"""Rules for numbers and for stretches of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from course.checks.rule import conclude, rule
from course.checks.student import Work, unmet, work, wrong_type
from course.checks.student import number as read_number
from course.checks.wording import say
from course.scores import Reason, Result

__all__ = ["interval", "number"]

_SCALES: Final = (1000.0, 100.0, 60.0, 24.0, 3600.0, 1440.0, 1.609344, 1.852)
"""Thousands, per cent, minutes, hours, seconds, minutes of a day, miles, nautical miles."""

_SCALE_TOLERANCE: Final = 0.005


@rule
def number(
    name: str,
    *,
    key: float | Sequence[float] | None = None,
    between: tuple[float, float] | None = None,
    rel: float = 0.02,
    near: float = 0.1,
    abs: float = 0.0,  # noqa: A002 - the word authors know from math.isclose and pytest
    half: Iterable[float] = (),
    unit: str = "",
) -> Result:
    """Judge a number: full inside a tolerance, half inside a wider one.

    Parameters
    ----------
    name : str
        The exercise or variable. A duration is read in `unit`, which is then
        ``days``, ``hours``, ``minutes`` or ``seconds``.
    key : float or sequence of float
        The right number, or several that can be defended.
    between : tuple of float, optional
        Ends of a range within which every number is right, instead of `key`.
    rel, near : float
        Relative tolerances for full and for half.
    abs : float, default 0
        Absolute tolerance for full, such as the rounding of the data. For a
        whole number that must be exact give ``rel=0, near=0``.
    half : iterable of float, optional
        Further numbers that earn half, with the tolerance of a right one.
    unit : str, optional
        The unit, named in the sentence.

    Examples
    --------
    >>> from course.checks import number, using, Given
    >>> with using(Given(names={"ratio": 6.9, "share": 29})):
    ...     number("ratio", key=6.41).fraction, number("share", between=(0.28, 0.31)).sentence
    (0.5, '`share` looks right in another unit or scale. Check the unit.')
    """
    found = work(name)
    value = _in_unit(found, unit)
    words = say("number-unit", unit=unit) if unit else ""
    keys = [key] if isinstance(key, (int, float)) else list(key or ())
    ranges = [between] if between else [(wanted, wanted) for wanted in keys]
    if not ranges:
        raise ValueError("A number is judged by a key or a range.")
    if any(_inside(value, ends, rel, abs) for ends in ranges):
        return conclude(1.0, "number", name=name)
    other = [(wanted, wanted) for wanted in half]
    is_near = any(_inside(value, ends, rel, abs) for ends in other) or any(
        _inside(value, ends, near, 0.0) for ends in ranges
    )
    if is_near:
        return Result(0.5, Reason.PARTIAL, say("number-near", name=name, unit=words), found.turn)
    return Result(0.0, Reason.WRONG, say(_hint(value, ranges), name=name, unit=words), found.turn)


def _in_unit(found: Work, unit: str) -> float:
    """Return the number; a duration in days, hours, minutes or seconds."""
    if isinstance(found.value, timedelta) and unit in ("days", "hours", "minutes", "seconds"):
        return found.value / timedelta(**{unit: 1})
    return read_number(found)


def _inside(value: float, ends: tuple[float, float], rel: float, absolute: float) -> bool:
    low, high = min(ends), max(ends)
    # A little room, since 0.1 + 0.2 is not 0.3 to a computer.
    room = 1e-9
    below = low - max(abs(low) * (rel + room), absolute + room)
    above = high + max(abs(high) * (rel + room), absolute + room)
    return below <= value <= above


def _hint(value: float, ranges: list[tuple[float, float]]) -> str:
    """Return the sentence for a wrong number; a wrong unit or sign is told as such."""
    if any(_inside(-value, ends, _SCALE_TOLERANCE, 0.0) for ends in ranges):
        return "number-sign"
    scaled = (value * factor for scale in _SCALES for factor in (scale, 1 / scale))
    is_scaled = any(
        value != 0 and _inside(other, ends, _SCALE_TOLERANCE, 0.0)
        for other in scaled
        for ends in ranges
    )
    return "number-scale" if is_scaled else "number-wrong"


@rule
def interval(name: str, *, key: Sequence[Any], least: float = 0.0) -> Result:
    """Judge a stretch of time: what it shares with the right one over both together.

    Days count whole, the last one too; clock times count to the second, and
    one without a zone is taken as UTC.

    Parameters
    ----------
    name : str
        The exercise or variable: two dates, as ISO texts or as dates.
    key : sequence of two
        The right dates.
    least : float, default 0
        A share below this earns nothing.

    Examples
    --------
    >>> from course.checks import interval, using, Given
    >>> with using(Given(answers={"crisis": ["1962-10-16", "1962-10-28"]})):
    ...     round(interval("crisis", key=["1962-10-16", "1962-11-20"]).fraction, 2)
    0.36
    """
    found = work(name)
    ends = _ends(found.value)
    if ends is None:
        wrong_type(found, "dates")
    wanted = _ends(key)
    if wanted is None or wanted[0] >= wanted[1]:
        raise ValueError("The key is no stretch of time.")
    if ends[0] >= ends[1]:
        unmet(Reason.WRONG, found.turn, "interval-reversed", name=name)
    shared = max(min(ends[1], wanted[1]) - max(ends[0], wanted[0]), timedelta(0))
    together = (ends[1] - ends[0]) + (wanted[1] - wanted[0]) - shared
    share = shared / together
    return conclude(share if share >= least else 0.0, "interval", turn=found.turn, name=name)


def _ends(value: Any) -> tuple[datetime, datetime] | None:
    """Return both ends as moments, a last day to its end; None for anything else."""
    to_list = getattr(value, "tolist", None)
    value = to_list() if callable(to_list) else value
    if not isinstance(value, (list, tuple)) or len(value) != 2:  # noqa: PLR2004 - two ends
        return None
    first, last = (_moment(end) for end in value)
    if first is None or last is None:
        return None
    return first[0], last[0] + (timedelta(days=1) if last[1] else timedelta(0))


def _moment(value: Any) -> tuple[datetime, bool] | None:
    """Return a moment in UTC, and whether it stands for a whole day."""
    if isinstance(value, str):
        text = value.strip()
        try:
            is_day = len(text) <= len("1962-10-27")
            value = date.fromisoformat(text) if is_day else datetime.fromisoformat(text)
        except ValueError:
            return None
    try:
        if isinstance(value, datetime):
            moment = value if value.tzinfo else value.replace(tzinfo=UTC)
            return moment.astimezone(UTC), False
        if isinstance(value, date):
            return datetime.combine(value, time(), tzinfo=UTC), True
    except (OverflowError, ValueError):
        # The first and last days of the calendar have no neighbours to move to.
        return None
    return None
