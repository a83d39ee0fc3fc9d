"""Tables of texts and events: sources, works, chronology, messages, evidence on the U-2."""

from __future__ import annotations

from course.archive.columns import (
    CONFIDENCE,
    CONFIDENCE_NOTE,
    SIDES,
    SOURCE_IDS,
    count,
    flag,
    identity,
    text,
    year,
)
from course.archive.schema import Column, Table

__all__ = ["CALENDAR", "CHRONOLOGY", "MESSAGES", "REFERENCES", "U2_EVIDENCE"]

CALENDAR = Table(
    "calendar",
    "one source: who wrote it to whom, when, when it became public, what it can and cannot tell",
    (
        identity("S01, S02 and so on"),
        text("title", "our title"),
        text("author", "who wrote or spoke; for minutes, who took them and who spoke"),
        text(
            "author_office",
            "the author's office when it was made; for late statements the office of 1962 too",
        ),
        text("author_side", "the side of the author, and whom an outsider reports"),
        text(
            "date_created", "date of writing as far as known (ISO; a span with a slash or a dash)"
        ),
        year("year_created", "year of writing; of a span the first"),
        text("date_public", "when and where it became public, in words"),
        year(
            "year_public",
            "year of first publication: the earliest year named; empty if unknown",
            empty=True,
        ),
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
        text("original_language", "language in which it was written or spoken"),
        text("archive_or_publication", "where it is kept or printed"),
        text("public_domain", "rights, as far as known"),
        text("audience", "for whom it was made"),
        text("purpose", "what the author wanted to bring about"),
        text("what_it_can_tell", "what it is good evidence for"),
        text("what_it_cannot_tell", "what it leaves open"),
        Column(
            "depends_on",
            "ids",
            "sources that it repeats or rests on, so that it is no independent witness",
            empty=True,
            refers_to=("calendar",),
        ),
        text(
            "frus_documents",
            "volume and document in Foreign Relations of the United States, as frus1961-63v06#d68",
            empty=True,
        ),
        text("url", "a page where it was seen; may have moved", empty=True),
        CONFIDENCE,
        CONFIDENCE_NOTE,
    ),
    least=60,
)

REFERENCES = Table(
    "references",
    "one work or document that rows refer to and that has no digest",
    (
        identity(
            "F and a number: Foreign Relations of the United States; K and a word: anything else"
        ),
        text("reference", "the work"),
        text("how_far_read", "how much of it was read for this archive"),
        CONFIDENCE,
    ),
    least=54,
)

CHRONOLOGY = Table(
    "chronology",
    "one event, 1959 to 2021",
    (
        identity("E001 and so on; the ids are names, not ranks"),
        Column(
            "start_utc",
            "time",
            "beginning in UTC; rows without an hour stand at 00:00 of their day",
        ),
        Column(
            "first_day", "date", "first day on the local calendar; of a month or year its first day"
        ),
        Column("last_day", "date", "last day on the local calendar"),
        text("local_time_place", "date, hour and place as people there had them"),
        Column(
            "precision",
            "category",
            "how exactly the time is known",
            allowed=("minute", "hour", "day", "month", "year"),
            ordered=True,
        ),
        text("actor", "who acted, joined by semicolons"),
        text("event", "what happened"),
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
        SOURCE_IDS,
        CONFIDENCE,
        CONFIDENCE_NOTE,
    ),
    least=125,
    sorted_by="start_utc",
)

MESSAGES = Table(
    "messages",
    "one message, meeting or broadcast, 4 September to 22 November 1962",
    (
        identity("M001 and so on"),
        Column(
            "sent_utc",
            "time",
            "sent, or the meeting began, in UTC; without an hour: 00:00 of the day",
        ),
        Column("received_utc", "time", "received in UTC, where known", empty=True),
        text("sender", "who sent it"),
        text("sender_role", "the sender's office"),
        Column("sender_side", "category", "the sender's side", allowed=SIDES),
        text("recipient", "who was meant to have it"),
        Column("recipient_side", "category", "the recipient's side", allowed=SIDES),
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
        flag("public", "whether it was public at once"),
        text("topic", "what it is about"),
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
        SOURCE_IDS,
        CONFIDENCE,
        CONFIDENCE_NOTE,
    ),
    least=90,
    sorted_by="sent_utc",
)

U2_EVIDENCE = Table(
    "u2_evidence",
    "one statement on who shot down the U-2 on 27 October 1962",
    (
        identity("U01 and so on"),
        text("witness", "who says it"),
        text("position_in_1962", "office at the time"),
        text("statement_date", "when it was said"),
        year("year_stated", "year of the statement; of a span the first"),
        count("years_after_event", "years between the event and the statement", empty=False),
        text("medium", "in what kind of text"),
        Column(
            "first_hand",
            "category",
            "whether the witness took part",
            allowed=("no", "partly", "yes"),
            ordered=True,
        ),
        text("claim", "what is said, in our words"),
        Column(
            "hypothesis_supported",
            "category",
            "whose act the statement makes it",
            allowed=("soviet_officer", "castro", "mixed", "unknown"),
        ),
        text("weakness_or_use", "what limits the statement, or what it is good for"),
        text("reference", "where it stands"),
        text("source", "in what form it was read for this archive"),
        Column(
            "calendar_id",
            "ids",
            "the source of the calendar that carries the statement, if any",
            empty=True,
            refers_to=("calendar",),
        ),
        CONFIDENCE,
    ),
    least=26,
)
