"""`course archive` on the command line."""

import json

import pytest

from course.archive import checking, finding, sentences, source
from course.cli.main import run


def test_list_narrows_by_side_and_type(capsys):
    assert run(["archive", "list", "--side", "cuba", "--type", "speech"]) == 0
    out = capsys.readouterr().out
    assert "S36  1962-10-28" in out
    assert "S07" not in out


def test_a_choice_that_fits_nothing_names_the_choices(capsys):
    assert run(["archive", "list", "--side", "Mars"]) == 2
    assert '"Cuba"' in capsys.readouterr().err


def test_show_prints_a_card_and_writes_it_as_data(capsys, tmp_path):
    target = tmp_path / "card.json"
    assert run(["archive", "show", "S24", "E070", "--json", str(target)]) == 0
    out = capsys.readouterr().out
    assert "It cannot tell" in out
    assert "[E070]" in out
    card, event = json.loads(target.read_text(encoding="utf-8"))
    assert card["points"][3]["id"] == "S24.4"
    assert event["id"] == "E070"


def test_show_prints_the_words_of_a_sentence_and_of_a_point(capsys, tmp_path):
    target = tmp_path / "words.json"
    assert run(["archive", "show", "E7", "[s26.6]", "E070", "--json", str(target)]) == 0
    out = " ".join(capsys.readouterr().out.split())
    sentence, point, event = json.loads(target.read_text(encoding="utf-8"))
    assert sentence["text"] == sentences("essay")[6].text
    assert f"sentence 7 [E7] {sentence['text']}" in out
    assert (point["id"], point["confidence"]) == ("S26.6", "known")
    assert f"point 6 [S26.6] {source('S26').points[5].text} (known)" in out
    assert set(event) == {"id", "reference"}


def test_years_in_the_data_are_numbers_or_null(tmp_path):
    target = tmp_path / "list.json"
    assert run(["archive", "list", "--json", str(target)]) == 0
    years = {
        one["id"]: (one["year_created"], one["year_public"])
        for one in json.loads(target.read_text(encoding="utf-8"))
    }
    assert years["S24"] == (1962, 1990)
    assert years["S22"] == (1962, None)


def test_show_answers_an_unknown_id_with_near_matches(capsys):
    assert run(["archive", "show", "S99"]) == 2
    assert "Did you mean" in capsys.readouterr().err


def test_find_prints_hits_or_says_that_there_are_none(capsys, tmp_path):
    target = tmp_path / "hits.json"
    assert (
        run(["archive", "find", "Dobrinin", "Turkey", "--limit", "3", "--json", str(target)]) == 0
    )
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 3
    assert run(["archive", "find", "zeppelin"]) == 0
    assert 'Nothing in the archive fits "zeppelin"' in capsys.readouterr().out


def test_find_says_how_many_hits_there_are_and_how_to_see_them(capsys, tmp_path):
    total = len(finding.find("Castro", None))
    target = tmp_path / "hits.json"
    assert run(["archive", "find", "castro", "--json", str(target)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 16
    assert lines[-1] == f"15 of {total} hits; --all shows every one."
    assert len(json.loads(target.read_text(encoding="utf-8"))) == total
    assert run(["archive", "find", "castro", "--all"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == total + 1
    assert lines[-1] == f"{total} hits"


def test_find_says_which_words_it_took_instead(capsys):
    assert run(["archive", "find", "airfeild"]) == 0
    out = capsys.readouterr().out
    assert 'looked up: "base", "bases", "bomber", "bombers".' in out


def test_find_takes_a_limit_or_all(capsys):
    assert run(["archive", "find", "castro", "--all", "--limit", "3"]) == 2
    assert "exclude each other" in capsys.readouterr().err


def test_check_counts_and_finds_no_fault(capsys):
    assert run(["archive", "check"]) == 0
    out = capsys.readouterr().out
    assert "125  chronology" in out
    assert out.rstrip().endswith("0 faults")


def test_check_exits_4_on_a_fault(capsys, data, monkeypatch):
    text = (data / "polls.csv").read_text(encoding="utf-8")
    (data / "polls.csv").write_text(text.replace(",84,", ",184,"), encoding="utf-8")
    shipped = checking.audit
    monkeypatch.setattr(checking, "audit", lambda: shipped(data))
    assert run(["archive", "check"]) == 4
    assert "P03" in capsys.readouterr().out


def test_import_says_what_was_kept(capsys, volume, own_texts):
    assert run(["archive", "import", str(volume)]) == 0
    out = capsys.readouterr().out
    assert "2 documents kept (d68, d69)" in out
    assert str(own_texts) in out
    assert run(["archive", "show", "S07", "--text"]) == 0
    assert "Dear Mr. President:" in capsys.readouterr().out


def test_import_ends_with_1_when_a_file_of_the_folder_was_left_out(capsys, volume, tmp_path):
    (volume.parent / "page.xml").write_text("<html/>", encoding="utf-8")
    target = tmp_path / "import.json"
    assert run(["archive", "import", str(volume.parent), "--json", str(target)]) == 1
    out = capsys.readouterr().out
    assert "2 documents kept (d68, d69)" in out
    assert 'Left out: page.xml is not a volume in TEI XML. Its first element is "html"' in out
    assert list(json.loads(target.read_text(encoding="utf-8"))["left_out"]) == ["page.xml"]


def test_a_volume_that_the_calendar_does_not_cite_is_no_loss(capsys, volume):
    other = volume.parent / "frus1900.xml"
    other.write_text('<TEI xmlns="http://www.tei-c.org/ns/1.0"/>', encoding="utf-8")
    assert run(["archive", "import", str(volume.parent)]) == 0
    assert "frus1900: the calendar cites no document of it" in capsys.readouterr().out


@pytest.mark.parametrize("command", ["list", "show", "find", "check", "import"])
def test_each_command_has_help_with_an_example(capsys, command):
    run(["archive", command, "--help"])
    assert "Example: course archive" in capsys.readouterr().out
