"""A copy of the data that a test may damage, and a small volume in TEI."""

import shutil
from pathlib import Path

import pytest

from course.archive.files import DATA

VOLUME = """<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"
     xml:id="frus1961-63v06">
  <teiHeader><fileDesc><titleStmt><title>A volume</title></titleStmt></fileDesc></teiHeader>
  <text><body><div type="compilation" xml:id="comp1"><head>Exchanges</head>
    <div type="document" xml:id="d59" n="59" frus:doc-dateTime-min="1962-10-08T00:00:00-05:00"
         frus:doc-dateTime-max="1962-10-08T23:59:59-05:00">
      <head>59. A letter that the calendar does not cite</head><p>Not wanted.</p>
    </div>
    <pb n="187" xml:id="pg_187"/>
    <div type="document" xml:id="d68" n="68" subtype="historical-document"
         frus:doc-dateTime-min="1962-10-28T00:00:00-05:00"
         frus:doc-dateTime-max="1962-10-28T23:59:59-05:00">
      <head>68. Message From Chairman <persName type="from">Khrushchev</persName> to President
        <persName type="to">Kennedy</persName><note n="0" xml:id="d68fn0" type="source">Source:
        <p>A lot file.</p><p>No marking.</p></note></head>
      <opener><dateline><placeName>Moscow</placeName>, <date when="1962-10-28T17:00:00+03:00"
        calendar="gregorian">October 28, 1962</date>.</dateline>
        <salute>Dear Mr. President:</salute></opener>
      <p>A made-up <hi rend="italic">first</hi> paragraph about <persName>U Thant</persName>.<note
        n="1" xml:id="d68fn1">A <note>made-up</note> note.</note> It goes on<pb n="188" xml:id="pg_188"/>over the page.</p>
      <list><item>One item.</item></list>
      <closer><signed><persName>N. Khrushchev</persName></signed></closer>
    </div>
    <div type="document" xml:id="d69" n="69"><head>69. Second &amp; last</head><p>Welcome.</p>
      <div type="attachment"><head>Enclosure</head><p>Enclosed.</p></div></div>
  </div></body></text>
</TEI>
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the archive's data files."""
    return Path(shutil.copytree(DATA, tmp_path / "data"))


@pytest.fixture
def volume(tmp_path: Path) -> Path:
    """A small volume with two documents that the calendar cites."""
    path = tmp_path / "frus1961-63v06.xml"
    path.write_text(VOLUME, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def own_texts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep texts that the person at this machine has imported out of the tests."""
    folder = tmp_path / "texts"
    monkeypatch.setenv("COURSE_TEXTS", str(folder))
    return folder
