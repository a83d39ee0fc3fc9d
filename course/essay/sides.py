"""Respects in which a role can be large, offices, and questions on which sources take sides.

Data for checks C07, C11, C15 and C16, keyed by the archive's source ids and by
surnames. Patterns ignore case.
"""

from types import MappingProxyType

from course.essay.records import record

__all__ = ["DIMENSIONS", "OFFICES", "QUESTIONS", "RISKY", "Question", "RiskyPassage"]

DIMENSIONS = MappingProxyType(
    {
        "origin": r"origin\w*|beginning|plan\w*|idea|start\w*|decision to (?:send|bring|put)|brought? the missiles|accept\w*|cause[sd]?",
        "conduct": r"conduct|course|during|moments?|act(?:s|ed|ions?)|behaviou?r|orders?|decisions?",
        "escalation": r"escalat\w+|danger\w*|risk\w*|tension\w*|war|brink|weekend|hours",
        "settlement": r"settle\w*|solution|solv\w+|end(?:ed|ing)?|bargain\w*|agreement|negotiat\w+|deal|length|longer|table|outcome",
    }
)

OFFICES = MappingProxyType(
    {
        "castro": r"premier|leader|prime minister|commander|ally",
        "khrushchev": r"premier|first secretary|soviet leader|chairman|head of",
        "kennedy": r"president",
        "malinovsky": r"minister|marshal",
        "malin": r"official|note-?taker|secretary|inside the (?:presidium|party)|for the (?:leaders|party|presidium)",
        "alekseev": r"ambassador",
        "dobrynin": r"ambassador",
        "hare": r"ambassador",
        "bonsal": r"ambassador",
        "thant": r"secretary[- ]general|acting secretary",
        "rusk": r"secretary of state",
        "mccone": r"director|cia",
        "mikoyan": r"deputy|envoy",
        "gribkov": r"general|planner|staff",
        "dobbs": r"journalist|historian|wrote with",
        "brenner": r"historian|scholar|political scientist",
        "hershberg": r"historian|scholar",
        "stevenson": r"ambassador|mission|delegation",
    }
)


@record
class Question:
    """A question on which sources take sides; two positions of one question disagree."""

    name: str
    positions: dict[str, frozenset[str]]


def _ids(text: str) -> frozenset[str]:
    return frozenset(f"S{number}" for number in text.split())


QUESTIONS = (
    Question(
        "who fired at the U-2",
        {
            "Soviet troops": _ids("20 25 39 40 48 49 50 51 61 63 64 65"),
            "Cubans": _ids("17 24 46 62"),
        },
    ),
    Question(
        "whose idea the missiles were", {"Moscow's": _ids("41 48 55"), "Cuba's": _ids("04 05")}
    ),
    Question(
        "who commanded the missiles", {"Moscow": _ids("05 20 40 41 45 49"), "others": _ids("")}
    ),
    Question(
        "what the letter of 26 October advised",
        {"a reply to an invasion": _ids("23 27 32"), "a first strike": _ids("26 46")},
    ),
    Question(
        "whether Castro was consulted",
        {"no": _ids("08 14 21 22 27 31 36 42 43 44"), "in a way": _ids("26 30")},
    ),
    Question(
        "whether Turkey was part of a bargain",
        {"yes": _ids("05 08 12 18 19 43 53 56 66 67"), "no": _ids("06 17 47 59")},
    ),
    Question(
        "when Castro knew of the Turkish proposal", {"in 1962": _ids("30"), "in 1963": _ids("48")}
    ),
    Question(
        "whether Cuba would be inspected",
        {"refused": _ids("09 10 11 21 22 31 34 35 37 38"), "promised": _ids("07")},
    ),
    Question(
        "who could release tactical weapons",
        {"Moscow alone": _ids("40 45"), "the commander": _ids("49")},
    ),
    Question("whether all warheads had gone", {"yes": _ids("11"), "no": _ids("45 49")}),
    Question("whether Castro ordered fire", {"yes": _ids("10 24 25 48 50"), "no": _ids("")}),
    Question(
        "whether Cuba was more than a place",
        {"no": _ids("01 03 06 54 59"), "yes": _ids("16 22 35 55")},
    ),
    Question(
        "whether the quarantine was lawful", {"no": _ids("02 03 34 36"), "yes": _ids("01 59")}
    ),
    Question(
        "how Castro took the withdrawal",
        {"bitterly": _ids("21 27 31 32 33 45"), "calmly": _ids("")},
    ),
    Question(
        "when Moscow turned to withdrawal",
        {"before the letter": _ids("04 42"), "after it": _ids("23 26")},
    ),
    Question("whether an attack was expected", {"yes": _ids("23 29"), "not yet": _ids("28 52")}),
)


@record
class RiskyPassage:
    """A passage whose sense turns when its condition is left out."""

    pattern: str
    condition: str


RISKY = (
    RiskyPassage(
        r"first nuclear attack|strike first|first strike|end the danger for ?ever|nuclear first strike",
        r"\bif\b|in case|in the case|only (?:for|in|applies)|condition\w*|invasion|invade[sd]?|occup\w+|when the americans",
    ),
)
