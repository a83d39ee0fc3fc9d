"""What the package offers, what it costs, and that ids used elsewhere exist."""

import json
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from course import archive, figures
from course.archive import essay_catalogue, known_ids
from course.essay.catalogue import Catalogue

ROOT = Path(__file__).parents[3]
USED = re.compile(r"\b(?:S\d\d(?:\.\d+)?|E\d{3}|M\d{3}|U\d\d|P\d\d)\b")


@pytest.mark.parametrize("package", [archive, figures])
def test_public_names_exist_and_are_not_hidden_by_modules(package):
    for name in package.__all__:
        assert not isinstance(getattr(package, name), ModuleType), name
    assert set(package.__all__) <= set(dir(package))
    with pytest.raises(AttributeError, match="no attribute"):
        _ = package.nothing


def test_importing_the_packages_loads_nothing_heavy():
    code = (
        "import sys, course.archive, course.figures;"
        "sys.exit(bool({'pandas', 'matplotlib', 'IPython'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def readers():
    """Return every text in which people read our ids; the gallery shows a wrong one on purpose."""
    lessons = [
        path for path in (ROOT / "source").glob("*/*.ipynb") if path.parent.name != "u00-gallery"
    ]
    pages = [path for folder in ("docs", "instructor") for path in (ROOT / folder).rglob("*.md")]
    return sorted([*lessons, *pages, *(ROOT / "course" / "essay").glob("*.py"), ROOT / "README.md"])


@pytest.mark.parametrize("path", readers(), ids=lambda path: path.name)
def test_every_id_used_anywhere_resolves(path):
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        text = "\n".join("".join(cell["source"]) for cell in json.loads(text)["cells"])
    assert sorted(set(USED.findall(text)) - known_ids()) == []


def test_the_catalogue_for_essays_is_plain_and_complete():
    data = essay_catalogue()
    assert json.loads(json.dumps(data)) == data
    catalogue = Catalogue.from_data(data)
    assert len(catalogue.sources) == len(archive.calendar())
    assert len(catalogue.events) == len(archive.chronology())
    assert len(catalogue.seed) == 18
    assert catalogue.sources["S22"].public_year is None
    assert catalogue.sources["S53"].depends_on == {"S18", "S47"}
    letter = catalogue.events["E065"]
    assert [letter.first_day.day, letter.last_day.day] == [26, 27]


def test_a_catalogue_is_new_at_each_call():
    essay_catalogue()["seed"].clear()
    assert len(essay_catalogue()["seed"]) == 18
