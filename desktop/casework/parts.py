"""What a family is made of, changed where it stands: one field at a time, taken out with a reason, put back.

People, addresses, who lives where, how they belong together, who helps, who is around them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework import removal
from desktop.casework.desk import Desk
from desktop.casework.people import DateInFuture
from sync.records.address import Address
from sync.records.ecomap_link import EcomapLink
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.person import Person
from sync.records.professional import Professional
from sync.records.record import Record
from sync.records.relationship import Relationship
from sync.records.residence import Residence
from sync.records.types import instant_text

_KINDS: Mapping[str, type[Record]] = {
    kind.kind: kind for kind in (Person, Address, Residence, Relationship, Professional, EcomapLink)
}
_READ_BY_THE_TEAM = (Compartment.SHARED, Compartment.RESTRICTED)
Values = Mapping[str, Any]
"""By the names of the declaration, `docs/fields.md`."""


@dataclass(frozen=True)
class Gone:
    """A record that was taken out: what it was is for the page to say, from its `values`."""

    kind: str
    record: str
    values: Values
    why: str
    by: str
    at: datetime | None


class Parts:
    """Changing, taking out and putting back. `kind` is a record's kind, by its name."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def change(self, kind: str, record: str, field: str, said: Any, shown: Any) -> None:
        """Change one field, typed over what was `shown` of it (S18). Nothing, an empty text and an empty set all say nothing.

        Raises:
            DateInFuture: a date of birth that has not come yet.
        """
        if field == "born_on" and isinstance(said, date) and said > self._desk.today():
            raise DateInFuture
        with self._desk.writing() as session:
            session.save_shown(session.get_one(_KINDS[kind], record), field, _held(shown), _held(said))

    def take_out(self, kind: str, record: str, why: str) -> None:
        """Take a record out, and say why (S15). It stays in the history."""
        removal.take_out(self._desk, _KINDS[kind], record, why)

    def put_back(self, kind: str, record: str) -> None:
        """Undo a taking out: a decision as well."""
        removal.put_back(self._desk, _KINDS[kind], record)

    def taken_out(self, family: str) -> tuple[Gone, ...]:
        """What was taken out of the family, the latest leading."""
        with self._desk.reading() as session:
            return gone_of(session, family)


def readable_streams(family: str) -> tuple[str, ...]:
    """The streams in which a family's addresses lie: those that everybody reads, and those of the restricted compartment."""
    return tuple(stream_id(family, compartment) for compartment in _READ_BY_THE_TEAM)


def values_of(row: Record) -> Values:
    """Every declared field of a record."""
    return MappingProxyType({name: getattr(row, name) for name in type(row).fields() if name != "deleted"})


def gone_of(session: Session, family: str) -> tuple[Gone, ...]:
    """What was taken out of a family, the latest leading."""
    found = [
        _gone(row)
        for kind in _KINDS.values()
        for row in session.scalars(
            select(kind).where(kind.stream.in_(readable_streams(family)), kind.deleted.is_not(None))
        )
    ]
    return tuple(sorted(found, key=lambda gone: instant_text(gone.at) if gone.at else "", reverse=True))


def _gone(row: Record) -> Gone:
    said = row.deleted or {}
    at = said.get("at")
    return Gone(
        kind=row.kind,
        record=row.id,
        values=values_of(row),
        why=str(said.get("why") or ""),
        by=str(said.get("by") or ""),
        at=datetime.fromisoformat(at) if isinstance(at, str) else None,
    )


def _held(said: Any) -> Any:
    return None if said in ("", (), {}) else said
