"""The people of a family, as pages show them: who they are, how old, who lives here, who is whose parent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.errors import DoorstepError
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.person import Person
from sync.records.relationship import Relationship
from sync.rules.ages import years

CHILD_ROLES = ("child", "sibling", "unborn")
ELSEWHERE = ("important_other", "professional_carer")
ADULT_AT = 18


class DateInFuture(DoorstepError):
    """A date of birth that has not come yet."""


@dataclass(frozen=True)
class PersonCard:
    """One person. `age` is None where the birth date is not known, and that at death of somebody who has `died`; `due_on` is an unborn
    child's expected date.

    `relation` is what they are to the children ("mother"), where that was said; `detail` is a child's year or school, or where
    somebody who does not live here is met.
    """

    person: str
    name: str
    full_name: str
    role: str
    sex: str
    age: int | None
    due_on: date | None
    at_home: bool
    detail: str
    relation: str = ""
    died: bool = False

    @property
    def is_child(self) -> bool:
        """Whether they are one of the children: by age where it is known, else by role."""
        return self.age < ADULT_AT if self.age is not None else self.role in CHILD_ROLES

    @property
    def initials(self) -> str:
        """Two letters at most, for an avatar."""
        return "".join(part[0] for part in self.full_name.split()[:2]).upper()


@dataclass(frozen=True)
class Tie:
    """`a` is the `relation` of `b`: mother, partner, former_partner ..."""

    a: str
    relation: str
    b: str


@dataclass(frozen=True)
class NewPerson:
    """What is asked about somebody new; everything but a name may come later.

    `relation` is what they are to each person in `relatives`; `elsewhere` says where they are met if they do not live here.
    """

    first_name: str
    surname: str = ""
    role: str = "child"
    born_on: date | None = None
    expected_on: date | None = None
    sex: str = "not_known"
    school: str = ""
    elsewhere: str = ""
    relation: str = ""
    relatives: tuple[str, ...] = ()
    nhs_number: str = ""
    upn: str = ""


class People:
    """Reading and adding people."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> tuple[PersonCard, ...]:
        """Everyone in the family: children first by age, then adults."""
        with self._desk.reading() as session:
            return cards(people_of(session, family), self._desk.today())

    def add(self, family: str, new: NewPerson) -> str:
        """Add a person and return their id.

        Raises:
            DateInFuture: the date of birth has not come yet.
        """
        stream = stream_id(family, Compartment.SHARED)
        person = begun(self._desk, stream, new)
        with self._desk.writing() as session:
            session.add(person)
            for relative in new.relatives:
                record = Relationship.id_for(stream, person.id, relative)
                session.add(Relationship(id=record, stream=stream, a=person.id, relation=new.relation, b=relative))
        return person.id


def begun(desk: Desk, stream: str, new: NewPerson) -> Person:
    """The record of somebody new, not yet saved.

    Raises:
        DateInFuture: the date of birth has not come yet.
    """
    if new.born_on and new.born_on > desk.today():
        raise DateInFuture
    return Person(
        id=desk.new_id(),
        stream=stream,
        first_name=new.first_name,
        surname=new.surname or None,
        role=new.role,
        born_on=new.born_on,
        expected_on=new.expected_on,
        sex=new.sex,
        school=new.school or None,
        living_pattern=new.elsewhere or None,
        nhs_number=new.nhs_number or None,
        upn=new.upn or None,
    )


def people_of(session: Session, family: str) -> Sequence[Person]:
    """The people of a family who are not taken out."""
    stream = stream_id(family, Compartment.SHARED)
    return session.scalars(select(Person).where(Person.stream == stream, Person.deleted.is_(None))).all()


def ties_of(session: Session, family: str) -> tuple[Tie, ...]:
    """How the people of a family belong together, as far as anybody said."""
    stream = stream_id(family, Compartment.SHARED)
    rows = session.scalars(
        select(Relationship)
        .where(Relationship.stream == stream, Relationship.deleted.is_(None))
        .order_by(Relationship.id)
    )
    return tuple(Tie(row.a, row.relation, row.b) for row in rows if row.a and row.b and row.relation)


def cards(
    people: Sequence[Person], today: date, ties: Sequence[Tie] = (), at_home: Mapping[str, bool] = MappingProxyType({})
) -> tuple[PersonCard, ...]:
    """Cards in the order in which a family is told: children from the eldest, then adults from the eldest.

    `at_home` says who lives at home, as far as addresses tell; of others their role and words about where they are met do.
    """
    children = {person.id for person in people if card(person, today).is_child}
    relations = {tie.a: tie.relation for tie in ties if tie.b in children and tie.a not in children}
    return tuple(sorted((card(person, today, relations, at_home) for person in people), key=_order))


def card(
    person: Person,
    today: date,
    relations: Mapping[str, str] = MappingProxyType({}),
    at_home: Mapping[str, bool] = MappingProxyType({}),
) -> PersonCard:
    """One person's card."""
    return PersonCard(
        person=person.id,
        name=person.known_as or person.first_name or "",
        full_name=" ".join(part for part in (person.first_name, person.surname) if part),
        role=person.role or "",
        sex=person.sex or "not_known",
        age=years(person.born_on, min(today, person.died_on or today)) if person.born_on else None,
        due_on=person.expected_on if person.born_on is None else None,
        at_home=at_home.get(person.id, person.role not in ELSEWHERE and not person.living_pattern),
        detail=person.living_pattern or person.year_group or person.school or "",
        relation=relations.get(person.id, ""),
        died=person.died_on is not None,
    )


def _order(person: PersonCard) -> tuple[bool, int, str]:
    return not person.is_child, -(person.age if person.age is not None else -1), person.name
