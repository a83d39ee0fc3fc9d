"""When two plain values count as the same."""

from __future__ import annotations

import math
import numbers
import re
import unicodedata
from collections.abc import Hashable, Mapping
from collections.abc import Set as AbstractSet
from datetime import date, datetime, timedelta
from typing import Any, Final

__all__ = ["fold", "is_same", "is_same_but_for_zone", "listed"]

_DASHES: Final = re.compile("[\u2010-\u2015\u2212]")
_SINGLE: Final = re.compile("[\u2018\u2019\u02bc\u00b4`]")
_DOUBLE: Final = re.compile("[\u201c\u201d\u201e\u00ab\u00bb]")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


def fold(value: Any) -> Hashable:  # noqa: PLR0911 - one way out for each kind of value
    """Return what two answers must share to count as the same.

    Case, spacing, typographic quotation marks and dashes do not matter in a
    text; a date equals its ISO text; a truth value is no number.

    Examples
    --------
    >>> fold(" First  Strike ") == fold("first strike")
    True
    >>> fold(date(1962, 10, 27)) == fold("1962-10-27")
    True
    >>> fold(True) == fold(1)
    False
    """
    item = getattr(value, "item", None)
    if callable(item) and getattr(value, "shape", None) == ():
        value = item()
    if isinstance(value, bool):
        return ("truth", value)
    if isinstance(value, (date, datetime)):
        return value.isoformat().casefold()
    if isinstance(value, str):
        text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", value))
        text = _DOUBLE.sub('"', _SINGLE.sub("'", _DASHES.sub("-", text)))
        return " ".join(text.casefold().split())
    if isinstance(value, Mapping):
        return ("map", frozenset((fold(key), fold(part)) for key, part in value.items()))
    if isinstance(value, AbstractSet):
        return ("set", frozenset(map(fold, value)))
    if isinstance(value, (list, tuple)):
        return ("list", tuple(map(fold, value)))
    return value if isinstance(value, Hashable) else ("other", repr(type(value)))


def listed(value: Any) -> list[Any]:
    """Return the accepted forms of a key: a list or tuple names several, anything else is one."""
    return list(value) if isinstance(value, (list, tuple, AbstractSet)) else [value]


def is_same(found: Any, wanted: Any, tolerance: float = 1e-6) -> bool:  # noqa: PLR0911 - one way out for each kind of value
    """Tell whether a computed value equals the expected one.

    Numbers may differ by a relative `tolerance`; NaN equals NaN; a truth value
    is no number; texts must be equal; lists and tuples of the same entries are
    equal, and so are dictionaries; where a set is wanted the order of a list
    does not matter; tables and columns are compared by their values and labels.

    Examples
    --------
    >>> is_same((1, 2.0000001), [1, 2]), is_same(True, 1), is_same(float("nan"), float("nan"))
    (True, False, True)
    """
    found, wanted = _plain(found), _plain(wanted)
    if isinstance(wanted, bool) or isinstance(found, bool):
        return isinstance(wanted, bool) and isinstance(found, bool) and found == wanted
    if isinstance(wanted, numbers.Real):
        return isinstance(found, numbers.Real) and _close(float(found), float(wanted), tolerance)
    if isinstance(wanted, str):
        return isinstance(found, str) and found == wanted
    if isinstance(wanted, Mapping):
        return (
            isinstance(found, Mapping)
            and found.keys() == wanted.keys()
            and all(is_same(found[key], wanted[key], tolerance) for key in wanted)
        )
    if isinstance(wanted, AbstractSet):
        entries = found if isinstance(found, (list, tuple, AbstractSet)) else ()
        return len(entries) == len(wanted) and {*map(fold, entries)} == {*map(fold, wanted)}
    if isinstance(wanted, (list, tuple)):
        return (
            isinstance(found, (list, tuple))
            and len(found) == len(wanted)
            and all(is_same(one, two, tolerance) for one, two in zip(found, wanted, strict=True))
        )
    if isinstance(wanted, (date, timedelta)):
        return _same_moment(found, wanted)
    return found is wanted or (type(found) is type(wanted) and bool(found == wanted))


def is_same_but_for_zone(found: Any, wanted: Any) -> bool:
    """Tell whether a time without a zone shows the hour of the moment that is wanted.

    Examples
    --------
    >>> from datetime import UTC
    >>> is_same_but_for_zone("1962-10-27 12:00", datetime(1962, 10, 27, 12, tzinfo=UTC))
    True
    """
    found = _plain(found)
    moment = _read_moment(found) if isinstance(found, str) else found
    is_bare = isinstance(moment, datetime) and moment.tzinfo is None
    return (
        is_bare
        and isinstance(wanted, datetime)
        and wanted.tzinfo is not None
        and moment == wanted.replace(tzinfo=None)
    )


def _close(found: float, wanted: float, tolerance: float) -> bool:
    both_nan = math.isnan(found) and math.isnan(wanted)
    return both_nan or math.isclose(found, wanted, rel_tol=tolerance, abs_tol=tolerance * 1e-3)


def _same_moment(found: Any, wanted: date | timedelta) -> bool:
    """Compare moments by the instant; one without a zone equals only one without."""
    if isinstance(found, str) and isinstance(wanted, date):
        return fold(found) == fold(wanted) or _same_moment(_read_moment(found), wanted)
    if isinstance(found, datetime) != isinstance(wanted, datetime):
        return False
    return isinstance(found, (date, timedelta)) and bool(found == wanted)


def _read_moment(text: str) -> datetime | None:
    """Return the moment that an ISO text with a time names, or None."""
    try:
        return datetime.fromisoformat(text.strip()) if ":" in text else None
    except ValueError:
        return None


def _plain(value: Any) -> Any:
    """Return numpy and pandas values as Python's own, labels included."""
    if type(value).__name__ == "DataFrame" and callable(getattr(value, "to_dict", None)):
        return {"index": value.index.tolist(), "columns": value.to_dict("list")}
    if type(value).__name__ == "Series" and callable(getattr(value, "to_dict", None)):
        return {"index": value.index.tolist(), "values": value.tolist()}
    to_list = getattr(value, "tolist", None)
    return to_list() if callable(to_list) else value
