"""Group F, accuracy flags: dates, offices and known slips, absolutes. Points are lost here, not won."""

import re
from datetime import timedelta

from course.essay.dates import WrittenDate, dates_in
from course.essay.events import EVENTS, EventWords
from course.essay.markers import finds, pattern
from course.essay.parts import Sentence
from course.essay.patterns import late
from course.essay.records import record
from course.essay.rules import Outcome, Rule, counted, said
from course.essay.slips import SLIPS
from course.essay.study import Study
from course.essay.thresholds import LIMITS

__all__ = ["RULES"]

# "the report of 28 October" dates the report, not what it reports.
_DOCUMENT_DATE = late(
    r"(?:letters?|reports?|cables?|telegrams?|memorandum|memo|message|minutes|notes?|answer|reply|reproof|document|rebuke|summary"
    r"|wrote|written|reported|told|said|cabled|answered|dated)\b[^.]{0,24}$",
    re.IGNORECASE,
)
_DEFENCE = r"\b(?:not|n't|never|no|wrong\w*|error\w*|however|mistake\w*|incorrect\w*|false\w*|myth|but|confuse[sd]?|instead of|rather than|without|neither|cannot)\b"
_CORRECTED = r"\b(?:wrong|error|mistake\w*|incorrect|false|myth)\b"
_SLIPS_SHOWN = 8


@record
class _Dated:
    sentence: Sentence
    event: EventWords
    date: WrittenDate
    fits: bool


def _dated_events(study: Study) -> list[_Dated]:
    """Pair each date with the nearest event of its sentence, when that is near enough."""
    pairs: list[_Dated] = []
    named = [event for event in EVENTS if any(key in study.lowered for key in event.keys)]
    for sentence in study.essay.sentences:
        dates = dates_in(sentence.own_prose)
        if not dates:
            continue
        text = sentence.own_prose
        lowered = text.lower()
        events = [
            (event, match)
            for event in named
            if any(key in lowered for key in event.keys)
            and (match := finds(rf"\b(?:{event.pattern})", text))
            and any(one in study.catalogue.events for one in event.ids)
        ]
        for event, match in events:
            near = [one for one in dates if _distance(text, match, one) <= LIMITS.date_reach_words]
            if not near:
                continue
            fitting = [one for one in near if _agrees(study, event, one)]
            if fitting:
                pairs.append(_Dated(sentence, event, fitting[0], fits=True))
                continue
            date = min(
                near, key=lambda one: (_distance(text, match, one), one.start < match.start())
            )
            closest = min(events, key=lambda one: _distance(text, one[1], date))
            if closest[0] is not event or _DOCUMENT_DATE.search(text[: date.start]):
                continue
            if len(near) > 1 and _distance(text, match, date) > LIMITS.date_beside_words:
                # Several dates and none beside the event: a question at most, never a loss.
                continue
            pairs.append(_Dated(sentence, event, date, fits=False))
    return pairs


def _distance(text: str, match: re.Match[str], date: WrittenDate) -> int:
    """Words between an event and a date; 0 when they touch or overlap."""
    low, high = (
        (match.end(), date.start) if match.end() <= date.start else (date.stop, match.start())
    )
    return len(text[low:high].split()) if low < high else 0


def _agrees(study: Study, event: EventWords, date: WrittenDate) -> bool:
    slack = LIMITS.date_tolerance_days
    for name in event.ids:
        known = study.catalogue.events.get(name)
        if known is None:
            continue
        first = known.first_day - timedelta(days=event.before + slack)
        last = known.last_day + timedelta(days=event.after + slack)
        if date.span[0] <= last and first <= date.span[1]:
            return True
    return False


def _dates(study: Study) -> Outcome:
    if not study.paragraphs:
        return Outcome(0, "There is no text to read.")
    if not study.catalogue.events:
        return Outcome(
            4, "The chronology was not at hand, so dates could not be checked.", checked=False
        )
    pairs = _dated_events(study)
    wrong = [pair for pair in pairs if not pair.fits]
    if not wrong:
        reason = f"{counted(len(pairs), 'date').capitalize()} could be compared with the chronology{', and all fit' if len(pairs) > 1 else ', and it fits' if pairs else ''}."
        return Outcome(
            4,
            reason,
            "" if pairs else "When did it happen? A reader needs some dates.",
            tuple(pair.sentence for pair in pairs),
        )
    named = "; ".join(
        f"sentence {pair.sentence.number} dates {pair.event.name} to {pair.date.text}"
        for pair in wrong[:4]
    )
    return Outcome(
        max(0, 4 - 2 * len(wrong)),
        f"{named[0].upper()}{named[1:]}.",
        "What does the chronology say about the day?",
        faults=tuple(dict.fromkeys(pair.sentence for pair in wrong)),
    )


def _slips(study: Study) -> Outcome:
    if not study.paragraphs:
        return Outcome(0, "There is no text to read.")
    hits: list[tuple[int, Sentence, str, str]] = []
    slips = [
        (rank, slip)
        for rank, slip in enumerate(SLIPS)
        if any(key in study.lowered for key in slip.keys)
    ]
    for sentence in study.essay.sentences:
        text = sentence.own_prose
        lowered = text.lower()
        for rank, slip in slips:
            if not any(key in lowered for key in slip.keys):
                continue
            match = finds(rf"\b(?:{slip.pattern})", text)
            if not match or (slip.unless and finds(rf"\b(?:{slip.unless})\b", text)):
                continue
            before = " ".join(text[: match.start()].split()[-10:])
            after = " ".join(text[match.end() :].split()[:10])
            if finds(_DEFENCE, before) or finds(_CORRECTED, after):
                continue
            hits.append((rank, sentence, match[0], slip.question))
            break
    if not hits:
        return Outcome(2, "None of the known slips on offices and facts was found.")
    # Slips on offices stand first in the list, and so in the answer.
    hits.sort(key=lambda hit: (hit[0], hit[1].number))
    asked = [
        f"Sentence {one.number}, \u201c{words}\u201d: {question}"
        for _, one, words, question in hits
    ]
    return Outcome(
        max(0, 2 - len(hits)),
        f"{said([one for _, one, _, _ in hits]).capitalize()} {'needs' if len(hits) == 1 else 'need'} a second look.",
        " ".join(asked[:_SLIPS_SHOWN]),
        faults=tuple(one for _, one, _, _ in hits),
    )


def _absolutes(study: Study) -> Outcome:
    if not study.paragraphs:
        return Outcome(0, "There is no text to read.")
    bare: list[Sentence] = []
    for one in study.essay.sentences:
        text = one.own_prose
        match = pattern("ABSOLUTE").search(text)
        if not match:
            continue
        before = " ".join(text[: match.start()].split()[-3:])
        if (
            finds(r"\b(?:not|n't|never|cannot|nothing|hardly|to)\b", before)
            and match[0].lower() != "at all"
        ):
            continue
        if finds(r"\bproving or disproving\b|\bno one else\b|than (?:n?ever)", text):
            continue
        # "never" and "always" beside a date, a number or a source are statements of fact.
        if match[0].lower() in {"never", "always", "at all", "no one"} and (
            one.ids or any(char.isdigit() for char in text)
        ):
            continue
        near = study.known(tuple(name for other in study.essay.around(one) for name in other.ids))
        if len({source.author for source in near}) >= LIMITS.witnesses:
            continue
        bare.append(one)
    if not bare:
        return Outcome(2, "Strong words are rare, or stand beside their evidence.")
    strong = pattern("ABSOLUTE").search(bare[0].own_prose)
    return Outcome(
        float(max(0, min(2, 3 - len(bare)))),
        f"{said(bare).capitalize()} use{'s' if len(bare) == 1 else ''} words such as \u201c{strong[0] if strong else ''}\u201d without two witnesses.",
        "Which word would say how sure the evidence makes you?",
        faults=tuple(bare),
    )


RULES = (
    Rule(
        "C21",
        "F",
        "Dates and events agree",
        4,
        "minus 2 for each date that the chronology contradicts",
        _dates,
    ),
    Rule("C22", "F", "Offices and known slips", 2, "minus 1 each", _slips),
    Rule(
        "C23",
        "F",
        "Absolutes supported",
        2,
        "minus 1 from the second strong word without two witnesses",
        _absolutes,
    ),
)
