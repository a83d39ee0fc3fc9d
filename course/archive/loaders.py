"""The loaders: one function a table.

Every loader returns a fresh copy, so that nothing a student does to a table can
reach a later cell. Columns are described by `codebook`.
"""

from __future__ import annotations

from course.archive.finding import find
from course.archive.frames import fresh, pd
from course.archive.tables import TABLES
from course.archive.texts import ESSAY, sentences
from course.errors import UsageError, listing, near_matches

__all__ = [
    "arsenals",
    "calendar",
    "chronology",
    "cities",
    "codebook",
    "deployment",
    "essay",
    "jupiters_thors",
    "messages",
    "order_of_battle",
    "polls",
    "ranges",
    "references",
    "search",
    "sites",
    "u2_evidence",
]


def calendar() -> pd.DataFrame:
    """Return the calendar of sources: one row a source.

    Returns
    -------
    pandas.DataFrame
        Text: ``id`` (S01 ...), ``title``, ``author``, ``author_office``,
        ``author_side``, ``date_created``, ``date_public``,
        ``original_language``, ``archive_or_publication``, ``public_domain``,
        ``audience``, ``purpose``, ``what_it_can_tell``,
        ``what_it_cannot_tell``, ``depends_on``, ``frus_documents``, ``url``,
        ``confidence_note``. Int64: ``year_created``, ``year_public`` (missing
        where unknown). Categories: ``type``, ``confidence``.
    """
    return fresh("calendar")


def references() -> pd.DataFrame:
    """Return the works that rows refer to and that have no digest.

    Returns
    -------
    pandas.DataFrame
        Text: ``id`` (F6.62, K.GAR ...), ``reference``, ``how_far_read``.
        Category: ``confidence``.
    """
    return fresh("references")


def chronology() -> pd.DataFrame:
    """Return the chronology: one row an event, in order of time.

    Returns
    -------
    pandas.DataFrame
        ``start_utc`` is a time in UTC; a row known only by its day stands at
        00:00 of that day. ``washington``, ``havana`` and ``moscow`` are the
        same moment on the three clocks, and missing (NaT) where no hour is
        known. ``first_day`` and ``last_day`` are days on the local calendar
        (datetime64 without a clock). Text: ``id`` (E001 ...), ``local_time_place``, ``actor``,
        ``event``, ``source_ids``, ``confidence_note``. Categories:
        ``precision`` (ordered from minute to year), ``theme``, ``confidence``.
    """
    return fresh("chronology")


def messages() -> pd.DataFrame:
    """Return the log of messages, meetings and broadcasts, in order of sending.

    Returns
    -------
    pandas.DataFrame
        ``sent_utc`` and ``received_utc`` are times in UTC (missing where
        unknown); ``sent_precision`` and ``received_precision`` say whether
        they are known to the ``minute`` or only to the ``day``: subtract only
        minutes. ``public`` is True or False. Text: ``id`` (M001 ...),
        ``sender``, ``sender_role``, ``recipient``, ``topic``, ``source_ids``,
        ``confidence_note``. Categories: ``sender_side``, ``recipient_side``,
        ``channel``, ``turkey_mentioned``, ``cuba_consulted``, ``confidence``.
    """
    return fresh("messages")


def arsenals() -> pd.DataFrame:
    """Return nuclear forces at the end of each year, 1955 to 1970.

    Returns
    -------
    pandas.DataFrame
        Int64 counts (missing where unknown): ``year``, ``warheads_total``,
        ``icbm_launchers``, ``slbm_launchers``, ``strategic_bombers``,
        ``medium_intermediate_range_missiles``, ``long_range_launchers_total``.
        Categories: ``country``, ``confidence``. Text: ``breakdown_note``,
        ``source``.
    """
    return fresh("arsenals")


def order_of_battle() -> pd.DataFrame:
    """Return quantities of October 1962 with their lowest and highest figures.

    Returns
    -------
    pandas.DataFrame
        Int64: ``low``, ``high``. Categories: ``side``, ``unit``,
        ``confidence``. Text: ``quantity``, ``source``, ``note``.
    """
    return fresh("order_of_battle")


def deployment() -> pd.DataFrame:
    """Return Operation Anadyr: what was planned, delivered and withdrawn.

    Returns
    -------
    pandas.DataFrame
        Int64 counts: ``planned_`` and ``delivered_`` with ``launchers``,
        ``missiles``, ``warheads``, ``people`` (missing where the count makes
        no sense; ``counting_note`` says which are round or a range). Days
        (datetime64 without a clock): ``arrived_from``, ``withdrawn_from``,
        ``withdrawn_to``. Text: ``item``, ``nato_name``, ``category``,
        ``unit``, ``first_arrival``, ``operational``, ``withdrawal``,
        ``note``, ``source``. Category: ``confidence``.
    """
    return fresh("deployment")


def jupiters_thors() -> pd.DataFrame:
    """Return the American missiles in Europe, one row a host country.

    Returns
    -------
    pandas.DataFrame
        Int64: ``number``, ``range_km_low``, ``range_km_high``. Days
        (datetime64 without a clock): ``operational_from``,
        ``operational_full``, ``withdrawn_from``, ``withdrawn_to``. Text: the
        rest, in words. Category: ``confidence``.
    """
    return fresh("jupiters_thors")


def ranges() -> pd.DataFrame:
    """Return weapon systems with reach (km), yield (kt) and time of flight (min).

    Returns
    -------
    pandas.DataFrame
        Int64: ``range_km``, ``us_estimate_range_km_1962``, ``cep_m_low``,
        ``cep_m_high``, ``in_service``. Float64: ``yield_kt_low``,
        ``yield_kt_high``, ``flight_time_min``. Categories: ``side``,
        ``class``, ``confidence``. Text: ``system``,
        ``nato_or_us_designation``, ``flight_time_basis``,
        ``role_or_number_1962``, ``note``, ``source``.
    """
    return fresh("ranges")


def sites() -> pd.DataFrame:
    """Return launching areas with coordinates in degrees.

    Returns
    -------
    pandas.DataFrame
        Float64: ``lat``, ``lon``. Text: ``site``, ``country``, ``weapon``,
        ``accuracy``, ``source``. Category: ``confidence``.
    """
    return fresh("sites")


def cities() -> pd.DataFrame:
    """Return cities with coordinates and distances to the sites in km.

    Returns
    -------
    pandas.DataFrame
        Float64: ``lat``, ``lon``. Int64: ``km_from_...`` and
        ``km_nearest_r12_site``. True or False: ``in_..._range...``. Text:
        ``city``, ``country``, ``note``, ``source``. Category: ``confidence``.
    """
    return fresh("cities")


def u2_evidence() -> pd.DataFrame:
    """Return the statements on who shot down the U-2 on 27 October 1962.

    Returns
    -------
    pandas.DataFrame
        Int64: ``year_stated``, ``years_after_event``. Categories:
        ``first_hand`` (ordered: no, partly, yes), ``hypothesis_supported``,
        ``confidence``. Text: ``id`` (U01 ...), ``witness``,
        ``position_in_1962``, ``statement_date``, ``medium``, ``claim``,
        ``weakness_or_use``, ``reference``, ``source``, ``calendar_id``
        (missing where the calendar has no such source).
    """
    return fresh("u2_evidence")


def polls() -> pd.DataFrame:
    """Return opinion polls in the United States, 1961 to 1963.

    Returns
    -------
    pandas.DataFrame
        Int64: ``percent``. Day (datetime64 without a clock): ``date_from``.
        Text: ``id`` (P01 ...), ``date``, ``pollster_or_source``,
        ``population``, ``question_in_short``, ``answer``, ``source``,
        ``note``. Category: ``confidence``.
    """
    return fresh("polls")


def essay() -> pd.DataFrame:
    """Return the anonymous student essay, one row a sentence.

    Returns
    -------
    pandas.DataFrame
        Text: ``id`` (E1 to E18), ``text``. Int64: ``paragraph`` (1 to 3),
        ``start`` and ``end`` (characters in the seed, end excluded).
    """
    return pd.DataFrame(
        {
            "id": pd.Series([one.id for one in sentences(ESSAY)], dtype="str"),
            "paragraph": pd.Series([one.paragraph for one in sentences(ESSAY)], dtype="Int64"),
            "start": pd.Series([one.start for one in sentences(ESSAY)], dtype="Int64"),
            "end": pd.Series([one.end for one in sentences(ESSAY)], dtype="Int64"),
            "text": pd.Series([one.text for one in sentences(ESSAY)], dtype="str"),
        }
    )


def search(text: str, limit: int = 20) -> pd.DataFrame:
    """Search everything in the archive that has an id.

    Accents, case and hyphens do not matter, and near spellings are found. A word
    that no text has finds what is nearest in meaning where the archive knows it:
    ``"airfield"`` finds bases and bombers.

    Parameters
    ----------
    text : str
        One or more words.
    limit : int, default 20
        How many rows at most.

    Returns
    -------
    pandas.DataFrame
        Text: ``id`` (for `source` or `cite`), ``kind``, ``text``. The best row
        first; no row where nothing fits.

    Raises
    ------
    UsageError
        If there is no word to look for.
    """
    hits = find(text, limit)
    return pd.DataFrame(
        {
            "id": pd.Series([hit.id for hit in hits], dtype="str"),
            "kind": pd.Series([hit.kind for hit in hits], dtype="str"),
            "text": pd.Series([hit.text for hit in hits], dtype="str"),
        }
    )


def codebook(name: str) -> pd.DataFrame:
    """Return what each column of a table means.

    Parameters
    ----------
    name : str
        The name of a loader, such as ``"chronology"``.

    Returns
    -------
    pandas.DataFrame
        Text: ``column``, ``kind``, ``meaning``, ``values`` (the words of a
        category).

    Raises
    ------
    UsageError
        If there is no such table.
    """
    if name not in TABLES:
        raise UsageError(
            f'There is no table "{name}".',
            f"The tables are {listing(TABLES, most=20)}.",
            near_matches(name, TABLES) or "Give one of these.",
        )
    columns = TABLES[name].columns
    return pd.DataFrame(
        {
            "column": [column.name for column in columns],
            "kind": [column.kind for column in columns],
            "meaning": [column.meaning for column in columns],
            "values": [", ".join(column.allowed) for column in columns],
        }
    )
