"""Bringing an opened database to the last step of its schema: one transaction, after a snapshot of what was there."""

from datetime import datetime

from sqlalchemy import Connection

from desktop.store import snapshots
from desktop.store.database import Database, typed_errors
from desktop.store.errors import DatabaseDamaged, StoreTooNew
from desktop.store.migrations import Steps, step_of


def migrated(database: Database, now: datetime, steps: Steps, *, is_new: bool = False) -> Database:
    """The database at the last of these steps, its own tables checked. Where it fails, the database is closed.

    Raises:
        StoreTooNew: a later release wrote it.
        DatabaseDamaged: what exists nowhere else is not what was written; or it is not new, and there is nothing.
    """
    try:
        with typed_errors(), database.writer.connect() as connection:
            step = step_of(connection)
            if step is None and not is_new:
                raise DatabaseDamaged
            if step is not None and not steps.know(step):
                raise StoreTooNew(step)
            if step is not None:
                _check_own_tables(connection)
        if step != steps.head:
            _upgrade(database, step, now, steps)
    except BaseException:
        database.close()
        raise
    return database


def _upgrade(database: Database, step: str | None, now: datetime, steps: Steps) -> None:
    """One transaction, after a snapshot of what was there."""
    if step is not None:
        with database.copying_connection() as plain:
            snapshots.take(plain, database.path, database.key, now)
    with database.outside_transactions() as plain:
        plain.execute("PRAGMA foreign_keys = OFF")  # else a table made anew would take its dependants with it
    with typed_errors(), database.writer.begin() as connection, database.guard.open():
        steps.upgrade(connection)
        if connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise DatabaseDamaged
    with database.outside_transactions() as plain:
        plain.execute("PRAGMA foreign_keys = ON")
        database.guard.install(plain)


def _check_own_tables(connection: Connection) -> None:
    """What exists nowhere but here. The whole file is checked with each snapshot, and each page's seal whenever it is read."""
    for table in ("change_set", "change", "stream", "setting"):
        if connection.exec_driver_sql(f"PRAGMA quick_check({table})").scalars().all() != ["ok"]:
            raise DatabaseDamaged
