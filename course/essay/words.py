"""Words, stems and overlap: the small change of every check.

A *content word* is a word that is neither in the stop list nor part of the
question itself ("Castro", "role", "crisis" say nothing about an answer to it).
A *stem* is what is left when the common endings are cut and six letters kept,
so that "missile", "missiles" and "missile's" count as one.
"""

from collections.abc import Iterable
from functools import lru_cache

from course.essay.patterns import late

__all__ = [
    "FUNCTION_WORDS",
    "QUESTION_STEMS",
    "canonical",
    "content_stems",
    "is_content",
    "overlap",
    "stem",
    "word_set",
    "words",
]

_WORD = late(r"[^\W_]+(?:['-][^\W_]+)*")


def word_set(text: str) -> frozenset[str]:
    """Read a list of words written as running text."""
    return frozenset(text.split())


FUNCTION_WORDS = word_set(
    """
    a about above across after again against all almost along already also although always am among
    an and another any are around as at away back be became because become been before being below
    between both but by came can cannot could did do does doing done down during each either else
    enough even ever every few for from further get had has have having he hence her here hers
    herself him himself his how however i if in indeed instead into is it its itself just least less
    like made make many may me might more most much must my myself near neither never no nobody none
    nor not nothing now of off often on once one only onto or other others our ours out over own per
    perhaps quite rather same she should since so some someone something soon still such than that
    the their theirs them themselves then there therefore these they this those though three through
    thus to together too toward towards two under unless until up upon us very was we well were what
    whatever when where whereas whether which while who whole whom whose why will with within without
    would yet you your yours
    """
)

# Words so common in any prose that two sentences which share them share nothing.
_QUIET_WORDS = word_set(
    """
    said say says really thing things way ways think thought know known see seen kind lot use used
    go going went come take took taken give given want wanted put first second third last new time
    year years day days people
    """
)

_ENDINGS = ("ations", "ation", "ments", "ment", "ingly", "edly", "ings", "ing", "ies", "ed", "es")
# Verbs and nouns that English keeps apart and essays on this subject use for one another.
_FAMILIES = {
    "decisi": "decid",
    "invasi": "invad",
    "refusa": "refus",
    "shot": "shoot",
    "explan": "explai",
}
_SHORTEST = 3  # letters that an ending must leave, and that a content word must have
_LONGEST = 6  # letters of a stem: enough to keep "missil" apart from "mission"


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Cut the common endings of a word and keep at most six letters.

    Parameters
    ----------
    word : str
        One lower-cased word.

    Returns
    -------
    str
        The stem, at least three letters long where the word is.

    Examples
    --------
    >>> stem("missiles"), stem("missile's"), stem("fired"), stem("fire")
    ('missil', 'missil', 'fir', 'fir')
    """
    word = word.removesuffix("'s").replace("-", "")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word[: -len(ending)]
            break
    else:
        if word.endswith("s") and not word.endswith("ss") and len(word) > _SHORTEST:
            word = word[:-1]
        elif word.endswith("ly") and len(word) > _SHORTEST + 1:
            word = word[:-2]
    if len(word) > _SHORTEST and word[-1] in "ey":
        word = word[:-1]
    return _FAMILIES.get(word[:_LONGEST], word[:_LONGEST])


# The question of the course, whose own words prove nothing when they return.
_QUESTION = "castro fidel role crisis cuban cuba missile large 1962 october respect big how essay"
QUESTION_STEMS = frozenset(stem(word) for word in word_set(_QUESTION))


def words(text: str) -> list[str]:
    """List the words of a text, lower-cased.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    list of str
        Runs of letters and digits with inner hyphens and apostrophes.

    Examples
    --------
    >>> words("Castro's U-2, they said.")
    ["castro's", 'u-2', 'they', 'said']
    """
    return _WORD.findall(text.replace("\u2019", "'").lower())


def is_content(word: str) -> bool:
    """Say whether a lower-cased word carries meaning of its own here."""
    return (
        len(word) >= _SHORTEST
        and word not in FUNCTION_WORDS
        and word not in _QUIET_WORDS
        and stem(word) not in QUESTION_STEMS
    )


def content_stems(tokens: Iterable[str]) -> frozenset[str]:
    """Return the stems of the content words among lower-cased words."""
    return frozenset(stem(token) for token in tokens if is_content(token))


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the shared stems divided by the smaller set, 0.0 when one is empty."""
    if not one or not other:
        return 0.0
    return len(one & other) / min(len(one), len(other))


# Peoples and capitals stand for their states.
_SAME = {
    "cuban": "cuba",
    "cubans": "cuba",
    "havana": "cuba",
    "fidel": "castro",
    "soviet": "ussr",
    "soviets": "ussr",
    "sovietic": "ussr",
    "moscow": "ussr",
    "russia": "ussr",
    "russian": "ussr",
    "russians": "ussr",
    "american": "usa",
    "americans": "usa",
    "america": "usa",
    "washington": "usa",
    "us": "usa",
    "turkish": "turkey",
    "turks": "turkey",
    "ankara": "turkey",
    "brazilian": "brazil",
    "jupiters": "jupiter",
    "bombers": "il-28",
    "il-28s": "il-28",
    "u2": "u-2",
}


def canonical(name: str) -> str:
    """Bring a lower-cased name into its usual form.

    Examples
    --------
    >>> canonical("castro's"), canonical("cubans"), canonical("havana")
    ('castro', 'cuba', 'cuba')
    """
    name = name.removesuffix("'s").removesuffix("'")
    return _SAME.get(name, name)
