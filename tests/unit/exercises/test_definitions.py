"""Every kind checks, sums up and prints answers without a front end."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from course.exercises import KINDS, from_call
from course.exercises.kinds import define
from course.notebook.answers import read_call, recorded_answers, to_literal

if TYPE_CHECKING:
    from conftest import Sample

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.sampled_from(["x", "P.1", "r", "S24", "Origin"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=5) | st.sampled_from(["E1", "P.1", "r", "S24"]), inner, max_size=3
        )
    ),
    max_leaves=6,
)


def test_a_whole_answer_is_valid_and_complete(sample: Sample) -> None:
    exercise = sample.exercise
    assert exercise.problem(sample.whole) == ""
    assert exercise.is_answered(sample.whole)
    assert exercise.is_complete(sample.whole)
    assert exercise.progress(sample.whole) == sample.progress


def test_no_answer_is_no_problem_and_no_answer(sample: Sample) -> None:
    assert sample.exercise.problem(None) == ""
    assert not sample.exercise.is_answered(None)
    assert "Not answered yet." in sample.exercise.to_text(None)
    assert "Not answered yet." in sample.exercise.to_html(None)


def test_a_part_is_an_answer_but_not_complete(samples: list[Sample]) -> None:
    for exercise, _, _, part, _ in samples:
        if part is not None:
            assert exercise.is_answered(part)
            assert not exercise.is_complete(part)


def test_a_wrong_value_is_told_in_a_sentence_and_not_shown_as_an_answer(sample: Sample) -> None:
    problem = sample.exercise.problem(sample.wrong)
    assert problem.endswith(".")
    assert not sample.exercise.is_answered(sample.wrong)
    assert problem in sample.exercise.to_text(sample.wrong)


@given(value=PLAIN)
def test_no_value_whatever_breaks_a_kind(samples: list[Sample], value: Any) -> None:
    for sample in samples:
        exercise = sample.exercise
        assert isinstance(exercise.problem(value), str)
        assert isinstance(exercise.progress(value), str)
        assert exercise.to_html(value).startswith("<section")
        assert exercise.to_text(value)
        assert not (exercise.problem(value) and exercise.is_answered(value))


def test_the_state_for_the_front_end_is_plain_data(sample: Sample) -> None:
    state = sample.exercise.to_state()
    assert json.loads(json.dumps(state)) == state
    assert state["kind"] == sample.exercise.kind


def test_the_static_view_says_the_answer_in_words(sample: Sample) -> None:
    html = sample.exercise.to_html(sample.whole)
    text = sample.exercise.to_text(sample.whole)
    assert sample.exercise.progress(sample.whole) in html
    words = [word for word in json.dumps(sample.whole).split('"')[1::2] if not word[0].isdigit()]
    for word in words:
        assert word in html
    assert sample.exercise.prompt in text


def test_html_in_prompts_options_and_answers_stays_text() -> None:
    evil = "<script>alert(1)</script>"
    for exercise, answer in (
        (define("choose", ("a", evil, [evil, "b"]), {}), evil),
        (define("short_text", ("a", evil), {"markdown": True}), evil),
        (define("pick_sentences", ("a", evil, {"P": [evil]}, [evil]), {}), ["P.1"]),
        (define("matrix", ("a", evil, [evil], [evil], [evil, "b"]), {}), {evil: {evil: evil}}),
        (define("card", ("a", evil, "S24"), {"fields": {evil: {"question": evil}}}), {evil: evil}),
    ):
        assert exercise.problem(answer) == ""
        assert "<script" not in exercise.to_html(answer)


def test_markdown_in_prompts_is_shown_only_on_request() -> None:
    source = "Read **S23** and [more](https://example.org), not [this](javascript:alert(1))."
    plain = define("choose", ("a", source, ["x", "y"]), {}).to_html(None)
    marked = define("choose", ("a", source, ["x", "y"]), {"markdown": True}).to_html(None)
    assert "**S23**" in plain
    assert "<strong>S23</strong>" in marked
    assert 'href="https://example.org"' in marked
    assert 'href="javascript' not in marked


def test_not_sure_is_an_answer() -> None:
    tick = define("tick", ("a", "Which?", ["x", "y"]), {"unsure": True})
    assert tick.is_answered(["I am not sure"])
    assert "cannot be ticked together" in tick.problem(["x", "I am not sure"])


def test_the_first_showing_of_an_order_is_fixed_and_never_as_written() -> None:
    for name in map(str, range(40)):
        items = ["a", "b", "c"]
        order = define("order", (name, "Order.", items), {})
        assert sorted(order.first_showing) == items
        assert list(order.first_showing) != items
        assert order.first_showing == define("order", (name, "Order.", items), {}).first_showing


def test_marks_have_one_form_for_all_settings() -> None:
    text = {"P": ["One.", "Two."]}
    bare = define("pick_sentences", ("a", "Which?", text, ["pen"]), {})
    pens = define("pick_sentences", ("a", "Which?", text, ["pen", "other"]), {})
    why = define("pick_sentences", ("a", "Which?", text, ["pen"]), {"reason": "Why?"})
    assert bare.marks(["P.2", "P.1"]) == {"P.1": ("pen", ""), "P.2": ("pen", "")}
    assert pens.marks({"P.2": "other"}) == {"P.2": ("other", "")}
    assert why.marks({"P.2": ["pen", "so"]}) == {"P.2": ("pen", "so")}


def test_sentences_for_reading_only_cannot_be_marked() -> None:
    pick = define(
        "pick_sentences", ("a", "Which?", ["essay"], ["pen"]), {"only": ["E2"], "at_most": 1}
    )
    assert pick.problem(["E2"]) == ""
    assert "which is no sentence" in pick.problem(["E3"])


def test_a_card_can_hide_what_it_asks_for() -> None:
    card = define("card", ("a", "Fill.", "S24", "sourcing"), {"head": ["What"]})
    (shown,) = card.to_state()["cards"]
    assert [word for word, _ in shown["reference"]] == ["What"]


def test_the_example_of_a_card_is_about_another_source() -> None:
    assert define("card", ("a", "Fill.", "S58"), {}).to_state()["example"]["id"] != "S58"
    assert define("card", ("a", "Fill.", "S24"), {"example": False}).to_state()["example"] is None


def test_a_call_in_a_cell_gives_its_definition(sample: Sample) -> None:
    exercise = sample.exercise
    call = read_call(f'choose("a", "Which?", ["x", "y"], answer={to_literal("x")})')
    assert call is not None
    assert from_call(call).to_state()["options"] == ["x", "y"]
    assert exercise.kind in KINDS


def test_the_gallery_shows_every_kind_and_only_its_mistakes_are_wrong(
    gallery: dict[str, Any],
) -> None:
    calls = recorded_answers(gallery)
    assert {call.kind for call in calls.values()} == set(KINDS)
    for name, call in calls.items():
        if not name.startswith("wrong-"):
            assert from_call(call).problem(call.answer) == "", name


def test_definitions_load_no_front_end_and_no_tables() -> None:
    code = (
        "import sys; from course.exercises import from_call, choose, registry; "
        "print([name for name in ('ipywidgets', 'anywidget', 'IPython', 'pandas') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_lists_inside_lists_are_no_items() -> None:
    order = define("order", ("a", "Order.", ["x", "y"]), {})
    assert "which is no item" in order.problem([["x"], "y"])


def test_marks_on_a_desk_are_shown_with_the_numbers_of_their_sentences() -> None:
    desk = define("essay_desk", ("desk", "Your essay."), {"cell": "essay-final"})
    marks = {"thesis": "He mattered.", "rebuttal": "It was <b>not</b> so."}
    essay = {"essay-final": "I doubt it. He mattered."}
    shown = desk.beside(essay.get).to_html(marks)
    assert "Thesis: sentence 2, marked by you." in shown
    assert "as your answer to it is no longer in your essay" in shown
    assert "&lt;b&gt;not&lt;/b&gt;" in shown
    assert "2 of 3 moves marked." in shown
    # Without the essay there are no numbers; without marks nothing is missing.
    assert "Thesis, marked by you." in desk.beside({}.get).to_html(marks)
    assert "Nothing is marked; the check finds the moves itself." in desk.to_html(None)
    assert "Delete the value" in define("essay_desk", ("a", "P"), {"text": "essay"}).problem(marks)


@pytest.mark.parametrize(
    "value",
    [[], "thesis", {"title": "x"}, {1: "x"}, {"thesis": 3}, {"thesis": " "}, {"thesis": "x" * 641}],
)
def test_what_is_no_mark_is_told(value: Any) -> None:
    desk = define("essay_desk", ("desk", "Your essay."), {"cell": "essay-final"})
    assert desk.problem(value).endswith("gain.")
    assert not desk.is_answered(value)
