"""Kernels that are not a fork of ours, and units that are not written in Python."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys

import pytest

from course.errors import CourseFault, MachineError

pytestmark = pytest.mark.integration

ECHO = """
from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

class Echo(Kernel):
    implementation = "echo"
    implementation_version = "1"
    banner = "echo"
    language_info = {"name": "echo", "mimetype": "text/plain", "file_extension": ".txt"}

    async def do_execute(self, code, silent, *args, **options):
        if code == "die":
            import os; os._exit(3)
        content = {"name": "stdout", "text": code.upper()}
        self.send_response(self.iopub_socket, "stream", content)
        return {"status": "ok", "execution_count": self.execution_count, "user_expressions": {}}

IPKernelApp.launch_instance(kernel_class=Echo)
"""
SESSION = """
import json, sys
from course.grading.kernels import KernelShell
shell = KernelShell("echo", 1000)
print(json.dumps([shell.run("quiet"), shell.run("louder"), shell.answer({"ask": "value", "name": "x"})]))
sys.stdout.flush()
shell.run("die")
"""


def test_a_kernel_of_another_language_is_started_from_its_specification(tmp_path):
    home = tmp_path / "kernels" / "echo"
    home.mkdir(parents=True)
    (home / "echo.py").write_text(ECHO)
    command = [sys.executable, str(home / "echo.py"), "-f", "{connection_file}"]
    spec = {"display_name": "Echo", "language": "echo", "argv": command}
    (home / "kernel.json").write_text(json.dumps(spec))
    done = subprocess.run(
        [sys.executable, "-c", SESSION],
        env={**os.environ, "JUPYTER_PATH": str(tmp_path), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    first, second, value = json.loads(done.stdout)
    assert [output["text"] for output in first["outputs"]] == ["QUIET"]
    assert [output["text"] for output in second["outputs"]] == ["LOUDER"]
    assert second["earlier"] == {}
    assert value is None
    # The kernel's own end, told as that of the process beside it.
    assert done.returncode == 1


def write_kernel(course, unit: str, name: str, language: str) -> None:
    spec = json.dumps({"name": name, "display_name": name, "language": language})
    with sqlite3.connect(course.folder.gradebook) as db:
        db.execute(
            "update notebook set kernelspec = ? where assignment_id in "
            "(select id from assignment where name = ?)",
            (spec, unit),
        )


def test_recorded_answers_are_graded_whatever_the_language(course):
    write_kernel(course, "data", "ir", "R")
    course.hand_in("data", "ada", {"condition": "retaliation"})
    assert course.grade("data").submissions[0].score == 2


def test_values_of_another_language_cannot_be_asked_for(course):
    write_kernel(course, "code", "ir", "R")
    course.hand_in("code", "ada")
    with pytest.raises(CourseFault, match="written in R"):
        course.grade("code")


def test_a_kernel_that_is_not_installed_is_named(course):
    write_kernel(course, "data", "ir", "R")
    course.hand_in("data", "ada")
    with pytest.raises(MachineError, match='kernel "ir", which is not installed') as caught:
        course.grade("data", execute="always")
    assert "python3" in str(caught.value)
