"""Whether exercises, model answers and keys of a master agree.

These rules need to know exercises and checks, which a notebook alone does not.
No code of a cell is run: exercises are made from their calls and keys are read
as literals. A key that a check computes is left to the model answer, which
must earn full points before a unit is graded.
"""

from __future__ import annotations

import symtable
from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from typing import Any, Final

from course.checks.same import fold, listed
from course.checks.static import RuleCall, needs, rule_calls
from course.errors import UsageError, listing, near_matches
from course.exercises.cards import Card
from course.exercises.choices import Choose, Tick
from course.exercises.exercise import Exercise
from course.exercises.kinds import from_call
from course.exercises.ordering import Order
from course.exercises.pairings import Match, Pairing, Rate
from course.exercises.reading import PickSentences
from course.notebook.cells import grade_id, is_check, is_solution, source_of
from course.notebook.lint import Master

__all__ = ["ON_PURPOSE", "disagreements"]

ON_PURPOSE: Final = "wrong-"
"""Where nothing earns points, an exercise with this name shows authors a mistake."""

Claim = tuple[str, Any, Collection[str]]
"""What a key says of an exercise: that this is a word (or item) of it; and all that are."""


def disagreements(master: Master) -> Iterator[str]:
    """Yield a sentence for each exercise that cannot work, and each check that cannot be met.

    Parameters
    ----------
    master : Master
        A master notebook.
    """
    exercises: dict[str, Exercise] = {}
    for cell, call in master.exercises().items():
        # A line that cannot be read is told by the notebook rules.
        if call.problem or (call.name.startswith(ON_PURPOSE) and not master.with_points):
            continue
        try:
            exercises[call.name] = from_call(call)
        except UsageError as error:
            yield f'Cell "{cell}": {error}'
        else:
            yield from _model_answer(cell, exercises[call.name], call.answer)
    known = _names(master)
    for cell in filter(is_check, master.cells):
        check, asked = grade_id(cell), needs(source_of(cell))
        for name in sorted(asked.names - asked.marks - {*known}):
            yield (
                f'The check "{check}" reads "{name}", and no answer cell makes an exercise, an '
                f"essay or a name like this. The notebook has {_expected(name, known)}"
            )
        for rule in rule_calls(source_of(cell)):
            if rule.name in exercises:
                wrong = _unknown_words(rule, exercises[rule.name])
                yield from (f'The check "{check}" {what}' for what in dict.fromkeys(wrong))


def _model_answer(cell: str, exercise: Exercise, answer: Any) -> Iterator[str]:
    """Yield what is wrong with a model answer."""
    if problem := exercise.problem(answer):
        yield f'Cell "{cell}": the exercise refuses its own model answer. It says: {problem}'
    elif isinstance(exercise, Order) and exercise.first_showing == tuple(answer or ()):
        yield (
            f'Cell "{cell}": the order that students are shown first is the model answer. '
            "Change the exercise's `shuffle` to another number."
        )


def _names(master: Master) -> list[str]:
    """Return what checks may read: exercises, essays, and what answer cells give a name to."""
    names = [call.name for call in master.exercises().values()]
    for cell in filter(is_solution, master.cells):
        if cell["cell_type"] == "code":
            names += _bound(source_of(cell))
        else:
            names.append(grade_id(cell))
    return names


def _bound(source: str) -> list[str]:
    """Return the names that a cell gives to values and functions of its own."""
    try:
        table = symtable.symtable(source, "cell", "exec")
    except (SyntaxError, ValueError):
        # Only a cell with magics needs IPython, which takes its time to load.
        from IPython.core.inputtransformer2 import TransformerManager  # noqa: PLC0415

        try:
            plain = TransformerManager().transform_cell(source)
            table = symtable.symtable(plain, "cell", "exec")
        except (SyntaxError, ValueError):
            return []
    return [
        symbol.get_name()
        for symbol in table.get_symbols()
        if symbol.is_assigned() and not symbol.is_imported()
    ]


def _unknown_words(call: RuleCall, exercise: Exercise) -> Iterator[str]:
    """Yield for each word of a key that no answer can hold what follows the check's name."""
    try:
        claims = list(_claims(call, exercise))
    except (AttributeError, TypeError):
        key = repr(call.literal("key"))[:60]
        yield (
            f'gives {call.rule}("{call.name}", …) a key that the rule cannot read: {key}. '
            f"`help({call.rule})` shows its form."
        )
        return
    for what, word, known in claims:
        if fold(word) not in set(map(fold, known)):
            shown = f'"{word}"' if isinstance(word, str) else repr(word)
            yield (
                f'has {shown} in {call.rule}("{call.name}", …), which is no {what} of the '
                f"exercise. It has {_expected(word, known)}"
            )


def _expected(wrong: object, known: Collection[str]) -> str:
    """End a sentence with what there is, and say what to do."""
    return f"{listing(known)}. {near_matches(str(wrong), known) or 'Give one of these.'}"


def _claims(call: RuleCall, exercise: Exercise) -> Iterator[Claim]:  # noqa: C901 - a case for each rule
    """Yield the words in the literal keys of a rule, where the rule fits the exercise.

    Words are compared as the rules compare them, by :func:`course.checks.same.fold`.
    """
    key = call.literal("key")
    match call.rule, exercise:
        case "exact", Choose() | Rate(items=None):
            yield from _each("option", chain(listed(key), call.literal("half")), exercise.words)
        case "one_of_several", Choose() | Rate(items=None):
            yield from _each("option", call.accepted(), exercise.words)
        case "set_f1", Tick():
            yield from _each("option", chain(key, call.literal("optional")), exercise.words)
        case "set_f1" | "spans", PickSentences():
            yield from _each("sentence", chain(key, call.literal("optional")), exercise.allowed)
            pens = [*key.values()] if isinstance(key, Mapping) else []
            yield from _each("pen", chain(pens, listed(call.literal("pen"))), exercise.pens)
        case "order", Order():
            yield from _each("item", chain.from_iterable(map(listed, key)), exercise.items_by_key)
        case "labels", PickSentences():
            yield from _labelled(call, ("sentence", exercise.allowed), ("pen", exercise.pens))
        case "labels", Pairing():
            words = (exercise.value_word, exercise.words)
            yield from _labelled(call, (exercise.item_word, exercise.items_by_key), words)
        case "pairs", Match():
            pairs = chain.from_iterable(key.items() if isinstance(key, Mapping) else key)
            ends = [*exercise.items_by_key, *exercise.words]
            yield from _each("item", chain.from_iterable(map(listed, pairs)), ends)
        case "card", Card():
            yield from _each("field", key, exercise.fields_by_name)
            for name, field in exercise.fields_by_name.items():
                if field.options and name in key:
                    yield from _each(f'option in "{name}"', listed(key[name]), field.options)


def _labelled(
    call: RuleCall, items: tuple[str, Collection[str]], words: tuple[str, Collection[str]]
) -> Iterator[Claim]:
    """Yield the items and the words in the keys of ``labels``."""
    for argument in ("key", "half"):
        labels = call.literal(argument) or {}
        yield from _each(items[0], labels, items[1])
        yield from _each(words[0], chain.from_iterable(map(listed, labels.values())), words[1])
    yield from _each(words[0], chain.from_iterable(call.literal("costs")), words[1])


def _each(what: str, words: Any, known: Collection[str]) -> Iterator[Claim]:
    return ((what, word, known) for word in words)
