"""Laptops of a council, each with its own store and key, synced by the real engine over a socket."""

import os
import time
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from desktop.casework.desk import Desk, Worker
from desktop.clock import FixedClock
from desktop.ids import Ids, seeded
from desktop.store.replica import StoreReplica
from desktop.store.session import Store
from desktop.store.settings import Identity
from sync.engine.engine import SyncReport, sync
from sync.engine.transport import Signer, Transport
from sync.protocol.canonical import encode
from sync.records.conflict import Conflict
from sync.records.ids import id_text, stream_id
from sync.records.record import Record
from sync.records.registry import TABLES
from tests.support.central import Central
from tests.support.desks import MORNING

VERSION = "0.1.0"


class Laptop:
    """One person's laptop. `desk` is what casework works on; `url` may be changed to a proxy's or to nowhere.

    With a `seed`, its records get the same ids each time. `skew` is how far its clock is from the true time, in seconds.
    """

    def __init__(
        self,
        folder: Path,
        central: Central,
        user: str | None = None,
        name: str = "Jo Ellery",
        seed: int | None = None,
        role: str = "practitioner",
    ) -> None:
        self.central = central
        self.url = central.url
        self.user = user or central.a_user(role, name=name)
        self.clock = FixedClock(MORNING)
        self.skew = 0.0
        ids = Ids(self.clock.now, os.urandom if seed is None else seeded(seed))
        self.device = id_text(UUID(int=uuid4().int >> 8))  # like a UUIDv7, it never begins with a hyphen
        self.signing_key = Ed25519PrivateKey.generate()
        number = central.a_device(self.user, self.device, self.signing_key)
        identity = Identity(
            central.bundle.council, self.user, name, self.device, number, self.signing_key.private_bytes_raw()
        )
        self.path, self.key = folder / f"{self.device}.db", os.urandom(32)
        self._ids, self._worker = ids, Worker(self.user, name, "North")
        Store.create(self.path, self.key, identity, self.clock, ids).close()
        self.open()

    def open(self) -> None:
        """Open the store, as after a start of the program."""
        self.store = Store.open(self.path, self.key, self.clock, self._ids)
        self.desk = Desk(self.store, self.clock, self._ids, self._worker)
        self.replica = StoreReplica(self.store, os.urandom, self.central.bundle)

    def transport(self) -> Transport:
        """A connection of this laptop's, signed at the true time but for its skew."""
        return Transport(self.url, Signer(self.device, self.signing_key, self._wall, os.urandom))

    def _wall(self) -> float:
        return time.time() + self.skew

    def sync(self, leave: tuple[str, ...] = ()) -> SyncReport:
        """One sync, begun by the person."""
        with self.transport() as transport:
            return sync(self.replica, transport, VERSION, leave=leave)

    def edit(self, kind: type[Record], record: str, **fields: object) -> None:
        """One save."""
        with self.desk.writing() as session:
            row = session.get_one(kind, record)
            for name, value in fields.items():
                setattr(row, name, value)

    def shows(self, kind: type[Record], record: str) -> Record | None:
        """A record as this laptop has it."""
        with self.store.reading() as session:
            return session.get(kind, record)

    def conflicts(self, nature: str = "clash") -> list[Conflict]:
        """The conflicts that nobody has settled."""
        with self.store.reading() as session:
            wanted = select(Conflict).where(Conflict.nature == nature, Conflict.settled.is_(None))
            return list(session.scalars(wanted.where(Conflict.other.is_not(None))))

    def states_of_sets(self) -> set[str]:
        """The states in which this laptop's change sets are; of one refused, also why."""
        with self.store.reading() as session:
            rows = session.connection().exec_driver_sql("SELECT state, code, path FROM change_set")
            return {f"{state}: {code} {path}" if state == "refused" else state for state, code, path in rows}

    def state(self, family: str) -> bytes:
        """Everything held of a family in canonical form, versions as the server knows them: equal on laptops that converged."""
        held: dict[str, object] = {}
        with self.store.reading() as session:
            revisions: dict[int, int] = dict(
                session.connection().exec_driver_sql("SELECT n, revision FROM change_set").all()
            )
            streams = [stream_id(family, compartment) for compartment in ("shared", "team", "restricted", "person")]
            for table in TABLES:
                for row in session.scalars(select(table).where(table.stream.in_(streams))):
                    kind, record = row.address()
                    for name, version in row.versions.items():
                        value = getattr(row, name)
                        held[f"{kind}.{record}.{row.wire_name(name)}"] = [
                            str(value),
                            revisions.get(-version, version),
                        ]
            unknown = session.connection().exec_driver_sql(
                "SELECT kind, record, field, value, version FROM unknown_field"
            )
            for kind, record, name, value, version in unknown:
                held[f"{kind}.{record}.{name}"] = [value, revisions.get(-version, version)]
        return encode(held)
