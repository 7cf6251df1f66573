"""The answer to a pull: for each stream a snapshot from 0, or the log after what the device has. Stored JSON passes through as it is.

Each stream is read in one transaction, so that its snapshot is of one revision, and given out after it: a laptop on a slow line
keeps one stream in memory, never a connection to the database.
"""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Raw, Struct
from sqlalchemy import Connection, select

from sync.protocol.limits import PAGE_LINES
from sync.protocol.messages import Closing, Have, Opening
from sync.server.access import Caller, Standing, standings
from sync.server.database import Database
from sync.server.ledger import settled
from sync.server.tables import change_set, record, stream

_encode = msgspec.json.encode


class _State(Struct, tag="state", tag_field="t"):
    kind: str
    record: str
    version: int
    fields: Raw
    versions: Raw


class _ChangeSet(Struct, omit_defaults=True):
    head: Raw
    changes: Raw
    signature: str
    seed: str | None = None
    redacted: Raw | None = None


class _Applied(Struct, tag="set", tag_field="t"):
    revision: int
    received_at: str
    chain: str
    change_set: _ChangeSet


def pages(database: Database, caller: Caller, wanted: Iterable[Have]) -> Iterator[bytes]:
    """The lines of the answer, some at a time. A stream taken away meanwhile is left out."""
    yield from _paged(_lines(database, caller, wanted))


def _lines(database: Database, caller: Caller, wanted: Iterable[Have]) -> Iterator[bytes]:
    for have in wanted:
        with database.reading() as connection:
            if standings(connection, caller.user, [have.stream]).get(have.stream) is Standing.MEMBER:
                yield from _stream_lines(connection, caller, have)


def _paged(lines: Iterator[bytes]) -> Iterator[bytes]:
    page: list[bytes] = []
    for line in lines:
        page.append(line)
        if len(page) == PAGE_LINES:
            yield b"\n".join(page) + b"\n"
            page = []
    if page:
        yield b"\n".join(page) + b"\n"


def _stream_lines(connection: Connection, caller: Caller, have: Have) -> Iterator[bytes]:
    head = connection.execute(select(stream).where(stream.c.stream == have.stream)).one()
    answered = settled(connection, caller.numbers, have.stream, have.sealed)
    yield _encode(Opening(have.stream, head.family, head.compartment, have.revision, answered))
    yield from _log(connection, have) if have.revision else _snapshot(connection, have)
    yield _encode(Closing(have.stream, head.revision, head.chain))


def _snapshot(connection: Connection, have: Have) -> Iterator[bytes]:
    wanted = select(record).where(record.c.stream == have.stream).order_by(record.c.kind, record.c.id)
    for row in connection.execute(wanted):
        yield _encode(_State(row.kind, row.id, row.version, Raw(row.fields.encode()), Raw(row.versions.encode())))


def _log(connection: Connection, have: Have) -> Iterator[bytes]:
    after = (change_set.c.stream == have.stream, change_set.c.revision > have.revision)
    for row in connection.execute(select(change_set).where(*after).order_by(change_set.c.revision)):
        redacted = None if row.redacted is None else Raw(row.redacted.encode())
        sealed = _ChangeSet(Raw(row.head.encode()), Raw(row.changes.encode()), row.signature, row.seed, redacted)
        yield _encode(_Applied(row.revision, row.received_at, row.chain, sealed))
