"""Showing a figure with its description."""

import base64
import re

import pytest
from matplotlib import pyplot as plt

from course.checks.facts import figure_facts
from course.errors import UsageError
from course.figures import output, show
from course.figures.style import new_figure

ALT = "A line that rises from left to right."


@pytest.fixture
def shown(monkeypatch):
    calls = []
    monkeypatch.setattr(output, "display", lambda data, **options: calls.append((data, options)))
    return calls


def test_the_picture_carries_its_description(shown):
    figure, _ = new_figure(2, 2, "Title")
    show(figure, alt='A "steep" line & a point <high> up.', caption="It rises & rises.")
    ((output_data, _),) = shown
    html = output_data["text/html"]
    picture = re.search("base64,([^']+)'", html)[1]
    assert base64.b64decode(picture).startswith(b"\x89PNG")
    assert "alt='A &quot;steep&quot; line &amp; a point &lt;high&gt; up.'" in html
    assert "It rises &amp; rises.</figcaption>" in html
    assert output_data["text/plain"] == 'A "steep" line & a point <high> up. It rises & rises.'


def test_the_checks_find_both_texts(shown):
    figure, _ = new_figure(2, 2, "Title")
    show(figure, alt=ALT, caption="It rises.")
    facts = figure_facts(figure)
    assert (facts["alt"], facts["caption"], facts["axes"][0]["title"]) == (
        ALT,
        "It rises.",
        "Title",
    )


def test_without_a_caption_there_is_none(shown):
    show(new_figure(2, 2, "")[0], alt=ALT)
    assert "figcaption" not in shown[0][0]["text/html"]


def test_a_figure_of_pyplot_does_not_appear_twice(shown):
    figure, axes = plt.subplots()
    axes.plot([1, 2])
    show(figure, alt=ALT)
    assert not plt.fignum_exists(figure.number)


@pytest.mark.parametrize("alt", ["", "   ", "A figure"])
def test_a_figure_needs_a_description(shown, alt):
    with pytest.raises(UsageError, match="has no description"):
        show(new_figure(2, 2, "")[0], alt=alt)
    assert shown == []


def test_what_is_no_figure_is_named():
    with pytest.raises(UsageError, match="given a value of type list"):
        show([1, 2], alt=ALT)
