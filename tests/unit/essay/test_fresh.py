"""Twenty essays by two hands that knew no rule; run once when the thresholds stood.

They are watched since then. What they did not reach is told in
tests/essays/README.md: strong essays rank above average ones too seldom, since
the check finds a thesis only where it is framed as one.
"""

from __future__ import annotations

from statistics import mean

import pytest


@pytest.fixture(scope="module")
def totals(look, genuine):
    return {name: look(text).total for name, text in genuine("fresh").items()}


def band(totals, name: str) -> list[float]:
    return [total for essay, total in totals.items() if essay.startswith(name)]


def test_no_more_than_two_honest_essays_are_touched(look, genuine):
    touched = [name for name, text in genuine("fresh").items() if look(text).for_a_person]
    assert len(touched) <= 2, touched


def test_weak_essays_rank_below_all_others(totals):
    others = [total for name, total in totals.items() if not name.startswith("weak")]
    assert max(band(totals, "weak")) < min(others)


def test_simple_english_is_not_punished(totals):
    assert mean(band(totals, "language")) >= mean(band(totals, "average")) - 7


def test_neither_verdict_is_preferred(totals):
    small, large = (
        mean(
            total
            for name, total in totals.items()
            if name.startswith("strong") and name.endswith(verdict)
        )
        for verdict in ("small", "large")
    )
    assert abs(small - large) <= 5


def test_gaming_does_not_pay(totals, genuine, gaming, look, separation):
    values = [
        separation(
            list(totals.values()), [look(make(text)).total for text in genuine("fresh").values()]
        )
        for make in gaming.kinds().values()
    ]
    assert min(values) >= 0.85
    assert mean(values) >= 0.95
