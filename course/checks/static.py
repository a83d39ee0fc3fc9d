"""Reading check cells without running them: what they need, and whether they are isolated.

A check is isolated when it names student work only by strings through
``course.checks``. Then it can run in a process without the student's names, and
this module can tell from the source alone which names it will ask for.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

__all__ = ["Needs", "RuleCall", "needs", "rule_calls"]

_CALLS: Final = frozenset({"function"})
_FIGURES: Final = frozenset({"figure"})
_TEXTS: Final = frozenset({"essay_group"})
_VALUES: Final = frozenset(
    {
        "card",
        "exact",
        "frame",
        "interval",
        "labels",
        "number",
        "one_of_several",
        "order",
        "own_text",
        "pairs",
        "self_assessment",
        "series",
        "set_f1",
        "spans",
        "text_lite",
    },
)
_NAMED: Final = _CALLS | _FIGURES | _TEXTS | _VALUES | {"form"}
_FORBIDDEN: Final = frozenset(
    {
        "__import__",
        "breakpoint",
        "compile",
        "eval",
        "exec",
        "get_ipython",
        "globals",
        "input",
        "locals",
        "open",
        "vars",
    },
)
_MODULES: Final = ("course.archive", "course.checks", "course.essay")
_LIBRARIES: Final = frozenset(
    {"collections", "datetime", "itertools", "math", "numpy", "pandas", "re", "statistics"}
)
_SAFE_BUILTINS: Final = frozenset(dir(builtins)) - _FORBIDDEN


@dataclass(frozen=True, slots=True)
class Needs:
    """What a check cell asks for.

    Parameters
    ----------
    isolated : bool
        Whether the cell can run where no student code ran.
    reasons : tuple of str
        Why it cannot, for the author; empty if it can.
    values : frozenset of str
        Names of exercises, variables or Markdown cells that are read.
    marks : frozenset of str
        Those of them with a student's own marks in an essay.
    calls : frozenset of str
        Names of functions that are called.
    figures : frozenset of str
        Names of figures that are read.
    texts : frozenset of str
        Ids of Markdown cells that are read for certain.
    points : float
        What ``award`` gives at most; 0.0 when there is no ``award``.
    """

    isolated: bool = True
    reasons: tuple[str, ...] = ()
    values: frozenset[str] = field(default_factory=frozenset)
    marks: frozenset[str] = field(default_factory=frozenset)
    calls: frozenset[str] = field(default_factory=frozenset)
    figures: frozenset[str] = field(default_factory=frozenset)
    texts: frozenset[str] = field(default_factory=frozenset)
    points: float = 0.0

    @property
    def names(self) -> frozenset[str]:
        """All names of student work in the cell, exercises included."""
        return self.values | self.calls | self.figures | self.texts


@lru_cache(maxsize=1024)
def needs(source: str) -> Needs:
    """Read what a check cell needs.

    Parameters
    ----------
    source : str
        The source of a check cell, the hidden part included.

    Returns
    -------
    Needs
        Its names; with ``isolated`` false and reasons when it touches more.

    Examples
    --------
    >>> cell = '''from course.checks import award, exact, form
    ... form("condition")
    ... award(exact("condition", key="x"), points=4)'''
    >>> found = needs(cell)
    >>> found.isolated, sorted(found.values), found.points
    (True, ['condition'], 4.0)
    >>> needs("assert count_words('a b') == 2").reasons
    ('line 1 uses `count_words`, which the cell does not define',)
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return Needs(isolated=False, reasons=(f"the cell is not plain Python: {error}",))
    reader = _Reader()
    reader.read(tree)
    asked = reader.asked
    # A form alone cannot tell an exercise from a variable; a rule that calls or draws can.
    plain = asked["form"] - asked["function"] - asked["figure"] - asked["essay_group"]
    values = plain.union(reader.marks, *(asked[rule] for rule in _VALUES))
    return Needs(
        isolated=not reader.reasons,
        reasons=tuple(reader.reasons),
        values=frozenset(values),
        marks=frozenset(reader.marks),
        calls=frozenset(asked["function"]),
        figures=frozenset(asked["figure"]),
        texts=frozenset(asked["essay_group"]),
        points=reader.points,
    )


@dataclass(frozen=True, slots=True)
class RuleCall:
    """One call of a scoring rule, as it stands in a check cell.

    Parameters
    ----------
    rule : str
        The rule, such as ``"set_f1"``.
    name : str
        The work that it judges.
    node : ast.Call
        The call.
    """

    rule: str
    name: str
    node: ast.Call

    def literal(self, keyword: str) -> Any:
        """Return a keyword argument that is a plain value; an empty tuple if it is none or computed."""
        return _literal(_keyword(self.node, keyword))

    def accepted(self) -> list[Any]:
        """Return the answers of ``accept(…)`` in the call's list that are plain values."""
        second = self.node.args[1] if len(self.node.args) > 1 else None
        several = second or _keyword(self.node, "answers")
        calls = several.elts if isinstance(several, (ast.List, ast.Tuple)) else []
        found = [
            _literal(call.args[0] if call.args else _keyword(call, "answer"))
            for call in calls
            if isinstance(call, ast.Call)
        ]
        return [answer for answer in found if answer != ()]


def rule_calls(source: str) -> tuple[RuleCall, ...]:
    """Read the scoring rules that a check cell calls, each with the work it judges.

    Parameters
    ----------
    source : str
        The source of a check cell, the hidden part included.

    Examples
    --------
    >>> cell = '''from course.checks import award, exact
    ... award(exact("condition", key=["x", "y"]), points=4)'''
    >>> [(call.rule, call.name, call.literal("key")) for call in rule_calls(cell)]
    [('exact', 'condition', ['x', 'y'])]
    """
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    reader = _Reader()
    reader.read(tree)
    return tuple(reader.rules)


class _Reader:
    """Collects from a syntax tree what is imported, defined, used and asked for."""

    def __init__(self) -> None:
        self.reasons: list[str] = []
        self.asked: dict[str, set[str]] = {rule: set() for rule in _NAMED}
        self.marks: set[str] = set()
        self.rules: list[RuleCall] = []
        self.points = 0.0
        self._rules: dict[str, str] = {}
        self._modules: set[str] = set()

    def read(self, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self._import(node)
        defined = set(_defined(tree))
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                self._use(node, defined)
            elif isinstance(node, ast.Call):
                self._call(node)
            elif isinstance(node, ast.Attribute) and node.attr.startswith("__"):
                self._say(node, f"uses `{node.attr}`, an inner part of Python")
            elif isinstance(node, (ast.Global, ast.Nonlocal)):
                self._say(node, "declares a global name")

    def _say(self, node: ast.AST, what: str) -> None:
        reason = f"line {getattr(node, 'lineno', 0)} {what}"
        if reason not in self.reasons:
            self.reasons.append(reason)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        if isinstance(node, ast.ImportFrom):
            modules = [node.module or ""]
            home = node.module or ""
            for alias in node.names:
                if home.startswith("course.checks"):
                    self._rules[alias.asname or alias.name] = alias.name
                if alias.name == "*":
                    self._say(node, f"imports everything from `{home}`")
                if (home, alias.name) == ("course", "checks"):
                    modules = ["course.checks"]
                    self._modules.add(alias.asname or alias.name)
        else:
            modules = [alias.name for alias in node.names]
            self._modules |= {alias.asname for alias in node.names if alias.asname}
        for module in modules:
            is_ours = any(module == ours or module.startswith(f"{ours}.") for ours in _MODULES)
            if not is_ours and module not in _LIBRARIES:
                self._say(node, f"imports `{module}`, which may be a file of the student's")

    def _use(self, node: ast.Name, defined: set[str]) -> None:
        if node.id in defined:
            return
        if node.id in _FORBIDDEN:
            self._say(node, f"uses `{node.id}`")
        elif node.id not in _SAFE_BUILTINS:
            self._say(node, f"uses `{node.id}`, which the cell does not define")

    def _call(self, node: ast.Call) -> None:
        name = self._function(node.func)
        if name == "award":
            self._award(node)
        if name not in _NAMED:
            return
        named = node.args[0] if node.args else _keyword(node, "name")
        if isinstance(named, ast.Constant) and isinstance(named.value, str):
            self.asked[name].add(named.value)
            self.rules.append(RuleCall(name, named.value, node))
            if name == "form":
                self._form(node, named.value)
            # Rules about a student's own essay read its cell too.
            essay = _keyword(node, "essay")
            if isinstance(essay, ast.Constant) and isinstance(essay.value, str):
                self.asked["essay_group"].add(essay.value)
            self._marks(node, name)
        else:
            self._say(
                node, f"calls `{name}` without the name of the work as a text in quotation marks"
            )

    def _marks(self, node: ast.Call, name: str) -> None:
        """Note the exercise with the student's own marks, which a rule reads besides."""
        marks = _keyword(node, "marks")
        if isinstance(marks, ast.Constant) and isinstance(marks.value, str):
            self.marks |= {marks.value} - {""}
        elif marks is not None:
            self._say(
                node, f"calls `{name}` without the name of the marks as a text in quotation marks"
            )

    def _form(self, node: ast.Call, work: str) -> None:
        kind = node.args[1] if len(node.args) > 1 else _keyword(node, "type")
        kinds = {"function": "function", "figure": "figure", "markdown": "essay_group"}
        if isinstance(kind, ast.Constant) and kind.value in kinds:
            self.asked[kinds[kind.value]].add(work)

    def _award(self, node: ast.Call) -> None:
        points = node.args[1] if len(node.args) > 1 else _keyword(node, "points")
        if isinstance(points, ast.Constant) and isinstance(points.value, (int, float)):
            self.points = float(points.value)

    def _function(self, node: ast.expr) -> str:
        """Return the name of a function of course.checks, or an empty text."""
        if isinstance(node, ast.Name):
            return self._rules.get(node.id, "")
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            return node.attr if node.value.id in self._modules else ""
        return ""


def _keyword(node: ast.Call, name: str) -> ast.expr | None:
    return next((keyword.value for keyword in node.keywords if keyword.arg == name), None)


def _literal(node: ast.expr | None) -> Any:
    """Return the plain value of a node; an empty tuple if there is none."""
    try:
        return () if node is None else ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError, MemoryError):
        return ()


def _defined(tree: ast.Module) -> Iterator[str]:
    """Yield every name that the cell itself makes."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) | ast.ImportFrom(names=names):
                yield from ((alias.asname or alias.name).partition(".")[0] for alias in names)
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.arg(arg=name):
                yield name
