"""The tables of the archive, column by column: the code book as data."""

from __future__ import annotations

from course.archive.schema import Column, Table

__all__ = ["TABLES"]

_CONFIDENCE = Column(
    "confidence",
    "category",
    "verified: the text, or the stated part of it, was read; verified in part: only some of the "
    "statement was; known: standard scholarship, named, not read again; disputed: the sides are named",
    allowed=("verified", "verified in part", "known", "disputed"),
)
_CONFIDENCE_NOTE = Column(
    "confidence_note", "text", "what the confidence rests on, and what it leaves out", empty=True
)
_SOURCE = Column("source", "text", "the works from which the row is taken")
_NOTE = Column("note", "text", "what to know before using the row", empty=True)
_SOURCE_IDS = Column(
    "source_ids",
    "ids",
    "ids of sources (calendar) and of other works (references), joined by semicolons",
    refers_to=("calendar", "references"),
)
_SIDES = ("USA", "USSR", "Cuba", "NATO/Turkey", "UN", "other")
_LAT = Column("lat", "decimal", "latitude in degrees, north positive", low=-90, high=90)
_LON = Column("lon", "decimal", "longitude in degrees, east positive", low=-180, high=180)


def _text(name: str, meaning: str, *, empty: bool = False, unique: bool = False) -> Column:
    return Column(name, "text", meaning, empty=empty, unique=unique)


def _id(meaning: str) -> Column:
    return Column("id", "text", meaning, unique=True)


def _count(name: str, meaning: str, *, empty: bool = True) -> Column:
    return Column(name, "whole", meaning, empty=empty, low=0)


def _year(name: str, meaning: str, *, empty: bool = False) -> Column:
    return Column(name, "whole", meaning, empty=empty, low=1950, high=2030)


def _km(name: str, meaning: str, *, empty: bool = False) -> Column:
    return Column(name, "whole", meaning, empty=empty, low=0, high=20100)


def _day(name: str, meaning: str) -> Column:
    return Column(name, "date", meaning, empty=True)


def _flag(name: str, meaning: str) -> Column:
    return Column(name, "yes-no", meaning)


_CALENDAR = Table(
    "calendar",
    "one source: who wrote it to whom, when, when it became public, what it can and cannot tell",
    (
        _id("S01, S02 and so on"),
        _text("title", "our title"),
        _text("author", "who wrote or spoke; for minutes, who took them and who spoke"),
        _text("author_office", "the author's office when it was made; for late statements the office of 1962 too"),
        _text("author_side", "the side of the author, and whom an outsider reports"),
        _text("date_created", "date of writing as far as known (ISO; a span with a slash or a dash)"),
        _year("year_created", "year of writing; of a span the first"),
        _text("date_public", "when and where it became public, in words"),
        _year("year_public", "year of first publication: the earliest year named; empty if unknown", empty=True),
        Column(
            "type",
            "category",
            "what kind of text it is",
            allowed=(
                "letter",
                "cable",
                "memo",
                "transcript",
                "speech",
                "intelligence estimate",
                "photograph",
                "dataset",
                "interview",
                "oral history",
                "memoir",
                "scholarly work",
            ),
        ),
        _text("original_language", "language in which it was written or spoken"),
        _text("archive_or_publication", "where it is kept or printed"),
        _text("public_domain", "rights, as far as known"),
        _text("audience", "for whom it was made"),
        _text("purpose", "what the author wanted to bring about"),
        _text("what_it_can_tell", "what it is good evidence for"),
        _text("what_it_cannot_tell", "what it leaves open"),
        Column(
            "depends_on",
            "ids",
            "sources that it repeats or rests on, so that it is no independent witness",
            empty=True,
            refers_to=("calendar",),
        ),
        _text(
            "frus_documents",
            "volume and document in Foreign Relations of the United States, as frus1961-63v06#d68",
            empty=True,
        ),
        _text("url", "a page where it was seen; may have moved", empty=True),
        _CONFIDENCE,
        _CONFIDENCE_NOTE,
    ),
    least=60,
)

_REFERENCES = Table(
    "references",
    "one work or document that rows refer to and that has no digest",
    (
        _id("F and a number: Foreign Relations of the United States; K and a word: anything else"),
        _text("reference", "the work"),
        _text("how_far_read", "how much of it was read for this archive"),
        _CONFIDENCE,
    ),
    least=54,
)

_CHRONOLOGY = Table(
    "chronology",
    "one event, 1959 to 2021",
    (
        _id("E001 and so on; the ids are names, not ranks"),
        Column("start_utc", "time", "beginning in UTC; rows without an hour stand at 00:00 of their day"),
        Column("first_day", "date", "first day on the local calendar; of a month or year its first day"),
        Column("last_day", "date", "last day on the local calendar"),
        _text("local_time_place", "date, hour and place as people there had them"),
        Column(
            "precision",
            "category",
            "how exactly the time is known",
            allowed=("minute", "hour", "day", "month", "year"),
            ordered=True,
        ),
        _text("actor", "who acted, joined by semicolons"),
        _text("event", "what happened"),
        Column(
            "theme",
            "category",
            "what the event belongs to",
            allowed=(
                "deployment",
                "discovery",
                "quarantine",
                "diplomacy",
                "military",
                "cuba",
                "aftermath",
            ),
        ),
        _SOURCE_IDS,
        _CONFIDENCE,
        _CONFIDENCE_NOTE,
    ),
    least=125,
    sorted_by="start_utc",
)

_MESSAGES = Table(
    "messages",
    "one message, meeting or broadcast, 4 September to 22 November 1962",
    (
        _id("M001 and so on"),
        Column("sent_utc", "time", "sent, or the meeting began, in UTC; without an hour: 00:00 of the day"),
        Column("received_utc", "time", "received in UTC, where known", empty=True),
        _text("sender", "who sent it"),
        _text("sender_role", "the sender's office"),
        Column("sender_side", "category", "the sender's side", allowed=_SIDES),
        _text("recipient", "who was meant to have it"),
        Column("recipient_side", "category", "the recipient's side", allowed=_SIDES),
        Column(
            "channel",
            "category",
            "the way it went",
            allowed=(
                "letter via embassy",
                "cable",
                "meeting",
                "back channel",
                "UN",
                "speech",
                "radio broadcast",
            ),
        ),
        _flag("public", "whether it was public at once"),
        _text("topic", "what it is about"),
        Column(
            "turkey_mentioned",
            "category",
            "whether the text itself mentions Turkey",
            allowed=("yes", "no", "unknown"),
        ),
        Column(
            "cuba_consulted",
            "category",
            "yes: a Cuban leader sent it, took part, reported or was addressed before the matter was "
            "settled; yes does not mean that Cuban advice was taken",
            allowed=("yes", "no", "unknown"),
        ),
        _SOURCE_IDS,
        _CONFIDENCE,
        _CONFIDENCE_NOTE,
    ),
    least=90,
    sorted_by="sent_utc",
)

_ARSENALS = Table(
    "arsenals",
    "one country at the end of one year, 1955 to 1970",
    (
        _year("year", "end of this year"),
        Column("country", "category", "whose", allowed=("United States", "Soviet Union")),
        _count("warheads_total", "all nuclear warheads, estimate", empty=False),
        _count("icbm_launchers", "launchers of intercontinental missiles"),
        _count("slbm_launchers", "missile tubes of submarines; the Soviet ones mostly of short reach"),
        _count("strategic_bombers", "long-range and medium bombers (aircraft)"),
        _count("medium_intermediate_range_missiles", "launchers of missiles of medium and intermediate reach"),
        _count("long_range_launchers_total", "ICBM launchers + submarine tubes + bombers: delivery vehicles"),
        _text("breakdown_note", "the parts by type", empty=True),
        _SOURCE,
        _CONFIDENCE,
    ),
    least=32,
)

_ORDER_OF_BATTLE = Table(
    "order_of_battle",
    "one quantity in October 1962, with its lowest and highest figure",
    (
        Column("side", "category", "whose", allowed=("United States", "Soviet Union")),
        _text("quantity", "what is counted"),
        _count("low", "lowest figure", empty=False),
        _count("high", "highest figure", empty=False),
        Column("unit", "category", "what one is", allowed=("warheads", "launchers", "aircraft")),
        _SOURCE,
        _CONFIDENCE,
        _NOTE,
    ),
    least=9,
)

_DEPLOYMENT = Table(
    "deployment",
    "one weapon or force of Operation Anadyr: planned, delivered, withdrawn",
    (
        _text("item", "Soviet name", unique=True),
        _text("nato_name", "Western name", empty=True),
        _text("category", "what it is"),
        _text("unit", "which units"),
        _count("planned_launchers", "launchers, aircraft or boats planned; of a range the lower figure"),
        _count("planned_missiles", "missiles or bombs planned"),
        _count("planned_warheads", "nuclear warheads planned"),
        _count("planned_people", "soldiers planned"),
        _count("delivered_launchers", "launchers, aircraft or boats that reached Cuba"),
        _count("delivered_missiles", "missiles or bombs that reached Cuba"),
        _count("delivered_warheads", "nuclear warheads that reached Cuba or its ports"),
        _count("delivered_people", "soldiers in Cuba on 24 October 1962"),
        _text("counting_note", "figures that are round or a range", empty=True),
        _text("first_arrival", "first arrival, in words", empty=True),
        _text("operational", "ready for use, in words", empty=True),
        _text("withdrawal", "withdrawal, in words", empty=True),
        _day("arrived_from", "first arrival in Cuba; of a month the first day"),
        _day("withdrawn_from", "beginning of the withdrawal, where known"),
        _day("withdrawn_to", "end of the withdrawal, where known"),
        _NOTE,
        _SOURCE,
        _CONFIDENCE,
    ),
    least=13,
)

_JUPITERS_THORS = Table(
    "jupiters_thors",
    "one host country of American intermediate-range missiles",
    (
        _text("country", "host", unique=True),
        _text("missile", "type"),
        _count("number", "missiles", empty=False),
        _text("squadrons_and_sites", "units and places"),
        _text("agreed", "agreements, in words"),
        _text("first_site_operational", "first site ready, in words", empty=True),
        _text("all_sites_operational", "all sites ready, in words", empty=True),
        _text("command_and_custody", "who commanded, and who kept the warheads", empty=True),
        _text("handover_to_host", "when the host's crews took over", empty=True),
        _text("withdrawal", "withdrawal, in words", empty=True),
        _text("last_missile_down", "when the last one came down, in words", empty=True),
        _day("operational_from", "first site ready; of a month or year the first day"),
        _day("operational_full", "all sites ready; of a month the first day"),
        _day("withdrawn_from", "dismantling began; of a month the first day"),
        _day("withdrawn_to", "last missile down; of a month the first day"),
        _km("range_km_low", "lowest printed range in km", empty=True),
        _km("range_km_high", "highest printed range in km", empty=True),
        _text("warhead", "warhead and yield", empty=True),
        _SOURCE,
        _CONFIDENCE,
        _NOTE,
    ),
    least=4,
)

_RANGES = Table(
    "ranges",
    "one weapon system: reach, yield, accuracy, time of flight",
    (
        _text("system", "name on its own side", unique=True),
        _text("nato_or_us_designation", "other name"),
        Column("side", "category", "whose", allowed=("Soviet", "US", "US/NATO", "US/UK")),
        Column(
            "class",
            "category",
            "kind, from short to long reach within missiles and within aircraft",
            allowed=(
                "rocket",
                "cruise missile",
                "SLBM",
                "MRBM",
                "IRBM",
                "ICBM",
                "light bomber",
                "medium bomber",
                "heavy bomber",
            ),
        ),
        _km("range_km", "range in km, the figure used in the course"),
        _km("us_estimate_range_km_1962", "American estimate of October 1962 in km", empty=True),
        Column("yield_kt_low", "decimal", "lowest printed yield in kilotons", empty=True, low=0),
        Column("yield_kt_high", "decimal", "highest printed yield in kilotons", empty=True, low=0),
        _count("cep_m_low", "radius in m within which half the shots fall, lowest figure"),
        _count("cep_m_high", "the same, highest figure"),
        Column("flight_time_min", "decimal", "time of flight over the full range in minutes", empty=True, low=0),
        _text("flight_time_basis", "how the time of flight was computed", empty=True),
        _year("in_service", "year of entry into service"),
        _text("role_or_number_1962", "number or part in October 1962"),
        _NOTE,
        _SOURCE,
        _CONFIDENCE,
    ),
    least=21,
)

_SITES = Table(
    "sites",
    "one launching area",
    (
        _text("site", "name", unique=True),
        _text("country", "country"),
        _text("weapon", "missile"),
        _LAT,
        _LON,
        _text("accuracy", "how far the point may be off"),
        _SOURCE,
        _CONFIDENCE,
    ),
    least=8,
)

_CITIES = Table(
    "cities",
    "one city or base, with great-circle distances to the sites (km, sphere of radius 6371 km)",
    (
        _text("city", "name", unique=True),
        _text("country", "country in 1962"),
        _LAT,
        _LON,
        _km("km_from_san_cristobal", "km from the R-12 sites near San Cristobal"),
        _km("km_from_sagua_la_grande", "km from the R-12 sites near Sagua la Grande"),
        _km("km_from_guanajay", "km from the R-14 site at Guanajay"),
        _km("km_from_cigli", "km from the Jupiters at Cigli"),
        _km("km_from_gioia_del_colle", "km from the Jupiters at Gioia del Colle"),
        _km("km_from_feltwell", "km from the Thors at Feltwell"),
        _km("km_nearest_r12_site", "km from the nearer of the two R-12 areas"),
        _flag("in_r12_range", "within 2,080 km of the nearer R-12 area"),
        _flag("in_r14_range_if_deployed", "within 4,500 km of Guanajay"),
        _flag("in_jupiter_range_from_turkey", "within 2,400 km of Cigli"),
        _flag("in_jupiter_range_turkey_or_italy", "within 2,400 km of Cigli or Gioia del Colle"),
        _flag("in_thor_range_from_england", "within 2,400 km of Feltwell"),
        _NOTE,
        _SOURCE,
        _CONFIDENCE,
    ),
    least=43,
)

_U2_EVIDENCE = Table(
    "u2_evidence",
    "one statement on who shot down the U-2 on 27 October 1962",
    (
        _id("U01 and so on"),
        _text("witness", "who says it"),
        _text("position_in_1962", "office at the time"),
        _text("statement_date", "when it was said"),
        _year("year_stated", "year of the statement; of a span the first"),
        _count("years_after_event", "years between the event and the statement", empty=False),
        _text("medium", "in what kind of text"),
        Column(
            "first_hand",
            "category",
            "whether the witness took part",
            allowed=("no", "partly", "yes"),
            ordered=True,
        ),
        _text("claim", "what is said, in our words"),
        Column(
            "hypothesis_supported",
            "category",
            "whose act the statement makes it",
            allowed=("soviet_officer", "castro", "mixed", "unknown"),
        ),
        _text("weakness_or_use", "what limits the statement, or what it is good for"),
        _text("reference", "where it stands"),
        _text("source", "in what form it was read for this archive"),
        Column(
            "calendar_id",
            "ids",
            "the source of the calendar that carries the statement, if any",
            empty=True,
            refers_to=("calendar",),
        ),
        _CONFIDENCE,
    ),
    least=26,
)

_POLLS = Table(
    "polls",
    "one answer in one opinion poll in the United States",
    (
        _id("P01 and so on"),
        _text("date", "when the question was put"),
        _day("date_from", "first day of that time; of a month or year the first day"),
        _text("pollster_or_source", "who asked"),
        _text("population", "who was asked"),
        _text("question_in_short", "what was asked"),
        _text("answer", "the answer counted"),
        Column("percent", "whole", "share of that answer in per cent", low=0, high=100),
        _SOURCE,
        _CONFIDENCE,
        _NOTE,
    ),
    least=13,
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _CALENDAR,
        _REFERENCES,
        _CHRONOLOGY,
        _MESSAGES,
        _ARSENALS,
        _ORDER_OF_BATTLE,
        _DEPLOYMENT,
        _JUPITERS_THORS,
        _RANGES,
        _SITES,
        _CITIES,
        _U2_EVIDENCE,
        _POLLS,
    )
}
