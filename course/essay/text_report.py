"""The report in plain text: what a good teacher says at the first look."""

from textwrap import fill

from course.essay.results import GROUPS, LIMITS_OF_THE_CHECK, CheckResult, Results

__all__ = ["first_look", "number", "result_in_words", "write_text"]

_WIDTH = 88
_WELL = 0.4  # share of a check's points from which something can be called there


def number(value: float) -> str:
    """Write points without a needless decimal.

    Examples
    --------
    >>> number(3.0), number(2.5)
    ('3', '2.5')
    """
    return f"{value:.1f}".removesuffix(".0")


def result_in_words(report: Results) -> str:
    """Return the total as a sentence, or say that there is none."""
    if not report.has_result:
        return "No result: a person has to read this text."
    return f"{number(report.total)} of 100 points for form and references."


def write_text(report: Results) -> str:
    """Return the whole report as text.

    Parameters
    ----------
    report : Results

    Returns
    -------
    str
        Lines of at most 88 characters: the limits, the total, what was
        recognised and asked in each group, gates and what a person should see.
    """
    essay = report.study.essay
    size = (
        f"{essay.total_words} words, {len(essay.paragraphs)} paragraphs,"
        f" {len(essay.sentences)} sentences, {len(essay.cited)} sources cited."
    )
    lines = [
        "STRUCTURE CHECK",
        _wrap(LIMITS_OF_THE_CHECK),
        "",
        result_in_words(report),
        *(_wrap(cap) for cap in report.caps),
        size,
    ]
    if essay.is_cut:
        lines.append("The text is very long; only its first part was examined.")
    lines += ["", *_first_look(report)]
    for name in GROUPS:
        lines += ["", *_group(report, name)]
    lines += ["", "OUTLINE", *_outline(report)]
    lines += ["", "SEEN AS AN AP DOCUMENT-BASED QUESTION (not an AP score)"]
    lines += [
        _wrap(
            f"  {row.title}: {row.share:.0%} of {', '.join(row.checks)}; a reader sees {row.reader}.",
            "    ",
        )
        for row in report.dbq
    ]
    lines += ["", "FOR YOUR TEACHER" if report.for_a_person else "GATES"]
    if report.for_a_person:
        lines += [_wrap(f"- {reason}", "  ") for reason in report.for_a_person]
    else:
        lines.append("All five passed: language, coherence, density, own words, topic.")
    lines += [
        "",
        _wrap("Every point can be questioned: show your teacher the sentence numbers given here."),
    ]
    return "\n".join(lines)


def first_look(report: Results) -> tuple[list[str], list[str]]:
    """Return what stands best, and the questions that would help most.

    Parameters
    ----------
    report : Results

    Returns
    -------
    tuple of two lists of str
        At most three reasons, the fullest first; at most four questions, each
        from another group, and a doubtful fact before all.
    """
    there = [one for one in report.checks if one.group != "F" and one.points >= one.max * _WELL]
    there.sort(key=lambda one: (-one.points / one.max, -one.max, one.id))
    questions: list[str] = []
    for name in ("C22", "C21"):
        doubtful = report.check(name)
        if doubtful.faults:
            # The first of several; the others stand in their group.
            questions.append(doubtful.question.split(" Sentence ")[0])
            break
    lost = sorted(report.checks, key=lambda one: (one.points - one.max, one.id))
    groups: set[str] = {"F"}
    for one in lost:
        if one.question and one.checked and one.group not in groups:
            groups.add(one.group)
            questions.append(one.question)
    return [one.reason for one in there[:3]], questions[:4]


def _first_look(report: Results) -> list[str]:
    done, asked = first_look(report)
    lines = ["FIRST LOOK"]
    lines += [_wrap(f"  What is there: {one}", "    ") for one in done]
    lines += [_wrap(f"  Ask yourself: {one}", "    ") for one in asked]
    return lines if len(lines) > 1 else []


def _group(report: Results, name: str) -> list[str]:
    score = report.group(name)
    limited = "" if score.points == score.earned else f" (checks alone: {number(score.earned)})"
    lines = [
        f"{name}. {score.title.upper()}: {number(score.points)} of {number(score.max)}{limited}"
    ]
    results = [result for result in report.checks if result.group == name]
    # What was achieved comes first.
    for result in sorted(results, key=lambda one: -(one.points / one.max)):
        lines += _check(result)
        lines += [_wrap(f"       {told}", " " * 7) for told in report.marks.told_by(result.id)]
    return lines


def _check(result: CheckResult) -> list[str]:
    lines = [
        _wrap(
            f"  {number(result.points)}/{number(result.max)}  {result.title}. {result.reason}",
            " " * 7,
        )
    ]
    if result.question:
        lines.append(_wrap(f"       > {result.question}", " " * 9))
    if result.runner_up is not None and not result.points:
        quoted = result.runner_up.text.replace("\n", " ")
        lines.append(
            _wrap(
                f"       The nearest to it is sentence {result.runner_up.sentence}: \u201c{quoted}\u201d",
                " " * 7,
            )
        )
    elif result.runner_up is not None:
        lines.append(f"       Second choice: sentence {result.runner_up.sentence}.")
    return lines


def _outline(report: Results) -> list[str]:
    lines = []
    for block in report.study.paragraphs:
        moves = [
            f"{sentence.number} {', '.join(report.outline[sentence.number])}"
            for sentence in block.sentences
            if sentence.number in report.outline
        ]
        first, last = block.sentences[0].number, block.sentences[-1].number
        named = "; ".join(moves) if moves else "no move recognised"
        lines.append(
            _wrap(f"  Paragraph {block.index + 1} (sentences {first}-{last}): {named}", "    ")
        )
    return lines or ["  Nothing to outline."]


def _wrap(text: str, indent: str = "") -> str:
    return fill(text, _WIDTH, subsequent_indent=indent)
