"""What is written of a visit, by whom: each worker writes records of their own, and sees those of the other (domain.md 4.4)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.colleagues import Colleagues
from desktop.casework.council import in_force_in
from desktop.casework.desk import Desk
from desktop.casework.people import PersonCard, cards, people_of
from desktop.casework.plan_view import ActionCard, plan_view
from desktop.clock import LONDON
from desktop.store.capture import Saving
from sync.records.visit import AdultSaid, ChildSeen, Visit, VisitPart

PartField = Literal["arrived_at", "left_at", "conditions", "home", "bedroom_seen", "observation", "analysis", "safety"]
SharedField = Literal["place", "purpose", "people_seen", "others_present"]
ChildField = Literal["seen", "awake", "spoken_to", "not_seen_because", "next_on", "found_out", "said"]
Said = str | bool | date | datetime | tuple[str, ...] | None
"""What a field says; "", () and None all say nothing."""


@dataclass(frozen=True)
class PartView:
    """One worker's part of a visit. Times are London times; `name` is "" while no sync has brought it."""

    worker: str = ""
    name: str = ""
    arrived_at: datetime | None = None
    left_at: datetime | None = None
    written_at: datetime | None = None
    conditions: tuple[str, ...] = ()
    home: str = ""
    bedroom_seen: str = ""
    observation: str = ""
    analysis: str = ""
    safety: str = ""
    buddy: str = ""
    buddy_phone: str = ""
    expected_end_at: datetime | None = None
    checked_in_at: datetime | None = None


@dataclass(frozen=True)
class ChildView:
    """How one worker met one child. `seen` is alone, with_others, not_seen, or empty while nobody has said."""

    child: str
    name: str
    seen: str = ""
    awake: bool | None = None
    spoken_to: bool | None = None
    not_seen_because: str = ""
    next_on: date | None = None
    found_out: tuple[str, ...] = ()
    said: str = ""

    @property
    def is_accounted_for(self) -> bool:
        """Whether the child was seen, or it is said why not."""
        return self.seen in {"alone", "with_others"} or (self.seen == "not_seen" and bool(self.not_seen_because))


@dataclass(frozen=True)
class AdultView:
    """What one adult said to one worker."""

    adult: str
    name: str
    said: str = ""


@dataclass(frozen=True)
class PartOfColleague:
    """What the other worker on the visit wrote."""

    part: PartView
    children: tuple[ChildView, ...]
    adults: tuple[AdultView, ...]


@dataclass(frozen=True)
class WriteUp:
    """Everything of a visit that is written in fields: what is said once, this worker's own part, and those of the others."""

    visit: str
    family: str
    state: str
    planned_at: datetime | None
    place: str
    purpose: str
    people_seen: tuple[str, ...]
    others_present: str
    people: tuple[PersonCard, ...]
    mine: PartView
    children: tuple[ChildView, ...]
    adults: tuple[AdultView, ...]
    others: tuple[PartOfColleague, ...]
    actions: tuple[ActionCard, ...]
    home_conditions: tuple[tuple[str, str], ...]
    """The council's codes, with what each is called."""


_TIMES = ("arrived_at", "left_at", "written_at", "expected_end_at", "checked_in_at")
_FIELDS = tuple(field.name for field in fields(PartView) if field.name not in {"worker", "name"})


class VisitWriting:
    """Reading and writing a visit's fields. Every value is saved over what was `shown` (S18)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._colleagues = Colleagues(desk)

    def of(self, family: str, visit: str) -> WriteUp:
        """The whole of it."""
        with self._desk.reading() as session:
            row = session.get_one(Visit, visit)
            people = cards(people_of(session, family), self._desk.today())
            me = self._desk.worker.user
            others = [user for user in writers_of(session, row) if user != me]
            actions = plan_view(session, family).actions()
            return WriteUp(
                visit=visit,
                family=family,
                state=row.state or "planned",
                planned_at=row.planned_at and row.planned_at.astimezone(LONDON),
                place=row.place or "home",
                purpose=row.purpose or "",
                people_seen=row.people_seen or (),
                others_present=row.others_present or "",
                people=people,
                mine=self._part(part_of(session, row, me), me),
                children=children_met(session, row, me, people),
                adults=adults_heard(session, row, me, people),
                others=tuple(self._of_colleague(session, row, user, people) for user in others),
                actions=tuple(action for action in actions if not action.finished),
                home_conditions=tuple(in_force_in(session, self._desk).lists["home_conditions"].items()),
            )

    def write(self, visit: str, field: PartField, said: Said, shown: Said) -> None:
        """Change one thing of this worker's own part."""
        with self._desk.writing() as session:
            row = own_part(session, self._desk, session.get_one(Visit, visit))
            session.save_shown(row, field, _held(shown), _held(said))

    def write_shared(self, visit: str, field: SharedField, said: Said, shown: Said) -> None:
        """Change one thing that a visit says once, whoever writes it."""
        with self._desk.writing() as session:
            session.save_shown(session.get_one(Visit, visit), field, _held(shown), _held(said))

    def met(self, visit: str, child: str, field: ChildField, said: Said, shown: Said) -> None:
        """Say one thing about how this worker met a child."""
        with self._desk.writing() as session:
            stream, me = session.get_one(Visit, visit).stream, self._desk.worker.user
            record = ChildSeen.id_for(stream, visit, child, me)
            row = session.get(ChildSeen, record)
            if row is None:
                row = ChildSeen(id=record, stream=stream, visit=visit, child=child, worker=me)
                session.add(row)
            session.save_shown(row, field, _held(shown), _held(said))

    def heard(self, visit: str, adult: str, said: str, shown: str) -> None:
        """Write what an adult said to this worker."""
        with self._desk.writing() as session:
            stream, me = session.get_one(Visit, visit).stream, self._desk.worker.user
            record = AdultSaid.id_for(stream, visit, adult, me)
            row = session.get(AdultSaid, record)
            if row is None:
                row = AdultSaid(id=record, stream=stream, visit=visit, adult=adult, worker=me)
                session.add(row)
            session.save_shown(row, "said", shown or None, said or None)

    def _of_colleague(self, session: Session, visit: Visit, user: str, people: Sequence[PersonCard]) -> PartOfColleague:
        return PartOfColleague(
            self._part(part_of(session, visit, user), user),
            tuple(child for child in children_met(session, visit, user, people) if child.seen or child.said),
            tuple(adult for adult in adults_heard(session, visit, user, people) if adult.said),
        )

    def _part(self, row: Visit | VisitPart | None, user: str) -> PartView:
        told = row.worker_name if isinstance(row, VisitPart) else None
        return part_view(row, user, told or self._colleagues.name(user))


def part_view(row: Visit | VisitPart | None, user: str, name: str = "") -> PartView:
    """What a worker's part says; nothing where it is not begun."""
    view, empty = PartView(user, name), PartView()
    if row is None:
        return view
    said = {field: getattr(row, field) or getattr(empty, field) for field in _FIELDS}
    said |= {field: said[field] and said[field].astimezone(LONDON) for field in _TIMES}
    return replace(view, **said)


def part_of(session: Session, visit: Visit, user: str) -> Visit | VisitPart | None:
    """Where a worker's part of a visit is written: the visit itself, if it is theirs, else a record of its own."""
    if visit.worker in {None, user}:
        return visit
    return session.get(VisitPart, VisitPart.id_for(visit.stream, visit.id, user))


def own_part(session: Saving, desk: Desk, visit: Visit) -> Visit | VisitPart:
    """This worker's part, begun where there is none yet."""
    me = desk.worker
    part = part_of(session, visit, me.user)
    if part is None:
        record = VisitPart.id_for(visit.stream, visit.id, me.user)
        part = VisitPart(id=record, stream=visit.stream, visit=visit.id, worker=me.user, worker_name=me.name)
        session.add(part)
    return part


def parts_of(session: Session, visits: Sequence[Visit], user: str) -> dict[str, VisitPart]:
    """A worker's parts in the visits of others, by visit."""
    others = [visit.id for visit in visits if visit.worker != user]
    rows = select(VisitPart).where(VisitPart.visit.in_(others), VisitPart.worker == user, VisitPart.deleted.is_(None))
    return {part.visit: part for part in session.scalars(rows) if part.visit}


def begun_parts(session: Session, user: str) -> Iterator[tuple[str, Visit | VisitPart]]:
    """The visits at which a worker has arrived and which they have not left, each with where they write of it."""
    visits = select(Visit).where(
        Visit.worker == user, Visit.arrived_at.is_not(None), Visit.left_at.is_(None), Visit.deleted.is_(None)
    )
    yield from ((visit.id, visit) for visit in session.scalars(visits))
    parts = select(VisitPart).where(
        VisitPart.worker == user,
        VisitPart.arrived_at.is_not(None),
        VisitPart.left_at.is_(None),
        VisitPart.deleted.is_(None),
        VisitPart.visit.in_(select(Visit.id).where(Visit.deleted.is_(None))),
    )
    yield from ((part.visit, part) for part in session.scalars(parts) if part.visit)


def writers_of(session: Session, visit: Visit) -> list[str]:
    """Everybody who has written of a visit, the one whose visit it is first."""
    found = [visit.worker]
    for kind in (VisitPart, ChildSeen, AdultSaid):
        rows = select(kind.worker).where(kind.visit == visit.id, kind.deleted.is_(None)).order_by(kind.worker)
        found += session.scalars(rows)
    return [user for user in dict.fromkeys(found) if user]


def children_met(session: Session, visit: Visit, user: str, people: Sequence[PersonCard]) -> tuple[ChildView, ...]:
    """How a worker met each child."""
    rows = select(ChildSeen).where(ChildSeen.visit == visit.id, ChildSeen.worker == user, ChildSeen.deleted.is_(None))
    met = {row.child: row for row in session.scalars(rows)}
    return tuple(_child(person, met.get(person.person)) for person in people if person.is_child)


def adults_heard(session: Session, visit: Visit, user: str, people: Sequence[PersonCard]) -> tuple[AdultView, ...]:
    """What each adult said to a worker."""
    rows = select(AdultSaid).where(AdultSaid.visit == visit.id, AdultSaid.worker == user, AdultSaid.deleted.is_(None))
    said = {row.adult: row.said or "" for row in session.scalars(rows)}
    return tuple(
        AdultView(person.person, person.name, said.get(person.person, "")) for person in people if not person.is_child
    )


def _child(person: PersonCard, row: ChildSeen | None) -> ChildView:
    if row is None:
        return ChildView(person.person, person.name)
    return ChildView(
        child=person.person,
        name=person.name,
        seen=row.seen or "",
        awake=row.awake,
        spoken_to=row.spoken_to,
        not_seen_because=row.not_seen_because or "",
        next_on=row.next_on,
        found_out=row.found_out or (),
        said=row.said or "",
    )


def _held(said: Said) -> Any:
    return None if said in ("", ()) else said
