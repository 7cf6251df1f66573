"""The devices whose change sets this laptop is given: whose key each is, as the council has certified (F5), and whether a pull's sets are theirs (F2).

What is examined is so outside every transaction: it is most of what taking in a colleague's day costs.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection

from desktop.store import settings
from sync.protocol import commitment
from sync.protocol.certificate import Certificate, public_key
from sync.protocol.change_set import ChangeSet
from sync.protocol.messages import Applied
from sync.protocol.replica import Page, Part
from sync.protocol.trust import TrustBundle
from sync.records.types import instant_text

DEVICE, SIGNATURE = "device", "signature"
"""Why a stream is held back: the council vouches for no key of the device; or it, and its person, signed something else, or for another stream."""


class Digests:
    """What the signatures of examined sets cover, so that their links need no second reckoning. Only while the sets are at hand."""

    def __init__(self) -> None:
        self._by_set: dict[int, bytes] = {}

    def note(self, made: ChangeSet, digest: bytes) -> None:
        """It was reckoned."""
        self._by_set[id(made)] = digest

    def of(self, made: ChangeSet) -> bytes:
        """As noted, else reckoned now."""
        return self._by_set.get(id(made)) or commitment.digest(made)


@dataclass(frozen=True)
class Examined:
    """A page without the parts that are not to be taken. `doubts`: by stream, its family and why."""

    page: list[Part] = field(default_factory=list)
    doubts: dict[str, tuple[str, str]] = field(default_factory=dict)
    digests: Digests = field(default_factory=Digests)
    learnt: list[tuple[int, str, bytes]] = field(default_factory=list)


@dataclass(frozen=True)
class _Device:
    user: str
    key: Ed25519PublicKey


class Devices:
    """Those that are known. To be loaded before each pull."""

    def __init__(self, bundle: TrustBundle) -> None:
        self._bundle = bundle
        self._known: dict[int, _Device] = {}
        self._doubted: set[str] = set()

    def load(self, connection: Connection) -> Sequence[int]:
        """Begin a pull. The numbers of those that are known, those learnt last first, before them this laptop's own, which needs no certificate."""
        rows = connection.exec_driver_sql("SELECT number, user, public_key FROM device ORDER BY rowid DESC").all()
        own = settings.get_identity(connection)
        self._known = {own.number: _Device(own.user, own.key().public_key())}
        self._known |= {number: _Device(user, _key(public)) for number, user, public in rows if number != own.number}
        self._doubted = set()
        return [*self._known]

    def examine(self, page: Page) -> Examined:
        """What of a page may be taken. Of a stream once in doubt nothing more is, until the next pull."""
        found = Examined()
        for part in page:
            self._learn(part.devices, found)
            stream = part.opening.stream
            code = None if stream in self._doubted else self._fault(part, found.digests)
            if code is not None:
                self._doubted.add(stream)
                found.doubts[stream] = (part.opening.family, code)
            if stream not in self._doubted:
                found.page.append(part)
        return found

    def _learn(self, certificates: Collection[Certificate], found: Examined) -> None:
        """The first key of a number is the one: a council that names another one later is not believed."""
        for one in certificates:
            public = public_key(one, self._bundle.council, self._bundle.receipt)
            if public is not None and one.number not in self._known:
                self._known[one.number] = _Device(one.user, _key(public))
                found.learnt.append((one.number, one.user, public))

    def _fault(self, part: Part, digests: Digests) -> str | None:
        sets = (line.change_set for line in part.lines if isinstance(line, Applied))
        return next((code for made in sets if (code := self._fault_of(part.opening.stream, made, digests))), None)

    def _fault_of(self, stream: str, made: ChangeSet, digests: Digests) -> str | None:
        head = made.head
        device = self._known.get(head.device)
        if device is None:
            return DEVICE
        try:
            digest = commitment.digest(made)
        except commitment.Malformed:
            return SIGNATURE
        is_theirs = (head.council, head.stream, head.author) == (self._bundle.council, stream, device.user)
        if not is_theirs or not commitment.is_signed(digest, made.signature, device.key):
            return SIGNATURE
        digests.note(made, digest)
        return None


def keep(connection: Connection, examined: Examined, now: datetime) -> None:
    """Write down which devices were learnt of, and which streams are in doubt, or no more."""
    if examined.learnt:
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO device (number, user, public_key) VALUES (?, ?, ?)", examined.learnt
        )
    whole = [(part.opening.stream,) for part in examined.page if part.is_whole]
    if whole and count_doubted(connection):
        connection.exec_driver_sql("DELETE FROM doubt WHERE stream = ?", whole)
    for stream, (family, code) in examined.doubts.items():
        connection.exec_driver_sql(
            "INSERT INTO doubt (stream, family, code, since) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (stream) DO UPDATE SET code = excluded.code",
            (stream, family, code, instant_text(now)),
        )


def count_doubted(connection: Connection) -> int:
    """How many streams are held back."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM doubt").scalar_one())


def doubt_only(connection: Connection, streams: Collection[str]) -> None:
    """No other streams than these are behind, so no others are in doubt."""
    held = connection.exec_driver_sql("SELECT stream FROM doubt").scalars().all()
    over = [(stream,) for stream in held if stream not in streams]
    if over:
        connection.exec_driver_sql("DELETE FROM doubt WHERE stream = ?", over)


def _key(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)
