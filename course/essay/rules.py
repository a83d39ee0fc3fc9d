"""What a rule is, and what it finds."""

from collections.abc import Callable

from course.essay.parts import Sentence
from course.essay.records import record
from course.essay.study import Study

__all__ = ["Outcome", "Rule", "counted", "in_words", "said"]


@record
class Outcome:
    """What one rule found in one essay.

    Parameters
    ----------
    points : float
        Between 0 and the points of the rule.
    reason : str
        One sentence on what is there; it begins with what was achieved.
    question : str
        One question on what is missing; empty when nothing is.
    sentences : tuple of Sentence
        The sentences behind the points.
    faults : tuple of Sentence
        The sentences behind the question.
    runner_up : Sentence or None
        The second choice, where one sentence was chosen.
    checked : bool
        False when there was nothing to check it against.
    """

    points: float
    reason: str
    question: str = ""
    sentences: tuple[Sentence, ...] = ()
    faults: tuple[Sentence, ...] = ()
    runner_up: Sentence | None = None
    checked: bool = True


@record
class Rule:
    """One check of the rubric.

    Parameters
    ----------
    id : str
        C01 to C23.
    group : str
        A to F.
    title : str
        As students read it.
    points : float
        The most it can give.
    credit : str
        How points are given, in words, for the table shown to students.
    look : callable
        Takes a study and returns an outcome.
    """

    id: str
    group: str
    title: str
    points: float
    credit: str
    look: Callable[[Study], Outcome]


def counted(number: int, one: str, many: str = "") -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> counted(1, "source"), counted(3, "source"), counted(0, "witness", "witnesses")
    ('1 source', '3 sources', 'no witnesses')
    """
    return f"{number or 'no'} {one if number == 1 else many or one + 's'}"


def in_words(parts: list[str]) -> str:
    """Join parts as a sentence does.

    Examples
    --------
    >>> in_words(["whose role", "how large", "why"])
    'whose role, how large and why'
    """
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def said(sentences: tuple[Sentence, ...] | list[Sentence], most: int = 6) -> str:
    """Write sentence numbers in words: "sentence 3" or "sentences 3, 7 and 9"."""
    numbers = sorted({sentence.number for sentence in sentences})
    if not numbers:
        return "no sentence"
    shown = [str(number) for number in numbers[:most]]
    if len(numbers) > most:
        shown.append(f"{len(numbers) - most} more")
    return f"sentence{'s' if len(numbers) > 1 else ''} {in_words(shown)}"
