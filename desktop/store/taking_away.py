"""Taking a family off this laptop once the council has everything of it: rows, index, free pages and older copies (S24, F3).

Rows go in one transaction, which also notes that traces of them are left. Then the index is rewritten, the log is emptied, a fresh
snapshot is taken, and every earlier copy is destroyed, a damaged file that was put aside too: what could be read of it was salvaged. Cut
anywhere, the rest is done at the next sync that takes something away, or with the next snapshot.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from desktop.store import arriving, blobs, links, search, settings, snapshots
from desktop.store.database import Database, typed_errors
from desktop.store.errors import DatabaseBusy
from desktop.store.sets import EVIDENCE, PENDING
from desktop.store.tables import blob, local
from sync.records.owners import Owned
from sync.records.registry import TABLES

TRACES = "traces"
"""A setting: rows were erased, and traces of them may be left."""


@dataclass(frozen=True)
class Gone:
    """A family that is no longer on this laptop. `unsent`: of what was written here, some is with the manager."""

    family: str
    name: str
    unsent: bool


def by_family(connection: Connection, streams: Collection[str]) -> Mapping[str, list[str]]:
    """Those of these streams that are held, by their family."""
    found: dict[str, list[str]] = {}
    for stream, family in connection.exec_driver_sql("SELECT stream, family FROM stream ORDER BY stream"):
        if stream in streams:
            found.setdefault(family, []).append(stream)
    return found


def awaits_receipt(connection: Connection, streams: Iterable[str]) -> bool:
    """Whether the council has yet to answer for anything that was written here into these streams."""
    rows = connection.exec_driver_sql(f"SELECT DISTINCT stream FROM change_set WHERE state IN {(*PENDING, *EVIDENCE)}")
    return not {*rows.scalars()}.isdisjoint(streams)


def erase(connection: Connection, family: str, streams: Collection[str]) -> Gone | None:
    """Take streams of a family out of every table that names one. The family, if nothing more of it is held here."""
    name = connection.exec_driver_sql("SELECT name FROM family WHERE id = ?", (family,)).scalar()
    of_a_family = _are_of_a_family(connection, streams)
    unsent = False
    for stream in streams:
        aside = "SELECT count(*) FROM change_set WHERE stream = ? AND state = 'aside'"
        unsent |= bool(connection.exec_driver_sql(aside, (stream,)).scalar())
        _erase(connection, stream)
    settings.put(connection, TRACES, value=True)
    if not of_a_family or connection.exec_driver_sql("SELECT 1 FROM stream WHERE family = ?", (family,)).all():
        return None
    return Gone(family, name or "", unsent)


def _are_of_a_family(connection: Connection, streams: Iterable[str]) -> bool:
    """Not so of a team's desk, say: nobody is told that they lost that one."""
    held = connection.exec_driver_sql("SELECT stream, compartment FROM stream")
    return any(compartment not in {*Owned} for stream, compartment in held if stream in streams)


def erase_arriving(connection: Connection, streams: Collection[str]) -> None:
    """Let go of what has come of streams that were taken away before all of it was here."""
    half = connection.exec_driver_sql("SELECT DISTINCT stream FROM arriving").scalars()
    for stream in {*half}.intersection(streams):
        arriving.forget(connection, stream)
        settings.put(connection, TRACES, value=True)


def remove_traces(database: Database, now: datetime) -> None:
    """Leave no copy of what was erased, if anything was. Not inside a transaction.

    Raises:
        DatabaseBusy: somebody reads; it is still to be done.
        DatabaseDamaged: there can be no snapshot, so the earlier ones stay.
    """
    with typed_errors(), database.reader.begin() as connection:
        if not settings.get(connection, TRACES):
            return
    while _settle_one(database):
        pass  # a text that was taken out is in the index until its turn has come
    with typed_errors(), database.writer.begin() as connection:
        search.optimise(connection)
    with database.outside_transactions() as plain:
        busy, _pages, _moved = plain.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise DatabaseBusy
    with database.copying_connection() as plain:  # a save does not wait for the copy
        snapshots.take_only(plain, database.path, database.key, now)
    with typed_errors(), database.writer.begin() as connection:
        settings.put(connection, TRACES, value=False)


def _settle_one(database: Database) -> bool:
    with typed_errors(), database.writer.begin() as connection:
        return search.settle_one(connection)


def _erase(connection: Connection, stream: str) -> None:
    search.forget(connection, stream)
    blobs.forget(connection, stream)
    links.forget(connection, stream)
    beside = "DELETE FROM setting WHERE substr(name, -22) IN (SELECT id FROM assessment WHERE stream = ?)"
    connection.exec_driver_sql(beside, (stream,))  # what was noted beside a record is named by its id
    for table in reversed((*local.sorted_tables, *TABLES[0].metadata.sorted_tables)):
        if "stream" in table.c and table is not blob:
            connection.exec_driver_sql(f"DELETE FROM {table.name} WHERE stream = ?", (stream,))
