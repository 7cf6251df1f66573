"""The laptop's files as the sync engine sees them: each step one transaction. See `sync.protocol.blobs.BlobReplica`."""

import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Row

from desktop.store import blobs
from desktop.store.blobs import COMING, HERE, WAITING
from desktop.store.session import Store
from sync.protocol.blobs import BlobName
from sync.protocol.limits import BLOB_BYTES, BLOB_CHUNK_BYTES

ROOM_BYTES = 256 * 2**20
"""How much of what others filed is held here unasked; each daily copy of the database is larger by as much."""

_TRIES = 2
"""How often a file that is not what its address says is fetched until the program next starts."""
_ADDRESS = re.compile(r"[0-9a-f]{64}")


class StoreBlobs:
    """Implements `BlobReplica` on an open store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._untrue: Counter[BlobName] = Counter()

    def unsent(self) -> Mapping[BlobName, int]:
        with self._store.viewing() as connection:
            rows = connection.exec_driver_sql(
                "SELECT stream, sha256, size FROM blob WHERE state = ? ORDER BY id", (WAITING,)
            )
            return {BlobName(row.stream, row.sha256): row.size for row in rows}

    def piece(self, name: BlobName, offset: int, most: int) -> bytes:
        first, skip = divmod(offset, BLOB_CHUNK_BYTES)
        found = bytearray()
        with self._store.viewing() as connection:
            blob = blobs.whole(connection, name.stream, name.sha256)
            for seq in range(first, first + (skip + most) // BLOB_CHUNK_BYTES + 1):
                found += b"" if blob is None else blobs.chunk(connection, blob, seq)
        return bytes(found[skip : skip + most])

    def receipted(self, name: BlobName) -> None:
        with self._store.applying() as connection:
            connection.exec_driver_sql(
                "UPDATE blob SET state = ? WHERE stream = ? AND sha256 = ? AND state = ?", (HERE, *_of(name), WAITING)
            )
            if not connection.exec_driver_sql("SELECT 1 FROM stream WHERE stream = ?", (name.stream,)).all():
                blobs.forget(connection, name.stream)

    def wanted(self) -> Sequence[BlobName]:
        with self._store.viewing() as connection:
            room = ROOM_BYTES - int(
                connection.exec_driver_sql(
                    "SELECT coalesce(sum(size), 0) FROM blob WHERE state = ?", (HERE,)
                ).scalar_one()
            )
            found: dict[BlobName, None] = {}
            for row in _spoken_of(connection):
                name = BlobName(row.stream, row.sha256)
                if name in found or not self._can_be_had(name, row.size):
                    continue
                room -= row.size
                if room < 0:
                    break
                found[name] = None
        return list(found)

    def came(self, name: BlobName) -> int:
        with self._store.viewing() as connection:
            blob = _coming(connection, name)
            if blob is None:
                return 0
            size = connection.exec_driver_sql("SELECT size FROM blob WHERE id = ?", (blob,)).scalar_one()
            return int(size)

    def take(self, name: BlobName, chunk: bytes) -> None:
        with self._store.applying() as connection:
            blob = _coming(connection, name)
            if blob is None:
                blob = blobs.begin(connection, name.stream, name.sha256, COMING)
            seq = connection.exec_driver_sql("SELECT count(*) FROM blob_chunk WHERE blob = ?", (blob,)).scalar_one()
            blobs.add(connection, blob, int(seq), chunk)

    def is_whole(self, name: BlobName) -> bool:
        with self._store.applying() as connection:
            blob = _coming(connection, name)
            if blob is None:
                return False
            found, seq = hashlib.sha256(), 0
            while chunk := blobs.chunk(connection, blob, seq):
                found.update(chunk)
                seq += 1
            if found.hexdigest() == name.sha256:
                connection.exec_driver_sql("UPDATE blob SET state = ? WHERE id = ?", (HERE, blob))
                return True
            connection.exec_driver_sql("DELETE FROM blob WHERE id = ?", (blob,))
        self._untrue[name] += 1
        return False

    def _can_be_had(self, name: BlobName, size: int) -> bool:
        """What others wrote into a record is not to be trusted to be an address, or a size."""
        return _ADDRESS.fullmatch(name.sha256) is not None and 0 < size <= BLOB_BYTES and self._untrue[name] < _TRIES


def _coming(connection: Connection, name: BlobName) -> int | None:
    found = connection.exec_driver_sql(
        "SELECT id FROM blob WHERE stream = ? AND sha256 = ? AND state = ?", (*_of(name), COMING)
    ).scalar()
    return None if found is None else int(found)


def _spoken_of(connection: Connection) -> Sequence[Row[Any]]:
    """What records speak of and that is not here, latest first."""
    return connection.exec_driver_sql(
        "SELECT attachment.stream, attachment.sha256, coalesce(attachment.size, 0) AS size FROM attachment"
        " LEFT JOIN blob ON blob.stream = attachment.stream AND blob.sha256 = attachment.sha256 AND blob.state != ?"
        " WHERE attachment.sha256 IS NOT NULL AND attachment.deleted IS NULL AND blob.id IS NULL"
        " ORDER BY attachment.id DESC",
        (COMING,),
    ).all()


def _of(name: BlobName) -> tuple[str, str]:
    return name.stream, name.sha256
