"""Files' bytes in the encrypted database, in chunks, beside the records that speak of them (S30).

A file's address is known once all of it was read, so its chunks are written first, each in a transaction of its own; the save of the record
makes it a file. A save that fails takes them with it; what a crash leaves of one that no record came to speak of is taken out when the
store is next opened.
"""

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from desktop.store.errors import StoreError
from sync.protocol.blobs import chunks
from sync.records.attachment import Attachment

if TYPE_CHECKING:
    from desktop.store.session import Store

BEGUN, WAITING, COMING, HERE = "begun", "waiting", "coming", "here"


@dataclass(frozen=True)
class Begun:
    """Chunks that are written and that no record speaks of yet. `head` are the first of the bytes: they tell what it is."""

    blob: int
    sha256: str
    size: int
    head: bytes


def write(store: "Store", stream: str, pieces: Iterable[bytes]) -> Begun:
    """Write a file's bytes as they come, to be kept with the record that `keep` is called for. Whatever `pieces` raises undoes it."""
    with store.applying() as connection:
        blob = begin(connection, stream, None, BEGUN)
    found, size, head = hashlib.sha256(), 0, b""
    try:
        for seq, chunk in enumerate(chunks(pieces)):
            with store.applying() as connection:
                add(connection, blob, seq, chunk)
            found.update(chunk)
            size += len(chunk)
            head = head or chunk[:16]
    except BaseException:
        _drop(store, blob)
        raise
    return Begun(blob, found.hexdigest(), size, head)


@contextmanager
def kept_by_the_block(store: "Store", begun: Begun) -> Iterator[None]:
    """For the save that keeps these bytes: where it fails, they go."""
    try:
        yield
    except BaseException:
        _drop(store, begun.blob)
        raise


def keep(connection: Connection, stream: str, begun: Begun) -> None:
    """Make it a file of the stream that waits to be sent, in the transaction of its record. The same bytes are held once."""
    if is_here(connection, stream, begun.sha256):
        connection.exec_driver_sql("DELETE FROM blob WHERE id = ?", (begun.blob,))
        return
    connection.exec_driver_sql("DELETE FROM blob WHERE stream = ? AND sha256 = ?", (stream, begun.sha256))
    connection.exec_driver_sql(
        "UPDATE blob SET sha256 = ?, size = ?, state = ? WHERE id = ?", (begun.sha256, begun.size, WAITING, begun.blob)
    )


def begin(connection: Connection, stream: str, sha256: str | None, state: str) -> int:
    """A file with nothing of it yet; its number."""
    made = connection.exec_driver_sql(
        "INSERT INTO blob (stream, sha256, state) VALUES (?, ?, ?) RETURNING id", (stream, sha256, state)
    )
    return int(made.scalar_one())


def add(connection: Connection, blob: int, seq: int, chunk: bytes) -> None:
    """The next chunk of a file."""
    connection.exec_driver_sql("INSERT INTO blob_chunk (blob, seq, bytes) VALUES (?, ?, ?)", (blob, seq, chunk))
    connection.exec_driver_sql("UPDATE blob SET size = size + ? WHERE id = ?", (len(chunk), blob))


def is_here(connection: Connection, stream: str, sha256: str) -> bool:
    """Whether the whole file is on this laptop."""
    return whole(connection, stream, sha256) is not None


def whole(connection: Connection, stream: str, sha256: str) -> int | None:
    """The number of a file that is here whole."""
    found = connection.exec_driver_sql(
        "SELECT id FROM blob WHERE stream = ? AND sha256 = ? AND state IN (?, ?)", (stream, sha256, WAITING, HERE)
    ).scalar()
    return None if found is None else int(found)


def standing(connection: Connection, stream: str, sha256: str) -> str:
    """WAITING for a receipt, or HERE with one; COMING where it is not here whole, or not at all."""
    found = connection.exec_driver_sql(
        "SELECT state FROM blob WHERE stream = ? AND sha256 = ?", (stream, sha256)
    ).scalar()
    return str(found) if found in (WAITING, HERE) else COMING


def chunk(connection: Connection, blob: int, seq: int) -> bytes:
    """One chunk of a file; empty behind the last."""
    found = connection.exec_driver_sql("SELECT bytes FROM blob_chunk WHERE blob = ? AND seq = ?", (blob, seq)).scalar()
    return b"" if found is None else bytes(found)


def doubt(connection: Connection) -> None:
    """The server was put back from a backup and may have lost files: let those made here wait again, as long as their sets are kept (S28).

    It is asked what it still has before anything is sent.
    """
    connection.exec_driver_sql(
        "UPDATE blob SET state = ? WHERE state = ? AND (stream, sha256) IN (SELECT stream, value ->> '$'"
        " FROM change JOIN change_set USING (n) WHERE kind = ? AND field = 'sha256')",
        (WAITING, HERE, Attachment.kind),
    )


def forget_begun(connection: Connection) -> None:
    """Take out what no record came to speak of."""
    connection.exec_driver_sql("DELETE FROM blob WHERE state = ?", (BEGUN,))


def forget(connection: Connection, stream: str) -> None:
    """Take out the files of a stream that is not this laptop's any more; those that wait stay, unread, until their receipt (S30)."""
    connection.exec_driver_sql("DELETE FROM blob WHERE stream = ? AND state != ?", (stream, WAITING))


def take_out(connection: Connection, stream: str, sha256: str) -> None:
    """Take out a file's bytes under authority: the council neither has them nor wants them (F3)."""
    connection.exec_driver_sql("DELETE FROM blob WHERE stream = ? AND sha256 = ?", (stream, sha256))


def _drop(store: "Store", blob: int) -> None:
    with (
        suppress(StoreError),
        store.applying() as connection,
    ):  # a full disk: then it goes when the store is next opened
        connection.exec_driver_sql("DELETE FROM blob WHERE id = ?", (blob,))
