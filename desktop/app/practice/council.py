"""The council of practice: invented, and nowhere but in this process. It takes what is sent to it, and a colleague of it writes too.

Its keys are made from their names, so they are no secret and vouch for nothing: a real laptop believes the bundle that it was set up with.
"""

import hashlib
import os
from collections.abc import Collection, Sequence

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from desktop.store.anew import EPOCH
from desktop.store.replica import STAFF, StoreReplica
from desktop.store.session import Store
from sync.protocol import commitment, crypto, recovery, trust
from sync.protocol.certificate import certify
from sync.protocol.change_set import ALGORITHM, FORMAT, ChangeSet, Group, Head
from sync.protocol.messages import Applied, Closing, Verdict
from sync.protocol.receipts import Receipts, received, stamp
from sync.protocol.replica import Opened, Part
from sync.protocol.trust import Phone, RecoveryKey, TrustBundle
from sync.records.types import Wire, instant_text

COUNCIL, NAME = "practice", "Practice Council"
COLLEAGUE, COLLEAGUES_NAME = "priya.shah", "Priya Shah"
THEIR_DEVICE = 2


def _key(name: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(_secret(name))


def _secret(name: str) -> bytes:
    return hashlib.sha256(f"doorstep/practice/{name}".encode()).digest()


def council_json(phones: Sequence[Phone]) -> bytes:
    """The trust bundle of practice, with the telephone numbers that this laptop's own council gave."""
    sealing = recovery.public_key(_secret("recovery"))
    bundle = TrustBundle(
        n=1,
        council=COUNCIL,
        name=NAME,
        servers=("https://practice.invalid",),
        root=crypto.public_bytes(_key("root")),
        recovery=(RecoveryKey(recovery.key_id(sealing), sealing),),
        ingest=crypto.hybrid_public(_secret("ingest"), "doorstep/ingest-key/1"),
        receipt=crypto.public_bytes(_key("receipt")),
        order=crypto.public_bytes(_key("order")),
        forms=crypto.public_bytes(_key("forms")),
        phones=tuple(phones),
    )
    return trust.sign(bundle, _key("root"))


class PracticeCouncil:
    """Holds nothing: where streams stand is read from the laptop itself, which is the only one there is."""

    def __init__(self, store: Store, bundle: TrustBundle) -> None:
        self._store = store
        self._replica = StoreReplica(store, os.urandom, bundle)
        store.put_setting(STAFF, {COLLEAGUE: COLLEAGUES_NAME})

    def take(self, leave: Collection[str]) -> int:
        """Take all that waits, as a council would; how many change sets."""
        parcel = self._replica.seal(leave, ())
        sets = self._replica.read(parcel.sets)
        verdicts = []
        heads: dict[str, tuple[int, str]] = {}
        for n in parcel.sets:
            made = msgspec.json.decode(sets[n], type=ChangeSet)
            stream = made.head.stream
            applied, chain = self._next(made, heads.get(stream) or self._stands(stream))
            heads[stream] = applied.revision, chain
            verdicts.append(Verdict(n, stream, "applied", applied.revision, applied.received_at, chain))
        if verdicts:
            vouched = Receipts(
                COUNCIL, str(self._store.setting(EPOCH) or ""), self._store.identity.device, *received(verdicts)
            )
            self._replica.settle(verdicts, stamp(vouched, self._now(), _key("receipt")))
        return len(verdicts)

    def write(
        self, family: str, stream: str, compartment: str, group: tuple[str, str], fields: dict[str, Wire]
    ) -> None:
        """A colleague changes the fields of a record (its kind and id) who saw what the council had: what this laptop has not sent, they had not."""
        after, _chain = self._stands(stream)
        head = Head(FORMAT, ALGORITHM, COUNCIL, stream, THEIR_DEVICE, after + 1, COLLEAGUE, self._now())
        made = commitment.seal(head, [Group(*group, after, fields)], os.urandom(16), _key("colleague"))
        applied, chain = self._next(made, self._stands(stream))
        theirs = commitment.text(crypto.public_bytes(_key("colleague")))
        known = certify(COUNCIL, THEIR_DEVICE, COLLEAGUE, theirs, _key("receipt"))
        opening = Opened(stream, family, compartment, after, None, [])
        self._replica.devices()
        self._replica.take([Part(opening, [applied], Closing(applied.revision, chain), [known])])

    def _next(self, made: ChangeSet, stands: tuple[int, str]) -> tuple[Applied, str]:
        revision, now = stands[0] + 1, self._now()
        return Applied(revision, now, made), commitment.chain(
            stands[1], revision, now, commitment.digest(made), made.signature
        )

    def _stands(self, stream: str) -> tuple[int, str]:
        """The revision and the chain of a stream."""
        with self._store.viewing() as connection:
            found = connection.exec_driver_sql("SELECT revision, chain FROM stream WHERE stream = ?", (stream,)).first()
        return (0, commitment.NO_CHAIN) if found is None else (found.revision, found.chain)

    def _now(self) -> str:
        return instant_text(self._store.clock.now())
