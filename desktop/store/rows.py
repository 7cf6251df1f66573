"""The records of this laptop as fields on the wire, read and written below change capture, within one transaction.

Read once, worked on in memory, written back by `flush` with the search index. What this version does not know, or what it holds to be
no valid value, stays in `unknown_field` and is sent on unharmed (sync.md, section 2). To be used inside `Store.applying`.
"""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Boolean, Connection
from sqlalchemy.types import TypeEngine

from desktop.store import search
from desktop.store.conflicts import DELETED
from desktop.store.pending import NOTHING, Address, Cell, Place
from sync.protocol.canonical import encode
from sync.records.assessment import Answer, Assessment
from sync.records.fields import Merge
from sync.records.record import ANSWER_MARK, Synced
from sync.records.registry import KINDS, declared
from sync.records.types import Choices, Compound, Wire
from sync.records.validity import InvalidValue, validate


class StoredRows:
    """The rows of the streams held here. Nothing is written before `flush`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._records: dict[Address, dict[str, Cell]] = {}
        self._dirty: dict[Address, set[str]] = {}
        self._foreign: set[Address] = set()
        self._revisions: dict[int, int] = {}

    def cell(self, place: Place) -> Cell:
        """What a place holds; the version of an applied set is its revision."""
        return self._settled(self._record(place.address).get(place.field, NOTHING))

    def fields(self, address: Address) -> dict[str, Cell]:
        """Every field of a record that was ever written."""
        return {name: self._settled(cell) for name, cell in self._record(address).items()}

    def write(self, place: Place, value: Wire, version: int) -> None:
        """Put a value there. Version 0 takes the field away."""
        record = self._record(place.address)
        if version:
            record[place.field] = Cell(value, version)
        else:
            record.pop(place.field, None)
        self._dirty.setdefault(place.address, set()).add(place.field)

    def applied(self, n: int, revision: int) -> None:
        """From now on version -n is this revision."""
        self._revisions[n] = revision

    def flush(self) -> None:
        """Write everything back, and keep the index with it."""
        for address, names in self._dirty.items():
            cells = self.fields(address)
            known = {name: cell for name, cell in cells.items() if self._has_column(address, name, cell)}
            if address not in self._foreign:
                self._write_rows(
                    address, known, {name.partition(ANSWER_MARK)[2] for name in names if ANSWER_MARK in name}
                )
            for name in names:
                self._write_unknown(Place(*address, name), cells[name] if name in cells.keys() - known.keys() else None)
            self._index(address, names, known)
        self._dirty.clear()

    def _record(self, address: Address) -> dict[str, Cell]:
        if address not in self._records:
            self._records[address] = dict(self._load(address))
        return self._records[address]

    def _load(self, address: Address) -> Iterator[tuple[str, Cell]]:
        for name, value, version in self._connection.exec_driver_sql(
            "SELECT field, value, version FROM unknown_field WHERE stream = ? AND kind = ? AND record = ?", address
        ):
            yield name, Cell(json.loads(value), version)
        table = KINDS.get(address.kind)
        for row in self._select(table, "id", address.record) if table else ():
            if row["stream"] != address.stream:  # an id of ours, met in another family: kept apart, read nowhere
                self._foreign.add(address)
                return
            yield from _cells(table, row, "")  # type: ignore[arg-type]  # there is a row, so there is a table
        if address.kind == Assessment.kind:
            for row in self._select(Answer, "assessment", address.record):
                yield from _cells(Answer, row, ANSWER_MARK + row["key"])

    def _select(self, table: type[Synced], column: str, record: str) -> list[Mapping[str, Any]]:
        found = self._connection.exec_driver_sql(f"SELECT * FROM {table.__tablename__} WHERE {column} = ?", (record,))
        return [dict(row) for row in found.mappings()]

    def _settled(self, cell: Cell) -> Cell:
        """A cell whose version is the revision, once its set has one."""
        if cell.version >= 0:
            return cell
        n = -cell.version
        if n not in self._revisions:
            found = self._connection.exec_driver_sql("SELECT revision FROM change_set WHERE n = ?", (n,)).scalar()
            if found is None:
                return cell
            self._revisions[n] = found
        return Cell(cell.value, self._revisions[n])

    def _has_column(self, address: Address, name: str, cell: Cell) -> bool:
        if address in self._foreign or declared(address.kind, name) is None:
            return False
        if cell.version < 0:
            return (
                True  # this laptop's own, from its column: shown until it is corrected, whatever the server says of it
            )
        try:
            validate(address.kind, name, cell.value)
        except InvalidValue:
            return False
        return True

    def _write_rows(self, address: Address, known: dict[str, Cell], keys: set[str]) -> None:
        """The record's own row, and those of its answers with these keys."""
        if address.kind in KINDS:
            own = {name: cell for name, cell in known.items() if ANSWER_MARK not in name}
            self._write_row(KINDS[address.kind], address.stream, (address.record,), own, keep=bool(known))
        for key in keys if address.kind == Assessment.kind else ():
            answer = {
                n.partition(ANSWER_MARK)[0]: cell for n, cell in known.items() if n.partition(ANSWER_MARK)[2] == key
            }
            self._write_row(Answer, address.stream, (address.record, key), answer, keep=bool(answer))

    def _write_row(
        self, table: type[Synced], stream: str, key: tuple[str, ...], cells: dict[str, Cell], *, keep: bool
    ) -> None:
        if not keep:
            self._connection.exec_driver_sql(_delete(table), key)
            return
        versions = json.dumps({name: cell.version for name, cell in cells.items()}, separators=(",", ":"))
        values = (
            _stored(field.type, cells[name].value if name in cells else None) for name, field in table.fields().items()
        )
        self._connection.exec_driver_sql(_upsert(table), (*key, stream, versions, *values))

    def _write_unknown(self, place: Place, cell: Cell | None) -> None:
        self._connection.exec_driver_sql(
            "DELETE FROM unknown_field WHERE stream = ? AND kind = ? AND record = ? AND field = ?", place
        )
        if cell is not None:
            self._connection.exec_driver_sql(
                "INSERT INTO unknown_field (stream, kind, record, field, value, version) VALUES (?, ?, ?, ?, ?, ?)",
                (*place, encode(cell.value).decode(), cell.version),
            )

    def _index(self, address: Address, names: set[str], known: dict[str, Cell]) -> None:
        texts = [name for name in names if (field := declared(address.kind, name)) and field.merge is Merge.NARRATIVE]
        for name in texts:
            value = known.get(name, NOTHING).value
            search.put(self._connection, *address, name, value if isinstance(value, str) else None)
        hidden = known.get(DELETED, NOTHING).value is not None
        if DELETED in names or (texts and hidden):
            search.hide(self._connection, address.kind, address.record, hidden=hidden)


def _cells(table: type[Synced], row: Mapping[str, Any], suffix: str) -> Iterator[tuple[str, Cell]]:
    versions = json.loads(row["versions"])
    for name, field in table.fields().items():
        if version := versions.get(name, versions.get("", 0)):
            yield name + suffix, Cell(_wire(field.type, row[name]), version)


def _stored(type_: TypeEngine[Any], value: Wire) -> Any:
    match type_, value:
        case Choices(), list():
            return json.dumps(value, ensure_ascii=False)
        case Compound(), dict():
            return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        case _:
            return value


def _wire(type_: TypeEngine[Any], stored: Any) -> Wire:
    match type_, stored:
        case (Choices() | Compound(), str()):
            return json.loads(stored)  # type: ignore[no-any-return]  # as `_stored` wrote it
        case Boolean(), int():
            return bool(stored)
        case _:
            return stored  # type: ignore[no-any-return]  # what is stored of the others is what travels


def _key_columns(table: type[Synced]) -> list[str]:
    return [column.name for column in table.__table__.primary_key]


@cache
def _upsert(table: type[Synced]) -> str:
    key = _key_columns(table)
    columns = [*key, "stream", "versions", *table.fields()]
    updates = ", ".join(f"{name} = excluded.{name}" for name in columns if name not in key)
    return (
        f"INSERT INTO {table.__tablename__} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {updates}"
    )


@cache
def _delete(table: type[Synced]) -> str:
    return f"DELETE FROM {table.__tablename__} WHERE {' AND '.join(f'{name} = ?' for name in _key_columns(table))}"
