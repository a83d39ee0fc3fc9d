"""Group E, argument: counter-argument, progress, conclusion."""

from collections import Counter

from course.essay.markers import finds, found, pattern
from course.essay.parts import Sentence
from course.essay.rules import Outcome, Rule
from course.essay.study import Study
from course.essay.thesis import verdict_of
from course.essay.thresholds import LIMITS
from course.essay.words import overlap

__all__ = ["RULES"]

_EVEN_SO = (
    r"^(?:even so|all the same|nevertheless|nonetheless|for all that|still|yet|but|however)\b"
)
# What speaks against a large role is no word for one.
_AGAINST = r"\b(?:argument|case|objection|evidence|point)s? against (?:an?|the|his|my|this) (?:\w+ ){0,2}(?:role|part|influence|thesis|view)\b"
_ATTACK = r"\b(?:liar|propaganda|biased|stupid|crazy|fool\w*)\b"


def _opposes(study: Study, sentence: Sentence) -> bool:
    """Whether a conceding sentence speaks for the view that the thesis rejects."""
    text = sentence.prose
    if finds(_AGAINST, text):
        return True
    verdict = verdict_of(text)
    if verdict and (study.verdict or not study.thesis):
        return verdict != study.verdict
    if found("OPPOSED", text):
        return True
    if not finds(r"castro|cuba|\bhe\b|\bhis\b|letter|view|opinion|argument|objection|role", text):
        return False
    near = (sentence, *study.essay.after(sentence, LIMITS.rebuttal_reach))
    return any(found("CONTRAST", one.prose) for one in near)


def _conceding(study: Study) -> list[Sentence]:
    marked = study.marked.get("counter-argument")
    if marked and 0 < marked <= len(study.essay.sentences):
        # A marked sentence needs half the evidence of form: it concedes, or it opposes.
        view = study.essay.sentences[marked - 1]
        return [view] if found("CONCEDE", view.prose) or _opposes(study, view) else []
    first = study.opening[-1].number if study.opening else 0
    return [
        one
        for one in study.essay.sentences
        if one.number > first
        and ((found("CONCEDE", one.prose) and _opposes(study, one)) or _is_granted(study, one))
    ]


def _is_granted(study: Study, sentence: Sentence) -> bool:
    """Whether the next sentence grants a sentence with evidence and turns against it all the same."""
    following = study.essay.after(sentence)
    return (
        bool(following)
        and following[0].paragraph == sentence.paragraph
        and bool(study.known(sentence.ids))
        and finds(r"castro|cuba|\bhe\b|\bhis\b|\bit\b", sentence.own_prose) is not None
        and finds(_EVEN_SO, following[0].own_prose) is not None
    )


def _counter(study: Study) -> Outcome:
    best = Outcome(
        0,
        "No view that speaks against yours is named.",
        "Who would disagree with you, and what would be the best evidence on that side?",
    )
    for rank, one in enumerate(_conceding(study)[:8]):
        following = study.essay.after(one, LIMITS.rebuttal_reach)
        evidence = next((other for other in (one, *following[:2]) if study.known(other.ids)), None)
        answer = _answer(study, one, following)
        # Of a marked view one half of the form may be missing, and then that half earns nothing.
        view = 2.0 * found("CONCEDE", one.prose) + 2.0 * _opposes(study, one)
        points = view + (3 if evidence else 0) + (1 if answer else 0)
        if points <= best.points:
            continue
        parts = [f"Sentence {one.number} gives the other view"]
        if evidence:
            parts.append(
                f"sentence {evidence.number} its evidence"
                if evidence is not one
                else "with its evidence"
            )
        if answer:
            parts.append(f"sentence {answer.number} seems to answer with a source")
        question = ""
        if not evidence:
            question = "You name the other view and drop it. What would its best evidence be?"
        elif not answer:
            question = "What is your answer to it, and which source carries the answer?"
        shown = tuple(dict.fromkeys(part for part in (one, evidence, answer) if part))
        best = Outcome(
            points,
            ", ".join(parts) + ".",
            question,
            shown,
            runner_up=best.sentences[0] if rank and best.sentences else None,
        )
    return best


def _answer(study: Study, view: Sentence, following: tuple[Sentence, ...]) -> Sentence | None:
    """Find a contrasting sentence near the other view that cites, or whose neighbour does; no attack."""
    marked = study.marked.get("rebuttal")
    pool = (view, *following)
    if marked and 0 < marked <= len(study.essay.sentences):
        pool = (study.essay.sentences[marked - 1],)
    for one in pool:
        if not marked and not found("CONTRAST", one.prose):
            continue
        near = (one, *study.essay.after(one, 2))
        if any(study.known(other.ids) for other in near) and not finds(_ATTACK, one.own_prose):
            return one
    return None


def _progress(study: Study) -> Outcome:
    blocks = study.paragraphs[1:]
    if len(blocks) <= 1:
        return Outcome(
            0,
            "There are too few paragraphs to see a step from one to the next.",
            "What does the reader learn in which order?",
        )
    linked: list[Sentence] = []
    loose: list[Sentence] = []
    kinds: Counter[str] = Counter()
    for block in blocks:
        opening = block.sentences[0]
        head = " ".join(opening.prose.split()[:8]).lower()
        link = pattern("LINK").search(head)
        end = study.paragraphs[block.index - 1].sentences[-2:]
        taken_up = bool(opening.stems & frozenset().union(*(one.stems for one in end)))
        if link:
            kinds[link[0].strip(" ,").lower()] += 1
        elif taken_up:
            kinds["a word taken up"] += 1
        (linked if link or taken_up else loose).append(opening)
    share = len(linked) / len(blocks)
    points = 3 * share
    repeated = [kind for kind, times in kinds.items() if times > LIMITS.link_repeats]
    if repeated or (len(kinds) < LIMITS.link_types and len(blocks) > LIMITS.link_types):
        points *= 0.75
    reason = f"{len(linked)} of {len(blocks)} paragraphs are tied to the one before."
    question = ""
    if loose:
        question = (
            f"How does the paragraph of sentence {loose[0].number} follow from the one before?"
        )
    elif repeated:
        question = f"{kinds[repeated[0]]} paragraphs begin with \u201c{repeated[0]}\u201d. Do they all follow in the same way?"
    return Outcome(round(points, 2), reason, question, tuple(linked), tuple(loose))


def _conclusion(study: Study) -> Outcome:
    last = study.conclusion
    if last is None:
        return Outcome(
            0, "There is no last paragraph that concludes.", "How large was the role, then?"
        )
    text = " ".join(one.prose for one in last.sentences)
    has_stance = (
        found("STANCE", text)
        and finds(r"castro|\bhe\b|\bhis\b|cuba|role|part|influence", text) is not None
    )
    own = study.thesis.sentence.stems if study.thesis else frozenset()
    # A thesis that stands in the last paragraph cannot return there; the opening can.
    is_last = study.thesis is not None and study.thesis.sentence.paragraph == last.index
    wanted = study.thesis_stems
    shared = last.stems & wanted
    touches = frozenset().union(*(study.dimensions[one.number] for one in last.sentences))
    promised = frozenset().union(*(study.dimensions[one.number] for one in study.opening))
    # The verdict of the thesis, given again in other words, is a return as well.
    # A thesis that is only implied has no word of size to agree with.
    agrees = (
        has_stance
        and study.thesis is not None
        and (verdict_of(text) == study.verdict or (study.thesis.is_implied and not study.verdict))
    )
    returns = study.thesis is not None and (
        len(shared) >= LIMITS.conclusion_stems
        or overlap(last.stems, wanted) >= LIMITS.conclusion_overlap
        or (bool(shared) and len(touches & promised) > 1)
        or (agrees and not is_last)
    )
    copied = (
        study.thesis is not None
        and not is_last
        and any(
            len(own) >= LIMITS.conclusion_stems
            and len(one.stems & own) >= LIMITS.conclusion_copy * len(one.stems | own)
            for one in last.sentences
        )
    )
    earlier = {one for block in study.paragraphs[:-1] for one in block.ids}
    new = [one for one in last.ids if one not in earlier]
    if not has_stance and not returns and not found("CONCLUDE", text):
        return Outcome(
            0,
            "The last paragraph reads like one more step and not like a conclusion.",
            "How large was the role, then?",
            faults=last.sentences[:1],
        )
    asks = last.sentences[-1].text.rstrip("\"') ").endswith("?")
    points = (
        (3.0 if returns and not copied else 0) + (1 if has_stance else 0) + (1 if not new else 0)
    )
    points = max(0.0, points - (1 if asks else 0))
    reason = f"The last paragraph {'comes back to your thesis' if returns else 'gives a verdict' if has_stance else 'is marked as a conclusion'}."
    question = ""
    if copied:
        question = "Your conclusion repeats the thesis. What does the reader know now that the first paragraph could not say?"
    elif asks:
        question = "Your last sentence leaves the verdict open. How large was the role, then?"
    elif not returns:
        question = "What has become of the reasons that the first paragraph gave?"
    elif new:
        question = f"[{new[0]}] appears for the first time at the end. Where would it have helped?"
    elif not has_stance:
        question = "How large was the role, then?"
    return Outcome(points, reason, question, last.sentences)


RULES = (
    Rule(
        "C18",
        "E",
        "Counter-argument and answer",
        8,
        "opposing view 4; its evidence 3; answer with a source 1",
        _counter,
    ),
    Rule(
        "C19",
        "E",
        "Progress between paragraphs",
        3,
        "share of paragraphs tied to the one before, times 3",
        _progress,
    ),
    Rule(
        "C20",
        "E",
        "Conclusion returns",
        5,
        "return to the thesis 3; verdict 1; no new source 1",
        _conclusion,
    ),
)
