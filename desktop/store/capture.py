"""Change capture: what turns a save into changes that travel (sync.md, section 2).

A `Saving` session writes records through SQLAlchemy's unit of work. After each flush its hook reads SQLAlchemy's own attribute
history and writes every changed field into the open change set of its stream, the version into the row, and the text into the
search index, all in the same transaction. Whatever does not pass through a flush is refused by the guard.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, event, inspect
from sqlalchemy.orm import Session
from sqlalchemy.sql import ClauseElement

from desktop.store import blobs, search, streams, unknown
from desktop.store.blobs import Begun
from desktop.store.errors import NotCapturable
from desktop.store.guard import Guard
from desktop.store.pending import Address, Cell
from desktop.store.sets import ChangeSets, creator
from sync.protocol.canonical import encode
from sync.records.fields import Field, Merge
from sync.records.ids import is_id
from sync.records.record import Record, Synced
from sync.records.types import Wire, to_wire

DELETED = "deleted"

OnMoved = Callable[["Saving", Synced, str, Any, Any, Any], Any]
"""(session, row, column, shown, value, current) -> the value to keep, when the row has moved since its editor showed it (S18)."""

Withdraw = Callable[[Connection, Record], None]
"""Take back this laptop's pending decisions over a record (S17)."""

_BETWEEN_IDS = re.compile(r"[^A-Za-z0-9_-]+")


class Saving(Session):
    """A session whose every flush is captured. One transaction is one save."""

    def __init__(
        self,
        writer: Engine,
        guard: Guard,
        begin_sets: Callable[[Connection], ChangeSets],
        on_moved: OnMoved,
        withdraw: Withdraw,
    ) -> None:
        super().__init__(writer, expire_on_commit=False)
        self._guard = guard
        self._begin_sets = begin_sets
        self._on_moved = on_moved
        self._withdraw = withdraw
        self._inherited: dict[tuple[Synced, str], Any] = {}
        self._sets: ChangeSets | None = None

    @property
    def sets(self) -> ChangeSets:
        """The change sets that this save writes into."""
        if self._sets is None:
            self._sets = self._begin_sets(self.connection())
        return self._sets

    def flush(self, objects: Any = None) -> None:
        """The only moment at which statements on records are let through."""
        self.connection()  # which may have to wait, while others have theirs
        with self._guard.open():
            super().flush(objects)

    def save_shown(self, row: Synced, column: str, shown: Any, value: Any, inherited: Any = None) -> None:
        """Set a field whose editor showed `shown`. If the row has moved since, both edits are merged in this same save (S18).

        `inherited` is what a field reads through to that nobody has written yet: then the change is made over that (S16).
        """
        current = getattr(row, column)
        if inherited is not None and not is_written(row, column):
            current = self._inherited[row, column] = inherited
        if to_wire(current) != to_wire(shown):
            value = self._on_moved(self, row, column, shown, value, current)
        setattr(row, column, value)

    def take_back(self, record: Record) -> None:
        """Withdraw this laptop's own decision over a record, which the server has not confirmed (S17). The first act of a save."""
        connection = self.connection()
        with self._guard.open():
            self._withdraw(connection, record)
        self.expire_all()

    def replaced(self, row: Synced, name: str, history: Any) -> tuple[bool, Any]:
        """Whether a change has something to replace, and what it was made over."""
        if (row, name) in self._inherited:
            return True, self._inherited[row, name]
        return bool(history.deleted), history.deleted[0] if history.deleted else None

    def begin_family(self, family: str) -> None:
        """Hold the streams that a new family has from its first day, in this same save."""
        streams.begin_family(self.connection(), family)

    def hold(self, family: str, compartment: str) -> str:
        """Hold one more of a family's streams; its id."""
        return streams.add(self.connection(), family, compartment)

    def keep_file(self, stream: str, begun: Begun) -> None:
        """Let a file whose bytes were written wait to be sent, from this same save on."""
        blobs.keep(self.connection(), stream, begun)

    def unknown(self, row: Record) -> dict[str, Cell]:
        """What is held of a record that this version does not know, by its names on the wire."""
        return unknown.of(self.connection(), Address(row.stream, *row.address()))

    def inherit(self, row: Record, fields: Mapping[str, Cell]) -> None:
        """Let a record have, as its own, what it read through to so far and this version does not know (S16)."""
        if fields:
            unknown.inherit(
                self.connection(), self.sets.number(row.stream), Address(row.stream, *row.address()), fields
            )

    def finish(self) -> None:
        """The last act of a save before its commit."""
        self.end_decision()

    def end_decision(self) -> None:
        """What is written from here on is of the same save, but no part of its decision (S13)."""
        self.flush()
        if self._sets is not None:
            self._sets.end_decision()


def is_written(row: Synced, column: str) -> bool:
    """Whether anybody ever gave a field a value, be it empty."""
    versions = row.versions or {}
    return bool(versions.get(column, versions.get("", 0)))


@event.listens_for(Saving, "before_flush")
def _refuse_and_normalise(session: Saving, _context: Any, _instances: Any) -> None:
    for row in session.deleted:
        raise NotCapturable(row.address()[0], DELETED)
    for row in session.dirty:
        _refuse_moved_keys(row)
    for row in (*session.new, *session.dirty):
        for name, history in _changed(row):
            value = history.added[0] if history.added else None
            if isinstance(value, ClauseElement):
                raise NotCapturable(row.address()[0], name)
            canonical = _canonical(value)
            if canonical != value:
                setattr(row, name, canonical)


@event.listens_for(Saving, "after_flush")
def _capture(session: Saving, _context: Any) -> None:
    connection = session.connection()
    for row in (*session.new, *session.dirty):
        changes = {
            name: (to_wire(history.added[0]), to_wire(before))
            for name, history in _changed(row)
            for replaces, before in (session.replaced(row, name, history),)
            if history.added and (history.added[0] is not None or replaces)
        }
        if changes:
            n = session.sets.number(row.stream, _needs(connection, row, changes))
            _write(connection, row, n, changes)
            _index(connection, row, changes)


def _write(connection: Connection, row: Synced, n: int, changes: dict[str, tuple[Wire, Wire]]) -> None:
    kind, record = row.address()
    table, where, key = _key(row)
    versions = json.loads(connection.exec_driver_sql(f"SELECT versions FROM {table} WHERE {where}", key).scalar_one())
    default = versions.get("", 0)
    address = Address(row.stream, kind, record)
    kept = unknown.of(connection, address)
    for name, (value, before) in changes.items():
        there = Cell(before, versions.get(name, default))
        if (cell := kept.get(row.wire_name(name))) is not None:  # a value that is none to this version
            there = cell
            unknown.give_up(connection, address, row.wire_name(name))
        connection.exec_driver_sql(
            "INSERT INTO change (n, kind, record, field, value, base, shown) VALUES (?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (n, kind, record, field) DO UPDATE SET value = excluded.value",  # keystrokes (S26)
            (n, kind, record, row.wire_name(name), _text(value), there.version, _text(there.value)),
        )
        versions[name] = -n
    connection.exec_driver_sql(
        f"UPDATE {table} SET versions = ? WHERE {where}", (json.dumps(versions, separators=(",", ":")), *key)
    )


def _index(connection: Connection, row: Synced, changes: dict[str, tuple[Wire, Wire]]) -> None:
    kind, record = row.address()
    declared = _fields(type(row))
    for name, (value, _before) in changes.items():
        if declared[name].merge is Merge.NARRATIVE:
            text = value if isinstance(value, str) else None
            search.put(connection, row.stream, kind, record, row.wire_name(name), text)
        elif name == DELETED:
            search.hide(connection, kind, record, hidden=value is not None)


def _needs(connection: Connection, row: Synced, changes: dict[str, tuple[Wire, Wire]]) -> set[int]:
    """The pending sets that made the record, or one that it now refers to (S8)."""
    records = {row.address()[1]}
    for name, (value, _before) in changes.items():
        records.update(_ids_in(value), filter(is_id, _BETWEEN_IDS.split(row.wire_name(name))))
    return {n for record in records if (n := creator(connection, record)) is not None}


def _ids_in(value: Wire) -> Iterator[str]:
    match value:
        case str() if is_id(value):
            yield value
        case list():
            for member in value:
                yield from _ids_in(member)
        case dict():
            yield from _ids_in(list(value.values()))


def _changed(row: Synced) -> Iterator[tuple[str, Any]]:
    attributes = inspect(row).attrs
    for name in _fields(type(row)):
        history = attributes[name].history
        if history.has_changes():
            yield name, history


def _refuse_moved_keys(row: Synced) -> None:
    """A record never changes stream or id, and its versions belong to the store."""
    state = inspect(row)
    for name in state.mapper.column_attrs.keys():  # noqa: SIM118  (it iterates over values)
        if name not in _fields(type(row)) and state.attrs[name].history.has_changes():
            raise NotCapturable(row.address()[0], name)


def _canonical(value: Any) -> Any:
    match value:
        case str() | dict():
            return to_wire(value)
        case tuple() | frozenset() | set():
            return tuple(to_wire(member) for member in value)
        case _:
            return value


def _key(row: Synced) -> tuple[str, str, tuple[str, ...]]:
    names = [column.name for column in type(row).__table__.primary_key]
    where = " AND ".join(f"{name} = ?" for name in names)
    return f'"{row.__tablename__}"', where, tuple(getattr(row, name) for name in names)


def _text(value: Wire) -> str:
    return encode(value).decode()


@cache
def _fields(record: type[Synced]) -> Mapping[str, Field]:
    return record.fields()
