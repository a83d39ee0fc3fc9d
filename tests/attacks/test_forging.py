"""Attempts to earn points without the answer: each of them ends with none.

The numbers are those of the catalogue of attacks that stock nbgrader was tried
with; there, most of them earned full points.
"""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.attacks

ATTACKS = {
    "1 transformer that drops assertions": """
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node): return ast.Pass()
get_ipython().ast_transformers.append(Drop())
secret_number = 1
""",
    "2 transformer that empties later cells": """
get_ipython().input_transformers_post.append(lambda lines: ["pass\\n"])
secret_number = 1
""",
    "3 no tracebacks": """
get_ipython().showtraceback = lambda *a, **k: None
1 / 0
""",
    "5 object equal to everything": """
class Same:
    def __eq__(self, other): return True
    def __hash__(self): return 0
    def __float__(self): return 42000.0
    def __lt__(self, other): return False
    __gt__ = __lt__
secret_number = Same()
double = lambda n: Same()
""",
    "5b number that is equal to everything": """
class Same(float):
    def __eq__(self, other): return True
    def __sub__(self, other): return 0.0
    __rsub__ = __sub__
secret_number = Same(1)
double = lambda n: Same(1)
""",
    "6 reads the check from the history": """
def double(n):
    for text in reversed(get_ipython().user_ns.get("In", [])):
        if "aw" + "ard" in text: return 2 * n + 1
    return 0
""",
    "10 formatter that prints full points": """
formatter = get_ipython().display_formatter.formatters["text/plain"]
for kind in (int, float): formatter.for_type(kind, lambda *a: a[1].text("3"))
secret_number = 1
""",
    "13 sends a forged result": """
from IPython.display import display
get_ipython().displayhook.write_format_data({"text/plain": "3"}, {})
display(3)
""",
    "15 patches the builtins": """
import builtins
builtins.abs = lambda value: 0
builtins.sum = lambda *a: 3
builtins.float = lambda value: 42000.0
builtins.AssertionError = type("Never", (BaseException,), {})
secret_number = 1
""",
    "15b patches the checks themselves": """
import course.checks.remote, course.checks.codec
course.checks.remote.answer = lambda *a: {"value": 3, "points": 3, "score": {"points": 3}}
course.checks.codec.to_json = lambda value: {"points": 3}
""",
    "speaks the worker's language on its own": """
import os, socket, struct, json
end = socket.socket(fileno=os.dup(3))
for message in ({"score": {"points": 3, "max_points": 3, "code": "full", "sentence": "", "turn": ""}},
                {"reply": {"value": 42}}, {"graded": {"result": {"score": 5}}}):
    data = json.dumps(message).encode()
    end.sendall(struct.pack("!I", len(data)) + data)
""",
    "sends garbage to the worker": """
import os
os.write(3, b"\\xff" * 5000)
""",
    "closes the line to the worker": """
import os
os.close(3)
""",
    "answers with not a number": """
secret_number = float("nan")
double = lambda n: float("inf")
""",
    "raises when it is looked at": """
class Mine:
    def __getattribute__(self, name): raise SystemExit(0)
    def __class__(self): raise KeyboardInterrupt
secret_number = Mine()
double = Mine()
""",
    "answers without end": """
class Deep(list): pass
secret_number = Deep(); secret_number.append(secret_number)
def double(n):
    while True: pass
""",
}


@pytest.fixture(scope="module")
def outcomes(cell_block):
    codes = {
        name.split()[0] + str(number): code for number, (name, code) in enumerate(ATTACKS.items())
    }
    found = cell_block.grade({**codes, "honest": HONEST})
    return dict(zip([*ATTACKS, "honest"], [found[key] for key in [*codes, "honest"]], strict=True))


HONEST = "secret_number = 42_000\ndef double(n):\n    return 2 * n + 1"


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_earns_a_point(outcomes, attack):
    assert outcomes[attack].points == 0


def test_an_honest_hand_in_among_them_earns_all(outcomes):
    assert outcomes["honest"].points == 5
    assert outcomes["honest"].result["status"] == "graded"


def test_hidden_tests_are_never_shown(outcomes):
    for attack, outcome in outcomes.items():
        assert "forty-two" not in outcome.printed, attack
