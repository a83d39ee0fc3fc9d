"""Linux namespaces around the zygote and around each hand-in.

Two walls, both without any privilege of the machine:

* :func:`enter_outer` closes the zygote in, once: own user, mount, network,
  host-name and message namespaces, and a root folder in memory that shows the
  system, the interpreter and this package read-only, and nothing of the course.
* :func:`enter_inner` closes one hand-in in, in the process forked for it: own
  process numbers, own network without any device, fresh folders in memory as
  the only writable place, another user without capabilities, no new
  privileges, resource limits.

A step that the machine forbids raises a :class:`RefusedError` that names it.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn

from course.grading.budgets import Budget
from course.grading.files import HOME, STUDENT, build_root, empty_folder, readable_folders
from course.grading.linux import (
    APART,
    CLONE_NEWPID,
    CLONE_NEWUSER,
    LAST_CAPABILITY,
    MS_NODEV,
    MS_NOEXEC,
    MS_NOSUID,
    PR_CAPBSET_DROP,
    PR_SET_DUMPABLE,
    PR_SET_NO_NEW_PRIVS,
    PR_SET_PDEATHSIG,
    RefusedError,
    call,
    libc,
    mount,
    prctl,
    write_setting,
)

__all__ = [
    "RefusedError",
    "available",
    "end_with_parent",
    "enter_inner",
    "enter_outer",
    "explain",
    "fork_into_processes",
    "limit_resources",
]

_NOBODY: Final = 65534
_PROBE_SECONDS: Final = 20


def available() -> str:
    """Tell whether hand-ins can be isolated on this machine.

    Called by ``course doctor``, ``course demo`` and before a run; it closes a
    short-lived process in, just as a run does.

    Returns
    -------
    str
        Empty if they can; else the reason and the remedy.
    """
    if not sys.platform.startswith("linux"):
        return (
            "Isolation needs Linux. On Windows, run the course inside WSL 2; elsewhere, use a "
            "Linux machine or a virtual one."
        )
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-m", "course.grading.sandbox"],
            capture_output=True,
            text=True,
            timeout=_PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"The test of the isolation did not run ({error})."
    if done.returncode == 0:
        return ""
    return explain(done.stdout.strip() or "the test of the isolation ended at once")


def explain(refusal: str) -> str:
    """Return a refusal with what can be done about it on this machine."""
    remedies = []
    if _setting("/proc/sys/user/max_user_namespaces") == "0":
        remedies.append('allow user namespaces with "sysctl user.max_user_namespaces=15000"')
    if _setting("/proc/sys/kernel/unprivileged_userns_clone") == "0":
        remedies.append(
            'allow them to ordinary users with "sysctl kernel.unprivileged_userns_clone=1"'
        )
    if _setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == "1":
        remedies.append(
            "let AppArmor allow them with "
            '"sysctl kernel.apparmor_restrict_unprivileged_userns=0", or with a profile for '
            f"{sys.executable}"
        )
    if Path("/.dockerenv").exists() or Path("/run/.containerenv").exists():
        remedies.append(
            "start this container with permission for namespaces (with Docker: "
            '"--security-opt seccomp=unconfined --security-opt apparmor=unconfined '
            '--cap-add SYS_ADMIN")'
        )
    remedy = "; or ".join(remedies) or "ask the administrator to allow user namespaces"
    return f"This machine does not let student code be locked away ({refusal}). Remedy: {remedy}."


# ---- the outer wall --------------------------------------------------------------------------


def enter_outer(hidden: Sequence[Path] = ()) -> None:
    """Close this process in; it returns in a child that is process 1 of its namespace.

    Called once, by the zygote, before it loads anything. The calling process
    stays outside, waits, and ends as the child ends.

    Parameters
    ----------
    hidden : sequence of pathlib.Path
        Folders that must not be seen even where a readable folder holds them.

    Raises
    ------
    RefusedError
        If the machine forbids a step.
    """
    user, group = os.geteuid(), os.getegid()
    mapped = _start_mapping_helper(user, group)
    call("user namespace", libc.unshare, CLONE_NEWUSER | CLONE_NEWPID | APART)
    mapped()
    child = os.fork()
    if child:
        _wait_and_end(child)
    end_with_parent()
    build_root(readable_folders(), hidden)


def _start_mapping_helper(user: int, group: int) -> Any:
    """Fork a process that stays outside and writes our user numbers once we are inside.

    Only a process outside may map a second user, and root needs a second one:
    student code must not run as a user who owns files of the machine.
    """
    go_read, go_write = os.pipe()
    done_read, done_write = os.pipe()
    target = os.getpid()
    helper = os.fork()
    if helper == 0:
        os.close(go_write)
        os.read(go_read, 1)
        text = _write_maps(target, user, group)
        os.write(done_write, text.encode() or b"+")
        os._exit(0)
    os.close(go_read)
    os.close(done_write)

    def mapped() -> None:
        os.write(go_write, b"g")
        answer = os.read(done_read, 4096)
        os.close(go_write)
        os.close(done_read)
        os.waitpid(helper, 0)
        if answer != b"+":
            raise RefusedError("user numbers", answer.decode() or "the helper ended")

    return mapped


def _write_maps(target: int, user: int, group: int) -> str:
    """Map the users of a process; return what the system answered if it refused."""
    single = f"0 {user} 1\n", f"0 {group} 1\n"
    double = (f"0 {user} 1\n1 {_NOBODY} 1\n", f"0 {group} 1\n1 {_NOBODY} 1\n")
    refusal = ""
    for users, groups in (double, single) if user == 0 else (single,):
        try:
            if users == single[0]:
                write_setting(f"/proc/{target}/setgroups", "deny")
            write_setting(f"/proc/{target}/uid_map", users)
            write_setting(f"/proc/{target}/gid_map", groups)
        except OSError as error:
            refusal = str(error)
        else:
            return ""
    return refusal


def _wait_and_end(child: int) -> NoReturn:
    """Wait for the process inside and end the same way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # A socket held here too would hide from its other side that the child is gone.
    os.closerange(3, 1024)
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) & 0xFF)


# ---- the inner wall --------------------------------------------------------------------------


def fork_into_processes() -> int:
    """Fork a child that is process 1 of a fresh set of process numbers.

    Called by the zygote inside the outer wall, for each hand-in. When the child
    ends, the kernel ends everything it started.

    Returns
    -------
    int
        As :func:`os.fork`.
    """
    own = os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC)
    try:
        call("process namespace", libc.unshare, CLONE_NEWPID)
        child = os.fork()
        if child:
            call("process namespace", libc.setns, own, CLONE_NEWPID)
        return child
    finally:
        os.close(own)


def enter_inner(budget: Budget) -> None:
    """Close one hand-in in.

    Called in the forked child, before any byte of the hand-in is looked at.

    Parameters
    ----------
    budget : Budget
        Its limits.

    Raises
    ------
    RefusedError
        If the machine forbids a step.
    """
    call("namespaces of a hand-in", libc.unshare, APART)
    call("host name", libc.sethostname, b"course", 6)
    room = f"size={budget.scratch_bytes},nr_inodes=4096,mode=1777"
    mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC)
    for folder in ("/tmp", HOME, "/dev/shm"):  # noqa: S108 - a private one, in memory
        empty_folder(Path(folder), room)
    mount("devpts", "/dev/pts", "devpts", MS_NOSUID | MS_NOEXEC, "newinstance,ptmxmode=0666")
    outer = _leave_root()
    call("user namespace of a hand-in", libc.unshare, CLONE_NEWUSER)
    # A process that changed its user may not open its own files in /proc without this.
    prctl("own process files", PR_SET_DUMPABLE, 1)
    write_setting("/proc/self/setgroups", "deny")
    write_setting("/proc/self/uid_map", f"{STUDENT} {outer} 1\n")
    write_setting("/proc/self/gid_map", f"{STUDENT} {outer} 1\n")
    write_setting("/proc/sys/user/max_user_namespaces", "0")
    _drop_capabilities()
    limit_resources(budget)
    os.chdir(HOME)


def limit_resources(budget: Budget) -> None:
    """Set the limits that the kernel enforces on each process.

    Called in the forked child; without isolation these are all there is.
    """
    limits = {
        resource.RLIMIT_CPU: budget.cpu_seconds,
        resource.RLIMIT_AS: budget.address_bytes,
        resource.RLIMIT_FSIZE: budget.file_bytes,
        resource.RLIMIT_NOFILE: budget.open_files,
        resource.RLIMIT_CORE: 0,
    }
    if os.geteuid() == STUDENT:
        # Outside a namespace of its own the number counts all processes of the user.
        limits[resource.RLIMIT_NPROC] = budget.processes
    for kind, value in limits.items():
        hard = resource.getrlimit(kind)[1]
        most = value if hard == resource.RLIM_INFINITY else min(value, hard)
        # The last second of processor time is for a signal that cannot be caught.
        soft = max(most - 1, 0) if kind == resource.RLIMIT_CPU else most
        resource.setrlimit(kind, (soft, most))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def end_with_parent() -> None:
    """Ask the kernel to end this process when the one that forked it ends."""
    if sys.platform.startswith("linux"):
        prctl("end with its parent", PR_SET_PDEATHSIG, signal.SIGKILL)


def _leave_root() -> int:
    """Change to the second user where there is one; return the number in use outside."""
    if len(Path("/proc/self/uid_map").read_text(encoding="ascii").splitlines()) == 1:
        return 0
    os.setgroups([])
    os.setresgid(1, 1, 1)
    os.setresuid(1, 1, 1)
    return 1


def _drop_capabilities() -> None:
    """Give up every capability, for good."""
    for number in range(LAST_CAPABILITY + 1):
        if libc.prctl(PR_CAPBSET_DROP, number, 0, 0, 0) != 0:
            break  # past the last one this kernel knows
    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    empty = (ctypes.c_uint32 * 6)()
    call("capabilities", libc.capset, header, empty)
    prctl("no new privileges", PR_SET_NO_NEW_PRIVS, 1)


def _setting(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _probe() -> int:
    """Close a process in as a run does; print the refusal if there is one."""
    try:
        enter_outer()
        child = fork_into_processes()
        if child == 0:
            try:
                enter_inner(Budget())
            except (RefusedError, OSError) as error:
                os.write(1, str(error).encode())
                os._exit(1)
            os._exit(0)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except (RefusedError, OSError) as error:
        print(error)
        return 1


if __name__ == "__main__":
    raise SystemExit(_probe())
