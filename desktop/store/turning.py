"""Bringing a database under a new key (F4): whoever knew the old one can then open nothing that is written from now on.

Every row is exported into a new file, which is verified before it takes the old one's name. Cut at any point, the old file stands under
its old key or the new one under its new; `turned` again finishes it. Snapshots under the old key go once the new file is in place.
"""

from collections.abc import Sequence
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store import snapshots
from desktop.store.database import typed_errors
from desktop.store.errors import StoreError, WrongKey
from desktop.store.profile import open_connection


def turned(path: Path, key: bytes, former: Sequence[bytes]) -> None:
    """See to it that the database at `path` is under `key`, whichever of the `former` keys it is under now.

    Raises:
        WrongKey: none of them opens it.
        DatabaseDamaged: some page is not what was written.
        StoreError: it could not be read or written; it stands as it was.
    """
    for candidate in (key, *former):
        try:
            connection = open_connection(path, candidate)
        except WrongKey:
            continue
        with typed_errors():
            try:
                if candidate != key:
                    _export(connection, path, key)
            finally:
                connection.close()
            _let_go_of_former(path, key)
        return
    raise WrongKey


def _export(connection: sqlcipher.Connection, path: Path, key: bytes) -> None:
    fresh = path.with_suffix(".turning")
    fresh.unlink(missing_ok=True)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    snapshots.check_seals(connection)  # the export itself would say no more than that it failed
    connection.execute(f"ATTACH DATABASE ? AS fresh KEY \"x'{key.hex()}'\"", (str(fresh),))
    connection.execute("SELECT sqlcipher_export('fresh')").fetchall()
    connection.execute("DETACH DATABASE fresh")
    snapshots.verify(fresh, key)
    connection.close()
    fresh.replace(path)


def _let_go_of_former(path: Path, key: bytes) -> None:
    """Unlink the snapshots that are not under this key."""
    for snapshot in snapshots.all_of(path):
        try:
            open_connection(snapshot, key).close()
        except WrongKey:
            snapshot.unlink()
        except StoreError:
            continue  # damaged, and under this key
