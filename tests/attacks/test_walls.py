"""What student code can see, reach and leave behind: nothing of the course, and nothing at all."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import course

pytestmark = pytest.mark.attacks

LOOKS = {
    "gradebook, source and neighbours are not there": """
import os, glob
for name in ("gradebook.db", "source/master.py", "submitted/neighbour/work.txt"):
    path = os.path.join({root!r}, name)
    print(name, os.path.exists(path))
print("found", glob.glob({root!r} + "/*"))
""",
    "the own folder holds only the hand-in": """
import os
print(os.getcwd(), sorted(os.listdir(".")), os.path.expanduser("~"))
print("hidden" if any("fo" + "rty" in open(name, errors="replace").read() for name in os.listdir(".")) else "clean")
""",
    "no other process is visible": """
import os
print("processes", [name for name in os.listdir("/proc") if name.isdigit()], os.getpid(), os.getppid())
""",
    "the environment tells nothing": """
import os
print(sorted(os.environ))
print(open("/proc/1/environ").read().replace("\\0", " "))
""",
    "the system cannot be written": """
import os, sys, numpy
for path in ("/usr/lib/x", "/etc/x", "/x", os.path.join(sys.prefix, "x"), numpy.__file__):
    try:
        open(path, "a").close(); print("WRITTEN", path)
    except OSError as error:
        print(path, error.strerror)
""",
    "no network": """
import socket
for address in (("127.0.0.1", 80), ("10.0.0.1", 80), ("1.1.1.1", 53)):
    try:
        socket.create_connection(address, timeout=2); print("REACHED", address)
    except OSError as error:
        print(address, error)
print(open("/proc/net/dev").read().count(":"), "device")
""",
    "no rights to win back": """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
print("user", libc.unshare(0x10000000), "mounts", libc.unshare(0x20000), "root", os.getuid())
print("mount", libc.mount(b"none", b"/tmp", b"tmpfs", 0, b""))
print([line for line in open("/proc/self/status") if line.startswith(("Cap", "NoNewPrivs"))])
try:
    os.setuid(0); print("ROOT")
except OSError as error:
    print(error)
""",
    "no memory but its own": """
try:
    open("/proc/2/mem", "rb").read(1); print("READ")
except OSError as error:
    print(error.strerror)
try:
    open("/dev/mem", "rb").read(1); print("READ")
except OSError as error:
    print(error.strerror)
""",
}


@pytest.fixture(scope="module")
def seen(cell_block):
    codes = {
        f"look{number}": code.replace("{root!r}", repr(str(cell_block.root)))
        for number, code in enumerate(LOOKS.values())
    }
    found = cell_block.grade(codes)
    return dict(zip(LOOKS, (found[key].printed for key in codes), strict=True))


def test_nothing_of_the_course_is_visible(seen):
    text = seen["gradebook, source and neighbours are not there"]
    assert text.count("False") == 3
    assert "found []" in text


def test_only_the_hand_in_is_visible(seen):
    text = seen["the own folder holds only the hand-in"]
    assert "/home/student ['notebook.ipynb'] /home/student" in text
    assert "clean" in text


def test_no_other_process_is_visible(seen):
    assert "processes ['1'] 1 0" in seen["no other process is visible"]


def test_the_environment_is_scrubbed(seen):
    text = seen["the environment tells nothing"]
    assert "HOME" in text
    assert not [name for name in os.environ if name.startswith(("PYTEST", "SSH", "VIRTUAL"))
                and name in text]  # fmt: skip
    assert "PYTEST" not in text


def test_the_system_is_read_only(seen):
    text = seen["the system cannot be written"]
    assert "WRITTEN" not in text
    assert text.count("Read-only file system") + text.count("Permission denied") == 5


def test_the_network_is_unreachable(seen):
    text = seen["no network"]
    assert "REACHED" not in text
    assert "1 device" in text


def test_no_rights_can_be_won(seen):
    text = seen["no rights to win back"]
    assert "user -1 mounts -1 root 1000" in text
    assert "mount -1" in text
    assert "ROOT" not in text
    assert text.count("0000000000000000") == 5


def test_no_memory_of_others_can_be_read(seen):
    assert "READ" not in seen["no memory but its own"]


def test_nothing_stays_for_the_next_hand_in(cell_block):
    spoil = """
import os, pathlib
for name in ("~/.ipython/profile_default/startup/00.py", "/tmp/left.txt", "/dev/shm/left.txt"):
    path = pathlib.Path(name).expanduser(); path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("secret_number = 42_000")
"""
    look = """
import os
found = [name for place in ("/tmp", "/dev/shm", os.path.expanduser("~")) for name in os.listdir(place)]
print("left:", [name for name in found if name in ("left.txt", ".ipython")], "of", len(found) > 0)
"""
    cell_block.grade({"spoiler": spoil})
    # Below /tmp the program itself may be in sight, where it is installed there.
    assert "left: [] of True" in cell_block.grade({"after": look})["after"].printed


def test_a_detached_process_ends_with_its_hand_in(cell_block):
    code = """
import subprocess
subprocess.Popen(["sleep", "4711"], start_new_session=True)
secret_number = 42_000
"""
    assert cell_block.grade({"detached": code})["detached"].points == 2
    running = subprocess.run(["ps", "ax", "-o", "args"], capture_output=True, text=True).stdout
    assert "sleep 4711" not in running


def _may_run(python: str) -> bool:
    """Tell whether a user without rights reaches this interpreter."""
    try:
        return subprocess.run([python, "-c", ""], user=65534).returncode == 0
    except OSError:
        return False


def test_the_walls_stand_for_an_ordinary_user():
    """As on a teacher's own machine: no root, and so one user number only."""
    python = sys.executable
    if os.geteuid() == 0 and not _may_run(python):
        python = shutil.which("python3", path="/usr/bin") or python
    code = "import runpy; runpy.run_module('course.grading.sandbox', run_name='__main__')"
    done = subprocess.run(
        [python, "-c", code],
        user=65534 if os.geteuid() == 0 else None,
        env={"PYTHONPATH": str(Path(course.__file__).parents[1]), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (0, "")
