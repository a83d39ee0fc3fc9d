"""Changes each key and each model answer, one at a time, and names the checks that do not notice.

    python -m tests.mutants            # all units
    python -m tests.mutants u01 u04    # some

A changed key is noticed when a row of the unit's table (``tests/notebooks``), or
the model answer, no longer earns its share. A changed model answer is noticed
when one of the checks that read it gives less than full points. Ends with 1 when
a change went unnoticed: the table then lacks a row, or the check is blind there.
"""

from __future__ import annotations

import ast
import copy
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent / "notebooks"))

import calibration
from calibration import Row, Unit

MARGIN = 0.006
NEVER = "(?!)"
"""A regular expression that matches nothing."""


def main(names: list[str]) -> int:
    """Run all mutants of the named units, or of all, and print what went unnoticed."""
    missed, tried = [], 0
    for unit in calibration.units():
        if names and not any(unit.name.startswith(name) for name in names):
            continue
        before = len(missed)
        count = 0
        for what, is_noticed in [*changed_keys(unit), *changed_answers(unit)]:
            count += 1
            if not is_noticed:
                missed.append(f"{unit.name}: {what}")
        tried += count
        print(f"{unit.name}: {count - (len(missed) - before)} of {count} changes noticed")
    for what in missed:
        print(f"not noticed: {what}")
    print(f"{tried - len(missed)} of {tried} changes noticed")
    return 1 if missed else 0


def changed_keys(unit: Unit) -> Iterator[tuple[str, bool]]:
    """Yield each change of a constant in a check's key, and whether a row notices it."""
    for check, source in unit.checks.items():
        rows = [calibration.model_row(unit, check)]
        rows += [row for row in unit.rows if row.check == check]
        # A mutant that a row notices early spares the others.
        for number, node in enumerate(calibration.keys_of(source)):
            if isinstance(node.value, bool) or node.value is None:
                continue
            tree = ast.parse(source)
            target = calibration.keys_of_tree(tree)[number]
            target.value = other(target.value, is_pattern=is_pattern(tree, target))
            mutant = ast.unparse(tree)
            noticed = any(earns(unit, row, mutant) != share_of(row) for row in rows)
            yield f"{check}, line {node.lineno}: {node.value!r} became {target.value!r}", noticed


class Share(float):
    """A share that equals any other within the rounding of the points."""

    __hash__ = float.__hash__

    def __eq__(self, other: object) -> bool:
        return isinstance(other, float) and abs(float(self) - float(other)) <= MARGIN

    def __ne__(self, other: object) -> bool:
        return not self == other


def share_of(row: Row) -> Share:
    """Return the share that a row should earn."""
    return Share(row.share or 0.0)


def earns(unit: Unit, row: Row, source: str) -> Share:
    """Return the share that a row earns from a check; a failing check counts as noticed."""
    outcome = calibration.isolated(unit, row, source)
    if outcome.fault:
        return Share(-1.0)
    return Share(outcome.score.points / outcome.score.max_points)


def other(value: Any, *, is_pattern: bool) -> Any:
    """Return another value of the same type."""
    if isinstance(value, str):
        return NEVER if is_pattern else f"{value} (changed)"
    # Shares and costs lie between 0 and 1; beyond that they are cut, and nothing would change.
    is_share = isinstance(value, float) and 0 < value <= 1
    return value / 2 if is_share else value * 1.5 + 1


def is_pattern(tree: ast.AST, target: ast.Constant) -> bool:
    """Tell whether a constant is a regular expression: it is then made to match nothing."""
    for node in ast.walk(tree):
        is_patterns = isinstance(node, ast.keyword) and node.arg in (
            "parts",
            "false",
            "xlabel",
            "ylabel",
            "xunit",
            "yunit",
        )
        if is_patterns and any(child is target for child in ast.walk(node)):
            return True
    return False


def changed_answers(unit: Unit) -> Iterator[tuple[str, bool]]:
    """Yield each change of a model answer, and whether a check notices it."""
    readers = {name: [] for name in (*unit.exercises, *unit.model_texts)}
    code_checks = []
    for check, source in unit.checks.items():
        found = calibration.needs(source).names
        for name in found & readers.keys():
            readers[name].append(check)
        if found - readers.keys():
            code_checks.append(check)
    for name, answer in unit.model_answers.items():
        kind = calibration.read_call(unit.exercises[name]).kind
        if kind == "essay_desk":
            # A mark never costs points, so no check gives less without it.
            continue
        for what, changed in changes(answer, in_order=kind == "order"):
            if readers[name]:
                answers = {**unit.model_answers, name: changed}
                yield (
                    f"the model answer of {name}: {what}",
                    any(
                        loses(
                            unit, Row(check, what, None, answers, unit.model_code, unit.model_texts)
                        )
                        for check in readers[name]
                    ),
                )
    for what, code in changed_code(unit.model_code):
        if code_checks:
            yield (
                f"the model code: {what}",
                any(
                    loses(unit, Row(check, what, None, unit.model_answers, code, unit.model_texts))
                    for check in code_checks
                ),
            )


def loses(unit: Unit, row: Row) -> bool:
    """Tell whether a check gives a row less than full points; code that cannot run loses too."""
    try:
        score = calibration.isolated(unit, row).score
    except Exception:  # noqa: BLE001 - changed code may raise anything
        return True
    return score.points < score.max_points


def changes(value: Any, *, in_order: bool = False) -> Iterator[tuple[str, Any]]:
    """Yield a value with one part taken out, or two changed over, at a time."""
    if isinstance(value, dict):
        yield from changed_fields(value)
    elif isinstance(value, list) and in_order:
        for place, (one, two) in enumerate(pairwise(value)):
            swapped = [*value[:place], two, one, *value[place + 2 :]]
            yield f"{one!r} and {two!r} changed over", swapped
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield f"without {item!r}", value[:place] + value[place + 1 :]
    elif isinstance(value, str) and " " in value:
        words = value.split()
        yield "without its second half", " ".join(words[: len(words) // 2])
        yield "without its first half", " ".join(words[len(words) // 2 :])
    elif value is not None:
        yield f"without {value!r}", None


def changed_fields(value: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield a dictionary without each of its entries, and with each entry changed within."""
    for key, part in value.items():
        yield f"without {key!r}", {name: other for name, other in value.items() if name != key}
        if isinstance(part, dict):
            for what, smaller in changed_fields(part):
                yield f"{key!r}, {what}", {**value, key: smaller}


def changed_code(code: str) -> Iterator[tuple[str, str]]:
    """Yield code with one statement taken out, or one number changed, at a time."""
    tree = ast.parse(code)
    places = [
        (number, node)
        for number, node in enumerate(ast.walk(tree))
        if is_work(node)
        or (
            isinstance(node, ast.Constant)
            and isinstance(node.value, (int, float))
            and not isinstance(node.value, bool)
        )
    ]
    for number, node in places:
        changed = copy.deepcopy(tree)
        target = list(ast.walk(changed))[number]
        if isinstance(target, ast.Constant):
            target.value = target.value + 1
            what = f"line {node.lineno}: {node.value} became {target.value}"
        else:
            what = f"line {node.lineno} taken out: {ast.unparse(node).splitlines()[0]}"
            for parent in ast.walk(changed):
                for body in (getattr(parent, "body", None), getattr(parent, "orelse", None)):
                    if isinstance(body, list) and any(child is target for child in body):
                        body[[child is target for child in body].index(True)] = ast.Pass()
        yield what, ast.unparse(changed)


def is_work(node: ast.AST) -> bool:
    """Tell a statement that does something from a docstring, an import or a neutral value."""
    if isinstance(node, ast.Expr):
        return not isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign):
        return not (isinstance(node.value, ast.Constant) and node.value.value is None)
    return isinstance(node, (ast.Return, ast.AugAssign))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
