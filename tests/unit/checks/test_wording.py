"""The catalogue of sentences: complete, used, plain, and ready for another language."""

import ast
import string
from pathlib import Path

import pytest

import course.checks
from course.checks.wording import (
    EXCEPTIONS,
    KINDS,
    PIECES,
    PLOTS,
    SENTENCES,
    clipped,
    exception_words,
    say,
)

FOLDER = Path(course.checks.__file__).parent
ALL = {**SENTENCES, **PIECES}


def texts_in_code():
    """Yield every text constant of the folder's modules, docstrings and the catalogue left out."""
    for path in FOLDER.glob("*.py"):
        if path.name == "wording.py":
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        docs = {
            id(node.body[0].value)
            for node in ast.walk(tree)
            if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
            and isinstance(node.body[0], ast.Expr)
        }
        for node in ast.walk(tree):
            if (
                isinstance(node, ast.Constant)
                and isinstance(node.value, str)
                and id(node) not in docs
            ):
                yield path.name, node.value


USED = {text for _, text in texts_in_code()}


@pytest.mark.parametrize("key", ALL)
def test_every_sentence_is_used(key):
    stem, _, end = key.rpartition("-")
    by_stem = stem in USED and end in ("full", "part", "wrong")
    by_axis = any(key.startswith(f"figure-{axis}") for axis in "xy")
    assert key in USED or by_stem or by_axis


@pytest.mark.parametrize("key", SENTENCES)
def test_a_whole_sentence_is_calm_and_ends_in_a_full_stop(key):
    sentence = SENTENCES[key]
    assert "!" not in sentence
    assert "  " not in sentence
    assert sentence[0].isupper() or sentence[0] in '"`{'
    assert sentence.endswith((".", "}"))


def test_a_piece_is_no_whole_sentence():
    assert not SENTENCES.keys() & PIECES.keys()
    assert not any(piece.endswith(".") for piece in PIECES.values())


@pytest.mark.parametrize("key", ALL)
def test_fields_are_names(key):
    for _, field, _, _ in string.Formatter().parse(ALL[key]):
        assert field is None or field.isidentifier()


def test_a_sentence_that_does_not_exist_is_our_fault():
    with pytest.raises(KeyError):
        say("no such sentence")
    with pytest.raises(KeyError):
        say("unanswered")


def test_pieces_of_student_work_are_short_and_on_one_line():
    shown = clipped("a\x1b[31m\u202e" + "b\n" * 500)
    assert len(shown) <= 40
    assert shown.isprintable()


def test_exceptions_are_told_without_their_message():
    assert exception_words("KeyError: 'hidden input'") == EXCEPTIONS["KeyError"]
    assert exception_words("Odd\nName: text") == "Odd Name"


def test_kinds_and_plots_are_words_with_an_article():
    words = [*KINDS.values(), *PLOTS.values()]
    assert all(word.startswith(("a ", "True", "None")) for word in words)
