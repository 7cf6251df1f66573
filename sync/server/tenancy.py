"""Many councils in one place (F9): on PostgreSQL a schema and a role each, on SQLite a file each in one folder.

The login that serves them may take on each council's role, inherits from none and owns nothing. Nor does that role: it reads and writes rows of
tables that another owns, which the login cannot take on (decisions/0146).
"""

import re
from abc import ABC, abstractmethod
from pathlib import Path

from sqlalchemy import Connection, make_url, text

from sync.server.database import Database, Pool, owner_of

_COUNCIL = re.compile(r"[a-z][a-z0-9-]{1,39}")
_DIRECTORY = "_directory"  # no council's id begins so


class UnsafeLogin(Exception):
    """The login that would serve has rights of its own, so that a forgotten role would not be noticed."""


class UnknownCouncil(Exception):
    """There is no council of this id here."""


class Tenancy(ABC):
    """Where many councils lie."""

    @abstractmethod
    def names(self) -> list[str]:
        """The ids of the councils that have a place, in order."""

    @abstractmethod
    def make_place(self, council: str, login: str | None) -> None:
        """Make a place for a council, and for the directory, and let `login` serve them. Made again it stays as it is."""

    @abstractmethod
    def require_safe_login(self) -> None:
        """Raise UnsafeLogin if a session that names no council could read anything."""

    @abstractmethod
    def close(self) -> None:
        """Give all connections back."""

    @property
    def directory(self) -> Database:
        """Where it is written which council a device is of."""
        return self._at(_DIRECTORY)

    def database(self, council: str) -> Database:
        """One council's.

        Raises:
            UnknownCouncil: this is not a council's id.
        """
        if not _COUNCIL.fullmatch(council):
            raise UnknownCouncil
        return self._at(council)

    @abstractmethod
    def _at(self, name: str) -> Database:
        """The database of a council, or the directory's."""


def tenancy(url: str, pool: Pool) -> Tenancy:
    """The councils at a PostgreSQL, or in a folder that a SQLite URL names."""
    address = make_url(url)
    return _Files(Path(address.database or "")) if address.get_backend_name() == "sqlite" else _Schemas(url, pool)


class _Files(Tenancy):
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, Database] = {}

    def names(self) -> list[str]:
        return sorted(file.stem for file in self._folder.glob("*.db") if _COUNCIL.fullmatch(file.stem))

    def make_place(self, council: str, login: str | None) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def require_safe_login(self) -> None:
        """A file is one council's, whoever opens it."""

    def close(self) -> None:
        for database in self._open.values():
            database.close()

    def _at(self, name: str) -> Database:
        # setdefault, since two requests may open a council at once; the loser has opened no connection yet.
        return self._open.get(name) or self._open.setdefault(name, Database(f"sqlite:///{self._folder / name}.db"))


class _Schemas(Tenancy):
    _PREFIX = "council_"

    def __init__(self, url: str, pool: Pool) -> None:
        self._login = Database(url, None, pool)

    def names(self) -> list[str]:
        with self._login.reading() as connection:
            found = connection.execute(text("SELECT nspname FROM pg_catalog.pg_namespace ORDER BY nspname")).scalars()
            named = [name.removeprefix(self._PREFIX) for name in found if name.startswith(self._PREFIX)]
            return [name for name in named if _COUNCIL.fullmatch(name)]

    def make_place(self, council: str, login: str | None) -> None:
        with self._login.writing() as connection:
            if login is not None and not _is_role(connection, login):
                name = _quoted(connection, login)
                connection.execute(text(f"CREATE ROLE {name} LOGIN NOINHERIT"))
                connection.execute(text(f"ALTER ROLE {name} SET search_path = ''"))
            for place in (self._place(council), self._place(_DIRECTORY)):
                _make_schema(connection, place, login)

    def require_safe_login(self) -> None:
        with self._login.reading() as connection:
            asked = "SELECT rolinherit OR rolsuper FROM pg_catalog.pg_roles WHERE rolname = session_user"
            if connection.execute(text(asked)).scalar_one():
                raise UnsafeLogin

    def close(self) -> None:
        self._login.close()

    def _at(self, name: str) -> Database:
        return self._login.at(self._place(name))

    def _place(self, name: str) -> str:
        return self._PREFIX + name


def _make_schema(connection: Connection, place: str, login: str | None) -> None:
    name, owner = _quoted(connection, place), _quoted(connection, owner_of(place))
    for role in (place, owner_of(place)):
        if not _is_role(connection, role):
            connection.execute(text(f"CREATE ROLE {_quoted(connection, role)} NOLOGIN"))
    founder = f"GRANT {name}, {owner} TO CURRENT_USER"
    served = [] if login is None else [f"GRANT {name} TO {_quoted(connection, login)}"]
    theirs = f"ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA {name} GRANT"
    for statement in (
        founder,
        *served,
        f"CREATE SCHEMA IF NOT EXISTS {name} AUTHORIZATION {owner}",
        f"GRANT USAGE ON SCHEMA {name} TO {name}",
        f"{theirs} SELECT, INSERT, UPDATE, DELETE ON TABLES TO {name}",
        f"{theirs} USAGE, SELECT, UPDATE ON SEQUENCES TO {name}",
    ):
        connection.execute(text(statement))


def _is_role(connection: Connection, name: str) -> bool:
    asked = text("SELECT 1 FROM pg_catalog.pg_roles WHERE rolname = :name")
    return connection.execute(asked, {"name": name}).first() is not None


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)
