"""Where the people of a family live: addresses, who lives at each and how much of the week (domain.md 3.2, B3).

A hidden address lies in the restricted stream with everything that names it, so that whoever may not know it has nothing of it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.parts import Values, readable_streams, values_of
from sync.records.address import Address
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.residence import Residence

MAIN = "main"
PLACE = ("line1", "line2", "town", "postcode", "uprn")


@dataclass(frozen=True)
class Living:
    """One person at one address: `values` are those of the `residence`."""

    residence: str
    person: str
    values: Values

    @property
    def is_main(self) -> bool:
        """Whether they live there for the most part; where nobody said, they do."""
        return self.values["part"] in {MAIN, None}


@dataclass(frozen=True)
class Household:
    """An address and who lives there. `hidden`: it is in the restricted compartment."""

    address: str
    values: Values
    hidden: bool
    people: tuple[Living, ...] = ()

    @property
    def line(self) -> str:
        """14 Fern Close, Aldermoor"""
        place = self.values["place"] or {}
        return ", ".join(str(place[part]) for part in ("line1", "line2", "town", "postcode") if place.get(part))


@dataclass(frozen=True)
class NewAddress:
    """What is asked about an address. `hidden`: nobody outside the restricted compartment may know it."""

    place: Mapping[str, str]
    use: str = "home"
    hidden: bool = False
    people: tuple[str, ...] = ()
    from_on: date | None = None


@dataclass(frozen=True)
class NewResidence:
    """Somebody lives at an address that is known."""

    person: str
    address: str
    part: str = MAIN
    days_per_week: int | None = None
    from_on: date | None = field(default=None)


class Households:
    """Adding addresses and who lives there."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> tuple[Household, ...]:
        """Every address of the family that this worker may know."""
        with self._desk.reading() as session:
            return households_of(session, family)

    def add(self, family: str, new: NewAddress) -> str:
        """Add an address with the people who live there; its id."""
        compartment = Compartment.RESTRICTED if new.hidden else Compartment.SHARED
        stream, record = stream_id(family, compartment), self._desk.new_id()
        place: dict[str, Any] = {part: said for part, said in new.place.items() if said}
        with self._desk.writing() as session:
            if new.hidden:
                session.hold(family, compartment)
            session.add(
                Address(
                    id=record,
                    stream=stream,
                    place=place or None,
                    use=new.use or None,
                    confidential=new.hidden or None,
                    from_on=new.from_on,
                )
            )
            session.flush()
            for person in new.people:
                session.add(residence(stream, NewResidence(person, record)))
        return record

    def move_in(self, new: NewResidence) -> None:
        """Say that somebody lives at an address. Where they lived there before, they do so again."""
        with self._desk.writing() as session:
            stream = session.get_one(Address, new.address).stream
            before = session.get(Residence, Residence.id_for(stream, new.person, new.address))
            if before is None:
                session.add(residence(stream, new))
            else:
                before.deleted = None
                before.part, before.days_per_week, before.from_on = new.part, new.days_per_week, new.from_on


def households_of(session: Session, family: str) -> tuple[Household, ...]:
    """Addresses in the order in which they are told: where most live first, those that are over last."""
    streams, hidden = readable_streams(family), stream_id(family, Compartment.RESTRICTED)
    living: dict[str, list[Living]] = {}
    for row in session.scalars(select(Residence).where(Residence.stream.in_(streams), Residence.deleted.is_(None))):
        if row.home and row.person:
            living.setdefault(row.home, []).append(Living(row.id, row.person, values_of(row)))
    addresses = session.scalars(select(Address).where(Address.stream.in_(streams), Address.deleted.is_(None)))
    found = [
        Household(row.id, values_of(row), row.stream == hidden, tuple(living.get(row.id, ()))) for row in addresses
    ]
    return tuple(sorted(found, key=lambda home: (home.values["until_on"] is not None, -_mains(home), home.address)))


def at_home(households: Sequence[Household], children: Iterable[str], today: date) -> Mapping[str, bool]:
    """Who lives where most of the children do. Nothing is said of those of whom no address is known."""
    of_children, lived_in = set(children), Counter[str]()
    current = [household for household in households if not _is_over(household.values, today)]
    for household in current:
        lived_in[household.address] += sum(one.is_main and one.person in of_children for one in household.people)
    home = max(lived_in, key=lambda address: lived_in[address], default="")
    found: dict[str, bool] = {}
    for household in current if lived_in[home] else ():
        for one in household.people:
            if one.is_main and not _is_over(one.values, today):
                found[one.person] = found.get(one.person, False) or household.address == home
    return found


def _mains(home: Household) -> int:
    return sum(one.is_main for one in home.people)


def _is_over(values: Values, today: date) -> bool:
    until = values["until_on"]
    return until is not None and until < today


def residence(stream: str, new: NewResidence) -> Residence:
    """The record of it, not yet saved; `stream` is that of the address."""
    return Residence(
        id=Residence.id_for(stream, new.person, new.address),
        stream=stream,
        person=new.person,
        home=new.address,
        part=new.part or None,
        days_per_week=new.days_per_week,
        from_on=new.from_on,
    )
