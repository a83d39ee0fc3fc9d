"""Facts checked against each other: clocks, dates, sums, distances, references."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from course.archive.contracts import Fault, Rows
from course.archive.digests import FILE, Point
from course.archive.geography import great_circle_km
from course.archive.texts import split

__all__ = ["check_digests", "check_facts", "check_seed"]

_SEED_SENTENCES = 18
_SEED_WORDS = 432
_LOCAL = re.compile(
    r"(?<!before )(?<!\d)(\d{1,2}):(\d\d)(?:-\d{1,2}:\d\d)? (Washington|Havana|Moscow|Rio)"
)
_ZONES = {
    "Washington": ZoneInfo("America/New_York"),
    "Havana": ZoneInfo("America/Havana"),
    "Moscow": ZoneInfo("Europe/Moscow"),
    "Rio": ZoneInfo("America/Sao_Paulo"),
}
_MENTION = re.compile(r"\bS\d\d(?:\.\d+)?\b")
_POINTS_LEAST = 2
_NUMBERS = {
    "km_from_san_cristobal": "San Cristobal area",
    "km_from_sagua_la_grande": "Sagua la Grande area",
    "km_from_guanajay": "Guanajay",
    "km_from_cigli": "Cigli near Izmir",
    "km_from_gioia_del_colle": "Gioia del Colle",
    "km_from_feltwell": "Feltwell",
}
_EVENT_YEAR = 1962
_DAY = timedelta(days=1)


def check_seed(text: str) -> Iterator[Fault]:
    """Yield a fault unless the seed has its 18 sentences and 432 words."""
    found = len(split(text)), len(text.split())
    if found != (_SEED_SENTENCES, _SEED_WORDS):
        yield Fault(
            "seed.txt",
            "",
            "",
            f"{found[0]} sentences and {found[1]} words",
            f"{_SEED_SENTENCES} and {_SEED_WORDS}, as in the founding document",
        )


def check_digests(points: Mapping[str, tuple[Point, ...]], rows: Rows) -> Iterator[Fault]:
    """Yield sources without a digest, digests without a source, and references that lead nowhere."""
    ids = [line["id"] for line in rows["calendar"]]
    for source in ids:
        if len(points.get(source, ())) < _POINTS_LEAST:
            yield Fault(
                FILE,
                source,
                "",
                f"{len(points.get(source, ()))} points",
                f"at least {_POINTS_LEAST}",
            )
    for source in points:
        if source not in ids:
            yield Fault(FILE, source, "", "a digest", "only sources of calendar.csv")
    known = {*ids, *(point.id for group in points.values() for point in group)}
    texts = [(FILE, point.id, "", point.text) for group in points.values() for point in group]
    texts += [
        (f"{name}.csv", next(iter(line.values())), column, value)
        for name, lines in rows.items()
        for line in lines
        for column, value in line.items()
    ]
    for file, row, column, text in texts:
        for mention in _MENTION.findall(text):
            if mention not in known:
                yield Fault(file, row, column, f'"{mention}"', "a source or point that exists")


def check_facts(rows: Rows) -> Iterator[Fault]:
    """Yield where two facts of the tables contradict each other."""
    for check in _CHECKS:
        yield from check(rows)


def _check_clocks(rows: Rows) -> Iterator[Fault]:
    """Local times, as people had them, against UTC."""
    for line in rows["chronology"]:
        if "T" not in line["start_utc"]:
            if line["precision"] in {"minute", "hour"}:
                yield _fault(
                    "chronology",
                    line,
                    "precision",
                    line["precision"],
                    "day, month or year without an hour",
                )
            continue
        moment = datetime.fromisoformat(line["start_utc"])
        for hour, minute, town in _LOCAL.findall(line["local_time_place"]):
            local = moment.astimezone(_ZONES[town])
            if (local.hour, local.minute) != (int(hour), int(minute)):
                yield _fault(
                    "chronology",
                    line,
                    "local_time_place",
                    f"{hour}:{minute} {town}",
                    f"{local:%H:%M} by start_utc",
                )


def _check_message_order(rows: Rows) -> Iterator[Fault]:
    for line in rows["messages"]:
        sent, received = line["sent_utc"], line["received_utc"]
        shorter = min(len(sent), len(received))
        if received and received[:shorter] < sent[:shorter]:
            yield _fault("messages", line, "received_utc", received, f"not before {sent}")


def _check_years(rows: Rows) -> Iterator[Fault]:
    for line in rows["calendar"]:
        if not line["date_created"].startswith(line["year_created"]):
            yield _fault(
                "calendar",
                line,
                "year_created",
                line["year_created"],
                "the first year of date_created",
            )
        if line["year_public"] and int(line["year_public"]) < int(line["year_created"]):
            yield _fault(
                "calendar",
                line,
                "year_public",
                line["year_public"],
                "not before the year of writing",
            )
    for line in rows["chronology"]:
        first, last = date.fromisoformat(line["first_day"]), date.fromisoformat(line["last_day"])
        start = (
            (line["start_utc"] + "-01-01")[:10]
            if "T" not in line["start_utc"]
            else line["start_utc"][:10]
        )
        # The day in UTC may be one later than the day in Washington.
        if not first <= last or not first - _DAY <= date.fromisoformat(start) <= last + _DAY:
            yield _fault(
                "chronology", line, "first_day", f"{first} to {last}", f"days around {start}"
            )
    for line in rows["u2_evidence"]:
        # A statement dated "1990s" may lie anywhere in its decade.
        earliest = int(line["year_stated"]) - _EVENT_YEAR
        latest = earliest + (9 if re.search(r"\d{3}0s", line["statement_date"]) else 0)
        if not earliest <= int(line["years_after_event"]) <= latest:
            yield _fault(
                "u2_evidence",
                line,
                "years_after_event",
                line["years_after_event"],
                f"{earliest} to {latest}",
            )


def _check_sums(rows: Rows) -> Iterator[Fault]:
    for line in rows["arsenals"]:
        parts = [line[name] for name in ("icbm_launchers", "slbm_launchers", "strategic_bombers")]
        total = line["long_range_launchers_total"]
        if total and sum(int(part or 0) for part in parts) != int(total):
            yield _fault(
                "arsenals",
                line,
                "long_range_launchers_total",
                total,
                f"the sum of {' + '.join(parts)}",
            )
    for column in ("planned_warheads", "delivered_warheads"):
        total_row = next(line for line in rows["deployment"] if line["category"] == "warheads")
        parts = [
            line[column]
            for line in rows["deployment"]
            if line["category"] not in {"warheads", "submarine"} and line[column]
        ]
        if sum(map(int, parts)) != int(total_row[column]):
            yield _fault(
                "deployment",
                total_row,
                column,
                total_row[column],
                f"the sum of {' + '.join(parts)}",
            )
    for name, low, high in (
        ("order_of_battle", "low", "high"),
        ("ranges", "yield_kt_low", "yield_kt_high"),
        ("ranges", "cep_m_low", "cep_m_high"),
        ("jupiters_thors", "range_km_low", "range_km_high"),
    ):
        for line in rows[name]:
            if line[low] and line[high] and float(line[low]) > float(line[high]):
                yield _fault(name, line, low, line[low], f"at most {line[high]}")


def _check_distances(rows: Rows) -> Iterator[Fault]:
    sites = {line["site"]: (float(line["lat"]), float(line["lon"])) for line in rows["sites"]}
    reach = {line["system"]: int(line["range_km"]) for line in rows["ranges"]}
    for line in rows["cities"]:
        here = float(line["lat"]), float(line["lon"])
        for column, site in _NUMBERS.items():
            km = great_circle_km(*here, *sites[site])
            if abs(km - int(line[column])) > 1:
                yield _fault(
                    "cities", line, column, line[column], f"{km:.0f} km by the coordinates"
                )
        nearest = min(int(line["km_from_san_cristobal"]), int(line["km_from_sagua_la_grande"]))
        if nearest != int(line["km_nearest_r12_site"]):
            yield _fault(
                "cities", line, "km_nearest_r12_site", line["km_nearest_r12_site"], str(nearest)
            )
        flags = {
            "in_r12_range": nearest <= reach["R-12"],
            "in_r14_range_if_deployed": int(line["km_from_guanajay"]) <= reach["R-14"],
            "in_jupiter_range_from_turkey": int(line["km_from_cigli"]) <= reach["Jupiter"],
            "in_jupiter_range_turkey_or_italy": min(
                int(line["km_from_cigli"]), int(line["km_from_gioia_del_colle"])
            )
            <= reach["Jupiter"],
            "in_thor_range_from_england": int(line["km_from_feltwell"]) <= reach["Thor"],
        }
        for column, expected in flags.items():
            if line[column] != str(expected):
                yield _fault(
                    "cities", line, column, line[column], f"{expected} by distance and range"
                )


_CHECKS: tuple[Callable[[Rows], Iterator[Fault]], ...] = (
    _check_clocks,
    _check_message_order,
    _check_years,
    _check_sums,
    _check_distances,
)


def _fault(name: str, line: Mapping[str, str], column: str, found: str, expected: str) -> Fault:
    return Fault(f"{name}.csv", next(iter(line.values())), column, found, expected)
