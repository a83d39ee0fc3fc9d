"""Journal, times, outputs, lateness, and the lock: small parts that nothing may be lost in."""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from traitlets.config import Config

from course.errors import UsageError
from course.grading.handin import HandIn, parse_timestamp
from course.grading.journal import Journal
from course.grading.late import LatePolicy
from course.grading.lock import only_run
from course.grading.outputs import check_outputs, cleaned
from course.grading.wording import shortened, shortened_text
from course.paths import CourseFolder


def test_the_journal_knows_what_was_done(tmp_path):
    path = tmp_path / "unit" / ".journal.jsonl"
    Journal(path).done("ada", "one")
    Journal(path).done("bob", "two")
    Journal(path).done("ada", "three")
    journal = Journal(path)
    assert [journal.input_of(name) for name in ("ada", "bob", "cyd")] == ["three", "two", ""]


def test_a_line_cut_short_by_a_kill_counts_as_not_written(tmp_path):
    path = tmp_path / ".journal.jsonl"
    Journal(path).done("ada", "one")
    with path.open("ab") as file:
        file.write(b'{"student": "bob", "in')
    journal = Journal(path)
    assert journal.input_of("bob") == ""
    journal.done("cyd", "three")
    assert Journal(path).input_of("ada") == "one"
    assert Journal(path).input_of("cyd") == "three"


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-05 14:58:23.948203 UTC",
        "2026-10-05T14:58:23Z",
        "2026-10-05T14:58:23+02:00",
        "2026-10-05 14:58:23",
        "Mon Oct 5 14:58:23 2026",
    ],
)
def test_times_are_read_as_nbgrader_reads_them(text):
    from nbgrader.utils import parse_utc

    assert parse_timestamp(text) == parse_utc(text)


def test_an_offset_is_one_of_hours_and_minutes():
    assert parse_timestamp("2026-10-05 14:58:23 +0200") == datetime.fromisoformat(
        "2026-10-05T12:58:23"
    )
    assert parse_timestamp("2026-10-05 14:58:23 -0330") == datetime.fromisoformat(
        "2026-10-05T18:28:23"
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "soon",
        "2026-13-45 99:99:99 UTC",
        "2026-10-05 14:58:23 +9999",
        "0001-01-01 00:00:00 +2300",
        "9999-12-31 23:59:59 -2300",
        "9" * 5000,
    ],
)
def test_what_is_no_time_is_none(text):
    assert parse_timestamp(text) is None


def test_links_and_ignored_files_are_no_part_of_a_hand_in(tmp_path):
    secret = tmp_path / "gradebook.db"
    secret.write_text("secret")
    folder = tmp_path / "ada" / "unit"
    (folder / "data").mkdir(parents=True)
    (folder / "__pycache__").mkdir()
    (folder / "__pycache__" / "x.py").write_text("")
    (folder / "data" / "ships.csv").write_text("a,b")
    (folder / "unit.ipynb").write_text("{}")
    (folder / "link.txt").symlink_to(secret)
    os.mkfifo(folder / "pipe")
    before = HandIn(folder).fingerprint()
    assert list(HandIn(folder).files()) == ["data/ships.csv"]
    assert HandIn(folder).notebooks() == ["unit"]
    (folder / "data" / "ships.csv").write_text("a,c")
    assert HandIn(folder).fingerprint() != before


def test_outputs_keep_only_what_the_format_allows():
    assert cleaned("nonsense", 10_000) == []
    assert (
        cleaned(
            [1, {"output_type": "telepathy"}, {"output_type": "stream", "name": "stdin"}], 10_000
        )
        == []
    )
    display = {
        "output_type": "display_data",
        "data": {"text/plain": "a", "image/png": 3},
        "metadata": 7,
        "x": 1,
    }
    assert cleaned([display], 10_000) == [
        {"output_type": "display_data", "data": {"text/plain": "a"}, "metadata": {}}
    ]


def test_output_metadata_cannot_stop_or_change_a_page():
    shown = {"output_type": "display_data", "data": {"image/png": "AAAA", "json": [1]}}
    odd = {
        "image/png": {"width": "1 onerror=alert(1)", "height": 20, "alt": "a map", "x": [1]},
        "image/jpeg": 5,
        "width": "1 onerror=alert(1)",
        "more": [[]],
    }
    [kept] = cleaned([{**shown, "metadata": odd}], 10_000)
    assert kept["metadata"] == {"image/png": {"height": 20, "alt": "a map"}}
    assert kept["data"] == {"image/png": "AAAA"}


def test_an_output_nested_too_deeply_to_be_written_is_left_out():
    deep: list[object] = []
    for _ in range(900):
        deep = [deep]
    shown = {"output_type": "display_data", "metadata": {}, "data": {"application/json": [[1]]}}
    assert cleaned([{**shown, "data": {"application/json": deep}}, shown], 10_000) == [shown]


def test_long_output_is_cut_as_nbgrader_cuts_it():
    from nbformat.v4 import new_code_cell, new_output
    from nbgrader.preprocessors import LimitOutput

    raw = [
        {"output_type": "stream", "name": "stdout", "text": "a\n" * 700},
        {"output_type": "stream", "name": "stderr", "text": "b\n" * 700},
        {"output_type": "stream", "name": "stdout", "text": "c\n"},
        {
            "output_type": "error",
            "ename": "E",
            "evalue": "e",
            "traceback": [str(n) for n in range(150)],
        },
    ]
    cell = new_code_cell(outputs=[new_output(**item) for item in raw])
    theirs, _ = LimitOutput().preprocess_cell(cell, {}, 0)
    assert cleaned(raw, 10**6) == [dict(item) for item in theirs.outputs]


def test_the_points_shown_are_the_points_nbgrader_would_read():
    from nbformat.notebooknode import from_dict
    from nbgrader.utils import get_partial_grade

    result = from_dict(check_outputs("Two of three.", 0.6666666666666666)[1])
    assert get_partial_grade(result, 1.0) == 0.6666666666666666


def test_lateness_costs_what_the_configured_policy_says():
    config = Config()
    assert LatePolicy(config).penalty("ada", 5.0, 3600) is None
    config.LateSubmissionPlugin.penalty_method = "zero"
    assert LatePolicy(config).penalty("ada", 5.0, 3600) == 5.0
    assert LatePolicy(config).penalty("ada", 5.0, 0) is None


def test_one_run_at_a_time(tmp_path):
    folder = CourseFolder(tmp_path)
    with only_run(folder), pytest.raises(UsageError, match=str(os.getpid())), only_run(folder):
        pass
    with only_run(folder):
        pass


def test_a_report_quotes_every_item_of_an_answer_and_no_endless_one():
    items = "\n".join(f"M.{number} [topic sentence] {'x' * 80}" for number in range(1, 19))
    assert shortened(items) == items
    assert len(shortened("x" * 10**6)) == 4000
    assert len(shortened_text("An essay. " * 1000)) == 1000
