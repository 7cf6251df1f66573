"""The council's database: SQLite for one desk, PostgreSQL for a council, by one URL (F9, F15).

A session is a transaction, and there is no other way to one. Where many councils share a PostgreSQL, the login has no rights of its
own: each session takes on the council's role and schema for its own length, so that a connection carries nothing over to whoever
borrows it next, and whoever forgets to say which council is meant finds nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from sqlalchemy import URL, BindParameter, Connection, Engine, bindparam, create_engine, event, make_url, text

_BUSY_SECONDS = 30
_WRITES = "doorstep_writes"


@dataclass(frozen=True)
class Pool:
    """How many connections a process keeps, and for how many seconds a request waits for one before it is told to come again."""

    connections: int = 10
    wait: float = 10.0


class Database:
    """Where a council's data lies. `place` names both its role and its schema on PostgreSQL; None leaves the login's own."""

    def __init__(self, url: str, place: str | None = None, pool: Pool | None = None) -> None:
        self._engine = _engine(make_url(url), pool or Pool())
        self.place = place

    def at(self, place: str) -> Self:
        """Another place, through the same connections."""
        other = object.__new__(type(self))
        other._engine, other.place = self._engine, place
        return other

    @property
    def is_sqlite(self) -> bool:
        """Whether this is a file."""
        return self._engine.dialect.name == "sqlite"

    @property
    def file(self) -> Path | None:
        """The file that it is, if it is one."""
        named = self._engine.url.database
        return Path(named) if self.is_sqlite and named else None

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One moment of the database, however long it is looked at."""
        with self._engine.connect() as connection, connection.begin():
            self._enter(connection)
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is whole or absent. Rows read before they are changed are locked, by `with_for_update`."""
        with self._transaction("FULL") as connection:
            yield connection

    @contextmanager
    def noting(self) -> Iterator[Connection]:
        """The same, but that the disk is not waited for: when the power fails, the last of these may be absent."""
        with self._transaction("NORMAL") as connection:
            if not self.is_sqlite:
                connection.execute(_UNHURRIED)
            yield connection

    @contextmanager
    def building(self) -> Iterator[Connection]:
        """A transaction of whoever owns the tables of a place, and alone may make and change them."""
        with self._transaction("FULL", _OWNER) as connection:
            yield connection

    @contextmanager
    def _transaction(self, synchronous: str, role: str = "") -> Iterator[Connection]:
        with self._engine.connect() as bare:
            connection = bare.execution_options(**{_WRITES: synchronous}, **self._writer)
            with connection.begin():
                self._enter(connection, role)
                yield connection

    def close(self) -> None:
        """Give all connections back."""
        self._engine.dispose()

    @property
    def _writer(self) -> dict[str, Any]:
        # Locks, not snapshots, order writers: under REPEATABLE READ the second of two would fail instead of waiting.
        return {} if self.is_sqlite else {"isolation_level": "READ COMMITTED"}

    def _enter(self, connection: Connection, role: str = "") -> None:
        if self.place is not None:
            schema = connection.dialect.identifier_preparer.quote_identifier(self.place)
            connection.execute(_ENTER, {"role": self.place + role, "schema": schema})


def owner_of(place: str) -> str:
    """The role that owns a place's tables; the role that serves it is named as the place is."""
    return place + _OWNER


_OWNER = "_owner"


def among(name: str) -> BindParameter[Any]:
    """The right side of an `in_` in a statement that is put together once, since that takes longer than running it: its values are given by name."""
    return bindparam(name, expanding=True)


_ENTER = text("SELECT set_config('role', :role, true), set_config('search_path', :schema, true)")

_UNHURRIED = text("SELECT set_config('synchronous_commit', 'off', true)")


def _engine(address: URL, pool: Pool) -> Engine:
    settings: dict[str, Any] = {
        "hide_parameters": True,
        "pool_size": pool.connections,
        "max_overflow": 0,
        "pool_timeout": pool.wait,
    }
    if address.get_backend_name() != "sqlite":
        postgresql = address.set(drivername="postgresql+psycopg")
        return create_engine(postgresql, isolation_level="REPEATABLE READ", **settings)
    connect = {"check_same_thread": False, "timeout": _BUSY_SECONDS}
    engine = create_engine(address, connect_args=connect, **settings)
    event.listen(engine, "connect", _configure)
    event.listen(engine, "begin", _begin)
    return engine


def _configure(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # or sqlite3 commits behind our back
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON", "trusted_schema=OFF"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # IMMEDIATE, or a writer that began as a reader fails as soon as another has written.
    synchronous = connection.get_execution_options().get(_WRITES)
    if synchronous is not None:  # of the connection, not of a transaction: so each one says it
        connection.exec_driver_sql(f"PRAGMA synchronous={synchronous}")
    connection.exec_driver_sql("BEGIN" if synchronous is None else "BEGIN IMMEDIATE")
