"""The catalogue, the calibration texts, and machines that make bad essays out of good ones."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from course.archive import essay_catalogue
from course.essay import Catalogue, Report, check

ESSAYS = Path(__file__).resolve().parents[2] / "essays"
SEED_FILE = Path(__file__).resolve().parents[3] / "seeds" / "000_3c94080268b1dde9.txt"


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return Catalogue.from_data(essay_catalogue())


@pytest.fixture(scope="session")
def look(catalogue):
    """Return a function that checks a text and remembers the report: reading twice is slow."""
    seen: dict[str, Report] = {}

    def look_at(text: str) -> Report:
        if text not in seen:
            seen[text] = check(text, catalogue)
        return seen[text]

    return look_at


@pytest.fixture(scope="session")
def seed() -> str:
    return SEED_FILE.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def essay():
    """Return a function that reads a text of tests/essays, such as "model-small" or "tuning/weak-01-small"."""

    def read(name: str) -> str:
        return (ESSAYS / f"{name}.md").read_text(encoding="utf-8")

    return read


@pytest.fixture(scope="session")
def genuine():
    """Return a function that gives the essays of one half by name."""

    def half(name: str) -> dict[str, str]:
        return {
            path.stem: path.read_text(encoding="utf-8")
            for path in sorted((ESSAYS / name).glob("*.md"))
        }

    return half


class Gaming:
    """Makers of texts that are built for the checks; each keeps the same randomness."""

    KEYWORDS = str.split(
        "because however therefore castro khrushchev kennedy missile evidence role suggests probably"
        " crisis cuba origin settlement escalation u-2 nuclear letter contradicts confirms although"
        " admittedly critics turkey negotiation conclusion small large decisive source"
    )
    LOREM = str.split(
        "lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut"
        " labore et dolore magna aliqua enim minim veniam quis nostrud exercitation ullamco laboris"
        " nisi aliquip ex ea commodo consequat duis aute irure in reprehenderit voluptate velit esse"
    )
    UNIFORMS = (
        "School uniforms are a question that divides parents and teachers in many towns. "
        "Some people claim that they make pupils equal, because nobody can show off with brands. "
        "However, the evidence suggests that the effect is small and depends on the school. "
        "A study of twelve schools reports that attendance rose in half of them and fell in the rest. "
        "Critics may object that pupils lose a way of showing who they are. "
        "Therefore a school should ask its pupils before it decides, and look again after a year. "
    )

    @staticmethod
    def split(text: str) -> tuple[list[str], str]:
        """Return paragraphs and the list of sources."""
        body, found, tail = (
            re.split(r"(?m)^((?:\W*)(?:Sources|Bibliography)\b)", text, maxsplit=1)[:3]
            if re.search(r"(?m)^\W*(?:Sources|Bibliography)\b", text)
            else (text, "", "")
        )
        blocks = [
            one for one in re.split(r"\n\s*\n", body) if one.strip() and not one.startswith("#")
        ]
        return blocks, f"\n\n{found}{tail}" if found else ""

    @staticmethod
    def sentences(block: str) -> list[str]:
        return re.split(r"(?<=[.!?])\s+(?=[A-Z])", block)

    @classmethod
    def stuffed(cls, text: str) -> str:
        draw = random.Random(1)
        blocks, tail = cls.split(text)
        bodies = [
            " ".join(
                " ".join(draw.choice(cls.KEYWORDS) for _ in range(16)).capitalize()
                + f" [S{draw.randint(1, 60):02d}]."
                for _ in range(6)
            )
            for _ in blocks[1:-1]
        ]
        return "\n\n".join([blocks[0], *bodies, blocks[-1]]) + tail

    @classmethod
    def sentences_shuffled(cls, text: str) -> str:
        draw = random.Random(2)
        blocks, tail = cls.split(text)
        parts = [cls.sentences(block) for block in blocks]
        everything = [one for part in parts for one in part]
        draw.shuffle(everything)
        place, shuffled = 0, []
        for part in parts:
            shuffled.append(" ".join(everything[place : place + len(part)]))
            place += len(part)
        return "\n\n".join(shuffled) + tail

    @classmethod
    def paragraphs_shuffled(cls, text: str) -> str:
        draw = random.Random(3)
        blocks, tail = cls.split(text)
        order = list(range(len(blocks)))
        while order[0] == 0 or order[-1] == len(blocks) - 1:
            draw.shuffle(order)
        return "\n\n".join(blocks[one] for one in order) + tail

    @classmethod
    def one_paragraph(cls, text: str) -> str:
        blocks, tail = cls.split(text)
        return "\n\n".join([blocks[0], *[blocks[1]] * (len(blocks) - 2), blocks[-1]]) + tail

    @classmethod
    def markers_only(cls, text: str) -> str:
        draw = random.Random(5)
        blocks, tail = cls.split(text)
        lead = (
            "However,",
            "Therefore",
            "Admittedly",
            "It is true that",
            "Critics claim that",
            "Perhaps",
            "Moreover,",
        )
        middle = ("this shows that", "because", "it probably suggests that", "although", "and yet")
        made = [
            " ".join(
                f"{draw.choice(lead)} {draw.choice(middle)} {draw.choice(middle)} it is so [S{draw.randint(1, 60):02d}]."
                for _ in range(8)
            )
            for _ in blocks[1:-1]
        ]
        return "\n\n".join([blocks[0], *made, blocks[-1]]) + tail

    @classmethod
    def lorem(cls, text: str) -> str:
        draw = random.Random(6)
        blocks, tail = cls.split(text)
        made = [
            " ".join(
                " ".join(draw.choice(cls.LOREM) for _ in range(14)).capitalize() + "."
                for _ in range(7)
            )
            for _ in blocks[1:-1]
        ]
        return "\n\n".join([blocks[0], *made, blocks[-1]]) + tail

    @classmethod
    def citation_spam(cls, text: str) -> str:
        draw = random.Random(7)
        blocks, _ = cls.split(text)
        used: set[str] = set()

        def heap(match: re.Match[str]) -> str:
            ids = [f"S{draw.randint(1, 60):02d}" for _ in range(2)]
            used.update(ids)
            return f" [{ids[0]}] [{ids[1]}]{match[0]}"

        bare = [re.sub(r"\s*[\[(]S\d\d[^\])]*[\])]", "", block) for block in blocks]
        spam = [re.sub(r"[.!?](?=\s|$)", heap, block) for block in bare]
        return "\n\n".join(spam) + "\n\nSources: " + ", ".join(sorted(used))

    @classmethod
    def off_topic(cls, text: str) -> str:
        blocks, tail = cls.split(text)
        return (
            "\n\n".join(
                [
                    blocks[0],
                    *[cls.UNIFORMS + f"This holds for year {one} too." for one in range(3)],
                    blocks[-1],
                ]
            )
            + tail
        )

    @classmethod
    def kinds(cls):
        """Return the eight kinds by name."""
        return {
            "keyword stuffing": cls.stuffed,
            "sentences shuffled": cls.sentences_shuffled,
            "paragraphs shuffled": cls.paragraphs_shuffled,
            "one paragraph repeated": cls.one_paragraph,
            "markers without content": cls.markers_only,
            "lorem ipsum body": cls.lorem,
            "citation spam": cls.citation_spam,
            "off topic": cls.off_topic,
        }


@pytest.fixture(scope="session")
def gaming() -> type[Gaming]:
    return Gaming


def auc(genuine: list[float], made: list[float]) -> float:
    """Return how often a genuine essay scores above a made one; ties count half."""
    wins = sum((one > other) + 0.5 * (one == other) for one in genuine for other in made)
    return wins / (len(genuine) * len(made))


@pytest.fixture(scope="session")
def separation():
    return auc


def share_in_order(totals: dict[str, float], bands=("weak", "average", "strong")) -> float:
    """Return how many pairs of essays of two bands stand in the right order."""
    pairs = [
        (low, high)
        for place, band in enumerate(bands)
        for better in bands[place + 1 :]
        for low in (value for name, value in totals.items() if name.startswith(band))
        for high in (value for name, value in totals.items() if name.startswith(better))
    ]
    return sum(low < high for low, high in pairs) / len(pairs)


@pytest.fixture(scope="session")
def in_order():
    return share_in_order
