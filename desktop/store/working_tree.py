"""What this laptop shows of the streams it holds, and the queue of sets that wait on top, inside one transaction.

The steps that merging, receipts and refusals are made of. Nothing here reads a clock or a database; what changed is written back by
`desktop.store.outbox`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from desktop.store.conflicts import Found, conflict_fields, is_shown
from desktop.store.pending import MERGE, Address, Cell, Edit, Place, Queue, Waiting
from sync.protocol.content import content_hash
from sync.records.conflict import Conflict
from sync.records.types import Wire
from sync.rules.redactions import Places


class Rows(Protocol):
    """The records that this laptop shows."""

    def load(self, addresses: Iterable[Address]) -> None:
        """Read these records at once, rather than one by one when they are asked for."""
        ...

    def load_near(self, places: Iterable[Place]) -> None:
        """Read the rows of these places at once: of an assessment not all answers, of which most are not asked for."""
        ...

    def cell(self, place: Place) -> Cell:
        """What a place holds; the version of an applied set is its revision."""
        ...

    def fields(self, address: Address) -> dict[str, Cell]:
        """Every field of a record that was ever written."""
        ...

    def write(self, place: Place, value: Wire, version: int) -> None:
        """Put a value there. Version 0 takes the field away."""
        ...

    def arrive(self, address: Address, cells: dict[str, Cell]) -> bool:
        """Put a record there of which nothing is known, as a whole. False, and nothing is done, where something is."""
        ...

    def applied(self, n: int, revision: int) -> None:
        """From now on version -n is this revision."""
        ...


@dataclass
class Hand:
    """Who and when, for what merging itself writes, and where its numbers and ids come from."""

    author: str
    now: str
    next_number: Callable[[], int]
    new_id: Callable[[], str]


@dataclass(frozen=True)
class Emptied:
    """Places of a stream that were taken out under authority at a revision, and the address of the file that stood at them."""

    stream: str
    places: Places
    revision: int
    file: Wire = None


@dataclass
class WorkingTree:
    """Rows and queue, worked on together.

    `superseded` collects the numbers of sealed sets that were rewritten (S3), `withdrawn` sets left empty before they were sealed.
    """

    rows: Rows
    queue: Queue
    hand: Hand
    superseded: list[int] = field(default_factory=list)
    withdrawn: list[Waiting] = field(default_factory=list)
    emptied: list[Emptied] = field(default_factory=list)
    """What redactions that have come name; `desktop.store.redacting` erases it once all is written back."""

    def base(self, place: Place) -> Cell:
        """What the server has at a place, as far as this laptop knows."""
        chain = self.queue.chain(place)
        if not chain:
            return self.rows.cell(place)
        first = chain[0].edits[place]
        return Cell(first.shown, first.base)

    def shown_to(self, waiting: Waiting, address: Address) -> dict[str, Wire]:
        """A record's fields under a set: the server's, with every pending change that is sent before it."""
        there = {name: self.base(Place(*address, name)) for name in self.rows.fields(address)}
        fields = {name: cell.value for name, cell in there.items() if cell.version}  # else only read through to (S16)
        for earlier in self.queue:
            if earlier is waiting:
                break
            fields |= {place.field: earlier.edits[place].value for place in earlier.on(address)}
        return fields

    def still_stands(self, waiting: Waiting) -> bool:
        """Whether a decision's record is, under it, what its author saw (S13)."""
        address = waiting.decides
        if address is None or waiting.decision is None:
            return True
        return content_hash(address.kind, address.record, self.shown_to(waiting, address)) == waiting.decision.sha256

    def machine(self, stream: str) -> Waiting:
        """The set for what merging makes: its own, and ahead of the people's, so that it is never refused with theirs (S11)."""
        for waiting in self.queue:
            if waiting.by_machine and waiting.stream == stream and not waiting.sealed:
                return waiting
        made = Waiting(self.hand.next_number(), stream, self.hand.author, self.hand.now, reason=MERGE)
        self.queue.arrange([*self.queue, made])
        return made

    def write(self, waiting: Waiting, place: Place, value: Wire) -> None:
        """A change of this laptop's own, over what it shows now."""
        if place in waiting.edits:
            waiting.edits[place].value = value
        else:
            now = self.rows.cell(place)
            waiting.edits[place] = Edit(value, now.version, now.value)
        self.rows.write(place, value, -waiting.n)

    def open_conflict(self, found: Found) -> None:
        """Keep the other value in a conflict record with a fresh id (S20)."""
        stream, record = found.place.stream, self.hand.new_id()
        machine = self.machine(stream)
        for name, value in conflict_fields(found).items():
            self.write(machine, Place(stream, Conflict.kind, record, name), value)

    def unlink(self, waiting: Waiting, place: Place) -> tuple[Edit | None, set[int]]:
        """Take a change out of a set; the next one of the same place inherits what it was made over.

        Returns the change, and the numbers of the sets that this changed.
        """
        if place not in waiting.edits:
            return None, set()
        edit = waiting.drop(place)
        heir = next((later for later in self.queue.after(waiting) if place in later.edits), None)
        if heir is None:
            self.rows.write(place, edit.shown, edit.base)
            return edit, {waiting.n}
        heir.edits[place].base, heir.edits[place].shown = edit.base, edit.shown
        return edit, {waiting.n, heir.n}

    def withdraw(self, waiting: Waiting) -> tuple[dict[Place, Edit], set[int]]:
        """Undo a decision over a record. What it changed there, and the numbers of the sets that this changed."""
        address, waiting.decision = waiting.decides, None
        edits: dict[Place, Edit] = {}
        changed = {waiting.n}
        for place in waiting.on(address) if address else ():
            edit, touched = self.unlink(waiting, place)
            changed |= touched
            if edit is not None:
                edits[place] = edit
        return edits, changed

    def take_back(self, waiting: Waiting, differs: Iterable[str] = ()) -> set[int]:
        """Undo a decision and show it as conflicts, with the fields that were not as its author saw them (S10, S13).

        Returns the numbers of the sets that this changed.
        """
        edits, changed = self.withdraw(waiting)
        for place, edit in edits.items():
            if edit.value != edit.shown and is_shown(place, edit.value):
                kept, at = self.rows.cell(place).value, waiting.made_at
                self.open_conflict(
                    Found(
                        place, edit.shown, kept, edit.value,
                        other_by=waiting.author, other_at=at, changed=tuple(sorted(differs)),
                    )
                )  # fmt: skip
        return changed

    def rewrite(self, changed: set[int]) -> None:
        """Give changed sets, and all that builds on them, new numbers where their bytes were made (S3); drop those left empty.

        A set is always numbered above what it builds on; a number that is given up is accounted for all the same (S1).
        """
        touched = self.queue.built_on(changed)
        renamed: dict[int, int] = {}
        gone: set[int] = set()
        for waiting in [waiting for waiting in self.queue if waiting.n in touched]:
            old, must_follow = waiting.n, any(renamed.get(n, n) > waiting.n for n in waiting.builds_on())
            if waiting.sealed:
                self.superseded.append(old)
            elif must_follow or not waiting.edits:
                self.withdrawn.append(Waiting(old, waiting.stream, waiting.author, waiting.made_at))
            if not waiting.edits:
                gone.add(old)
            elif waiting.sealed or must_follow:
                waiting.n = renamed[old] = self.hand.next_number()
                waiting.sealed, waiting.state = False, "open"
        self.queue.arrange(waiting for waiting in self.queue if waiting.n not in gone)
        if renamed or gone:
            self._rename(renamed, gone)

    def _rename(self, renamed: dict[int, int], gone: set[int]) -> None:
        for waiting in self.queue:
            waiting.needs = {renamed.get(n, n) for n in waiting.needs - gone}
            for place, edit in waiting.edits.items():
                edit.base = -renamed.get(-edit.base, -edit.base)
                now = self.rows.cell(place)
                if -now.version in renamed:
                    self.rows.write(place, now.value, -renamed[-now.version])
