"""Every kind: the mouse and the keyboard record the same answer in the file."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, expect

from course.notebook.answers import write_answer

if TYPE_CHECKING:
    from conftest import Lab


class Kind(NamedTuple):
    """How a person answers one exercise of the gallery."""

    name: str
    answer: Any
    by_mouse: Callable[[Locator], object]
    keys: list[str]
    start: Callable[[Locator], Locator]


def first(selector: str) -> Callable[[Locator], Locator]:
    return lambda panel: panel.locator(selector).first


def mouse_pick(panel: Locator) -> None:
    panel.get_by_role("option", name="E2 ").click()
    panel.get_by_role("option", name="E4 ").click()


def mouse_match(panel: Locator) -> None:
    panel.get_by_role("button", name="K1").click()
    panel.get_by_role("button", name="C2").click()


def mouse_matrix(panel: Locator) -> None:
    panel.get_by_label("Act 2, June").select_option("strong")


def mouse_dates(panel: Locator) -> None:
    panel.get_by_label("from, date").fill("1962-10-15")
    panel.get_by_label("from, date").blur()


def mouse_card(panel: Locator) -> None:
    panel.get_by_label("no", exact=True).check()
    panel.get_by_label("Gains from it").fill("Moscow gains")


def mouse_drag(panel: Locator) -> None:
    items = panel.locator(".wc-orderitem")
    handle = items.nth(0).locator(".wc-handle")
    handle.scroll_into_view_if_needed()
    start, goal = handle.bounding_box(), items.nth(1).bounding_box()
    assert start is not None
    assert goal is not None
    mouse = panel.page.mouse
    mouse.move(start["x"] + 4, start["y"] + start["height"] / 2)
    mouse.down()
    mouse.move(start["x"] + 4, goal["y"] + goal["height"] - 2, steps=6)
    mouse.up()


KINDS = [
    Kind(
        "choose-open",
        "retaliation",
        lambda panel: panel.get_by_text("retaliation").click(),
        ["ArrowDown", "Space"],
        first("input"),
    ),
    Kind(
        "tick-open",
        ["the condition of an invasion", "the greeting"],
        lambda panel: [
            panel.get_by_label(word).check() for word in ("the greeting", "the condition")
        ],
        ["Space", "ArrowDown", "ArrowDown", "Space"],
        first("input"),
    ),
    Kind(
        "label-open",
        {"E14": "claim", "E15": "warrant"},
        lambda panel: [
            panel.get_by_role("radio", name="claim").nth(0).check(),
            panel.get_by_role("radio", name="warrant").nth(1).check(),
        ],
        ["Space", "ArrowDown", "ArrowRight", "ArrowRight", "Space"],
        first("input"),
    ),
    Kind(
        "text-open",
        'Castro\'s part was "small" and más.',
        lambda panel: panel.locator("textarea").fill('Castro\'s part was "small" and más.'),
        ['Castro\'s part was "small" and más.'],
        first("textarea"),
    ),
    Kind(
        "pick-one-pen",
        ["E2", "E4"],
        mouse_pick,
        ["ArrowDown", "Space", "ArrowRight", "ArrowDown", "Enter"],
        first("[role=option]"),
    ),
    Kind(
        "pick-only",
        ["E6"],
        lambda panel: panel.get_by_role("option", name="E6 ").click(),
        ["5", *["ArrowDown"] * 5, "Space"],
        first("[role=option]"),
    ),
    Kind(
        "card-own-fields",
        {"Gains from it": "Moscow gains", "Saw it": "no"},
        mouse_card,
        ["ArrowDown", "Space", "Tab", "Moscow gains"],
        first("input"),
    ),
    Kind("order-open", None, mouse_drag, ["ArrowRight", "Space"], first(".wc-moves button")),
    Kind("match-open", {"K1": "C2"}, mouse_match, ["2"], first("select")),
    Kind(
        "matrix-large",
        {"Act 2": {"June": "strong"}},
        mouse_matrix,
        ["ArrowDown", "ArrowRight", "3"],
        first("select"),
    ),
    Kind(
        "interval-open",
        ["1962-10-15", "1962-11-25"],
        mouse_dates,
        ["ArrowRight"],
        first("input[type=range]"),
    ),
    Kind(
        "rate-one",
        "plausible",
        lambda panel: panel.get_by_label("plausible").check(),
        ["3"],
        first("input"),
    ),
]


SHOWN = """panel => [...panel.querySelectorAll('input, select, textarea, [role=option], .wc-itemtext')].map(
    one => one.type === 'radio' || one.type === 'checkbox'
        ? one.checked : one.value ?? one.getAttribute('aria-selected') ?? one.textContent)"""


def clear(lab: Lab, name: str) -> None:
    panel = lab.exercise(name)
    panel.get_by_role("button", name="Clear answer").click()
    panel.get_by_role("button", name="Clear it").click()
    lab.expect_answer(name, None)
    expect(lab.status(name)).to_contain_text("Not answered yet.")


def press(panel: Locator, start: Locator, keys: list[str]) -> None:
    """Press keys as a person does who came by Tab; longer words are typed."""
    start.focus()
    for key in keys:
        if len(key) > 1 and " " in key:
            panel.page.keyboard.insert_text(key)
        else:
            panel.page.keyboard.press(key)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_mouse_and_keyboard_record_the_same_answer(shared_lab: Lab, kind: Kind) -> None:
    panel = shared_lab.exercise(kind.name)
    panel.scroll_into_view_if_needed()
    answer = kind.answer
    if answer is None:  # an order: the first two of the showing change places
        shown = panel.locator(".wc-itemtext").all_text_contents()
        answer = [shown[1], shown[0], *shown[2:]]
    kind.by_mouse(panel)
    shared_lab.expect_answer(kind.name, answer)
    expect(shared_lab.status(kind.name)).to_contain_text("Recorded")
    clear(shared_lab, kind.name)
    press(panel, kind.start(panel), kind.keys)
    shared_lab.expect_answer(kind.name, answer)
    expect(shared_lab.status(kind.name)).to_contain_text("Recorded")


def test_every_kind_keeps_its_answer_over_a_reload_and_a_restart(
    own_lab: Callable[[str, dict[str, Any]], Lab], part: Callable[..., dict[str, Any]]
) -> None:
    lab = own_lab("every-kind.ipynb", part(*(kind.name for kind in KINDS)))
    for kind in KINDS:
        panel = lab.exercise(kind.name)
        panel.scroll_into_view_if_needed()
        kind.by_mouse(panel)
        expect(lab.status(kind.name)).to_contain_text("Recorded")
    before = answers_and_views(lab)
    assert None not in before[0].values()
    (session,) = [one for one in lab.server.call("sessions") if one["path"] == lab.name]
    lab.server.call(f"kernels/{session['kernel']['id']}/restart", "POST")
    lab.open().run_all()
    assert answers_and_views(lab) == before


def answers_and_views(lab: Lab) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the file has of each exercise, and what its controls show."""
    answers = {name: call.answer for name, call in lab.server.recorded(lab.name).items()}
    return answers, {name: lab.exercise(name).evaluate(SHOWN) for name in answers}


def test_focus_stays_where_it_was_after_a_change(shared_lab: Lab) -> None:
    panel = shared_lab.exercise("order-twenty")
    press(panel, panel.get_by_role("button", name="Move down").first, ["Space", "Space"])
    focused = shared_lab.page.evaluate("document.activeElement.closest('.wc-orderitem').innerText")
    assert focused.startswith(panel.locator(".wc-orderitem").nth(2).inner_text()[:9])
    expect(shared_lab.status("order-twenty")).to_contain_text("now third of 20")


@pytest.mark.parametrize(
    ("name", "button"), [("order-open", "Keep this order"), ("interval-open", "Keep this span")]
)
def test_focus_stays_on_a_button_that_has_done_its_work(
    shared_lab: Lab, name: str, button: str
) -> None:
    panel = shared_lab.exercise(name)
    if panel.get_by_role("button", name="Clear answer").is_enabled():
        clear(shared_lab, name)
    keep = panel.get_by_role("button", name=button)
    keep.press("Enter")
    expect(keep).to_be_disabled()
    expect(keep).to_be_focused()
    expect(shared_lab.status(name)).to_contain_text("Recorded")
    clear(shared_lab, name)


def test_a_change_told_in_many_words_moves_nothing(shared_lab: Lab) -> None:
    panel = shared_lab.exercise("match-open")
    panel.scroll_into_view_if_needed()
    before = panel.bounding_box()
    panel.get_by_role("button", name="K3").click()
    panel.get_by_role("button", name="C4").click()
    expect(shared_lab.status("match-open")).to_contain_text("matched with")
    expect(shared_lab.status("match-open")).to_contain_text("Recorded")
    after = panel.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] == before["height"]
    clear(shared_lab, "match-open")


def test_letters_in_an_exercise_do_not_reach_the_notebook(shared_lab: Lab) -> None:
    before = shared_lab.page.locator(".jp-Cell").count()
    panel = shared_lab.exercise("choose-done")
    press(panel, panel.locator("input").first, ["d", "d", "a", "b", "x", "m"])
    assert shared_lab.page.locator(".jp-Cell").count() == before


def test_undo_takes_back_step_by_step(shared_lab: Lab) -> None:
    panel = shared_lab.exercise("tick-done")
    panel.get_by_label("the request").check()
    shared_lab.expect_answer("tick-done", ["the date", "the greeting", "the request for calm"])
    panel.get_by_label("the date").focus()
    shared_lab.page.keyboard.press("Control+z")
    shared_lab.expect_answer("tick-done", ["the date", "the greeting"])
    expect(shared_lab.status("tick-done")).to_contain_text("Taken back. 2 ticked.")


def test_clear_asks_once_and_can_be_declined(shared_lab: Lab) -> None:
    panel = shared_lab.exercise("choose-done")
    panel.get_by_role("button", name="Clear answer").click()
    expect(panel.get_by_role("button", name="Keep it")).to_be_focused()
    shared_lab.page.keyboard.press("Escape")
    expect(panel.get_by_role("button", name="Clear answer")).to_be_visible()
    assert panel.get_by_label("retaliation").is_checked()


def test_escape_leaves_to_the_notebook(shared_lab: Lab) -> None:
    panel = shared_lab.exercise("choose-done")
    panel.locator("input").first.focus()
    shared_lab.page.keyboard.press("Escape")
    assert not shared_lab.page.evaluate("Boolean(document.activeElement.closest('.wc-exercise'))")
    assert shared_lab.page.evaluate("Boolean(document.activeElement.closest('.jp-Notebook'))")


def test_a_full_tick_list_takes_no_more(shared_lab: Lab) -> None:
    panel = shared_lab.exercise("tick-open")
    clear(shared_lab, "tick-open")
    for word in ("the date", "the greeting"):
        panel.get_by_label(word).check()
    panel.get_by_label("the request").click()
    expect(panel.get_by_label("the request")).not_to_be_checked()
    expect(shared_lab.status("tick-open")).to_contain_text("Only 2 may be ticked")


def test_reasons_stand_with_their_marks(shared_lab: Lab) -> None:
    panel = shared_lab.exercise("pick-reasons")
    panel.get_by_label("Which words show it? (S27.1)").fill("no such talk")
    shared_lab.expect_answer(
        "pick-reasons",
        {
            "S23.3": ["as a condition", "only to the second case"],
            "S27.1": ["as a fact", "no such talk"],
        },
    )
    panel.get_by_role("group", name="Marked sentences").get_by_role("button", name="S27.1").click()
    expect(panel.get_by_role("option", name="S27.1 ")).to_be_focused()
    expect(panel.get_by_role("tab", name="S27, 1 marked")).to_have_attribute(
        "aria-selected", "true"
    )


def test_sentences_for_reading_only_are_seen_heard_and_refused(shared_lab: Lab) -> None:
    panel = shared_lab.exercise("pick-only")
    listbox = panel.get_by_role("listbox")
    expect(listbox).to_have_accessible_description(
        "3 sentences can be marked: the number stands in a box. The others are for reading."
    )
    expect(panel.locator(".wc-boxed")).to_have_text(["E2", "E6", "E8"])
    closed, free = (panel.get_by_role("option").nth(place) for place in (0, 1))
    expect(closed).to_be_disabled()
    expect(free).to_be_enabled()
    ink = "one => getComputedStyle(one).color"
    assert closed.evaluate(ink) != free.evaluate(ink)
    # A closed option takes no click of Playwright's own; a student's finger does not know that.
    closed.click(force=True)
    expect(closed).to_have_attribute("aria-selected", "false")
    expect(shared_lab.status("pick-only")).to_contain_text("E1 is for reading only")


def test_the_desk_checks_the_essay_of_its_cell(shared_lab: Lab) -> None:
    panel = shared_lab.exercise("desk-own")
    expect(panel.locator(".wc-text")).to_contain_text("Castro's role in the crisis was small")
    panel.get_by_role("button", name="Check again").click()
    expect(shared_lab.status("desk-own")).to_contain_text("form, not insight")


def test_a_sentence_is_marked_by_keyboard_and_counts_at_the_next_check(
    own_lab: Callable[[str, dict[str, Any]], Lab], part: Callable[..., dict[str, Any]]
) -> None:
    lab = own_lab("marks.ipynb", part("desk-own", "essay-own"))
    # The desk checks once by itself when it appears; until then JupyterLab, too, moves the focus.
    expect(lab.status("desk-own")).to_contain_text(re.compile(r"Checked \d\d:\d\d"))
    panel, keyboard = lab.exercise("desk-own"), lab.page.keyboard
    thesis = panel.get_by_label("Thesis")
    expect(thesis).to_have_value("")
    thesis.focus()
    keyboard.press("ArrowDown")
    start = (
        "Castro's role in the crisis was small in its settlement but large in its origin, "
        "because he asked for protection and was not asked about the end [S23]."
    )
    lab.expect_answer("desk-own", {"thesis": start}, seconds=1)
    expect(lab.status("desk-own")).to_contain_text("Thesis: sentence 1. Recorded")
    expect(thesis).to_be_focused()
    panel.get_by_role("button", name="Check again").press("Enter")
    expect(panel.locator(".wc-sentence").first).to_contain_text("thesis (marked by you)")
    expect(panel.locator(".wc-marking")).to_contain_text("Thesis: sentence 1, marked by you.")
    found = Axe().run(lab.page, context='.wc-exercise[data-name="desk-own"]')
    assert [rule["id"] for rule in found.response["violations"]] == []
    panel.get_by_role("button", name="Clear marks").click()
    panel.get_by_role("button", name="Clear it").click()
    lab.expect_answer("desk-own", None)
    expect(thesis).to_have_value("")


def test_a_mark_whose_sentence_has_gone_is_told_and_kept(
    own_lab: Callable[[str, dict[str, Any]], Lab], part: Callable[..., dict[str, Any]]
) -> None:
    notebook = part("desk-own", "essay-own")
    cells = copy.deepcopy(notebook["cells"])
    for cell in cells:
        if cell["id"] == "answer-desk-own":
            cell["source"] = write_answer(
                "".join(cell["source"]), {"rebuttal": "It has been taken out."}
            )
    lab = own_lab("stale.ipynb", notebook | {"cells": cells})
    panel = lab.exercise("desk-own")
    chosen = panel.get_by_label("Your answer to it").locator("option:checked")
    expect(chosen).to_have_text("Not in the essay now: It has been taken out.")
    expect(panel.locator(".wc-marking")).to_contain_text("no longer in your essay")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("wrong-one-option", "has 1 option. Give it at least 2."),
        ("wrong-repeated", 'has the option "here" twice.'),
        ("wrong-source", 'No source has the id "S99".'),
    ],
)
def test_mistakes_of_authors_are_sentences(shared_lab: Lab, name: str, sentence: str) -> None:
    cell = shared_lab.page.locator(".jp-CodeCell", has_text=f'"{name}"')
    expect(cell.locator(".jp-OutputArea-output")).to_contain_text(sentence)
    expect(shared_lab.page.locator(".jp-RenderedText[data-mime-type*=error]")).to_have_count(0)


def test_html_in_a_prompt_is_text(shared_lab: Lab) -> None:
    prompt = shared_lab.exercise("choose-html").locator("legend")
    expect(prompt).to_have_text("A prompt with <b>HTML</b> & signs shows them as they are.")
    expect(shared_lab.exercise("choose-markdown").get_by_role("link")).to_have_attribute(
        "href", "https://www.jupyter.org"
    )
