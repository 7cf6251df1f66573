"""What a page of a pull changes in the tables, gathered first and written by one statement a table: most of what a statement costs is asking.

To be used inside `Store.applying`.
"""

import json
from functools import cache
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.types import TypeEngine

from desktop.store import search
from desktop.store.pending import Cell, Place
from sync.protocol.canonical import encode
from sync.records.record import Synced
from sync.records.types import Choices, Compound, Wire


class Batch:
    """Rows to write. Each record and each text comes once."""

    def __init__(self) -> None:
        self.texts: list[search.Text] = []
        self.hidden: dict[tuple[str, str], bool] = {}
        """By kind and record: whether its texts are left out of what is found."""
        self._rows: dict[type[Synced], list[tuple[Any, ...]]] = {}
        self._gone: dict[type[Synced], list[tuple[str, ...]]] = {}
        self._known: list[Place] = []
        self._unknown: list[tuple[Any, ...]] = []

    def put_row(
        self, table: type[Synced], stream: str, key: tuple[str, ...], cells: dict[str, Cell], *, keep: bool
    ) -> None:
        """A row as it is now; unless it is to be kept, none."""
        if not keep:
            self._gone.setdefault(table, []).append(key)
            return
        versions = json.dumps({name: cell.version for name, cell in cells.items()}, separators=(",", ":"))
        values = (
            _stored(field.type, cells[name].value) if name in cells else None for name, field in table.fields().items()
        )
        self._rows.setdefault(table, []).append((*key, stream, versions, *values))

    def put_unknown(self, place: Place, cell: Cell | None) -> None:
        """A field that has no column; None where it has one."""
        self._known.append(place)
        if cell is not None:
            self._unknown.append((*place, encode(cell.value).decode(), cell.version))

    def write(self, connection: Connection) -> None:
        """Write all of it."""
        for table, keys in self._gone.items():
            connection.exec_driver_sql(_delete(table), keys)
        for table, rows in self._rows.items():
            connection.exec_driver_sql(_upsert(table), rows)
        self._write_unknown(connection)
        search.put_many(connection, self.texts)
        for (kind, record), hidden in self.hidden.items():
            search.hide(connection, kind, record, hidden=hidden)

    def _write_unknown(self, connection: Connection) -> None:
        if self._known and connection.exec_driver_sql("SELECT 1 FROM unknown_field LIMIT 1").first() is not None:
            connection.exec_driver_sql(
                "DELETE FROM unknown_field WHERE stream = ? AND kind = ? AND record = ? AND field = ?",
                [tuple(place) for place in self._known],
            )
        if self._unknown:
            connection.exec_driver_sql(
                "INSERT INTO unknown_field (stream, kind, record, field, value, version) VALUES (?, ?, ?, ?, ?, ?)",
                self._unknown,
            )


def _stored(type_: TypeEngine[Any], value: Wire) -> Any:
    match type_, value:
        case Choices(), list():
            return json.dumps(value, ensure_ascii=False)
        case Compound(), dict():
            return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        case _:
            return value


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
