"""The laptop of a busy worker, years on: a vault of many families and all their notes, received as a first sync would bring them."""

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from desktop.casework.desk import Desk
from desktop.casework.invented import InventedFamily
from desktop.clock import SystemClock
from desktop.ids import Ids
from desktop.store.replica import StoreReplica
from desktop.store.session import Store
from desktop.store.settings import Identity
from desktop.vault import folder as places
from desktop.vault.slots import Means
from desktop.vault.vault import Vault
from sync.protocol.messages import Closing, Snapshot, State
from sync.protocol.replica import Opened, Part
from sync.records.record import Synced
from sync.records.types import to_wire
from tests.support.councils import a_council
from tests.support.desks import JO, MORNING, TODAY
from tests.support.invented.families import invented_council
from tests.support.trust import BUNDLE

PASSPHRASE = "lantern orbit gravel meadow teacup"
_SEED = 1


@dataclass(frozen=True)
class FullVault:
    """A vault under `root`, closed. `demo` tells the app which day it is; `families` and `notes` are what it holds."""

    root: Path
    demo: Path
    database: Path
    key: bytes
    families: int
    notes: int

    @property
    def n(self) -> dict[str, int]:
        return {"families": self.families, "notes": self.notes}

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """Jo's desk on it, at the true time."""
        clock = SystemClock()
        ids = Ids(clock.now)
        store = Store.open(self.database, self.key, clock, ids)
        try:
            yield Desk(store, clock, ids, JO)
        finally:
            store.close()


def a_full_vault(root: Path, families: int, notes: int) -> FullVault:
    """Make it. The first family has the two notes of the mockups, the others share the rest evenly."""
    council, clock = a_council(), SystemClock()
    folder = places.new_folder(root, council.bundle.council, os.urandom)
    vault, keys = Vault.create(
        folder,
        council_json=council.json,
        user=JO.user,
        device="laptop-1",
        initials="JE",
        passphrase=PASSPHRASE,
        means=Means(clock),
    )
    identity = Identity(council.bundle.council, JO.user, JO.name, "laptop-1", 1, os.urandom(32))
    store = Store.create(vault.database, keys.database, identity, clock, Ids(clock.now))
    for name, value in (("server", "http://127.0.0.1:9"), ("council_name", "Northmere Council"), ("team", JO.team)):
        store.put_setting(name, value)
    held = _fill(store, families, notes)
    while store.idle():
        pass
    store.close()
    vault.close()
    demo = root.with_suffix(".json")
    demo.write_text(json.dumps({"at": MORNING.isoformat()}))
    return FullVault(root, demo, vault.database, keys.database, families, held)


def states(family: InventedFamily) -> Iterator[tuple[str, str, list[State]]]:
    """Each stream of a family with its compartment and its records as a snapshot says them."""
    for compartment, stream_rows in groupby(sorted(_placed(family), key=lambda row: row[:2]), lambda row: row[:2]):
        yield (*compartment, [_state(row) for _stream, _compartment, row in stream_rows])


def _fill(store: Store, families: int, notes: int) -> int:
    replica = StoreReplica(store, os.urandom, BUNDLE)
    each = -(-(notes - 2) // max(1, families - 1))
    held = 0
    for family in invented_council(_SEED, families, TODAY, notes_per_family=each):
        for stream, compartment, said in states(family):
            opening = Opened(stream, family.id, compartment, snapshot=Snapshot(1, ""))
            replica.take([Part(opening, said, Closing(1, ""))])
            held += sum(state.kind == "note" for state in said)
    return held


def _placed(family: InventedFamily) -> Iterator[tuple[str, str, Synced]]:
    compartments = [record.compartment for record in family.records]
    compartments += [answer.compartment for answer in family.answers]
    for compartment, row in zip(compartments, family.rows(), strict=True):
        yield row.stream, compartment.value, row


def _state(row: Synced) -> State:
    kind, record = row.address()
    said = {name: to_wire(getattr(row, name)) for name in row.fields() if getattr(row, name) is not None}
    return State(kind, record, 1, {row.wire_name(name): value for name, value in said.items()})
