"""What a cell does in a kernel without a browser: it registers its answer and shows it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.displaypub import CapturingDisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from course.exercises import registry
from course.exercises.show import MIME

CELL = """choose(
    "condition",
    "Which label fits?",
    ["first strike", "retaliation"],
    answer={answer},  # recorded answer
)"""


DESK = """essay_desk(
    "desk",
    "Your essay.",
    cell="essay-final",
    answer={answer},  # recorded answer
)"""


class Notebook:
    """A kernel's shell that keeps what cells display."""

    def __init__(self, shell: InteractiveShell) -> None:
        self.shell = shell
        self.shell.display_pub = CapturingDisplayPublisher()
        self.run("from course.exercises import *")

    def run(self, source: str, cell: str = "") -> list[dict[str, Any]]:
        """Run a cell and return the data of its outputs."""
        self.shell.display_pub.outputs = []
        self.shell.get_parent = lambda: {"metadata": {"cellId": cell}}
        done = self.shell.run_cell(source, store_history=True)
        done.raise_error()
        return [output["data"] for output in self.shell.display_pub.outputs]


@pytest.fixture
def notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Notebook]:
    """A shell of its own, without history on disk."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    monkeypatch.setenv("NBGRADER_EXECUTION", "autograde")
    config = Config({"HistoryManager": {"enabled": False}})
    yield Notebook(InteractiveShell.instance(config=config))
    InteractiveShell.clear_instance()


def test_the_answer_is_read_from_the_source_and_registered(notebook: Notebook) -> None:
    (shown,) = notebook.run(CELL.format(answer='"retaliation"'))
    entry = registry.lookup("condition")
    assert entry is not None
    assert (entry.answer, entry.problem) == ("retaliation", "")
    assert "retaliation <span>(chosen)</span>" in shown["text/html"]
    assert "Chosen: retaliation" in shown["text/plain"]


def test_under_nbgrader_no_widget_hides_the_static_view(notebook: Notebook) -> None:
    (shown,) = notebook.run(CELL.format(answer="None"))
    assert set(shown) == {"text/html", "text/plain"}


def test_for_people_a_widget_and_our_own_form_come_along(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION")
    (shown,) = notebook.run(CELL.format(answer="None"))
    assert "application/vnd.jupyter.widget-view+json" in shown
    assert shown[MIME]["exercise"]["kind"] == "choose"
    assert shown[MIME]["answer"] is None


def test_an_answer_that_needs_code_is_never_run(notebook: Notebook) -> None:
    (shown,) = notebook.run(CELL.format(answer='"retal" + "iation"'))
    entry = registry.lookup("condition")
    assert entry is not None
    assert entry.answer is None
    assert "cannot be read" in entry.problem
    assert entry.problem in shown["text/plain"]


def test_an_unknown_option_counts_as_unanswered(notebook: Notebook) -> None:
    (shown,) = notebook.run(CELL.format(answer='"retailation"'))
    entry = registry.lookup("condition")
    assert entry is not None
    assert entry.answer is None
    assert 'Did you mean "retaliation"?' in shown["text/plain"]


def test_a_cell_without_the_line_says_so(notebook: Notebook) -> None:
    (shown,) = notebook.run('choose("condition", "Which?", ["a", "b"])')
    assert 'This cell has no line "answer=None,  # recorded answer"' in shown["text/plain"]


def test_a_mistake_of_the_author_is_shown_without_a_traceback(notebook: Notebook) -> None:
    (shown,) = notebook.run(CELL.format(answer="None").replace('"retaliation"', '"first strike"'))
    assert shown["text/plain"].startswith(
        'The exercise "condition" has the option "first strike" twice.'
    )
    assert registry.lookup("condition") is None


def test_under_nbgrader_the_first_copy_counts(notebook: Notebook) -> None:
    notebook.run(CELL.format(answer='"retaliation"'))
    (shown,) = notebook.run(CELL.format(answer='"first strike"'))
    entry = registry.lookup("condition")
    assert entry is not None
    assert entry.answer == "retaliation"
    assert "only the first cell counts" in shown["text/plain"]


def test_in_the_lab_the_same_cell_may_run_again_and_another_may_not(
    notebook: Notebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NBGRADER_EXECUTION")
    notebook.run(CELL.format(answer="None"), cell="one")
    notebook.run(CELL.format(answer='"retaliation"'), cell="one")
    entry = registry.lookup("condition")
    assert entry is not None
    assert entry.answer == "retaliation"
    (shown,) = notebook.run(CELL.format(answer='"first strike"'), cell="two")
    assert registry.lookup("condition") == entry
    assert "only the first cell counts" in shown[MIME]["notice"]


def test_the_browser_renews_an_answer_by_a_literal(notebook: Notebook) -> None:
    notebook.run(CELL.format(answer="None"))
    registry.record("condition", '"retaliation"')
    entry = registry.lookup("condition")
    assert entry is not None
    assert entry.answer == "retaliation"
    registry.record("condition", "__import__('os').getcwd()")
    entry = registry.lookup("condition")
    assert entry is not None
    assert entry.answer is None
    assert entry.problem
    registry.record("nobody", "1")
    assert list(registry.entries()) == ["condition"]


def test_the_desk_shows_the_essay_of_its_cell(
    notebook: Notebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "other.ipynb").write_text("no notebook", encoding="utf-8")
    (tmp_path / "own.ipynb").write_text(
        '{"cells": [{"id": "essay-final", "cell_type": "markdown", "source": ["Castro ", "mattered."]}]}',
        encoding="utf-8",
    )
    (shown,) = notebook.run(DESK.format(answer='{"thesis": "Castro mattered."}'))
    assert "Your essay has 2 words" not in shown["text/plain"]
    assert "Thesis: sentence 1, marked by you." in shown["text/plain"]
    assert "No placeholders: found" in shown["text/html"]
    entry = registry.lookup("desk")
    assert entry is not None
    assert entry.answer == {"thesis": "Castro mattered."}


@pytest.mark.parametrize("answer", ['["thesis"]', '{"thesis": 1}', '{"title": "Castro."}', "1 + 1"])
def test_marks_that_cannot_be_read_are_told_and_the_desk_is_shown(
    notebook: Notebook, answer: str
) -> None:
    (shown,) = notebook.run(DESK.format(answer=answer))
    entry = registry.lookup("desk")
    assert entry is not None
    assert entry.answer is None
    assert entry.problem
    assert entry.problem in shown["text/plain"]
    assert "List of sources" in shown["text/html"]


def test_a_desk_with_a_text_of_the_archive_records_nothing(notebook: Notebook) -> None:
    (shown,) = notebook.run('essay_desk("old", "The old essay.", text="essay")')
    assert registry.lookup("old") is None
    assert "marked" not in shown["text/plain"]


def test_help_describes_the_arguments(notebook: Notebook) -> None:
    import inspect

    function = notebook.shell.user_ns["tick"]
    assert list(inspect.signature(function).parameters)[:3] == ["name", "prompt", "options"]
    assert "answer" in inspect.signature(function).parameters
    assert "at_most : int" in function.__doc__


def test_outside_a_notebook_the_text_is_printed(capsys: pytest.CaptureFixture[str]) -> None:
    from course.exercises import choose

    choose("plain", "Which?", ["a", "b"], answer="b")
    assert capsys.readouterr().out.startswith("Which?\nNot answered yet.")
