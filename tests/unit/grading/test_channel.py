"""Frames between processes: nothing but JSON objects, and none too long."""

from __future__ import annotations

import os
import struct

import pytest

from course.grading.channel import BadFrameError, Channel, ClosedError, pair


@pytest.fixture
def ends():
    one, other = pair()
    left, right = Channel(one), Channel(other, most_bytes=1000)
    yield left, right
    left.close()
    right.close()


def test_a_message_arrives_as_it_was_sent(ends):
    left, right = ends
    left.send({"text": "Хрущёв \ud800", "numbers": [1, 2.5, None]})
    assert right.receive(1) == {"text": "Хрущёв \ud800", "numbers": [1, 2.5, None]}


def test_a_frame_above_the_limit_is_refused_before_it_is_read(ends):
    left, right = ends
    left.send({"text": "x" * 2000})
    with pytest.raises(BadFrameError, match=r"2,\d+ bytes"):
        right.receive(1)


@pytest.mark.parametrize("content", [b"[1]", b"{", b"\xff\xfe", b"[" * 900, b'{"a": NaN'])
def test_what_is_no_object_is_refused(ends, content):
    left, right = ends
    os.write(left.fileno(), struct.pack("!I", len(content)) + content)
    with pytest.raises(BadFrameError):
        right.receive(1)


def test_a_frame_that_stops_half_way_runs_out_of_time(ends):
    left, right = ends
    os.write(left.fileno(), struct.pack("!I", 10) + b"{")
    with pytest.raises(TimeoutError):
        right.receive(0.05)


def test_a_closed_end_is_told_on_both_sides(ends):
    left, right = ends
    left.close()
    with pytest.raises(ClosedError):
        right.receive(1)
    with pytest.raises(ClosedError):
        right.send({})


def test_a_descriptor_rides_on_a_message(ends):
    left, right = ends
    read, write = os.pipe()
    left.send({"op": "take"}, [write])
    os.close(write)
    assert right.receive(1) == {"op": "take"}
    (taken,) = right.take_descriptors()
    os.write(taken, b"here")
    os.close(taken)
    assert os.read(read, 10) == b"here"
    os.close(read)
