"""The tables as pandas objects."""

import pandas as pd
import pytest

from course import archive
from course.archive import frames
from course.archive.tables import TABLES
from course.errors import CourseFault, UsageError


@pytest.mark.parametrize("name", sorted(TABLES))
def test_each_table_has_its_columns_and_a_fresh_copy_each_time(name):
    load = getattr(archive, name)
    frame = load()
    assert [column for column in frame if column in {one.name for one in TABLES[name].columns}] == [
        one.name for one in TABLES[name].columns
    ]
    first = frame.columns[0]
    frame[first] = "spoilt"
    assert "spoilt" not in set(load()[first])


def test_times_are_moments_with_a_zone():
    row = archive.chronology().set_index("id").loc["E074"]
    assert row["start_utc"] == pd.Timestamp("1962-10-27T23:45Z")
    assert f"{row['washington']:%d %b %H:%M}" == "27 Oct 19:45"
    assert f"{row['havana']:%d %b %H:%M}" == "27 Oct 18:45"
    assert f"{row['moscow']:%d %b %H:%M}" == "28 Oct 02:45"


def test_washington_left_daylight_time_on_28_october():
    times = pd.Series(
        pd.to_datetime(["1962-10-28T05:59Z", "1962-10-28T06:00Z", "1962-10-28T08:00Z"])
    )
    shown = archive.clocks(times)
    assert [f"{time:%H:%M}" for time in shown["washington"]] == ["01:59", "01:00", "03:00"]
    assert [f"{time:%H:%M}" for time in shown["havana"]] == ["00:59", "01:00", "03:00"]
    assert [f"{time:%H:%M}" for time in shown["moscow"]] == ["08:59", "09:00", "11:00"]


def test_a_day_without_an_hour_has_no_clocks():
    frame = archive.chronology()
    whole_days = frame["precision"].isin(["day", "month", "year"])
    assert frame.loc[whole_days, ["washington", "havana", "moscow"]].isna().all(axis=None)
    assert frame.loc[~whole_days, ["washington", "havana", "moscow"]].notna().all(axis=None)


def test_rows_are_in_the_order_of_time():
    assert archive.chronology()["start_utc"].is_monotonic_increasing
    assert archive.messages()["sent_utc"].is_monotonic_increasing


def test_the_two_events_that_the_audit_missed_are_there():
    events = archive.chronology().set_index("id")["event"]
    assert "DEFCON 3" in events["E124"]
    assert "Aleksandrovsk" in events["E125"]


def test_delays_known_to_the_minute():
    log = archive.messages().set_index("id")
    known = (log["sent_precision"] == "minute") & (log["received_precision"] == "minute")
    delays = (log["received_utc"] - log["sent_utc"])[known].dt.total_seconds() / 60
    assert delays["M036"] == 692
    assert delays["M014"] == 65
    assert "M018" not in delays


def test_categories_are_ordered_where_an_order_exists():
    assert archive.chronology()["precision"].cat.ordered
    assert list(archive.u2_evidence()["first_hand"].cat.categories) == ["no", "partly", "yes"]
    assert not archive.calendar()["confidence"].cat.ordered
    assert archive.messages()["public"].dtype == bool


def test_the_year_of_publication_is_a_number_or_missing():
    frame = archive.calendar().set_index("id")
    assert str(frame["year_public"].dtype) == "Int64"
    assert frame["year_public"].loc["S14"] == 1962
    assert list(frame.index[frame["year_public"].isna()]) == ["S22", "S61"]


def test_the_numbers_that_lessons_rest_on():
    arms = archive.arsenals().query("year == 1962").set_index("country")
    total = arms["long_range_launchers_total"]
    assert (total["United States"], total["Soviet Union"]) == (1653, 258)
    plan = archive.deployment().set_index("item")
    assert plan.loc[["R-12", "R-14"], "planned_launchers"].sum() == 40
    assert plan.loc["R-12", "delivered_missiles"] == 42
    cities = archive.cities()
    within = cities[cities["in_r12_range"] & ~cities["country"].str.startswith("Cuba")]
    assert len(within) == 13


def test_the_essay_is_a_table_too():
    frame = archive.essay()
    assert list(frame.columns) == ["id", "paragraph", "start", "end", "text"]
    assert len(frame) == 18


def test_the_code_book_explains_every_column():
    book = archive.codebook("messages")
    assert list(book["column"]) == [column.name for column in TABLES["messages"].columns]
    assert "back channel" in book.set_index("column").loc["channel", "values"]
    with pytest.raises(UsageError, match='Did you mean "messages"'):
        archive.codebook("message")


def test_times_without_a_zone_are_refused():
    with pytest.raises(UsageError, match="carry no time zone"):
        archive.clocks(pd.Series(pd.to_datetime(["1962-10-27"])))


def test_a_damaged_installation_says_so(data, monkeypatch):
    (data / "polls.csv").write_text("id,percent\nP01,many\n", encoding="utf-8")
    monkeypatch.setattr(frames, "DATA", data)
    frames._read.cache_clear()
    try:
        with pytest.raises(CourseFault, match="course archive check"):
            archive.polls()
    finally:
        frames._read.cache_clear()
