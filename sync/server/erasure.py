"""Taking values and streams out for good, and the ledger that takes them out again of a database put back from a backup (F3).

The ledger is a file outside the database, one JSON object a line, appended to whenever something was taken out: ids and field names,
and nothing that they held. What is taken out leaves its commitments behind, so that every signature and chain still verifies (F2).
"""

import os
from dataclasses import dataclass
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
from sync.records.consent import Consent
from sync.rules.redactions import Places
from sync.server import blobs, filing, person_links, sharing
from sync.server.states import unpacked
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
    before: int = 0
    """The revision of the redaction: what was written later stays. 0 for everything."""
    redaction: str = ""
    """The record that says so, which a restored council writes again (`sync.server.redacting`); empty for conflicts about it."""
    ground: str = ""
    approved_by: str = ""
    asked_by: str = ""
    emptied: list[str] = []
    """The fields over which null was written."""

    @property
    def places(self) -> Places:
        """What goes."""
        return Places(self.kind, self.record, frozenset(self.fields))


class Destroy(Struct, frozen=True, tag="destroy", tag_field="act", forbid_unknown_fields=True):
    """A stream, whole."""

    at: str
    stream: str


Entry = Redact | Destroy


@dataclass(frozen=True)
class Taken:
    """How much went: values of the log, values of sets beside it, files."""

    values: int = 0
    beside: int = 0
    files: int = 0

    def __add__(self, other: "Taken") -> "Taken":
        return Taken(self.values + other.values, self.beside + other.beside, self.files + other.files)


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


def take_out(connection: Connection, entry: Entry) -> Taken:
    """Do it. Done again, or where there is nothing of it, it changes nothing."""
    if isinstance(entry, Destroy):
        _destroy(connection, entry.stream)
        return Taken()
    taken = Taken()
    log = select(change_set).where(change_set.c.stream == entry.stream)
    if entry.before:
        log = log.where(change_set.c.revision < entry.before)
    for row in connection.execute(log).all():
        sealed = sealed_in(row)
        if gone := _positions(sealed, entry):
            taken += Taken(len(gone), 0, _erase_files(connection, entry, sealed, gone))
            _store(connection, row, commitment.redact(sealed, gone))
    for table in (aside, evidence):
        taken += _redact_beside(connection, table, entry)
    _redact_state(connection, entry)
    return taken


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
    """Where something of it still stands."""
    return {
        position
        for position, change in enumerate(flattened(sealed.changes))
        if entry.places.hold(change.kind, change.record, change.field, change.value)
    }


def _store(connection: Connection, row: Any, sealed: ChangeSet) -> None:
    this = and_(change_set.c.stream == row.stream, change_set.c.revision == row.revision)
    values = {"changes": encode(sealed.changes).decode(), "seed": None, "redacted": encode(sealed.redacted).decode()}
    connection.execute(update(change_set).where(this).values(values))


def _redact_beside(connection: Connection, table: Table, entry: Redact) -> Taken:
    """Of sets beside the log nobody knows which revision they came before, but when they came."""
    beside = select(table).where(table.c.stream == entry.stream)
    if entry.before:
        beside = beside.where(table.c.received_at <= entry.at)
    taken = Taken()
    for row in connection.execute(beside).all():
        sealed = msgspec.json.decode(row.sealed, type=ChangeSet)
        if gone := _positions(sealed, entry):
            taken += Taken(0, len(gone), _erase_files(connection, entry, sealed, gone))
            this = and_(table.c.device == row.device, table.c.n == row.n)
            bare = encode(commitment.redact(sealed, gone)).decode()
            connection.execute(update(table).where(this).values(sealed=bare))
    return taken


def _erase_files(connection: Connection, entry: Redact, sealed: ChangeSet, gone: set[int]) -> int:
    """The bytes go with the address by which a value names them. How many there were."""
    addresses = {
        str(change.value)
        for position, change in enumerate(flattened(sealed.changes))
        if position in gone and (change.kind, change.field) == (Attachment.kind, "sha256") and change.value is not None
    }
    for address in addresses:
        blobs.erase(connection, BlobName(entry.stream, address), entry.at)
    return len(addresses)


def _redact_state(connection: Connection, entry: Redact) -> None:
    filing.forget(connection, entry.stream)
    this = and_(record.c.stream == entry.stream, record.c.kind == entry.kind, record.c.id == entry.record)
    for row in connection.execute(select(record).where(this)).all():
        state = unpacked(row.fields, row.version, row.versions)
        for name, value in [*state.fields.items()]:
            is_older = not entry.before or state.version(name) < entry.before
            if is_older and entry.places.hold(entry.kind, entry.record, name, value):
                state.fields[name] = None
        connection.execute(update(record).where(this).values(fields=encode(state.fields).decode()))
        if entry.kind == Consent.kind:
            sharing.note(connection, (entry.stream, entry.kind, entry.record), state)


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
