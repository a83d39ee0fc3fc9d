"""Figures that tell connected prose from word lists; none of them looks at spelling or grammar slips."""

from collections import Counter
from itertools import pairwise
from math import sqrt

from course.essay.parts import Essay, Sentence
from course.essay.records import record
from course.essay.thresholds import LIMITS
from course.essay.words import FUNCTION_WORDS, is_content, stem, word_set

__all__ = ["ARTICLES", "Language", "measure"]

ARTICLES = word_set("the a an")
_PREPOSITIONS = word_set("of in on at by for with from into about against between")
_NEVER_AFTER_ARTICLE = word_set(
    """
    the a an is was are were be been of in on at by for with from to and or but he she it they him them
    would could should must because however although therefore if whether who whose his her their its my
    our this these those nevertheless moreover perhaps thus hence yet
    """
)
_NEVER_AFTER_PREPOSITION = word_set(
    """
    is was are were be been would could should must may might will he she they i and or but because
    however although therefore moreover nevertheless thus hence of
    """
)


@record
class Language:
    """Figures on the language of a text; shares lie between 0 and 1.

    Parameters
    ----------
    function_words : float
        Share of small words such as "the", "of", "because".
    distinct_words, distinct_triples : float
        Different words and word triples, as shares of all.
    sentence_mean, sentence_deviation : float
        Words of a sentence.
    impossible_pairs : float
        Of all places after an article or preposition, the share held by a word
        that cannot stand there.
    bare_share : float
        Share of words in sentences with hardly any small word.
    stutter : float
        Share of content words that return within six words.
    repeated_runs : float
        Share of words inside runs of eight that occur more than once.
    bare : tuple of Sentence
        The sentences behind `bare_share`.
    """

    function_words: float
    distinct_words: float
    distinct_triples: float
    sentence_mean: float
    sentence_deviation: float
    impossible_pairs: float
    bare_share: float
    stutter: float
    repeated_runs: float
    bare: tuple[Sentence, ...]


def measure(essay: Essay) -> Language:
    """Measure the language of an essay; linear in its length."""
    tokens = essay.words
    size = max(1, len(tokens))
    triples = list(zip(tokens, tokens[1:], tokens[2:], strict=False))
    sizes = [len(one.words) for one in essay.sentences]
    mean = sum(sizes) / max(1, len(sizes))
    places = impossible = 0
    for first, second in pairwise(tokens):
        if first in ARTICLES:
            places += 1
            impossible += second in _NEVER_AFTER_ARTICLE
        elif first in _PREPOSITIONS:
            places += 1
            impossible += second in _NEVER_AFTER_PREPOSITION
    bare = tuple(
        one
        for one in essay.sentences
        if len(one.words) > 6  # noqa: PLR2004 - shorter ones may do without
        and sum(word in FUNCTION_WORDS for word in one.words)
        < LIMITS.bare_sentence * len(one.words)
    )
    return Language(
        function_words=sum(word in FUNCTION_WORDS for word in tokens) / size,
        distinct_words=len(set(tokens)) / size,
        distinct_triples=len(set(triples)) / max(1, len(triples)),
        sentence_mean=mean,
        sentence_deviation=sqrt(sum((one - mean) ** 2 for one in sizes) / max(1, len(sizes))),
        impossible_pairs=impossible / max(1, places),
        bare_share=sum(len(one.words) for one in bare) / size,
        stutter=_stutter(tokens),
        repeated_runs=_repeated_runs(tokens),
        bare=bare,
    )


def _stutter(tokens: list[str]) -> float:
    last: dict[str, int] = {}
    hits = total = 0
    for place, token in enumerate(tokens):
        if not is_content(token):
            continue
        total += 1
        key = stem(token)
        hits += place - last.get(key, -100) <= LIMITS.stutter_reach
        last[key] = place
    return hits / max(1, total)


def _repeated_runs(tokens: list[str], length: int = 8) -> float:
    runs = [tuple(tokens[place : place + length]) for place in range(len(tokens) - length + 1)]
    times = Counter(runs)
    covered = bytearray(len(tokens))
    for place, run in enumerate(runs):
        if times[run] > 1:
            covered[place : place + length] = b"\1" * length
    return sum(covered) / max(1, len(tokens))
