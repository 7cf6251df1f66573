"""What this version does not know of the records it holds, where a save meets it: kept, and carried on as it came (sync.md, section 2)."""

import json
from collections.abc import Mapping

from sqlalchemy import Connection

from desktop.store.pending import Address, Cell
from sync.protocol.canonical import encode


def of(connection: Connection, address: Address) -> dict[str, Cell]:
    """The fields of a record that are kept beside it, by their names on the wire."""
    rows = connection.exec_driver_sql(
        "SELECT field, value, version FROM unknown_field WHERE stream = ? AND kind = ? AND record = ?", address
    )
    return {name: Cell(json.loads(value), version) for name, value, version in rows}


def give_up(connection: Connection, address: Address, name: str) -> None:
    """A save has written this field into its column: what was no valid value there is replaced."""
    connection.exec_driver_sql(
        "DELETE FROM unknown_field WHERE stream = ? AND kind = ? AND record = ? AND field = ?", (*address, name)
    )


def inherit(connection: Connection, n: int, address: Address, fields: Mapping[str, Cell]) -> None:
    """Write into a record, in set `n`, what it read through to so far (S16)."""
    for name, cell in fields.items():
        value = encode(cell.value).decode()
        connection.exec_driver_sql(
            "INSERT INTO change (n, kind, record, field, value, base, shown) VALUES (?, ?, ?, ?, ?, 0, ?)",
            (n, address.kind, address.record, name, value, value),
        )
        connection.exec_driver_sql(
            "INSERT INTO unknown_field (stream, kind, record, field, value, version) VALUES (?, ?, ?, ?, ?, ?)",
            (*address, name, value, -n),
        )
