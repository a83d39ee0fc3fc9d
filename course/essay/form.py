"""Group A, form: length, paragraphs, placeholders, bibliography."""

from course.essay.markers import finds
from course.essay.parts import Sentence
from course.essay.rules import Outcome, Rule, counted, said
from course.essay.study import Study
from course.essay.thresholds import LIMITS, ladder

__all__ = ["RULES"]

_PLACEHOLDER = (
    r"\((?:source|citation|quote|ref|reference|evidence|date|name)s?\??\)|\[(?:citation needed|source|cite|quote|ref)[^\]]{0,20}\]"
    r"|\[S(?:\?+|xx)\]|\btodo\b|\bxxx+\b|\?\?\?|\binsert (?:source|quote|citation|evidence|text|here)|\blorem\b"
)


def _length(study: Study) -> Outcome:
    size = study.essay.total_words
    points = next((p for low, high, p in LIMITS.length if low <= size <= high), 0.0)
    low, high, _ = LIMITS.length[0]
    reason = f"Your essay has {counted(size, 'word')}; {low:.0f} to {high:.0f} are asked."
    if low <= size <= high:
        return Outcome(points, reason)
    question = (
        "Which step of your argument has only one sentence?"
        if size < low
        else "Which paragraph says something that another has said already?"
    )
    return Outcome(points, reason, question)


def _paragraphs(study: Study) -> Outcome:
    blocks = study.paragraphs
    if not blocks:
        return Outcome(0, "There is no paragraph to read.", "Where does your text begin?")
    least, most = LIMITS.paragraphs
    low, high = LIMITS.body_words
    total = max(1, sum(block.size for block in blocks))
    faults: list[str] = []
    places: list[Sentence] = []
    if not least <= len(blocks) <= most:
        faults.append(f"{least} to {most} paragraphs are asked")
    odd = [block for block in study.body if not low <= block.size <= high]
    if odd or not study.body:
        faults.append(f"a body paragraph should have {low} to {high} words")
        places += [block.sentences[0] for block in odd]
    heavy = [block for block in blocks if block.size > LIMITS.largest_share * total]
    if heavy and len(blocks) > 1:
        faults.append(
            f"paragraph {heavy[0].index + 1} holds {100 * heavy[0].size // total} per cent of the text"
        )
        places.append(heavy[0].sentences[0])
    reason = f"Your essay has {counted(len(blocks), 'paragraph')}"
    if not faults:
        return Outcome(3, reason + ", evenly built.")
    # A text without any division has missed all three.
    points = 0 if len(blocks) < LIMITS.body_least else max(0, 3 - len(faults))
    return Outcome(
        points,
        f"{reason}; {'; '.join(faults)}.",
        "Where does a new step of the argument or a new source begin?",
        faults=tuple(places),
    )


def _placeholders(study: Study) -> Outcome:
    if not study.paragraphs:
        return Outcome(0, "There is no text to read.")
    left = [one for one in study.essay.sentences if finds(_PLACEHOLDER, one.own_prose)]
    # A line before or after the essay is no part of it, but what it lacks is lacking all the same.
    beside = [line for line in study.essay.asides if finds(_PLACEHOLDER, line)]
    every = [hit for text in (*(one.own_prose for one in left), *beside) for hit in _all(text)]
    if not every:
        return Outcome(3, "No placeholder is left in the text.")
    number = len(every)
    place = said(left) if left else "a line beside the essay"
    return Outcome(
        1 if number == 1 else 0,
        f"{counted(number, 'placeholder')} such as \u201c{every[0]}\u201d still stand{'s' if number == 1 else ''} in {place}.",
        "Which document would show it?",
        faults=tuple(left),
    )


def _all(text: str) -> list[str]:
    """Every placeholder of a text."""
    hits: list[str] = []
    while match := finds(_PLACEHOLDER, text):
        hits.append(match[0])
        text = text[match.end() :]
    return hits


def _bibliography(study: Study) -> Outcome:
    cited, listed = set(study.essay.cited), set(study.essay.listed)
    if not cited and not listed:
        return Outcome(
            0, "No source is cited and none is listed.", "On which documents does your essay rest?"
        )
    if not listed:
        return Outcome(
            0,
            f"You cite {counted(len(cited), 'source')}; a list under the heading Sources is missing.",
            "Which sources would a reader look for at the end?",
        )
    agreement = 2 * len(cited & listed) / (len(cited) + len(listed))
    points = ladder(agreement, LIMITS.bibliography)
    if cited == listed:
        return Outcome(
            points,
            f"The {counted(len(listed), 'source')} of your list {'are those' if len(listed) > 1 else 'is the one'} that you cite.",
        )
    only_listed, only_cited = sorted(listed - cited), sorted(cited - listed)
    parts = []
    if only_listed:
        parts.append(f"listed and never used: {', '.join(only_listed[:6])}")
    if only_cited:
        parts.append(f"used and not listed: {', '.join(only_cited[:6])}")
    return Outcome(
        points,
        f"Your list and your citations differ; {'; '.join(parts)}.",
        "Did you read these sources, and where do they serve the argument?",
    )


RULES = (
    Rule(
        "C01",
        "A",
        "Length",
        3,
        "600-1200 words 3; 500-599 or 1201-1350 2; 400-499 or 1351-1500 1",
        _length,
    ),
    Rule(
        "C02",
        "A",
        "Paragraphs",
        3,
        "5-8 paragraphs, body paragraphs of 60-260 words, none above 35 per cent; minus 1 each",
        _paragraphs,
    ),
    Rule("C03", "A", "No placeholders", 3, "none 3; one 1", _placeholders),
    Rule(
        "C04",
        "A",
        "List of sources matches",
        3,
        "the same ids cited and listed 3; most 2; half 1",
        _bibliography,
    ),
)
