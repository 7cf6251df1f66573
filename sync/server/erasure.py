"""Taking values and streams out for good, and the ledger that takes them out again of a database put back from a backup (F3).

The ledger is a file outside the database, one JSON object a line, appended to whenever something was taken out: ids and field names,
and nothing that they held. What is taken out leaves its commitments behind, so that every signature and chain still verifies (F2).
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from sqlalchemy import Connection, Table, and_, delete, select, update

from sync.protocol import commitment
from sync.protocol.blobs import BlobName
from sync.protocol.canonical import encode
from sync.protocol.change_set import ChangeSet, Group, Head, Redacted, flattened
from sync.records.attachment import Attachment
from sync.server import blobs, filing, person_links, sharing
from sync.server.tables import aside, blob, blob_piece, change_set, evidence, member, named_agency, record, stream


class LedgerUnreadable(Exception):
    """The file is not there, or a line of it says nothing that can be done."""


class Redact(Struct, frozen=True, tag="redact", tag_field="act", forbid_unknown_fields=True):
    """Values of one record, in all that was ever said of it."""

    at: str
    stream: str
    kind: str
    record: str
    fields: list[str] = []
    """Empty for all of them."""


class Destroy(Struct, frozen=True, tag="destroy", tag_field="act", forbid_unknown_fields=True):
    """A stream, whole."""

    at: str
    stream: str


Entry = Redact | Destroy


def read_ledger(file: Path) -> list[Entry]:
    """What was taken out, in order.

    Raises:
        LedgerUnreadable: of any line, even the last: better no server than one that tells again what was erased.
    """
    try:
        return [msgspec.json.decode(line, type=Entry) for line in file.read_bytes().splitlines()]
    except (OSError, msgspec.MsgspecError):
        raise LedgerUnreadable from None


def note(file: Path, entry: Entry) -> None:
    """Append to the ledger, durably: before the database commits, so that what is gone from it is always here."""
    with open(file, "ab", opener=_private) as ledger:
        ledger.write(msgspec.json.encode(entry) + b"\n")
        ledger.flush()
        os.fsync(ledger.fileno())


def take_out(connection: Connection, entry: Entry) -> None:
    """Do it. Done again, or where there is nothing of it, it changes nothing."""
    if isinstance(entry, Destroy):
        _destroy(connection, entry.stream)
        return
    for row in connection.execute(select(change_set).where(change_set.c.stream == entry.stream)).all():
        sealed = sealed_in(row)
        if gone := _positions(sealed, entry):
            _erase_files(connection, entry, sealed, gone)
            _store(connection, row, commitment.redact(sealed, gone))
    for table in (aside, evidence):
        _redact_beside(connection, table, entry)
    _redact_state(connection, entry)


def sealed_in(row: Any) -> ChangeSet:
    """The change set of a row of the log."""
    return ChangeSet(
        head=msgspec.json.decode(row.head, type=Head),
        changes=msgspec.json.decode(row.changes, type=list[Group]),
        signature=row.signature,
        seed=row.seed,
        redacted=None if row.redacted is None else msgspec.json.decode(row.redacted, type=Redacted),
    )


def _positions(sealed: ChangeSet, entry: Redact) -> set[int]:
    return {
        position
        for position, change in enumerate(flattened(sealed.changes))
        if (change.kind, change.record) == (entry.kind, entry.record)
        and (not entry.fields or change.field in entry.fields)
    }


def _store(connection: Connection, row: Any, sealed: ChangeSet) -> None:
    this = and_(change_set.c.stream == row.stream, change_set.c.revision == row.revision)
    values = {"changes": encode(sealed.changes).decode(), "seed": None, "redacted": encode(sealed.redacted).decode()}
    connection.execute(update(change_set).where(this).values(values))


def _redact_beside(connection: Connection, table: Table, entry: Redact) -> None:
    for row in connection.execute(select(table).where(table.c.stream == entry.stream)).all():
        sealed = msgspec.json.decode(row.sealed, type=ChangeSet)
        if gone := _positions(sealed, entry):
            _erase_files(connection, entry, sealed, gone)
            this = and_(table.c.device == row.device, table.c.n == row.n)
            bare = encode(commitment.redact(sealed, gone)).decode()
            connection.execute(update(table).where(this).values(sealed=bare))


def _erase_files(connection: Connection, entry: Redact, sealed: ChangeSet, gone: set[int]) -> None:
    """The bytes go with the address by which a value names them."""
    for position, change in enumerate(flattened(sealed.changes)):
        if position in gone and (change.kind, change.field) == (Attachment.kind, "sha256") and change.value is not None:
            blobs.erase(connection, BlobName(entry.stream, str(change.value)), entry.at)


def _redact_state(connection: Connection, entry: Redact) -> None:
    sharing.forget(connection, (entry.stream, entry.kind, entry.record))
    filing.forget(connection, entry.stream)
    this = and_(record.c.stream == entry.stream, record.c.kind == entry.kind, record.c.id == entry.record)
    for row in connection.execute(select(record).where(this)).all():
        fields: Mapping[str, Any] = msgspec.json.decode(row.fields)
        bare = {name: None if not entry.fields or name in entry.fields else value for name, value in fields.items()}
        connection.execute(update(record).where(this).values(fields=encode(bare).decode()))


def _destroy(connection: Connection, name: str) -> None:
    row = connection.execute(select(stream).where(stream.c.stream == name)).one_or_none()
    person_links.forget(connection, name)
    filing.forget(connection, name)
    for table in (record, named_agency, change_set, aside, evidence, blob_piece, blob, stream):
        connection.execute(delete(table).where(table.c.stream == name))
    if row is not None:
        place = and_(member.c.family == row.family, member.c.compartment == row.compartment)
        connection.execute(delete(member).where(place))


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
