"""Does each check give what its author means? Answers with their expected share of the points.

For each unit with checks a table ``uNN.toml`` lies beside this module::

    prelude = "import pandas as pd"            # optional; run before every `code`

    [[row]]
    check = "check-condition-key"
    about = "misconception: the invasion is left out"
    answers = { condition = "retaliation" }    # recorded answers by exercise
    code = "count = 3"                         # or code, run in both places
    texts = { essay-final = "..." }            # or Markdown by cell
    share = 0.5

What a row does not answer is unanswered. Each row is scored twice: in an IPython
shell, as the student's kernel does it, and isolated, from the notebook file and
a namespace that is reached only through JSON.
"""

from __future__ import annotations

import ast
import copy
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

from course import exercises
from course.checks import remote
from course.checks.awarding import Points
from course.checks.plain import PlainSubmission
from course.checks.run import Outcome, run_cell
from course.checks.static import needs
from course.exercises import registry
from course.notebook.answers import read_call, write_answer

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parents[1] / "source"


@dataclass(frozen=True)
class Row:
    """One answer to one check, and the share of the points it should earn."""

    check: str
    about: str
    share: float | None
    answers: Mapping[str, Any] = field(default_factory=dict)
    code: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.check}: {self.about}"


@dataclass(frozen=True)
class Unit:
    """A master notebook and its table."""

    name: str
    path: Path
    notebook: dict[str, Any]
    rows: tuple[Row, ...]
    prelude: str = ""

    @property
    def checks(self) -> dict[str, str]:
        """The sources of the graded code cells by id."""
        return {
            grade_id(cell): source_of(cell)
            for cell in self.notebook["cells"]
            if cell["cell_type"] == "code"
            and mark(cell).get("grade")
            and not mark(cell)["solution"]
        }

    @property
    def exercises(self) -> dict[str, str]:
        """The sources of the exercise cells by the name of the exercise."""
        calls = {}
        for cell in self.notebook["cells"]:
            call = read_call(source_of(cell)) if cell["cell_type"] == "code" else None
            if call is not None:
                calls[call.name] = source_of(cell)
        return calls

    @property
    def model_answers(self) -> dict[str, Any]:
        """The master's recorded answers."""
        return {name: read_call(source).answer for name, source in self.exercises.items()}

    @property
    def model_code(self) -> str:
        """The master's code answers, solutions included."""
        return "\n".join(
            source_of(cell)
            for cell in self.notebook["cells"]
            if cell["cell_type"] == "code"
            and mark(cell).get("solution")
            and read_call(source_of(cell)) is None
        )

    @property
    def model_texts(self) -> dict[str, str]:
        """The master's Markdown answers."""
        return {
            grade_id(cell): source_of(cell)
            for cell in self.notebook["cells"]
            if cell["cell_type"] == "markdown" and mark(cell).get("solution")
        }

    def shown(self) -> str:
        """All that a student sees before answering, in one text."""
        parts = []
        for cell in self.notebook["cells"]:
            source = source_of(cell)
            if cell["cell_type"] == "code":
                visible = source.partition("### BEGIN HIDDEN TESTS")[0]
                source = write_answer(visible, None) if "# recorded answer" in visible else visible
                source = source.partition("### BEGIN SOLUTION")[0]
            elif mark(cell).get("solution"):
                continue
            parts.append(source)
        return "\n".join(parts)


def mark(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return nbgrader's metadata of a cell."""
    return cell["metadata"].get("nbgrader", {})


def grade_id(cell: Mapping[str, Any]) -> str:
    """Return the id of a cell as nbgrader knows it."""
    return mark(cell).get("grade_id", cell.get("id", ""))


def source_of(cell: Mapping[str, Any]) -> str:
    """Return the source of a cell as one text."""
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def units() -> list[Unit]:
    """Return all units that have checks, each with its table; without a table it has no rows."""
    found = []
    for path in sorted(SOURCE.glob("u*/*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        table = HERE / f"{path.parent.name.partition('-')[0]}.toml"
        data = tomllib.loads(table.read_text(encoding="utf-8")) if table.is_file() else {}
        rows = tuple(Row(**row) for row in data.get("row", ()))
        unit = Unit(path.parent.name, path, notebook, rows, data.get("prelude", ""))
        if unit.checks:
            found.append(unit)
    return found


def model_row(unit: Unit, check: str) -> Row:
    """Return the row of the master's own answers, which must earn full points."""
    return Row(check, "model answer", 1.0, unit.model_answers, unit.model_code, unit.model_texts)


def empty_row(check: str) -> Row:
    """Return the row of a student who answered nothing."""
    return Row(check, "nothing answered", 0.0)


HOSTILE_ANSWERS: tuple[Any, ...] = (
    0,
    True,
    "x",
    "x " * 3000,
    "<script>alert(1)</script>",
    [],
    ["no such option"],
    [["E1", ["E2"]]],
    {"no such item": "no such label"},
    {"a": {"b": {"c": 1}}},
    [1.5, None, "E3"],
)

HOSTILE_CODE = """
class Forged:
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __getattr__(self, name): return Forged()
    def __call__(self, *args, **kwargs): return Forged()
    def __float__(self): return 1.0
    def __len__(self): return 10 ** 9
    def __iter__(self): return iter([Forged()] * 3)
class ForgedText(str):
    def __eq__(self, other): return True
    def __hash__(self): return 0
def stops(*args, **kwargs): raise SystemExit
def noisy(*args, **kwargs):
    import sys
    print("forged", file=sys.stderr)
    raise RuntimeError(args)
endless = []
endless.append(endless)
"""
HOSTILE_VALUES = (
    "Forged()",
    "Forged",
    "ForgedText('x')",
    "float('nan')",
    "float('inf')",
    "endless",
    "stops",
    "noisy",
    "10 ** 5000",
    "'x' * 10 ** 7",
    "print",
    "object()",
    "lambda *args: Forged()",
)


def hostile_rows(unit: Unit, check: str) -> Iterator[Row]:
    """Yield rows that must earn nothing, whatever they try."""
    for name in sorted(needs(unit.checks[check]).names):
        if name in unit.exercises:
            for number, value in enumerate(HOSTILE_ANSWERS):
                yield Row(check, f"hostile answer {number}", 0.0, {name: value})
        elif name not in unit.model_texts:
            for value in HOSTILE_VALUES:
                code = f"{HOSTILE_CODE}\n{name} = {value}"
                yield Row(check, f"hostile value {value}", 0.0, code=code)
        else:
            for text in ("", "<script>alert(1)</script>", "if " * 5000):
                yield Row(check, "hostile text", 0.0, texts={name: text})


def filled(unit: Unit, row: Row) -> dict[str, Any]:
    """Return the student's notebook: the released one with the answers of a row."""
    notebook = copy.deepcopy(unit.notebook)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            if mark(cell).get("solution"):
                cell["source"] = row.texts.get(grade_id(cell), "")
            continue
        call = read_call(source_of(cell))
        if call is not None:
            cell["source"] = write_answer(source_of(cell), row.answers.get(call.name))
    return notebook


def isolated(unit: Unit, row: Row, source: str | None = None) -> Outcome:
    """Score a row as the engine does; `source` takes the place of the master's check."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    if row.code:
        exec(f"{unit.prelude}\n{row.code}", namespace)

    def ask(request: dict[str, Any]) -> Any:
        reply = remote.answer(namespace, json.loads(json.dumps(request)))
        return json.loads(json.dumps(reply))

    submission = PlainSubmission(unit.notebook, filled(unit, row), ask)
    return run_cell(unit.checks[row.check] if source is None else source, submission)


def shell() -> InteractiveShell:
    """Return the one IPython shell of this process, as in a kernel."""
    if not InteractiveShell.initialized():
        from traitlets.config import Config

        config = Config()
        config.HistoryManager.enabled = False
        InteractiveShell.instance(config=config)
    return InteractiveShell.instance()


def in_kernel(unit: Unit, row: Row, folder: Path) -> Outcome:
    """Score a row in an IPython shell whose working folder, `folder`, is the current one."""
    running = shell()
    for name in [*running.user_ns]:
        # What begins with an underscore belongs to the shell, as do these three.
        if not name.startswith("_") and name not in ("In", "Out", "get_ipython"):
            del running.user_ns[name]
    running.user_ns.update({name: getattr(exercises, name) for name in exercises.__all__})
    registry.clear()
    if unit.model_texts:
        for old in folder.glob("*.ipynb"):
            old.unlink()
        (folder / unit.path.name).write_text(json.dumps(filled(unit, row)), encoding="utf-8")
    with capture_output() as shown:
        # Other exercises cost time and change nothing.
        needed = needs(unit.checks[row.check]).names
        for name, source in unit.exercises.items():
            if name not in needed:
                continue
            running.run_cell(write_answer(source, row.answers.get(name))).raise_error()
        if row.code:
            running.run_cell(f"{unit.prelude}\n{row.code}").raise_error()
    with capture_output() as shown:
        done = running.run_cell(unit.checks[row.check])
    done.raise_error()
    assert shown.stderr == "", f"{row} wrote to the standard error: {shown.stderr}"
    assert isinstance(done.result, Points), f"{row} ends in {done.result!r}"
    return Outcome(done.result.score, shown.stdout)


def secrets(unit: Unit, check: str) -> set[str]:
    """Return the words and numbers of a check's keys that a student cannot see anywhere."""
    shown = unit.shown().casefold()
    found = set()
    for node in keys_of(unit.checks[check]):
        if isinstance(node.value, str):
            secret = node.value.casefold()
        elif isinstance(node.value, (int, float)) and not isinstance(node.value, bool):
            secret = str(node.value)
        else:
            continue
        # Shorter ones occur by chance, as "1" does in "1 of 4 tests".
        if len(secret) > 2 and secret not in shown:
            found.add(secret)
    return found


NOT_KEYS = frozenset(
    {
        "points",
        "unit",
        "marks",
        "because",
        "edge",
        "words",
        "seconds",
        "tolerance",
        "kind",
        "rel",
        "near",
        "abs",
    }
)
"""Keywords of rules that hold no part of an answer."""


def keys_of(source: str) -> list[ast.Constant]:
    """Return the constants of a check cell that make up its key."""
    return keys_of_tree(ast.parse(source))


def keys_of_tree(tree: ast.Module) -> list[ast.Constant]:
    """Return the constants of the key in a parsed check cell, in a fixed order."""
    found: list[ast.Constant] = []
    last = tree.body[-1]
    assert isinstance(last, ast.Expr)
    assert isinstance(last.value, ast.Call)
    rule = last.value.args[0]
    assert isinstance(rule, ast.Call)
    for part in [*rule.args[1:], *rule.keywords]:
        found.extend(_keys(part))
    # Keys may be given names above the award.
    for statement in tree.body:
        if isinstance(statement, ast.Assign):
            found.extend(_keys(statement.value))
    return found


def _keys(node: ast.AST) -> Iterator[ast.Constant]:
    if isinstance(node, ast.keyword):
        if node.arg in NOT_KEYS:
            return
        if node.arg in ("parts", "false") and isinstance(node.value, ast.Dict):
            # The names of parts may be told; their patterns are the key.
            for value in node.value.values:
                yield from _keys(value)
            return
        if node.arg == "cases" and isinstance(node.value, ast.List):
            for each in node.value.elts:
                yield from _case_keys(each)
            return
    if isinstance(node, ast.Constant):
        yield node
    for child in ast.iter_child_nodes(node):
        yield from _keys(child)


def _case_keys(node: ast.AST) -> Iterator[ast.Constant]:
    """The arguments of a case are no key; what it must give is."""
    if isinstance(node, ast.Tuple):
        yield from _keys(node.elts[1])
    elif isinstance(node, ast.Call):
        for keyword in node.keywords:
            if keyword.arg == "gives":
                yield from _keys(keyword.value)
