"""What holds for every rule, and the borders of each."""

import math
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from course.checks import (
    Given,
    Prose,
    accept,
    card,
    case,
    exact,
    figure,
    frame,
    function,
    interval,
    labels,
    number,
    one_of_several,
    order,
    pairs,
    series,
    set_f1,
    spans,
    text_lite,
    using,
)
from course.scores import Reason, Turn

quick = settings(max_examples=60, deadline=None)
ITEMS = list("abcdefgh")


def recorded(rule, answer, *args, options=(), **keywords):
    """Return the result of a rule for a recorded answer."""
    with using(Given(answers={"it": answer}, options={"it": options})) as look:
        result = rule("it", *args, **keywords)
    assert look.faults == []
    return result


def computed(rule, value, *args, **keywords):
    """Return the result of a rule for a variable."""
    with using(Given(names={"it": value})) as look:
        result = rule("it", *args, **keywords)
    assert look.faults == []
    return result


def share(rule, answer, *args, **keywords):
    return recorded(rule, answer, *args, **keywords).fraction


# exact, one_of_several


@pytest.mark.parametrize(
    ("answer", "earned"),
    [("first strike", 1.0), (" First  Strike", 1.0), ("retaliation", 0.5), ("retreat", 0.0)],
)
def test_exact_gives_all_half_or_nothing(answer, earned):
    assert share(exact, answer, key="first strike", half=["retaliation"]) == earned


def test_exact_takes_any_of_several_keys_and_other_forms_of_a_date():
    assert share(exact, "b", key=["a", "b"]) == 1
    assert computed(exact, date(1962, 10, 27), key="1962-10-27").fraction == 1
    assert computed(exact, "1962-10-27", key=date(1962, 10, 27)).fraction == 1
    assert computed(exact, np.int64(179), key=179).fraction == 1
    assert computed(exact, True, key=1).fraction == 0


def test_one_of_several_tells_the_reason_of_the_answer_given_and_no_other():
    options = [accept("a", because="of A."), accept(["b", "c"], because="of B.", share=0.25)]
    assert "of A." in recorded(one_of_several, "a", options).sentence
    part = recorded(one_of_several, ["b", "c"], options)
    assert part.fraction == 0.25
    assert "of B." in part.sentence
    assert "of" not in recorded(one_of_several, "z", options).sentence.split("fit")[0]


# set_f1, spans, pairs


@given(chosen=st.sets(st.sampled_from(ITEMS)), key=st.sets(st.sampled_from(ITEMS), min_size=1))
@quick
def test_f1_is_symmetric_and_bounded_and_full_only_for_the_key(chosen, key):
    one = share(set_f1, sorted(chosen), key=key)
    assert 0 <= one <= 1
    assert (one == 1) == (chosen == key)
    if chosen:
        assert one == share(set_f1, sorted(key), key=chosen)


@given(
    chosen=st.sets(st.sampled_from(ITEMS)),
    key=st.sets(st.sampled_from(ITEMS), min_size=1),
    item=st.sampled_from(ITEMS),
)
@quick
def test_a_right_choice_more_never_costs_and_a_wrong_one_never_pays(chosen, key, item):
    before = share(set_f1, sorted(chosen - {item}), key=key)
    after = share(set_f1, sorted(chosen | {item}), key=key)
    assert after >= before if item in key else after <= before


def test_choosing_everything_earns_nothing():
    options = tuple(f"option {number}" for number in range(18))
    assert share(set_f1, list(options), key=options[:2]) == 0
    assert share(set_f1, list(options), key=options[:9], options=options) == 0
    assert share(set_f1, list(options), key=options, options=options) == 1


def test_optional_choices_neither_help_nor_cost():
    for answer in (["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]):
        assert share(set_f1, answer, key=["a", "b"], optional=["c", "d"]) == 1
    assert share(set_f1, ["c"], key=["a", "b"], optional=["c", "d"]) == 0


def test_choices_may_be_any_plain_collection():
    for value in (["a"], ("a",), {"a"}, np.array(["a"]), pd.Series(["a"]), pd.Index(["a"])):
        assert computed(set_f1, value, key=["a"]).fraction == 1
    assert computed(set_f1, "a", key=["a"]).code is Reason.WRONG_TYPE


def test_spans_count_a_sentence_only_with_its_pen():
    marked = {"S23.1": "threat", "S23.2": ["condition", "it says if"], "S23.3": "condition"}
    assert share(spans, marked, key=["S23.2", "S23.3"], pen="condition") == 1
    assert share(
        spans, marked, key={"S23.1": "threat", "S23.2": "threat", "S23.3": "condition"}
    ) == (pytest.approx(2 / 3))
    assert share(spans, ["S23.2"], key=["S23.2"]) == 1


@given(st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("def")), min_size=1))
@quick
def test_pairs_do_not_depend_on_order_unless_asked(found):
    turned = [(two, one) for one, two in found]
    assert share(pairs, [*map(list, found)], key=turned) == 1
    assert share(pairs, [*map(list, found)], key=turned, directed=True) == 0


def test_pairs_may_be_a_dictionary():
    assert share(pairs, {"U02": "U01"}, key=[("U01", "U02")]) == 1
    assert share(pairs, {"U02": ["U01", "U03"]}, key=[("U01", "U02"), ("U02", "U03")]) == 1


# labels, order


@given(st.dictionaries(st.sampled_from(ITEMS), st.sampled_from("xyz")))
@quick
def test_labels_are_a_mean_and_grow_with_each_right_label(given_labels):
    key = dict.fromkeys(ITEMS, "x")
    before = share(labels, given_labels or None, key=key)
    assert before == pytest.approx(
        sum(label == "x" for label in given_labels.values()) / len(ITEMS)
    )
    assert share(labels, {**given_labels, "a": "x"}, key=key) >= before


def test_a_grave_confusion_costs_more_than_an_empty_item():
    key = {"a": "report", "b": "report"}
    costs = {("first-hand", "report"): 1.5, ("rumour", "report"): 0.5}
    assert share(labels, {"a": "report"}, key=key, costs=costs) == 0.5
    assert share(labels, {"a": "report", "b": "first-hand"}, key=key, costs=costs) == 0.25
    assert share(labels, {"a": "report", "b": "rumour"}, key=key, costs=costs) == 0.75
    assert share(labels, {"a": "first-hand", "b": "first-hand"}, key=key, costs=costs) == 0


def test_half_names_the_neighbours_of_one_item():
    key, half = {"a": "claim", "b": "claim"}, {"a": ["thesis"]}
    assert share(labels, {"a": "thesis", "b": "thesis"}, key=key, half=half) == 0.25


@given(st.permutations(ITEMS))
@quick
def test_order_counts_pairs_and_chance_earns_nothing(answer):
    wrong = sum(
        answer.index(one) > answer.index(two) for one in ITEMS for two in ITEMS if one < two
    )
    expected = 1 - wrong / 28
    assert share(order, answer, key=ITEMS) == pytest.approx(expected if expected > 0.5 else 0)
    assert share(order, answer[::-1], key=ITEMS[::-1]) == share(order, answer, key=ITEMS)


def test_order_knows_ties_missing_items_and_strangers():
    assert share(order, ["a", "c", "b", "d"], key=["a", ["b", "c"], "d"]) == 1
    assert share(order, ["a", "b"], key=["a", "b", "c"]) == 0
    assert share(order, ["a", "x", "b", "b", "c"], key=["a", "b", "c"]) == 1
    assert computed(order, {"a", "b"}, key=["a", "b"]).code is Reason.WRONG_TYPE


# number, interval


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
def test_numbers_have_a_near_and_a_far_tolerance(value, earned):
    assert computed(number, value, key=179, unit="days").fraction == earned


def test_an_exact_number_and_its_neighbours():
    rule = {"key": 179, "rel": 0, "near": 0, "half": [178, 180]}
    shares = [computed(number, value, **rule).fraction for value in (177, 178, 179, 179.4, 180)]
    assert shares == [0, 0.5, 1, 0, 0.5]


def test_a_range_and_several_keys():
    assert computed(number, 0.29, between=(0.28, 0.31), rel=0).fraction == 1
    assert computed(number, 65, key=[692, 65]).fraction == 1


@pytest.mark.parametrize("factor", [1000, 60, 1.852, 0.01])
def test_a_wrong_unit_is_told_as_such_and_not_by_how_much(factor):
    sentence = computed(number, 841 * factor, key=841, unit="kilometres").sentence
    assert "unit" in sentence
    assert "kilometres" in sentence
    assert "841" not in sentence


@pytest.mark.parametrize("value", [math.nan, math.inf, np.float64("nan"), 10**400])
def test_no_finite_number_is_told(value):
    result = computed(number, value, key=1)
    assert result.fraction == 0
    assert result.turn is Turn.CODE


def test_text_is_a_number_only_in_a_recorded_answer():
    assert share(number, "1,653 vehicles", key=1653) == 1
    assert computed(number, "1653", key=1653).code is Reason.WRONG_TYPE
    assert computed(number, True, key=1).code is Reason.WRONG_TYPE


DAYS = st.dates(date(1962, 10, 1), date(1962, 11, 30))


@given(st.tuples(DAYS, DAYS).map(sorted), st.tuples(DAYS, DAYS).map(sorted))
@quick
def test_interval_is_shared_time_over_all_time(one, two):
    days = [
        {date.fromordinal(day) for day in range(a.toordinal(), b.toordinal() + 1)}
        for a, b in (one, two)
    ]
    expected = len(days[0] & days[1]) / len(days[0] | days[1])
    assert computed(interval, one, key=two).fraction == pytest.approx(expected)
    assert computed(interval, two, key=one).fraction == pytest.approx(expected)


def test_interval_reads_hours_and_zones():
    key = ["1962-10-26T18:00", "1962-10-27T18:00"]
    assert share(interval, key, key=key) == 1
    havana = ["1962-10-26T13:00-05:00", "1962-10-27T13:00-05:00"]
    assert share(interval, havana, key=key) == 1
    moments = (datetime(1962, 10, 26, 18, tzinfo=UTC), datetime(1962, 10, 27, 6, tzinfo=UTC))
    assert computed(interval, moments, key=key).fraction == 0.5
    assert recorded(interval, ["1962-10-28", "1962-10-16"], key=key).code is Reason.WRONG
    assert recorded(interval, ["the 26th", "the 27th"], key=key).code is Reason.WRONG_TYPE


# function


def count(text):
    return len(text.split())


CASES = [case("a b", gives=2), case("a", gives=1), case("", gives=0, edge="a text without words")]


def test_a_function_earns_a_share_for_each_case():
    assert computed(function, count, cases=CASES).fraction == 1
    part = computed(function, lambda text: len(text.split(" ")), cases=CASES)
    assert part.fraction == pytest.approx(2 / 3)
    assert "a text without words" in part.sentence
    weighted = [case("a", gives=1), case("", gives=0, weight=3)]
    assert computed(function, lambda text: 1, cases=weighted).fraction == 0.25


def test_the_values_of_a_table_may_weigh_more_than_its_form():
    rule = {"key": TABLE, "on": ["sender"], "values": 0.75}
    assert computed(frame, TABLE, **rule).fraction == 1
    # The column that names the rows holds no result.
    assert computed(frame, TABLE.assign(count=0, share=0.0), **rule).fraction == 0.25
    half = computed(frame, TABLE.assign(count=0), **rule).fraction
    assert half == pytest.approx(0.25 + 0.75 / 2)
    assert computed(frame, TABLE.assign(sender=["x", "y"]), **rule).fraction == 0.25
    without = computed(frame, TABLE[["sender", "count"]], **rule).fraction
    assert without == pytest.approx((2 / 3 + 1 + 2 / 3) / 3 / 4 + 0.75 / 2)


def test_what_is_told_of_choices_follows_from_what_is_wrong_with_them():
    for rule in (set_f1, spans):
        told = {
            chosen: recorded(rule, list(chosen), key=["a", "b"], optional=["c"]).sentence
            for chosen in ("abd", "a", "c")
        }
        assert "none is missing" in told["abd"], rule
        assert "1 more would belong" in told["a"], rule
        assert "0 of your 0" not in told["c"], rule
        assert "by itself" in told["c"], rule


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


def test_errors_in_a_function_are_told_by_name_without_their_message():
    def divides(text):
        raise ZeroDivisionError(f"hidden input {text!r}")

    result = computed(function, divides, cases=CASES)
    assert result.code is Reason.CODE_ERROR
    assert result.turn is Turn.CODE
    assert "divided by zero" in result.sentence
    assert "hidden input" not in result.sentence


def test_an_endless_function_is_stopped_once():
    def endless(text):
        while True:
            try:
                while True:
                    pass
            except BaseException:
                if text == "never":
                    continue
                raise

    result = computed(function, endless, cases=CASES, seconds=0.1)
    assert result.code is Reason.TIME_LIMIT
    assert "0.1 seconds" in result.sentence


@pytest.mark.parametrize("value", [SystemExit, KeyboardInterrupt, GeneratorExit])
def test_a_function_that_leaves_python_only_loses_its_points(value):
    def leaves(text):
        raise value

    assert computed(function, leaves, cases=CASES).code is Reason.CODE_ERROR


def test_a_function_cannot_change_the_arguments_of_the_next_call():
    def spoils(values):
        values.append(1)
        return len(values)

    values = [1, 2]
    cases = [case(values, gives=3), case(values, gives=3)]
    assert computed(function, spoils, cases=cases).fraction == 1


def test_wrong_kinds_of_function_are_told():
    assert computed(function, 6, cases=CASES).code is Reason.WRONG_TYPE
    assert computed(function, None, cases=CASES).code is Reason.UNANSWERED
    assert "return" in computed(function, print, cases=CASES).sentence
    assert computed(function, lambda text: object(), cases=CASES).code is Reason.WRONG_TYPE
    with using(Given()):
        assert function("it", cases=CASES).code is Reason.MISSING


# frame, series

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
def test_a_table_earns_a_quarter_for_each_quality(change, earned):
    assert computed(frame, change(TABLE), key=TABLE).fraction == pytest.approx(earned)


def test_rows_may_stand_in_any_order_where_that_is_said():
    turned = TABLE.iloc[::-1]
    assert computed(frame, turned, key=TABLE, on=["sender"]).fraction == 1
    assert computed(frame, turned, key=TABLE, any_order=True).fraction == 1
    swapped = TABLE.assign(count=[4, 3])
    assert computed(frame, swapped, key=TABLE, on=["sender"]).fraction == pytest.approx(11 / 12)


def test_a_table_may_be_asked_for_with_its_row_labels_and_exact_types():
    labelled = TABLE.set_index("sender")
    assert computed(frame, labelled, key=labelled, index=True).fraction == 1
    assert (
        computed(frame, TABLE.assign(count=[3.0, 4.0]), key=TABLE, exact_dtypes=True).fraction < 1
    )


def test_missing_values_in_tables_are_equal_whatever_their_kind():
    key = pd.DataFrame({"year": [1962, None]})
    assert (
        computed(frame, pd.DataFrame({"year": pd.array([1962, pd.NA], "Int64")}), key=key).fraction
        == 1
    )


def test_a_column_is_read_by_its_labels():
    counts = pd.Series({"Cuba": 4, "USA": 3})
    assert computed(series, counts, key={"USA": 3, "Cuba": 4}).fraction == 1
    assert computed(series, counts, key={"USA": 3, "Cuba": 4}, any_order=False).fraction == 0.75
    assert computed(series, {"USA": 3, "Cuba": 4}, key=counts).fraction == 1
    assert computed(series, pd.Series([9, 9]), key=counts).fraction == 0
    assert computed(series, [3, 4], key=counts).code is Reason.WRONG_TYPE


# figure


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


def test_a_figure_earns_a_share_for_each_thing_asked():
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


def test_lines_and_points_are_read_as_well():
    drawn = Figure()
    axes = drawn.subplots()
    axes.plot(pd.to_datetime(["1962-10-27", "1962-10-28"]), [1, 2])
    axes.scatter([1, 2, 3], [4, 5, 6])
    axes.fill_between([1, 2], [3, 4])
    assert computed(figure, drawn, kind="line", y=[1, 2]).fraction == 1
    assert computed(figure, drawn, kind="points", x=[1, 2, 3], y=[4, 5, 6]).fraction == 1
    assert computed(figure, drawn, kind="bar", y=[1, 2]).fraction == 0


def test_what_is_no_figure_is_told():
    assert computed(figure, 3, kind="bar").code is Reason.WRONG_TYPE
    assert computed(figure, None, kind="bar").code is Reason.UNANSWERED


# text_lite, card

PARTS = {"the condition": [r"\bif\b", r"\bafter\b"], "the weapon": "nuclear", "the side": "soviet"}


@pytest.mark.parametrize(
    ("text", "earned"),
    [
        ("If Cuba is invaded, the Soviet Union should use nuclear weapons.", 1.0),
        ("IF Cuba is invaded, the SOVIET Union should use NUCLEAR weapons.", 1.0),
        ("After an invasion the Soviet Union should answer.", 2 / 3),
        ("Castro writes a letter to Khrushchev on that night.", 0.0),
        ("Nuclear, if Soviet.", 1 - 0.25),
        ("If Cuba is invaded, should the Soviet Union use nuclear weapons?", 1 - 0.25),
        ("It is unprovoked: if Cuba is invaded, the Soviet Union uses nuclear weapons.", 1 - 0.5),
        ("if nuclear soviet " * 6, 0.0),
    ],
)
def test_a_text_earns_a_share_for_each_part_and_loses_for_what_is_false(text, earned):
    rule = {
        "parts": PARTS,
        "words": (8, 40),
        "false": {"a false word": "unprovoked"},
        "is_statement": True,
    }
    assert share(text_lite, text, **rule) == pytest.approx(earned)


def test_a_text_never_earns_more_by_more_words_than_asked():
    good = "If Cuba is invaded, the Soviet Union should use nuclear weapons."
    padded = good + " It rained in Havana on that day and nobody could see the hills well." * 5
    assert share(text_lite, padded, parts=PARTS, words=(8, 40)) < share(
        text_lite, good, parts=PARTS
    )


def test_a_list_of_wanted_words_is_no_text_and_a_text_in_simple_english_is_one():
    rule = {"parts": PARTS, "words": (8, 40)}
    listed = "soviet nuclear if banana apple tree house window door street light car"
    simple = "Soviet leader use nuclear weapons if American soldiers come in Cuba, Castro says him."
    assert share(text_lite, listed, **rule) == 0
    assert "list of words" in recorded(text_lite, listed, **rule).sentence
    assert share(text_lite, simple, **rule) == 1


def test_missing_parts_are_named_only_where_that_is_wanted():
    assert "the weapon" in recorded(text_lite, "If so.", parts=PARTS).sentence
    assert "the weapon" not in recorded(text_lite, "If so.", parts=PARTS, tell=False).sentence


def test_a_text_without_words_is_unanswered():
    assert recorded(text_lite, "  \n ", parts=PARTS).code is Reason.UNANSWERED


def test_a_card_is_a_mean_over_its_fields():
    key = {
        "author": ["Castro", "Fidel Castro"],
        "kinds": {"letter", "draft"},
        "why": Prose({"if": "if"}),
    }
    full = {"author": "castro", "kinds": ["draft", "letter"], "why": "only if"}
    assert share(card, full, key=key) == 1
    assert share(card, {**full, "kinds": ["letter"]}, key=key) == pytest.approx((1 + 2 / 3 + 1) / 3)
    assert share(card, {"author": "Kennedy"}, key=key) == 0
    assert share(card, {"S23": full}, key=key, of="S23") == 1
    assert recorded(card, {"S23": full}, key=key, of="S24").code is Reason.UNANSWERED


# all rules

WORK = [
    None,
    [],
    {},
    "",
    "x",
    5,
    [1, "q", None],
    {"a": 1},
    {"a": {"b": "c"}},
    [["a", "b"]],
    math.nan,
]
RULES = {
    "exact": lambda: exact("it", key="a"),
    "several": lambda: one_of_several("it", [accept("a", because="so.")]),
    "set_f1": lambda: set_f1("it", key=["a"]),
    "labels": lambda: labels("it", key={"a": "x"}),
    "pairs": lambda: pairs("it", key=[("a", "c")]),
    "order": lambda: order("it", key=["a", "b"]),
    "spans": lambda: spans("it", key=["E1"]),
    "number": lambda: number("it", key=3),
    "interval": lambda: interval("it", key=["1962-10-16", "1962-10-28"]),
    "function": lambda: function("it", cases=CASES),
    "frame": lambda: frame("it", key={"z": [1]}),
    "series": lambda: series("it", key={"z": 1}),
    "figure": lambda: figure("it", title=True),
    "text_lite": lambda: text_lite("it", parts={"a": "zzz"}),
    "card": lambda: card("it", key={"z": "y"}),
}


@pytest.mark.parametrize("name", RULES)
def test_wrong_kinds_of_answer_earn_nothing_and_are_told_in_a_sentence(name):
    for value in WORK:
        for submission in (Given(answers={"it": value}), Given(names={"it": value})):
            with using(submission) as look:
                result = RULES[name]()
            assert look.faults == []
            assert result.fraction == 0, value
            assert result.sentence.endswith(".")
            assert result.code not in (Reason.FULL, Reason.COURSE_ERROR)


@pytest.mark.parametrize(
    "broken",
    [
        lambda: set_f1("it", key=None),
        lambda: order("it", key=5),
        lambda: order("it", key=[]),
        lambda: number("it"),
        lambda: labels("it", key={}),
        lambda: figure("it"),
        lambda: interval("it", key=["1962-10-28", "1962-10-16"]),
        lambda: text_lite("it", parts={"a": "("}),
    ],
)
def test_a_fault_of_ours_is_told_as_ours(broken):
    for answer in (["a"], 3.5, {"a": "b"}, "text", ["1962-10-16", "1962-10-28"]):
        with using(Given(answers={"it": answer}, names={"it": bars()})) as look:
            result = broken()
        if look.faults:
            assert result.fraction == 0
            assert result.code is Reason.COURSE_ERROR
            assert result.turn is Turn.CHECK
            assert "not in your work" in result.sentence
            return
    pytest.fail("no answer brought the fault to light")
