"""What is to be taken out (F3): as an operator says it, and as laptops have asked for it; and families held against it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from sync.records.ids import stream_id
from sync.records.lawful import Redaction
from sync.rules import redactions
from sync.rules.redactions import Places, redaction_id
from sync.server.objections import DELETED
from sync.server.states import unpacked
from sync.server.tables import record, stream


@dataclass(frozen=True)
class Wish:
    """What an operator wants taken out. What is None is as the record says that asked for it."""

    family: str
    compartment: str
    places: Places
    ground: str | None = None
    authority: str | None = None
    asked_by: str | None = None

    @property
    def stream(self) -> str:
        return stream_id(self.family, self.compartment)

    @property
    def id(self) -> str:
        """Of the redaction record."""
        return redaction_id(self.places.kind, self.places.record, self.places.fields)


@dataclass(frozen=True)
class Request:
    """A redaction that a laptop has asked for."""

    family: str
    compartment: str
    places: Places
    ground: str
    authority: str
    asked_by: str


def requests(connection: Connection) -> Iterator[Request]:
    """What was asked for and is not decided, by family."""
    asked = select(record, stream.c.family, stream.c.compartment).join(stream, stream.c.stream == record.c.stream)
    for row in connection.execute(asked.where(record.c.kind == Redaction.kind).order_by(stream.c.family, record.c.id)):
        said = unpacked(row.fields, row.version, row.versions).fields
        places = redactions.approved(said | {"approval": True})
        if places is not None and not said.get("approval") and not said.get(DELETED):
            told = (str(said.get(name) or "") for name in ("ground", "authority", "requested_by"))
            yield Request(row.family, row.compartment, places, *told)


def hold(connection: Connection, family: str, value: str | None) -> bool:
    """Put a hold on a family, or lift it. Whether there is such a family."""
    return connection.execute(update(stream).where(stream.c.family == family).values(hold=value)).rowcount > 0
