"""The half of the essays that no threshold was set on; a regression test since its one run."""

from __future__ import annotations

import re

import pytest


@pytest.fixture(scope="module")
def reports(look, genuine):
    return {name: look(text) for name, text in genuine("heldout").items()}


def band(reports, name: str) -> list[float]:
    return [report.total for essay, report in reports.items() if essay.startswith(name)]


def test_ranking_holds(reports, in_order):
    assert in_order({name: report.total for name, report in reports.items()}) >= 0.85


def test_at_most_two_honest_essays_are_touched(reports):
    touched = [name for name, report in reports.items() if report.for_a_person]
    assert len(touched) <= 2, touched


def test_second_language_is_not_punished(reports):
    # They argue at least as well as the average texts; their English is another matter.
    language, average = band(reports, "language"), band(reports, "average")
    assert sum(language) / len(language) >= sum(average) / len(average) - 5


MIRROR = {
    "small": "large",
    "smaller": "larger",
    "minor": "major",
    "secondary": "primary",
    "limited": "considerable",
    "little": "much",
    "slight": "great",
    # Theses that call the role important are found since theses are ranked by what they claim;
    # left unturned they would contradict the rest of the turned text.
    "unimportant": "important",
}
MIRROR |= {there: here for here, there in MIRROR.items()}


@pytest.mark.parametrize("half", ["tuning", "heldout"])
def test_neither_verdict_is_preferred(genuine, look, half):
    """Turning every small into large and back changes the verdict and nothing else.

    Only strong essays give each view in words that can be turned; in others the
    turned text often contradicts itself.
    """
    for name, text in genuine(half).items():
        if not name.startswith("strong"):
            continue
        turned = re.sub(rf"\b(?:{'|'.join(MIRROR)})\b", lambda word: MIRROR[word[0]], text)
        assert abs(look(turned).total - look(text).total) <= 5, name


def test_strong_essays_of_both_verdicts_earn_the_same(reports, genuine, look):
    totals = {name: look(text).total for name, text in genuine("tuning").items()}
    totals |= {name: report.total for name, report in reports.items()}
    small, large = (
        [
            total
            for name, total in totals.items()
            if name.startswith("strong") and name.endswith(verdict)
        ]
        for verdict in ("small", "large")
    )
    assert abs(sum(small) / len(small) - sum(large) / len(large)) <= 5


def test_gaming_does_not_pay_here_either(reports, genuine, gaming, look, separation):
    honest = [report.total for report in reports.values()]
    values = [
        separation(honest, [look(make(text)).total for text in genuine("heldout").values()])
        for make in gaming.kinds().values()
    ]
    assert min(values) >= 0.85
    assert sum(values) / len(values) >= 0.95
