"""One sample of each kind, and the master of the gallery."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from course.exercises import registry
from course.exercises.exercise import Exercise
from course.exercises.kinds import define

GALLERY = Path(__file__).resolve().parents[3] / "source/u00-gallery/gallery.ipynb"


class Sample(NamedTuple):
    """An exercise with answers of each sort."""

    exercise: Exercise
    whole: Any
    progress: str
    part: Any = None
    wrong: Any = "nobody offered this"


TEXT = {"P": ["First.", "Second.", "", "Third."]}
SAMPLES = [
    Sample(define("choose", ("a", "Which?", ["x", "y"]), {"unsure": True}), "y", "Chosen: y"),
    Sample(
        define("tick", ("a", "Which?", ["x", "y", "z"]), {"at_most": 2}),
        ["x", "z"],
        "2 ticked",
        wrong=["x", "y", "z"],
    ),
    Sample(
        define(
            "label", ("a", "What?", {"E1": "It rained.", "E2": "So."}, ["claim", "evidence"]), {}
        ),
        {"E1": "claim", "E2": "evidence"},
        "2 of 2 labelled",
        part={"E2": "claim"},
        wrong={"E2": "thesis"},
    ),
    Sample(
        define("short_text", ("a", "Why?"), {"words": (2, 4)}),
        "a short text",
        "3 of 2-4 words",
        part="one",
        wrong=7,
    ),
    Sample(
        define("pick_sentences", ("a", "Which?", TEXT, ["a pen"]), {}),
        ["P.1", "P.3"],
        "2 sentences marked",
        wrong=["P.4"],
    ),
    Sample(
        define("pick_sentences", ("a", "Which?", TEXT, ["claim", "evidence"]), {"reason": "Why?"}),
        {"P.1": ["claim", "because"], "P.2": ["claim", "so"]},
        "2 sentences marked",
        part={"P.1": ["claim", ""]},
        wrong={"P.1": "claim"},
    ),
    Sample(
        define(
            "card",
            ("a", "Fill.", "S24", "OPVL"),
            {"fields": {"Value": {"options": ["much", "little"]}}},
        ),
        {"Origin": "o", "Purpose": "p", "Value": "much", "Limitation": "l"},
        "4 of 4 fields filled",
        part={"Origin": "o", "Purpose": " "},
        wrong={"Value": "some"},
    ),
    Sample(
        define(
            "card",
            ("a", "Fill.", ["S24", "U05"]),
            {"fields": {"Tone": {"options": ["calm", "angry"], "several": True}}},
        ),
        {"S24": {"Tone": ["calm"]}, "U05": {"Tone": ["angry", "calm"]}},
        "2 of 2 fields filled",
        part={"U05": {"Tone": ["calm"]}},
        wrong={"U05": {"Tone": "calm"}},
    ),
    Sample(
        define("order", ("a", "Order.", ["x", "y", "z"]), {}),
        ["z", "x", "y"],
        "3 items in order",
        wrong=["x", "y"],
    ),
    Sample(
        define("match", ("a", "Join.", ["l1", "l2"], ["r1", "r2", "r3"]), {}),
        {"l1": "r3", "l2": "r1"},
        "2 of 2 matched",
        part={"l2": "r1"},
        wrong={"l1": "r1", "l2": "r1"},
    ),
    Sample(
        define("matrix", ("a", "Fill.", ["r"], ["c", "d"], ["yes", "no"]), {}),
        {"r": {"c": "yes", "d": "no"}},
        "2 of 2 cells filled",
        part={"r": {"c": "yes"}},
        wrong={"r": {"e": "yes"}},
    ),
    Sample(
        define("interval", ("a", "When?", "1962-10-14", "1962-11-20"), {}),
        ["1962-10-22", "1962-10-28"],
        "22 October 1962 to 28 October 1962 (Washington time)",
        wrong=["1962-10-28", "1962-10-22"],
    ),
    Sample(
        define(
            "interval",
            ("a", "When?", "1962-10-26T12:00", "1962-10-27T12:00"),
            {"clock": "Havana", "step": "hour"},
        ),
        ["1962-10-26T20:00", "1962-10-27T03:00"],
        "26 October 1962, 20:00 to 27 October 1962, 03:00 (Havana time)",
        wrong=["1962-10-26", "1962-10-27"],
    ),
    Sample(define("rate", ("a", "How sure?"), {}), "probable", "probable"),
    Sample(
        define("rate", ("a", "How sure?"), {"items": ["this", "that"]}),
        {"this": "possible", "that": "established"},
        "2 of 2 rated",
        part={"that": "possible"},
        wrong={"that": "certain"},
    ),
]


@pytest.fixture(params=SAMPLES, ids=lambda sample: sample.exercise.kind)
def sample(request: pytest.FixtureRequest) -> Sample:
    """One sample after the other."""
    return request.param


@pytest.fixture(scope="session")
def samples() -> list[Sample]:
    """All samples at once."""
    return SAMPLES


@pytest.fixture
def gallery() -> dict[str, Any]:
    """The gallery as it is stored."""
    return json.loads(GALLERY.read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def _empty_registry() -> Iterator[None]:
    """Forget exercises of other tests: the registry is one for the whole process."""
    registry.clear()
    yield
    registry.clear()
