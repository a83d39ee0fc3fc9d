"""Signs that a text was made for the checks and not for a reader.

They stand apart from the points. Each is shown with its evidence and sent to a
person; none turns an essay into a zero. Two of them, repetition and broken
order, halve groups as a failed gate does, and say so.
"""

from collections.abc import Callable
from dataclasses import dataclass

from course.essay.language import measure
from course.essay.markers import finds, found
from course.essay.reading import Sentence
from course.essay.rules import counted, said
from course.essay.study import Study
from course.essay.thresholds import LIMITS

__all__ = ["LOOKS", "Finding", "look_for_findings"]


@dataclass(frozen=True)
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
    sentences : tuple of Sentence
        Where to look.
    """

    kind: str
    reason: str
    effect: str
    halves: str = ""
    sentences: tuple[Sentence, ...] = ()


_FLAG = "A person should look; no points are taken."
_HALF = "A person should look; groups {} count half until then."


def _stuffing(study: Study) -> Finding | None:
    figures = measure(study.essay)
    if len(study.essay.words) < LIMITS.gate_words or figures.stutter <= LIMITS.stutter_share:
        return None
    return Finding(
        "stuffing",
        f"{figures.stutter:.0%} of the content words return within six words.",
        _HALF.format("B to E"),
        "BCDE",
    )


def _repetition(study: Study) -> Finding | None:
    figures = measure(study.essay)
    if figures.repeated_runs <= LIMITS.repeated_share:
        return None
    seen: dict[tuple[str, ...], Sentence] = {}
    again = [
        one
        for one in study.essay.sentences
        if len(one.words) > 5 and seen.setdefault(tuple(one.words), one) is not one
    ]
    return Finding(
        "repetition",
        f"{figures.repeated_runs:.0%} of the text stands there more than once.",
        _HALF.format("B to E"),
        "BCDE",
        tuple(again[:6]),
    )


_BACKWARD_START = r"^(?:however|therefore|thus|finally|secondly|thirdly|also|moreover|furthermore|another|in conclusion|to sum up|to conclude|all in all|but|this|these|he|she|they|then|so|the (?:second|third|next))\b"
_PROGRAMME = r"\b(?:this essay (?:will|shall|argues)|in this essay|i (?:shall|will) (?:argue|show|look|tell)|my claim is|with role i mean|by \W?role\W? i|first of all)\b"
_CLOSING = r"^(?:in conclusion|to conclude|to sum up|all in all|in sum|for finish|at the end i|so as you can see|as a conclusion)\b"


def _order(study: Study) -> Finding | None:
    blocks = study.paragraphs
    if len(blocks) < 3:
        return None
    signs: list[tuple[str, Sentence]] = []
    first = blocks[0].sentences[0]
    if finds(_BACKWARD_START, first.prose.strip()):
        signs.append(("the text begins as if something had gone before", first))
    for block in blocks[1:]:
        for one in block.sentences:
            if finds(_PROGRAMME, one.prose) and one.paragraph > 1:
                signs.append(("a plan is announced after the second paragraph", one))
    for block in blocks:
        for place, one in enumerate(block.sentences):
            if finds(_CLOSING, one.prose.strip()) and (block.index < len(blocks) - 1 or place > 1):
                signs.append(("a conclusion is announced before the end", one))
    if study.thesis is None:
        late = [
            one
            for block in blocks[1:-1]
            for one in block.sentences
            if found("ROLE", one.prose)
            and found("STANCE", one.prose)
            and finds(r"castro", one.prose)
            and found("REASON", one.prose)
        ]
        if late:
            signs.append(("what reads like the thesis stands in the middle", late[0]))
    last = blocks[-1]
    if len(last.ids) > 1 and not any(found("STANCE", one.prose) for one in last.sentences):
        signs.append(("the last paragraph brings evidence and no verdict", last.sentences[0]))
    if len(blocks[0].ids) > 2:
        signs.append(("the first paragraph is already in the middle of the evidence", first))
    signs += _late_introductions(study)
    kinds = {name for name, _ in signs}
    if len(kinds) < LIMITS.order_signs:
        return None
    places = tuple(dict.fromkeys(one for _, one in signs))
    return Finding(
        "order",
        f"Parts seem to stand out of order ({said(places)}): {'; '.join(dict.fromkeys(name for name, _ in signs))}.",
        _HALF.format("B, D and E"),
        "BDE",
        places,
    )


def _late_introductions(study: Study) -> list[tuple[str, Sentence]]:
    """Persons introduced by full name only after they were mentioned by surname."""
    full = {
        "castro": "fidel castro",
        "dobbs": "michael dobbs",
        "brenner": "philip brenner",
        "bonsal": "philip bonsal",
    }
    signs: list[tuple[str, Sentence]] = []
    for surname, whole in full.items():
        bare = next((one for one in study.essay.sentences if surname in one.words), None)
        named = next((one for one in study.essay.sentences if whole in one.prose.lower()), None)
        if bare and named and named.paragraph > bare.paragraph:
            signs.append(("somebody is introduced by full name after having been mentioned", named))
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
        "",
        tuple(spoken),
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
