"""Which council a device is of, where one server answers for many: ids and nothing about anybody.

It says only where to look. What it says is believed of a device once its signature verifies with the key that this council holds
of it, and of a one-time code once all its signs prove it; so a wrong line here can shut a laptop out, and never let one in.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, MetaData, Table, Text, delete, insert, select

from sync.records.types import instant_text
from sync.server.database import Database
from sync.server.tables import device as council_device

_KEPT = timedelta(days=7)
"""How long a code that has expired is still told apart from one that never was."""

_tables = MetaData()
_device = Table("device", _tables, Column("device", Text, primary_key=True), Column("council", Text, nullable=False))
_code = Table(
    "code",
    _tables,
    Column("lookup", Text, primary_key=True),
    Column("council", Text, nullable=False),
    Column("expires_at", Text, nullable=False),
)


class Directory:
    """The directory of one server's councils."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def make(self) -> None:
        """Make its tables, if they are not there."""
        with self._database.building() as connection:
            _tables.create_all(connection)

    def require(self) -> None:
        """Raise what the database raises, unless its tables can be read."""
        with self._database.reading() as connection:
            connection.execute(select(_device.c.council).limit(1)).first()

    def council_of_device(self, device_id: str) -> str | None:
        """The council that let a device in."""
        return self._council(_device, "device", device_id)

    def council_of_code(self, lookup: str) -> str | None:
        """The council that gave out a code with these first signs."""
        return self._council(_code, "lookup", lookup)

    def enter_device(self, device_id: str, council: str) -> bool:
        """Write down whose a device is. False if it is another council's."""
        with self._database.writing() as connection:
            return _entered(connection, device_id, council) == council

    def enter_code(self, lookup: str, council: str, expires_at: datetime, now: datetime) -> bool:
        """Take a code's first signs for a council. False if they are taken."""
        with self._database.writing() as connection:
            connection.execute(delete(_code).where(_code.c.expires_at < instant_text(now - _KEPT)))
            if connection.execute(select(_code.c.lookup).where(_code.c.lookup == lookup)).first() is not None:
                return False
            row = {"lookup": lookup, "council": council, "expires_at": instant_text(expires_at)}
            connection.execute(insert(_code).values(row))
            return True

    def enter_all(self, council: str, database: Database) -> None:
        """Write down every device of a council: after a restore, or if the directory itself was lost."""
        with database.reading() as connection:
            devices: Iterable[str] = connection.execute(select(council_device.c.device)).scalars().all()
        with self._database.writing() as connection:
            for device_id in devices:
                _entered(connection, device_id, council)

    def _council(self, table: Table, key: str, value: str) -> str | None:
        with self._database.reading() as connection:
            found: str | None = connection.execute(
                select(table.c.council).where(table.c[key] == value)
            ).scalar_one_or_none()
            return found


def _entered(connection: Connection, device_id: str, council: str) -> str:
    known = select(_device.c.council).where(_device.c.device == device_id)
    found: str | None = connection.execute(known).scalar_one_or_none()
    if found is None:
        connection.execute(insert(_device).values(device=device_id, council=council))
    return found or council
