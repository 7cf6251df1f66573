"""Three engines over one encrypted file: one writing connection, a few that can only read, beside it on WAL, and one for copies.

A transaction begins with BEGIN IMMEDIATE, so that a failed save is undone as a whole and never waits halfway. Errors of the library
become the store's own, without a word of what was being written (F15).
"""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EDQUOT, ENOSPC
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from desktop.store.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DiskFailed,
    DiskFull,
    RecordExists,
    StoreError,
    UncapturedWrite,
)
from desktop.store.guard import REFUSAL, Guard
from desktop.store.profile import BUSY_SECONDS, open_connection

READERS = 3
_WRITERS_KIB = 8192
"""Half of a reader's pages: a page of a pull needs no more, and a large pull fills what there is."""
_INPUT_OUTPUT = 10  # SQLITE_IOERR


class Database:
    """An open database file. `guard` covers the writing connection's synced tables."""

    def __init__(self, path: Path, key: bytes) -> None:
        self.path = path
        self.key = key
        self.guard = Guard()
        self.writer = _engine(self._writing_connection, 1, "BEGIN IMMEDIATE")
        self.reader = _engine(self._reading_connection, READERS, "BEGIN")
        self._copier = _engine(self._reading_connection, 1, "BEGIN")

    def _writing_connection(self) -> sqlcipher.Connection:
        connection = open_connection(self.path, self.key)
        connection.execute(f"PRAGMA cache_size = -{_WRITERS_KIB}")
        self.guard.install(connection)
        return connection

    def _reading_connection(self) -> sqlcipher.Connection:
        connection = open_connection(self.path, self.key)
        connection.execute("PRAGMA query_only = ON")
        return connection

    @contextmanager
    def outside_transactions(self) -> Iterator[sqlcipher.Connection]:
        """The writing connection itself, for what cannot run in a transaction: checkpoints."""
        with _driver_of(self.writer) as connection:
            yield connection

    @contextmanager
    def copying_connection(self) -> Iterator[sqlcipher.Connection]:
        """What a copy of the file is read through, beside running saves. There is one, so that two lanes never make copies at once."""
        with _driver_of(self._copier) as connection:
            yield connection
            connection.execute(
                "PRAGMA shrink_memory"
            )  # it has read every page, and does so again tomorrow at the earliest

    def free_bytes(self) -> int:
        """What is left on the disk that it lies on."""
        return shutil.disk_usage(self.path.parent).free

    def close(self) -> None:
        """Let go of every connection. What is committed is in the file or its WAL."""
        self._copier.dispose()
        self.reader.dispose()
        self.writer.dispose()


def _engine(connect: Callable[[], sqlcipher.Connection], size: int, begin: str) -> Engine:
    engine = create_engine(
        "sqlite+pysqlite://",
        module=sqlcipher,
        creator=connect,
        poolclass=QueuePool,
        pool_size=size,
        max_overflow=0,
        pool_timeout=BUSY_SECONDS,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def _driver_of(engine: Engine) -> Iterator[sqlcipher.Connection]:
    with typed_errors():
        pooled = engine.raw_connection()
        try:
            yield pooled.driver_connection
        finally:
            pooled.close()


@contextmanager
def typed_errors() -> Iterator[None]:
    """Turn the library's errors, and the system's, into the store's, without their text."""
    failure: StoreError
    try:
        yield
    except DBAPIError as error:
        failure = _typed(error.orig)
    except sqlcipher.Error as error:
        failure = _typed(error)
    except PoolTimeout:
        failure = DatabaseBusy()
    except OSError as error:  # of a file beside the database
        failure = DiskFull() if error.errno in (ENOSPC, EDQUOT) else DiskFailed(_INPUT_OUTPUT)
    else:
        return
    raise failure from None


def _typed(error: BaseException | None) -> StoreError:
    number = getattr(error, "sqlite_errorcode", 0) & 0xFF
    match number:
        case 5 | 6:  # BUSY, LOCKED
            return DatabaseBusy()
        case 11 | 26:  # CORRUPT, NOTADB
            return DatabaseDamaged()
        case 13:  # FULL
            return DiskFull()
        case 19:  # CONSTRAINT
            return UncapturedWrite() if error is not None and error.args == (REFUSAL,) else RecordExists()
        case _:
            return DiskFailed(number)
