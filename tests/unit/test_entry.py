"""The entry point, before the command line is there to take a signal."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType
from typing import Never

import pytest

from course import __version__
from course.__main__ import main
from course.errors import ExitCode


class Interrupted(ModuleType):
    """A module during whose loading somebody presses Ctrl-C."""

    def __getattr__(self, name: str) -> Never:
        raise KeyboardInterrupt


def test_ctrl_c_while_the_commands_are_loaded_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "course.cli.main", Interrupted("course.cli.main"))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == ExitCode.INTERRUPTED
    assert capsys.readouterr().err == "Interrupted. Nothing was begun.\n"


def test_the_package_is_the_command_too() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "course", "--version"], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == f"course {__version__}"
