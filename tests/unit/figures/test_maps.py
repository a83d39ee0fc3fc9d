"""The map of ranges: distances and what lies within."""

from math import hypot

import pandas as pd
import pytest

from course import archive
from course.archive.geography import great_circle_km
from course.errors import UsageError
from course.figures import range_map
from course.figures.maps import project

HAVANA = (23.11, -82.37)


@pytest.fixture
def sites():
    frame = archive.sites()
    return frame[frame["weapon"] == "R-12"].assign(range_km=2080)


@pytest.mark.parametrize(
    ("lat", "lon"), [(23.11, -82.37), (55.76, 37.62), (-12.05, -77.04), (43.12, 131.89)]
)
def test_distances_from_the_centre_are_true(lat, lon):
    x, y = project(lat, lon, HAVANA)
    assert hypot(x, y) == pytest.approx(great_circle_km(lat, lon, *HAVANA))


def test_north_is_up_and_east_is_right():
    assert project(24.11, -82.37, HAVANA) == pytest.approx((0, 111.2), abs=0.1)
    x, y = project(23.11, -81.37, HAVANA)
    assert x == pytest.approx(102.3, abs=0.1)
    assert abs(y) < 1


def test_cities_within_and_out_of_reach(sites):
    cities = archive.cities()
    cities = cities[cities["country"] == "United States"]
    axes = range_map(sites, cities, title="Reach").axes[0]
    counts = {group.get_label(): len(group.get_offsets()) for group in axes.collections}
    assert counts == {"within reach": 10, "out of reach": 7, "launching site": 2}
    assert {text.get_text() for text in axes.texts} == set(cities["city"])


def test_a_ring_around_the_centre_is_a_circle(sites):
    axes = range_map(sites, archive.cities().head(2)).axes[0]
    ring = next(line for line in axes.lines if line.get_label() == "San Cristobal area: 2,080 km")
    assert {round(hypot(x, y)) for x, y in zip(*ring.get_data(), strict=True)} == {2080}


def test_a_series_without_cities_is_left_out(sites):
    axes = range_map(sites, archive.cities().query("city == 'Miami'")).axes[0]
    assert "out of reach" not in [text.get_text() for text in axes.get_legend().get_texts()]


def test_missing_numbers_and_columns_are_named(sites):
    with pytest.raises(UsageError, match='no column "range_km"'):
        range_map(sites.drop(columns="range_km"), archive.cities())
    with pytest.raises(UsageError, match="every number of the cities"):
        range_map(sites, pd.DataFrame({"city": ["X"], "lat": [None], "lon": [1.0]}))
