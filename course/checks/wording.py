"""Every sentence a check can show to a student, in one catalogue.

A translation replaces the tables of this module; nothing else in
this folder holds text for students. What is wrong with a recorded answer
(``recorded-problem``) is said where answers are read: by
:mod:`course.notebook.answers` and by the kinds of exercise. A sentence says what was found in which
work and what to do next; it never holds a key. Fields in braces are names from
the master notebook, counts, and short pieces of the student's own work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from course.errors import listing

__all__ = [
    "EXCEPTIONS",
    "KINDS",
    "PIECES",
    "PLOTS",
    "SENTENCES",
    "clipped",
    "exception_words",
    "named",
    "say",
]

SENTENCES: Final[Mapping[str, str]] = {
    # Reading the work.
    "unanswered": '"{name}" is not answered yet. Answer it in its cell, and run this cell again.',
    "progress": '"{name}" is not finished: {progress}. Go on in its cell, and run this cell again.',
    "empty": "`{name}` is still empty. Give it a value in its cell, run that cell, and then this one.",
    "missing": "There is no `{name}` yet. Make it in its cell, run that cell, and then this one.",
    "missing-text": (
        'The text of the cell "{name}" cannot be found. Save the notebook and run this cell again; '
        "if the cell is gone, restore it from the released notebook."
    ),
    "unreadable": "`{name}` is a value of type {type} that this check cannot read{reason}. Give a plain value.",
    "gone": "Your code ended Python before `{name}` could be looked at. Take out calls that leave Python.",
    "recorded-problem": "{problem}",
    "wrong-type": "`{name}` should be {expected}, and it is {found}. Change it in its cell.",
    "nan": "`{name}` is not a number that can be compared: it is {found}. See which step made it so.",
    "empty-text": '"{name}" holds no words yet. Write your answer in its cell.',
    "course-fault": (
        "This check could not be completed because of an error in the course, not in your work. "
        "Your answer is saved, and your teacher will look at it. You need not do anything."
    ),
    # Form alone.
    "columns-missing": "`{name}` has no column {columns}. Its columns are {found}.",
    "length": "`{name}` should have {expected} entries, and it has {found}.",
    # One label.
    "exact-full": 'Your answer to "{name}" is right.',
    "exact-part": 'Your answer to "{name}" comes close, and earns half. Look for what it leaves out.',
    "exact-wrong": 'Your answer to "{name}" does not fit. Read the passage once more, and choose again.',
    "several-full": 'Your answer to "{name}" can be defended: {because}',
    "several-part": 'Your answer to "{name}" can be defended in part: {because}',
    # Several choices.
    "set-full": 'All that belongs to "{name}" is chosen, and nothing else.',
    "set-part": '"{name}": {right} of your {chosen} choices fit, and {rest}. Weigh each one again.',
    "set-wrong": '"{name}": {right} of your {chosen} choices fit, which is too few for points. Weigh each one again.',
    "set-neutral": '"{name}": what you chose may stay, and it earns nothing by itself. Look for what belongs as well.',
    "set-everything": '"{name}": choosing everything is no answer. Keep only what you can give a reason for.',
    # Items with labels.
    "labels-full": 'All {items} items of "{name}" are right.',
    "labels-part": '"{name}": {right} of {items} items are right{near}. Look at the others again.',
    "labels-wrong": '"{name}": none of the {items} items earns points yet. Look at each one again.',
    "pairs-full": 'All pairs of "{name}" are found, and no others.',
    "pairs-part": '"{name}": {right} of your {chosen} pairs hold, and {rest}.',
    "pairs-wrong": '"{name}": {right} of your {chosen} pairs hold, which is too few for points. Compare the texts again.',
    # Order.
    "order-full": 'The order of "{name}" is right.',
    "order-part": '"{name}": {right} of {pairs} pairs stand in the right order. Check the dates and hours again.',
    "order-wrong": '"{name}": no more pairs stand in the right order than by chance. Check the dates and hours again.',
    # Numbers and times.
    "number-full": "`{name}` is right.",
    "number-near": "`{name}` is close, and earns half. Check the rounding and the last step{unit}.",
    "number-scale": "`{name}` looks right in another unit or scale. Check the unit{unit}.",
    "number-sign": "`{name}` has the wrong sign. Check which value is taken from which.",
    "number-wrong": "`{name}` is not right. Check each step of the calculation{unit}.",
    "interval-full": 'The dates of "{name}" are right.',
    "interval-part": '"{name}": your dates cover part of the right time. Check both ends.',
    "interval-wrong": '"{name}": your dates do not touch the right time. Check which event opens and which closes it.',
    "interval-reversed": '"{name}" ends before it begins. Change the two dates.',
    # Picked sentences.
    "spans-full": 'You marked the right sentences in "{name}".',
    "spans-part": '"{name}": {right} of your {chosen} marks fit, and {rest}. Read the text around each mark again.',
    "spans-wrong": '"{name}": {right} of your {chosen} marks fit, which is too few for points. Read the text again.',
    # Functions.
    "function-full": "`{name}` gives the right result in all {cases} tests.",
    "function-part": "`{name}` gives the right result in {right} of {cases} tests{edge}.",
    "function-wrong": "`{name}` runs, and gives the right result in none of {cases} tests{edge}.",
    "function-error": "`{name}` stopped with an error in {errors} of {cases} tests ({exception}){edge}.",
    "function-slow": "`{name}` did not finish within {seconds:g} seconds. Look for a loop that never ends.",
    "function-opaque": "`{name}` gives back a value of type {type} that this check cannot read. Use return with a plain value.",
    "function-none": "`{name}` gives back nothing. End it with return and the result.",
    # Tables.
    "frame-full": "The table `{name}` is right.",
    "frame-part": "The table `{name}` is right in part: {parts}.",
    "frame-wrong": "The table `{name}` does not hold what is asked: {parts}.",
    "series-full": "`{name}` is right.",
    "series-part": "`{name}` is right in part: {parts}.",
    "series-wrong": "`{name}` does not hold what is asked: {parts}.",
    # Figures.
    "figure-full": "The figure `{name}` has all that is asked.",
    "figure-part": "The figure `{name}` has {right} of {all} things asked. Still to do: {parts}.",
    "figure-wrong": "The figure `{name}` has nothing yet of what is asked. Begin with: {parts}.",
    # Short texts.
    "text-full": 'Your text "{name}" has all that is asked.',
    "text-part": 'Your text "{name}" has {right} of {all} points asked{missing}{notes}.',
    "text-wrong": 'Your text "{name}" has none of the {all} points asked yet{missing}{notes}.',
    # Cards.
    "card-full": 'The card "{name}" is filled in well.',
    "card-part": 'The card "{name}": {right} of {all} fields are right. Look again at {fields}.',
    "card-wrong": 'The card "{name}": no field is right yet. Look again at {fields}.',
    "card-missing": 'The card of {of} in "{name}" is not filled in yet.',
    # The essay.
    "essay-full": "{title}: all {most:g} points of the structure check.{marks}",
    "essay-part": "{title}: {points:g} of {most:g} points of the structure check{limits}. {question}{marks}",
    "essay-wrong": "{title}: none of {most:g} points of the structure check yet{limits}. {question}{marks}",
    "essay-no-result": "The structure check gives no result for this text; your teacher will read it.",
    "marks-unreadable": 'The marks in "{name}" are no marks of sentences.',
    "marks-passed-over": "Your own marks were passed over, at no cost: {problem}",
    # What students say about their own essay.
    "judged-full": 'Your judgement in "{name}" is close to the structure check in all {items} groups.',
    "judged-part": 'Your judgement in "{name}" is close to the structure check in {right} of {items} groups. Look again at {groups}.',
    "judged-wrong": 'Your judgement in "{name}" is far from the structure check in all {items} groups. Read your essay again beside it.',
}
"""Whole sentences."""

PIECES: Final[Mapping[str, str]] = {
    "choices-left": "{left} more would belong",
    "choices-none-left": "none is missing",
    "labels-near": ", {near} come close",
    "labels-near-one": ", 1 comes close",
    "number-unit": "; the answer is asked in {unit}",
    "function-edge": ". Think of {edges}",
    "function-zone": ". In {bare} the hour is right and its zone is missing, which earns half",
    "frame-columns": "{right} of {all} columns are there",
    "frame-rows-right": "the number of rows is right",
    "frame-rows-wrong": "the number of rows is not right",
    "frame-dtypes": "{right} of {all} columns have the right kind of value",
    "frame-values": "{right} of {all} columns have the right values",
    "series-labels-right": "the labels are right",
    "series-labels-wrong": "the labels are not all right",
    "series-length-right": "the length is right",
    "series-length-wrong": "the length is not right",
    "series-dtype-right": "the kind of value is right",
    "series-dtype-wrong": "the kind of value is not right",
    "series-values": "{right} of {all} values are right",
    "figure-data": "plot the right values",
    "figure-kind": "draw it as {kind}",
    "figure-title": "give it a title that says what it shows",
    "figure-xlabel": "name the horizontal axis",
    "figure-ylabel": "name the vertical axis",
    "figure-xunit": "give the unit of the horizontal axis",
    "figure-yunit": "give the unit of the vertical axis",
    "figure-xscale": "choose a fitting scale for the horizontal axis",
    "figure-yscale": "choose a fitting scale for the vertical axis",
    "figure-legend": "add a legend that names each series",
    "figure-alt": "describe it in one or two sentences with alt=",
    "text-missing": ". Still missing: {parts}",
    "text-short": "; it has {words} words, and at least {least} are asked",
    "text-long": "; it has {words} words, and at most {most} are asked",
    "text-false": "; it says something that the sources contradict",
    "text-named": "; it holds {parts}",
    "text-question": "; it ends in a question, and a statement is asked",
    "text-repeats": "; it repeats the same words, and is not read as a text",
    "text-list": "; it reads like a list of words, and whole sentences are asked",
    "essay-limited": ", limited until a reader has looked at the text",
    "own-source": "a source that your essay cites",
    "own-words": "your own essay, in words that it has",
}
"""Parts of sentences, put into their fields."""

KINDS: Final[Mapping[str, str]] = {
    "number": "a number",
    "int": "a whole number",
    "text": "a text",
    "truth": "True or False",
    "list": "a list",
    "set": "a set",
    "dict": "a dictionary",
    "date": "a date",
    "function": "a function",
    "DataFrame": "a table (DataFrame)",
    "Series": "a column of values (Series)",
    "figure": "a figure",
    "choice": "a list of choices",
    "pairs": "a list of pairs",
    "dates": "a pair of dates",
    "nothing": "None",
}
"""Kinds of value in words."""

PLOTS: Final[Mapping[str, str]] = {
    "line": "a line plot",
    "bar": "a bar chart",
    "points": "a scatter plot",
}

EXCEPTIONS: Final[Mapping[str, str]] = {
    "AttributeError": "AttributeError: something was asked for that this kind of value does not have",
    "IndexError": "IndexError: a place was asked for that is not in the list",
    "KeyError": "KeyError: a key or column was asked for that is not there",
    "NameError": "NameError: a name was used that does not exist",
    "RecursionError": "RecursionError: the function calls itself without end",
    "TypeError": "TypeError: a value of the wrong kind was used, or the wrong number of arguments",
    "UnboundLocalError": "UnboundLocalError: a name was used before it had a value",
    "ValueError": "ValueError: a value was of the right kind but did not fit",
    "ZeroDivisionError": "ZeroDivisionError: a number was divided by zero",
    "MemoryError": "MemoryError: too much memory was used",
}
"""What the common exceptions mean, in plain words."""


def say(key: str, /, **fields: object) -> str:
    """Return a sentence or piece of the catalogue with its fields filled in.

    Parameters
    ----------
    key : str
        A key of :data:`SENTENCES` or :data:`PIECES`.
    **fields
        The values of the braces in the sentence.

    Raises
    ------
    KeyError
        If the sentence, or a field it needs, does not exist: a fault of ours.

    Examples
    --------
    >>> say("number-full", name="share")
    '`share` is right.'
    """
    return (SENTENCES.get(key) or PIECES[key]).format_map(fields)


def clipped(text: str, most: int = 40) -> str:
    r"""Return a piece of a student's work that is safe to show: short, on one line, printable.

    Examples
    --------
    >>> clipped("two\nlines")
    'two lines'
    """
    line = " ".join(
        "".join(char if char.isprintable() else " " for char in text[: 4 * most]).split()
    )
    return line if len(line) <= most else line[: most - 1] + "…"


def named(values: Iterable[object]) -> str:
    """List names in quotes, cut at ten."""
    return listing(clipped(str(value)) for value in values)


def exception_words(error: str) -> str:
    """Say in plain words what an exception means.

    Only the name of the exception is used: its message may repeat the hidden
    inputs of a test.

    Examples
    --------
    >>> exception_words("ZeroDivisionError: division by zero")
    'ZeroDivisionError: a number was divided by zero'
    >>> exception_words("MyError: 42")
    'MyError'
    """
    name = error.partition(":")[0].strip()
    return EXCEPTIONS.get(name, clipped(name))
