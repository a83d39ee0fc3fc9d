"""The essay desk while a check is under way, and what the Tab key reaches on it."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

if TYPE_CHECKING:
    from conftest import Lab

MESSAGE_ID = re.compile(rb'"msg_id": ?"([^"]+)"')
CHECKED = re.compile(r"Checked \d\d:\d\d")
FIRST = (
    "Castro's role in the crisis was small in its settlement but large in its origin, "
    "because he asked for protection and was not asked about the end [S23]."
)
SECOND = "Khrushchev wrote to him only when all was decided [S24]."
# Every check takes as long as on a slow machine with other work to do.
SLOW = """
import time
from course.exercises import assessing
at_once = assessing.desk_report_json
def slowly(text, marked=None):
    time.sleep(2)
    return at_once(text, marked)
assessing.desk_report_json = slowly
"""


@pytest.fixture
def slow_lab(
    own_lab: Callable[[str, dict[str, Any]], Lab], part: Callable[..., dict[str, Any]]
) -> Callable[[str], Lab]:
    """Open a notebook with an essay and its desk, where a check takes two seconds."""

    def opened(name: str) -> Lab:
        notebook = part("desk-own", "essay-own")
        cells = copy.deepcopy(notebook["cells"])
        cells[0]["source"] = [*cells[0]["source"], "\n", SLOW]
        lab = own_lab(name, notebook | {"cells": cells})
        expect(lab.status("desk-own")).to_contain_text(CHECKED)
        return lab

    return opened


def rewrite(lab: Lab, words: str) -> None:
    """Put words before the essay, as a student does: open its cell, type, close it."""
    cell = lab.page.locator(".jp-MarkdownCell", has_text="Castro's role")
    cell.locator(".jp-RenderedMarkdown").dblclick()
    cell.locator(".cm-content").click()
    lab.page.keyboard.press("Control+Home")
    lab.page.keyboard.insert_text(words)
    lab.page.keyboard.press("Shift+Enter")
    expect(cell.locator(".jp-RenderedMarkdown")).to_contain_text(words.strip())


def test_what_is_chosen_while_a_check_runs_is_recorded_and_kept(
    slow_lab: Callable[[str], Lab],
) -> None:
    lab = slow_lab("slow-choice.ipynb")
    panel, keyboard = lab.exercise("desk-own"), lab.page.keyboard
    again = panel.get_by_role("button", name="Check again")
    thesis = panel.get_by_label("Thesis")
    again.focus()
    keyboard.press("Enter")
    expect(again).to_have_attribute("aria-disabled", "true")
    expect(again).to_be_focused()
    thesis.focus()
    keyboard.press("ArrowDown")
    lab.expect_answer("desk-own", {"thesis": FIRST}, seconds=1)
    keyboard.press("ArrowDown")
    lab.expect_answer("desk-own", {"thesis": SECOND}, seconds=1)
    expect(again).to_have_attribute("aria-disabled", "true")
    expect(again).not_to_have_attribute("aria-disabled", "true")
    expect(thesis).to_be_focused()
    expect(thesis.locator("option:checked")).to_contain_text("2. Khrushchev wrote")
    lab.expect_answer("desk-own", {"thesis": SECOND})


def test_an_open_list_stays_as_it_is_until_its_reader_has_chosen(
    slow_lab: Callable[[str], Lab],
) -> None:
    lab = slow_lab("slow-list.ipynb")
    panel, keyboard = lab.exercise("desk-own"), lab.page.keyboard
    again = panel.get_by_role("button", name="Check again")
    rewrite(lab, "A new beginning stands here.\n\n")
    again.click()
    panel.get_by_label("Thesis").focus()
    keyboard.press("Alt+ArrowDown")
    keyboard.press("ArrowDown")
    keyboard.press("ArrowDown")
    expect(again).to_have_attribute("aria-disabled", "true")
    expect(again).not_to_have_attribute("aria-disabled", "true")
    keyboard.press("Enter")
    lab.expect_answer("desk-own", {"thesis": SECOND})
    expect(panel.get_by_label("Thesis").locator("option:checked")).to_contain_text(
        "3. Khrushchev wrote"
    )


def test_focus_in_the_essay_outlasts_a_check(slow_lab: Callable[[str], Lab]) -> None:
    lab = slow_lab("slow-focus.ipynb")
    panel = lab.exercise("desk-own")
    again = panel.get_by_role("button", name="Check again")
    rewrite(lab, "A new beginning stands here.\n\n")
    for place in (".wc-sentence >> nth=1", ".wc-finding >> nth=2"):
        again.click()
        panel.locator(place).focus()
        expect(again).to_have_attribute("aria-disabled", "true")
        expect(again).not_to_have_attribute("aria-disabled", "true")
        expect(panel.locator(place)).to_be_focused()
    expect(panel.locator(".wc-sentence").nth(0)).to_contain_text("A new beginning")


def test_a_change_and_a_check_are_told_once_each(slow_lab: Callable[[str], Lab]) -> None:
    lab = slow_lab("slow-told.ipynb")
    panel = lab.exercise("desk-own")
    lab.page.evaluate(
        """() => {
            const line = document.querySelector('[data-name=desk-own] .wc-status');
            window.heard = [];
            new MutationObserver(() => heard.push(line.textContent)).observe(line, {childList: true});
        }"""
    )
    panel.get_by_role("button", name="Check again").click()
    panel.get_by_label("Thesis").select_option(index=1)
    lab.page.wait_for_timeout(3_000)
    heard = lab.page.evaluate("heard")
    assert sum("Thesis: sentence 1" in line for line in heard) == 1, heard
    assert sum("Checked" in line for line in heard) == 1, heard
    assert sum("Checking" in line for line in heard) <= 1, heard


def test_tab_reaches_each_part_of_the_desk_once(
    own_lab: Callable[[str, dict[str, Any]], Lab], part: Callable[..., dict[str, Any]]
) -> None:
    lab = own_lab("tabs.ipynb", part("desk-own", "essay-own"))
    expect(lab.status("desk-own")).to_contain_text(CHECKED)
    panel, keyboard = lab.exercise("desk-own"), lab.page.keyboard
    panel.get_by_role("button", name="Check again").focus()
    reached = []
    for _ in range(7):
        reached.append(
            lab.page.evaluate(
                """() => {
                    const {tagName, className, textContent, labels} = document.activeElement;
                    if (labels?.length && tagName === 'SELECT') return labels[0].textContent;
                    return tagName === 'BUTTON' ? textContent : className.split(' ')[0];
                }"""
            )
        )
        keyboard.press("Tab")
    assert reached == [
        "Check again",
        "wc-sentence",
        "wc-finding",
        "Thesis",
        "The other view",
        "Your answer to it",
        "Check with my marks",
    ]
    findings = panel.locator(".wc-finding")
    findings.first.focus()
    keyboard.press("ArrowDown")
    expect(findings.nth(1)).to_be_focused()
    keyboard.press("End")
    keyboard.press("Home")
    expect(findings.first).to_be_focused()
    jump = panel.get_by_role("button", name="Go to sentence 2").first
    jump.locator("xpath=ancestor::li").focus()
    while not jump.evaluate("one => one === document.activeElement"):
        keyboard.press("ArrowRight")
    keyboard.press("Enter")
    expect(panel.locator(".wc-sentence").nth(1)).to_be_focused()


def test_a_lost_kernel_is_told_and_marks_are_kept(
    slow_lab: Callable[[str], Lab],
) -> None:
    lab = slow_lab("lost.ipynb")
    panel = lab.exercise("desk-own")
    again = panel.get_by_role("button", name="Check again")
    (session,) = [one for one in lab.server.call("sessions") if one["path"] == lab.name]
    lab.server.call(f"kernels/{session['kernel']['id']}/restart", "POST")
    again.click()
    expect(again).to_have_attribute("aria-disabled", "true")
    expect(again).not_to_have_attribute("aria-disabled", "true", timeout=40_000)
    again.click()
    expect(lab.status("desk-own")).to_contain_text(CHECKED, timeout=40_000)
    lab.server.call(f"sessions/{session['id']}", "DELETE")
    again.click()
    expect(lab.status("desk-own")).to_contain_text("needs a running kernel", timeout=40_000)
    panel.get_by_label("Thesis").select_option(index=1)
    lab.expect_answer("desk-own", {"thesis": FIRST})


@pytest.mark.parametrize("lost", ["question", "idle"])
def test_a_message_that_a_restart_swallows_does_not_stop_the_check(
    page: Page,
    own_lab: Callable[[str, dict[str, Any]], Lab],
    part: Callable[..., dict[str, Any]],
    lost: str,
) -> None:
    dropped: list[bytes] = []

    def relay(route: WebSocketRoute) -> None:
        server = route.connect_to_server()

        def send(message: str | bytes) -> None:
            asks = isinstance(message, bytes) and b"desk_report_json" in message
            if asks and not dropped:
                dropped.append(MESSAGE_ID.findall(message)[0])
                if lost == "question":
                    return
            server.send(message)

        def receive(message: str | bytes) -> None:
            about = isinstance(message, bytes) and any(one in message for one in dropped)
            if lost == "idle" and about and b'"execution_state"' in message:
                return
            route.send(message)

        route.on_message(send)
        server.on_message(receive)

    page.route_web_socket(re.compile("/channels"), relay)
    lab = own_lab(f"swallowed-{lost}.ipynb", part("desk-own", "essay-own"))
    expect(lab.status("desk-own")).to_contain_text(CHECKED, timeout=40_000)
    assert dropped


def test_a_fault_of_the_course_is_told_as_such(
    own_lab: Callable[[str, dict[str, Any]], Lab], part: Callable[..., dict[str, Any]]
) -> None:
    notebook = part("desk-own", "essay-own")
    cells = copy.deepcopy(notebook["cells"])
    broken = "from course.exercises import assessing\nassessing.desk_report_json = None\n"
    cells[0]["source"] = [*cells[0]["source"], "\n", broken]
    lab = own_lab("fault.ipynb", notebook | {"cells": cells})
    expect(lab.status("desk-own")).to_contain_text("an error in the course, not in your work")
