"""Encrypted copies of the whole database, taken beside running work: daily, and before a migration.

A copy has the same key, is verified page by page before it gets its name, and lies in a folder beside the database. A few are kept.
"""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store.database import typed_errors
from desktop.store.errors import DatabaseDamaged, StoreError
from desktop.store.profile import empty_connection, open_connection

KEEP = 5
EVERY = timedelta(days=1)
DAMAGED = "-damaged-"
"""In the name of a damaged database that was put aside."""
_PARTIAL = ".partial"
_NAMED = "%Y-%m-%dT%H%M%SZ"


def take(source: sqlcipher.Connection, path: Path, key: bytes, now: datetime) -> Path:
    """Copy the database at `path`, read through `source`; the oldest copies beyond `KEEP` go, and what earlier tries left.

    A copy with a later date is of a clock that ran ahead: it goes as well, or it would pass for the newest from now on.

    Raises:
        DatabaseDamaged: the copy is not sound, so neither is the database. No snapshot was taken, and none removed.
        DiskFull, DiskFailed: it could not be written.
    """
    folder = folder_of(path)
    folder.mkdir(mode=0o700, exist_ok=True)
    for left in folder.glob(f"*{_PARTIAL}*"):
        left.unlink()
    whole = folder / now.astimezone(UTC).strftime(_NAMED)
    partial = whole.with_suffix(_PARTIAL)
    check_seals(source)  # the backup itself would copy a damaged page as zeros, and seal them
    try:
        _copy(source, partial, key)
        verify(partial, key)
        partial.replace(whole)
    finally:
        partial.unlink(missing_ok=True)
    _sync(folder)
    there = all_of(path)
    kept = [copy for copy in there if copy <= whole][-KEEP:]
    for other in there:
        if other not in kept:
            other.unlink()
    return whole


def take_only(source: sqlcipher.Connection, path: Path, key: bytes, now: datetime) -> None:
    """Take a snapshot, and destroy every other copy of the database: earlier ones, half-made ones, damaged files put aside (F3).

    Raises:
        DatabaseDamaged, DiskFull, DiskFailed: as of `take`; none is destroyed.
    """
    fresh = take(source, path, key, now)
    for other in (*folder_of(path).iterdir(), *path.parent.glob(f"{path.stem}{DAMAGED}*")):
        if other != fresh:
            other.unlink()
    _sync(folder_of(path))


def all_of(path: Path) -> list[Path]:
    """The snapshots of a database, oldest first."""
    return sorted(file for file in folder_of(path).glob("*Z") if taken_at(file) is not None)


def is_due(path: Path, now: datetime) -> bool:
    """Whether the newest snapshot is a day old, or dated in the future by a clock since put right."""
    newest = [taken_at(file) for file in all_of(path)][-1:]
    return not newest or newest[0] is None or not timedelta(0) <= now - newest[0] < EVERY


def verify(path: Path, key: bytes) -> None:
    """Check the seal of every page of a copy, and how they hang together.

    Raises:
        StoreError: it does not open, or some page is not what was written.
    """
    connection = open_connection(path, key)
    try:
        check_seals(connection)
        with typed_errors():
            whole = connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
    finally:
        connection.close()
    if not whole:
        raise DatabaseDamaged


def check_seals(connection: sqlcipher.Connection) -> None:
    """Check the seal of every page of an open database.

    Raises:
        DatabaseDamaged: some page is not what was written.
    """
    with typed_errors():
        broken = connection.execute("PRAGMA cipher_integrity_check").fetchall()
    if broken:
        raise DatabaseDamaged


def newest_sound(path: Path, key: bytes) -> Path | None:
    """The newest snapshot that opens and is sound."""
    for snapshot in reversed(all_of(path)):
        try:
            verify(snapshot, key)
        except StoreError:
            continue
        return snapshot
    return None


def folder_of(path: Path) -> Path:
    """Where the snapshots of a database lie."""
    return path.with_name(path.stem + "-snapshots")


def taken_at(snapshot: Path) -> datetime | None:
    """When a snapshot was taken, by its name; None if it is no snapshot's."""
    try:
        return datetime.strptime(snapshot.name, _NAMED).replace(tzinfo=UTC)
    except ValueError:
        return None


def _copy(source: sqlcipher.Connection, target: Path, key: bytes) -> None:
    target.unlink(missing_ok=True)
    copy = empty_connection(target, key)
    try:
        with typed_errors():
            source.backup(copy)
    finally:
        copy.close()


def _sync(folder: Path) -> None:
    """Make a rename in the folder durable; Windows does so by itself."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
