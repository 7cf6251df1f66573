"""The professionals around a family, and whether consent covers telling their agency anything (domain.md 4.11)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import consents_of
from desktop.casework.desk import Desk
from desktop.casework.parts import Values, values_of
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.professional import Professional
from sync.rules.consents import SHARING, agencies


@dataclass(frozen=True)
class Contact:
    """A professional. `covered`: somebody of the family agreed to share with their agency."""

    record: str
    values: Values
    covered: bool

    @property
    def name(self) -> str:
        """Their name, or what they do where nobody wrote it down."""
        return self.values["name"] or self.values["role"] or ""


@dataclass(frozen=True)
class NewContact:
    """What is asked about a professional; a name is enough."""

    name: str
    role: str = ""
    agency: str = ""
    phone: str = ""
    email: str = ""
    for_whom: tuple[str, ...] = ()
    is_lead: bool = False


class Network:
    """Adding professionals."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, family: str, new: NewContact) -> str:
        """Add a professional; their id."""
        record = self._desk.new_id()
        with self._desk.writing() as session:
            session.add(
                Professional(
                    id=record,
                    stream=stream_id(family, Compartment.SHARED),
                    name=new.name,
                    role=new.role or None,
                    agency=new.agency or None,
                    phone=new.phone or None,
                    email=new.email or None,
                    for_whom=new.for_whom or None,
                    from_on=self._desk.today(),
                    is_lead=new.is_lead or None,
                )
            )
        return record


def contacts_of(session: Session, family: str, today: date) -> tuple[Contact, ...]:
    """Who helps now, the lead first, then by name; whoever has left comes last."""
    rows: Sequence[Professional] = session.scalars(
        select(Professional).where(
            Professional.stream == stream_id(family, Compartment.SHARED), Professional.deleted.is_(None)
        )
    ).all()
    agreed = agencies(consents_of(session, family), SHARING, today)
    found = [Contact(row.id, values_of(row), row.agency in agreed) for row in rows]
    return tuple(sorted(found, key=lambda one: (_has_left(one, today), not one.values["is_lead"], one.name.casefold())))


def _has_left(contact: Contact, today: date) -> bool:
    until = contact.values["until_on"]
    return until is not None and until < today
