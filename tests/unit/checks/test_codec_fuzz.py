"""Forged messages and values of any kind: the codec survives 10,000 of each."""

import collections
import json
import math
import random
from datetime import UTC, date, datetime, time, timedelta, tzinfo

import numpy as np
import pandas as pd
import pytest

from course.checks.codec import CodecError, UnreadableError, decode, encode


def random_node(source, depth=0):
    """Return JSON that looks like a message here and there, and is damaged elsewhere."""
    leaves = [None, True, 0, -1, 2**70, 1.5, "", "a", "<f8", "UTC", "AAAA", "nan", "left"]
    if depth > 2 or source.random() < 0.3:
        return source.choice(leaves)
    if source.random() < 0.3:
        return [random_node(source, depth + 1) for _ in range(source.randrange(4))]
    tags = [
        "tuple", "set", "dict", "float", "datetime", "date", "time", "timedelta", "array", "objects",
        "scalar", "NaT", "NA", "timestamp", "span", "period", "interval", "index", "range", "levels",
        "series", "frame", "category", "moments", "masked", "strings", "periods", "intervals",
    ]  # fmt: skip
    keys = ["v", "z", "shape", "dtype", "index", "columns", "name", "freq", "closed", "codes"]
    node = {key: random_node(source, depth + 1) for key in keys if source.random() < 0.8}
    return {"t": source.choice(tags), **node}


def damaged(source, data):
    """Return a good message with some bytes changed."""
    content = bytearray(data)
    for _ in range(source.randrange(1, 4)):
        content[source.randrange(len(content))] = source.randrange(32, 127)
    return bytes(content)


@pytest.mark.filterwarnings("ignore")
def test_ten_thousand_forged_messages_raise_nothing_else(every_kind_of_column):
    source = random.Random(1962)
    good = [
        encode(value)
        for value in (every_kind_of_column, {"a": (1, {2.5})}, np.arange(5), datetime.now(UTC))
    ]
    refused = 0
    for turn in range(10_000):
        if turn % 5:
            data = json.dumps(random_node(source)).encode()
        else:
            data = damaged(source, good[(turn // 5) % len(good)])
        try:
            encode(decode(data))
        except CodecError:
            refused += 1
    assert 1_000 < refused < 10_000


class BrokenZone(tzinfo):
    def utcoffset(self, _moment):
        raise RuntimeError


class LyingList(list):
    def __iter__(self):
        raise RuntimeError

    def __len__(self):
        return 1


class LyingText(str):
    __slots__ = ()

    def __eq__(self, other):
        return self is other

    def __hash__(self):
        return id(self)


class Anything:
    def __eq__(self, _other):
        return True

    def __hash__(self):
        return 0

    def __getattr__(self, _name):
        raise RuntimeError


def random_value(source, depth=0):
    """Return what a student's program may hold: plain here, hostile there, nested."""
    leaves = [
        None, True, 5, -(2**80), 1.5, math.nan, -math.inf, "text", "\ud800", b"bytes", 1 + 2j,
        np.int8(3), np.float64("nan"), np.str_("x"), np.datetime64("NaT"), pd.NA, pd.NaT,
        pd.Timestamp("1962-10-27", tz="America/Havana"), date(1962, 10, 27), timedelta(hours=3),
        datetime(1962, 10, 27, tzinfo=BrokenZone()), time(3, tzinfo=BrokenZone()),
        LyingText("text"), Anything(), collections.Counter("aab"), LyingList([1, 2]), object, len,
    ]  # fmt: skip
    if depth > 2 or source.random() < 0.4:
        return source.choice(leaves)
    items = [random_value(source, depth + 1) for _ in range(source.randrange(4))]
    hashable = [item for item in items if is_hashable(item)]
    make = {
        "dict": lambda: dict(zip(hashable, items, strict=False)),
        "set": lambda: set(hashable),
        "frozenset": lambda: frozenset(hashable),
        "array": lambda: array_of(items),
        "column": lambda: pd.Series(array_of(items), dtype=object),
        "table": lambda: pd.DataFrame(
            {"a": pd.Series(array_of(items), dtype=object), LyingText("b"): 1}
        ),
        "list": lambda: items,
        "tuple": lambda: tuple(items),
        "lying list": lambda: LyingList(items),
        "queue": lambda: collections.deque(items),
    }
    return make[source.choice(list(make))]()


def array_of(items):
    """Return an array that holds the items as they are; numpy itself would look into them."""
    cells = np.empty(len(items), dtype=object)
    for index, item in enumerate(items):
        cells[index] = item
    return cells


def is_hashable(value):
    try:
        hash(value)
    except Exception:  # noqa: BLE001 - hostile ones raise what they like
        return False
    return True


@pytest.mark.filterwarnings("ignore")
def test_ten_thousand_values_of_any_kind_are_carried_or_refused():
    source = random.Random(1962)
    refused = 0
    for _ in range(10_000):
        value = random_value(source)
        try:
            data = encode(value)
        except UnreadableError:
            refused += 1
        else:
            decode(data)
    assert 1_000 < refused < 9_000
