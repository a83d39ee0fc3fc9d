"""A teacher who plans by a companion needs as many minutes as the list of units says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LISTED = re.findall(
    r"^\| `(u\d\d)-[a-z-]+` \|.*\| (\d+) \|$",
    (ROOT / "README.md").read_text(encoding="utf-8"),
    re.MULTILINE,
)


@pytest.mark.parametrize(("unit", "minutes"), LISTED)
def test_the_minutes_of_a_companion_add_up_to_those_of_its_unit(unit: str, minutes: str) -> None:
    companion = (ROOT / "instructor" / f"{unit}.md").read_text(encoding="utf-8")
    timing = companion.partition("## Timing\n")[2].partition("\n## ")[0]
    steps = re.findall(r"^\| (\d+) \|", timing, re.MULTILINE)
    assert sum(map(int, steps)) == int(minutes)


def test_every_companion_is_in_the_list_of_units() -> None:
    companions = {path.stem for path in (ROOT / "instructor").glob("u??.md")}
    assert {unit for unit, _ in LISTED} == companions
