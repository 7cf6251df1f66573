"""What every route is given."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec.structs import replace
from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError, TimeoutError  # noqa: A004  (of the pool)

from sync.protocol.messages import Manifest, Verdict
from sync.protocol.reads import Asked, Kept, ReadsHeld, answer
from sync.protocol.receipts import Receipts, Stamp, received, stamp
from sync.records.types import instant_text
from sync.server.access import Standing, standings
from sync.server.certifying import Certifier
from sync.server.council import Council
from sync.server.database import Database
from sync.server.quotas import Quotas
from sync.server.tables import stream


@dataclass(frozen=True)
class Central:
    """A council's server. `authorities` are the hosts under which it answers; `now` is the clock that judges freshness.

    `replica` is a copy of the database that may lag behind; it is read where it does not.
    """

    database: Database
    council: Council
    receipt_key: Ed25519PrivateKey
    authorities: frozenset[str]
    now: Callable[[], datetime]
    quotas: Quotas
    replica: Database | None = None

    @property
    def certifier(self) -> Certifier:
        """What vouches for this council's devices."""
        return Certifier(self.council.id, self.receipt_key)

    def stamped(self, manifest: Manifest, device: str) -> Manifest:
        """The same, with the council's word for its heads, to this device (F6)."""
        heads = [(head.stream, head.revision, head.chain) for head in manifest.streams]
        return replace(manifest, stamp=self._stamp(device, heads, []))

    def stamp_of(self, verdicts: Iterable[Verdict], device: str) -> Stamp:
        """The council's word for what it has of this device's, by the answers to a push (F6)."""
        return self._stamp(device, *received(verdicts))

    def answer_to_reads(self, kept: Kept, device: str) -> ReadsHeld:
        """The council's word for what it has of this device's log of reads (F6, F10)."""
        asked = Asked(self.council.id, self.council.epoch, device)
        return answer(kept, asked, instant_text(self.now()), self.receipt_key)

    def _stamp(self, device: str, heads: list[tuple[str, int, str]], kept: list[tuple[int, str]]) -> Stamp:
        receipts = Receipts(self.council.id, self.council.epoch, device, heads, kept)
        return stamp(receipts, instant_text(self.now()), self.receipt_key)

    def source_of(self, connection: Connection, user: str, streams: Collection[str]) -> Database:
        """Where a member reads these streams: the replica if it has all that `connection` sees of them, else the database itself."""
        if self.replica is None:
            return self.database
        wanted = select(stream.c.stream, stream.c.revision).where(stream.c.stream.in_(streams))
        here = {row.stream: row.revision for row in connection.execute(wanted)}
        try:
            with self.replica.reading() as copy:
                there = {row.stream: row.revision for row in copy.execute(wanted)}
                members = {name for name, how in standings(copy, user, streams).items() if how is Standing.MEMBER}
        except (OperationalError, TimeoutError):
            return self.database
        is_behind = any(name not in members or there[name] < revision for name, revision in here.items())
        return self.database if is_behind else self.replica
