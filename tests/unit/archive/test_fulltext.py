"""The door for full texts: what comes in, what is refused."""

import json

import pytest

from course.archive import source
from course.archive.fulltext import cited_documents, full_text, import_volumes, text_folder
from course.archive.tei import read_documents
from course.errors import UsageError

BOMB = """<?xml version="1.0"?>
<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1961-63v06"><text>&b;</text></TEI>"""
FETCH = """<?xml version="1.0"?>
<!DOCTYPE TEI [<!ENTITY outside SYSTEM "file:///etc/hostname">]>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1961-63v06"><text>&outside;</text></TEI>"""
DECLARING = """<?xml version="1.0" encoding="{}"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1961-63v06"><text/></TEI>"""
UNCITED = '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1900"><text/></TEI>'
OUTER_DTD = """<?xml version="1.0"?>
<!DOCTYPE TEI SYSTEM "http://example.invalid/tei.dtd">
<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1961-63v06"><text><body>
<div type="document" xml:id="d68"><head>68.</head><p>Read all the same.</p></div></body></text></TEI>"""


def test_a_document_is_read_with_its_parts_apart(volume):
    name, (one,) = read_documents(volume, {"frus1961-63v06#d68"})
    assert name == "frus1961-63v06"
    assert one.head == "68. Message From Chairman Khrushchev to President Kennedy"
    assert one.paragraphs == (
        "Moscow, October 28, 1962.",
        "Dear Mr. President:",
        "A made-up first paragraph about U Thant. It goes on over the page.",
        "One item.",
        "N. Khrushchev",
    )
    assert one.notes == ("Source: A lot file. No marking.", "A made-up note.")
    assert one.persons == ("Khrushchev", "Kennedy", "U Thant", "N. Khrushchev")
    assert (one.date_min, one.when) == ("1962-10-28T00:00:00-05:00", "1962-10-28T17:00:00+03:00")


def test_an_enclosure_belongs_to_its_document(volume):
    _, (one,) = read_documents(volume, {"frus1961-63v06#d69"})
    assert one.head == "69. Second & last"
    assert one.paragraphs == ("Welcome.", "Enclosure", "Enclosed.")


def test_only_documents_that_the_calendar_cites_are_kept(volume, own_texts):
    result = import_volumes(volume)
    assert result.kept == {"frus1961-63v06": ("d68", "d69")}
    assert "d60" in result.missing["frus1961-63v06"]
    assert sorted(path.name for path in own_texts.rglob("*")) == [
        "d68.json",
        "d69.json",
        "frus1961-63v06",
    ]
    assert (
        json.loads((own_texts / "frus1961-63v06" / "d68.json").read_text(encoding="utf-8"))["id"]
        == "d68"
    )


def test_an_imported_text_can_be_read_at_its_source(volume):
    assert full_text("S07") == ""
    import_volumes(volume.parent)
    assert "A made-up first paragraph" in source("S07").text()
    assert "A made-up note" not in source("S07").text()


def test_a_text_that_is_not_here_names_the_volume():
    with pytest.raises(UsageError, match=r"frus1961-63v06.*course archive import"):
        source("S07").text()
    with pytest.raises(UsageError, match="not printed in the volumes"):
        source("S23").text()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (BOMB, 'declares the entity "a"'),
        (FETCH, 'declares the entity "outside"'),
        ("<html><body/></html>", 'Its first element is "html"'),
        ("this is no XML", "is not well-formed XML, and nothing of it was imported. Line 1"),
        ("", "is not well-formed XML"),
        *[
            (
                DECLARING.format(encoding),
                f'odd.xml was not imported. It declares the encoding "{encoding}".*UTF-8.*Download',
            )
            for encoding in ("foo", "utf-7", "base64", "undefined", "shift_jis")
        ],
        (UNCITED, "holds no document"),
    ],
)
def test_what_is_no_volume_is_refused_with_a_sentence(tmp_path, own_texts, content, expected):
    path = tmp_path / "odd.xml"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=expected):
        import_volumes(path)
    assert not own_texts.exists()


def test_a_volume_cut_short_leaves_nothing_behind(volume, own_texts):
    text = volume.read_text(encoding="utf-8")
    volume.write_text(text[: text.index("</body>")], encoding="utf-8")
    with pytest.raises(UsageError, match="may have been cut short"):
        import_volumes(volume)
    assert not own_texts.exists()


def test_a_document_type_elsewhere_is_not_fetched(tmp_path):
    path = tmp_path / "frus1961-63v06.xml"
    path.write_text(OUTER_DTD, encoding="utf-8")
    _, (one,) = read_documents(path, {"frus1961-63v06#d68"})
    assert one.paragraphs == ("Read all the same.",)


def test_a_large_volume_is_read_in_one_pass(tmp_path):
    path = tmp_path / "large.xml"
    filler = (
        '<div type="document" xml:id="d{n}"><head>{n}.</head><p>' + "words " * 2000 + "</p></div>"
    )
    with path.open("w", encoding="utf-8") as file:
        file.write('<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1961-63v06"><text><body>')
        for number in range(1000, 1300):
            file.write(filler.format(n=number))
        file.write(
            '<div type="document" xml:id="d68"><head>68.</head><p>Here.</p></div></body></text></TEI>'
        )
    _, (one,) = read_documents(path, {"frus1961-63v06#d68"})
    assert one.paragraphs == ("Here.",)


def test_a_missing_file_and_an_empty_folder_are_named(tmp_path):
    with pytest.raises(UsageError, match="cannot be read"):
        import_volumes(tmp_path / "nowhere.xml")
    with pytest.raises(UsageError, match="holds no volume"):
        import_volumes(tmp_path)


def test_a_folder_keeps_its_good_volumes_and_names_the_rest(volume):
    (volume.parent / "page.xml").write_text("<html/>", encoding="utf-8")
    (volume.parent / "short.xml").write_text("<TEI>", encoding="utf-8")
    (volume.parent / "frus1900.xml").write_text(UNCITED, encoding="utf-8")
    result = import_volumes(volume.parent)
    assert result.kept == {"frus1961-63v06": ("d68", "d69")}
    assert list(result.left_out) == ["page.xml", "short.xml"]
    assert 'Its first element is "html"' in str(result.left_out["page.xml"])
    assert result.uncited == ("frus1900",)
    assert full_text("S07")


def test_a_folder_without_any_volume_names_every_file_and_keeps_nothing(tmp_path, own_texts):
    for name in ("one.xml", "two.xml"):
        (tmp_path / name).write_text("<html/>", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds no volume.*one\.xml is not.*two\.xml is not"):
        import_volumes(tmp_path)
    (tmp_path / "frus1900.xml").write_text(UNCITED, encoding="utf-8")
    with pytest.raises(UsageError, match=r'holds no document.*"frus1900".*one\.xml is not'):
        import_volumes(tmp_path)
    assert not own_texts.exists()


def test_of_many_files_that_are_no_volume_ten_are_named(tmp_path):
    for number in range(13):
        (tmp_path / f"page{number:02}.xml").write_text("<html/>", encoding="utf-8")
    with pytest.raises(UsageError, match=r"page09\.xml is not .* 3 more files are no volumes\."):
        import_volumes(tmp_path)


def test_a_damaged_text_asks_for_a_new_import(volume, own_texts):
    import_volumes(volume)
    (own_texts / "frus1961-63v06" / "d68.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="Import the volume again"):
        full_text("S07")


def test_texts_lie_outside_the_course_unless_told_otherwise(monkeypatch):
    monkeypatch.delenv("COURSE_TEXTS")
    assert text_folder().parts[-2:] == ("whose-crisis", "texts")


def test_citations_of_documents_have_one_form():
    for documents in cited_documents().values():
        for one in documents:
            volume, _, number = one.partition("#d")
            assert volume.startswith("frus1961-63v")
            assert number.isdigit()
