"""Group D, source criticism: sourcing remarks, corroboration, grading of certainty."""

from itertools import product

from course.essay.catalogue import Source
from course.essay.markers import finds, found, spans
from course.essay.parts import Sentence
from course.essay.rules import Outcome, Rule, counted, said
from course.essay.sides import OFFICES, QUESTIONS
from course.essay.study import Study
from course.essay.thresholds import LIMITS
from course.essay.words import canonical, words

__all__ = ["RULES"]

# A remark on a source speaks of a document or of somebody as its writer.
_DOCUMENT = (
    r"\b(?:letters?|notes?|minutes|reports?|cables?|telegrams?|memoirs?|memorandum|memo|speech|broadcast|books?|records?|messages?"
    r"|documents?|accounts?|texts?|sources?|statements?|interviews?|note|opinion|article|summary|photograph\w*|estimate|papers"
    r"|wrote|written|writing|writer|witness\w*|author|rebuke|minister|ambassador|memory|man with|whom he|written down)\b"
)
_FEATURES = {
    "time": r"years (?:later|afterwards)|decades|late\b|later|at the time|same (?:day|morning|night)|that (?:very )?(?:morning|day)|very same morning|in the moment|before any|after (?:19|20)\d\d|until (?:after )?(?:19|20)\d\d|(?:published|printed|opened|released|closed|dictated|written|wrote|writing)[^.]{0,20} (?:in|until|after|before) (?:19|20)\d\d|afterwards|earlier|hindsight|memory",
    "audience": r"to an? (?:ally|enemy|opponent)|to the enemy|audience|for (?:his|her|their|the) (?:own )?(?:people|public|readers?|members|leaders?|party|file|use|cuban people)|for (?:the leaders|its own members|two different files)|addressed|broadcast to|whole world|to (?:rouse|the public)|(?:no|any)body (?:outside|was supposed)|to impress|to convince somebody|for the own|only for",
    "purpose": r"wanted (?:to|him)|wishe[sd]?|in order to|to (?:justify|defend|excuse|rouse|blame|restrain|persuade|make propaganda|give (?:the|them))|purpose|interest in|motive|propaganda|objective to|had (?:a|no|an|every) (?:strong )?(?:interest|reason)|no reason to|not need to|has to justify|needed to|defends? his|flatter",
    "closeness": r"first[- ]hand|eye-?witness|was (?:not )?(?:there|present|in (?:cuba|havana|the room))|not a witness|had left|close to|saw (?:it|him)|his friend|from (?:outside|inside)|inside the|internal|took part|second[- ]hand|heard (?:it )?from|must know|had been told|had (?:already )?read",
    "secrecy": r"secret|private\w*|confidential|internal|not (?:meant|supposed) to be seen|public(?:ly)?\b",
}
_CONSEQUENCE = (
    r"\b(?:so|therefore|thus|hence|because|since|which makes|that makes|makes (?:it|them|the point)|as a result|for that reason|this is why|consequently|by consequence)\b"
    r"|\b(?:can|cannot|could|does|do|may) (?:only |not )?(?:show|tell|prove|settle|be trust\w*|be taken)|\bshows? (?:what|how|that (?:he|they))|\b(?:more|less|better|deserves?|little) (?:\w+ )?(?:trust\w*|weight|evidence|reliable|credible|strong)"
    r"|\btrust\b|\bwe cannot take|\bi (?:think|believe|beleive|accept|trust)\b|\bprudent\b|\bsuggests?\b|\bwe may suppose"
)
_SHORTEST_NAME = 4  # letters; "Jr" and "ed" are no surnames
_EMPTY = r"\b(?:biased|unreliable|reliable|propaganda)\b"


def _authors(source: Source) -> tuple[str, ...]:
    return tuple(
        name
        for name in dict.fromkeys(canonical(one) for one in words(source.author))
        if len(name) >= _SHORTEST_NAME
    )


def _names_author(source: Source, text: str) -> bool:
    used = {canonical(word) for word in words(text)}
    authors = _authors(source)
    if used & set(authors):
        return True
    return any(finds(rf"\b(?:{OFFICES[name]})\b", text) for name in authors if name in OFFICES)


def _feature(source: Source, text: str) -> bool:
    """Whether a text names a feature of a source that agrees with the catalogue."""
    if not finds(_DOCUMENT, text):
        return False
    hits = {name for name, expression in _FEATURES.items() if finds(expression, text)}
    was_public = source.public_year is not None and source.public_year == source.first_day.year
    says_public = finds(
        r"\b(?:a|this|his|the) public (?:letter|speech|statement|cable|message)|broadcast to", text
    )
    says_secret = finds(r"\b(?:a|this|his|the|was|were|is) (?:secret|confidential)\b", text)
    if says_public and not says_secret and not was_public and hits <= {"secrecy", "audience"}:
        return False
    if says_secret and not says_public and was_public and hits <= {"secrecy", "audience"}:
        return False
    return bool(hits)


def _remark(study: Study, sentence: Sentence, source: Source) -> tuple[int, tuple[Sentence, ...]]:
    """Points of the best sourcing remark on a source near one citing sentence."""
    best: tuple[int, tuple[Sentence, ...]] = (0, (sentence,))
    numbers = (sentence.number - 1, sentence.number, sentence.number + 1, sentence.number + 2)
    near = [
        study.essay.sentences[number - 1]
        for number in numbers
        if 0 < number <= len(study.essay.sentences)
        and study.essay.sentences[number - 1].paragraph == sentence.paragraph
    ]
    named = any(_names_author(source, one.prose) for one in near[:3])
    for one in near:
        if one.ids and source.id not in one.ids:
            continue
        text = one.own_prose
        if not _feature(source, text):
            continue
        together = [
            one,
            *(
                other
                for other in study.essay.after(one)
                if other.paragraph == one.paragraph and not other.ids
            ),
        ]
        follows = any(finds(_CONSEQUENCE, other.own_prose) for other in together)
        only_empty = finds(_EMPTY, text) and not follows
        points = int(named) + (0 if only_empty else 2) + int(follows)
        if points > best[0]:
            best = (points, (sentence, one))
    if best[0] == 0 and named and len(study.essay.cited) >= LIMITS.ids_least:
        return 1, (sentence,)
    return best


def _ranked_remarks(study: Study) -> list[tuple[str, tuple[int, tuple[Sentence, ...]]]]:
    """Return the best remark on each cited source, best first; one remark serves one source."""
    best: dict[str, tuple[int, tuple[Sentence, ...]]] = {}
    claimed: set[int] = set()
    pairs = [
        (one, source)
        for one in study.essay.sentences
        for cited in one.citations
        for source in study.sources_of(cited)
    ]
    for one, source in pairs:
        points, where = _remark(study, one, source)
        if where[-1].number in claimed and points > 1 and where[-1] is not where[0]:
            points = 1
        if points > best.get(source.id, (0, ()))[0]:
            best[source.id] = (points, where)
            if points > 1:
                claimed.add(where[-1].number)
    return sorted(best.items(), key=lambda item: (-item[1][0], item[1][1][0].number))


def _sourcing(study: Study) -> Outcome:
    if study.catalogue.is_empty:
        return Outcome(
            0,
            "The sources of the course were not at hand, so this could not be checked.",
            checked=False,
        )
    ranked = _ranked_remarks(study)
    # Naming the writer without a word on the document is no sourcing remark.
    real = [item for item in ranked if item[1][0] > 1][: LIMITS.sourcing_sources]
    if not real:
        return Outcome(
            1 if ranked else 0,
            "You name who wrote some of your sources."
            if ranked
            else "No sentence speaks about a source itself.",
            "Who wrote your most important source, for whom and when, and what follows for its use?",
            tuple(sentence for _, (_, where) in ranked[:1] for sentence in where),
        )
    total = sum(item[1][0] for item in real)
    places = tuple(dict.fromkeys(sentence for _, (_, where) in real for sentence in where))
    names = " and ".join(f"[{name}]" for name, _ in real)
    question = ""
    if len(real) < LIMITS.sourcing_sources:
        question = "Could you ask of a second source who wrote it, for whom, and what follows?"
    elif total < 4 * len(real):
        weakest = min(real, key=lambda item: item[1][0])[0]
        question = f"You say something about [{weakest}]. What follows from it for what the source can show?"
    return Outcome(total, f"You weigh {names} as sources in {said(places)}.", question, places)


def _corroboration(study: Study) -> Outcome:
    if study.catalogue.is_empty:
        return Outcome(
            0,
            "The sources of the course were not at hand, so this could not be checked.",
            checked=False,
        )
    best, question = 0.0, ""
    where: tuple[Sentence, ...] = ()
    for one in study.essay.sentences:
        following = [
            other for other in study.essay.after(one, 2) if other.paragraph == one.paragraph
        ]
        pairs = [
            (first, second, second_in)
            for second_in in [one, *following]
            for first, second in product(study.known(one.ids), study.known(second_in.ids))
            if first.id != second.id
            and set(_authors(first)).isdisjoint(_authors(second)) | (first.author != second.author)
        ]
        for first, second, second_in in pairs:
            relation = _relation(first, second)
            if relation is None:
                continue
            span = study.essay.sentences[one.number - 1 : second_in.number]
            text = " ".join(other.own_prose for other in (*span, *study.essay.after(second_in)[:1]))
            strong = found("AGREE" if relation == "agree" else "DIFFER", text)
            turned = relation == "differ" and found("TURN", text)
            points = 6.0 if strong else 4.0 if turned else 3.0
            if first.id in second.depends_on or second.id in first.depends_on:
                points /= 2
            if points > best:
                best, where = points, tuple(span)
                verb = "agree" if relation == "agree" else "disagree"
                question = (
                    ""
                    if strong
                    else f"[{first.id}] and [{second.id}] stand side by side. Do they {verb}, and which do you trust?"
                )
    if best == 0:
        return Outcome(
            0,
            "No two sources on one question are set side by side.",
            "Which two of your sources speak of the same thing, and do they agree?",
        )
    return Outcome(
        best,
        f"In {said(where)} two sources on one question stand side by side.",
        question,
        tuple(where),
    )


def _relation(first: Source, second: Source) -> str | None:
    """Return "agree", "differ", or None when the two share no question."""
    relations = set()
    for question in QUESTIONS:
        one = [name for name, ids in question.positions.items() if first.id in ids]
        other = [name for name, ids in question.positions.items() if second.id in ids]
        if one and other:
            relations.add("agree" if one == other else "differ")
    if "differ" in relations:
        return "differ"
    return "agree" if relations else None


def _certainty(study: Study) -> Outcome:
    cited = [one for one in study.essay.sentences if one.ids]
    near = [
        one
        for one in study.essay.sentences
        if found("GRADED", one.own_prose)
        and (one.ids or any(other.ids for other in study.essay.around(one)))
    ]
    exact = [one for one in cited if found("GRADED", one.own_prose)]
    # A graded word beside the citing sentence counts half: "He may have ... [S07]. Perhaps ..."
    value = len(exact) + 0.5 * (len(near) - len(exact))
    points = 4.0 if value >= LIMITS.graded_wanted else 2.0 if value >= 1 else 0.0
    if len(study.essay.cited) < LIMITS.ids_least:
        points = 0.0
    total = sum(len(spans("GRADED", one.own_prose)) for one in study.essay.sentences)
    hedged = total > LIMITS.graded_per_sentence * max(1, len(study.essay.sentences))
    if hedged and points:
        return Outcome(
            points - 1,
            f"You grade your certainty, in more than every second sentence ({counted(total, 'word')}).",
            "Which statements do you know for sure?",
            tuple(near),
        )
    if value >= LIMITS.graded_wanted:
        return Outcome(points, f"You say how sure you are in {said(near)}.", "", tuple(near))
    return Outcome(
        points,
        f"You say how sure you are in {said(near)}."
        if near
        else "You are equally sure of everything.",
        "Which of your statements rests on the weakest evidence?",
        tuple(near),
    )


RULES = (
    Rule(
        "C15",
        "D",
        "Sourcing remarks",
        8,
        "for each of two sources: author 1, feature 2, consequence 1",
        _sourcing,
    ),
    Rule(
        "C16",
        "D",
        "Corroboration",
        6,
        "two sources on one question, compared in words 6; by contrast only 4; side by side 3",
        _corroboration,
    ),
    Rule(
        "C17",
        "D",
        "Certainty graded",
        4,
        "two graded statements with a source 4; one 2; hedging everywhere minus 1",
        _certainty,
    ),
)
