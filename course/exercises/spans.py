"""Choosing a span of time on a clock that is always named."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from html import escape
from typing import Any, ClassVar, Final

from course.exercises.exercise import Exercise, require_text

__all__ = ["Interval", "spoken"]

_MOST_STEPS: Final = 2_000
_MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, eq=False)
class Interval(Exercise):
    """Choose a span of days, or of hours.

    The recorded answer is ``[from, to]`` as ISO text on the named clock:
    ``"1962-10-22"`` in steps of a day, ``"1962-10-22T19:00"`` in steps of an
    hour.

    Parameters
    ----------
    name, prompt
        See :class:`~course.exercises.exercise.Exercise`.
    earliest, latest : str
        The ends of the scale, as ISO dates (with hours: ISO date and time).
    clock : str, default "Washington"
        Whose clock the dates are on; always written beside them.
    step : {"day", "hour"}
        The grain of the scale.
    help, markdown
        See :class:`~course.exercises.exercise.Exercise`.

    Examples
    --------
    >>> Interval("span", "When?", "1962-10-14", "1962-11-20").progress(["1962-10-22", "1962-10-28"])
    '22 October 1962 to 28 October 1962 (Washington time)'
    """

    kind: ClassVar[str] = "interval"

    earliest: str
    latest: str
    clock: str = field(default="Washington", kw_only=True)
    step: str = field(default="day", kw_only=True)

    def _prepare(self) -> None:
        if self.step not in {"day", "hour"}:
            raise self.fault(f"has the step {self.step!r}", 'Set step to "day" or "hour".')
        require_text(self, "clock", self.clock)
        ends = [self._read(end) for end in (self.earliest, self.latest)]
        if ends[0] is None or ends[1] is None:
            sample = "1962-10-14" if self.step == "day" else "1962-10-14T08:00"
            raise self.fault(
                f"has a scale from {self.earliest!r} to {self.latest!r}",
                f'Write each end such as "{sample}".',
            )
        grain = timedelta(days=1) if self.step == "day" else timedelta(hours=1)
        if not 1 <= (ends[1] - ends[0]) / grain <= _MOST_STEPS:
            raise self.fault(
                f"has a scale from {self.earliest} to {self.latest}",
                f"It must go forward in time and have at most {_MOST_STEPS} steps.",
            )

    def _read(self, text: Any) -> datetime | None:
        """Return an ISO text of the exercise's own grain, or None."""
        length = len("1962-10-14") if self.step == "day" else len("1962-10-14T08:00")
        if not isinstance(text, str) or len(text) != length:
            return None
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            return None

    def _problem(self, value: Any) -> str:
        if not isinstance(value, (list, tuple)) or len(value) != 2:  # noqa: PLR2004 - from and to
            return f"The recorded answer should be a first and a last date, and it is {value!r}. Answer again."
        start, end = map(self._read, value)
        if start is None or end is None:
            return f"The recorded answer should hold two dates, and it is {value!r}. Answer again."
        if start > end:
            return "The recorded span ends before it begins. Answer again."
        if value[0] < self.earliest or value[1] > self.latest:
            return f"The recorded span reaches beyond the scale from {self.earliest} to {self.latest}. Answer again."
        return ""

    def progress(self, value: Any) -> str:
        """Return the span in words."""
        if not self.is_answered(value):
            return "Not answered yet"
        return f"{spoken(value[0])} to {spoken(value[1])} ({self.clock} time)"

    def _body_text(self, value: Any) -> str:
        return f"From {self.progress(value)}"

    def _body_html(self, value: Any) -> str:
        return f"<p>From {escape(self.progress(value))}</p>" if value else ""

    def _state(self) -> dict[str, Any]:
        return {
            "earliest": self.earliest,
            "latest": self.latest,
            "clock": self.clock,
            "step": self.step,
        }


def spoken(text: str) -> str:
    """Return an ISO date or time in words.

    Examples
    --------
    >>> spoken("1962-10-27T09:00")
    '27 October 1962, 09:00'
    """
    day = date.fromisoformat(text[:10])
    words = f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
    return f"{words}, {text[11:]}" if len(text) > len("1962-10-27") else words
