"""What every route is given."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError, TimeoutError  # noqa: A004  (of the pool)

from sync.server.access import Standing, standings
from sync.server.council import Council
from sync.server.database import Database
from sync.server.quotas import Quotas
from sync.server.tables import stream


@dataclass(frozen=True)
class Central:
    """A council's server. `authorities` are the hosts under which it answers; `now` is the clock that judges freshness.

    `replica` is a copy of the database that may lag behind; it is read where it does not.
    """

    database: Database
    council: Council
    receipt_key: Ed25519PrivateKey
    authorities: frozenset[str]
    now: Callable[[], datetime]
    quotas: Quotas
    replica: Database | None = None

    def source_of(self, connection: Connection, user: str, streams: Collection[str]) -> Database:
        """Where a member reads these streams: the replica if it has all that `connection` sees of them, else the database itself."""
        if self.replica is None:
            return self.database
        wanted = select(stream.c.stream, stream.c.revision).where(stream.c.stream.in_(streams))
        here = {row.stream: row.revision for row in connection.execute(wanted)}
        try:
            with self.replica.reading() as copy:
                there = {row.stream: row.revision for row in copy.execute(wanted)}
                members = {name for name, how in standings(copy, user, streams).items() if how is Standing.MEMBER}
        except (OperationalError, TimeoutError):
            return self.database
        is_behind = any(name not in members or there[name] < revision for name, revision in here.items())
        return self.database if is_behind else self.replica
