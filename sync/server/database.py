"""The council's database: SQLite for one desk, PostgreSQL for a council, by one URL (F9, F15).

A session is a transaction, and there is no other way to one. On PostgreSQL each names its schema for its own length, so that a
connection carries nothing over to whoever borrows it next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text

_BUSY_SECONDS = 30
_WRITES = "doorstep_writes"


class Database:
    """Where a council's data lies. `schema` is PostgreSQL's; None leaves the role's own."""

    def __init__(self, url: str, schema: str | None = None) -> None:
        address = make_url(url)
        self.schema = schema
        if address.get_backend_name() == "sqlite":
            self._engine = _sqlite(address)
        else:
            self._engine = create_engine(
                address.set(drivername="postgresql+psycopg"), hide_parameters=True, isolation_level="REPEATABLE READ"
            )

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the database, however long it is looked at."""
        with self._engine.connect() as connection, connection.begin():
            self._place(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is whole or absent. Rows read before they are changed are locked, by `with_for_update`."""
        with self._engine.connect() as bare:
            connection = bare.execution_options(**{_WRITES: True}, **self._writer)
            with connection.begin():
                self._place(connection)
                yield connection

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    @property
    def _writer(self) -> dict[str, Any]:
        # Locks, not snapshots, order writers: under REPEATABLE READ the second of two would fail instead of waiting.
        return {} if self._engine.dialect.name == "sqlite" else {"isolation_level": "READ COMMITTED"}

    def _place(self, connection: Connection) -> None:
        if self.schema is not None:
            connection.execute(text("SELECT set_config('search_path', :schema, true)"), {"schema": self.schema})


def _sqlite(address: URL) -> Engine:
    engine = create_engine(
        address, hide_parameters=True, connect_args={"check_same_thread": False, "timeout": _BUSY_SECONDS}
    )
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # or sqlite3 commits behind our back
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # IMMEDIATE, or a writer that began as a reader fails as soon as another has written.
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
