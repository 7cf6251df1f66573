"""A working tree of plain data: rows in a dictionary, ids and numbers that count. For the rules of merging, without a database."""

import itertools
from collections.abc import Iterable

from desktop.store.pending import NOTHING, Address, Cell, Edit, Place, Queue, Waiting
from desktop.store.working_tree import Hand, WorkingTree
from sync.protocol.change_set import Shown
from sync.protocol.content import content_hash
from sync.records.types import Wire

STREAM = "stream"
ME = "jo"
NOW = "2026-10-06T10:42:00Z"


class PlainRows(dict[Place, Cell]):
    """Rows as a dictionary."""

    def __init__(self) -> None:
        super().__init__()
        self.revisions: dict[int, int] = {}

    def load(self, addresses: Iterable[Address]) -> None:
        """All is here."""

    def load_near(self, places: Iterable[Place]) -> None:
        pass

    def cell(self, place: Place) -> Cell:
        cell = self.get(place, NOTHING)
        return Cell(cell.value, self.revisions.get(-cell.version, cell.version))

    def fields(self, address: Address) -> dict[str, Cell]:
        return {place.field: self.cell(place) for place in self if place.address == address}

    def write(self, place: Place, value: Wire, version: int) -> None:
        if version:
            self[place] = Cell(value, version)
        else:
            self.pop(place, None)

    def arrive(self, address: Address, cells: dict[str, Cell]) -> bool:
        if self.fields(address):
            return False
        for name, cell in cells.items():
            self.write(Place(*address, name), cell.value, cell.version)
        return True

    def applied(self, n: int, revision: int) -> None:
        self.revisions[n] = revision


class Tree(WorkingTree):
    """A tree that tests write into: `server` as pulled before, `save` as a person does."""

    rows: PlainRows

    def __init__(self) -> None:
        self._numbers = itertools.count(1)
        ids = itertools.count(1)
        hand = Hand(ME, NOW, lambda: next(self._numbers), lambda: f"new-{next(ids)}")
        super().__init__(PlainRows(), Queue(), hand)

    def server(self, place: Place, value: Wire, revision: int) -> None:
        """What the server was known to have."""
        self.rows.write(place, value, revision)

    def save(
        self, *changes: tuple[Place, Wire], sealed: bool = True, author: str = ME, needs: set[int] | None = None
    ) -> Waiting:
        """A new set with these changes."""
        stream = changes[0][0].stream
        waiting = Waiting(
            next(self._numbers), stream, author, NOW, "sealed" if sealed else "open", needs=needs or set()
        )
        waiting.sealed = sealed
        self.queue.arrange([*self.queue, waiting])
        for place, value in changes:
            self.write(waiting, place, value)
        return waiting

    def decide(self, place: Place, value: Wire) -> Waiting:
        """A decision over the record as it stands."""
        shown = {name: cell.value for name, cell in self.rows.fields(place.address).items()}
        waiting = self.save((place, value), needs={earlier.n for earlier in self.queue.on(place.address)})
        digest = content_hash(place.kind, place.record, shown)
        waiting.decision = Shown(place.kind, place.record, digest)
        return waiting

    def shows(self, place: Place) -> Wire:
        """The value at a place."""
        return self.rows.cell(place).value

    def conflicts(self) -> list[dict[str, Wire]]:
        """The conflict records that were made, as their fields."""
        found: dict[str, dict[str, Wire]] = {}
        for place, cell in self.rows.items():
            if place.kind == "conflict":
                found.setdefault(place.record, {})[place.field] = cell.value
        return list(found.values())

    def edit_of(self, place: Place) -> Edit:
        """The only pending change of a place."""
        (waiting,) = self.queue.chain(place)
        return waiting.edits[place]


def note(field: str, record: str = "note-1") -> Place:
    """A field of a note."""
    return Place(STREAM, "note", record, field)
