"""Making the database of a new laptop: beside its place, which it takes when nothing is missing.

So a laptop whose setting up was cut has none, and one that has any knows whose it is.
"""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from desktop.store import settings
from desktop.store.database import Database, typed_errors
from desktop.store.errors import DatabaseExists
from desktop.store.migrating import migrated
from desktop.store.migrations import Steps
from desktop.store.profile import open_connection
from desktop.store.settings import Identity
from sync.records.types import Wire


def create(path: Path, key: bytes, identity: Identity, first: Mapping[str, Wire], now: datetime, steps: Steps) -> None:
    """Make it at `path`, with these first settings.

    Raises:
        DatabaseExists: something is there already.
        StoreError: it could not be written.
    """
    if path.exists():
        raise DatabaseExists
    fresh = path.with_name(path.name + ".new")
    with typed_errors():
        for end in ("", "-wal", "-shm"):  # what a making that was cut left
            fresh.with_name(fresh.name + end).unlink(missing_ok=True)
        open_connection(fresh, key, create=True).close()
        database = migrated(Database(fresh, key), now, steps, is_new=True)
        try:
            with database.writer.begin() as connection:
                settings.put_identity(connection, identity)
                for name, value in first.items():
                    settings.put(connection, name, value)
            with database.outside_transactions() as plain:
                plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            database.close()
        fresh.replace(path)
