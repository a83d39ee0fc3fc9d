"""Rules for tables and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from course.checks.rule import conclude, rule
from course.checks.same import is_same
from course.checks.student import Work, column_of, kind_of, work, wrong_type
from course.checks.wording import say
from course.scores import Result

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["frame", "series"]

_HALF: Final = 0.5
_QUARTER: Final = 0.25


@rule
def frame(
    name: str,
    *,
    key: pd.DataFrame | Mapping[str, Sequence[Any]],
    on: Sequence[str] = (),
    any_order: bool = False,
    index: bool = False,
    exact_dtypes: bool = False,
    values: float = 0.25,
    tolerance: float = 1e-6,
) -> Result:
    """Judge a table: columns, number of rows, kinds of value, and values, a quarter each.

    The number of rows counts only when half of the columns are there, since any
    table has rows. Columns beyond those of the key are passed over. Where the values
    weigh more than a quarter, the columns of `on` do not count among them, and must
    be right before the others count.

    Parameters
    ----------
    name : str
        The variable.
    key : pandas.DataFrame or mapping of str to sequence
        The right table, with the columns that matter.
    on : sequence of str, optional
        Columns that name a row: rows are compared by them, in any order.
    any_order : bool, default False
        Whether the order of the rows does not matter.
    index : bool, default False
        Whether the row labels count as a column.
    exact_dtypes : bool, default False
        Whether ``int64`` and ``float64`` differ; otherwise only numbers, texts,
        times and truth values are told apart.
    values : float, default 0.25
        The share that the values earn; the other three share the rest.
    tolerance : float, default 1e-6
        How far a number may be off, relatively.

    Examples
    --------
    >>> import pandas as pd
    >>> from course.checks import frame, using, Given
    >>> table = pd.DataFrame({"sender": ["USA", "Cuba"], "count": [3, 9]})
    >>> with using(Given(names={"table": table})):
    ...     frame("table", key={"sender": ["USA", "Cuba"], "count": [3, 4]}).fraction
    0.875
    """
    found = work(name)
    if kind_of(found.value) != "DataFrame":
        wrong_type(found, "DataFrame")
    given, wanted = _framed(found.value, index=index), _framed(key, index=index)
    columns = list(wanted.columns)
    there = [column for column in columns if _count(given, column) == 1]
    given = given[there]
    rows_right = len(given) == len(wanted)
    kinds = [
        column for column in there if _is_kind(given[column], wanted[column], exact=exact_dtypes)
    ]
    same = []
    if rows_right and there:
        one, other = _aligned(
            given, wanted[there], [name for name in on if name in there], any_order
        )
        same = [
            column
            for column in there
            if is_same(_cells(one[column]), _cells(other[column]), tolerance)
        ]
    count = len(columns)
    rows_count = rows_right and len(there) >= _HALF * count
    results = columns
    if values > _QUARTER and on:
        results = [column for column in columns if column not in on]
        # A number beside the wrong name is no result.
        same = same if {*on} <= {*same} else []
    right = len({*same} & {*results}) / len(results)
    shape = (len(there) / count + rows_count + len(kinds) / count) / 3
    share = shape * (1 - values) + right * values
    parts = [
        say("frame-columns", right=len(there), all=count),
        say("frame-rows-right" if rows_right else "frame-rows-wrong"),
        say("frame-dtypes", right=len(kinds), all=count),
        say("frame-values", right=len(same), all=count),
    ]
    return conclude(share, "frame", turn=found.turn, name=name, parts="; ".join(parts))


def _framed(table: Any, *, index: bool) -> Any:
    """Return a table whose row labels are numbers, or a first column where they count."""
    import pandas as pd  # noqa: PLC0415 - pandas is loaded only when a check needs a table

    result = table if isinstance(table, pd.DataFrame) else pd.DataFrame(dict(table))
    return result.reset_index(drop=not index)


def _count(table: Any, column: Any) -> int:
    return sum(name == column for name in table.columns)


def _is_kind(given: Any, wanted: Any, *, exact: bool) -> bool:
    if exact:
        return bool(given.dtype == wanted.dtype)
    return _kind(given) == _kind(wanted)


def _kind(column: Any) -> str:
    """Return what a column holds, in the words of a beginner: number, truth, time, span or text."""
    import pandas as pd  # noqa: PLC0415 - pandas is loaded only when a check needs a table

    dtype = column.dtype
    if isinstance(dtype, pd.CategoricalDtype):
        dtype = dtype.categories.dtype
    tests = {
        "truth": pd.api.types.is_bool_dtype,
        "number": pd.api.types.is_numeric_dtype,
        "time": pd.api.types.is_datetime64_any_dtype,
        "span": pd.api.types.is_timedelta64_dtype,
    }
    if pd.api.types.is_object_dtype(dtype):
        return str(pd.api.types.infer_dtype(column.dropna(), skipna=True)).replace(
            "empty", "string"
        )
    return next((kind for kind, test in tests.items() if test(dtype)), "string")


def _aligned(one: Any, other: Any, on: list[str], any_order: bool) -> tuple[Any, Any]:
    """Return both tables with their rows in the same order, as far as that is asked."""
    by = on or (list(other.columns) if any_order else [])
    if not by:
        return one, other

    def sort_key(table: Any) -> list[int]:
        # Mixed columns cannot be compared with one another, their texts can.
        keys = [[_sortable(value) for value in table[column]] for column in by]
        return sorted(range(len(table)), key=lambda row: [key[row] for key in keys])

    return one.iloc[sort_key(one)], other.iloc[sort_key(other)]


def _sortable(value: Any) -> str:
    """Return a text by which equal values of different types come to stand together."""
    return f"{value:.6g}" if isinstance(value, (int, float)) else str(value)


def _cells(column: Any) -> list[Any]:
    """Return the values of a column; every kind of missing value becomes None."""
    return [
        None if missing else value for value, missing in zip(column, column.isna(), strict=True)
    ]


@rule
def series(
    name: str,
    *,
    key: pd.Series[Any] | Mapping[Any, Any] | Sequence[Any],
    any_order: bool = True,
    tolerance: float = 1e-6,
) -> Result:
    """Judge a column of values: labels, length, kind of value, and values, a quarter each.

    Parameters
    ----------
    name : str
        The variable: a Series, a table with one column, or a dictionary.
    key : pandas.Series, mapping or sequence
        The right values by their labels; a list has the labels 0, 1, 2 and so on.
    any_order : bool, default True
        Whether values are found by their label, whatever their order.
    tolerance : float, default 1e-6
        How far a number may be off, relatively.

    Examples
    --------
    >>> import pandas as pd
    >>> from course.checks import series, using, Given
    >>> counts = pd.Series([3, 4], index=["USA", "Cuba"])
    >>> with using(Given(names={"counts": counts})):
    ...     series("counts", key={"Cuba": 4, "USA": 2}).fraction
    0.875
    """
    found = work(name)
    given, wanted = _column(found), _key_column(key)
    labels, asked = list(given.index), list(wanted.index)
    labels_right = (
        sorted(map(str, labels)) == sorted(map(str, asked)) if any_order else labels == asked
    )
    length_right = len(given) == len(wanted)
    kind_right = _kind(given) == _kind(wanted)
    values = dict(zip(labels, _cells(given), strict=True))
    right = sum(
        label in values and is_same(values[label], value, tolerance)
        for label, value in zip(asked, _cells(wanted), strict=True)
    )
    is_close = any(label in values for label in asked)
    share = (labels_right + is_close * (length_right + kind_right) + right / len(wanted)) / 4
    parts = [
        say("series-labels-right" if labels_right else "series-labels-wrong"),
        say("series-length-right" if length_right else "series-length-wrong"),
        say("series-dtype-right" if kind_right else "series-dtype-wrong"),
        say("series-values", right=right, all=len(wanted)),
    ]
    return conclude(share, "series", turn=found.turn, name=name, parts="; ".join(parts))


def _column(found: Work) -> Any:
    import pandas as pd  # noqa: PLC0415 - pandas is loaded only when a check needs a table

    if isinstance(found.value, Mapping):
        return pd.Series(dict(found.value))
    value = column_of(found.value)
    if kind_of(value) != "Series":
        wrong_type(found, "Series")
    return value


def _key_column(key: Any) -> Any:
    import pandas as pd  # noqa: PLC0415 - pandas is loaded only when a check needs a table

    return key if isinstance(key, pd.Series) else pd.Series(key)
