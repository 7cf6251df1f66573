"""Which council answers a request. It follows from the device that signed it, or from the one-time code, and from nothing else (F9)."""

from abc import ABC, abstractmethod
from collections.abc import Callable

from sync.records.ids import is_id
from sync.server import schema
from sync.server.central import Central
from sync.server.council import NoCouncil
from sync.server.database import Database
from sync.server.directory import Directory
from sync.server.enrolment import lookup
from sync.server.keys import NoKey
from sync.server.tenancy import Tenancy

_REMEMBERED = 100_000
"""How many devices a process knows the council of without asking again; a device never changes it."""


class Councils(ABC):
    """Those that a server answers for."""

    @abstractmethod
    def of_device(self, device_id: str) -> Central | None:
        """The council that a device says it is of: to be believed once its signature verifies there."""

    @abstractmethod
    def of_code(self, secret: str) -> Central | None:
        """The council that gave out a code with these first signs."""

    @abstractmethod
    def let_in(self, device_id: str, central: Central) -> bool:
        """Note that a council has let a device in. False if the device is known to be another's."""

    @abstractmethod
    def answer(self) -> None:
        """Do nothing, if the database answers; else raise what it raised."""

    @abstractmethod
    def require_current(self) -> None:
        """Raise WrongSchema unless the database is at this release's schema, or what else keeps it from being used."""


class OneCouncil(Councils):
    """A database of one council."""

    def __init__(self, central: Central) -> None:
        self._central = central

    def of_device(self, device_id: str) -> Central | None:
        return self._central

    def of_code(self, secret: str) -> Central | None:
        return self._central

    def let_in(self, device_id: str, central: Central) -> bool:
        return True

    def answer(self) -> None:
        _ask(self._central.database)

    def require_current(self) -> None:
        schema.require_current(self._central.database)


class ManyCouncils(Councils):
    """All councils of a tenancy; `open_council` makes one ready to answer, when it is first asked for."""

    def __init__(self, tenancy: Tenancy, open_council: Callable[[Database], Central]) -> None:
        self._tenancy = tenancy
        self._directory = Directory(tenancy.directory)
        self._open_council = open_council
        self._open: dict[str, Central] = {}
        self._of: dict[str, str] = {}
        self._were_current = False

    def of_device(self, device_id: str) -> Central | None:
        if device_id not in self._of:
            found = self._directory.council_of_device(device_id) if is_id(device_id) else None
            if found is None:
                return None
            if len(self._of) >= _REMEMBERED:
                self._of.clear()
            self._of[device_id] = found
        return self._council(self._of[device_id])

    def of_code(self, secret: str) -> Central | None:
        signs = lookup(secret)
        found = None if signs is None else self._directory.council_of_code(signs)
        return None if found is None else self._council(found)

    def let_in(self, device_id: str, central: Central) -> bool:
        return self._directory.enter_device(device_id, central.council.id)

    def answer(self) -> None:
        _ask(self._tenancy.directory)

    def require_current(self) -> None:
        """All must have been at it once. After that one alone, which is told so by itself, does not take the others with it."""
        self._directory.require()
        if not self._were_current:
            for name in self._tenancy.names():
                schema.require_current(self._tenancy.database(name))
            self._were_current = True

    def _council(self, name: str) -> Central | None:
        if name not in self._open:
            database = self._tenancy.database(name)
            try:
                schema.require_current(database)
                self._open[name] = self._open_council(database)
            except (schema.WrongSchema, NoCouncil, NoKey):
                return None
        return self._open[name]


def _ask(database: Database) -> None:
    with database.reading() as connection:
        connection.exec_driver_sql("SELECT 1")
