"""What imported full texts say to the quotations of an essay; never a matter of points."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course.cli.main import run
from course.exercises.assessing import desk_report

FAITHFUL = 'He wrote of "a made-up first paragraph" that day [S07].'
SHORTENED = 'He wrote that "a made-up ... goes on" that day [S07].'
CHANGED = 'He wrote of "a made-up last paragraph" that day [S07].'
ELSEWHERE = 'He wrote of "a made-up first paragraph" that day [S08].'
TITLE = "Quotations in the full texts"


@pytest.fixture
def texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One imported text, of S07."""
    path = tmp_path / "texts/frus1961-63v06/d68.json"
    path.parent.mkdir(parents=True)
    path.write_text(
        json.dumps(
            {"head": "68. Message", "paragraphs": ["A made-up first paragraph. It goes on."]}
        )
    )
    monkeypatch.setenv("COURSE_TEXTS", str(tmp_path / "texts"))
    return path


def rows(text: str) -> list[tuple[str, list[int], str]]:
    return [
        (row["state"], row["sentences"], row["question"])
        for row in desk_report(text)["rows"]
        if row["title"] == TITLE
    ]


@pytest.mark.usefixtures("texts")
def test_quotations_are_looked_for_in_the_texts_that_are_cited() -> None:
    assert rows(FAITHFUL) == [("found", [1], "")]
    assert rows(SHORTENED) == [("found", [1], "")]
    ((state, sentences, question),) = rows(f"{FAITHFUL} {CHANGED}")
    assert (state, sentences) == ("partly", [1, 2])
    assert question.startswith("The words of sentence 2 are not in the full text of [S07].")
    assert rows(CHANGED)[0][0] == "missing"


@pytest.mark.usefixtures("texts")
def test_nothing_is_said_of_texts_that_are_not_there() -> None:
    assert rows(ELSEWHERE) == []
    assert rows("He wrote about it that day [S07].") == []


def test_a_damaged_text_is_left_out(texts: Path) -> None:
    texts.write_text("{")
    assert rows(FAITHFUL) == []


def test_points_do_not_depend_on_it(
    texts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    essay = tmp_path / "essay.md"
    essay.write_text(CHANGED)
    reports = []
    for name in ("with.json", "without.json"):
        assert run(["essay", str(essay), "--json", str(tmp_path / name)]) == 0
        reports.append((tmp_path / name).read_bytes())
        assert (TITLE in capsys.readouterr().out) is texts.exists()
        texts.unlink(missing_ok=True)
    assert reports[0] == reports[1]
