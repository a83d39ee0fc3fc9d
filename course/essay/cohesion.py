"""How far the sentences of one paragraph belong together, against all orders of the sentences.

Two sentences are related by the stems and the source ids they share; what few
sentences hold counts more. The sum over all pairs inside paragraphs is compared
with its mean and its spread over *all* orders of the same sentences, which are
known without shuffling (Mantel 1967). The same text gives the same figure, and
the work grows with the pairs that share something.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from math import erf, log, sqrt

from course.essay.parts import Sentence

__all__ = ["cohesion"]


def cohesion(sentences: Sequence[Sentence]) -> float:
    """Return the share of random orders whose paragraphs hold together less well.

    Parameters
    ----------
    sentences : sequence of Sentence
        At least four, in two paragraphs or more.

    Returns
    -------
    float
        Between 0 and 1, by the normal curve; 0.5 where the order makes no
        difference, as in a text whose sentences share nothing.
    """
    size = len(sentences)
    related = _related(sentences)
    places = Counter(one.paragraph for one in sentences)
    inside = _Table.of(
        (float(places[one.paragraph] - 1) for one in sentences),
        sum(float(count * (count - 1)) for count in places.values()),
    )
    rows = [0.0] * size
    for (one, other), weight in related.items():
        rows[one] += weight
        rows[other] += weight
    between = _Table.of(rows, 2 * sum(weight * weight for weight in related.values()))
    real = 2 * sum(
        weight
        for (one, other), weight in related.items()
        if sentences[one].paragraph == sentences[other].paragraph
    )
    pairs = size * (size - 1)
    mean = inside.total * between.total / pairs
    square = (
        2 * inside.squares * between.squares / pairs
        + 4 * inside.forks * between.forks / (pairs * (size - 2))
        + inside.rest * between.rest / (pairs * (size - 2) * (size - 3))
    )
    spread = square - mean * mean
    if spread <= 1e-9 * max(1.0, square):
        return 0.5
    return 0.5 * (1 + erf((real - mean) / sqrt(2 * spread)))


def _related(sentences: Sequence[Sentence]) -> dict[tuple[int, int], float]:
    """Weigh what two sentences share, by their places in ascending order."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for place, one in enumerate(sentences):
        for mark in (*one.stems, *one.ids):
            holders[mark].append(place)
    related: defaultdict[tuple[int, int], float] = defaultdict(float)
    for held in holders.values():
        weight = log(len(sentences) / len(held))
        for pair in combinations(held, 2):
            related[pair] += weight
    return related


class _Table:
    """Sums over a symmetric table with an empty diagonal, each ordered pair counted."""

    def __init__(self, total: float, squares: float, forks: float) -> None:
        self.total = total
        self.squares = squares
        self.forks = forks
        self.rest = total * total - 2 * squares - 4 * forks

    @classmethod
    def of(cls, rows: Iterable[float], squares: float) -> "_Table":
        """Sum a table from its row sums and the sum of its squares."""
        rows = list(rows)
        return cls(sum(rows), squares, sum(row * row for row in rows) - squares)
