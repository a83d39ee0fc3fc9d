"""The rule for texts of one to four sentences: required parts and length, never style."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from course.checks.rule import conclude, rule
from course.checks.same import fold, listed
from course.checks.student import text
from course.checks.wording import say
from course.essay.words import FUNCTION_WORDS
from course.scores import Result

__all__ = ["Prose", "read_prose", "text_lite", "word_count"]

_WORD: Final = re.compile(r"[^\W_]+(?:['\u2019-][^\W_]+)*")
_MOST_CHARACTERS: Final = 20_000
_LEAST_DISTINCT: Final = 0.4
_ENOUGH_TO_REPEAT: Final = 12
# Learners' sentences have three small words in ten and more; lists of keywords have hardly any.
_LEAST_SMALL: Final = 0.2

Patterns = str | Iterable[str]
"""One regular expression or several, any of which will do."""


def word_count(written: str) -> int:
    """Return the number of words: letters and digits, with inner hyphens and apostrophes.

    Examples
    --------
    >>> word_count("Castro's part — as E2 says — was small.")
    7
    """
    return len(_WORD.findall(written))


@dataclass(frozen=True, slots=True)
class Prose:
    """What is asked of a short text.

    Parameters
    ----------
    parts : mapping of str to patterns
        The points asked, each by its name, which students may see, and by
        regular expressions, any of which will do. They are matched without
        regard to case and to typographic quotation marks.
    words : tuple of int, optional
        The least and the largest number of words.
    false : patterns or mapping of str to patterns, optional
        Statements that cost points; as a mapping, each by a name that students
        may see.
    false_costs, length_costs : float
        The share that each false statement, and a wrong length, costs.
    is_statement : bool, default False
        Whether a text that ends in a question loses `length_costs` too.
    """

    parts: Mapping[str, Patterns]
    words: tuple[int, int] | None = None
    false: Patterns | Mapping[str, Patterns] = ()
    false_costs: float = 0.5
    length_costs: float = 0.25
    is_statement: bool = False
    tell: bool = field(default=True, kw_only=True)


def read_prose(written: str, asked: Prose) -> tuple[float, dict[str, Any]]:
    """Judge a short text.

    Parameters
    ----------
    written : str
        The text; beyond 20,000 characters it is not read.
    asked : Prose
        What is asked of it.

    Returns
    -------
    tuple of float and dict
        The share of the points, and the fields of the sentence.
    """
    written = written[:_MOST_CHARACTERS]
    folded = str(fold(written))
    found = {name: _occurs(folded, patterns) for name, patterns in asked.parts.items()}
    right, costs, notes = sum(found.values()), 0.0, []
    count = word_count(written)
    least, most = asked.words or (0, count)
    if not least <= count <= most:
        costs += asked.length_costs
        notes.append(
            say("text-short" if count < least else "text-long", words=count, least=least, most=most)
        )
    false = asked.false
    named = false if isinstance(false, Mapping) else dict(enumerate(listed(false)))
    wrong = [name for name, patterns in named.items() if _occurs(folded, patterns)]
    costs += len(wrong) * asked.false_costs
    if wrong:
        known = [name for name in wrong if isinstance(name, str) and asked.tell]
        notes.append(say("text-named", parts=", ".join(known)) if known else say("text-false"))
    if asked.is_statement and written.rstrip().endswith("?"):
        costs += asked.length_costs
        notes.append(say("text-question"))
    words = _WORD.findall(folded)
    if len(words) >= _ENOUGH_TO_REPEAT and len(set(words)) < _LEAST_DISTINCT * len(words):
        # A list of the wanted words, again and again, is no statement.
        costs = 1.0
        notes.append(say("text-repeats"))
    elif len(words) >= _ENOUGH_TO_REPEAT and _small(words) < _LEAST_SMALL:
        costs = 1.0
        notes.append(say("text-list"))
    missing = [name for name, is_there in found.items() if not is_there] if asked.tell else []
    told = say("text-missing", parts=", ".join(missing)) if missing else ""
    share = max(0.0, right / len(found) - costs)
    fields = {"right": right, "all": len(found), "missing": told, "notes": "".join(notes)}
    return share, fields


def _small(words: list[str]) -> float:
    """Return the share of the small words that join the others to a sentence."""
    return sum(word in FUNCTION_WORDS for word in words) / len(words)


def _occurs(folded: str, patterns: Patterns) -> bool:
    return any(re.search(pattern, folded, re.IGNORECASE) for pattern in listed(patterns))


@rule
def text_lite(
    name: str,
    *,
    parts: Mapping[str, Patterns],
    words: tuple[int, int] | None = None,
    false: Patterns | Mapping[str, Patterns] = (),
    false_costs: float = 0.5,
    length_costs: float = 0.25,
    is_statement: bool = False,
    tell: bool = True,
) -> Result:
    r"""Judge a text of one to four sentences: the share of the points asked that it makes.

    Parameters
    ----------
    name : str
        The exercise, the variable, or the id of a Markdown cell.
    parts, words, false, false_costs, length_costs, is_statement
        As in :class:`Prose`.
    tell : bool, default True
        Whether the names of missing parts are told.

    Examples
    --------
    >>> from course.checks import text_lite, using, Given
    >>> with using(Given(answers={"paraphrase": "He asks for a strike after an invasion."})):
    ...     text_lite(
    ...         "paraphrase",
    ...         parts={"the condition": [r"\bif\b", r"\bafter\b"], "the weapon": "nuclear"},
    ...     ).sentence
    'Your text "paraphrase" has 1 of 2 points asked. Still missing: the weapon.'
    """
    asked = Prose(parts, words, false, false_costs, length_costs, is_statement, tell=tell)
    share, fields = read_prose(text(name), asked)
    return conclude(share, "text", name=name, **fields)
