"""A council in one file, and back (S28, F3). The file is a SQLite database of the same tables, whatever the council's own is.

It is copied within one transaction, beside a running server, so that it is one moment of the council. Put back, the council goes on
under a new epoch that its order key signs, and gives no revision and no device number that the lost database may have given.
"""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, func, insert, select, text
from sqlalchemy.exc import DatabaseError

from sync.protocol import crypto
from sync.protocol.epoch import Restored, new_epoch, sign
from sync.records.types import instant_text
from sync.server import council, erasure, link_tally, redactions, schema
from sync.server.certifying import Certifier
from sync.server.council import Council, NoCouncil
from sync.server.council_desk import CouncilDesk
from sync.server.database import Database
from sync.server.redacting import Redacting
from sync.server.tables import blob_piece, central, device_number, nonce, operator_act, staff, stream

_ROWS, _PIECES = 500, 8
"""How many rows are held at a time: of files, some megabytes."""
_NUMBERS = 100_000
"""More device numbers than were ever given between a backup and its restore."""


class NoBackup(Exception):
    """The file is not there, or is something else, or of a later release."""


class OntoItself(Exception):
    """The file to copy to is the database that is copied."""


class WrongBackup(Exception):
    """It is of another council than was said, or than the order key is."""


@dataclass(frozen=True)
class Done:
    """What a restore did."""

    rows: int
    erased: int
    epoch: str
    homeless: int
    """Redactions of streams that the backup does not have: to be carried out again once laptops have sent these again."""


@dataclass(frozen=True)
class Restorer:
    """Who restores, when, with which key. `council` is the one that it must be, if that is known."""

    council: str | None
    operator: str
    order_key: Ed25519PrivateKey
    now: datetime
    random: Callable[[int], bytes]
    certifier: Callable[[str], Certifier]
    """By the council's id, what vouches for its own desk."""


def back_up(source: Database, file: Path) -> int:
    """Copy a council to a file that only its owner reads; it is there once it is whole. Gives the number of rows.

    Raises:
        OntoItself: the file is the database itself, which a copy would take the place of under whoever serves it.
    """
    if source.file is not None and file.exists() and source.file.samefile(file):
        raise OntoItself
    fresh = _new_file(file.with_name(file.name + ".new"))
    with closing(Database(f"sqlite:///{fresh}")) as copy:
        schema.migrate(copy)
        with source.reading() as here, copy.writing() as there:
            rows = _copy(here, there)
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    fresh.replace(file)
    return rows


def restore(file: Path, target: Database, ledger: list[erasure.Entry], restorer: Restorer) -> Done:
    """Put a council back into a database that has none yet, whole or not at all.

    What the ledger names is taken out of a working copy first, so that it never reaches the database.

    Raises:
        NoBackup, WrongBackup: this is not the file.
        CouncilExists: the database is some council's already.
    """
    with _working_copy(file) as copy:
        with copy.writing() as connection:
            this = _checked(connection, restorer)
            for entry in ledger:
                erasure.take_out(connection, entry)
            if any(isinstance(entry, erasure.Destroy) for entry in ledger):
                link_tally.count_again(connection, restorer.certifier(this.id))
        with copy.reading() as here, target.writing() as there:
            council.must_be_new(there)
            rows = _copy(here, there)
            epoch = _go_on(there, this, restorer)
            homeless = _say_again(there, ledger, restorer)
    return Done(rows, len(ledger), epoch, homeless)


def _copy(here: Connection, there: Connection) -> int:
    rows = 0
    for table in central.sorted_tables:
        if table is nonce:
            continue  # what they guard against has gone stale long before anybody restores
        some_rows = _PIECES if table is blob_piece else _ROWS
        read = here.execute(select(table).execution_options(yield_per=some_rows)).mappings()
        for some in read.partitions():
            there.execute(insert(table), [dict(row) for row in some])
            rows += len(some)
    return rows


def _checked(connection: Connection, restorer: Restorer) -> Council:
    this = council.load(connection)
    is_its_key = crypto.public_bytes(restorer.order_key) == this.bundle.order
    if not is_its_key or restorer.council not in (None, this.id):
        raise WrongBackup
    return this


def _go_on(connection: Connection, this: Council, restorer: Restorer) -> str:
    """Begin the new epoch."""
    highest = connection.execute(select(func.max(stream.c.revision))).scalar_one() or 0
    floor = council.next_floor(max(highest, this.floor))
    at = instant_text(restorer.now)
    restored = sign(Restored(this.id, new_epoch(restorer.random), this.epoch, at), restorer.order_key)
    council.begin_epoch(connection, restored, floor)
    act = {"at": at, "operator": restorer.operator, "act": "restore", "subject": restored.epoch}
    _count_on(
        connection, "operator_act", "id", connection.execute(select(func.max(operator_act.c.id))).scalar_one() or 0
    )
    connection.execute(insert(operator_act).values(act))
    given = connection.execute(select(func.max(device_number.c.number))).scalar_one() or 0
    _count_on(connection, "device_number", "number", (given // _NUMBERS + 1) * _NUMBERS)
    return restored.epoch


def _say_again(connection: Connection, ledger: list[erasure.Entry], restorer: Restorer) -> int:
    """Write the redactions again that the backup does not know of, by which laptops that have not heard of them will. How many have no stream."""
    this = council.load(connection)
    lost = [
        entry
        for entry in ledger
        if isinstance(entry, erasure.Redact) and entry.redaction and not redactions.is_said(connection, entry)
    ]
    here = {
        *connection.execute(select(stream.c.stream).where(stream.c.stream.in_({it.stream for it in lost}))).scalars()
    }
    managers = connection.execute(select(staff.c.user).where(staff.c.role == "manager").order_by(staff.c.user))
    known = [*managers.scalars()]
    if not known:
        return len(lost)
    for entry in (entry for entry in lost if entry.stream in here):
        user = entry.approved_by if entry.approved_by in known else known[0]
        desk = CouncilDesk(this, user, restorer.order_key, restorer.certifier(this.id), restorer.random, restorer.now)
        Redacting(connection, this, desk, instant_text(restorer.now)).say_again(entry)
    return sum(entry.stream not in here for entry in lost)


def _count_on(connection: Connection, table: str, column: str, last: int) -> None:
    """Let a table count on after `last`."""
    values = {"table": table, "column": column, "last": last}
    if connection.dialect.name == "sqlite":
        connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :table"), values)
        connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)"), values)
    elif last:
        connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"), values)


@contextmanager
def _working_copy(file: Path) -> Iterator[Database]:
    """The backup at this release's schema, as a file of its own beside it, gone afterwards."""
    fresh = _new_file(file.with_name(file.name + ".restoring"))
    try:
        there = f"{file.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(there, uri=True)) as kept, closing(sqlite3.connect(fresh)) as copy:
            kept.backup(copy)
        with closing(Database(f"sqlite:///{fresh}")) as database:
            schema.migrate(database)
            yield database
    except (sqlite3.DatabaseError, DatabaseError, NoCouncil) as error:
        raise NoBackup from error
    finally:
        fresh.unlink(missing_ok=True)


def _new_file(path: Path) -> Path:
    path.unlink(missing_ok=True)
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    return path
