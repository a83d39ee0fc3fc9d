"""Time zones on the wire: a name of the tz database, or a fixed offset in microseconds."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from course.checks.limits import CodecError, UnreadableError, type_name

__all__ = ["read_zone", "write_zone"]


def write_zone(zone: tzinfo | None, moment: datetime | None) -> str | int | None:
    """Write a time zone.

    Parameters
    ----------
    zone : datetime.tzinfo or None
        The zone; None for a clock without one.
    moment : datetime.datetime or None
        The moment it is used for: a zone of an unknown type is carried as its
        offset at that moment.

    Returns
    -------
    str, int or None
        A name such as ``America/Havana``, or an offset in microseconds.

    Raises
    ------
    UnreadableError
        If neither can be told.
    """
    if zone is None:
        return None
    if type(zone) is ZoneInfo and isinstance(zone.key, str):
        return zone.key
    try:
        offset = zone.utcoffset(moment)
    except Exception:  # noqa: BLE001 - a zone of the student's own may raise anything
        offset = None
    if type(offset) is not timedelta:
        raise UnreadableError(type_name(zone), "its distance from UTC cannot be told")
    return offset // timedelta(microseconds=1)


def read_zone(node: Any) -> tzinfo | None:
    """Read a time zone back.

    Raises
    ------
    CodecError
        If the node is neither None, nor a name, nor an offset.
    """
    if node is None:
        return None
    if isinstance(node, str):
        return ZoneInfo(node)
    if type(node) is int:
        return timezone(timedelta(microseconds=node))
    raise CodecError("A time zone is neither a name nor an offset.")
