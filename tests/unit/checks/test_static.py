"""What can be told of a check cell without running it."""

import pytest

from course.checks.static import needs

HEAD = "from course.checks import accept, award, case, exact, essay_group, figure, form, frame, function\n"


def test_names_are_sorted_by_how_they_are_asked_for():
    found = needs(
        f"{HEAD}form('table', type='DataFrame')\nform('count_words', type='function')\n"
        "form('plot', type='figure')\nform('essay-final', type='markdown')\n"
        "award(exact('condition', key='x'), points=2.5)"
    )
    assert found.isolated
    assert found.values == {"table", "condition"}
    assert found.calls == {"count_words"}
    assert found.figures == {"plot"}
    assert found.texts == {"essay-final"}
    assert found.names == {"table", "condition", "count_words", "plot", "essay-final"}
    assert found.points == 2.5


def test_rules_are_found_under_another_name_and_through_the_module():
    assert needs(
        "from course.checks import exact as e, award\naward(e('x', key=1), points=1)"
    ).values == {"x"}
    assert needs("from course import checks\nchecks.award(checks.exact('x', key=1), 3)").values == {
        "x"
    }
    assert needs("import course.checks as c\nc.award(c.exact(name='x', key=1), 3)").points == 3


def test_a_rule_about_the_essay_needs_its_cell_too():
    found = needs(
        "from course.checks import award, own_text\n"
        "award(own_text('doubt', essay='essay-final', parts={}), points=1)"
    )
    assert found.values == {"doubt"}
    assert found.texts == {"essay-final"}


def test_marks_are_read_by_name_too():
    found = needs(
        "from course.checks import award, essay_group\n"
        "award(essay_group('essay-final', group='B', marks='desk'), points=1)"
    )
    assert found.isolated
    assert found.texts == {"essay-final"}
    assert found.values == found.marks == {"desk"}
    assert not needs(
        "from course.checks import award, essay_group\nname = 'desk'\n"
        "award(essay_group('essay-final', group='B', marks=name), points=1)"
    ).isolated


def test_keys_may_be_computed_from_the_archive():
    found = needs(
        "from course.archive import chronology\nfrom course.checks import award, number\n"
        "rows = chronology()\nkey = sum(1 for row in rows['id'] if row.startswith('E'))\n"
        "award(number('count', key=key), points=1)"
    )
    assert found.isolated
    assert found.values == {"count"}


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("assert count_words('a') == 1", "`count_words`"),
        (f"{HEAD}award(exact(condition, key='x'), points=1)", "`condition`"),
        (f"{HEAD}name = 'x'\naward(exact(name, key='x'), points=1)", "quotation marks"),
        ("from helper import check\ncheck('x')", "`helper`"),
        ("from course.checks import *", "everything"),
        ("import os", "`os`"),
        ("get_ipython().user_ns", "`get_ipython`"),
        ("open('x')", "`open`"),
        ("eval('x')", "`eval`"),
        ("().__class__", "`__class__`"),
        ("%matplotlib inline", "plain Python"),
        ("def f():\n    global x\n    x = 1", "global"),
        ("award(", "plain Python"),
    ],
)
def test_a_cell_that_touches_more_is_not_isolated_and_the_reason_is_told(source, reason):
    found = needs(source)
    assert not found.isolated
    assert any(reason in why for why in found.reasons)


def test_an_empty_cell_needs_nothing():
    assert needs("").isolated
    assert needs("").names == frozenset()
