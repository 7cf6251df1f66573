"""What every worker is told, and the councils that it opens by it."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from sync.server import council, keys, schema
from sync.server.central import Central
from sync.server.clock import now
from sync.server.councils import Councils, ManyCouncils, OneCouncil
from sync.server.database import Database, Pool
from sync.server.quotas import Quotas
from sync.server.tenancy import Tenancy, tenancy


@dataclass(frozen=True)
class Settings:
    """Goes to other processes as it is. Of a shared database `council` is the one to answer for, and `is_all` says all of them."""

    database: str
    council: str | None
    is_all: bool
    replica: str | None
    keys: Path
    """The folder with the council's receipt key; where many are served, of folders by their ids."""
    authorities: frozenset[str]
    """Names of the server beside those in each council's `council.json`."""
    pool: Pool
    quotas: Quotas

    @property
    def is_shared(self) -> bool:
        """Whether the database is one of many councils."""
        return self.is_all or self.council is not None


def open_councils(settings: Settings, opened: ExitStack) -> Councils:
    """The councils that these settings name, ready to answer.

    Raises:
        NoCouncil, WrongSchema, UnsafeLogin, UnknownCouncil, NoKey: they are not.
    """
    replicas = _replicas(settings, opened)
    if not settings.is_shared:
        database = Database(settings.database, None, settings.pool)
        opened.callback(database.close)
        return OneCouncil(_central(settings, replicas, database))
    places = _tenancy(settings.database, settings, opened)
    places.require_safe_login()
    if settings.council is None:
        return ManyCouncils(places, partial(_central, settings, replicas))
    return OneCouncil(_central(settings, replicas, places.database(settings.council)))


def _central(settings: Settings, replica_of: Callable[[str], Database | None], database: Database) -> Central:
    schema.require_current(database)
    with database.reading() as connection:
        this = council.load(connection)
    named = frozenset(urlsplit(server).netloc.lower() for server in this.bundle.servers)
    folder = settings.keys / this.id if settings.is_all else settings.keys
    key = keys.receipt_key(folder, this.bundle)
    return Central(database, this, key, named | settings.authorities, now, settings.quotas, replica_of(this.id))


def _replicas(settings: Settings, opened: ExitStack) -> Callable[[str], Database | None]:
    """Where a council's copy lies."""
    if settings.replica is None:
        return lambda _council: None
    if settings.is_shared:
        return _tenancy(settings.replica, settings, opened).database
    copy = Database(settings.replica, None, settings.pool)
    opened.callback(copy.close)
    return lambda _council: copy


def _tenancy(url: str, settings: Settings, opened: ExitStack) -> Tenancy:
    places = tenancy(url, settings.pool)
    opened.callback(places.close)
    return places
