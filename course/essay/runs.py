"""Word runs shared with the sources and the seed, outside quotation marks."""

from itertools import groupby

from course.essay.catalogue import RUN_LENGTH, SEED
from course.essay.parts import Sentence
from course.essay.records import record
from course.essay.study import Study
from course.essay.thresholds import LIMITS
from course.essay.words import words

__all__ = ["CopiedRun", "Shared", "shared_words"]


@record
class CopiedRun:
    """A run of words that also stands in a source: where, how long, and in which."""

    sentence: Sentence
    size: int
    origin: str


@record
class Shared:
    """What a text shares with the sources and the seed.

    Parameters
    ----------
    share, seed_share : float
        Share of its word eights that stand in any of them, and in the seed.
    runs : tuple of CopiedRun
        Runs of twelve words and more, in order. Points of a digest are short:
        words taken from one are a copy from twelve on, and from twenty on where
        the sentence names that very source.
    """

    share: float
    seed_share: float
    runs: tuple[CopiedRun, ...]


def shared_words(study: Study) -> Shared:
    """Compare an essay with the sources and the seed, run by run; linear in its length."""
    known = study.catalogue.runs
    total = hits = seeds = 0
    found: list[CopiedRun] = []
    for sentence in study.essay.sentences:
        tokens = words(sentence.own_prose)
        origins = [
            known.get(tuple(tokens[place : place + RUN_LENGTH]), "")
            for place in range(len(tokens) - RUN_LENGTH + 1)
        ]
        total += len(origins)
        if not any(origins):
            continue
        hits += sum(map(bool, origins))
        seeds += origins.count(SEED)
        found += _runs(sentence, origins)
    return Shared(hits / max(1, total), seeds / max(1, total), tuple(found))


def _runs(sentence: Sentence, origins: list[str]) -> list[CopiedRun]:
    found = []
    for is_shared, part in groupby(origins, key=bool):
        names = list(part)
        size = len(names) + RUN_LENGTH - 1
        is_cited = names[0].strip("[]") in sentence.ids
        if is_shared and size >= (LIMITS.cited_run if is_cited else LIMITS.copied_run):
            found.append(CopiedRun(sentence, size, names[0]))
    return found
