"""Tables of numbers: forces, deployment, ranges, places, polls."""

from __future__ import annotations

from course.archive.columns import (
    CONFIDENCE,
    LAT,
    LON,
    NOTE,
    SOURCE,
    count,
    day,
    flag,
    identity,
    km,
    text,
    year,
)
from course.archive.schema import Column, Table

__all__ = [
    "ARSENALS",
    "CITIES",
    "DEPLOYMENT",
    "JUPITERS_THORS",
    "ORDER_OF_BATTLE",
    "POLLS",
    "RANGES",
    "SITES",
]

ARSENALS = Table(
    "arsenals",
    "one country at the end of one year, 1955 to 1970",
    (
        year("year", "end of this year"),
        Column("country", "category", "whose", allowed=("United States", "Soviet Union")),
        count("warheads_total", "all nuclear warheads, estimate", empty=False),
        count("icbm_launchers", "launchers of intercontinental missiles"),
        count(
            "slbm_launchers", "missile tubes of submarines; the Soviet ones mostly of short reach"
        ),
        count("strategic_bombers", "long-range and medium bombers (aircraft)"),
        count(
            "medium_intermediate_range_missiles",
            "launchers of missiles of medium and intermediate reach",
        ),
        count(
            "long_range_launchers_total",
            "ICBM launchers + submarine tubes + bombers: delivery vehicles",
        ),
        text("breakdown_note", "the parts by type", empty=True),
        SOURCE,
        CONFIDENCE,
    ),
    least=32,
)

ORDER_OF_BATTLE = Table(
    "order_of_battle",
    "one quantity in October 1962, with its lowest and highest figure",
    (
        Column("side", "category", "whose", allowed=("United States", "Soviet Union")),
        text("quantity", "what is counted"),
        count("low", "lowest figure", empty=False),
        count("high", "highest figure", empty=False),
        Column("unit", "category", "what one is", allowed=("warheads", "launchers", "aircraft")),
        SOURCE,
        CONFIDENCE,
        NOTE,
    ),
    least=9,
)

DEPLOYMENT = Table(
    "deployment",
    "one weapon or force of Operation Anadyr: planned, delivered, withdrawn",
    (
        text("item", "Soviet name", unique=True),
        text("nato_name", "Western name", empty=True),
        text("category", "what it is"),
        text("unit", "which units"),
        count(
            "planned_launchers", "launchers, aircraft or boats planned; of a range the lower figure"
        ),
        count("planned_missiles", "missiles or bombs planned"),
        count("planned_warheads", "nuclear warheads planned"),
        count("planned_people", "soldiers planned"),
        count("delivered_launchers", "launchers, aircraft or boats that reached Cuba"),
        count("delivered_missiles", "missiles or bombs that reached Cuba"),
        count("delivered_warheads", "nuclear warheads that reached Cuba or its ports"),
        count("delivered_people", "soldiers in Cuba on 24 October 1962"),
        text("counting_note", "figures that are round or a range", empty=True),
        text("first_arrival", "first arrival, in words", empty=True),
        text("operational", "ready for use, in words", empty=True),
        text("withdrawal", "withdrawal, in words", empty=True),
        day("arrived_from", "first arrival in Cuba; of a month the first day"),
        day("withdrawn_from", "beginning of the withdrawal, where known"),
        day("withdrawn_to", "end of the withdrawal, where known"),
        NOTE,
        SOURCE,
        CONFIDENCE,
    ),
    least=13,
)

JUPITERS_THORS = Table(
    "jupiters_thors",
    "one host country of American intermediate-range missiles",
    (
        text("country", "host", unique=True),
        text("missile", "type"),
        count("number", "missiles", empty=False),
        text("squadrons_and_sites", "units and places"),
        text("agreed", "agreements, in words"),
        text("first_site_operational", "first site ready, in words", empty=True),
        text("all_sites_operational", "all sites ready, in words", empty=True),
        text("command_and_custody", "who commanded, and who kept the warheads", empty=True),
        text("handover_to_host", "when the host's crews took over", empty=True),
        text("withdrawal", "withdrawal, in words", empty=True),
        text("last_missile_down", "when the last one came down, in words", empty=True),
        day("operational_from", "first site ready; of a month or year the first day"),
        day("operational_full", "all sites ready; of a month the first day"),
        day("withdrawn_from", "dismantling began; of a month the first day"),
        day("withdrawn_to", "last missile down; of a month the first day"),
        km("range_km_low", "lowest printed range in km", empty=True),
        km("range_km_high", "highest printed range in km", empty=True),
        text("warhead", "warhead and yield", empty=True),
        SOURCE,
        CONFIDENCE,
        NOTE,
    ),
    least=4,
)

RANGES = Table(
    "ranges",
    "one weapon system: reach, yield, accuracy, time of flight",
    (
        text("system", "name on its own side", unique=True),
        text("nato_or_us_designation", "other name"),
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
        km("range_km", "range in km, the figure used in the course"),
        km("us_estimate_range_km_1962", "American estimate of October 1962 in km", empty=True),
        Column("yield_kt_low", "decimal", "lowest printed yield in kilotons", empty=True, low=0),
        Column("yield_kt_high", "decimal", "highest printed yield in kilotons", empty=True, low=0),
        count("cep_m_low", "radius in m within which half the shots fall, lowest figure"),
        count("cep_m_high", "the same, highest figure"),
        Column(
            "flight_time_min",
            "decimal",
            "time of flight over the full range in minutes",
            empty=True,
            low=0,
        ),
        text("flight_time_basis", "how the time of flight was computed", empty=True),
        year("in_service", "year of entry into service"),
        text("role_or_number_1962", "number or part in October 1962"),
        NOTE,
        SOURCE,
        CONFIDENCE,
    ),
    least=21,
)

SITES = Table(
    "sites",
    "one launching area",
    (
        text("site", "name", unique=True),
        text("country", "country"),
        text("weapon", "missile"),
        LAT,
        LON,
        text("accuracy", "how far the point may be off"),
        SOURCE,
        CONFIDENCE,
    ),
    least=8,
)

CITIES = Table(
    "cities",
    "one city or base, with great-circle distances to the sites (km, sphere of radius 6371 km)",
    (
        text("city", "name", unique=True),
        text("country", "country in 1962"),
        LAT,
        LON,
        km("km_from_san_cristobal", "km from the R-12 sites near San Cristobal"),
        km("km_from_sagua_la_grande", "km from the R-12 sites near Sagua la Grande"),
        km("km_from_guanajay", "km from the R-14 site at Guanajay"),
        km("km_from_cigli", "km from the Jupiters at Cigli"),
        km("km_from_gioia_del_colle", "km from the Jupiters at Gioia del Colle"),
        km("km_from_feltwell", "km from the Thors at Feltwell"),
        km("km_nearest_r12_site", "km from the nearer of the two R-12 areas"),
        flag("in_r12_range", "within 2,080 km of the nearer R-12 area"),
        flag("in_r14_range_if_deployed", "within 4,500 km of Guanajay"),
        flag("in_jupiter_range_from_turkey", "within 2,400 km of Cigli"),
        flag("in_jupiter_range_turkey_or_italy", "within 2,400 km of Cigli or Gioia del Colle"),
        flag("in_thor_range_from_england", "within 2,400 km of Feltwell"),
        NOTE,
        SOURCE,
        CONFIDENCE,
    ),
    least=43,
)

POLLS = Table(
    "polls",
    "one answer in one opinion poll in the United States",
    (
        identity("P01 and so on"),
        text("date", "when the question was put"),
        day("date_from", "first day of that time; of a month or year the first day"),
        text("pollster_or_source", "who asked"),
        text("population", "who was asked"),
        text("question_in_short", "what was asked"),
        text("answer", "the answer counted"),
        Column("percent", "whole", "share of that answer in per cent", low=0, high=100),
        SOURCE,
        CONFIDENCE,
        NOTE,
    ),
    least=13,
)
