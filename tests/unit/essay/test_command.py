"""`course essay` from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from course.cli.essay import essay as command
from course.errors import UsageError

SEED = Path(__file__).resolve().parents[3] / "seeds" / "000_3c94080268b1dde9.txt"


def test_seed_is_told_and_written_as_json_and_page(tmp_path, capsys):
    data, page = tmp_path / "seed.json", tmp_path / "seed.html"
    assert command(str(SEED), json=data, html=page) == 0
    assert "There was no US" in capsys.readouterr().out
    assert json.loads(data.read_text(encoding="utf-8"))["words"] == 432
    assert page.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_bytes_that_are_no_text_are_read_all_the_same(tmp_path, capsys):
    path = tmp_path / "odd.txt"
    path.write_bytes(bytes(range(256)))
    assert command(str(path)) == 0
    assert "No result" in capsys.readouterr().out


def test_standard_input(monkeypatch, capsys):
    class Input:
        buffer = SEED.open("rb")

    with Input.buffer:
        monkeypatch.setattr("sys.stdin", Input)
        assert command("-") == 0
    assert "432 words" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_cannot_be_read_is_a_sentence(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match=name.replace(".", r"\.")):
        command(name)


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"%PDF-1.7", b"{\\rtf1", b"\xff\xd8\xff\xe0"])
def test_a_file_that_is_no_text_is_told_not_checked(tmp_path: Path, start: bytes) -> None:
    path = tmp_path / "essay.docx"
    path.write_bytes(start + b"Castro wanted war.")
    with pytest.raises(UsageError, match="holds no plain text"):
        command(str(path))


def test_a_text_as_older_editors_save_it_is_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "essay.txt"
    path.write_text("Castro wanted war.", encoding="utf-16")
    command(str(path))
    assert "3 words" in capsys.readouterr().out
