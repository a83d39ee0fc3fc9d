"""The thesis: how much of one a sentence is, and which verdict it gives.

A thesis says whose role, how large, and why. Writers frame it ("I shall
argue"), spread it over two sentences, or imply it by setting what Castro did
against what he did not: "He never controlled the crisis. What he did was ...".
"""

import re
from collections.abc import Iterable
from functools import cached_property

from course.essay.markers import MARKERS, finds, found, pattern
from course.essay.parts import Essay, Sentence
from course.essay.records import record
from course.essay.sides import DIMENSIONS
from course.essay.thresholds import LIMITS

__all__ = ["Candidate", "dimensions_in", "rate", "strongest", "verdict_of"]

_FRAME = (
    r"\b(?:i (?:shall |will |would |can |could |must )?(?:argue|claim|think|say|judge|conclude|believe|maintain|call|find|contend|suggest|propose|defend|hold|(?:want|try|hope|aim|set out) (?:to )?(?:show|explain|argue|suggest))"
    r"|my (?:claim|answer|view|argument|opinion|verdict|contention|thesis|case|conclusion|reading|judge?ment)|this essay|in my"
    r"|(?:it|this) (?:will|shall) be (?:argued|shown|maintained)|the (?:argument|thesis|claim|case|view|answer)\b[^.]{0,40}\bis (?:therefore )?that)\b"
)
# Outside the first paragraph only a verdict on the role that the writer draws is a thesis.
_DRAWN = r"\b(?:therefore|thus|hence|then|in conclusion|to conclude|conclusion|to sum up|all in all|overall|so)\b"
_VERDICT = r"\b(?:castro's|cuba's|his|the) (?:\w+ )?(?:role|part|influence)\b|\brole (?:of|from) (?:fidel )?castro\b"
_PLAIN = r"\b(?:castro's|cuba's|his) (?:\w+ )?(?:role|part|influence)(?: in (?:\w+ ){1,4}| )(?:was|is|were|remained|became)\b"
# "How large his role was" asks for a degree and gives none.
_ASKED = (
    r"\bhow (?:large|big|great|important|small|decisive|significant|central|much|far)\b"
    r"|\bhow (?:castro|fidel|cuba|he|his|it)\b[^.,;:]*"
    # "The case for a large role" is a case and not yet a claim.
    r"|\b(?:case|arguments?|evidence|reasons?) (?:for|against) an? (?:\w+ ){0,3}(?:role|part|influence)\b"
    r"|\b(?:if|whether) (?:it|he|castro|his role|castro's role) (?:was|is|were|had|played)\b[^.;:]*"
)
# What others say is no thesis of the writer.
_THEIRS = r"\b(?:some|many|most|others?|one|people|historians|scholars|critics|books)\b (?:\w+ ){0,3}(?:sa(?:y|id)s?|conclude[sd]?|claim(?:s|ed)?|argued?|thinks?|thought|believed?)\b"
# Nor is what the writer believed before.
_BEFORE = r"\bi (?:\w+ )?(?:thought|thinked|believed|used to|expected|imagined)\b"
# Two degrees set against each other, or a claim that is unfolded: "small in X, although large in Y",
# "large in one respect: he did not ..., but he ...".
_UNFOLDED = r": (?:[^:]+ ){6}|\bnot [^.]{3,60}\bbut\b|\bthat\b[^.]{10,160}\band that\b"
_RESPECTS = r"\bin\b[^.]{3,80}\b(?:and|but)\b|: |, and |not [^.]{3,60}\bbut\b"
_HIM = r"(?:castro|fidel|he)"
_SUBJECT = r"castro|cuba\w*|havana|\bhe\b|\bhis\b|fidel"
# "The role that remains is a small one", where Castro was named before.
_THE_ROLE = r"\b(?:the|this|that|an?) (?:\w+ ){0,2}(?:role|part(?! of)|influence)\b"
# "Small in the decisions, larger in the settlement": respects are those of a role.
_SIZED_RESPECT = rf"\b(?:{MARKERS['STANCE']}) (?:in|over|for|when|where) |\bin (?:the|its|his) \w+ (?:\w+ )?(?:{MARKERS['STANCE']})\b"
# "It was small", after a sentence that names the role.
_TAKEN_UP = r"^(?:it|this|that) (?:was|is|remained|became|seems|appears)\b"
# "Castro, then, was large in one respect": a degree said of the man himself.
_SAID_OF_HIM = (
    rf"\b{_HIM}(?:, [\w ]{{2,20}},)? (?:was|is|were|remained|became|had been)(?: \w+){{0,3}}? (?:{MARKERS['STANCE']})"
    r"(?= ?[,.;:]| (?:in|for|as|at|on|to|of|only|but|and|when|where|because|before|after|enough|player|actor|figure|person|factor|force|partner|man|one|part|role)\b|$)"
)
_NAMED = r"\b(?:castro|fidel|his (?:\w+ )?(?:role|part|influence))\b"
_ANYONE = r"\b(?:castro|fidel|kennedy|khrushchev|mikoyan|thant|malinovsky|dobrynin|alekseev)\b"
# What he did not do, and beside it what he did: a degree without a word of size.
_DENIED = (
    rf"\b{_HIM}(?:, [\w ]{{2,20}},)? (?:\w+ )?(?:not|never|neither|nor|nothing|none|no|hardly|didn't|couldn't|wasn't)\b"
    rf"|\b(?:neither|nor|none|nothing|no)\b[^.,;]{{0,40}} {_HIM}\b"
)
_GRANTED = (
    rf"\b(?:but|yet|although|though|only) (?:\w+ ){{0,3}}(?:{_HIM}|his|castro's)\b"
    rf"|\bwhat {_HIM} \w+|^{_HIM} (?:only|merely|simply) |, but \w+ed\b"
    rf"|\b{_HIM} (?:\w+ed|made|took|gave|let|kept|held|chose) [^.,;]{{2,30}}, (?:\w+ )?\w+ed\b"
)
# Of decisions and outcomes, not of any deed: "he did not know, but he heard it" gives no verdict.
_WEIGHTY = (
    r"\b(?:decisions?|decid\w+|control\w*|crisis|peace|war|bargain|solution|settle\w*|terms|outcome|result|end|danger|deal"
    r"|made|make|changed?|caused?|shaped?)\b"
)
# "Without him there would have been no ...": a role by what would be missing.
_MISSING = r"\b(?:without|had it not been for|but for) (?:fidel )?(?:castro|him|his|castro's)\b[^.]{0,60}\b(?:no|not|never|nothing|neither)\b"
_OPEN = r"\b(?:whether|ask of|if)\b"


@record
class Candidate:
    """A sentence that may be the thesis, and how much of one it is.

    Parameters
    ----------
    sentence : Sentence
    has_role, has_degree, has_reason : bool
        It names Castro and a role; it says how large; it says why.
    is_marked : bool
        The student marked it.
    is_implied : bool
        Role and degree are implied by what Castro did and did not do.
    is_last : bool
        It stands in the last paragraph, where verdicts need no frame.
    size : int
        Words, with the next sentence where that completes it.
    """

    sentence: Sentence
    has_role: bool
    has_degree: bool
    has_reason: bool
    is_marked: bool = False
    is_implied: bool = False
    is_last: bool = False
    size: int = 0

    @property
    def is_sized(self) -> bool:
        """Whether its length is that of a thesis."""
        least, most = LIMITS.thesis_words
        return least <= len(self.sentence.words) <= most or least <= self.size <= most

    @property
    def is_question(self) -> bool:
        """Whether it asks instead of saying."""
        return self.sentence.text.rstrip("\"') ").endswith("?")

    @property
    def is_complete(self) -> bool:
        """Whether role, degree and reason are all there."""
        return self.has_role and self.has_degree and self.has_reason

    @property
    def is_framed(self) -> bool:
        """Whether it is said to be what the writer claims."""
        return finds(_FRAME, self.sentence.prose) is not None

    @property
    def is_claim(self) -> bool:
        """Whether it would be a thesis outside the first paragraph too: the writer's own verdict."""
        prose = self.sentence.own_prose
        if not self.is_enough or found("OPPOSED", prose):
            return False
        if self.is_implied or not (self.is_framed or finds(_DRAWN, prose)):
            # What is neither framed nor drawn must be a whole answer, at the end.
            return self.is_last and self.has_reason and (self.is_implied or bool(verdict_of(prose)))
        is_of_his_role = (
            finds(_VERDICT, prose) is not None or _sizes_him(prose) or _weighs_respects(prose)
        )
        return is_of_his_role and bool(verdict_of(prose))

    @property
    def is_enough(self) -> bool:
        """Whether it says enough to be read as the thesis; a marked one needs half of it."""
        if self.is_marked:
            return (self.has_role or self.has_degree) and not self.is_question
        return self.has_role and self.has_degree and self.strength >= LIMITS.thesis_strength

    @cached_property
    def strength(self) -> float:
        """Two each for role, degree and reason, one for length, half for framing, a quarter for a plain word.

        A plain word is one such as "his role was". What is told after a source
        stands behind what is said.
        """
        value = 2.0 * (self.has_role + self.has_degree + self.has_reason) + self.is_sized
        if self.is_question:
            return 0.0
        is_report = bool(self.sentence.ids) and not self.is_framed
        is_plain = finds(_PLAIN, self.sentence.own_prose) is not None
        return value + 0.5 * self.is_framed + 0.25 * is_plain - is_report


def rate(essay: Essay, sentence: Sentence, *, is_marked: bool = False) -> Candidate:
    """Rate a sentence as a thesis.

    Parameters
    ----------
    essay : Essay
        Where a pronoun points to, and what of a reason returns later.
    sentence : Sentence
    is_marked : bool
        The student marked it.

    Returns
    -------
    Candidate
    """
    prose = sentence.own_prose
    before, following = _neighbours(essay, sentence)
    has_role = _names_role(prose, before)
    asks = re.sub(_ASKED, " ", prose, flags=re.IGNORECASE)
    is_theirs = finds(_FRAME, prose) is None and (
        finds(_THEIRS, prose) is not None or finds(_BEFORE, prose) is not None
    )
    has_degree = found("DEGREE", asks) and not is_theirs
    is_implied = (
        not (has_role and has_degree)
        and not is_theirs
        and _means_him(prose, before)
        and _implies(prose, following, opens=sentence.paragraph == 0)
    )
    size = len(sentence.words)
    # A short claim and the reason after it are one thesis in two sentences.
    is_short = size < LIMITS.thesis_words[0]
    if following and (is_implied or (is_short and _gives_reason(following[0].own_prose))):
        size += len(following[0].words)
    return Candidate(
        sentence,
        has_role or is_implied,
        has_degree or is_implied,
        _has_reason(essay, sentence) or (is_implied and _returns(essay, sentence, following)),
        is_marked,
        is_implied,
        is_last=0 < sentence.paragraph == len(essay.paragraphs) - 1,
        size=size,
    )


def strongest(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Sort candidates: those that say enough, then what is said before what is implied, then by strength."""
    return tuple(
        sorted(
            candidates,
            key=lambda one: (
                not one.is_enough,
                one.is_implied,
                -one.strength,
                one.sentence.number,
            ),
        )
    )


def _neighbours(essay: Essay, sentence: Sentence) -> tuple[list[Sentence], list[Sentence]]:
    """Return the sentences of its paragraph before it, and after it, as far as they are near."""
    block = essay.paragraphs[sentence.paragraph].sentences
    place = sentence.number - block[0].number
    reach = LIMITS.thesis_reach
    return (
        list(block[max(0, place - reach) : place]),
        list(block[place + 1 : place + 1 + reach]),
    )


def _names_role(prose: str, before: list[Sentence]) -> bool:
    """Whether a sentence speaks of Castro's role, or of "the role" where he was named before."""
    if _weighs_respects(prose):
        return True
    if finds(_SUBJECT, prose) and (found("ROLE", prose) or _sizes_him(prose)):
        return True
    if finds(_THE_ROLE, prose) and any(finds(_SUBJECT, one.own_prose) for one in before):
        return True
    return (
        bool(before)
        and finds(_TAKEN_UP, prose) is not None
        and _names_role(before[-1].own_prose, [])
    )


def _weighs_respects(prose: str) -> bool:
    """Whether a sentence gives sizes in at least two respects, as only a verdict does."""
    return len(re.findall(_SIZED_RESPECT, prose, re.IGNORECASE)) > 1


def _means_him(prose: str, before: list[Sentence]) -> bool:
    """Whether "he" is Castro: named in the sentence, or the last to be named before it."""
    if finds(_NAMED, prose):
        return True
    named = re.findall(_ANYONE, " ".join(one.own_prose for one in before).lower())
    return not named or named[-1] in {"castro", "fidel"}


def _sizes_him(prose: str) -> bool:
    """Whether a degree is said of Castro himself: "he was large in one respect"."""
    return finds(_SAID_OF_HIM, prose) is not None


def _implies(prose: str, following: list[Sentence], *, opens: bool) -> bool:
    """Whether a sentence, alone or with the next, sets what Castro did against what he did not."""
    both = prose if not following else f"{prose} {following[0].own_prose}"
    if finds(_MISSING, prose):
        return True
    # Where an opening ends, a thesis is expected, and a picture may stand for the decisions.
    is_expected = opens and len(following) < LIMITS.thesis_end
    if finds(_OPEN, prose) or not (is_expected or finds(_WEIGHTY, prose)):
        return False
    if finds(_DENIED, prose):
        return finds(_GRANTED, prose) is not None or (
            bool(following) and finds(_GRANTED, following[0].own_prose) is not None
        )
    return finds(_GRANTED, prose) is not None and finds(_DENIED, both) is not None


def _gives_reason(prose: str) -> bool:
    return found("REASON", prose) or finds(_MISSING, prose) is not None


def _has_reason(essay: Essay, sentence: Sentence) -> bool:
    """Look for a reason, or two respects, some of whose words return in the body."""
    near = essay.around(sentence)
    _, following = _neighbours(essay, sentence)
    before = [one for one in near if one.number < sentence.number]
    for part in (sentence, *following, *before):
        prose = part.own_prose
        gives = (
            _gives_reason(prose)
            or finds(_UNFOLDED, prose) is not None
            or (part is not sentence and (_unfolds(prose) or _sizes_respects(prose)))
            or (part is sentence and (_sets_apart(prose) or _names_respects(prose)))
        )
        if gives and len(part.stems & _later_stems(essay, part)) >= LIMITS.reason_returns:
            return True
    return False


def _sizes_respects(prose: str) -> bool:
    """Whether a sentence beside the thesis gives a degree in two respects."""
    return found("DEGREE", prose) and len(dimensions_in(prose)) > 1


def _unfolds(prose: str) -> bool:
    """Whether a sentence tells what he did from what he did not."""
    return finds(_DENIED, prose) is not None and finds(_GRANTED, prose) is not None


def _returns(essay: Essay, sentence: Sentence, following: list[Sentence]) -> bool:
    """Whether the words of an implied thesis, its two sides being its respects, return in the body."""
    stems = sentence.stems
    if following and not finds(_MISSING, sentence.own_prose):
        stems |= following[0].stems
    return len(stems & _later_stems(essay, sentence)) >= LIMITS.reason_returns


def _later_stems(essay: Essay, sentence: Sentence) -> frozenset[str]:
    later = essay.paragraphs[sentence.paragraph + 1 :] or essay.paragraphs[:-1]
    return frozenset().union(*(block.stems for block in later))


def _names_respects(text: str) -> bool:
    return finds(_RESPECTS, text) is not None and len(dimensions_in(text)) > 1


def _sets_apart(text: str) -> bool:
    """Whether a text gives two degrees in its two halves: small here, and larger there."""
    return any(
        found("DEGREE", text[: turn.start()]) and found("DEGREE", text[turn.end() :])
        for turn in re.finditer(r", |\b(?:but|and|although|though|while|whereas)\b", text)
    )


def dimensions_in(text: str) -> frozenset[str]:
    """Return which dimensions of a role a text touches: origin, conduct, escalation, settlement."""
    return frozenset(
        name for name, words_ in DIMENSIONS.items() if finds(rf"\b(?:{words_})\b", text)
    )


def verdict_of(text: str) -> str:
    """Read the verdict of a sentence: "small", "large", or "" when it gives none."""
    negated = finds(
        r"(?:not|n't|never|hardly)(?: \w+){0,3} (?:small|little|minor|a puppet|a pawn|just)", text
    )
    if negated or finds(_MISSING, text):
        return "large"
    small, large = pattern("SMALL").search(text), pattern("LARGE").search(text)
    if small and large:
        # "large in two respects, although he had little to say": the first word carries the verdict.
        return "small" if small.start() < large.start() else "large"
    if not small and not large:
        return ""
    return "small" if small else "large"
