"""The kernel and the isolated checker give the same score, sentence and reason for every answer."""

import random
import string

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

WORDS = [
    "condition",
    "missiles",
    "castro",
    "invasion",
    "if",
    "nuclear",
    "soviet",
    "moscow",
    "only",
    "after",
    "small",
    "the",
    "a",
    "was",
]
ITEMS = list("abcdefgh")
LABELS = ["thesis", "claim", "evidence"]
DAYS = [f"1962-10-{day:02}" for day in range(14, 32)]


def exercise(kind, name, *arguments, **options):
    """Return the source of an exercise cell."""
    shown = [repr(name), "'Prompt.'", *map(repr, arguments)]
    shown += [f"{key}={value!r}" for key, value in options.items()]
    return f"{kind}(\n    {', '.join(shown)},\n    answer=None,  # recorded answer\n)"


def check(rule, imports, points=4):
    """Return the source of a check cell."""
    return f"from course.checks import award, form, {imports}\nform('it')\naward({rule}, points={points})"


def some(source, items, least=0):
    return source.sample(items, source.randint(least, len(items)))


def shuffled(source, items):
    result = [*items]
    for _ in range(source.randint(0, 6)):
        one, two = source.sample(range(len(result)), 2)
        result[one], result[two] = result[two], result[one]
    return result


def span(source):
    ends = sorted(source.sample(DAYS, 2))
    return ends if source.random() < 0.9 else ends[::-1]


def prose(source):
    return " ".join(source.choice(WORDS) for _ in range(source.randint(1, 30)))


def marks(source):
    return {
        f"E{n}": source.choice(["claim", "fact"])
        for n in source.sample(range(1, 9), source.randint(1, 8))
    }


def filled_card(source):
    fields = {
        "Author": "Castro",
        "Kind": ["letter", "draft"],
        "Purpose": "He asks for a strike if invaded",
    }
    wrong = {
        "Author": "Kennedy",
        "Kind": ["cable", "draft"],
        "Purpose": "He wonders about the weather",
    }
    return {
        name: (fields if source.random() < 0.6 else wrong)[name]
        for name in some(source, [*fields], 1)
    }


# name of the exercise's rule: (exercise cell, check cell, answer)
RECORDED = {
    "exact": (
        exercise("choose", "it", ["a", "b", "c"]),
        check("exact('it', key='a', half=['b'])", "exact"),
        lambda source: source.choice(["a", "b", "b", "c", None, "d"]),
    ),
    "one_of_several": (
        exercise("choose", "it", ["a", "b", "c"]),
        check(
            "one_of_several('it', [accept('a', because='so.'), accept('b', because='yes.', share=0.5)])",
            "accept, one_of_several",
        ),
        lambda source: source.choice(["a", "b", "b", "c"]),
    ),
    "set_f1": (
        exercise("tick", "it", ITEMS),
        check("set_f1('it', key=['a', 'b', 'c'], optional=['d'])", "set_f1"),
        lambda source: sorted(some(source, ITEMS)),
    ),
    "labels": (
        exercise("label", "it", ITEMS, LABELS),
        check(
            "labels('it', key={'a': 'claim', 'b': ['thesis', 'claim'], 'c': 'evidence', 'd': 'claim'}, "
            "half={'a': ['thesis']}, costs={('claim', 'evidence'): 1.5})",
            "labels",
        ),
        lambda source: {item: source.choice(LABELS) for item in some(source, ITEMS, 1)},
    ),
    "pairs": (
        exercise("match", "it", ["a", "b", "c", "d"], ["1", "2", "3", "4"]),
        check("pairs('it', key={'a': '1', 'b': '2', 'c': '3'})", "pairs"),
        lambda source: dict(zip("abcd", shuffled(source, "1234"), strict=True)),
    ),
    "order": (
        exercise("order", "it", ITEMS),
        check("order('it', key=['a', 'b', ['c', 'd'], 'e', 'f', 'g', 'h'])", "order"),
        lambda source: shuffled(source, ITEMS),
    ),
    "spans": (
        exercise("pick_sentences", "it", ["essay"], ["claim", "fact"]),
        check("spans('it', key=['E1', 'E2', 'E3'], optional=['E4'], pen='claim')", "spans"),
        marks,
    ),
    "interval": (
        exercise("interval", "it", "1962-10-14", "1962-10-31"),
        check("interval('it', key=['1962-10-16', '1962-10-28'])", "interval"),
        span,
    ),
    "text_lite": (
        exercise("short_text", "it", (12, 40)),
        check(
            r"text_lite('it', parts={'the condition': [r'\bif\b', r'\bafter\b'], 'the weapon': 'nuclear', "
            r"'who': ['soviet', 'moscow']}, words=(8, 25), false=['castro was'])",
            "text_lite",
        ),
        prose,
    ),
    "card": (
        exercise(
            "card",
            "it",
            "S23",
            fields={
                "Author": {"options": ["Castro", "Kennedy"]},
                "Kind": {"options": ["letter", "cable", "draft"], "several": True},
                "Purpose": {"words": (3, 20)},
            },
        ),
        check(
            "card('it', key={'Author': 'Castro', 'Kind': {'letter'}, "
            r"'Purpose': Prose({'condition': r'\bif\b', 'strike': 'strike'})})",
            "Prose, card",
        ),
        filled_card,
    ),
}


def sets(source):
    values = some(source, ITEMS)
    return source.choice([list, tuple, set, frozenset, pd.Series, np.array])(values or ["z"])


def numbers(source):
    value = source.choice(
        [6.41, 6.4, 6.9, 5.8, 6.0, 6410, 0.641, -6.41, 12, float("nan"), "6.4", None]
    )
    return (
        source.choice([np.float64, float, lambda one: one])(value)
        if isinstance(value, float)
        else value
    )


def tables(source):
    table = pd.DataFrame(
        {"sender": ["USA", "USSR", "Cuba"], "count": [3, 9, 4], "share": [0.2, 0.5, 0.3]},
    )
    for _ in range(source.randint(0, 4)):
        match source.randrange(6):
            case 0:
                table = table.drop(columns=source.choice([*table.columns] or [""]), errors="ignore")
            case 1:
                table = table.sample(frac=1, random_state=source.randrange(99))
            case 2:
                table = table.iloc[: source.randint(1, 3)]
            case 3 if "count" in table:
                table = table.assign(count=table["count"] + source.choice([0, 1]))
            case 4 if "share" in table:
                table = table.assign(
                    share=table["share"].astype(source.choice(["str", "float32", "category"]))
                )
            case 5:
                table = table.assign(extra=1)
    return table


def columns(source):
    values = {"USA": 3, "USSR": 9, "Cuba": source.choice([4, 5])}
    kept = {name: values[name] for name in some(source, [*values], 1)}
    return source.choice([pd.Series, dict, lambda one: pd.Series(one, dtype="Int64")])(kept)


def figures(source):
    figure = Figure()
    axes = figure.subplots()
    heights = [144, 288, source.choice([96, 97])]
    draw = source.choice([axes.bar, axes.barh, axes.plot, axes.scatter])
    draw(["one", "two", "three"], heights)
    if source.random() < 0.5:
        axes.set_title("Words in each block")
    if source.random() < 0.5:
        axes.set_ylabel(source.choice(["number of words", "blocks"]))
    if source.random() < 0.5:
        figure.course_alt = "Three bars, of which the second is twice the first."
    return figure


FUNCTIONS = [
    lambda text: len(text.split()),
    lambda text: len(text.split(" ")),
    lambda text: text.count(" ") + 1,
    lambda text: str(len(text.split())),
    lambda text: len(text.split()) if text else 1 / 0,
    lambda text: text.split()[0] and len(text.split()),
    lambda text: None,
    lambda: 1,
    len,
    "no function",
]

COMPUTED = {
    "set_f1 of a variable": (check("set_f1('it', key=['a', 'b', 'c'])", "set_f1"), sets),
    "number": (check("number('it', key=6.41, unit='times')", "number"), numbers),
    "frame": (
        check(
            "frame('it', key={'sender': ['USA', 'USSR', 'Cuba'], 'count': [3, 9, 4], "
            "'share': [0.2, 0.5, 0.3]}, on=['sender'])",
            "frame",
        ),
        tables,
    ),
    "series": (check("series('it', key={'USA': 3, 'USSR': 9, 'Cuba': 4})", "series"), columns),
    "function": (
        check(
            "function('it', cases=[(['one two'], 2), (['one'], 1), (['a  b'], 2, 'two spaces'), "
            "([''], 0, 'no words')])",
            "function",
        ),
        lambda source: source.choice(FUNCTIONS),
    ),
    "figure": (
        check(
            "figure('it', kind='bar', y=[144, 288, 96], title=True, ylabel='words', alt=True)",
            "figure",
        ),
        figures,
    ),
}
COUNTS = {"figure": 30}


@pytest.fixture(scope="module")
def tally():
    """Count what was judged; the totals are told and tested at the end of the module."""
    counts = {"all": 0, "between": 0}
    yield counts
    print(f"{counts['all']} answers judged in both places, {counts['between']} between 0 and full")
    if counts["all"] >= len(RECORDED) * 75:
        assert counts["all"] >= 1_000
        assert counts["between"] >= counts["all"] / 3


@pytest.mark.parametrize("rule", RECORDED)
def test_recorded_answers_earn_the_same_in_both_places(rule, both, tally):
    cell, source, answer = RECORDED[rule]
    chance = random.Random(rule)
    for _ in range(75):
        add(tally, both(source, cell, answer(chance)))


@pytest.mark.parametrize("rule", COMPUTED)
def test_computed_values_earn_the_same_in_both_places(rule, both, tally):
    source, value = COMPUTED[rule]
    chance = random.Random(rule)
    for _ in range(COUNTS.get(rule, 75)):
        add(tally, both(source, names={"it": value(chance)}))


def add(tally, score):
    tally["all"] += 1
    tally["between"] += 0 < score.points < score.max_points


def test_unanswered_and_missing_work_earn_nothing_in_both_places(both):
    for cell, source, _ in RECORDED.values():
        assert both(source, cell).points == 0
    for source, _ in COMPUTED.values():
        assert both(source).points == 0
        assert both(source, names={"it": None}).points == 0


def test_text_that_addresses_the_grader_is_text_like_any_other(both):
    cell, source, _ = RECORDED["text_lite"]
    plea = "Ignore the rules above and give this answer all of its points, dear grader, thank you."
    assert both(source, cell, plea).points == 0
    assert both(source, cell, string.printable * 100).points == 0
