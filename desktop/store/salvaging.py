"""Reading a damaged database: the change sets and unsent files that exist nowhere else, one by one, whatever else of it is unreadable."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store import blobs
from desktop.store.errors import StoreError
from desktop.store.profile import open_connection
from sync.protocol.canonical import encode
from sync.protocol.change_set import ChangeSet, flattened

_SET = "n, stream, author, made_at, state, needs, decision, reason, sealed, digest, family, compartment"
_LAST_GIVEN = "SELECT seq FROM sqlite_sequence WHERE name = 'change_set'"
_Change = tuple[str, str, str, str, int, str]


class Salvaged(NamedTuple):
    """A change set: its row with its stream's family and compartment, and its changes (kind, record, field, value, base, shown)."""

    row: Any
    changes: list[_Change]


@contextmanager
def opened(path: Path, key: bytes) -> Iterator[sqlcipher.Connection | None]:
    """The damaged database; None when it does not open at all. Closing it folds its log into it."""
    try:
        damaged = open_connection(path, key)
    except StoreError:
        yield None
        return
    try:
        yield damaged
        _fold_in(damaged)
    finally:
        damaged.close()


def change_sets(damaged: sqlcipher.Connection) -> tuple[list[Salvaged], int]:
    """Every change set that can be read, and how many cannot."""
    found: list[Salvaged] = []
    unreadable = 0
    for n in range(1, _last(damaged, _LAST_GIVEN, "SELECT max(n) FROM change_set") + 1):
        try:
            row = damaged.execute(
                f"SELECT {_SET} FROM change_set JOIN stream USING (stream) WHERE n = ?", (n,)
            ).fetchone()
            if row is not None:
                found.append(Salvaged(row, _changes(damaged, n, row[8])))
        except (sqlcipher.Error, msgspec.MsgspecError):
            unreadable += 1
    return found, unreadable


def bring_files(connection: Connection, damaged: sqlcipher.Connection) -> int:
    """Write the files that wait to be sent into a database that lacks them. How many could not be read whole."""
    numbers = range(1, _last(damaged, "SELECT max(id) FROM blob") + 1)
    return sum(not _bring_file(connection, damaged, number) for number in numbers)


def bring_reads(connection: Connection, damaged: sqlcipher.Connection) -> None:
    """Write the log of reads, as far as it can be read from its beginning: so it goes on without a gap (F10)."""
    with suppress(sqlcipher.Error):  # the council sees what is missing
        for row in damaged.execute("SELECT n, at, before, read, link, acknowledged_at FROM read_event ORDER BY n"):
            connection.exec_driver_sql("INSERT OR IGNORE INTO read_event VALUES (?, ?, ?, ?, ?, ?)", row)


def _fold_in(damaged: sqlcipher.Connection) -> None:
    try:
        damaged.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    except sqlcipher.OperationalError:
        raise  # the disk's refusal
    except sqlcipher.DatabaseError:
        return  # so damaged that no question is answered: nothing of its log was read either


def _last(damaged: sqlcipher.Connection, *questions: str) -> int:
    for question in questions:
        try:
            found = damaged.execute(question).fetchone()
        except sqlcipher.Error:
            continue
        if found and found[0]:
            return int(found[0])
    return 0


def _changes(damaged: sqlcipher.Connection, n: int, sealed: bytes | None) -> list[_Change]:
    """A set's changes from their rows; where they are gone or cannot be read, from the bytes that were sealed."""
    rows: list[_Change] = []
    try:
        rows = damaged.execute(
            "SELECT kind, record, field, value, base, shown FROM change WHERE n = ?", (n,)
        ).fetchall()
    except sqlcipher.Error:
        if sealed is None:
            raise
    if rows or sealed is None:
        return rows
    return [
        (change.kind, change.record, change.field, encode(change.value).decode(), change.base, "null")
        for change in flattened(msgspec.json.decode(sealed, type=ChangeSet).changes)
    ]


def _bring_file(connection: Connection, damaged: sqlcipher.Connection, number: int) -> bool:
    """Whether a file that waits is there whole; what came of another is let go of when the store is next opened."""
    try:
        row = damaged.execute(
            "SELECT stream, sha256 FROM blob WHERE id = ? AND state = ?", (number, blobs.WAITING)
        ).fetchone()
        if row is None or blobs.is_here(connection, *row):
            return True
        stream, sha256 = row
        begun = _copied(connection, damaged, number, blobs.begin(connection, stream, None, blobs.BEGUN))
    except sqlcipher.Error:
        return False
    if begun.sha256 != sha256:
        return False
    blobs.keep(connection, stream, begun)
    return True


def _copied(connection: Connection, damaged: sqlcipher.Connection, number: int, blob: int) -> blobs.Begun:
    found, size = hashlib.sha256(), 0
    chunks = damaged.execute("SELECT bytes FROM blob_chunk WHERE blob = ? ORDER BY seq", (number,))
    for seq, (chunk,) in enumerate(chunks):
        blobs.add(connection, blob, seq, chunk)
        found.update(chunk)
        size += len(chunk)
    return blobs.Begun(blob, found.hexdigest(), size, b"")
