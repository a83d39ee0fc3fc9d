"""Group B, thesis and line of reasoning: thesis, road map, key term."""

from itertools import pairwise

from course.essay.markers import finds, found
from course.essay.parts import Sentence
from course.essay.rules import Outcome, Rule, counted, in_words
from course.essay.study import Study
from course.essay.thesis import dimensions_in, verdict_of
from course.essay.thresholds import LIMITS
from course.essay.words import overlap

__all__ = ["RULES"]

_HIS_ROLE = r"\b(?:castro's|cuba's|his) (?:\w+ )?(?:role|part|influence|power|share|contribution)\b"


def _thesis(study: Study) -> Outcome:
    best = study.thesis
    if best is None:
        shown = study.candidates[0].sentence if study.candidates else None
        return Outcome(
            0,
            "No sentence of your first paragraph says how large Castro's role was.",
            "What is your answer to the question, and could it stand in the first paragraph?",
            runner_up=shown,
        )
    in_place = best.sentence.paragraph == 0
    parts = {
        "whose role": best.has_role,
        "how large it was": best.has_degree,
        "why": best.has_reason,
    }
    points = 2.0 * sum(parts.values()) + in_place + best.is_sized
    if best.is_marked:
        # A marked sentence needs half the evidence of form.
        points += sum(1.0 for met in parts.values() if not met)
    missing = [name for name, met in parts.items() if not met]
    achieved = [name for name, met in parts.items() if met]
    reason = (
        f"Sentence {best.sentence.number} is read as your thesis; it says {in_words(achieved)}."
    )
    question = ""
    if not in_place:
        question = "Could a reader meet your answer in the first paragraph, or at least learn there what you will ask?"
    elif missing:
        question = f"Could your thesis also say {in_words(missing)}, in words that your paragraphs take up?"
    elif not best.is_sized:
        low, high = LIMITS.thesis_words
        question = f"Could the thesis be one sentence of {low} to {high} words?"
    second = study.candidates[1] if len(study.candidates) > 1 else None
    return Outcome(
        points,
        reason,
        question,
        (best.sentence,),
        runner_up=second.sentence if second and second.strength >= LIMITS.thesis_strength else None,
    )


def _serves(study: Study, topics: tuple[Sentence, ...]) -> bool:
    """Whether topic sentences take up the thesis: by words, a respect, a verdict, an objection."""
    stems = frozenset().union(*(one.stems for one in topics))
    shared = stems & study.thesis_stems
    if len(shared) >= LIMITS.topic_stems:
        return True
    promised = frozenset().union(*(study.dimensions[one.number] for one in study.opening))
    if study.thesis and not study.thesis.is_last:
        promised |= study.dimensions[study.thesis.sentence.number]
    is_of_him = any(finds(r"castro|\bhe\b|\bhis\b|cuba", one.prose) for one in topics)
    return any(_takes_up(study, one, shared, promised, is_of_him=is_of_him) for one in topics)


def _takes_up(
    study: Study,
    topic: Sentence,
    shared: frozenset[str],
    promised: frozenset[str],
    *,
    is_of_him: bool,
) -> bool:
    """Whether one topic sentence takes up the thesis.

    `shared` are the words of the thesis, and `promised` the respects, that return
    in the topic sentences; `is_of_him` says whether they speak of Castro or Cuba.
    """
    prose = topic.prose
    head = " ".join(prose.split()[:10])
    # "What, then, of the aircraft?" is a step as well.
    is_step = found("STEP", head) or prose.rstrip().endswith("?")
    is_respect = bool(promised & study.dimensions[topic.number])
    is_claim = found("STANCE", prose) or found("ROLE", prose)
    return (
        (is_step and (bool(shared) or is_of_him))
        or (is_respect and (bool(shared) or is_of_him or is_claim))
        or overlap(topic.stems, study.thesis_stems) >= LIMITS.topic_overlap
        or (is_of_him and bool(verdict_of(prose)))
        or finds(_HIS_ROLE, prose) is not None
        # To name what speaks against the thesis is to keep to it.
        or found("OPPOSED", head)
    )


def _road_map(study: Study) -> Outcome:
    if study.thesis is None:
        return Outcome(
            0, "Without a thesis there is no road to keep to.", "What will each paragraph show?"
        )
    if not study.body:
        return Outcome(
            0,
            "There is no paragraph between the first and the last.",
            "What will each paragraph show?",
        )
    kept: list[Sentence] = []
    lost: list[Sentence] = []
    # Where the thesis opens a paragraph of the body, that paragraph cannot take it up.
    others = [one for one in study.topic_sentences if study.thesis.sentence not in one]
    for topics in others:
        first = topics[0]
        is_twin = any(
            len(first.stems) >= LIMITS.topic_stems
            and overlap(first.stems, other.stems) > LIMITS.topic_twins
            for other in kept
        )
        (kept if _serves(study, topics) and not is_twin else lost).append(first)
    share = len(kept) / max(1, len(others))
    # A plan that the opening did not announce has no order to keep.
    is_announced = study.thesis.sentence in study.opening
    most_kept = 2 * len(kept) > len(others)
    points = share * 5 + (is_announced and most_kept and _in_order(study, kept))
    reason = f"{len(kept)} of {counted(len(others), 'body paragraph')} open with a sentence that takes up your thesis."
    question = ""
    if lost:
        question = (
            f"Which part of the thesis does the paragraph of sentence {lost[0].number} serve?"
        )
    return Outcome(round(points, 2), reason, question, tuple(kept), tuple(lost))


def _in_order(study: Study, topics: list[Sentence]) -> bool:
    """Whether the dimensions announced come in the order in which they were announced."""
    order = ("origin", "conduct", "escalation", "settlement")
    places = [
        min(order.index(name) for name in named)
        for one in topics
        if (named := study.dimensions[one.number] - {"conduct"})
    ]
    return all(a <= b for a, b in pairwise(places))


def _body_stems(study: Study) -> frozenset[str]:
    return frozenset().union(*(block.stems for block in study.body))


def _key_term(study: Study) -> Outcome:
    places = {0, 1}
    if study.thesis is not None and not study.thesis.is_last:
        places.add(study.thesis.sentence.paragraph)
    near = [one for block in study.paragraphs if block.index in places for one in block.sentences]
    defining = [one for one in near if found("DEFINE", one.prose) and found("ROLE", one.prose)]
    if not defining:
        # "By it I mean ...", straight after a sentence that names the term.
        defining = [
            one
            for one in near
            if found("DEFINE", one.prose)
            and any(found("ROLE", other.prose) for other in study.essay.around(one))
        ]
    later = frozenset().union(
        *(dimensions_in(one.prose) for block in study.paragraphs[1:] for one in block.sentences)
    )
    for one in defining:
        around = frozenset().union(
            *(study.dimensions[other.number] for other in study.essay.around(one))
        )
        said = frozenset().union(*(other.stems for other in (one, *study.essay.after(one))))
        if around & later or len(said & _body_stems(study)) >= LIMITS.term_returns:
            return Outcome(
                4,
                f"Sentence {one.number} says what a role is measured by, and you come back to it.",
                "",
                (one,),
            )
    # What cites is evidence and explains no term.
    plain = [one for one in near if not one.ids]
    named = frozenset().union(*(study.dimensions[one.number] for one in plain)) - {"conduct"}
    if len(named) > 1 and study.thesis is not None:
        return Outcome(
            2,
            "Your opening names more than one respect in which a role can be large.",
            "What do you mean by a role: a part in the origin, the conduct, the danger or the settlement?",
        )
    return Outcome(
        0,
        "The word role is used and not explained.",
        "Role in what: origin, conduct, danger or settlement?",
    )


RULES = (
    Rule(
        "C05",
        "B",
        "Thesis in place",
        8,
        "role, degree and reason 2 each; first paragraph 1; 15-60 words 1",
        _thesis,
    ),
    Rule(
        "C06",
        "B",
        "Road map kept",
        6,
        "share of body paragraphs that open on the thesis, times 5; order 1",
        _road_map,
    ),
    Rule(
        "C07", "B", "Key term defined", 4, "defined and taken up 4; two respects named 2", _key_term
    ),
)
