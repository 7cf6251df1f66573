"""A store and the messages that a server would send it, made by hand: one laptop's half of the protocol without a line."""

import os
from collections.abc import Mapping, Sequence

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.casework.desk import Desk
from desktop.store.anew import EPOCH
from desktop.store.replica import StoreReplica
from sync.protocol import commitment, crypto
from sync.protocol.certificate import Certificate, certify
from sync.protocol.change_set import ALGORITHM, FORMAT, ChangeSet, Group, Head
from sync.protocol.epoch import Restored
from sync.protocol.messages import (
    Applied,
    Closing,
    Manifest,
    Receipt,
    Settled,
    Snapshot,
    State,
    StreamHead,
    Verdict,
)
from sync.protocol.receipts import Receipts, Stamp, received, stamp
from sync.protocol.replica import Opened, Parcel, Part
from sync.records.ids import stream_id
from sync.records.types import Wire
from tests.support.trust import BUNDLE, COUNCIL, RECEIPT_KEY

AT = "2026-10-06T10:00:00Z"
COLLEAGUE, THEIR_DEVICE = "sam", 99
NOTHING_ELSE: Mapping[str, str] = {}


def stamped(desk: Desk, verdicts: Sequence[Verdict], key: Ed25519PrivateKey = RECEIPT_KEY, at: str = AT) -> Stamp:
    """What signs the answer to a push of this desk's laptop."""
    epoch = str(desk.store.setting(EPOCH) or "")
    return stamp(Receipts(COUNCIL, epoch, desk.store.identity.device, *received(verdicts)), at, key)


class Exchange:
    """What a server that holds one stream of one family would say to this desk's laptop."""

    def __init__(self, desk: Desk, family: str, compartment: str = "team") -> None:
        self._desk = desk
        self.family = family
        self.compartment = compartment
        self.stream = stream_id(family, compartment)
        self.replica = StoreReplica(desk.store, os.urandom, BUNDLE)
        self.revision = 0
        self.chain = commitment.NO_CHAIN
        self._key = Ed25519PrivateKey.generate()
        self._n = 0
        self.at = AT
        """The server's clock, as it signs."""

    @property
    def certificate(self) -> Certificate:
        """The council's word for the colleague's device."""
        public = commitment.text(crypto.public_bytes(self._key))
        return certify(COUNCIL, THEIR_DEVICE, COLLEAGUE, public, RECEIPT_KEY)

    def sealed(self, leave: Sequence[str] = (), taken: Sequence[str] = ()) -> dict[int, ChangeSet]:
        """What a push would carry of this stream, by number."""
        parcel = self.replica.seal(leave, taken)
        bytes_of = self.replica.read(parcel.sets)
        sets = {n: msgspec.json.decode(bytes_of[n], type=ChangeSet) for n in parcel.sets}
        return {n: made for n, made in sets.items() if made.head.stream == self.stream}

    def parcel(self) -> Parcel:
        return self.replica.seal((), ())

    def answer(self, *verdicts: Verdict) -> bool:
        """Settle verdicts that the council signed; whether the replica is behind."""
        return self.replica.settle(verdicts, stamped(self._desk, verdicts, at=self.at))

    def accept(self, made: ChangeSet) -> Applied:
        """The server takes a set as its next revision."""
        self.revision += 1
        self.chain = commitment.chain(self.chain, self.revision, AT, commitment.digest(made), made.signature)
        return Applied(self.revision, AT, made)

    def receipt(self, applied: Applied) -> Verdict:
        """The verdict on a set of this laptop's that was accepted."""
        n = applied.change_set.head.n
        return Verdict(n, self.stream, "applied", applied.revision, applied.received_at, self.chain)

    def refusal(self, n: int, code: str = "unknown_code", path: str = "note.sensitivity") -> Verdict:
        return Verdict(n, self.stream, "refused", code=code, path=path)

    def theirs(
        self, kind: str, record: str, base: int = 0, *, head: Mapping[str, str] = NOTHING_ELSE, **fields: Wire
    ) -> Applied:
        """A colleague's set, accepted. `head`: what its head says otherwise."""
        self._n += 1
        plain = Head(FORMAT, ALGORITHM, COUNCIL, self.stream, THEIR_DEVICE, self._n, COLLEAGUE, AT)
        said = msgspec.structs.replace(plain, **head)
        return self.accept(commitment.seal(said, [Group(kind, record, base, fields)], os.urandom(16), self._key))

    def pull(self, *sets: Applied | Receipt, settled: Sequence[Settled] = (), after: int | None = None) -> None:
        """Take a log page that begins before these sets, or after a revision."""
        if after is None:
            after = sets[0].revision - 1 if sets else self.revision
        opening = Opened(self.stream, self.family, self.compartment, after, None, list(settled))
        self.replica.devices()
        self.replica.take([Part(opening, sets, Closing(self.revision, self.chain), [self.certificate])])

    def snapshot(self, *states: State, revision: int, settled: Sequence[Settled] = ()) -> None:
        """Take a snapshot at a revision."""
        self.revision, self.chain = revision, f"chain-{revision}"
        begun = Snapshot(revision, self.chain)
        opening = Opened(self.stream, self.family, self.compartment, 0, begun, list(settled))
        self.replica.take([Part(opening, states, Closing(revision, self.chain))])

    def manifest(
        self,
        *heads: StreamHead,
        epoch: str = "e1",
        restored: Restored | None = None,
        key: Ed25519PrivateKey = RECEIPT_KEY,
    ) -> Manifest:
        """What the council signed of where streams stand."""
        told = [(head.stream, head.revision, head.chain) for head in heads]
        signed = stamp(Receipts(COUNCIL, epoch, self._desk.store.identity.device, told), self.at, key)
        return Manifest(1, epoch, "0", list(heads), restored=restored, stamp=signed)

    def head(self) -> StreamHead:
        """This stream as the server has it."""
        return StreamHead(self.family, self.compartment, self.revision, self.chain)
