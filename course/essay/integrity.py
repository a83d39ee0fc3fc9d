"""Signs that a text was made for the checks and not for a reader.

They stand apart from the points. Each is shown with its evidence and sent to a
person; none turns an essay into a zero. Two of them, repetition and broken
order, limit the points as a failed gate does, and say so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from course.essay.markers import finds, found
from course.essay.parts import Sentence
from course.essay.rules import counted, said
from course.essay.study import Study
from course.essay.thresholds import LIMITS

__all__ = ["LOOKS", "Finding", "look_for_findings"]


@dataclass(frozen=True, eq=False)
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
    caps : bool
        Whether the total is capped as by a failed gate on language.
    sentences : tuple of Sentence
        Where to look.
    """

    kind: str
    reason: str
    effect: str
    halves: str = ""
    caps: bool = False
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
        caps=is_plain,
        sentences=tuple(again[:6]),
    )


_BACKWARD = (
    r"^(?:however|therefore|thus|nevertheless|nonetheless|but|yet|so|and|or|this|that|these|those|such|he|she|they|it|his|her"
    r"|their|its|also|in fact|instead|moreover|consequently|of course|for this|the same)\b"
)
_PROGRAMME = (
    r"\b(?:this essay|in this essay|i (?:shall|will|would like to|want to) (?:argue|show|look|tell|explain|maintain|say|defend|discuss)"
    r"|my (?:claim|answer) is|with role i mean|first of all|firstly|to measure|i (?:mean|understand|use))\b"
)


@dataclass(frozen=True, eq=False)
class _Sign:
    weight: float
    name: str
    sentence: Sentence


def _order(study: Study) -> Finding | None:
    blocks = study.paragraphs
    if len(blocks) < 3:  # noqa: PLR2004 - two paragraphs have no order to break
        return None
    signs = [*_signs_at_the_ends(study), *_signs_inside(study)]
    weight = sum(sign.weight for sign in signs)
    if weight < LIMITS.order_doubt:
        return None
    places = tuple(dict.fromkeys(sign.sentence for sign in signs))
    names = "; ".join(dict.fromkeys(sign.name for sign in signs))
    is_plain = weight >= LIMITS.order_plain
    return Finding(
        "order",
        f"Parts seem to stand out of order ({said(places)}): {names}.",
        _CAP if is_plain else _HALF,
        halves="BCDE",
        caps=is_plain,
        sentences=places,
    )


def _signs_at_the_ends(study: Study) -> list[_Sign]:
    """Signs in the first and the last paragraph."""
    first, last = study.paragraphs[0], study.paragraphs[-1]
    opening, signs = first.sentences[0], []
    if first.ids:
        weight = 1.0 if len(first.ids) > 1 else 0.5
        signs.append(_Sign(weight, "the first paragraph is already in the evidence", opening))
    if finds(_BACKWARD, opening.prose.strip()):
        signs.append(_Sign(1.0, "the text begins as if something had gone before", opening))
    if last.ids:
        weight = 1.0 if len(last.ids) > 1 else 0.5
        signs.append(_Sign(weight, "the last paragraph still brings evidence", last.sentences[0]))
    if not any(found("STANCE", one.prose) for one in last.sentences):
        signs.append(_Sign(1.0, "the last paragraph gives no verdict", last.sentences[0]))
    if study.thesis is None:
        late = next(
            (
                one
                for block in study.paragraphs[1:-1]
                for one in block.sentences
                if study.rate(one).is_complete
            ),
            None,
        )
        name = (
            "what reads like the thesis stands in the middle"
            if late
            else "the opening has no thesis"
        )
        signs.append(_Sign(1.0 if late else 0.5, name, late or opening))
    return signs


def _signs_inside(study: Study) -> list[_Sign]:
    """Signs in the paragraphs between, and in how paragraphs begin."""
    blocks, signs = study.paragraphs, []
    for block in blocks:
        for place, one in enumerate(block.sentences):
            is_end = block is blocks[-1] and place < 2  # noqa: PLR2004 - "In conclusion" opens the end
            if not is_end and found("CONCLUDE", one.prose[:30]):
                signs.append(_Sign(1.0, "a conclusion is announced before the end", one))
    late = [one for block in blocks[2:] for one in block.sentences if finds(_PROGRAMME, one.prose)]
    if late:
        signs.append(_Sign(1.0, "a plan is announced after the second paragraph", late[0]))
    openers = [block.sentences[0] for block in blocks[1:]]
    backward = [one for one in openers if finds(_BACKWARD, one.prose.strip())]
    if 2 * len(backward) >= len(openers):
        signs.append(
            _Sign(0.5, "half of the paragraphs begin in the middle of a thought", backward[0])
        )
    named: dict[str, _Sign] = {}
    for sign in signs:
        named.setdefault(sign.name, sign)
    return list(named.values())


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


def _addressed(study: Study) -> Finding | None:
    spoken = [
        one
        for one in study.essay.sentences
        if finds(
            r"\b(?:ignore (?:all |the |any )*(?:previous|above|prior)|(?:dear|to the) (?:grader|marker|examiner|teacher|ai)\b|(?:give|award) (?:me|this essay) (?:full|the (?:full|highest))|full marks|language model|system prompt)",
            one.own_prose,
        )
    ]
    if not spoken:
        return None
    return Finding(
        "addressed",
        f"{said(spoken).capitalize()} speaks to whoever marks the essay; it was read like any other sentence.",
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
