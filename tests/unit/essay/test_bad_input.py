"""Whatever is handed in gets a report, in time that grows with its length and no faster."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from course.essay import check

TEXTS = {
    "empty": "",
    "blank": " \n\t\n",
    "one word": "Castro",
    "only a heading": "# The role of Castro",
    "bibliography alone": "Sources\n\nS07\nS12\n",
    "table": "| id | date |\n|----|------|\n| S07 | 28 October |\n",
    "html": "<html><body><script>alert(1)</script><p>Castro left.</p></body></html>",
    "latex": r"\section{Castro} The \emph{U-2} was $shot$ down \cite{S39}.",
    "hebrew": "\u202e\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd. \u202c",
    "cyrillic": "\u041a\u0430\u0441\u0442\u0440\u043e \u043d\u0435 \u0437\u043d\u0430\u043b. \u0414\u0430.",
    "unknown id": "It was so [S999].",
    "heap of ids": "It was so [" + ", ".join(f"S{number}" for number in range(100)) + "].",
    "binary": bytes(range(256)).decode("latin-1") * 8,
    "null bytes": "Castro\0 left\0.",
    "no spaces": "x" * 50_000,
    "only stops": "." * 20_000,
    "only quotes": '"' * 20_000,
    "open brackets": "[S" * 20_000,
    "open tags": "<p" * 20_000,
    "blank lines": "\n" * 50_000,
    "emphasis": "*_" * 20_000,
    "digits": "1962 " * 10_000,
    "markers": "because however " * 5_000,
    "one long word of two alphabets": "a\u0430" * 25_000,
    "one long quotation": '"' + "Castro was in Cuba. " * 2_000 + '"',
    "only headings of lists": "Sources\n\nCastro was in Cuba, and he said that he would stay there. "
    * 900,
    "only entries of lists": "S07\n\n" * 12_000,
    "no space after stops": "Castro left.Cuba." * 800,
    "slashes": "/" * 30_000 + "\n" + "(S" * 10_000,
}


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_gets_a_report(catalogue, name):
    started = time.process_time()
    report = check(TEXTS[name], catalogue)
    assert 0 <= report.total <= 100
    assert report.to_dict()["version"] == 1
    assert report.to_text()
    assert "<script>alert" not in report.to_html()
    # A guard against catastrophic patterns, not a benchmark: the usual time is far below.
    assert time.process_time() - started < 10


@pytest.mark.parametrize("name", ["empty", "only a heading", "bibliography alone", "cyrillic"])
def test_too_little_text_has_no_result_and_says_so(catalogue, name):
    report = check(TEXTS[name], catalogue)
    assert not report.has_result
    assert "No result" in report.to_text()


def test_a_million_words_are_cut_and_told(catalogue):
    report = check("Castro was in Cuba. " * 250_000, catalogue)
    assert report.study.essay.total_words == 1_000_000
    assert report.study.essay.is_cut
    assert "only its first part was examined" in report.to_text()


def cost(text: str, catalogue) -> float:
    times = []
    for _ in range(3):
        started = time.process_time()
        check(text, catalogue)
        times.append(time.process_time() - started)
    return min(times)


def test_time_grows_with_the_length(catalogue, essay):
    body = essay("tuning/strong-01-small").split("## Sources")[0]
    check(body, catalogue)
    # Eight times the text in less than sixteen times the time: linear, with room for a busy machine.
    assert cost(body * 8, catalogue) < 16 * cost(body, catalogue)


@pytest.mark.parametrize(
    "sentence", ["He left. ", "Castro wrote. ", "Castro wrote.\n\n", "His role was large.\n\n"]
)
def test_time_grows_with_the_number_of_sentences(catalogue, sentence):
    check(sentence * 10, catalogue)
    assert cost(sentence * 2400, catalogue) < 16 * cost(sentence * 300, catalogue)


def test_a_look_costs_little_beside_a_plain_reading(catalogue, essay):
    """The measure is a loop of our own, so that a slow machine is slow in both."""
    text = essay("tuning/strong-01-small")
    check(text, catalogue)

    def loop() -> float:
        started = time.process_time()
        sum(number * number for number in range(500_000))
        return time.process_time() - started

    assert cost(text, catalogue) < 4 * min(loop() for _ in range(3))


def test_import_needs_the_standard_library_only():
    script = (
        "import sys; before = set(sys.modules); import course.essay;"
        "heavy = {name.split('.')[0] for name in set(sys.modules) - before};"
        "print(sorted(heavy - set(sys.stdlib_module_names) - {'course'}));"
        "print(sorted(name for name in sys.modules if name.startswith('course.archive')))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["[]", "[]"]
