"""The people of a family, as pages show them: who they are, how old, who lives here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.person import Person

CHILD_ROLES = ("child", "sibling", "unborn")


@dataclass(frozen=True)
class PersonCard:
    """One person. `age` is None where the birth date is not known; `due_on` is an unborn child's expected date."""

    person: str
    name: str
    full_name: str
    role: str
    sex: str
    age: int | None
    due_on: date | None
    at_home: bool
    detail: str

    @property
    def is_child(self) -> bool:
        """Whether they are one of the children: by age where it is known, else by role."""
        return self.age < 18 if self.age is not None else self.role in CHILD_ROLES

    @property
    def initials(self) -> str:
        """Two letters at most, for an avatar."""
        return "".join(part[0] for part in self.full_name.split()[:2]).upper()


@dataclass(frozen=True)
class NewPerson:
    """What is asked about somebody new; everything but a name may come later."""

    first_name: str
    surname: str = ""
    role: str = "child"
    born_on: date | None = None
    expected_on: date | None = None
    sex: str = "not_known"
    school: str = ""


class People:
    """Reading and adding people."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str) -> tuple[PersonCard, ...]:
        """Everyone in the family: children first by age, then adults."""
        with self._desk.reading() as session:
            return cards(people_of(session, family), self._desk.today())

    def add(self, family: str, new: NewPerson) -> str:
        """Add a person and return their id."""
        person = Person(
            id=self._desk.new_id(),
            stream=stream_id(family, Compartment.SHARED),
            first_name=new.first_name,
            surname=new.surname or None,
            role=new.role,
            born_on=new.born_on,
            expected_on=new.expected_on,
            sex=new.sex,
            school=new.school or None,
        )
        with self._desk.writing() as session:
            session.add(person)
        return person.id


def people_of(session: Session, family: str) -> Sequence[Person]:
    """The people of a family who are not taken out."""
    stream = stream_id(family, Compartment.SHARED)
    return session.scalars(select(Person).where(Person.stream == stream, Person.deleted.is_(None))).all()


def cards(people: Sequence[Person], today: date) -> tuple[PersonCard, ...]:
    """Cards in the order in which a family is told: children from the eldest, then adults from the eldest."""
    return tuple(sorted((card(person, today) for person in people), key=_order))


def card(person: Person, today: date) -> PersonCard:
    """One person's card."""
    first = person.known_as or person.first_name or ""
    return PersonCard(
        person=person.id,
        name=first,
        full_name=" ".join(part for part in (person.first_name, person.surname) if part),
        role=person.role or "",
        sex=person.sex or "not_known",
        age=age(person.born_on, today) if person.born_on else None,
        due_on=person.expected_on if person.born_on is None else None,
        at_home=person.role not in ("important_other", "professional_carer") and not person.living_pattern,
        detail=person.year_group or person.school or "",
    )


def _order(person: PersonCard) -> tuple[bool, int, str]:
    return not person.is_child, -(person.age if person.age is not None else -1), person.name


def age(born_on: date, today: date) -> int:
    """Whole years; who was born on 29 February has a birthday on 1 March of other years."""
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
