"""Getting a damaged database back: the newest sound snapshot, and on top of it what was written since and is not on the server.

The damaged file is moved aside and kept. Change sets are read out of it one by one, each from its rows or from its sealed bytes; those
that the snapshot does not know as applied wait again to be sent, and the server says which of them it has (S2). The device then needs a
new number (S1), which the setting `NEEDS_NEW_NUMBER` says; what was open is closed until it has one.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store import settings, snapshots
from desktop.store.database import Database, typed_errors
from desktop.store.errors import NoSnapshot, StoreError
from desktop.store.pending import Place
from desktop.store.profile import open_connection
from desktop.store.rows import StoredRows
from desktop.store.sets import PENDING
from sync.protocol.canonical import encode
from sync.protocol.change_set import ChangeSet, flattened

_EVIDENCE = ("superseded", "withdrawn", "kept")
_SET = "n, stream, author, made_at, state, needs, decision, reason, sealed, digest, family, compartment"


@dataclass(frozen=True)
class Restored:
    """What came back: the snapshot's moment, how many change sets made since were read out of the damaged file, and how many could
    not be. `aside` is where the damaged file lies now."""

    taken_at: datetime
    salvaged: int
    unreadable: int
    aside: Path


class _Salvaged(NamedTuple):
    row: Any
    changes: list[tuple[str, str, str, str, int, str]]


def restore(path: Path, key: bytes, now: datetime) -> Restored:
    """Put the newest sound snapshot in the place of the database at `path`, with what can be salvaged.

    Raises:
        NoSnapshot: there is none. Nothing was touched.
        StoreError: the restored copy could not be written; the damaged file is where it was.
    """
    snapshot = snapshots.newest_sound(path, key)
    if snapshot is None:
        raise NoSnapshot
    found, unreadable = _salvage(path, key)
    fresh = path.with_name(path.stem + ".restored")
    copyfile(snapshot, fresh)
    database = Database(fresh, key)
    try:
        with typed_errors(), database.guard.open(), database.writer.begin() as connection:
            for n, state in [(one.row[0], one.row[4]) for one in reversed(found)]:
                if state in _EVIDENCE:
                    _undo(connection, n)
            salvaged = sum(_bring_back(connection, one) for one in found)
            connection.exec_driver_sql("UPDATE change_set SET state = 'sealed' WHERE state = 'open'")
            settings.put(connection, settings.NEEDS_NEW_NUMBER, value=True)
        with database.outside_transactions() as plain:
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        database.close()
    aside = _move_aside(path, now)
    fresh.replace(path)
    taken_at = snapshots.taken_at(snapshot)
    assert taken_at is not None  # noqa: S101  (it was found by that name)
    return Restored(taken_at, salvaged, unreadable, aside)


def _salvage(path: Path, key: bytes) -> tuple[list[_Salvaged], int]:
    """Every change set that can be read, and how many cannot."""
    try:
        damaged = open_connection(path, key)
    except StoreError:
        return [], 0
    found: list[_Salvaged] = []
    unreadable = 0
    try:
        for n in range(1, _last_number(damaged) + 1):
            try:
                row = damaged.execute(
                    f"SELECT {_SET} FROM change_set JOIN stream USING (stream) WHERE n = ?", (n,)
                ).fetchone()
                if row is not None:
                    found.append(_Salvaged(row, list(_changes(damaged, n, row[8]))))
            except (sqlcipher.Error, msgspec.MsgspecError):
                unreadable += 1
    finally:
        damaged.close()
    return found, unreadable


def _last_number(damaged: sqlcipher.Connection) -> int:
    for question in ("SELECT seq FROM sqlite_sequence WHERE name = 'change_set'", "SELECT max(n) FROM change_set"):
        try:
            found = damaged.execute(question).fetchone()
        except sqlcipher.Error:
            continue
        if found and found[0]:
            return int(found[0])
    return 0


def _changes(
    damaged: sqlcipher.Connection, n: int, sealed: bytes | None
) -> Iterator[tuple[str, str, str, str, int, str]]:
    rows = damaged.execute("SELECT kind, record, field, value, base, shown FROM change WHERE n = ?", (n,)).fetchall()
    yield from rows
    if not rows and sealed is not None:
        for change in flattened(msgspec.json.decode(sealed, type=ChangeSet).changes):
            value = encode(change.value).decode()
            yield change.kind, change.record, change.field, value, change.base, "null"


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


def _bring_back(connection: Connection, one: _Salvaged) -> bool:
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


def _move_aside(path: Path, now: datetime) -> Path:
    """The damaged file and what belongs to it, under a name of their own."""
    aside = path.with_name(f"{path.stem}{snapshots.DAMAGED}{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}{path.suffix}")
    for end in ("-wal", "-shm", ""):
        part = path.with_name(path.name + end)
        if part.exists():
            part.replace(aside.with_name(aside.name + end))
    return aside
