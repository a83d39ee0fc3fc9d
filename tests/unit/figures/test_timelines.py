"""The timeline: three lanes, one moment above the other."""

import pandas as pd
import pytest
from matplotlib.dates import num2date
from matplotlib.patches import FancyArrowPatch

from course import archive
from course.errors import UsageError
from course.figures import timeline
from course.figures.timelines import _LEVELS, _levels


@pytest.fixture
def events():
    places = {"E057": "Moscow", "E063": "Washington", "E070": "Havana", "E083": "Moscow"}
    frame = archive.chronology().set_index("id").loc[list(places)].reset_index()
    return frame.assign(place=frame["id"].map(places), label=frame["id"])


def test_each_city_has_its_lane(events):
    axes = timeline(events, title="Three clocks").axes[0]
    lanes = {group.get_label(): group.get_offsets() for group in axes.collections}
    assert {name: sorted({float(y) for _, y in points}) for name, points in lanes.items()} == {
        "Washington": [2.0],
        "Havana": [1.0],
        "Moscow": [0.0],
    }
    ((x, _),) = lanes["Havana"]
    assert f"{num2date(x):%d %H:%M}" == "27 15:19"


def test_the_same_moment_carries_three_different_clocks(events):
    axes = timeline(events).axes[0]
    midnights = {}
    for text in axes.texts:
        if text.get_text() == "28 Oct\n0:00":
            x, y = text.get_position()
            midnights[round(y)] = f"{num2date(x):%d %H:%M}"
    assert midnights == {2: "28 04:00", 1: "28 05:00", 0: "27 21:00"}


def test_a_letter_in_transit_is_an_arrow_from_lane_to_lane(events):
    sent = archive.messages().query("id == 'M036' or id == 'M028'")
    sent = sent.assign(from_place="Moscow", to_place="Washington")
    sent.loc[sent["id"] == "M028", "received_utc"] = pd.NaT
    axes = timeline(events, sent).axes[0]
    (arrow,) = [patch for patch in axes.patches if isinstance(patch, FancyArrowPatch)]
    (x_1, y_1), (x_2, y_2) = arrow._posA_posB
    assert (y_1, y_2) == (0, 2)
    assert round((x_2 - x_1) * 24 * 60) == 692


def test_no_stem_crosses_a_label():
    at, widths = [0.0, 0.1, 0.2, 5.0], [1.0, 1.0, 1.0, 1.0]
    levels = _levels(at, widths)
    assert levels == [_LEVELS[2], _LEVELS[1], _LEVELS[0], _LEVELS[0]]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"place": "Miami"}, 'The table says "Miami"'),
        ({"start_utc": pd.Timestamp("1962-10-27")}, "carry no time zone"),
    ],
)
def test_wrong_places_and_times_are_named(events, change, expected):
    with pytest.raises(UsageError, match=expected):
        timeline(events.assign(**change))
