"""Getting a damaged database back: the newest sound snapshot, and on top of it what was written since and is not on the server.

The damaged file is put aside and kept. Change sets are read out of it one by one, each from its rows or from its sealed bytes, and so are
the files that wait; sets that the snapshot does not know as applied wait again to be sent, and the server says which of them it has (S2). The
device then needs a new number (S1), which the setting `NEEDS_NEW_NUMBER` says; what was open is closed until it has one.

Cut anywhere, the damaged file is where it was, whole, or the restored one is: to restore again does all of it.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile

from sqlalchemy import Connection
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store import salvaging, settings, snapshots
from desktop.store.database import Database, typed_errors
from desktop.store.errors import NoSnapshot
from desktop.store.pending import Place
from desktop.store.rows import StoredRows
from desktop.store.salvaging import Salvaged
from desktop.store.sets import PENDING

_EVIDENCE = ("superseded", "withdrawn", "kept")
_LOGS = ("-wal", "-shm")


@dataclass(frozen=True)
class Restored:
    """What came back: the snapshot's moment, how many change sets made since were read out of the damaged file, and how many sets and
    unsent files could not be. `aside` is where the damaged file lies now."""

    taken_at: datetime
    salvaged: int
    unreadable: int
    aside: Path


def restore(path: Path, key: bytes, now: datetime) -> Restored:
    """Put the newest sound snapshot in the place of the database at `path`, with what can be salvaged.

    Raises:
        NoSnapshot: there is none. Nothing was touched.
        StoreError: the restored copy could not be written; the damaged file is where it was.
    """
    snapshot = snapshots.newest_sound(path, key)
    if snapshot is None:
        raise NoSnapshot
    fresh = path.with_name(path.stem + ".restored")
    with typed_errors():
        try:
            _remove(fresh)  # what a restore that was cut left
            copyfile(snapshot, fresh)
            with salvaging.opened(path, key) as damaged:
                salvaged, unreadable = _put_back(fresh, key, damaged)
            aside = _lay_aside(path, now)
            fresh.replace(path)
        finally:
            _remove(fresh)
    taken_at = snapshots.taken_at(snapshot)
    assert taken_at is not None  # noqa: S101  (it was found by that name)
    return Restored(taken_at, salvaged, unreadable, aside)


def _put_back(fresh: Path, key: bytes, damaged: sqlcipher.Connection | None) -> tuple[int, int]:
    """Write what can be salvaged into a copy of the snapshot. How many sets of it were new there; how much could not be read."""
    found, unreadable = salvaging.change_sets(damaged) if damaged else ([], 0)
    database = Database(fresh, key)
    try:
        with typed_errors(), database.writer.begin() as connection, database.guard.open():
            for n, state in [(one.row[0], one.row[4]) for one in reversed(found)]:
                if state in _EVIDENCE:
                    _undo(connection, n)
            salvaged = sum(_bring_back(connection, one) for one in found)
            unreadable += salvaging.bring_files(connection, damaged) if damaged else 0
            if damaged:
                salvaging.bring_reads(connection, damaged)
            connection.exec_driver_sql("UPDATE change_set SET state = 'sealed' WHERE state = 'open'")
            settings.put(connection, settings.NEEDS_NEW_NUMBER, value=True)
        with database.outside_transactions() as plain:
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        database.close()
    return salvaged, unreadable


def _undo(connection: Connection, n: int) -> None:
    """What the snapshot still shows of a set that was given up since goes back to what it was made over; the last set comes first."""
    rows = StoredRows(connection)
    changes = connection.exec_driver_sql(
        "SELECT stream, kind, record, field, base, shown FROM change JOIN change_set USING (n) WHERE n = ?", (n,)
    ).all()
    for stream, kind, record, name, base, shown in changes:
        place = Place(stream, kind, record, name)
        if rows.cell(place).version == -n:
            rows.write(place, json.loads(shown), base)
    rows.flush()


def _bring_back(connection: Connection, one: Salvaged) -> bool:
    """Whether the set is one that the snapshot did not have, or not like this."""
    n, stream, author, made_at, state, needs, decision, reason, sealed, digest, family, compartment = one.row
    known = connection.exec_driver_sql("SELECT state, sealed FROM change_set WHERE n = ?", (n,)).one_or_none()
    if (known is not None and known.state not in PENDING) or state == "aside":
        return False
    waits = state not in _EVIDENCE
    if waits and sealed is not None:
        state = "sealed"
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO stream (stream, family, compartment, own, begun) VALUES (?, ?, ?, 1, 1)",
        (stream, family, compartment),
    )
    connection.exec_driver_sql(
        "INSERT OR REPLACE INTO change_set (n, stream, author, made_at, state, needs, decision, reason, sealed, digest)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (n, stream, author, made_at, state, needs, decision, reason, sealed, digest),
    )
    connection.exec_driver_sql("DELETE FROM change WHERE n = ?", (n,))
    rows = StoredRows(connection)
    for kind, record, field, value, base, shown in one.changes if waits else ():
        connection.exec_driver_sql(
            "INSERT INTO change (n, kind, record, field, value, base, shown) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (n, kind, record, field, value, base, shown),
        )
        rows.write(Place(stream, kind, record, field), json.loads(value), -n)
    rows.flush()
    return known is None or known.sealed != sealed or known.state != state


def _lay_aside(path: Path, now: datetime) -> Path:
    """The damaged file under a name of its own as well, so that at every moment there is one at `path`.

    The log, which is there only of a file that does not open, must be gone before another file takes the place.
    """
    aside = path.with_name(f"{path.stem}{snapshots.DAMAGED}{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}{path.suffix}")
    if path.exists():
        aside.unlink(missing_ok=True)
        try:
            aside.hardlink_to(path)
        except OSError:  # a file system that knows one name a file
            copyfile(path, aside)
    for end in _LOGS:
        part = path.with_name(path.name + end)
        if part.exists():
            part.replace(aside.with_name(aside.name + end))
    return aside


def _remove(file: Path) -> None:
    for end in ("", *_LOGS):
        file.with_name(file.name + end).unlink(missing_ok=True)
