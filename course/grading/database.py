"""The database behind nbgrader's gradebook: the only door to it.

The tables are nbgrader's own, read from the database that nbgrader made;
importing its models would cost more time than grading a class.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError, OperationalError

from course.errors import CourseError, MachineError
from course.grading.stock import known_versions

__all__ = ["Database"]

_PATIENCE_SECONDS: Final = 30.0
"""How long to wait for another program, such as formgrader, that is writing."""

_TABLES: Final = (
    "alembic_version",
    "assignment",
    "notebook",
    "base_cell",
    "grade_cells",
    "solution_cells",
    "task_cells",
    "source_cell",
    "student",
    "submitted_assignment",
    "submitted_notebook",
    "grade",
    "comment",
)


class Database:
    """An open database of nbgrader's.

    Parameters
    ----------
    url : str
        The database as SQLAlchemy names it.

    Attributes
    ----------
    tables : mapping of str to sqlalchemy.Table
        nbgrader's tables by name, with the columns that this database has.

    Raises
    ------
    MachineError
        If the database was made by another version of nbgrader, or cannot be opened.
    """

    def __init__(self, url: str) -> None:
        options: dict[str, Any] = (
            {"connect_args": {"timeout": _PATIENCE_SECONDS}} if "sqlite" in url else {}
        )
        self._engine = sa.create_engine(url, **options)
        try:
            with _explained():
                metadata = sa.MetaData()
                metadata.reflect(self._engine, only=lambda name, _: name in _TABLES)
                self.tables = metadata.tables
                self._connection = self._engine.connect()
                self._require_version()
        except BaseException:
            self._engine.dispose()
            raise

    def close(self) -> None:
        """Close the database."""
        self._connection.close()
        self._engine.dispose()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Do what the block does whole or not at all.

        Raises
        ------
        MachineError
            If the database is locked or the disk is full; nothing was written then.
        CourseError
            If the database is damaged.
        """
        with _explained(), self._connection.begin():
            yield

    def rows(self, query: sa.Select[Any]) -> list[Any]:
        """Return the rows of a query as mappings; call it within a transaction."""
        return list(self._connection.execute(query).mappings())

    def execute(self, statement: sa.Executable, values: Sequence[Any] | None = None) -> None:
        """Change rows, one for each of the values; call it within a transaction."""
        self._connection.execute(statement, values)

    def _require_version(self) -> None:
        """Refuse a database that this nbgrader does not know, or an older one."""
        table = self.tables.get("alembic_version")
        versions = known_versions()
        if table is None or not versions:
            return
        found = self._connection.execute(sa.select(table.c.version_num)).scalar()
        self._connection.rollback()
        if found not in versions:
            raise MachineError(
                "The gradebook was made by a newer nbgrader.",
                f'It has version "{found}", which the installed nbgrader does not know.',
                "Update nbgrader; the gradebook was not changed.",
            )
        if found in versions.values():
            raise MachineError(
                "The gradebook was made by an older nbgrader.",
                f'It has version "{found}".',
                'Make a copy of the file and run "nbgrader db upgrade"; it was not changed.',
            )


@contextmanager
def _explained() -> Iterator[None]:
    """Turn a fault of the database into a sentence."""
    try:
        yield
    except OperationalError as error:
        raise MachineError(
            "The gradebook could not be used.",
            f"The database says: {error.orig}.",
            "Close other programs that use it, or make room on the disk, and run the command "
            "again; hand-ins already graded are kept.",
        ) from error
    except DatabaseError as error:
        raise CourseError(
            "The gradebook is damaged.",
            f"The database says: {error.orig}.",
            "Restore gradebook.db from a copy, and run the command again.",
        ) from error
