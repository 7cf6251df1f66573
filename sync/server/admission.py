"""Letting late work in (S24, S29): each set as it was sealed, where nobody changed what it changes; else what is left of it, by the council's desk.

What somebody else changed meanwhile becomes a conflict record, as the author's laptop would have made it: the server never merges. Its base is
looked up in the history. A set that no longer may be said, or a signature over what is no longer there, stays aside, and so does what builds on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import Raw
from sqlalchemy import Connection, Row, select

from sync.protocol.canonical import encode
from sync.protocol.change_set import Change, Group, Head
from sync.protocol.messages import Current
from sync.records.conflict import Conflict
from sync.records.ids import natural_id
from sync.records.types import Wire
from sync.server import set_aside
from sync.server.access import Caller, caller_of
from sync.server.council import Council
from sync.server.council_desk import CouncilDesk
from sync.server.ledger import Ledger
from sync.server.lifecycles import out_of_order
from sync.server.log import append_alone
from sync.server.objections import DELETED, Fault, fault, stale
from sync.server.received import Arrived, SetId, arrived
from sync.server.references import families, strays
from sync.server.signing import NOT_SHOWN, looked_at, unsigned
from sync.server.states import States
from sync.server.tables import aside, change_set, evidence, stream

LATE = "late"
"""The reason in the head of a set that stands for late work."""
REDACTED, NEEDS = "redacted", "needs"


@dataclass(frozen=True)
class Admitted:
    """What became of one set. `code`: why it stays aside. `conflicts`: how many values wait for a person to choose."""

    device: int
    n: int
    code: str = ""
    conflicts: int = 0


class Admission:
    """Of one person's late work on one family, inside one transaction. `at` is the server's time."""

    def __init__(self, connection: Connection, council: Council, desk: CouncilDesk, at: str) -> None:
        self._connection = connection
        self._council = council
        self._desk = desk
        self._at = at

    def admit(self, family: str, user: str) -> list[Admitted]:
        """Let in what can be, in the order in which it was written.

        Raises:
            NoLateWork: there is none.
        """
        names = {row.stream for row in set_aside.of_person(self._connection, family, user)}
        locked = select(stream).where(stream.c.stream.in_(names)).order_by(stream.c.stream).with_for_update()
        self._streams = {row.stream: row for row in self._connection.execute(locked)}
        return [self._one(row) for row in set_aside.of_person(self._connection, family, user)]

    def _one(self, row: Row[Any]) -> Admitted:
        line = arrived(Raw(row.sealed.encode()))
        if not isinstance(line, Arrived) or line.change_set.redacted is not None:
            return Admitted(row.device, row.n, REDACTED)
        stands = _standing(self._connection, line)
        if stands is None:
            return Admitted(row.device, row.n, NEEDS)
        if found := self._invalid(line, row):
            return Admitted(row.device, row.n, found.code)
        states = States(self._connection, {*looked_at(line)})
        overtaken = stale(line, states, lambda base: stands[-base] if base < 0 else base)
        if overtaken is None:
            return self._judged(row, line, states)
        if line.head.decision is not None:
            return Admitted(row.device, row.n, NOT_SHOWN)
        rest = _Rest(self._connection, line, states, overtaken.current, stands)
        made = self._made(line, rest.changes())
        done = self._judged(row, made, States(self._connection, {*looked_at(made)}), rest.conflicts)
        if not done.code:
            self._keep_superseded(line)
        return done

    def _judged(self, row: Row[Any], line: Arrived, states: States, conflicts: int = 0) -> Admitted:
        """Put a set into its stream, if the state of its records allows it."""
        author = self._author(row)
        found = out_of_order(line, states) or unsigned(self._connection, line, row.family, states, author)
        if found:
            return Admitted(row.device, row.n, found.code)
        revision = append_alone(self._connection, states, self._council.floor, self._at, line)
        decided = {"decided_by": self._desk.user, "decided_at": self._at}
        set_aside.decide(self._connection, row, fate=set_aside.ADMITTED, revision=revision, **decided)
        return Admitted(row.device, row.n, conflicts=conflicts)

    def _made(self, late: Arrived, changes: list[Change]) -> Arrived:
        sealed = self._desk.seal(self._connection, late.head.stream, changes, LATE)
        made = arrived(Raw(encode(sealed)))
        assert isinstance(made, Arrived)  # noqa: S101  (it was just made, in canonical form)
        return made

    def _keep_superseded(self, late: Arrived) -> None:
        """The history would have a hole without its bytes (S25)."""
        this = (evidence.c.device == late.head.device, evidence.c.n == late.head.n)
        if self._connection.execute(select(evidence.c.n).where(*this)).first() is None:
            Ledger(self._connection, ()).keep_evidence(late, None, self._at)

    def _invalid(self, line: Arrived, row: Row[Any]) -> Fault | None:
        """What the author might not say there at any time."""
        author, compartment = self._author(row), self._streams[row.stream].compartment
        held = families(self._connection, author.user, [line])
        return fault(line, author.role, compartment) or strays(line, row.family, held)

    def _author(self, row: Row[Any]) -> Caller:
        author = caller_of(self._connection, row.device_id)
        assert author is not None  # noqa: S101  (its device was joined to the row)
        return author


class _Rest:
    """What is left of a late set over what others changed meanwhile (`current`)."""

    def __init__(
        self, connection: Connection, line: Arrived, states: States, current: list[Current], stands: dict[int, int]
    ) -> None:
        self._connection = connection
        self._line = line
        self._states = states
        self._current = {(now.kind, now.record, now.field): now for now in current}
        self._stands = stands
        self.conflicts = 0

    def changes(self) -> list[Change]:
        """The changes that still can be made, each over the current version, and a conflict record for each that cannot."""
        found: list[Change] = []
        for change in self._line.changes:
            now = self._current.pop(change[:3], None)
            if now is None:
                state = self._states.at((self._line.head.stream, change.kind, change.record))
                found.append(change._replace(base=state.version(change.field)))
            elif change.kind != Conflict.kind:  # the first settlement of a conflict stands (S21)
                found += self._conflict(change, now, self._before(change))
        for place, now in self._current.items():  # deleted there, changed here: it comes back (S14)
            found.append(Change(*place, now.version, None))
            found += self._conflict(Change(*place, 0, now.value), Current(*place, None, now.version), None)
        return found

    def _conflict(self, change: Change, now: Current, before: Wire) -> Iterator[Change]:
        self.conflicts += 1
        head = self._line.head
        by_delete = change.field == DELETED and now.value is None and isinstance(change.value, dict)
        other = (
            change.value if by_delete and isinstance(change.value, dict) else {"by": head.author, "at": head.made_at}
        )
        kept = None if by_delete else self._author(now.version)
        fields: dict[str, Wire] = {
            "nature": "deleted" if change.field == DELETED else "clash",
            "record_kind": change.kind,
            "record": change.record,
            "field_name": change.field,
            "base": _boxed(before),
            "kept": _boxed(now.value),
            "kept_by": None if kept is None else kept.author,
            "kept_at": None if kept is None else kept.made_at,
            "other": _boxed(change.value),
            "other_by": other.get("by"),
            "other_at": other.get("at"),
        }
        place = (str(part) for part in (head.device, head.n, change.kind, change.record, change.field))
        record = natural_id("late conflict", head.stream, *place)
        for name, value in fields.items():
            if value is not None:
                yield Change(Conflict.kind, record, name, 0, value)

    def _before(self, change: Change) -> Wire:
        """The value that the author had before them: what the field was at the base."""
        base = self._stands.get(-change.base, 0) if change.base < 0 else change.base
        wanted = (
            select(change_set.c.changes)
            .where(change_set.c.stream == self._line.head.stream, change_set.c.revision <= base)
            .where(change_set.c.changes.contains(change.record, autoescape=True))
            .order_by(change_set.c.revision.desc())
        )
        for changes in self._connection.execute(wanted).scalars():
            for group in msgspec.json.decode(changes, type=list[Group]):
                if (group.kind, group.record) == (change.kind, change.record) and change.field in group.fields:
                    return group.fields[change.field]
        return None

    def _author(self, revision: int) -> Head | None:
        this = select(change_set.c.head).where(
            change_set.c.stream == self._line.head.stream, change_set.c.revision == revision
        )
        head = self._connection.execute(this).scalar()
        return None if head is None else msgspec.json.decode(head, type=Head)


def _standing(connection: Connection, line: Arrived) -> dict[int, int] | None:
    """By n, the revision of what stands for each set that a set builds on; None if one of them is not in the stream."""
    ledger = Ledger(connection, line.builds_on)
    found: dict[int, int] = {}
    for id_ in line.builds_on:
        known = ledger.of(id_)
        revision = known.revision if known is not None and known.fate == "applied" else _admitted(connection, id_)
        if revision is None:
            return None
        found[id_[1]] = revision
    return found


def _admitted(connection: Connection, id_: SetId) -> int | None:
    row = select(aside.c.revision).where(aside.c.device == id_[0], aside.c.n == id_[1])
    return connection.execute(row).scalar()


def _boxed(value: Wire) -> dict[str, Wire]:
    """A value inside a conflict: {} stands for nothing there."""
    return {} if value is None else {"value": value}
