"""Twenty-four essays by three hands that knew no rule; run once when the present rules stood.

They are watched since then. What earlier sets showed when they were new is told
in tests/essays/README.md.
"""

from __future__ import annotations

from statistics import mean

import pytest


@pytest.fixture(scope="module")
def totals(look, genuine):
    return {name: look(text).total for name, text in genuine("fresh").items()}


def average(totals, *, band: str = "", verdict: str = "") -> float:
    return mean(
        total for name, total in totals.items() if name.startswith(band) and name.endswith(verdict)
    )


def test_the_ranking_holds(totals, in_order):
    assert in_order(totals) >= 0.85


def test_no_more_than_two_honest_essays_are_touched_and_none_capped(look, genuine):
    reports = {name: look(text) for name, text in genuine("fresh").items()}
    assert len([name for name, report in reports.items() if report.for_a_person]) <= 2
    assert [name for name, report in reports.items() if report.caps] == []


def test_simple_english_is_not_punished(totals):
    assert average(totals, band="language") >= average(totals, band="average") - 5


def test_neither_verdict_is_preferred(totals):
    assert abs(average(totals, verdict="small") - average(totals, verdict="large")) <= 5


def test_gaming_does_not_pay(totals, genuine, gaming, look, separation):
    values = [
        separation(
            list(totals.values()), [look(make(text)).total for text in genuine("fresh").values()]
        )
        for make in gaming.kinds().values()
    ]
    assert min(values) >= 0.85
    assert mean(values) >= 0.95
