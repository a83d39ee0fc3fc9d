"""A real JupyterLab with the extension of this tree, shared by all browser tests."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from course.exercises.frontend import EXTENSION
from course.notebook.answers import ExerciseCall, recorded_answers

TOKEN = "browser-tests"
GALLERY = Path(__file__).resolve().parents[2] / "source/u00-gallery/gallery.ipynb"
STARTED = (
    "[...document.querySelectorAll('.jp-InputPrompt')].some(e => /[\\d*]/.test(e.textContent))"
)
FINISHED = (
    "![...document.querySelectorAll('.jp-InputPrompt')].some(e => e.textContent.includes('*'))"
)

expect.set_options(timeout=10_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Use the Chromium of the system; containers have no user for its sandbox."""
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    if not Path(chromium).exists():
        pytest.skip(f"no Chromium at {chromium}: install it, or name another one in CHROMIUM")
    return {"executable_path": chromium, "args": ["--no-sandbox", "--disable-gpu"]}


class Server:
    """A running Jupyter server and its folder.

    Parameters
    ----------
    root : pathlib.Path
        The folder that it serves.
    port : int
        Where it listens.
    """

    def __init__(self, root: Path, port: int) -> None:
        self.root = root
        self.url = f"http://127.0.0.1:{port}"

    def call(self, path: str, method: str = "GET") -> Any:
        """Call the server's own interface."""
        headers = {"Authorization": f"token {TOKEN}"}
        with urlopen(
            Request(f"{self.url}/api/{path}", headers=headers, method=method), timeout=10
        ) as reply:
            text = reply.read()
        return json.loads(text) if text else None

    def put(self, name: str, notebook: dict[str, Any]) -> Path:
        """Write a notebook into the folder."""
        path = self.root / name
        path.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    def answer(self, name: str, exercise: str) -> Any:
        """Return the recorded answer that stands in a notebook file."""
        return self.recorded(name)[exercise].answer

    def recorded(self, name: str) -> dict[str, ExerciseCall]:
        """Return all exercises in a notebook file."""
        for _ in range(50):
            try:
                return recorded_answers(json.loads((self.root / name).read_text(encoding="utf-8")))
            except json.JSONDecodeError:  # the server is just writing it
                time.sleep(0.02)
        pytest.fail(f"{name} is no notebook")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Start one JupyterLab for all tests, as a student's machine has it."""
    folder = tmp_path_factory.mktemp("jupyter")
    for name in ("home", "root", "extensions"):
        (folder / name).mkdir()
    (folder / "extensions/whose-crisis").symlink_to(EXTENSION)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--allow-root",
        "--no-browser",
        f"--port={port}",
        "--ServerApp.port_retries=0",
        f"--IdentityProvider.token={TOKEN}",
        f"--ServerApp.root_dir={folder / 'root'}",
        "--LabApp.news_url=",
        f"--LabApp.extra_labextensions_path={folder / 'extensions'}",
    ]
    environment = os.environ | {
        "HOME": str(folder / "home"),
        "JUPYTER_CONFIG_DIR": str(folder / "home"),
    }
    with (folder / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, cwd=folder, stdout=log, stderr=log)
        found = Server(folder / "root", port)
        try:
            _wait(found, process, folder / "log")
            yield found
        finally:
            process.terminate()
            process.wait(timeout=20)


def _wait(server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    for _ in range(300):
        if process.poll() is not None:
            break
        try:
            server.call("status")
        except (URLError, OSError):
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


class Lab:
    """One notebook, open in one page."""

    def __init__(self, page: Page, server: Server, name: str) -> None:
        self.page = page
        self.server = server
        self.name = name

    def open(self, app: str = "doc/tree") -> Lab:
        """Load the page and wait until the notebook has its kernel."""
        self.page.goto(
            f"{self.server.url}/{app}/{self.name}?token={TOKEN}&reset",
            wait_until="domcontentloaded",
        )
        self.page.locator(".jp-Notebook .jp-Cell").first.wait_for(timeout=60_000)
        # The page says "Idle" before it has a kernel, and would ask for one on Run All.
        deadline = time.monotonic() + 60
        while not any(self._is_ready(session) for session in self.server.call("sessions")):
            assert time.monotonic() < deadline, "the notebook got no kernel"
            # Not time.sleep: routes of a test are served only while Playwright has the word.
            self.page.wait_for_timeout(100)
        self.page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]").wait_for(
            timeout=60_000
        )
        return self

    def _is_ready(self, session: dict[str, Any]) -> bool:
        kernel = session["kernel"]
        return (
            session["path"] == self.name
            and kernel["connections"] > 0
            and kernel["execution_state"] == "idle"
        )

    def menu(self, name: str, entry: str) -> None:
        """Choose an entry of a menu."""
        self.page.get_by_role("menuitem", name=name, exact=True).click()
        self.page.locator(".lm-Menu-itemLabel").get_by_text(entry, exact=True).click()

    def run_all(self) -> Lab:
        """Run all cells."""
        # JupyterLab drops the command while the kernel's first messages are under way.
        for _ in range(10):
            self.menu("Run", "Run All Cells")
            try:
                self.page.wait_for_function(STARTED, timeout=2_000)
                break
            except PlaywrightTimeout:
                continue
        self.page.wait_for_function(FINISHED, timeout=60_000)
        return self

    def exercise(self, name: str) -> Locator:
        """Return the panel of an exercise."""
        return self.page.locator(f'.wc-exercise[data-name="{name}"]')

    def status(self, name: str) -> Locator:
        """Return the status line of an exercise."""
        return self.exercise(name).locator(".wc-status")

    def expect_answer(self, exercise: str, answer: Any, seconds: float = 8) -> None:
        """Wait until the file on disk has an answer."""
        deadline = time.monotonic() + seconds
        while (found := self.server.answer(self.name, exercise)) != answer:
            assert time.monotonic() < deadline, f"{exercise}: {found!r} instead of {answer!r}"
            self.page.wait_for_timeout(20)


@pytest.fixture(scope="session")
def gallery() -> dict[str, Any]:
    """The gallery, as authors see it."""
    return json.loads(GALLERY.read_text(encoding="utf-8"))


def only(notebook: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return a notebook with the imports of the gallery and the named exercises alone."""
    wanted = {"kinds", *(f"answer-{name}" for name in names), *names}
    return notebook | {"cells": [cell for cell in notebook["cells"] if cell["id"] in wanted]}


@pytest.fixture
def part(gallery: dict[str, Any]) -> Callable[..., dict[str, Any]]:
    """Return a function that gives a notebook with some exercises of the gallery, by name."""
    return lambda *names: only(gallery, *names)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page in a browser profile of its own (the plugin's own fixture warns under pytest 9)."""
    with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
        yield context.new_page()


@pytest.fixture
def own_lab(page: Page, server: Server) -> Callable[[str, dict[str, Any]], Lab]:
    """Open a notebook of a test's own in a page of its own, and run it."""

    def opened(name: str, notebook: dict[str, Any]) -> Lab:
        server.put(name, notebook)
        return Lab(page, server, name).open().run_all()

    return opened


@pytest.fixture(scope="session")
def shared_lab(browser: Browser, server: Server, gallery: dict[str, Any]) -> Iterator[Lab]:
    """The whole gallery in one page, run once, for tests that disturb nothing."""
    server.put("gallery.ipynb", gallery)
    with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
        yield Lab(context.new_page(), server, "gallery.ipynb").open().run_all()


@pytest.fixture(scope="module")
def small_lab(browser: Browser, server: Server, gallery: dict[str, Any]) -> Iterator[Lab]:
    """Four exercises in a page of their own, run once, for tests that break things."""
    server.put("small.ipynb", only(gallery, "choose-open", "tick-open", "text-open", "pick-pens"))
    with browser.new_context(viewport={"width": 1400, "height": 1000}) as context:
        yield Lab(context.new_page(), server, "small.ipynb").open().run_all()


@pytest.fixture(autouse=True)
def _no_kernels_left(server: Server) -> Iterator[None]:
    """Stop kernels that a closed notebook leaves behind; each holds 60 MB."""
    yield
    for session in server.call("sessions"):
        if session["path"] not in {"gallery.ipynb", "small.ipynb"}:
            server.call(f"sessions/{session['id']}", "DELETE")
