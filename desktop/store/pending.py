"""Change sets of this laptop that are not applied yet, as plain data: what merging works on.

A set is found by its number n; a version or base of -n means "as set n leaves it". Sets stand in the order in which they are sent: what
merging made first (S11), then by number.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sync.protocol.change_set import Shown
from sync.records.types import Wire

MERGE = "merge"
"""The reason in the head of a set that merging made of itself."""


class Address(NamedTuple):
    """One record."""

    stream: str
    kind: str
    record: str


class Place(NamedTuple):
    """One field of one record, by its names on the wire."""

    stream: str
    kind: str
    record: str
    field: str

    @property
    def address(self) -> Address:
        """The record it is a field of."""
        return Address(*self[:3])


class Cell(NamedTuple):
    """What a place holds. Version 0: never written."""

    value: Wire
    version: int


NOTHING = Cell(None, 0)


@dataclass
class Edit:
    """A pending change: the value, and the version and value that it was made over (S19)."""

    value: Wire
    base: int
    shown: Wire


@dataclass
class Waiting:
    """A change set of this laptop without its receipt. Once `sealed` its bytes never change (S3)."""

    n: int
    stream: str
    author: str
    made_at: str
    state: str = "open"
    edits: dict[Place, Edit] = field(default_factory=dict)
    needs: set[int] = field(default_factory=set)
    decision: Shown | None = None
    reason: str | None = None
    sealed: bool = False

    @property
    def by_machine(self) -> bool:
        """Whether merging made it, not a person."""
        return self.reason == MERGE

    @property
    def decides(self) -> Address | None:
        """The record that it is a decision over (S13)."""
        return None if self.decision is None else Address(self.stream, self.decision.kind, self.decision.record)

    def on(self, address: Address) -> list[Place]:
        """The fields of a record that it changes."""
        return [place for place in self.edits if place.address == address]

    def drop(self, place: Place) -> Edit:
        """Take a change out. A decision of which nothing is left is none any more."""
        edit = self.edits.pop(place)
        if self.decides == place.address and not self.on(place.address):
            self.decision = None
        return edit

    def builds_on(self) -> set[int]:
        """The sets of this laptop without which it means nothing."""
        return {-edit.base for edit in self.edits.values() if edit.base < 0} | self.needs


class Queue(list[Waiting]):
    """The pending sets of this laptop, in the order in which they are sent."""

    def chain(self, place: Place) -> list[Waiting]:
        """The sets that change a place, first to last."""
        return [waiting for waiting in self if place in waiting.edits]

    def on(self, address: Address) -> list[Waiting]:
        """The sets that change any field of a record."""
        return [waiting for waiting in self if waiting.on(address)]

    def after(self, waiting: Waiting) -> Iterator[Waiting]:
        """The sets that are sent later than this one."""
        return iter(self[self.index(waiting) + 1 :])

    def number(self, n: int) -> Waiting | None:
        """The set with this number."""
        return next((waiting for waiting in self if waiting.n == n), None)

    def arrange(self, sets: Iterable[Waiting]) -> None:
        """Hold exactly these sets: merging's own first (S11), then by number."""
        self[:] = sorted(sets, key=lambda waiting: (not waiting.by_machine, waiting.n))

    def hurried(self, numbers: set[int]) -> list[Waiting]:
        """All sets, in order: first these and what they build on (S8), then the others."""
        first = set(numbers)
        while more := {n for waiting in self if waiting.n in first for n in waiting.builds_on()} - first:
            first |= more
        return sorted(self, key=lambda waiting: waiting.n not in first)

    def built_on(self, numbers: set[int]) -> set[int]:
        """These numbers, with those of every set that builds on one of them."""
        found = set(numbers)
        while more := {waiting.n for waiting in self if waiting.n not in found and waiting.builds_on() & found}:
            found |= more
        return found
