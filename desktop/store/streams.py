"""Which streams this laptop holds, and how a family made here begins."""

from sqlalchemy import Connection

from sync.records.fields import Compartment
from sync.records.ids import stream_id

FIRST = (Compartment.SHARED, Compartment.TEAM)
"""The compartments every family has from its first day; the stricter ones begin with their first record."""


def add(connection: Connection, family: str, compartment: str, *, own: bool = True) -> str:
    """Hold a stream; nothing happens when it is held already. `own`: made here, to be created by its first push."""
    stream = stream_id(family, compartment)
    connection.exec_driver_sql(
        "INSERT OR IGNORE INTO stream (stream, family, compartment, own, begun) VALUES (?1, ?2, ?3, ?4, ?4)",
        (stream, family, str(compartment), int(own)),
    )
    return stream


def begin_family(connection: Connection, family: str) -> None:
    """Hold the streams that a new family has from its first day."""
    for compartment in FIRST:
        add(connection, family, compartment)


def of_family(connection: Connection, family: str) -> list[str]:
    """The streams of a family that this laptop holds."""
    rows = connection.exec_driver_sql("SELECT stream FROM stream WHERE family = ? ORDER BY stream", (family,))
    return list(rows.scalars())
