"""The files of the front end fit together, as a JupyterLab extension and as one module."""

from __future__ import annotations

import json
import re
from collections import Counter
from importlib.metadata import version
from pathlib import Path

from course.exercises import KINDS
from course.exercises.frontend import EXTENSION, module_source, style_source

STATIC = EXTENSION / "static"


def test_the_extension_has_the_version_of_the_package() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    assert package["name"] == "whose-crisis"
    assert package["version"] == version("whose-crisis")
    assert (EXTENSION / package["jupyterlab"]["_build"]["load"]).is_file()


def test_the_browser_asks_again_for_every_file_that_it_keeps() -> None:
    package = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
    entry = Path(package["jupyterlab"]["_build"]["load"]).name
    # The entry itself can only be renewed by a name of its own; see FILES there for the others.
    assert package["version"] in entry
    renewed = set(
        re.findall(r'"([\w.]+\.(?:js|css))"', (STATIC / entry).read_text(encoding="utf-8"))
    )
    # widget.js is for programs without the extension, and travels in the notebook.
    assert renewed == {path.name for path in STATIC.iterdir()} - {entry, "widget.js"}


def test_the_joined_module_is_whole() -> None:
    source = module_source()
    assert not re.search(r"^import ", source, re.MULTILINE)
    assert re.findall(r"^export .*", source, re.MULTILINE) == ["export default { render };"]


def test_top_level_names_stand_once() -> None:
    names = re.findall(
        r"^(?:async )?(?:function|class|const|let) (\w+)", module_source(), re.MULTILINE
    )
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_every_kind_has_its_view() -> None:
    views = (STATIC / "views.js").read_text(encoding="utf-8")
    assert set(re.findall(r"^  (\w+): \w+View,$", views, re.MULTILINE)) == set(KINDS)


def test_nothing_is_loaded_from_elsewhere() -> None:
    for path in STATIC.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert not re.search(r"https?://\w", text), path.name
        assert "innerHTML" not in text, path.name


def test_styles_touch_exercises_only() -> None:
    rules = re.findall(
        r"^([^@\s{}/][^{}]*)\{",
        re.sub(r"/\*.*?\*/", "", style_source(), flags=re.DOTALL),
        re.MULTILINE,
    )
    assert rules
    assert all(rule.strip().startswith(".wc-exercise") for rule in rules)
