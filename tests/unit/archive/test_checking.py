"""The contracts: the data as shipped is sound, and every kind of damage is found and named."""

import re

import pytest

from course.archive import audit
from course.archive.files import DATA
from course.errors import CourseFault

LEAST = {
    "calendar": 60,
    "chronology": 123,
    "messages": 90,
    "arsenals": 32,
    "u2_evidence": 26,
    "points of digests": 360,
    "words of the essay": 432,
}


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_archive_as_shipped_has_no_fault():
    found = audit()
    assert [str(fault) for fault in found.faults] == []
    assert {name: least for name, least in LEAST.items() if found.counts[name] < least} == {}


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "chronology.csv",
            "E057,1962-10-26T13:43Z",
            "E057,1962-10-26 13:43",
            ["E057", "start_utc", "UTC"],
        ),
        (
            "chronology.csv",
            "E057,1962-10-26T13:43Z",
            "E057,1962-10-26T14:43Z",
            ["E057", "local_time_place", "17:43"],
        ),
        ("chronology.csv", "E057,", "E056,", ['"E056" 2 times', "each value once"]),
        (
            "chronology.csv",
            ",diplomacy,S04,",
            ",diplomacy,S94,",
            ["source_ids", '"S94"', "calendar or references"],
        ),
        (
            "chronology.csv",
            ",diplomacy,S04,",
            ",politics,S04,",
            ["theme", '"politics"', '"diplomacy"'],
        ),
        (
            "chronology.csv",
            ",diplomacy,S04,verified",
            ",diplomacy,,verified",
            ["source_ids", "nothing"],
        ),
        (
            "chronology.csv",
            "E001,1959-10-28,1959-10-28",
            "E001,1969-10-28,1959-10-28",
            ["E002", "order of UTC"],
        ),
        (
            "chronology.csv",
            "E057,1962-10-26T13:43Z,1962-10-26",
            "E057,1962-10-26T13:43Z,1962-10-28",
            ["E057", "first_day"],
        ),
        (
            "messages.csv",
            "1962-10-27T01:15Z,Nikita",
            "1962-10-25T01:15Z,Nikita",
            ["M036", "received_utc"],
        ),
        ("messages.csv", ",yes,Warning", ",perhaps,Warning", ["public", '"perhaps"']),
        (
            "arsenals.csv",
            ",1653,",
            ",1663,",
            ["1962", "long_range_launchers_total", "203 + 144 + 1306"],
        ),
        ("deployment.csv", ",158,,", ",164,,", ["Nuclear warheads", "the sum of"]),
        (
            "cities.csv",
            "Miami,United States,25.76,-80.19,466",
            "Miami,United States,25.76,-80.19,566",
            ["Miami", "466 km"],
        ),
        (
            "cities.csv",
            "Miami,United States,25.76",
            "Miami,United States,125.76",
            ["lat", "from -90 to 90"],
        ),
        (
            "ranges.csv",
            "R-12,SS-4 Sandal,Soviet,MRBM,2080",
            "R-12,SS-4 Sandal,Soviet,MRBM,1900",
            ["cities.csv", "in_r12_range", "False by distance"],
        ),
        ("order_of_battle.csv", ",300,500,", ",500,300,", ["low", "at most 300"]),
        ("u2_evidence.csv", ",1970,8,", ",1970,9,", ["U09", "years_after_event"]),
        ("calendar.csv", "1962-10-22,1962,", "1962-10-22,1972,", ["S01", "year_created"]),
        ("calendar.csv", ",known,quoted", ",certain,quoted", ["confidence", '"certain"']),
        ("digests.txt", "S24.4", "S24.9", ["digests.txt", '"S24.9"', "that exists"]),
        ("digests.txt", "\nS61\n", "\nS71\n", ["S61", "0 points"]),
        ("seed.txt", "The more probable", "The probable", ["seed.txt", "431 words"]),
    ],
)
def test_damage_is_named_by_file_row_and_column(data, file, old, new, expected):
    replace(data / file, old, new)
    faults = audit(data).faults
    text = "\n".join(map(str, faults))
    assert [part for part in expected if part not in text] == []


def test_a_missing_column_is_named(data):
    replace(data / "sites.csv", "accuracy,", "precision,")
    (fault, *_) = audit(data).faults
    assert '"precision", "accuracy"' in str(fault)


def test_a_table_that_lost_rows_is_noticed(data):
    lines = (data / "messages.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    (data / "messages.csv").write_text("".join(lines[:50]), encoding="utf-8")
    assert "found 49 rows; expected at least 90" in "\n".join(map(str, audit(data).faults))


@pytest.mark.parametrize(
    ("file", "content", "expected"),
    [
        ("polls.csv", None, 'The data file "polls.csv" of the archive cannot be read'),
        ("polls.csv", b"\xff\xfe\x00", "cannot be read"),
        ("polls.csv", b"", "is damaged"),
        ("polls.csv", b"id,date\nP01\n", "Row 2 has 1 fields, and the header has 2"),
        ("digests.txt", b"S01\n    2  Second before first.\n", "line 2, cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_gives_a_sentence(data, file, content, expected):
    if content is None:
        (data / file).unlink()
    else:
        (data / file).write_bytes(content)
    with pytest.raises(CourseFault, match=expected):
        audit(data)


def test_the_readme_of_the_data_counts_right():
    counts = audit().counts
    page = (DATA / "README.md").read_text(encoding="utf-8")
    told = dict(re.findall(r"^\| `(\w+)\.csv` \|.*\| (\d+) \|$", page, flags=re.MULTILINE))
    assert told == {name: str(counts[name]) for name in told}
    assert len(told) == 11
    assert (
        f"| `digests.txt` | a point of a source, in our own words, citable as `S07.3` | {counts['points of digests']} |"
        in page
    )
