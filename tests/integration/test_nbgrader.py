"""Plain nbgrader in this folder: generate, autograde, feedback, exchange, on a fresh clone."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from html.parser import HTMLParser
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from nbformat.v4 import new_output

from course.classroom.sample import make_sample
from course.cli.main import run
from course.errors import ExitCode
from course.grading import grade_unit
from course.notebook.answers import recorded_answers, write_answer
from course.notebook.files import read_notebook, write_notebook
from course.paths import CourseFolder
from course.reports.feedback import write_feedback

pytestmark = pytest.mark.integration

UNIT = "u01-orientation"


def scores(folder: CourseFolder) -> dict[str, dict[str, float | None]]:
    """Return nbgrader's automatic score of each cell of each student."""
    query = """
        SELECT s.student_id, bc.name, g.auto_score
        FROM grade g JOIN base_cell bc ON g.cell_id = bc.id
        JOIN submitted_notebook sn ON g.notebook_id = sn.id
        JOIN submitted_assignment s ON sn.assignment_id = s.id
    """
    found: dict[str, dict[str, float | None]] = {}
    with sqlite3.connect(folder.gradebook) as database:
        for student, cell, score in database.execute(query):
            found.setdefault(student, {})[cell] = score
    return found


def test_generate_then_autograde_then_feedback_on_a_fresh_clone(
    scratch_course: CourseFolder, nbgrader
) -> None:
    expected = make_sample(scratch_course, UNIT, students=12, seed=3, into=scratch_course.submitted)
    nbgrader(scratch_course.root, "generate_assignment", UNIT)
    # One made hand-in is half a file, so nbgrader ends with 1 after grading the others.
    nbgrader(scratch_course.root, "autograde", UNIT, ok=False)
    found = scores(scratch_course)
    graded = [entry for entry in expected if entry.status == "graded"]
    for entry in graded:
        for check, points in entry.points.items():
            assert found[entry.student][check] == pytest.approx(points, abs=0.005), (
                f"{entry.student} ({entry.kind}), {check}"
            )
    nbgrader(scratch_course.root, "generate_feedback", UNIT)
    pages = sorted(scratch_course.feedback.glob(f"*/{UNIT}/*.html"))
    assert len(pages) == len(graded)
    for page in pages:
        text = page.read_text(encoding="utf-8")
        assert "HIDDEN TESTS" not in text
        assert "key=" not in text


def test_a_copied_cell_does_not_stop_the_others(scratch_course: CourseFolder, nbgrader) -> None:
    release = scratch_course.release / UNIT / "orientation.ipynb"
    for student in ("a", "b", "c"):
        target = scratch_course.submitted / student / UNIT / release.name
        target.parent.mkdir(parents=True)
        shutil.copy2(release, target)
    path = scratch_course.submitted / "a" / UNIT / release.name
    notebook = json.loads(path.read_text())
    copied = next(cell for cell in notebook["cells"] if cell["id"] == "answer-references")
    notebook["cells"].append({**copied, "id": "copied"})
    path.write_text(json.dumps(notebook))
    nbgrader(scratch_course.root, "generate_assignment", UNIT)
    nbgrader(scratch_course.root, "autograde", UNIT)
    assert set(scores(scratch_course)) == {"a", "b", "c"}


def test_a_unit_goes_through_the_exchange(
    scratch_course: CourseFolder, nbgrader, tmp_path: Path
) -> None:
    exchange = tmp_path / "exchange"
    exchange.mkdir()
    exchange.chmod(0o777)
    with (scratch_course.root / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.Exchange.root = {str(exchange)!r}\n")
    nbgrader(scratch_course.root, "generate_assignment", UNIT)
    nbgrader(scratch_course.root, "release_assignment", UNIT)
    home = tmp_path / "student"
    home.mkdir()
    (home / "nbgrader_config.py").write_text(
        f"c = get_config()\nc.CourseDirectory.course_id = 'whose-crisis'\nc.Exchange.root = {str(exchange)!r}\n"
    )
    nbgrader(home, "fetch_assignment", UNIT)
    fetched = home / UNIT / "orientation.ipynb"
    assert (
        fetched.read_bytes() == (scratch_course.release / UNIT / "orientation.ipynb").read_bytes()
    )
    answer(fetched, "answer-references", ["E3"])
    nbgrader(home, "submit", UNIT)
    nbgrader(scratch_course.root, "collect", UNIT)
    collected = list(scratch_course.submitted.glob(f"*/{UNIT}/orientation.ipynb"))
    assert len(collected) == 1
    assert recorded_answers(read_notebook(collected[0]))["references"].answer == ["E3"]

    # One more came by mail: without what the exchange adds, and first in the order of names.
    by_mail = scratch_course.submitted / "a-mail" / UNIT / "orientation.ipynb"
    by_mail.parent.mkdir(parents=True)
    shutil.copy2(fetched, by_mail)
    grade_unit(scratch_course, UNIT)
    pages = write_feedback(scratch_course, UNIT)
    assert len(pages) == 2
    nbgrader(scratch_course.root, "release_feedback", UNIT)
    nbgrader(home, "fetch_feedback", UNIT)
    returned = list(home.glob(f"{UNIT}/feedback/*/orientation.html"))
    assert [page.read_bytes() for page in returned] == [
        page.read_bytes() for page in pages if "a-mail" not in page.parts
    ]
    secret = by_mail.parents[3] / "feedback/a-mail" / UNIT / "submission_secret.txt"
    kept = secret.read_text()
    write_feedback(scratch_course, UNIT)
    assert secret.read_text() == kept


def answer(path: Path, cell_id: str, value: object) -> None:
    """Answer one exercise in a notebook file, as a student's browser would."""
    notebook = read_notebook(path)
    cell = next(cell for cell in notebook.cells if cell.id == cell_id)
    cell.source = write_answer(cell.source, value)
    write_notebook(path, notebook)


def test_validate_says_what_form_says(scratch_course: CourseFolder, nbgrader) -> None:
    master = f"source/{UNIT}/orientation.ipynb"
    assert "passes all the tests" in nbgrader(scratch_course.root, "validate", master).stdout
    release = f"release/{UNIT}/orientation.ipynb"
    said = nbgrader(scratch_course.root, "validate", release, ok=False).stdout
    assert '"references" is not answered yet.' in said
    assert "Traceback" not in said
    assert "Partial credit" not in said


def test_formgrader_knows_the_units_in_this_folder(
    scratch_course: CourseFolder, tmp_path: Path
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "jupyterlab", "--allow-root", "--no-browser"]
    command += [f"--port={port}", "--ServerApp.port_retries=0", "--IdentityProvider.token="]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            command,
            cwd=scratch_course.root,
            env={**os.environ, "PATH": path, "HOME": str(tmp_path)},
            stdout=log,
            stderr=log,
        )
    try:
        assignments = _asked(f"http://127.0.0.1:{port}/formgrader/api/assignments")
        page = _asked(f"http://127.0.0.1:{port}/formgrader")
    finally:
        server.terminate()
        server.wait(timeout=20)
    units = {path.name for path in scratch_course.source.iterdir() if path.is_dir()}
    assert {one["name"] for one in json.loads(assignments)} == units
    assert "formgrader" in page.lower()
    assert "Traceback" not in (tmp_path / "log").read_text()


def _asked(address: str) -> str:
    """Ask a server that is just starting; give up after a minute."""
    deadline = time.monotonic() + 60
    while True:
        try:
            with urlopen(address, timeout=20) as reply:
                return str(reply.read().decode())
        except URLError as error:
            if isinstance(error, HTTPError) or time.monotonic() > deadline:
                raise
            time.sleep(0.2)


HOSTILE = (
    '<script>alert(1)</script><img src=x onerror="alert(2)"><a href="javascript:alert(3)">x</a>'
)


def acts(page: str) -> list[str]:
    """Return what of :data:`HOSTILE` and its like acts in a page; templates have scripts too."""
    parser = _Acting()
    parser.feed(page)
    return parser.found


class _Acting(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            acting = name.startswith("on") or "script:" in (value or "")
            if value == "x" or (acting and "alert" in (value or "")):
                self.found.append(f"{tag} {name}")
        if tag in {"iframe", "object", "embed", "svg"}:
            self.found.append(tag)


def test_nothing_of_a_hand_in_acts_in_feedback_and_formgrader(
    scratch_course: CourseFolder, nbgrader, tmp_path: Path
) -> None:
    unit = "u12-essay"
    path = scratch_course.submitted / "ada" / unit / "essay.ipynb"
    path.parent.mkdir(parents=True)
    notebook = read_notebook(scratch_course.release / unit / path.name)
    essay = next(cell for cell in notebook.cells if cell.id == "essay-final")
    essay.source = (
        f"## Who decided\n\nNobody.\n\n{HOSTILE}\n\n> A quotation.\n\n[y](java&#115;cript:alert(4)) ![z](x)\n\n"
        "```\na < b\n\nc\n```\n\n![seal](attachment:seal.png)"
    )
    essay.attachments = {"seal.png": {"image/png": "AAAA"}}
    write_notebook(path, notebook)
    assert run(["grade", unit, "--root", str(scratch_course.root)]) == ExitCode.DONE
    graded = scratch_course.autograded / "ada" / unit / path.name
    graded.chmod(0o644)
    shown = read_notebook(graded)
    code = next(cell for cell in shown.cells if cell.cell_type == "code")
    code.outputs = [
        new_output(
            "display_data",
            {
                "text/html": f"<style>p {{}}</style><table><tr><td>cell</td></tr></table>{HOSTILE}",
                "application/javascript": "alert(5)",
                "image/svg+xml": "<svg onload='alert(6)'/>",
                "image/png": "AAAA",
            },
            metadata={"image/png": {"width": "1 onerror=alert(7)"}},
        ),
        new_output("display_data", {"text/markdown": "[y](javascript:alert(8))"}),
    ]
    write_notebook(graded, shown)
    nbgrader(scratch_course.root, "generate_feedback", unit)
    [page] = scratch_course.feedback.glob(f"ada/{unit}/*.html")
    pages = [page.read_text(encoding="utf-8"), formgrader_page(scratch_course.root, graded)]
    for text in pages:
        assert acts(text) == []
        assert "alert(1)" not in text
        assert "alert(5)" not in text
        assert "p {}" not in text
        assert "<td>cell</td>" in text
        assert "<blockquote>" in text
        assert re.search(r"Who decided</h2>\s*<p>Nobody", text)
        assert "a &lt; b&#10;\nc" in text or "a &lt; b\n\nc" in text
        assert 'src="data:image/png;base64,AAAA"' in text


def formgrader_page(root: Path, notebook: Path) -> str:
    """Return the page that formgrader makes of a graded notebook."""
    from nbconvert.exporters import HTMLExporter
    from nbgrader.server_extensions.formgrader import handlers
    from traitlets.config import Config, PyFileConfigLoader

    config = Config(PyFileConfigLoader("nbgrader_config.py", path=str(root)).load_config())
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [handlers.template_path]
    resources = dict.fromkeys(
        (
            *("assignment_id", "notebook_id", "submission_id", "base_url", "student", "last_name"),
            *("first_name", "notebook_path"),
        ),
        "a",
    )
    page, _ = HTMLExporter(config=config).from_filename(
        str(notebook), resources={**resources, "index": 0, "total": 1}
    )
    return str(page)
