"""The codec carries plain values exactly, refuses the rest, and survives anything."""

import collections
import enum
import json
import math
from datetime import UTC, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal, assert_index_equal, assert_series_equal

from course.checks.codec import CodecError, UnreadableError, decode, encode
from course.checks.limits import Limits


def carried(value):
    return decode(encode(value))


def same(one, other):
    """Equal in value and in type, NaN included."""
    if type(one) is not type(other):
        return False
    if isinstance(one, float) and math.isnan(one):
        return math.isnan(other)
    if isinstance(one, (list, tuple)):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return list(one) == list(other) and all(same(one[key], other[key]) for key in one)
    return one == other


plain = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.dates()
    | st.datetimes(timezones=st.none() | st.timezones())
    | st.times()
    | st.timedeltas(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.tuples(inner, inner)
        | st.sets(st.text(max_size=5), max_size=4)
        | st.frozensets(st.integers(), max_size=4)
        | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(plain)
@settings(max_examples=300, deadline=None)
def test_plain_values_arrive_as_they_were(value):
    assert same(carried(value), value)


@pytest.mark.parametrize(
    "value",
    [
        np.float32(1.5),
        np.int8(-3),
        np.bool_(True),
        np.str_("two"),
        np.datetime64("1962-10-27T17:00"),
        np.timedelta64(3, "h"),
        np.complex128(1 + 2j),
        pd.Timestamp("1962-10-28 05:30", tz="UTC").tz_convert("America/New_York"),
        pd.Timestamp("1962-10-27"),
        pd.Timedelta("11h 32min"),
        pd.Period("1962-10", "M"),
        pd.Interval(1, 2, closed="both"),
        datetime(1962, 10, 28, 1, 30, tzinfo=ZoneInfo("America/New_York"), fold=1),
        datetime(1962, 10, 27, tzinfo=timezone(timedelta(hours=-5))),
        time(12, 30, tzinfo=UTC),
    ],
)
def test_single_values_keep_their_type(value):
    got = carried(value)
    assert type(got) is type(value)
    assert got == value
    assert getattr(got, "fold", 0) == getattr(value, "fold", 0)


def test_missing_values_stay_what_they_are():
    assert carried(pd.NaT) is pd.NaT
    assert carried(pd.NA) is pd.NA
    assert math.isnan(carried(math.nan))
    assert np.isnan(carried(np.float64("nan")))


@pytest.mark.parametrize(
    "array",
    [
        np.arange(6, dtype="int16").reshape(2, 3),
        np.array([1.5, np.nan, np.inf]),
        np.array([], dtype="float64"),
        np.zeros((0, 4)),
        np.array(5),
        np.array(["ab", "c"]),
        np.array([True, False]),
        np.array(["1962-10-27", "NaT"], dtype="datetime64[D]"),
        np.array([1, 2], dtype=">i4"),
        np.arange(12).reshape(3, 4)[:, ::2],
    ],
)
def test_arrays_arrive_exactly(array):
    got = carried(array)
    assert got.dtype == array.dtype
    assert got.shape == array.shape
    np.testing.assert_array_equal(got, array)


LABELS = [
    ["x", "y", "z"],
    [3, 1, 2],
    [1.5, 2.5, np.nan],
    pd.MultiIndex.from_tuples([("a", 1), ("a", 2), ("b", 1)], names=["side", None]),
    pd.date_range("1962-10-27", periods=3, tz="Europe/Moscow"),
    pd.CategoricalIndex(["a", "b", "a"], name="kind"),
    pd.period_range("1962", periods=3, freq="Y"),
    pd.RangeIndex(5, 20, 5, name="row"),
]


@pytest.mark.parametrize("labels", LABELS, ids=lambda labels: type(labels).__name__)
def test_tables_and_columns_arrive_exactly(labels, every_kind_of_column):
    table = every_kind_of_column.set_axis(labels, axis=0)
    got = carried(table)
    assert_frame_equal(got, table, check_freq=False)
    assert_index_equal(got.index, table.index, exact=True, check_freq=False)
    for name in table:
        assert_series_equal(carried(table[name]), table[name], check_freq=False)


def test_tables_with_equal_or_layered_column_names_arrive_exactly():
    twice = pd.DataFrame([[1, 2.5], [3, 4.5]], columns=["a", "a"])
    assert_frame_equal(carried(twice), twice)
    layered = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", 1), ("b", 2)]))
    assert_frame_equal(carried(layered), layered)
    assert_frame_equal(carried(pd.DataFrame()), pd.DataFrame())
    assert_frame_equal(carried(pd.DataFrame(index=["a"])), pd.DataFrame(index=["a"]))


class LyingList(list):
    def __iter__(self):
        return iter(["forged"])

    def __len__(self):
        return 1

    def __getitem__(self, _item):
        return "forged"


class LyingDict(dict):
    def items(self):
        return [("forged", "forged")]

    def __iter__(self):
        return iter(["forged"])


class LyingText(str):
    __slots__ = ()

    def __str__(self):
        return "forged"

    def __eq__(self, _other):
        return True

    __hash__ = str.__hash__


class AlwaysEqual:
    def __eq__(self, _other):
        return True

    def __hash__(self):
        return 0

    def __getattr__(self, _name):
        return AlwaysEqual()

    def __float__(self):
        return 1.0


class Table(pd.DataFrame):
    @property
    def _constructor(self):
        return Table


class Place(enum.IntEnum):
    HAVANA = 1


Point = collections.namedtuple("Point", "x y")  # noqa: PYI024 - the kind that students use


@pytest.mark.parametrize(
    ("value", "arrives"),
    [
        (LyingList([1, 2]), [1, 2]),
        (LyingDict(a=1), {"a": 1}),
        (LyingText("mine"), "mine"),
        (Place.HAVANA, 1),
        (Point(1, 2), (1, 2)),
        (collections.Counter("aab"), {"a": 2, "b": 1}),
        (collections.OrderedDict(a=1), {"a": 1}),
        ([LyingText("x"), (LyingList([3]),)], ["x", ([3],)]),
    ],
)
def test_subclasses_arrive_as_the_plain_values_they_hold(value, arrives):
    assert same(carried(value), arrives)


def test_a_table_of_a_subclass_arrives_as_a_plain_table():
    got = carried(Table({"a": [1]}))
    assert type(got) is pd.DataFrame


def recursive():
    value = []
    value.append(value)
    return value


def bomb():
    value = []
    for _ in range(20):
        value = [value] * 10
    return value


class OddZone(tzinfo):
    def utcoffset(self, _moment):
        return "west"


class BrokenZone(tzinfo):
    def utcoffset(self, _moment):
        raise RuntimeError


class OtherText(str):
    """A text that is another key than the text it holds."""

    __slots__ = ()

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return id(self)


@pytest.mark.parametrize(
    "value",
    [
        AlwaysEqual(),
        object(),
        len,
        lambda: 1,
        type,
        json,
        1 + 2j,
        b"bytes",
        {"a": AlwaysEqual()},
        recursive(),
        bomb(),
        1 << 100_000,
        "x" * 5_000_000,
        range(10),
        (number for number in ()),
        np.zeros(10_000_000),
        np.zeros(3, dtype=[("a", "i4")]),
        np.ma.masked_array([1, 2], mask=[True, False]),
        np.array([object()], dtype=object),
        pd.DataFrame({"a": [object()]}),
        pd.DataFrame(np.zeros((1, 2_000))),
        pd.Series([1, 0], dtype="Sparse[int64]"),
        datetime(1962, 10, 27, tzinfo=OddZone()),
        datetime(1962, 10, 27, tzinfo=BrokenZone()),
        {float("nan"): 1, float("nan"): 2},
        {"a": 1, OtherText("a"): 2},
    ],
    ids=lambda value: type(value).__name__,
)
def test_other_values_are_refused(value):
    with pytest.raises(UnreadableError):
        encode(value)


def test_ten_million_rows_are_refused_at_once():
    table = pd.DataFrame(index=pd.RangeIndex(10_000_000))
    with pytest.raises(UnreadableError, match="rows"):
        encode(table)


def test_sets_give_the_same_bytes_whatever_their_order():
    names = [f"S{number:02}" for number in range(40)]
    assert encode(set(names)) == encode({*names[::-1]})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"nonsense",
        b"NaN",
        b"[Infinity]",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"t":"dict","v":[[[1],2]]}',
        b'{"t":"dict","v":[["a",1],["a",2]]}',
        b'{"t":"dict","v":{"a":1}}',
        b'{"t":"set","v":[[1]]}',
        b'{"t":"float","v":"one"}',
        b'{"t":"datetime","v":[1962,13,1,0,0,0,0,0],"z":null}',
        b'{"t":"datetime","v":[1962,10,1,0,0,0,0,0],"z":"../../etc/passwd"}',
        b'{"t":"array","dtype":"<f8","shape":[1000000000],"v":""}',
        b'{"t":"array","dtype":"<f8","shape":[-1],"v":""}',
        b'{"t":"array","dtype":"O","shape":[1],"v":"AAAAAAAAAAA="}',
        b'{"t":"array","dtype":"<U0","shape":[5],"v":""}',
        b'{"t":"array","dtype":"<U1","shape":[1],"v":"/////w=="}',
        b'{"t":"range","v":[0,1000000000000,1],"name":null}',
        b'{"t":"frame","v":[],"index":1,"columns":2}',
        b'{"t":"period","freq":"lambda: 1","v":1}',
        b'{"t":"eval","v":"1"}',
        b'{"t":[],"v":1}',
        b"{}",
        b"1" * 10_000,
    ],
)
def test_forged_messages_are_refused(data):
    with pytest.raises(CodecError):
        decode(data)


def test_a_message_beyond_the_limit_is_not_read():
    with pytest.raises(CodecError, match="larger"):
        decode(b" " * 1_000, Limits(message_bytes=100))
