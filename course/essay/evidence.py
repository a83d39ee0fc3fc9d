"""Group C, evidence: citations, breadth, quotations, fit, context."""

from collections import Counter

from course.errors import listing, near_matches
from course.essay.catalogue import Source
from course.essay.dates import dates_in
from course.essay.events import DEVELOPMENTS
from course.essay.markers import finds, found
from course.essay.parts import Quotation, Sentence
from course.essay.quoting import best_match, contains
from course.essay.rules import Outcome, Rule, counted, said
from course.essay.sides import RISKY
from course.essay.study import Study
from course.essay.thresholds import LIMITS, ladder

__all__ = ["RULES", "fits"]

_MARKS = 2  # characters that may stand before a quotation at the head of a sentence
_MORE_STEPS = "Could the argument have more steps, each with its own evidence?"
_NO_CATALOGUE = "The sources of the course were not at hand, so this could not be checked."


def _used(study: Study) -> list[Source]:
    """List sources in order of citation, with repeats."""
    return [one for cited in study.essay.citations for one in study.sources_of(cited)]


def _cites_enough(study: Study) -> bool:
    """Whether there are enough sources for the absence of a fault to be a merit."""
    return study.catalogue.is_empty or len(study.known(study.essay.cited)) >= LIMITS.ids_least


def _every_body(study: Study) -> Outcome:
    if study.catalogue.is_empty:
        return Outcome(0, _NO_CATALOGUE, checked=False)
    if not study.body:
        return Outcome(0, "There is no body paragraph.", "Which paragraph holds your evidence?")
    bare = [block for block in study.body if not study.known(block.ids)]
    share = (len(study.body) - len(bare)) / max(LIMITS.body_least, len(study.body))
    reason = f"{len(study.body) - len(bare)} of {counted(len(study.body), 'body paragraph')} {'name' if len(study.body) > 1 else 'names'} a source."
    if not bare:
        return Outcome(round(5 * share, 2), reason, "" if share == 1 else _MORE_STEPS)
    one = bare[0]
    return Outcome(
        round(5 * share, 2),
        reason,
        f"Paragraph {one.index + 1} has {counted(len(one.sentences), 'sentence')} and cites nothing. What does it rest on?",
        faults=tuple(block.sentences[0] for block in bare),
    )


def _exist(study: Study) -> Outcome:
    if study.catalogue.is_empty:
        return Outcome(0, _NO_CATALOGUE, checked=False)
    cited = (*study.essay.cited, *study.essay.listed)
    if not cited:
        return Outcome(0, "No source id is cited.", "Which document of the calendar says so?")
    unknown = [one for one in dict.fromkeys(cited) if one not in study.catalogue.sources]
    if not unknown:
        number = len(set(cited))
        found = "The 1 source id exists." if number == 1 else f"All {number} source ids exist."
        return Outcome(2 if _cites_enough(study) else 1, found)
    near = near_matches(unknown[0], study.catalogue.sources)
    faults = tuple(one for one in study.essay.sentences if set(one.ids) & set(unknown))
    return Outcome(
        1 if len(unknown) == 1 and len(set(cited)) > 1 else 0,
        f"The calendar does not have {listing(unknown, most=5)}.",
        near or "Which id did you mean?",
        faults=faults,
    )


def _breadth(study: Study) -> Outcome:
    if study.catalogue.is_empty:
        return Outcome(0, _NO_CATALOGUE, checked=False)
    used = _used(study)
    if not used:
        return Outcome(
            0, "No source of the calendar is cited.", "Whose voices should a reader hear?"
        )
    different = {one.id: one for one in used}
    primary = [one for one in different.values() if one.kind == "primary"]
    sides = {side for one in different.values() for side in one.sides}
    commonest, times = Counter(one.id for one in used).most_common(1)[0]
    points, missing = 0.0, []
    if len(different) >= LIMITS.ids_wanted:
        points += 2
    else:
        missing.append(f"{LIMITS.ids_wanted} different sources are asked")
    if len(primary) >= LIMITS.primary_wanted:
        points += 1
    else:
        missing.append(f"{LIMITS.primary_wanted} of them from the time itself")
    is_broad = len(different) >= LIMITS.ids_least and len(sides) >= LIMITS.sides_wanted
    if is_broad and sides & {"CUBA", "USSR"}:
        points += 2
    elif sides & {"CUBA", "USSR"} or len(sides) >= LIMITS.sides_wanted:
        points += 1
        missing.append("voices from two sides, one of them Cuban or Soviet")
    else:
        missing.append("a Cuban or Soviet voice")
    if times <= LIMITS.spread * len(used) or len(used) < LIMITS.ids_wanted:
        points += 1 if len(used) >= LIMITS.ids_wanted else 0
    else:
        missing.append(
            f"[{commonest}] alone makes {100 * times // len(used)} per cent of your citations"
        )
    reason = f"You use {counted(len(different), 'source')}, {len(primary)} from the time itself; sides heard: {', '.join(sorted(sides))}."
    question = (
        f"{missing[0][0].upper()}{missing[0][1:]}. Whose voice is missing?" if missing else ""
    )
    return Outcome(points, reason, question)


def _keeps_condition(study: Study, sentence: Sentence, quotation: Quotation) -> bool:
    for passage in RISKY:
        if not finds(passage.pattern, quotation.text):
            continue
        near = [sentence, *study.essay.after(sentence)]
        if not any(finds(passage.condition, one.prose) for one in near):
            return False
    return True


def _faithful(study: Study) -> Outcome:
    if study.catalogue.is_empty:
        return Outcome(0, _NO_CATALOGUE, checked=False)
    quoted = study.quotations[:40]
    cites = _cites_enough(study)
    if not quoted:
        points = 2 if cites else 0
        return Outcome(
            points,
            "There is no quotation of four words or more.",
            "Is there a phrase so telling that a reader should see it in its own words?"
            if cites
            else "",
        )
    worth: list[float] = []
    faults: list[Sentence] = []
    questions: list[str] = []
    for sentence, one in quoted:
        value, question = _judge(study, sentence, one)
        if value is None:
            continue
        worth.append(value)
        if value < 1:
            faults.append(sentence)
            questions.append(question)
    if not worth:
        return Outcome(
            2 if cites else 0,
            f"{counted(len(quoted), 'quotation')} cannot be checked here, because the words stand in no digest.",
            "From which edition or translation did you copy the words?",
            tuple(sentence for sentence, _ in quoted),
        )
    right = sum(value == 1 for value in worth)
    return Outcome(
        round(5 * sum(worth) / len(worth), 2),
        f"{right} of {counted(len(worth), 'quotation')} that can be checked stand where you say, word for word.",
        questions[0] if questions else "",
        tuple(sentence for sentence, _ in quoted if sentence not in faults),
        tuple(faults),
    )


def _judge(study: Study, sentence: Sentence, one: Quotation) -> tuple[float | None, str]:
    """Give 1 for faithful, 0.5 for a lost condition, 0 for wrong words or place, None for unknown."""
    keeps = _keeps_condition(study, sentence, one)
    lost = "You quote the result. On what condition did the writer say so?"
    if best_match(one.text, study.catalogue.seed_text).similarity >= LIMITS.quotation_similarity:
        return (1.0, "") if keeps else (0.5, lost)
    cited = study.known(sentence.ids)
    near = max((best_match(one.text, source.text).similarity for source in cited), default=0.0)
    if near >= LIMITS.quotation_similarity:
        return (1.0, "") if keeps else (0.5, lost)
    elsewhere = next(
        (source for source in study.catalogue.sources.values() if contains(one.text, source.text)),
        None,
    )
    if elsewhere is not None:
        named = ", ".join(f"[{source.id}]" for source in cited) or "any source you name there"
        return (
            0.0,
            f"The words of sentence {sentence.number} are not in {named}. Where did you read them?",
        )
    if near >= LIMITS.quotation_near:
        return (
            0.0,
            f"Sentence {sentence.number} changes the words of [{cited[0].id}]. What exactly stands there?",
        )
    return None, ""


def _fit(study: Study) -> Outcome:
    if study.catalogue.is_empty:
        return Outcome(0, _NO_CATALOGUE, checked=False)
    citing = [one for one in study.essay.sentences if study.known(one.ids)]
    if not citing:
        return Outcome(
            0, "No sentence cites a source of the calendar.", "Which sentence needs a witness most?"
        )
    pairs = [
        (one, source)
        for one in citing
        for cited in one.citations
        for source in study.sources_of(cited)
    ]
    wrong = [(one, source) for one, source in pairs if not fits(study, one, source)]
    share = 1 - len(wrong) / max(1, len(pairs))
    # Few citations prove little about care, however well they fit.
    ceiling = 5.0 if len(pairs) >= LIMITS.ids_wanted else len(pairs) / 2
    reason = f"{len(pairs) - len(wrong)} of {counted(len(pairs), 'citation')} name what their source speaks of."
    question = ""
    if wrong:
        question = f"Sentence {wrong[0][0].number} cites [{wrong[0][1].id}]. Which statement of that source says so?"
    return Outcome(
        min(ceiling, ladder(share, LIMITS.fit)),
        reason,
        question,
        tuple(one for one in citing if all(one is not other for other, _ in wrong)),
        tuple(dict.fromkeys(one for one, _ in wrong)),
    )


def fits(study: Study, sentence: Sentence, source: Source) -> bool:
    """Say whether a sentence and its source speak of the same.

    Parameters
    ----------
    study : Study
    sentence : Sentence
        The citing sentence; a name may also stand in the one before it.
    source : Source

    Returns
    -------
    bool
        A shared name and a shared content stem that is not that name, or two
        shared stems.
    """
    before = study.essay.sentences[max(0, sentence.number - 2) : sentence.number - 1]
    stems = sentence.stems
    if before and before[0].paragraph == sentence.paragraph and not before[0].ids:
        # "He was angry. Nobody had asked him [S27]." is one statement.
        stems |= before[0].stems
    shared = stems & source.stems
    used = frozenset().union(*(one.names for one in (*before, sentence)))
    names = used & source.names
    if names and shared - {name[:6] for name in names}:
        return True
    return len(shared) >= LIMITS.fit_stems or len(names) >= LIMITS.fit_names


def _bounds(study: Study) -> Outcome:
    if not _cites_enough(study):
        return Outcome(0, "Too few sources are used for quotations to get out of bounds.")
    everything = [(one, quote) for one in study.essay.sentences for quote in one.quotations]
    longer = [
        (one, quote) for one, quote in everything if len(quote.words) >= LIMITS.quotation_words
    ]
    quoted = sum(len(quote.words) for _, quote in everything)
    faults: list[str] = []
    places: list[Sentence] = []
    if quoted > LIMITS.quoted_share * max(1, len(study.essay.words)):
        faults.append(
            f"{100 * quoted // max(1, len(study.essay.words))} per cent of the text is quotation"
        )
    long = [one for one, quote in longer if len(quote.words) > LIMITS.longest_quotation]
    if long:
        faults.append(f"{said(long)} quotes more than {LIMITS.longest_quotation} words at once")
        places += long
    dropped = [
        one
        for one, _ in longer
        if not found("REPORT", one.own_prose) and not study.names_in(study.essay.around(one))
    ]
    opening = [
        one
        for one, quote in longer
        if one is study.paragraphs[one.paragraph].sentences[0] and quote.start - one.start <= _MARKS
    ]
    if dropped or opening:
        faults.append(f"{said(dropped + opening)} quotes without saying who speaks")
        places += dropped + opening
    if not faults:
        return Outcome(
            2,
            "Quotations are short and introduced." if longer else "You tell it in your own words.",
        )
    return Outcome(
        max(0, 2 - len(faults)),
        f"{faults[0][0].upper()}{faults[0][1:]}.",
        "What does the quotation show, in your own words?",
        faults=tuple(places),
    )


def _context(study: Study) -> Outcome:
    last = study.conclusion
    linked: list[Sentence] = []
    undated: list[Sentence] = []
    named = [one for one in DEVELOPMENTS if any(key in study.lowered for key in one.keys)]
    for one in study.essay.sentences:
        if last is not None and one.paragraph == last.index:
            continue
        lowered = one.own_prose.lower()
        for development in named:
            if not any(key in lowered for key in development.keys):
                continue
            if not finds(rf"\b(?:{development.pattern})", one.own_prose):
                continue
            years = [span[0].year for date in dates_in(one.own_prose) for span in (date.span,)]
            if any(development.first_year <= year <= development.last_year for year in years):
                near = study.essay.around(one, reach=2)
                is_linked = any(found("REASON", other.prose) for other in near) or bool(
                    frozenset().union(*(other.stems for other in near)) & study.thesis_stems
                )
                (linked if is_linked else undated).append(one)
                break
            undated.append(one)
    linked = list(dict.fromkeys(linked))
    rest = [one for one in dict.fromkeys(undated) if one not in linked]
    value = len(linked) + 0.5 * min(2, len(rest))
    points = 3 if value >= LIMITS.context_wanted else 1 if value >= 1 else 0
    if value >= LIMITS.context_wanted:
        return Outcome(
            3, f"You look beyond October in {said(linked)}, with dates.", "", tuple(linked)
        )
    reason = (
        f"You look beyond October in {said(linked + rest)}."
        if linked or rest
        else "Your story stays within the crisis."
    )
    return Outcome(
        points,
        reason,
        "What, before May or after November 1962, helps to explain it, and when was that?",
        tuple(linked),
        tuple(rest),
    )


RULES = (
    Rule(
        "C08",
        "C",
        "Every body paragraph cites",
        5,
        "share of body paragraphs with a source, times 5",
        _every_body,
    ),
    Rule("C09", "C", "Ids exist", 2, "all 2; one unknown 1", _exist),
    Rule(
        "C10",
        "C",
        "Breadth and sides",
        6,
        "five sources 2; three from the time 1; two sides 2; spread 1",
        _breadth,
    ),
    Rule(
        "C11",
        "C",
        "Quotations faithful",
        5,
        "share of faithful quotations, times 5; none that can be checked 2",
        _faithful,
    ),
    Rule("C12", "C", "Citation fits", 5, "four fifths fit 5; three fifths 3; two fifths 1", _fit),
    Rule(
        "C13",
        "C",
        "Quoting kept in bounds",
        2,
        "at most a fifth quoted, none above 40 words, each introduced; minus 1 each",
        _bounds,
    ),
    Rule(
        "C14",
        "C",
        "Evidence beyond the weeks of the crisis",
        3,
        "two dated and linked sentences 3; one 1",
        _context,
    ),
)
