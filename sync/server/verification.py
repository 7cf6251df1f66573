"""Recomputes everything that the council's database claims (F2, F6): digests, signatures, chains, the state they add up to, files, the log of reads, and acts on person links.

It trusts no stored digest and says what is wrong by stream and revision, or by the id of what was set aside or kept as evidence; never by value.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, select

from sync.protocol.blobs import BlobName
from sync.protocol.canonical import NotCanonical, decode
from sync.protocol.certificate import public_key
from sync.protocol.change_set import ChangeSet, flattened
from sync.protocol.commitment import NO_CHAIN, Malformed, chain, digest, is_signed, text
from sync.protocol.epoch import may_jump
from sync.records.ids import stream_id
from sync.server import blobs, link_tally, person_links, reads
from sync.server.certifying import certificates
from sync.server.council import Council, load
from sync.server.erasure import sealed_in
from sync.server.states import State, unpacked
from sync.server.tables import aside, blob, change_set, device, device_number, evidence, record, stream

Keys = dict[int, Ed25519PublicKey]
"""The public key of the device behind each number."""


@dataclass(frozen=True)
class Finding:
    """One thing that is not as it was signed."""

    stream: str
    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.stream} {self.place}: {self.what}"


@dataclass
class Verified:
    """What was found in a whole council."""

    streams: int = 0
    change_sets: int = 0
    redacted_values: int = 0
    files: int = 0
    reads: int = 0
    links: int = 0
    findings: list[Finding] = field(default_factory=list)


def verified(connection: Connection) -> Verified:
    """Everything recomputed."""
    result = Verified()
    this = load(connection)
    keys = _certified(connection, this, result)
    for head in connection.execute(select(stream).order_by(stream.c.stream)).all():
        result.streams += 1
        if stream_id(head.family, head.compartment) != head.stream:
            result.findings.append(Finding(head.stream, "as a whole", "is filed under another family or compartment"))
        _Replay(connection, keys, head, this.floor, result).run()
        _check_files(connection, head, result)
    for table in (aside, evidence):
        kept = select(table).order_by(table.c.stream, table.c.device, table.c.n)
        for row in connection.execution_options(yield_per=100).execute(kept):
            place = f"device {row.device} n {row.n}, {table.name}"
            result.findings += [Finding(row.stream, place, what) for what in _faults_of_kept(row, keys)]
    _check_reads(connection, keys, result)
    _check_links(connection, this, result)
    return result


def _certified(connection: Connection, this: Council, result: Verified) -> Keys:
    """The keys that the council vouches for (F5)."""
    keys = {}
    numbers = connection.execute(select(device_number.c.number).order_by(device_number.c.number)).scalars().all()
    for one in certificates(connection, numbers):
        found = public_key(one, this.id, this.bundle.receipt)
        if found is None:
            result.findings.append(Finding("devices", f"number {one.number}", "is not whom the council certified"))
        else:
            keys[one.number] = Ed25519PublicKey.from_public_bytes(found)
    return keys


def _check_reads(connection: Connection, keys: Keys, result: Verified) -> None:
    """The log of reads (F10), laptop by laptop."""
    council = load(connection).id
    for row in connection.execute(select(device).order_by(device.c.number)).all():
        if row.number not in keys:
            continue  # found already
        count, faults = reads.checked(connection, council, row, keys[row.number])
        result.reads += count
        result.findings += [Finding(f"device {row.number}", f"read {n}", what) for n, what in faults]


def _check_links(connection: Connection, this: Council, result: Verified) -> None:
    """What was said of two people, against the council's signature."""
    for row, what in person_links.checked(connection, this):
        result.links += 1
        if what is not None:
            result.findings.append(Finding(row.stream, f"link of {row.person} to {row.other_person}, n {row.n}", what))
    if (what := link_tally.fault(connection, this)) is not None:
        result.findings.append(Finding("links", "the tally", what))


def _check_files(connection: Connection, head: Row[Any], result: Verified) -> None:
    """The bytes of each file against its address (S30)."""
    here = select(blob.c.sha256).where(blob.c.stream == head.stream, blob.c.erased_at.is_(None))
    for sha256 in connection.execute(here.order_by(blob.c.sha256)).scalars().all():
        result.files += 1
        if blobs.digest(connection, BlobName(head.stream, sha256)) != sha256:
            result.findings.append(
                Finding(head.stream, f"revision {head.revision}", f"file {sha256} is not what its address says")
            )


def _faults_of_kept(row: Row[Any], keys: Keys) -> Iterator[str]:
    """What is wrong with a set that lies beside the log, whole as it was sealed."""
    try:
        sealed = decode(row.sealed.encode(), ChangeSet)
        recomputed = digest(sealed)
    except (NotCanonical, Malformed):
        yield "cannot be read"
        return
    yield from _misfiled(sealed, row)
    yield from _unsigned(sealed, recomputed, row, keys)


def _misfiled(sealed: ChangeSet, row: Row[Any]) -> Iterator[str]:
    if (sealed.head.stream, sealed.head.device, sealed.head.n) != (row.stream, row.device, row.n):
        yield "is filed under another id"


def _unsigned(sealed: ChangeSet, recomputed: bytes, row: Row[Any], keys: Keys) -> Iterator[str]:
    if text(recomputed) != row.digest:
        yield "is not what its digest says"
    if row.device not in keys or not is_signed(recomputed, sealed.signature, keys[row.device]):
        yield "is not what its device signed"


class _Replay:
    """One stream from its first revision."""

    def __init__(self, connection: Connection, keys: Keys, head: Row[Any], floor: int, result: Verified) -> None:
        self._connection = connection
        self._keys = keys
        self._head = head
        self._floor = floor
        self._result = result
        self._states: dict[tuple[str, str], State] = {}
        self._gone: set[tuple[str, str, str, int]] = set()

    def run(self) -> None:
        link, revision = NO_CHAIN, 0
        log = select(change_set).where(change_set.c.stream == self._head.stream).order_by(change_set.c.revision)
        for row in self._connection.execution_options(yield_per=100).execute(log):
            self._result.change_sets += 1
            if row.revision != revision + 1 and not self._may_jump(revision, row.revision):
                self._wrong(row.revision, "follows a gap")
            revision = row.revision
            for what in self._faults(row, link):
                self._wrong(revision, what)
            link = row.chain
        if (self._head.revision, self._head.chain) != (revision, link):
            self._wrong(self._head.revision, "the stream's head is not its last change set")
        self._compare()

    def _may_jump(self, before: int, revision: int) -> bool:
        """Whether a restore lies between two revisions (S28). The chain says that nothing else does."""
        return revision <= self._floor + 1 and may_jump(before, revision)

    def _faults(self, row: Row[Any], previous: str) -> Iterator[str]:
        try:
            sealed = sealed_in(row)
            recomputed = digest(sealed)
        except (msgspec.MsgspecError, Malformed):
            yield "cannot be read"
            return
        self._apply(sealed, row.revision)
        yield from _misfiled(sealed, row)
        yield from _unsigned(sealed, recomputed, row, self._keys)
        if chain(previous, row.revision, row.received_at, recomputed, row.signature) != row.chain:
            yield "breaks the chain"

    def _apply(self, sealed: ChangeSet, revision: int) -> None:
        gone = sealed.redacted.commitments if sealed.redacted else {}
        self._result.redacted_values += len(gone)
        for position, change in enumerate(flattened(sealed.changes)):
            state = self._states.setdefault((change.kind, change.record), State())
            state.write({change.field: change.value}, revision)
            if str(position) in gone:
                self._gone.add((change.kind, change.record, change.field, revision))

    def _compare(self) -> None:
        """The stored records against the replayed ones; a redacted value may stand as whatever says so."""
        stored = select(record).where(record.c.stream == self._head.stream)
        found: dict[tuple[str, str], State] = {}
        for row in self._connection.execute(stored):
            try:
                found[row.kind, row.id] = unpacked(row.fields, row.version, row.versions)
            except msgspec.MsgspecError:
                self._wrong(self._head.revision, f"{row.kind} {row.id} cannot be read")
        for place in sorted(self._states.keys() | found.keys()):
            if self._telling(place, self._states) != self._telling(place, found):
                self._wrong(self._head.revision, f"{place[0]} {place[1]} is not what its change sets add up to")

    def _telling(self, place: tuple[str, str], states: dict[tuple[str, str], State]) -> dict[str, object]:
        state = states.get(place, State())
        return {
            name: (version, None if (*place, name, version) in self._gone else state.fields.get(name))
            for name, version in state.versions.items()
        }

    def _wrong(self, revision: int, what: str) -> None:
        self._result.findings.append(Finding(self._head.stream, f"revision {revision}", what))
