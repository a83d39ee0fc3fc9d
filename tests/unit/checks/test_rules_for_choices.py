"""Rules for chosen answers: one, several, labels, pairs, sentences, an order."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course.checks import (
    accept,
    exact,
    labels,
    one_of_several,
    order,
    pairs,
    set_f1,
    spans,
)
from course.scores import Reason

quick = settings(max_examples=60, deadline=None)


ITEMS = list("abcdefgh")


@pytest.mark.parametrize(
    ("answer", "earned"),
    [("first strike", 1.0), (" First  Strike", 1.0), ("retaliation", 0.5), ("retreat", 0.0)],
)
def test_exact_gives_all_half_or_nothing(share, answer, earned):
    assert share(exact, answer, key="first strike", half=["retaliation"]) == earned


def test_exact_takes_any_of_several_keys_and_other_forms_of_a_date(computed, share):
    assert share(exact, "b", key=["a", "b"]) == 1
    assert computed(exact, date(1962, 10, 27), key="1962-10-27").fraction == 1
    assert computed(exact, "1962-10-27", key=date(1962, 10, 27)).fraction == 1
    assert computed(exact, np.int64(179), key=179).fraction == 1
    assert computed(exact, True, key=1).fraction == 0


def test_one_of_several_tells_the_reason_of_the_answer_given_and_no_other(recorded):
    options = [accept("a", because="of A."), accept(["b", "c"], because="of B.", share=0.25)]
    assert "of A." in recorded(one_of_several, "a", options).sentence
    part = recorded(one_of_several, ["b", "c"], options)
    assert part.fraction == 0.25
    assert "of B." in part.sentence
    assert "of" not in recorded(one_of_several, "z", options).sentence.split("fit")[0]


@given(chosen=st.sets(st.sampled_from(ITEMS)), key=st.sets(st.sampled_from(ITEMS), min_size=1))
@quick
def test_f1_is_symmetric_and_bounded_and_full_only_for_the_key(share, chosen, key):
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
def test_a_right_choice_more_never_costs_and_a_wrong_one_never_pays(share, chosen, key, item):
    before = share(set_f1, sorted(chosen - {item}), key=key)
    after = share(set_f1, sorted(chosen | {item}), key=key)
    assert after >= before if item in key else after <= before


def test_choosing_everything_earns_nothing(share):
    options = tuple(f"option {number}" for number in range(18))
    assert share(set_f1, list(options), key=options[:2]) == 0
    assert share(set_f1, list(options), key=options[:9], options=options) == 0
    assert share(set_f1, list(options), key=options, options=options) == 1


def test_optional_choices_neither_help_nor_cost(share):
    for answer in (["a", "b"], ["a", "b", "c"], ["a", "b", "c", "d"]):
        assert share(set_f1, answer, key=["a", "b"], optional=["c", "d"]) == 1
    assert share(set_f1, ["c"], key=["a", "b"], optional=["c", "d"]) == 0


def test_choices_may_be_any_plain_collection(computed):
    for value in (["a"], ("a",), {"a"}, np.array(["a"]), pd.Series(["a"]), pd.Index(["a"])):
        assert computed(set_f1, value, key=["a"]).fraction == 1
    assert computed(set_f1, "a", key=["a"]).code is Reason.WRONG_TYPE


def test_spans_count_a_sentence_only_with_its_pen(share):
    marked = {"S23.1": "threat", "S23.2": ["condition", "it says if"], "S23.3": "condition"}
    assert share(spans, marked, key=["S23.2", "S23.3"], pen="condition") == 1
    assert share(
        spans, marked, key={"S23.1": "threat", "S23.2": "threat", "S23.3": "condition"}
    ) == (pytest.approx(2 / 3))
    assert share(spans, ["S23.2"], key=["S23.2"]) == 1


@given(st.sets(st.tuples(st.sampled_from("abc"), st.sampled_from("def")), min_size=1))
@quick
def test_pairs_do_not_depend_on_order_unless_asked(share, found):
    turned = [(two, one) for one, two in found]
    assert share(pairs, [*map(list, found)], key=turned) == 1
    assert share(pairs, [*map(list, found)], key=turned, directed=True) == 0


def test_pairs_may_be_a_dictionary(share):
    assert share(pairs, {"U02": "U01"}, key=[("U01", "U02")]) == 1
    assert share(pairs, {"U02": ["U01", "U03"]}, key=[("U01", "U02"), ("U02", "U03")]) == 1


@given(st.dictionaries(st.sampled_from(ITEMS), st.sampled_from("xyz")))
@quick
def test_labels_are_a_mean_and_grow_with_each_right_label(share, given_labels):
    key = dict.fromkeys(ITEMS, "x")
    before = share(labels, given_labels or None, key=key)
    assert before == pytest.approx(
        sum(label == "x" for label in given_labels.values()) / len(ITEMS)
    )
    assert share(labels, {**given_labels, "a": "x"}, key=key) >= before


@pytest.mark.parametrize(("given", "told"), [("xyy", "2 come close"), ("xxy", "1 comes close")])
def test_near_labels_are_counted_in_good_english(recorded, given, told):
    key = dict.fromkeys("abc", "x")
    found = recorded(labels, dict(zip("abc", given, strict=True)), key=key, costs={("y", "x"): 0.5})
    assert f", {told}." in found.sentence


def test_a_grave_confusion_costs_more_than_an_empty_item(share):
    key = {"a": "report", "b": "report"}
    costs = {("first-hand", "report"): 1.5, ("rumour", "report"): 0.5}
    assert share(labels, {"a": "report"}, key=key, costs=costs) == 0.5
    assert share(labels, {"a": "report", "b": "first-hand"}, key=key, costs=costs) == 0.25
    assert share(labels, {"a": "report", "b": "rumour"}, key=key, costs=costs) == 0.75
    assert share(labels, {"a": "first-hand", "b": "first-hand"}, key=key, costs=costs) == 0


def test_half_names_the_neighbours_of_one_item(share):
    key, half = {"a": "claim", "b": "claim"}, {"a": ["thesis"]}
    assert share(labels, {"a": "thesis", "b": "thesis"}, key=key, half=half) == 0.25


@given(st.permutations(ITEMS))
@quick
def test_order_counts_pairs_and_chance_earns_nothing(share, answer):
    wrong = sum(
        answer.index(one) > answer.index(two) for one in ITEMS for two in ITEMS if one < two
    )
    expected = 1 - wrong / 28
    assert share(order, answer, key=ITEMS) == pytest.approx(expected if expected > 0.5 else 0)
    assert share(order, answer[::-1], key=ITEMS[::-1]) == share(order, answer, key=ITEMS)


def test_order_knows_ties_missing_items_and_strangers(computed, share):
    assert share(order, ["a", "c", "b", "d"], key=["a", ["b", "c"], "d"]) == 1
    assert share(order, ["a", "b"], key=["a", "b", "c"]) == 0
    assert share(order, ["a", "x", "b", "b", "c"], key=["a", "b", "c"]) == 1
    assert computed(order, {"a", "b"}, key=["a", "b"]).code is Reason.WRONG_TYPE


def test_what_is_told_of_choices_follows_from_what_is_wrong_with_them(recorded):
    for rule in (set_f1, spans):
        told = {
            chosen: recorded(rule, list(chosen), key=["a", "b"], optional=["c"]).sentence
            for chosen in ("abd", "a", "c")
        }
        assert "none is missing" in told["abd"], rule
        assert "1 more would belong" in told["a"], rule
        assert "0 of your 0" not in told["c"], rule
        assert "by itself" in told["c"], rule
