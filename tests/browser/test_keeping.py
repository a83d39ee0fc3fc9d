"""What a student did is not lost: restarts, reloads, dead kernels, tabs, read-only files."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from playwright.sync_api import APIResponse, Page, Route, expect

from course.notebook.answers import read_call, to_literal, write_answer

if TYPE_CHECKING:
    from conftest import Lab

READ_ONLY = "Not recorded: this notebook is read-only. Make a copy (File → Save As)."


def choose(lab: Lab, option: str) -> None:
    lab.exercise("choose-open").first.get_by_label(option).check()


def kept(lab: Lab, option: str) -> None:
    """Choose an option and wait until the file has it."""
    choose(lab, option)
    lab.expect_answer("choose-open", option)
    expect(lab.status("choose-open").first).to_contain_text("Recorded")


def beside(lab: Lab, page: Page, name: str = "") -> Lab:
    """Return a second page for the same notebook, or for a copy of its file."""
    if name:
        lab.server.put(name, json.loads((lab.server.root / lab.name).read_text(encoding="utf-8")))
    return type(lab)(page, lab.server, name or lab.name)


def test_a_click_is_in_the_file_within_a_second(small_lab: Lab) -> None:
    taken = []
    for option in ("retaliation", "a first strike", "pre-emption after an invasion") * 3:
        start = time.perf_counter()
        choose(small_lab, option)
        small_lab.expect_answer("choose-open", option)
        taken.append(time.perf_counter() - start)
    field = small_lab.exercise("text-open").locator("textarea")
    field.press_sequentially("Castro mattered.", delay=20)
    start = time.perf_counter()
    small_lab.expect_answer("text-open", "Castro mattered.")
    typed = time.perf_counter() - start
    print(
        f"click to file: median {statistics.median(taken):.2f} s; last key to file: {typed:.2f} s"
    )
    assert statistics.median(taken) < 1
    assert typed < 2


def test_news_of_an_earlier_save_does_not_take_the_words_of_the_latest_change(
    page: Page,
    own_lab: Callable[[str, dict[str, Any]], Lab],
    part: Callable[..., dict[str, Any]],
) -> None:
    lab = own_lab("slow-save.ipynb", part("tick-done"))
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if route.request.method != "PUT" or held:
            route.continue_()
        else:
            held.append((route, route.fetch()))

    page.route(f"**/api/contents/{lab.name}*", hold)
    panel = lab.exercise("tick-done")
    panel.get_by_label("the request").check()
    lab.expect_answer("tick-done", ["the date", "the greeting", "the request for calm"])
    panel.get_by_label("the date").focus()
    page.keyboard.press("Control+z")
    page.wait_for_timeout(500)
    ((route, response),) = held
    route.fulfill(response=response)
    lab.expect_answer("tick-done", ["the date", "the greeting"])
    expect(lab.status("tick-done")).to_contain_text("Recorded")
    expect(lab.status("tick-done")).to_contain_text("Taken back. 2 ticked.")


def test_the_kernel_learns_of_a_click_without_running_the_cell(small_lab: Lab) -> None:
    kept(small_lab, "retaliation")
    page = small_lab.page
    page.locator(".jp-InputPrompt").last.click()
    for key in ("Escape", "b", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type(
        "from course.exercises import registry; registry.lookup('choose-open').answer"
    )
    page.keyboard.press("Shift+Enter")
    expect(page.locator(".jp-OutputArea-executeResult")).to_contain_text("retaliation")


def test_a_line_edited_by_hand_is_shown_or_explained(small_lab: Lab) -> None:
    kept(small_lab, "a first strike")
    page = small_lab.page
    cell = page.locator(".jp-CodeCell", has_text='"choose-open"').first
    cell.locator(".cm-line", has_text="recorded answer").click()
    for line, told in (
        ('answer="retaliation",  # recorded answer', "Chosen: retaliation."),
        ("answer=retaliation(),  # recorded answer", "cannot be read, so it counts as unanswered"),
    ):
        page.keyboard.press("Home")
        page.keyboard.press("Shift+End")
        page.keyboard.insert_text(line)
        expect(small_lab.status("choose-open")).to_contain_text(told)
    kept(small_lab, "a first strike")


def test_a_copied_cell_says_that_it_is_one(small_lab: Lab) -> None:
    page = small_lab.page
    page.locator(".jp-CodeCell", has_text='"choose-open"').locator(".jp-InputPrompt").click()
    for key in ("Escape", "c", "v"):
        page.keyboard.press(key)
    panels = small_lab.exercise("choose-open")
    expect(panels).to_have_count(2)
    panels.nth(1).get_by_label("retaliation").check()
    expect(small_lab.status("choose-open").nth(1)).to_contain_text("only the first one counts")
    kept(small_lab, "pre-emption after an invasion")
    page.locator(".jp-CodeCell", has_text='"choose-open"').nth(1).locator(".jp-InputPrompt").click()
    for key in ("Escape", "d", "d"):
        page.keyboard.press(key)
    expect(panels).to_have_count(1)


def test_a_server_that_is_away_is_told_and_tried_again(small_lab: Lab) -> None:
    address = f"**/api/contents/{small_lab.name}?**"
    small_lab.page.route(address, lambda route: route.abort())
    choose(small_lab, "retaliation")
    expect(small_lab.status("choose-open")).to_contain_text("Recorded here, not yet saved to disk.")
    small_lab.page.unroute(address)
    small_lab.expect_answer("choose-open", "retaliation")
    expect(small_lab.status("choose-open")).to_contain_text("Recorded")


def test_another_tab_is_never_overwritten(small_lab: Lab, page: Page) -> None:
    kept(small_lab, "a first strike")
    other = beside(small_lab, page).open()
    other.exercise("choose-open").wait_for(timeout=30_000)
    time.sleep(1)  # JupyterLab compares the times of a file to half a second
    kept(small_lab, "retaliation")
    other.exercise("choose-open").get_by_label("pre-emption").check()
    expect(other.status("choose-open")).to_contain_text(
        "Changed in another tab: reload before you go on."
    )
    expect(page.get_by_role("dialog")).to_have_count(0)
    small_lab.expect_answer("choose-open", "retaliation")


def test_both_readers_of_answers_agree(small_lab: Lab) -> None:
    values: list[Any] = [
        None,
        "",
        "quotes \" and ' and \\ and \n lines \t é ü 中文 🙂 \u2028 \x7f",
        ["a", "b"],
        {"b": {"y": "1", "x": [1, 2.5, True, None]}, "a": [], "é": {}, "🙂": "", "\uffff": ""},
        {"__proto__": "x"},
    ]
    link = "document.querySelector('link[href*=\"exercise.css\"]').href"
    module = f"(await import(new URL('literal.js', {link})))"
    write = f"async value => {module}.toLiteral(JSON.parse(value))"
    read = f"async source => JSON.stringify({module}.readAnswer(source))"
    for value in values:
        assert small_lab.page.evaluate(write, json.dumps(value)) == to_literal(value)
        source = write_answer('choose(\n    "a",\n    answer=None,  # recorded answer\n)', value)
        call = read_call(source)
        assert call is not None
        assert call.answer == value
        assert json.loads(small_lab.page.evaluate(read, source)) == {"answer": value, "problem": ""}


def test_a_read_only_notebook_says_so(small_lab: Lab, page: Page) -> None:
    kept(small_lab, "a first strike")
    lab = beside(small_lab, page, "read-only.ipynb")

    def refuse(route: Route) -> None:
        # The administrator may write everything, so the server's word is changed, not the file.
        route.fulfill(json=route.fetch().json() | {"writable": False})

    page.route("**/api/contents/read-only.ipynb?**", refuse)
    lab.open()
    choose(lab, "retaliation")
    expect(lab.status("choose-open")).to_contain_text(READ_ONLY)
    assert lab.server.answer(lab.name, "choose-open") == "a first strike"


def test_without_the_extension_the_line_is_offered(small_lab: Lab, page: Page) -> None:
    kept(small_lab, "a first strike")
    lab = beside(small_lab, page, "elsewhere.ipynb")
    page.route("**/whose-crisis/**", lambda route: route.abort())
    lab.open().run_all()
    panel = lab.exercise("choose-open")
    panel.wait_for(timeout=30_000)
    expect(panel.locator(".wc-fallback")).to_be_hidden()
    choose(lab, "retaliation")
    expect(panel.locator(".wc-line")).to_have_text('    answer="retaliation",  # recorded answer')
    expect(panel.get_by_role("button", name="Copy the line")).to_be_visible()
    expect(lab.status("choose-open")).to_contain_text("Not recorded yet.")
    assert lab.server.answer(lab.name, "choose-open") == "a first strike"


def test_notebook_7_keeps_answers(small_lab: Lab, page: Page) -> None:
    lab = beside(small_lab, page, "seven.ipynb").open("notebooks").run_all()
    kept(lab, "retaliation")
    lab.exercise("pick-pens").get_by_role("option", name="E1 protect").focus()
    page.keyboard.press("2")
    lab.expect_answer(
        "pick-pens",
        {"E1": "claim", "E2": "claim", "E3": "evidence", "E12": "concession", "E15": "thesis"},
    )


def test_notebook_7_shows_answers_again_before_running(small_lab: Lab, page: Page) -> None:
    kept(small_lab, "retaliation")
    lab = beside(small_lab, page, "seven-again.ipynb").open("notebooks")
    expect(lab.exercise("choose-open").get_by_label("retaliation")).to_be_checked(timeout=30_000)
    kept(lab, "a first strike")


def test_a_dead_kernel_loses_nothing(small_lab: Lab) -> None:
    kept(small_lab, "a first strike")
    server = small_lab.server
    (session,) = [one for one in server.call("sessions") if one["path"] == small_lab.name]
    server.call(f"kernels/{session['kernel']['id']}/restart", "POST")
    expect(small_lab.exercise("choose-open").get_by_label("a first strike")).to_be_checked()
    server.call(f"sessions/{session['id']}", "DELETE")
    small_lab.exercise("text-open").locator("textarea").fill("Still here.")
    small_lab.expect_answer("text-open", "Still here.")
    kept(small_lab, "retaliation")


def test_a_reload_shows_and_keeps_answers_before_anything_runs(small_lab: Lab) -> None:
    kept(small_lab, "retaliation")
    small_lab.open()
    expect(small_lab.exercise("choose-open").get_by_label("retaliation")).to_be_checked(
        timeout=30_000
    )
    kept(small_lab, "a first strike")
    small_lab.run_all()
    expect(small_lab.status("choose-open")).to_have_text("Chosen: a first strike. Recorded.")
