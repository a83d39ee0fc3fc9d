"""Group D, source criticism: sourcing remarks, corroboration, grading of certainty."""

from itertools import product

from course.essay.catalogue import Source
from course.essay.markers import found, spans
from course.essay.parts import Sentence
from course.essay.rules import Outcome, Rule, counted, said
from course.essay.sides import QUESTIONS
from course.essay.sourcing import sourcing
from course.essay.study import Study
from course.essay.thresholds import LIMITS

__all__ = ["RULES"]


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
            and set(first.surnames).isdisjoint(second.surnames) | (first.author != second.author)
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
        sourcing,
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
