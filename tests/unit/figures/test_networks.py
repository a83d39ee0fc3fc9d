"""The network: numbers, widths and what is missing."""

import pandas as pd
import pytest
from matplotlib.patches import FancyArrowPatch

from course import archive
from course.errors import UsageError
from course.figures import network


@pytest.fixture
def counts():
    return (
        archive.messages()
        .groupby(["sender_side", "recipient_side"], observed=True)
        .size()
        .reset_index(name="count")
    )


def arrows(axes):
    return [patch for patch in axes.patches if isinstance(patch, FancyArrowPatch)]


def test_each_pair_is_an_arrow_with_its_number(counts):
    axes = network(counts, title="Who wrote to whom").axes[0]
    between = counts[counts["sender_side"].astype(str) != counts["recipient_side"].astype(str)]
    assert len(arrows(axes)) == len(between)
    numbers = [text.get_text() for text in axes.texts if text.get_text().isdigit()]
    assert sorted(map(int, numbers)) == sorted(between["count"])
    assert axes.get_title(loc="left") == "Who wrote to whom"


def test_more_messages_make_a_thicker_arrow():
    table = pd.DataFrame(
        {"sender_side": ["a", "b"], "recipient_side": ["b", "a"], "count": [1, 10]}
    )
    thin, thick = (arrow.get_linewidth() for arrow in arrows(network(table).axes[0]))
    assert thin < thick


def test_messages_to_the_own_side_stand_beside_it(counts):
    texts = [text.get_text() for text in network(counts).axes[0].texts]
    assert "to itself: 11" in texts


def test_a_missing_link_is_drawn_as_missing(counts):
    axes = network(counts, missing=[("USA", "Cuba")]).axes[0]
    (dotted,) = [arrow for arrow in arrows(axes) if arrow.get_linestyle() in {":", "dotted"}]
    assert dotted.get_linewidth() < 2
    assert "0" in [text.get_text() for text in axes.texts]


def test_nothing_to_draw_is_said(counts):
    with pytest.raises(UsageError, match="nothing to draw"):
        network(counts.assign(count=0))
