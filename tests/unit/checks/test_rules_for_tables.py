"""Rules for tables, columns and figures."""

import pandas as pd
import pytest
from matplotlib.figure import Figure

from course.checks import (
    figure,
    frame,
    labels,
    series,
)
from course.scores import Reason


def test_the_values_of_a_table_may_weigh_more_than_its_form(computed):
    rule = {"key": TABLE, "on": ["sender"], "values": 0.75}
    assert computed(frame, TABLE, **rule).fraction == 1
    # The column that names the rows holds no result.
    assert computed(frame, TABLE.assign(count=0, share=0.0), **rule).fraction == 0.25
    half = computed(frame, TABLE.assign(count=0), **rule).fraction
    assert half == pytest.approx(0.25 + 0.75 / 2)
    assert computed(frame, TABLE.assign(sender=["x", "y"]), **rule).fraction == 0.25
    without = computed(frame, TABLE[["sender", "count"]], **rule).fraction
    assert without == pytest.approx((2 / 3 + 1 + 2 / 3) / 3 / 4 + 0.75 / 2)


TABLE = pd.DataFrame({"sender": ["USA", "Cuba"], "count": [3, 4], "share": [0.25, 0.75]})


@pytest.mark.parametrize(
    ("change", "earned"),
    [
        (lambda table: table, 1.0),
        (lambda table: table.assign(extra=1), 1.0),
        (lambda table: table[["share", "sender", "count"]], 1.0),
        (lambda table: table.set_axis(["x", "y"]), 1.0),
        (lambda table: table.assign(count=[3.0, 4.0]), 1.0),
        (lambda table: table.assign(sender=table["sender"].astype("category")), 1.0),
        (lambda table: table.assign(count=[3, 5]), 11 / 12),
        (lambda table: table.assign(count=["3", "4"]), 10 / 12),
        (lambda table: table.drop(columns="count"), (2 / 3 + 1 + 2 / 3 + 2 / 3) / 4),
        (lambda table: table.iloc[:1], 0.5),
        (lambda table: table.iloc[::-1], 0.75),
        (lambda table: pd.DataFrame({"other": [1, 2]}), 0.0),
        (lambda table: pd.DataFrame(), 0.0),
    ],
)
def test_a_table_earns_a_quarter_for_each_quality(computed, change, earned):
    assert computed(frame, change(TABLE), key=TABLE).fraction == pytest.approx(earned)


def test_rows_may_stand_in_any_order_where_that_is_said(computed):
    turned = TABLE.iloc[::-1]
    assert computed(frame, turned, key=TABLE, on=["sender"]).fraction == 1
    assert computed(frame, turned, key=TABLE, any_order=True).fraction == 1
    swapped = TABLE.assign(count=[4, 3])
    assert computed(frame, swapped, key=TABLE, on=["sender"]).fraction == pytest.approx(11 / 12)


def test_a_table_may_be_asked_for_with_its_row_labels_and_exact_types(computed):
    labelled = TABLE.set_index("sender")
    assert computed(frame, labelled, key=labelled, index=True).fraction == 1
    assert (
        computed(frame, TABLE.assign(count=[3.0, 4.0]), key=TABLE, exact_dtypes=True).fraction < 1
    )


def test_missing_values_in_tables_are_equal_whatever_their_kind(computed):
    key = pd.DataFrame({"year": [1962, None]})
    assert (
        computed(frame, pd.DataFrame({"year": pd.array([1962, pd.NA], "Int64")}), key=key).fraction
        == 1
    )


def test_a_column_is_read_by_its_labels(computed):
    counts = pd.Series({"Cuba": 4, "USA": 3})
    assert computed(series, counts, key={"USA": 3, "Cuba": 4}).fraction == 1
    assert computed(series, counts, key={"USA": 3, "Cuba": 4}, any_order=False).fraction == 0.75
    assert computed(series, {"USA": 3, "Cuba": 4}, key=counts).fraction == 1
    assert computed(series, pd.Series([9, 9]), key=counts).fraction == 0
    assert computed(series, [3, 4], key=counts).code is Reason.WRONG_TYPE


def test_a_table_of_one_column_is_read_as_that_column(computed):
    counts = pd.Series({"Cuba": 4, "USA": 3})
    assert computed(series, counts.to_frame("y"), key=counts).fraction == 1
    assert computed(labels, counts.to_frame("y"), key=dict(counts)).fraction == 1
    assert computed(labels, counts.to_frame("y"), key={"Cuba": 4, "USA": 2}).fraction == 0.5
    for rule in (series, labels):
        wide = computed(rule, counts.to_frame("y").assign(z=0), key=dict(counts))
        assert wide.code is Reason.WRONG_TYPE
        assert "should be a column of values (Series), and it is a table" in wide.sentence


def bars():
    drawn = Figure()
    axes = drawn.subplots()
    axes.bar(["one", "two", "three"], [144, 288, 96], label="words")
    axes.set(title="Words in each block", xlabel="block", ylabel="number of words")
    axes.legend()
    drawn.course_alt = "Three bars: the second is twice as high as the first."
    return drawn


ASKED = {
    "kind": "bar",
    "x": ["one", "two", "three"],
    "y": [144, 288, 96],
    "title": True,
    "xlabel": "block",
    "ylabel": ["words", "count"],
    "yunit": "words",
    "yscale": "linear",
    "legend": ["words"],
    "alt": True,
}


def test_a_figure_earns_a_share_for_each_thing_asked(computed):
    assert computed(figure, bars(), **ASKED).fraction == 1
    assert computed(figure, bars().axes[0], **ASKED).fraction == 1
    plain = bars()
    plain.axes[0].set(title="", ylabel="", yscale="log")
    plain.axes[0].get_legend().remove()
    plain.course_alt = "bars"
    result = computed(figure, plain, **ASKED)
    assert result.fraction == pytest.approx(3 / 9)
    assert "name the vertical axis" in result.sentence
    assert "name the horizontal axis" not in result.sentence


def test_lines_and_points_are_read_as_well(computed):
    drawn = Figure()
    axes = drawn.subplots()
    axes.plot(pd.to_datetime(["1962-10-27", "1962-10-28"]), [1, 2])
    axes.scatter([1, 2, 3], [4, 5, 6])
    axes.fill_between([1, 2], [3, 4])
    assert computed(figure, drawn, kind="line", y=[1, 2]).fraction == 1
    assert computed(figure, drawn, kind="points", x=[1, 2, 3], y=[4, 5, 6]).fraction == 1
    assert computed(figure, drawn, kind="bar", y=[1, 2]).fraction == 0


def test_what_is_no_figure_is_told(computed):
    assert computed(figure, 3, kind="bar").code is Reason.WRONG_TYPE
    assert computed(figure, None, kind="bar").code is Reason.UNANSWERED
