"""What a page of a pull changes in the tables, gathered first and written by one statement a table: most of what a statement costs is asking.

To be used inside `Store.applying`.
"""

import json
from collections.abc import Callable, Collection, Mapping
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection

from desktop.store import search
from desktop.store.pending import Address, Cell
from sync.protocol.canonical import encode
from sync.records.record import Synced
from sync.records.types import Choices, Compound, Wire


class Batch:
    """Rows to write. Each record and each text comes once."""

    def __init__(self) -> None:
        self.texts: list[tuple[search.Place, str | None]] = []
        self.hidden: dict[tuple[str, str], bool] = {}
        """By kind and record: whether its texts are left out of what is found."""
        self._rows: dict[type[Synced], list[tuple[Any, ...]]] = {}
        self._gone: dict[type[Synced], list[tuple[str, ...]]] = {}
        self._written: list[tuple[Address, Collection[str]]] = []
        self._unknown: list[tuple[Any, ...]] = []

    def put_row(
        self, table: type[Synced], stream: str, key: tuple[str, ...], cells: dict[str, Cell], *, keep: bool
    ) -> None:
        """A row as it is now; unless it is to be kept, none."""
        if not keep:
            self._gone.setdefault(table, []).append(key)
            return
        columns = _columns(table)
        values: list[Any] = [None] * len(columns)
        for name, cell in cells.items():
            at, store = columns[name]
            values[at] = cell.value if store is None else store(cell.value)
        versions = _versions(tuple(cells), tuple(cell.version for cell in cells.values()))
        self._rows.setdefault(table, []).append((*key, stream, versions, *values))

    def put_unknown(self, address: Address, names: Collection[str], unknown: Mapping[str, Cell]) -> None:
        """Those of a record's fields, of all these `names`, that have no column."""
        self._written.append((address, names))
        for name, cell in unknown.items():
            self._unknown.append((*address, name, encode(cell.value).decode(), cell.version))

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
        if self._written and connection.exec_driver_sql("SELECT 1 FROM unknown_field LIMIT 1").first() is not None:
            connection.exec_driver_sql(
                "DELETE FROM unknown_field WHERE stream = ? AND kind = ? AND record = ? AND field = ?",
                [(*address, name) for address, names in self._written for name in names],
            )
        if self._unknown:
            connection.exec_driver_sql(
                "INSERT INTO unknown_field (stream, kind, record, field, value, version) VALUES (?, ?, ?, ?, ?, ?)",
                self._unknown,
            )


@cache
def _columns(table: type[Synced]) -> dict[str, tuple[int, Callable[[Wire], Any] | None]]:
    """Of each field of a table which it is, and how its value becomes what is stored, if it is not that already."""
    stores = {Choices: _stored_list, Compound: _stored_object}
    return {
        name: (at, next((store for type_, store in stores.items() if isinstance(field.type, type_)), None))
        for at, (name, field) in enumerate(table.fields().items())
    }


@lru_cache(4096)
def _versions(names: tuple[str, ...], versions: tuple[int, ...]) -> str:
    return encode(dict(zip(names, versions, strict=True))).decode()


def _stored_list(value: Wire) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list) else value


def _stored_object(value: Wire) -> Any:
    is_object = isinstance(value, dict)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) if is_object else value


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
