"""Word runs shared with the sources and the seed, outside quotation marks."""

from dataclasses import dataclass

from course.essay.catalogue import RUN_LENGTH, SEED
from course.essay.reading import Sentence
from course.essay.study import Study
from course.essay.thresholds import LIMITS
from course.essay.words import words

__all__ = ["CopiedRun", "copied_runs", "seed_share", "shared_share"]


@dataclass(frozen=True)
class CopiedRun:
    """A run of words that also stands in a source: where, how long, and in which."""

    sentence: Sentence
    size: int
    origin: str


def _eights(sentence: Sentence) -> list[tuple[str, ...]]:
    tokens = words(sentence.own_prose)
    return [
        tuple(tokens[place : place + RUN_LENGTH]) for place in range(len(tokens) - RUN_LENGTH + 1)
    ]


def copied_runs(study: Study) -> list[CopiedRun]:
    """List long runs of words that stand in a source too, in order.

    Points of a digest are short. Words taken from one are a copy from twelve on,
    and from twenty on where the sentence names that very source.
    """
    known = study.catalogue.runs
    found: list[CopiedRun] = []
    for sentence in study.essay.sentences:
        length, origin = 0, ""
        for run in [*_eights(sentence), ()]:
            if run in known:
                length += 1
                origin = origin or known[run]
                continue
            size = length + RUN_LENGTH - 1
            cites = origin.strip("[]") in sentence.ids
            if length and size >= (LIMITS.cited_run if cites else LIMITS.copied_run):
                found.append(CopiedRun(sentence, size, origin))
            length, origin = 0, ""
    return found


def shared_share(study: Study) -> float:
    """Return the share of word eights of the text that stand in a source or the seed."""
    runs = [run for sentence in study.essay.sentences for run in _eights(sentence)]
    return sum(run in study.catalogue.runs for run in runs) / max(1, len(runs))


def seed_share(study: Study) -> float:
    """Return the share of word eights of the text that stand in the seed essay."""
    runs = [run for sentence in study.essay.sentences for run in _eights(sentence)]
    return sum(study.catalogue.runs.get(run) == SEED for run in runs) / max(1, len(runs))
