"""Signs that a text was made for the checks and not for a reader.

They stand apart from the points. Each is shown with its evidence and sent to a
person; none turns an essay into a zero. Two of them, repetition and broken
order, limit the points as a failed gate does, and say so.
"""

from collections.abc import Callable
from math import inf

from course.essay.markers import finds, found
from course.essay.parts import Sentence
from course.essay.records import record
from course.essay.rules import counted, said
from course.essay.study import Study
from course.essay.thresholds import LIMITS

__all__ = ["LOOKS", "Finding", "look_for_findings"]


@record
class Finding:
    """One finding on integrity.

    Parameters
    ----------
    kind : str
        "stuffing", "repetition", "order", "hidden" or "addressed".
    reason : str
        One sentence with the evidence.
    effect : str
        What it does to the points, in words; it always calls a person.
    halves : str
        Groups that count half, such as "BCDE"; empty when none does.
    limit : float
        The most that the total can be; infinite where nothing is capped.
    sentences : tuple of Sentence
        Where to look.
    """

    kind: str
    reason: str
    effect: str
    halves: str = ""
    limit: float = inf
    sentences: tuple[Sentence, ...] = ()


_FLAG = "A person should look; no points are taken."
_HALF = "A person should look; groups B to E count half until then."
_CAP = "A person should look; the total is capped at 20 until then."


def _stuffing(study: Study) -> Finding | None:
    figures = study.language
    if len(study.essay.words) < LIMITS.gate_words or figures.stutter <= LIMITS.stutter_share:
        return None
    return Finding(
        "stuffing",
        f"{figures.stutter:.0%} of the content words return within six words.",
        _HALF,
        "BCDE",
    )


def _repetition(study: Study) -> Finding | None:
    figures = study.language
    if figures.repeated_runs <= LIMITS.repeated_share:
        return None
    is_plain = figures.repeated_runs > LIMITS.repeated_plain
    seen: dict[tuple[str, ...], Sentence] = {}
    again = [
        one
        for one in study.essay.sentences
        if len(one.words) >= LIMITS.quotation_words
        and seen.setdefault(tuple(one.words), one) is not one
    ]
    return Finding(
        "repetition",
        f"{figures.repeated_runs:.0%} of the text stands there more than once.",
        _CAP if is_plain else _HALF,
        "BCDE",
        limit=LIMITS.made_total if is_plain else inf,
        sentences=tuple(again[:6]),
    )


_BACKWARD = (
    r"^(?:however|therefore|thus|nevertheless|nonetheless|but|yet|so|and|or|this|that|these|those|such|he|she|they|it(?! (?:is|was)\b)|his|her"
    r"|their|its|also|in fact|instead|moreover|consequently|of course|for this|the same)\b"
)
_PROGRAMME = (
    r"\b(?:this essay|in this essay|i (?:shall|will|would like to|want to) (?:argue|show|look|tell|explain|maintain|say|defend|discuss)"
    r"|my (?:claim|answer) is|with role i mean|first of all|firstly|to measure|i (?:mean|understand|use))\b"
)


@record
class _Sign:
    place: str
    weight: float
    name: str
    sentence: Sentence


def _order(study: Study) -> Finding | None:
    """Look for several independent signs; each alone is an honest way to build an essay."""
    if len(study.paragraphs) < 3:  # noqa: PLR2004 - two paragraphs have no order to break
        return None
    signs = [*_at_the_opening(study), *_between(study), *_at_the_end(study), *_everywhere(study)]
    weight = sum(sign.weight for sign in signs)
    independent = {sign.place for sign in signs if sign.weight >= 1}
    if weight < LIMITS.order_doubt or len(independent) < LIMITS.order_places:
        return None
    places = tuple(dict.fromkeys(sign.sentence for sign in signs))
    names = "; ".join(sign.name for sign in signs)
    is_plain = weight >= LIMITS.order_plain
    return Finding(
        "order",
        f"Parts seem to stand out of order ({said(places)}): {names}.",
        _CAP if is_plain else "A person should look; the total is capped at 40 until then.",
        limit=LIMITS.made_total if is_plain else LIMITS.doubt_total,
        sentences=places,
    )


def _at_the_opening(study: Study) -> list[_Sign]:
    first, signs = study.paragraphs[0], []
    opening = first.sentences[0]
    if first.ids:
        # A scene that an answer follows may show where it comes from.
        weight = 1.0 if len(first.ids) > 1 and len(study.introduction) == 1 else 0.5
        signs.append(
            _Sign("opening", weight, "the first paragraph is already in the evidence", opening)
        )
    if finds(_BACKWARD, opening.prose.strip()):
        signs.append(
            _Sign("opening", 1.0, "the text begins as if something had gone before", opening)
        )
    if study.thesis is None:
        signs.append(_Sign("opening", 0.5, "the opening has no thesis", opening))
    elif study.thesis.sentence not in study.opening:
        late = study.thesis.sentence
        signs.append(_Sign("opening", 0.5, "what reads like the thesis stands later", late))
    return signs


def _between(study: Study) -> list[_Sign]:
    blocks, signs = study.paragraphs, []
    early = next(
        (
            one
            for block in blocks[:-1]
            for one in block.sentences
            if found("CONCLUDE", one.prose[:30])
        ),
        None,
    ) or next((one for one in blocks[-1].sentences[2:] if found("CONCLUDE", one.prose[:30])), None)
    if early:
        # To begin with the conclusion is stranger than to draw one on the way.
        weight = 2.0 if early.paragraph == 0 else 1.0
        signs.append(_Sign("middle", weight, "a conclusion is announced before the end", early))
    # What a role means may still be said in the paragraph after the introduction.
    body = blocks[len(study.introduction) + 1 :]
    late = [one for block in body for one in block.sentences if finds(_PROGRAMME, one.prose)]
    if late:
        signs.append(
            _Sign("middle", 1.0, "a plan is announced in the middle of the argument", late[0])
        )
    return signs


def _at_the_end(study: Study) -> list[_Sign]:
    last, signs = study.paragraphs[-1], []
    if last.ids:
        weight = min(1.5, 0.5 * len(last.ids))
        signs.append(
            _Sign("end", weight, "the last paragraph still brings evidence", last.sentences[0])
        )
    if not any(found("STANCE", one.prose) for one in last.sentences):
        signs.append(_Sign("end", 1.0, "the last paragraph gives no verdict", last.sentences[0]))
    return signs


def _everywhere(study: Study) -> list[_Sign]:
    openers = [block.sentences[0] for block in study.paragraphs[1:]]
    backward = [one for one in openers if finds(_BACKWARD, one.prose.strip())]
    signs = []
    if 2 * len(backward) >= len(openers):
        name = "half of the paragraphs begin in the middle of a thought"
        signs.append(_Sign("inside", 0.5, name, backward[0]))
    if study.coherence is not None and study.coherence < LIMITS.coherence_scattered:
        weight = 1.0 if study.coherence >= LIMITS.coherence_random else 1.5
        name = "sentences of one paragraph belong together hardly better than at random"
        signs.append(_Sign("inside", weight, name, openers[0]))
    return signs


def _hidden(study: Study) -> Finding | None:
    folded = study.essay.folded
    if folded.invisible < LIMITS.invisible and not folded.disguised:
        return None
    parts = []
    if folded.invisible:
        parts.append(counted(folded.invisible, "character") + " that nobody can see")
    if folded.disguised:
        parts.append(
            f"words written with letters of another alphabet, such as \u201c{folded.disguised[0][:30]}\u201d"
        )
    return Finding(
        "hidden",
        f"The text holds {' and '.join(parts)}; they were read as what they look like.",
        _FLAG,
    )


_TO_THE_GRADER = r"\b(?:ignore (?:all |the |any )*(?:previous|above|prior)|(?:dear|to the) (?:grader|marker|examiner|teacher|ai)\b|(?:give|award) (?:me|this essay) (?:full|the (?:full|highest))|full marks|language model|system prompt)"


def _addressed(study: Study) -> Finding | None:
    spoken = [one for one in study.essay.sentences if finds(_TO_THE_GRADER, one.own_prose)]
    is_beside = any(finds(_TO_THE_GRADER, line) for line in study.essay.asides)
    if not (spoken or is_beside):
        return None
    where = said(spoken) if spoken else "a line beside the essay"
    return Finding(
        "addressed",
        f"{where.capitalize()} speaks to whoever marks the essay; it was read like any other sentence.",
        _FLAG,
        sentences=tuple(spoken),
    )


LOOKS: tuple[Callable[[Study], Finding | None], ...] = (
    _stuffing,
    _repetition,
    _order,
    _hidden,
    _addressed,
)


def look_for_findings(study: Study) -> list[Finding]:
    """Return every finding on integrity, in a fixed order."""
    return [finding for look in LOOKS if (finding := look(study)) is not None]
