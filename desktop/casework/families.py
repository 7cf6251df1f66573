"""The families of this laptop: the list with where things are, finding one by any of its names, adding one."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import ConsentState, consents_of, standing
from desktop.casework.desk import Desk, families_by_stream
from desktop.casework.people import NewPerson, PersonCard, cards, people_of
from desktop.casework.plans import FINISHED, actions_of
from desktop.casework.visits import next_visits
from desktop.store.tables import change, change_set
from sync.records.address import Address
from sync.records.assessment import Assessment
from sync.records.episode import Episode
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.person import Person

STAGES = {
    "contact": "new", "screening": "new", "allocated": "new", "engaging": "new", "assessing": "assessment",
    "planning": "plan", "active": "plan", "paused": "plan", "closing": "closing",
}  # fmt: skip
"""The stage that a list shows for each state of an episode; every ended one is closed (interface.md, section 9)."""

UNSENT = ("open", "sealed", "stale", "held")


@dataclass(frozen=True)
class FamilyRow:
    """One family in the list. `standing` is a code with a number: overdue, consent, draft or on_track."""

    family: str
    name: str
    children: tuple[PersonCard, ...]
    area: str
    stage: str
    consent: ConsentState
    standing: str
    standing_count: int
    next_visit_at: datetime | None
    unsent: int


@dataclass(frozen=True)
class NewFamily:
    """What begins a family's record."""

    name: str
    area: str = ""
    people: tuple[NewPerson, ...] = ()


class Families:
    """Listing, finding and adding families."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def mine(self) -> tuple[FamilyRow, ...]:
        """Every family on this laptop, those visited next leading."""
        with self._desk.reading() as session:
            names = families_by_stream(session)
            rows = [self._row(session, family) for family in _families(session)]
            planned = {names[stream]: at for stream, at in next_visits(session, self._desk.clock.now()).items()}
            waiting = unsent(session)
        shown = [_with(row, planned.get(row.family), waiting.get(row.family, 0)) for row in rows]
        return tuple(sorted(shown, key=lambda row: (row.next_visit_at is None, row.next_visit_at, row.name)))

    def find(self, words: str) -> frozenset[str]:
        """The families whose name, people, area, street, town, postcode or school hold every one of the words."""
        wanted = plain(words).split()
        with self._desk.reading() as session:
            return frozenset(
                family.id for family in _families(session) if all(w in _haystack(session, family) for w in wanted)
            )

    def add(self, new: NewFamily) -> str:
        """Begin a family with its people and an episode; return its id."""
        family = self._desk.new_id()
        shared = stream_id(family, Compartment.SHARED)
        with self._desk.writing() as session:
            session.begin_family(family)
            session.add(Family(id=family, stream=shared, name=new.name, area=new.area or None))
            session.add(
                Episode(id=self._desk.new_id(), stream=shared, state="engaging", allocated_at=self._desk.clock.now())
            )
            for person in new.people:
                session.add(
                    Person(
                        id=self._desk.new_id(),
                        stream=shared,
                        first_name=person.first_name,
                        surname=person.surname or None,
                        role=person.role,
                        born_on=person.born_on,
                        expected_on=person.expected_on,
                        sex=person.sex,
                    )
                )
        return family

    def _row(self, session: Session, family: Family) -> FamilyRow:
        people = cards(people_of(session, family.id), self._desk.today())
        consent = standing(consents_of(session, family.id))
        code, count = _standing(session, family, consent, self._desk.today())
        return FamilyRow(
            family=family.id,
            name=family.name or "",
            children=tuple(person for person in people if person.is_child),
            area=family.area or "",
            stage=stage(session, family),
            consent=consent,
            standing=code,
            standing_count=count,
            next_visit_at=None,
            unsent=0,
        )


def plain(text: str) -> str:
    """Text as it is compared: without accents, case or double spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(letter for letter in letters if not unicodedata.combining(letter)).split())


def stage(session: Session, family: Family) -> str:
    """new, assessment, plan, closing or closed."""
    state = session.scalars(
        select(Episode.state)
        .where(Episode.stream == family.stream, Episode.deleted.is_(None))
        .order_by(Episode.id.desc())
        .limit(1)
    ).first()
    return STAGES.get(state or "contact", "closed")


def unsent(session: Session) -> dict[str, int]:
    """How many records of each family have something that has not been sent."""
    rows = session.execute(
        select(change_set.c.stream, change.c.kind, change.c.record)
        .join(change, change.c.n == change_set.c.n)
        .where(change_set.c.state.in_(UNSENT))
        .distinct()
    )
    names = families_by_stream(session)
    counts: dict[str, int] = {}
    for row in rows:
        counts[names[row.stream]] = counts.get(names[row.stream], 0) + 1
    return counts


def _families(session: Session) -> Iterable[Family]:
    return session.scalars(select(Family).where(Family.deleted.is_(None)).order_by(Family.name)).all()


def _standing(session: Session, family: Family, consent: ConsentState, today: date) -> tuple[str, int]:
    actions = [a for a in actions_of(session, [family.stream]) if a.progress not in FINISHED and a.due_on]
    overdue = sum(1 for action in actions if action.due_on and action.due_on < today)
    if overdue:
        return "overdue", overdue
    if consent.answer != "given":
        return "consent", 0
    draft = session.scalars(
        select(Assessment.id).where(
            Assessment.stream == family.stream, Assessment.state == "draft", Assessment.deleted.is_(None)
        )
    ).first()
    return ("draft", 0) if draft else ("on_track", 0)


def _haystack(session: Session, family: Family) -> str:
    words = [family.name, family.area]
    for person in people_of(session, family.id):
        words += [person.first_name, person.known_as, person.surname, person.school]
    for address in session.scalars(select(Address).where(Address.stream == family.stream)):
        words += [str(part) for part in (address.place or {}).values() if part]
    return plain(" ".join(word for word in words if word))


def _with(row: FamilyRow, next_visit_at: datetime | None, waiting: int) -> FamilyRow:
    return FamilyRow(**{**vars(row), "next_visit_at": next_visit_at, "unsent": waiting})
