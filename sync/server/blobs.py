"""The council's files (S30): taken in piece by piece, believed only when they are what their address says, and never collected.

Whoever is a member of a stream reads its files. Whoever was one may still bring those that their own change sets name, whatever became
of the sets: the bytes would be lost else.
"""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, func, insert, or_, select, update

from sync.protocol.blobs import BlobName, BlobStanding
from sync.protocol.limits import BLOB_BYTES
from sync.protocol.problems import ProblemCode
from sync.records.attachment import Attachment
from sync.records.ids import is_id
from sync.records.types import instant_text
from sync.server.access import Caller, Standing, may_write, standings
from sync.server.database import Database
from sync.server.quotas import Quotas, spend
from sync.server.tables import aside, blob, blob_piece, change_set, device, evidence, stream

ABANDONED = timedelta(days=7)
"""For how long an upload may stand still."""


def standing_of(connection: Connection, caller: Caller, names: Collection[BlobName]) -> list[BlobStanding]:
    """How far these files are; those that the caller may not bring are left out, as those of streams that do not exist."""
    known = standings(connection, caller.user, {name.stream for name in names if is_id(name.stream)})
    return [_standing(connection, caller, name) for name in names if _may_bring(connection, caller, name, known)]


def append(
    connection: Connection,
    caller: Caller,
    quotas: Quotas,
    at: str,
    name: BlobName,
    offset: int,
    piece: bytes,
    last: bool,
) -> BlobStanding | ProblemCode:
    """Take in the piece of a file that begins at `offset`; `last` says that the file ends with it.

    Raises:
        Spent: the device or the stream has had enough for today; nothing of it holds.
    """
    if not standing_of(connection, caller, [name]):
        return ProblemCode.STREAM_UNKNOWN
    _use(connection, caller, name, quotas, at, len(piece))
    now = _standing(connection, caller, name)
    if now.complete:
        return now
    if now.offset != offset:
        return ProblemCode.OFFSET
    end = offset + len(piece)
    if end > BLOB_BYTES:
        return ProblemCode.TOO_LARGE
    if piece:
        if offset == 0:
            _drop_abandoned(connection, at)
        place = {**_place(name), "device": caller.number, "start": offset}
        connection.execute(insert(blob_piece).values(**place, size=len(piece), bytes=piece, came_at=at))
    if not last:
        return BlobStanding(name.stream, name.sha256, end, complete=False)
    return _completed(connection, caller, name, end, at)


def size_of(connection: Connection, caller: Caller, name: BlobName) -> int | ProblemCode:
    """The size of a file that the caller may read."""
    known = standings(connection, caller.user, [name.stream] if is_id(name.stream) else [])
    if known.get(name.stream) is not Standing.MEMBER:
        return ProblemCode.STREAM_UNKNOWN
    row = _whole(connection, name)
    return ProblemCode.BLOB_UNKNOWN if row is None or row.erased_at is not None else int(row.size)


def read(database: Database, name: BlobName, first: int, end: int) -> Iterator[bytes]:
    """The bytes of a whole file from `first` up to `end`, a piece at a time, so that neither memory nor a connection is held."""
    of_file = (blob_piece.c.stream == name.stream, blob_piece.c.sha256 == name.sha256)
    while first < end:
        with database.reading() as connection:
            follows = select(blob_piece.c.start, blob_piece.c.bytes).where(*of_file, blob_piece.c.start <= first)
            row = connection.execute(follows.order_by(blob_piece.c.start.desc()).limit(1)).one_or_none()
        piece = b"" if row is None else bytes(row.bytes)[first - row.start : end - row.start]
        if not piece:
            return  # its bytes were taken out meanwhile
        yield piece
        first += len(piece)


def digest(connection: Connection, name: BlobName, number: int | None = None) -> str:
    """The SHA-256 of a whole file as it lies here, or of what has come of it from one device; in hexadecimal."""
    these = [blob_piece.c.stream == name.stream, blob_piece.c.sha256 == name.sha256]
    if number is not None:
        these.append(blob_piece.c.device == number)
    starts = connection.execute(
        select(blob_piece.c.device, blob_piece.c.start).where(*these).order_by(blob_piece.c.start)
    )
    found = hashlib.sha256()
    for row in starts.all():
        one = select(blob_piece.c.bytes).where(
            *these, blob_piece.c.device == row.device, blob_piece.c.start == row.start
        )
        found.update(connection.execute(one).scalar_one())
    return found.hexdigest()


def erase(connection: Connection, name: BlobName, at: str) -> None:
    """Take out the bytes of a file under authority (F3). Its address stays, and they are not asked for again."""
    connection.execute(delete(blob_piece).where(*_of(blob_piece, name)))
    if connection.execute(update(blob).where(*_of(blob, name)).values(erased_at=at)).rowcount == 0:
        connection.execute(insert(blob).values(**_place(name), size=0, received_at=at, erased_at=at))


def _completed(
    connection: Connection, caller: Caller, name: BlobName, size: int, at: str
) -> BlobStanding | ProblemCode:
    mine = (*_of(blob_piece, name), blob_piece.c.device == caller.number)
    if digest(connection, name, caller.number) != name.sha256:
        connection.execute(delete(blob_piece).where(*mine))
        return ProblemCode.CONTENT
    connection.execute(insert(blob).values(**_place(name), size=size, received_at=at))
    connection.execute(delete(blob_piece).where(*_of(blob_piece, name), blob_piece.c.device != caller.number))
    connection.execute(update(blob_piece).where(*mine).values(came_at=None))
    return BlobStanding(name.stream, name.sha256, size, complete=True)


def _drop_abandoned(connection: Connection, at: str) -> None:
    """Let go of uploads of the whole council that did not grow for so long; the laptop still has the file, and begins it again."""
    since = instant_text(datetime.fromisoformat(at) - ABANDONED)
    later = blob_piece.alias()
    its = (later.c[name] == blob_piece.c[name] for name in ("stream", "sha256", "device"))
    grows = exists().where(*its, later.c.came_at >= since)
    connection.execute(delete(blob_piece).where(blob_piece.c.came_at < since, ~grows))


def _standing(connection: Connection, caller: Caller, name: BlobName) -> BlobStanding:
    row = _whole(connection, name)
    if row is not None:
        return BlobStanding(name.stream, name.sha256, row.size, complete=True)
    mine = (*_of(blob_piece, name), blob_piece.c.device == caller.number)
    came = connection.execute(select(func.coalesce(func.sum(blob_piece.c.size), 0)).where(*mine)).scalar_one()
    return BlobStanding(name.stream, name.sha256, int(came), complete=False)


def _whole(connection: Connection, name: BlobName) -> Row[Any] | None:
    return connection.execute(select(blob).where(*_of(blob, name))).one_or_none()


def _may_bring(connection: Connection, caller: Caller, name: BlobName, known: Mapping[str, Standing]) -> bool:
    standing = known.get(name.stream, Standing.STRANGER)
    if standing is Standing.MEMBER:
        return may_write(caller.role, Attachment.kind)
    return standing is Standing.FORMER and _is_named(connection, caller, name)


def _is_named(connection: Connection, caller: Caller, name: BlobName) -> bool:
    """Whether a change set of this device speaks of the file: applied, set aside, refused, superseded or settling a conflict (S30)."""
    said = ((change_set, change_set.c.changes), (aside, aside.c.sealed), (evidence, evidence.c.sealed))
    found = (
        exists().where(table.c.stream == name.stream, table.c.device.in_(caller.numbers), text.contains(name.sha256))
        for table, text in said
    )
    return bool(connection.execute(select(or_(*found))).scalar_one())


def _use(connection: Connection, caller: Caller, name: BlobName, quotas: Quotas, at: str, size: int) -> None:
    """Count what came, under the lock of the device: one piece of a device at a time."""
    for table, this, most in (
        (device, device.c.number == caller.number, quotas.device_bytes),
        (stream, stream.c.stream == name.stream, quotas.stream_bytes),
    ):
        row = connection.execute(select(table).where(this).with_for_update()).one()
        connection.execute(update(table).where(this).values(spend(row, size, at, most)))


def _place(name: BlobName) -> dict[str, str]:
    return {"stream": name.stream, "sha256": name.sha256}


def _of(table: Any, name: BlobName) -> tuple[Any, ...]:
    return table.c.stream == name.stream, table.c.sha256 == name.sha256
