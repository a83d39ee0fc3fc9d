"""What can be wrong with a course or a machine: told in a sentence, and nothing lost."""

from __future__ import annotations

import os
import sqlite3

import pytest

from course.errors import CourseFault, ExitCode, MachineError
from course.grading import coordinator, database, marks, sandbox

pytestmark = pytest.mark.integration


@pytest.fixture
def ada(course):
    course.hand_in("data", "ada", {"condition": "retaliation"})
    return course


def test_a_gradebook_of_another_nbgrader_is_left_alone(ada):
    with sqlite3.connect(ada.folder.gradebook) as db:
        db.execute("update alembic_version set version_num = 'f00f00f00f00'")
    before = ada.folder.gradebook.read_bytes()
    with pytest.raises(MachineError, match="newer nbgrader"):
        ada.grade("data")
    assert ada.folder.gradebook.read_bytes() == before


def test_a_file_that_is_no_gradebook_is_told(ada):
    ada.folder.gradebook.write_bytes(b"no database at all, not even a small one" * 50)
    with pytest.raises(Exception, match="gradebook is damaged"):
        ada.grade("data")


def test_a_locked_gradebook_stops_the_run_and_can_be_graded_later(ada, monkeypatch):
    monkeypatch.setattr(database, "_PATIENCE_SECONDS", 0.1)
    other = sqlite3.connect(ada.folder.gradebook, isolation_level=None)
    other.execute("begin immediate")
    with pytest.raises(MachineError, match="locked"):
        ada.grade("data")
    assert not ada.folder.autograded.joinpath("ada").exists()
    other.execute("rollback")
    other.close()
    assert ada.grade("data").submissions[0].score == 2


def test_a_full_disk_stops_the_run_with_a_sentence(ada, monkeypatch):
    def full(path, content):
        raise OSError(28, os.strerror(28), str(path))

    monkeypatch.setattr(marks, "write_atomic", full)
    with pytest.raises(MachineError, match="No space left"):
        ada.grade("data")
    monkeypatch.undo()
    assert ada.grade("data").submissions[0].score == 2


def test_a_check_that_touches_the_students_objects_is_refused_before_anything_is_run(course):
    path = course.folder.source / "code" / "notebook.ipynb"
    path.write_text(
        path.read_text().replace('award(number(\\"days\\", key=42), points=2)', "assert days == 42")
    )
    course.hand_in("code", "ada")
    with pytest.raises(CourseFault, match="check-days-number"):
        course.grade("code")


def test_a_machine_without_namespaces_is_told_with_the_remedy(ada, monkeypatch):
    from course.grading import pool

    class Refusing(pool.Pool):
        def _launch(self):
            return {"refused": "user namespace: No space left on device"}

    monkeypatch.setattr(coordinator, "Pool", Refusing)
    with pytest.raises(MachineError, match="--isolation none") as caught:
        ada.grade("data")
    assert "Remedy" in str(caught.value)
    assert caught.value.exit_code == ExitCode.MACHINE


def test_without_isolation_every_result_says_so(ada):
    report = ada.grade("data", isolation="none")
    assert report.isolation == "none"
    assert "not locked away" in report.submissions[0].flags[0]


def test_the_remedies_name_the_setting(monkeypatch):
    settings = {
        "/proc/sys/user/max_user_namespaces": "0",
        "/proc/sys/kernel/apparmor_restrict_unprivileged_userns": "1",
    }
    monkeypatch.setattr(sandbox, "_setting", lambda path: settings.get(path, ""))
    text = sandbox.explain("user namespace: Operation not permitted")
    assert "user.max_user_namespaces" in text
    assert "apparmor_restrict_unprivileged_userns" in text
