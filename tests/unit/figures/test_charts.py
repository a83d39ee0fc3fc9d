"""Charts: what is plotted, read back from the axes."""

import matplotlib as mpl
import pandas as pd
import pytest
from matplotlib.dates import num2date

from course import archive
from course.errors import UsageError
from course.figures import gantt, heat_map, lollipop
from course.figures.style import colour_map


def series(axes):
    """Return the points of each scatter plot by label."""
    return {
        group.get_label(): [tuple(map(float, pair)) for pair in group.get_offsets()]
        for group in axes.collections
        if callable(getattr(group, "get_sizes", None)) and len(group.get_offsets())
    }


@pytest.fixture
def releases():
    return pd.DataFrame(
        {"id": ["S04", "S22", "S24"], "made": [1962, 1962, 1962], "public": [1973, None, 1990]}
    )


def test_lollipop_draws_each_row_from_top_to_bottom(releases):
    axes = lollipop(
        releases, label="id", start="made", end="public", start_name="written", end_name="public"
    ).axes[0]
    found = series(axes)
    assert found["written"] == [(1962, 1), (1962, 0)]
    assert found["public"] == [(1973, 1), (1990, 0)]
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["S24", "S04"]
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["written", "public"]


def test_lollipop_without_a_start_begins_at_zero(releases):
    axes = lollipop(releases, label="id", end="public", title="When", xlabel="year").axes[0]
    (lines, *_) = axes.collections
    assert {next(iter(path.vertices[0])) for path in lines.get_paths()} == {0.0}
    assert (axes.get_title(loc="left"), axes.get_xlabel()) == ("When", "year")


def test_lollipop_knows_dates():
    table = pd.DataFrame({"id": ["a"], "day": pd.to_datetime(["1962-10-28"])})
    ((x, _),) = series(lollipop(table, label="id", end="day", start="day").axes[0])["to"]
    assert num2date(x).date().isoformat() == "1962-10-28"


def test_gantt_draws_one_set_of_bars_a_group():
    table = archive.jupiters_thors()
    axes = gantt(
        table, label="country", start="operational_from", end="withdrawn_to", group="missile"
    ).axes[0]
    bars = {container.get_label(): list(container.patches) for container in axes.containers}
    assert {label: len(patches) for label, patches in bars.items()} == {
        "PGM-17 Thor": 1,
        "PGM-19 Jupiter": 2,
    }
    turkey = bars["PGM-19 Jupiter"][1]
    assert num2date(turkey.get_x()).date().isoformat() == "1961-11-01"
    assert num2date(turkey.get_x() + turkey.get_width()).date().isoformat() == "1963-04-24"
    assert {patch.get_hatch() for patches in bars.values() for patch in patches} == {"", "///"}


def test_gantt_shows_a_single_day():
    day = pd.to_datetime(["1962-10-27"])
    axes = gantt(
        pd.DataFrame({"what": ["shot"], "a": day, "b": day}), label="what", start="a", end="b"
    ).axes[0]
    assert axes.containers[0].patches[0].get_width() == 1.0


def test_heat_map_writes_every_number():
    table = pd.DataFrame({"May": [1, None], "October": [27, 3]}, index=["diplomacy", "cuba"])
    axes = heat_map(table, xlabel="month").axes[0]
    cells = {tuple(map(int, text.get_position())): text.get_text() for text in axes.texts}
    assert cells == {(0, 1): "1", (0, 0): "-", (1, 1): "27", (1, 0): "3"}
    assert [tick.get_text() for tick in axes.get_yticklabels()] == ["cuba", "diplomacy"]


def test_numbers_can_be_read_on_every_shade():
    for step in range(101):
        (*rgb, _), text = colour_map(step / 100)
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb
        ]
        light = 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
        contrast = (light + 0.05) / 0.05 if text == "black" else 1.05 / (light + 0.05)
        assert contrast >= 4.5


def test_a_missing_column_gets_a_near_match(releases):
    with pytest.raises(UsageError, match=r'no column "publc".*Did you mean "public"'):
        lollipop(releases, label="id", end="publc")


@pytest.mark.parametrize(
    "draw",
    [
        lambda: lollipop(pd.DataFrame({"id": [], "end": []}), label="id", end="end"),
        lambda: lollipop(pd.DataFrame({"id": ["a"], "end": [None]}), label="id", end="end"),
        lambda: heat_map(pd.DataFrame()),
        lambda: heat_map(pd.DataFrame({"a": ["word"]})),
    ],
)
def test_what_cannot_be_drawn_is_said(draw):
    with pytest.raises(UsageError, match=r"nothing to draw|shows numbers"):
        draw()


def test_the_style_of_the_reader_is_left_alone(releases):
    before = dict(mpl.rcParams)
    lollipop(releases, label="id", end="public")
    assert dict(mpl.rcParams) == before
