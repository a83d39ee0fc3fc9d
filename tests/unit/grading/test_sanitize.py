"""Hand-ins made ready for grading: what is put back, what is refused, and how it is said."""

from __future__ import annotations

import json
from dataclasses import replace

import nbformat
import pytest

from course.errors import HandInError
from course.grading.masters import MasterCell, MasterNotebook
from course.grading.sanitize import checksum, is_unanswered, read_hand_in, restore
from course.notebook.cells import grade_id, source_of


def made(name, source, kind="code", **nbgrader):
    metadata = {"nbgrader": {"grade_id": name, "schema_version": 3, **nbgrader}} if nbgrader else {}
    cell = {"cell_type": kind, "id": name, "metadata": metadata, "source": source}
    return cell | ({"outputs": ["old"], "execution_count": 3} if kind == "code" else {})


CHECK = {"grade": True, "solution": False, "locked": True, "task": False, "points": 2}
ANSWER = {"grade": False, "solution": True, "locked": False, "task": False}


@pytest.fixture
def master():
    check = made("check-a", "hidden", **CHECK)
    return MasterNotebook(
        "notebook",
        {"name": "python3"},
        {
            "answer-a": MasterCell(
                "answer-a",
                "code",
                False,
                True,
                False,
                False,
                "model",
                checksum(made("answer-a", "stub", **ANSWER)),
            ),
            "check-a": MasterCell(
                "check-a", "code", True, False, False, True, "hidden", checksum(check), 2.0
            ),
        },
        {"cells": []},
    )


def notebook(*cells):
    return {
        "cells": list(cells),
        "metadata": {"kernelspec": {"name": "own"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


@pytest.mark.parametrize(
    "kinds", [CHECK, ANSWER, {**ANSWER, "grade": True, "points": 2.5}, {"locked": True}]
)
@pytest.mark.parametrize("kind", ["code", "markdown"])
def test_the_checksum_is_that_of_nbgrader(kinds, kind):
    from nbformat import from_dict
    from nbgrader.utils import compute_checksum

    cell = made("a-cell", "x = 1\nÄ", kind, **kinds)
    assert checksum(cell) == compute_checksum(from_dict(cell))


def test_locked_cells_points_and_kernel_are_put_back(master):
    hand_in = notebook(
        made("answer-a", ["x = ", "1"], **{**ANSWER, "locked": True}),
        made("check-a", "pass", **{**CHECK, "points": 99, "checksum": "of the release"}),
    )
    clean, flags = restore(hand_in, master)
    answer, check = clean["cells"]
    assert answer["source"] == "x = 1"
    assert check["source"] == "hidden"
    assert check["metadata"]["nbgrader"]["points"] == 2.0
    assert (check["outputs"], check["execution_count"]) == ([], None)
    assert clean["metadata"]["kernelspec"] == {"name": "python3"}
    assert ["points" in flags[0], "text" in flags[1]] == [True, True]
    assert hand_in["cells"][1]["source"] == "pass"


def test_the_released_check_is_no_change_worth_a_word(master):
    released = made("check-a", "form", **CHECK)
    released["metadata"]["nbgrader"]["checksum"] = checksum(released)
    _, flags = restore(notebook(made("answer-a", "1", **ANSWER), released), master)
    assert flags == []


def test_a_pasted_cell_of_another_unit_becomes_an_ordinary_one(master):
    cells = (
        made("answer-a", "1", **ANSWER),
        made("check-a", "f", **CHECK),
        made("alien", "2", **CHECK),
    )
    clean, flags = restore(notebook(*cells), master)
    assert "nbgrader" not in clean["cells"][2]["metadata"]
    assert '"alien"' in flags[-1]


def test_an_answer_as_it_was_given_out_counts_as_none(master):
    for source, unanswered in (("stub", True), ("stub ", False)):
        clean, _ = restore(
            notebook(made("answer-a", source, **ANSWER), made("check-a", "f", **CHECK)), master
        )
        assert is_unanswered(clean["cells"][0], master.cells["answer-a"]) is unanswered


@pytest.mark.parametrize(
    ("cells", "says"),
    [
        ([made("answer-a", "1", **ANSWER)], 'missing: "check-a"'),
        (
            [made("answer-a", "1", "markdown", **ANSWER), made("check-a", "f", **CHECK)],
            "another type",
        ),
        ([made("answer-a", "1"), made("check-a", "f")], "missing"),
    ],
    ids=["deleted", "retyped", "stripped"],
)
def test_what_cannot_be_matched_is_refused_in_a_sentence(master, cells, says):
    with pytest.raises(HandInError, match=says):
        restore(notebook(*cells), master)


def test_of_a_copied_cell_the_first_counts_and_another_text_is_told(master):
    check = made("check-a", "hidden", **CHECK)
    for text, told in (("1", 0), ("2", 1)):
        answers = [made("answer-a", one, **ANSWER) for one in ("1", text)]
        cells = [*answers, check, dict(check)]
        clean, flags = restore(notebook(*cells), master)
        assert [grade_id(cell) for cell in clean["cells"]] == ["answer-a", "", "check-a", ""]
        assert [source_of(cell) for cell in clean["cells"]][:2] == ["1", text]
        assert len({cell["id"] for cell in clean["cells"]}) == 4
        assert len(flags) == told
        assert all('"answer-a"' in flag and "the first counts" in flag for flag in flags)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b'{"cells": [', "no whole JSON"),
        (b"\xef\xbb\xbf{}", "no whole JSON"),
        (b"[" * 100_000, "no whole JSON"),
        (b'{"nbformat": 3, "worksheets": []}', "format 4"),
        (b"[]", "format 4"),
        (b'{"nbformat": 4, "cells": [1]}', "damaged"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}', "damaged"),
        (b'{"nbformat": 4, "cells": [{"cell_type": "code", "metadata": 1}]}', "damaged"),
    ],
)
def test_what_is_no_notebook_is_refused_in_a_sentence(tmp_path, content, says):
    path = tmp_path / "notebook.ipynb"
    path.write_bytes(content)
    with pytest.raises(HandInError, match=says):
        read_hand_in(path)


def test_what_is_damaged_in_a_hand_in_does_not_reach_those_who_read_the_graded_notebook(master):
    damaged = [
        made("answer-a", "1", **ANSWER) | {"id": "no id! <b>"},
        made("check-a", "f", **CHECK) | {"id": "cell-2"},
        made("", "text", "markdown") | {"id": "cell-2", "attachments": {"a.png": 5}},
        made("", "text", "markdown") | {"id": 7, "attachments": {"a.png": {"image/png": "AAAA"}}},
        made("", "text", "raw"),
    ]
    for cell in damaged:
        cell["metadata"] |= {"tags": 5, "collapsed": "x", "jupyter": [1]}
    del damaged[4]["id"]
    hand_in = notebook(*damaged) | {"nbformat_minor": True}
    hand_in["metadata"] = {"language_info": [1], "kernelspec": 7, "widgets": 5, "title": ["x"]}
    kernel = {"name": "python3", "display_name": "Python 3"}
    clean, _ = restore(hand_in, replace(master, kernelspec=kernel))
    nbformat.validate(nbformat.from_dict(clean))
    assert [cell["id"] for cell in clean["cells"]] == [
        *("cell-0", "cell-2", "cell-3", "cell-4", "cell-5")
    ]
    assert clean["cells"][3]["attachments"] == {"a.png": {"image/png": "AAAA"}}


@pytest.mark.parametrize("levels", [101, 990])
def test_what_is_nested_too_deeply_to_be_passed_on_is_refused(tmp_path, levels):
    path = tmp_path / "notebook.ipynb"
    text = '{"nbformat": 4, "cells": [], "metadata": {"x": %s}}'
    path.write_text(text % ("[" * levels + "]" * levels))
    with pytest.raises(HandInError, match=r"nested deeper|no whole JSON"):
        read_hand_in(path)
    path.write_text(text % ("[" * 90 + "]" * 90))
    assert read_hand_in(path)["cells"] == []


def test_a_link_is_no_hand_in(tmp_path):
    real = tmp_path / "elsewhere.ipynb"
    real.write_text(json.dumps(notebook()))
    link = tmp_path / "notebook.ipynb"
    link.symlink_to(real)
    with pytest.raises(HandInError, match="no notebook"):
        read_hand_in(link)
