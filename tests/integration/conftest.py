"""Running nbgrader's own commands in a scratch copy of the course."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Nbgrader = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def nbgrader(tmp_path: Path) -> Nbgrader:
    """Run `nbgrader` as on a machine where nobody activated the environment."""

    def run(folder: Path, *arguments: str, ok: bool = True) -> subprocess.CompletedProcess[str]:
        scripts = str(Path(sys.executable).parent)
        path = os.pathsep.join(
            part for part in os.environ["PATH"].split(os.pathsep) if part != scripts
        )
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=folder,
            env={**os.environ, "PATH": path, "HOME": str(home)},
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert not ok or done.returncode == 0, done.stdout + done.stderr
        return done

    return run
