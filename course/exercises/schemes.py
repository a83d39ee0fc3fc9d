"""Sourcing schemes: which fields an index card has, and a filled card as an example.

The schemes are those that teachers of history use: Wineburg's sourcing, HIPP,
HAPPY, and the OPVL and OPCVL of the International Baccalaureate.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

__all__ = ["EXAMPLES", "SCHEMES", "Field"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a card.

    Parameters
    ----------
    name : str
        Its heading, which is also its key in the answer.
    question : str
        What it stands for, in plain words.
    options : tuple of str
        What may be chosen; without any the field is a short text.
    several : bool
        Whether several options may be chosen.
    words : tuple of int
        The stated range of a text.
    """

    name: str
    question: str
    options: tuple[str, ...] = ()
    several: bool = False
    words: tuple[int, int] = (3, 30)

    def to_state(self) -> dict[str, Any]:
        """Return the field as plain data for the front end."""
        return {
            "name": self.name,
            "question": self.question,
            "options": list(self.options),
            "several": self.several,
            "words": list(self.words),
        }


_ORIGIN = Field("Origin", "Who made it, in what office, when and where?")
_PURPOSE = Field("Purpose", "What did the writer want the reader to do or think?")
_CONTENT = Field("Content", "What does it say on your question?")
_VALUE = Field("Value", "For which question is it good evidence, and why?")
_LIMITATION = Field("Limitation", "What can it not show on that question, and why?")
_AUDIENCE = Field("Intended audience", "For whom was it made, and who else might read it?")
_SITUATION = Field("Historical situation", "What was going on there and then that shaped it?")
_VIEW = Field("Point of view", "From which position does the writer see events?")

SCHEMES: Final[Mapping[str, tuple[Field, ...]]] = {
    "sourcing": (
        Field("Author", "Who made it?"),
        Field("Office", "In what position was the author then?"),
        Field("Date", "When was it written? Not when it was published."),
        Field("Audience", "For whom was it made?"),
        _PURPOSE,
    ),
    "HIPP": (_SITUATION, _AUDIENCE, _PURPOSE, _VIEW),
    "HAPPY": (
        _SITUATION,
        Field("Audience", "For whom was it made?"),
        _PURPOSE,
        _VIEW,
        Field("Why it matters", "What does it change in the answer to your question?"),
    ),
    "OPVL": (_ORIGIN, _PURPOSE, _VALUE, _LIMITATION),
    "OPCVL": (_ORIGIN, _PURPOSE, _CONTENT, _VALUE, _LIMITATION),
}
"""The fields of each scheme, in the order of its letters."""

EXAMPLES: Final[Mapping[str, Mapping[str, str]]] = {
    "S58": {
        "Author": "The United States Intelligence Board",
        "Office": "The heads of the American intelligence services, writing together",
        "Date": "19 September 1962",
        "Audience": "The President and his cabinet",
        "Origin": "The American intelligence services, in Washington, on 19 September 1962",
        "Purpose": "To tell the President what Moscow would probably do in Cuba",
        "Content": "It holds Soviet missiles in Cuba to be possible but unlikely",
        "Value": "It shows what Washington expected before the photographs, since it was written before them",
        "Limitation": "It cannot show what Moscow had decided, since its authors did not know",
        "Intended audience": "The President and his cabinet, in secret",
        "Historical situation": "Soviet ships were bringing arms, and Congress asked questions before an election",
        "Point of view": "Analysts who judged Moscow by what had been usual until then",
        "Why it matters": "It explains why the photographs of October came as a surprise",
    },
    "S13": {
        "Author": "Raymond A. Hare",
        "Office": "American ambassador in Turkey",
        "Date": "26 October 1962",
        "Audience": "The State Department",
        "Origin": "The American ambassador in Ankara, in a cable of 26 October 1962",
        "Purpose": "To make Washington careful with a trade that Turkey might resent",
        "Content": "It says that Turks resent being compared with Cuba",
        "Value": "It shows what an ally thought of a trade, one day after a talk with its minister",
        "Limitation": "It cannot show what Kennedy intended, since it was written far from him",
        "Intended audience": "The State Department, in secret",
        "Historical situation": "A trade of missiles was being talked of, and Turkey was not asked",
        "Point of view": "A diplomat who lives among those whom he reports on",
        "Why it matters": "It shows that an ally, too, could be passed over",
    },
}
"""Filled cards by source; an exercise shows the first that is not about its own source."""
