"""Sourcing remarks (C15): who wrote a source, when, for whom and why, and what follows from it.

A remark is about a source. What a source reports ("... that the shooting was
secret") says nothing about it, and is cut away before a remark is looked for.
"""

import re
from functools import lru_cache
from itertools import combinations

from course.essay.catalogue import Source
from course.essay.markers import finds
from course.essay.parts import Sentence
from course.essay.rules import Outcome, said
from course.essay.sides import OFFICES
from course.essay.study import Study
from course.essay.thresholds import LIMITS

__all__ = ["sourcing"]

# A remark on a source speaks of a document or of somebody as its writer.
_NOUN = (
    r"letters?|notes?|minutes|reports?|cables?|telegrams?|memoirs?|memorandum|memo|speech|broadcast|books?|records?|messages?"
    r"|documents?|accounts?|texts?|sources?|statements?|interviews?|opinion|article|summary|photograph\w*|estimate|papers|version|story|stories|wording|translation"
)
_DOCUMENT = (
    rf"\b(?:{_NOUN}|wrote|written|writing|writer|witness\w*|author|rebuke|minister|ambassador|memory|memories"
    r"|man with|whom he|written down|told|tells|said|says|speaking|dictated)\b"
)
_POINTS_BACK = r"^(?:his|he|her|she|its?|their|they|this|that|these|both)\b"
# Further off, only a document itself.
_SURELY = rf"\b(?:{_NOUN})\b"
# "reports that ...": what is reported, up to where the writer speaks again.
_REPORTED = (
    r"\b(?:writes?|wrote|states?|stated|claims?|claimed|reports?|reported|tells?|told|testified|recalls?|recalled|insists?|insisted"
    r"|says?|said|explain(?:s|ed)?|add(?:s|ed)?|finds|shows?|noted?|announced|cabled|thought|believed?|warned|promised?|denied)\b"
    r"(?: [\w']+){0,5}? (?:that|how|what|whether|if)\b"
    r"[^;:.?!]*?(?=, (?:but|because|since|as|so|while|yet|which|although|though|when|and)\b|[;:.?!]|$)"
)
_TO = (
    r"(?:\w+ )?to (?:\w+ )?(?:justify|defend|excuse|explain|rouse|blame|restrain|persuade|impress|calm|comfort|show|look|appear|seem|make"
    r"|convince|hide|protect|please|flatter|reassure|save|put|present|call|lie|say so|say this|quiet\w*)\b"
)
_FEATURES = {
    "time": (
        r"\byears? (?:later|after\w*|old)|\bdecades?|hindsight|\blong after|many years|\bmemor(?:y|ies)\b"
        r"|\blate (?:memor|recollect|interview|testimon|account|source|witness)\w*|\bsame[- ](?:day|morning|night|week)"
        r"|\b(?:wrote|written|report\w*|dictated|told|said)[^.;,]{0,30} next (?:day|morning)|\bwithin (?:\w+ ){0,3}(?:days|hours)|\bat (?:the|that) time\b|contemporary|very same morning|that very (?:morning|day)|in the moment"
        r"|\bbefore (?:\w+ ){0,5}(?:documents|papers|archives|sources)\b|after (?:19|20)\d\d"
        r"|\b(?:notes?|minutes|records?|memorandum)\b[^.;,]{0,20} taken (?:by|down)\b|\b(?:published|printed|opened|open|released|closed|dictated|written|wrote|writing)\b[^.;,]{0,30}\b(?:in (?:19|20)\d\d|until|after\w*|before|years)"
        r"|\b(?:days|weeks) (?:\w+ )?(?:later|after\w*)\b[^.;]{0,30}\b(?:told|said|wrote|admitted|to)\b"
    ),
    "audience": (
        r"\bto an? (?:\w+ )?(?:ally|enemy|opponent|adversary|friend|guests?)\b|\bto (?:the|his|an?) (?:\w+ )?(?:enemy|opponent|adversary|guests|visitors)\b|audience"
        r"|\bfor (?:his|her|their|its|the|nobody but the|nobody but) (?:own )?(?:\w+ )?(?:people|public|readers?|members|leaders?|leadership|party|file|use)\b"
        r"|two different files|addressed to|broadcast to|whole world|\bto rouse\b|(?:no|any)body (?:outside|was supposed)|for the own|only for"
        r"|\b(?:meant|intended) (?:for|to)\b|\b(?:aimed|directed) at\b|superiors|\bto (?:his|their|its|her) own (?:government|side|leaders?|people|ministry)\b|\bto whom?\b|\b(?:is|was|were) (?:speaking|talking|writing) to\b"
    ),
    "purpose": (
        r"\b(?:had|has|have|with) (?:an?|no|not|every|some|good|strong|his own|their own|the|both)? ?(?:\w+ ){0,2}(?:reasons?|interests?|motives?|need)\b"
        rf"|\b(?:want|wish|need|try|tri|hop|mean|meant)\w* {_TO}|\b(?:has|had|in order) {_TO}|\bno need to\b|not need to|\binterest in\b"
        r"|self-(?:defen[cs]e|justif\w+|interest)|\bexcuses?\b|convenient|comfortable|suit(?:s|ed) (?:him|them|moscow|washington)|\bpurpose|\bmotives?\b|propaganda|flatter"
        r"|\b(?:defend|justif|excus|protect)\w* (?:himself|themselves|his|their|its|an?|her)\b|\bblame\b|\bculprit|would say (?:that|so|this)|\bneutral\b|one-sided"
        r"|\bstake in\b|axe to grind|reputation|\bown (?:work|homework|version|side|translation|career|name)\b|responsible for"
    ),
    "closeness": (
        r"\b(?:first|second)[- ]?hand|eye-?witness|hearsay|\bexile|\b(?:was|were|is)(?:n't| not)? (?:there|present|in (?:cuba|havana|the room))\b|not a witness"
        r"|\b(?:had )?left (?:cuba|havana|the)|no post|out of cuba|close to|saw (?:it|him)|his friend|from (?:outside|inside)|inside (?:the|cuba)|\binternal\b|took part|heard (?:it )?from"
        r"|must know|had been told|had (?:already )?read|knew (?:the|him|it|castro)|cannot (?:even )?be identified|identity|\brests? (?:\w+ )?on\b|based on"
        r"|without (?:\w+ ){0,3}(?:papers|access|documents|notes)|archives|years in\b|nearest|responsible\b|verbatim"
        r"|\b(?:notes|minutes|records?|summary)\b[^.;,]{0,20}\b(?:short|brief|terse|laconic|incomplete|fragment\w*|selective)|\b(?:short|brief|terse|laconic|incomplete) (?:notes|minutes|records?|summary)\b"
    ),
    "dated": (
        r"\b(?:said|says|spoke|speaking|recalled|remember\w*|told|testif\w*|claimed|claims)\b[^.;,]{0,30}\b(?:in (?:19[7-9]|20)\d\d?|much later)\b"
    ),
    "secrecy": (
        rf"\b(?:secret|private|confidential|internal)\b (?=(?:\w+ )?(?:{_NOUN})\b)|\b(?:was|were|is|are|being|as|and) (?:\w+ )?(?:secret|internal|private|confidential|public)\b"
        rf"|\b(?:a|this|his|the) public (?=(?:{_NOUN})\b)|not (?:meant|supposed) to be seen|written in secret"
    ),
}
# A source is called "a secret letter", or one of 1992, also where only its story is told; then
# something must follow.
_LABELS = frozenset({"secrecy", "dated"})
_CONSEQUENCE = (
    r"\b(?:so|therefore|thus|hence|because|since|which makes|that makes|makes (?:it|them|the point)|as a result|for that reason|this is why|consequently|by consequence)\b"
    r"|\b(?:can|cannot|could|does|do|may|will) (?:only |not |hardly |even )?(?:show|tell|prove|settle|be trust\w*|be taken|be used|be sincere|have been)|\bshows? (?:what|how|(?:to )?whom?|that (?:he|they))"
    r"|\b(?:more|less|better|deserves?|little|poor|good|not|nearest|best) (?:\w+ ){0,2}(?:trust\w*|weight|evidence|reliable|credible|believable|strong|witness|source|proof|neutral|sincere)"
    r"|\btrust\b|\bi (?:think|believe|beleive|accept|trust|prefer)\b|\bprudent\b|\bsuggests?\b|\bwe may suppose|\bprefer\w*|\bworthless|\bwe cannot take|\b(?:take|taking) (?:\w+ ){0,3}word\b"
    r"|\b(?:un)?reliable\b|\bcare(?:ful)?\b|\bguess\w*|\bneither is\b|\bdoubt\w*|\bcaution\w*|\bs[ck]eptic\w*|\bsuspicio\w*"
)
_EMPTY = r"\b(?:biased|unreliable|reliable|propaganda)\b"
_COMPARED = 60  # remarks; an essay has hardly half as many

_Remark = tuple[str, int, tuple[Sentence, ...]]
"""A source, the points of a remark on it, and the sentences that cite it and that speak of it."""


def _names_author(source: Source, sentence: Sentence) -> bool:
    authors = source.surnames
    if not sentence.names.isdisjoint(authors):
        return True
    return any(
        finds(rf"\b(?:{OFFICES[name]})\b", sentence.prose) for name in authors if name in OFFICES
    )


@lru_cache(maxsize=512)
def _judged(text: str) -> str:
    """Return what is left of a sentence without what its source reports."""
    if not finds(_REPORTED, text):
        return text
    return re.sub(_REPORTED, " ", text, flags=re.IGNORECASE)


def _features(source: Source, text: str) -> set[str]:
    """Name the features of a source that a text speaks of and that agree with the catalogue."""
    hits = {name for name, expression in _FEATURES.items() if finds(expression, text)}
    was_public = source.public_year is not None and source.public_year == source.first_day.year
    says_public = finds(
        r"\b(?:a|this|his|the) public (?:letter|speech|statement|cable|message)|broadcast to", text
    )
    says_secret = finds(r"\b(?:a|this|his|the|was|were|is) (?:secret|confidential)\b", text)
    if hits <= {"secrecy", "audience"} and (
        (says_public and not says_secret and not was_public)
        or (says_secret and not says_public and was_public)
    ):
        return set()
    return hits


def _remark(study: Study, sentence: Sentence, source: Source) -> tuple[int, tuple[Sentence, ...]]:
    """Points of the best sourcing remark on a source near one citing sentence."""
    best: tuple[int, tuple[Sentence, ...]] = (0, (sentence,))
    near = [
        one
        for one in study.essay.around(sentence, LIMITS.remark_reach)
        if one.number >= sentence.number - 1
    ]
    named = any(_names_author(source, one) for one in near[:3])
    for one in near:
        if not _may_speak_of(one, sentence, source):
            continue
        is_far = one.number > sentence.number + LIMITS.remark_near
        speaks_of_it = finds(_SURELY if is_far else _DOCUMENT, one.own_prose) is not None
        # "His identity is disputed", straight after what he is cited for.
        is_next = one.number == sentence.number + 1 and finds(_POINTS_BACK, one.own_prose)
        if not (speaks_of_it or is_next or not (is_far or one.names.isdisjoint(source.surnames))):
            continue
        text = _judged(one.own_prose)
        features = _features(source, text)
        if not features:
            continue
        together = [
            text,
            *(
                other.own_prose
                for other in study.essay.after(one)
                if other.paragraph == one.paragraph and _may_speak_of(other, one, source)
            ),
        ]
        follows = any(finds(_CONSEQUENCE, other) for other in together)
        # Of the writer alone something may be told for its own sake.
        is_bare = not speaks_of_it or features <= _LABELS or finds(_EMPTY, text) is not None
        if is_bare and not follows:
            continue
        points = int(named) + 2 + int(follows)
        if points > best[0]:
            best = (points, (sentence, one))
    if best[0] == 0 and named and len(study.essay.cited) >= LIMITS.ids_least:
        return 1, (sentence,)
    return best


def _may_speak_of(one: Sentence, sentence: Sentence, source: Source) -> bool:
    """Whether a sentence may hold a remark on a source: what cites another must point back to it."""
    if not one.ids or source.id in one.ids:
        return True
    points_back = finds(_POINTS_BACK, one.own_prose) is not None
    return one.number == sentence.number + 1 and (
        points_back or not one.names.isdisjoint(source.surnames)
    )


def _remarks(study: Study) -> list[_Remark]:
    """Return the remarks on cited sources in the order of the text."""
    return [
        (source.id, *_remark(study, one, source))
        for one in study.essay.sentences
        for cited in one.citations
        for source in study.sources_of(cited)
    ]


def _best_two(remarks: list[_Remark]) -> list[_Remark]:
    """Choose remarks on two sources that earn most together; one sentence beside them serves one source."""
    ranked = sorted(remarks, key=lambda remark: (-remark[1], remark[2][0].number))[:_COMPARED]
    pairs = [
        [first, second]
        for first, second in combinations(ranked, LIMITS.sourcing_sources)
        if first[0] != second[0] and not _is_one_remark(first, second)
    ]
    return max(pairs, key=lambda pair: sum(points for _, points, _ in pair), default=ranked[:1])


def _is_one_remark(first: _Remark, second: _Remark) -> bool:
    """Whether two remarks are the same sentence, and it does not cite both sources."""
    said_in = first[2][-1]
    return said_in is second[2][-1] and not {first[0], second[0]} <= set(said_in.ids)


def sourcing(study: Study) -> Outcome:
    """Give up to four points for the remarks on each of the two sources weighed best.

    Parameters
    ----------
    study : Study

    Returns
    -------
    Outcome
    """
    if study.catalogue.is_empty:
        return Outcome(
            0,
            "The sources of the course were not at hand, so this could not be checked.",
            checked=False,
        )
    remarks = _remarks(study)
    # Naming the writer without a word on the document is no sourcing remark.
    real = _best_two([remark for remark in remarks if remark[1] > 1])
    if not real:
        named = [where for _, points, where in remarks if points][:1]
        return Outcome(
            len(named),
            "You name who wrote some of your sources."
            if named
            else "No sentence speaks about a source itself.",
            "Who wrote your most important source, for whom and when, and what follows for its use?",
            tuple(sentence for where in named for sentence in where),
        )
    total = sum(points for _, points, _ in real)
    places = tuple(dict.fromkeys(sentence for _, _, where in real for sentence in where))
    names = " and ".join(f"[{name}]" for name, _, _ in real)
    question = ""
    if len(real) < LIMITS.sourcing_sources:
        question = "Could you ask of a second source who wrote it, for whom, and what follows?"
    elif total < 4 * len(real):
        weakest = min(real, key=lambda remark: remark[1])[0]
        question = f"You say something about [{weakest}]. What follows from it for what the source can show?"
    return Outcome(total, f"You weigh {names} as sources in {said(places)}.", question, places)
