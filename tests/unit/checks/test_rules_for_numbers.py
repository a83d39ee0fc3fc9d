"""Rules for numbers, moments and spans of time."""

import math
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.checks import (
    Given,
    case,
    function,
    interval,
    number,
    using,
)
from course.scores import Reason, Turn

quick = settings(max_examples=60, deadline=None)


@pytest.mark.parametrize(
    ("value", "earned"),
    [
        (179, 1.0),
        (np.float32(179), 1.0),
        (182.5, 1.0),
        (183, 0.5),
        (196, 0.5),
        (198, 0.0),
        (-179, 0.0),
        (timedelta(days=179), 1.0),
        (np.array(179), 1.0),
    ],
)
def test_numbers_have_a_near_and_a_far_tolerance(computed, value, earned):
    assert computed(number, value, key=179, unit="days").fraction == earned


def test_an_exact_number_and_its_neighbours(computed):
    rule = {"key": 179, "rel": 0, "near": 0, "half": [178, 180]}
    shares = [computed(number, value, **rule).fraction for value in (177, 178, 179, 179.4, 180)]
    assert shares == [0, 0.5, 1, 0, 0.5]


def test_a_range_and_several_keys(computed):
    assert computed(number, 0.29, between=(0.28, 0.31), rel=0).fraction == 1
    assert computed(number, 65, key=[692, 65]).fraction == 1


@pytest.mark.parametrize("factor", [1000, 60, 1.852, 0.01])
def test_a_wrong_unit_is_told_as_such_and_not_by_how_much(computed, factor):
    sentence = computed(number, 841 * factor, key=841, unit="kilometres").sentence
    assert "unit" in sentence
    assert "kilometres" in sentence
    assert "841" not in sentence


@pytest.mark.parametrize("value", [math.nan, math.inf, np.float64("nan"), 10**400])
def test_no_finite_number_is_told(computed, value):
    result = computed(number, value, key=1)
    assert result.fraction == 0
    assert result.turn is Turn.CODE


def test_text_is_a_number_only_in_a_recorded_answer(computed, share):
    assert share(number, "1,653 vehicles", key=1653) == 1
    assert computed(number, "1653", key=1653).code is Reason.WRONG_TYPE
    assert computed(number, True, key=1).code is Reason.WRONG_TYPE


DAYS = st.dates(date(1962, 10, 1), date(1962, 11, 30))


@given(st.tuples(DAYS, DAYS).map(sorted), st.tuples(DAYS, DAYS).map(sorted))
@quick
def test_interval_is_shared_time_over_all_time(computed, one, two):
    days = [
        {date.fromordinal(day) for day in range(a.toordinal(), b.toordinal() + 1)}
        for a, b in (one, two)
    ]
    expected = len(days[0] & days[1]) / len(days[0] | days[1])
    assert computed(interval, one, key=two).fraction == pytest.approx(expected)
    assert computed(interval, two, key=one).fraction == pytest.approx(expected)


def test_interval_reads_hours_and_zones(computed, recorded, share):
    key = ["1962-10-26T18:00", "1962-10-27T18:00"]
    assert share(interval, key, key=key) == 1
    havana = ["1962-10-26T13:00-05:00", "1962-10-27T13:00-05:00"]
    assert share(interval, havana, key=key) == 1
    moments = (datetime(1962, 10, 26, 18, tzinfo=UTC), datetime(1962, 10, 27, 6, tzinfo=UTC))
    assert computed(interval, moments, key=key).fraction == 0.5
    assert recorded(interval, ["1962-10-28", "1962-10-16"], key=key).code is Reason.WRONG
    assert recorded(interval, ["the 26th", "the 27th"], key=key).code is Reason.WRONG_TYPE


def test_a_moment_is_accepted_as_iso_text_and_earns_half_without_its_zone():
    noon = datetime(1962, 10, 27, 12, tzinfo=UTC)
    cases = [case("Moscow", gives=noon)]

    def result(value):
        with using(Given(names={"it": lambda place: value})):
            return function("it", cases=cases)

    for right in ("1962-10-27 12:00:00+00:00", "1962-10-27T12:00Z", "1962-10-27 15:00+03:00"):
        assert result(right).fraction == 1, right
    for bare in (noon.replace(tzinfo=None), "1962-10-27 12:00"):
        assert result(bare).fraction == 0.5, bare
        assert "zone" in result(bare).sentence
    for wrong in (noon.replace(tzinfo=None, hour=15), "1962-10-27 15:00", "noon", "", 12, None):
        assert result(wrong).fraction == 0, wrong
        assert "zone" not in result(wrong).sentence
