"""Taking values out under authority, and saying so (F3): one transaction, whole or not at all.

The council's desk writes, in a manager's name, a change set that holds the signed `redaction` record and null over each of the places: by it
every laptop does the same. Then the values go from all that was ever said before it, and the ledger is told, so that no backup brings them back.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Raw
from sqlalchemy import Connection, Row, select

from sync.merge.sentences import sentences
from sync.protocol.canonical import encode
from sync.protocol.change_set import Change, ChangeSet, Group
from sync.records.conflict import Conflict
from sync.records.lawful import Redaction
from sync.records.types import Wire
from sync.rules import redactions
from sync.rules.redactions import REASON, Places
from sync.server import erasure
from sync.server.council import Council
from sync.server.council_desk import CouncilDesk
from sync.server.erasure import Redact, Taken
from sync.server.log import append_alone
from sync.server.objections import DELETED
from sync.server.received import Arrived, arrived
from sync.server.redaction_requests import Wish
from sync.server.signing import looked_at
from sync.server.states import State, States, unpacked
from sync.server.tables import aside, change_set, evidence, record, staff, stream

COURT_ORDER = "court_order"
_TELLING = 25
"""Letters from which on a sentence is looked for elsewhere: shorter ones are anybody's."""


class NothingThere(Exception):
    """No such record, or none of its fields, was ever written in this stream."""


class NotAskedFor(Exception):
    """Nobody has asked for it, and the command does not say on which ground, by what authority, and for whom."""


class OnePerson(Exception):
    """Who approves is who asked (F3)."""


class OnHold(Exception):
    """The family is held for a court or an inquiry: nothing of it is taken out."""


@dataclass(frozen=True)
class Done:
    """What was taken out, and where else in the family sentences of it stand, as kind, record and field."""

    redaction: str
    taken: Taken
    conflicts: int
    elsewhere: tuple[str, ...]


class Redacting:
    """Of one operator, inside one transaction. `at` is the server's time."""

    def __init__(self, connection: Connection, council: Council, desk: CouncilDesk, at: str) -> None:
        self._connection = connection
        self._council = council
        self._desk = desk
        self._at = at

    def carry_out(self, wish: Wish, ledger: Path | None) -> Done:
        """Do it, and tell the ledger, if there is one. Done again, it takes out what has come since; where that is nothing, it writes nothing.

        Raises:
            NothingThere, NotAskedFor, OnePerson, OnHold: it was not done.
        """
        row = self._connection.execute(select(stream).where(stream.c.stream == wish.stream).with_for_update()).first()
        if row is None or not self._was_written(wish):
            raise NothingThere
        said = self._said(wish)
        self._require_two_people(row, said)
        state, before = self._state(wish), self._at_(wish.stream, Redaction.kind, wish.id)
        conflicts = redactions.disputing(wish.places, self._conflicts(wish.stream))
        telling = {words for words in self._texts(wish) if len(words) >= _TELLING}
        changes = [*self._emptied(wish, state), *self._settled(wish.stream, conflicts)]
        entries = [self._entry(wish.stream, places) for places in (wish.places, *conflicts)]
        taken = sum((erasure.take_out(self._connection, entry) for entry in entries), Taken())
        if taken != Taken() or before.fields.get("approval") is None:
            revision = self._append(wish.stream, [*self._record(wish, said, before), *changes])
            if ledger is not None:
                for entry in self._dated(entries, wish, said, revision, [*state.fields]):
                    erasure.note(ledger, entry)
        return Done(wish.id, taken, len(conflicts), tuple(self._elsewhere(wish.family, telling)))

    def say_again(self, entry: Redact) -> None:
        """Write the record of a redaction that a restored council has lost, whose values the ledger took out of the backup."""
        before = self._at_(entry.stream, Redaction.kind, entry.redaction)
        said: dict[str, Wire] = {
            "record_kind": entry.kind,
            "record": entry.record,
            "field_names": list[Wire](entry.fields),
            "ground": entry.ground,
            "requested_by": entry.asked_by,
            "approval": {"by": entry.approved_by, "at": entry.at},
        }
        state = self._at_(entry.stream, entry.kind, entry.record)
        nulls = [Change(entry.kind, entry.record, name, state.version(name), None) for name in sorted(entry.emptied)]
        written = [_over(before, Redaction.kind, entry.redaction, name, value) for name, value in said.items()]
        self._append(entry.stream, [*written, *nulls])

    def _was_written(self, wish: Wish) -> bool:
        if self._state(wish).versions:
            return True
        beside = (group for table in (aside, evidence) for group in self._groups(table, wish.stream))
        return any((group.kind, group.record) == (wish.places.kind, wish.places.record) for group in beside)

    def _said(self, wish: Wish) -> dict[str, str]:
        asked = self._at_(wish.stream, Redaction.kind, wish.id).fields
        given = {"ground": wish.ground, "authority": wish.authority, "requested_by": wish.asked_by}
        said = {name: str(value or asked.get(name) or "") for name, value in given.items()}
        if not all(said.values()):
            raise NotAskedFor
        return said

    def _require_two_people(self, row: Row[Any], said: dict[str, str]) -> None:
        """Who approves is another than who asked; and a hold yields to a court alone, asked for by somebody whom the council knows."""
        if said["requested_by"] == self._desk.user:
            raise OnePerson
        held = None if row.hold is None else msgspec.json.decode(row.hold)
        if held is None or (held["until"] and date.fromisoformat(held["until"]).isoformat() < self._at[:10]):
            return
        known = select(staff.c.user).where(staff.c.user == said["requested_by"])
        if said["ground"] != COURT_ORDER or self._connection.execute(known).first() is None:
            raise OnHold

    def _record(self, wish: Wish, said: dict[str, str], before: State) -> Iterator[Change]:
        """The redaction record, over whatever asked for it."""
        fields: dict[str, Wire] = {
            "record_kind": wish.places.kind,
            "record": wish.places.record,
            "field_names": [*sorted(wish.places.fields)],
            **said,
            "approval": {"by": self._desk.user, "at": self._at},
        }
        if before.fields.get(DELETED) is not None:
            fields[DELETED] = None
        for name, value in fields.items():
            if before.fields.get(name) != value:
                yield _over(before, Redaction.kind, wish.id, name, value)

    def _emptied(self, wish: Wish, state: State) -> Iterator[Change]:
        """Null over each place; a record of which nothing is left is deleted as well, so that no page shows an empty one."""
        kind, record_id = wish.places.kind, wish.places.record
        for name, value in state.fields.items():
            if value is not None and wish.places.cover(kind, record_id, name) and name != DELETED:
                yield _over(state, kind, record_id, name, None)
        if not wish.places.fields and state.versions:
            yield _over(state, kind, record_id, DELETED, {"by": self._desk.user, "at": self._at, "why": REASON})

    def _settled(self, name: str, conflicts: Collection[Places]) -> Iterator[Change]:
        """Conflicts about the places hold nothing more that anybody could choose."""
        for one in conflicts:
            state = self._at_(name, Conflict.kind, one.record)
            for box in sorted(one.fields & state.fields.keys()):
                yield _over(state, Conflict.kind, one.record, box, None)
            if state.versions and state.fields.get("settled") is None:
                settled: Wire = {"choice": "kept", "by": self._desk.user, "at": self._at}
                yield _over(state, Conflict.kind, one.record, "settled", settled)

    def _entry(self, name: str, places: Places) -> Redact:
        return Redact(self._at, name, places.kind, places.record, sorted(places.fields))

    def _dated(
        self, entries: list[Redact], wish: Wish, said: dict[str, str], revision: int, emptied: list[str]
    ) -> Iterator[Redact]:
        """The entries as the ledger tells them: until which revision, and what the record said of itself, in ids."""
        first, *others = (msgspec.structs.replace(entry, before=revision) for entry in entries)
        asked_by = said["requested_by"] if self._is_known(said["requested_by"]) else ""
        yield msgspec.structs.replace(
            first,
            redaction=wish.id,
            ground=said["ground"],
            approved_by=self._desk.user,
            asked_by=asked_by,
            emptied=sorted(name for name in emptied if wish.places.cover(first.kind, first.record, name)),
        )
        yield from others

    def _is_known(self, user: str) -> bool:
        return self._connection.execute(select(staff.c.user).where(staff.c.user == user)).first() is not None

    def _append(self, name: str, changes: list[Change]) -> int:
        sealed = self._desk.seal(self._connection, name, changes, REASON)
        line = arrived(Raw(encode(sealed)))
        assert isinstance(line, Arrived)  # noqa: S101  (it was just made, in canonical form)
        states = States(self._connection, {*looked_at(line)})
        return append_alone(self._connection, states, self._council.floor, self._at, line)

    def _state(self, wish: Wish) -> State:
        return self._at_(wish.stream, wish.places.kind, wish.places.record)

    def _at_(self, name: str, kind: str, record_id: str) -> State:
        place = (name, kind, record_id)
        return States(self._connection, {place}).at(place)

    def _conflicts(self, name: str) -> list[tuple[str, dict[str, Wire]]]:
        """All that stand in the stream, and that were ever sent to it."""
        found: dict[str, dict[str, Wire]] = {}
        for table in (aside, evidence):
            for group in self._groups(table, name):
                if group.kind == Conflict.kind:
                    found.setdefault(group.record, {}).update(group.fields)
        kind = (record.c.stream == name, record.c.kind == Conflict.kind)
        for row in self._connection.execute(select(record).where(*kind)):
            found[row.id] = unpacked(row.fields, row.version, row.versions).fields
        return sorted(found.items())

    def _groups(self, table: Any, name: str) -> Iterator[Group]:
        for sealed in self._connection.execute(select(table.c.sealed).where(table.c.stream == name)).scalars():
            yield from msgspec.json.decode(sealed, type=ChangeSet).changes

    def _texts(self, wish: Wish) -> Iterator[str]:
        """The sentences that ever stood at the places."""
        log = select(change_set.c.changes).where(change_set.c.stream == wish.stream)
        for changes in self._connection.execute(log).scalars():
            for group in msgspec.json.decode(changes, type=list[Group]):
                for name, value in group.fields.items():
                    if isinstance(value, str) and wish.places.cover(group.kind, group.record, name):
                        yield from (sentence.text for sentence in sentences(value))

    def _elsewhere(self, family: str, telling: Collection[str]) -> Iterator[str]:
        """Where in the family one of these sentences stands: an operator decides about each by itself."""
        streams = select(stream.c.stream).where(stream.c.family == family)
        for row in self._connection.execute(select(record).where(record.c.stream.in_(streams))):
            for name, value in msgspec.json.decode(row.fields).items():
                if isinstance(value, str) and any(words in value for words in telling):
                    yield f"{row.kind} {row.id} {name}"


def _over(state: State, kind: str, record_id: str, name: str, value: Wire) -> Change:
    return Change(kind, record_id, name, state.version(name), value)
