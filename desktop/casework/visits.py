"""Home visits: planned, under way, written up (domain.md 4.4). Every line caught during a visit is a record with its own time."""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, Text, or_, select, type_coerce
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk, families_by_stream
from desktop.casework.hidden import is_hidden
from desktop.casework.people import PersonCard, cards, people_of
from desktop.casework.planning import Booking, planned
from desktop.casework.plans import ActionDraft, new_action
from desktop.casework.visit_lines import NEVER, EntryLine, Line, last_time, lines_of, put_into_story, put_line
from desktop.casework.visit_writing import (
    ChildView,
    PartView,
    children_met,
    own_part,
    part_of,
    part_view,
    parts_of,
    writers_of,
)
from desktop.clock import LONDON
from sync.records.family import Family
from sync.records.visit import Visit, VisitEntry, VisitPart
from sync.rules.visits import USUAL_MINUTES

BOOKED = "booked"
"""The item of the before-you-go list that booking the next visit ticks."""


@dataclass(frozen=True)
class VisitCard:
    """One visit as lists show it. `worker` and `with_workers` are the ids of those who visit; `series` the first of its row of visits."""

    visit: str
    family: str
    at: datetime
    minutes: int | None
    purpose: str
    place: str
    state: str
    arrived_at: datetime | None
    left_at: datetime | None
    worker: str = ""
    with_workers: tuple[str, ...] = ()
    series: str = ""
    failed_because: str = ""

    @property
    def ends_at(self) -> datetime:
        """When it should be over."""
        return self.at + timedelta(minutes=self.minutes or USUAL_MINUTES)

    @property
    def under_way(self) -> bool:
        """Whether somebody has arrived and not yet left."""
        return self.arrived_at is not None and self.left_at is None


@dataclass(frozen=True)
class VisitNote:
    """Everything on the page of one visit. `present` are the ids of the family who were there, as far as anybody said."""

    card: VisitCard
    family_name: str
    people: tuple[PersonCard, ...]
    entries: tuple[EntryLine, ...]
    children: tuple[ChildView, ...]
    present: tuple[str, ...]
    covered: frozenset[str]
    next_visit_at: datetime | None
    last_time: EntryLine | None
    part: PartView
    others: tuple[str, ...]
    """`part` is this worker's own; `others` are the users who write of this visit too."""


@dataclass(frozen=True)
class Ending:
    """What is said when a visit is over: who of the family was there, and when the next visit is, where one was agreed."""

    present: tuple[str, ...] = ()
    next_at: datetime | None = None


class Visits:
    """Booking, beginning, writing and finishing visits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on(self, day: date) -> tuple[VisitCard, ...]:
        """This worker's visits of a day, in order."""
        with self._desk.reading() as session:
            return visits_between(session, self._desk, day, day)

    def book(self, booking: Booking) -> str:
        """Plan a visit, or a row of them in one save; the id of the first."""
        visits = list(planned(self._desk, booking))
        with self._desk.writing() as session:
            session.add_all(visits)
        return visits[0].id

    def begin(self, visit: str) -> None:
        """Arrive. Beginning again changes nothing."""
        with self._desk.writing() as session:
            row = own_part(session, self._desk, session.get_one(Visit, visit))
            row.arrived_at = row.arrived_at or self._desk.clock.now()

    def note(self, family: str, visit: str) -> VisitNote:
        """The page of a visit."""
        with self._desk.reading() as session:
            row = session.get_one(Visit, visit)
            people = cards(people_of(session, family), self._desk.today())
            me = self._desk.worker.user
            mine = part_of(session, row, me)
            children = children_met(session, row, me, people)
            entries = lines_of(session, visit)
            named = session.get(Family, family)
            return VisitNote(
                card=visit_card(row, family, mine),
                family_name=(named.name if named else None) or "",
                people=people,
                entries=entries,
                children=children,
                present=tuple(p.person for p in people if p.person in _present(row, children, entries)),
                covered=frozenset(row.covered or ()),
                next_visit_at=row.next_visit_at,
                last_time=last_time(session, row),
                part=part_view(mine, me, self._desk.worker.name),
                others=tuple(user for user in writers_of(session, row) if user != me),
            )

    def new_line(self) -> Line:
        """An empty line: its id is known before its first word is saved. Touches no store."""
        return Line(self._desk.new_id())

    def write_line(self, visit: str, line: Line) -> None:
        """Save a line as far as it is typed. A new one gets the time that it is now."""
        with self._desk.writing() as session:
            put_line(session, session.get_one(Visit, visit), line, self._desk.clock.now(), self._desk.worker.user)

    def catch(self, family: str, visit: str, line: Line) -> None:
        """Save a line that is complete. One that `is_for_plan` joins the family's plan in the same save."""
        with self._desk.writing() as session:
            entry = put_line(
                session, session.get_one(Visit, visit), line, self._desk.clock.now(), self._desk.worker.user
            )
            if line.is_for_plan and entry.became is None:
                entry.became = new_action(session, self._desk, family, ActionDraft(line.text, came_from=entry.id))

    def put_into_story(self, family: str, entry: str) -> None:
        """Put a line into the chronology, once. One that is kept from the family stays where it is: partners read the chronology."""
        with self._desk.writing() as session:
            row = session.get_one(VisitEntry, entry)
            if row.became is None and row.text and not is_hidden(session, row):
                put_into_story(session, self._desk, family, row)

    def cover(self, visit: str, item: str, *, covered: bool) -> None:
        """Tick or untick an item of the before-you-go list."""
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            items = set(row.covered or ())
            row.covered = tuple(sorted(items | {item} if covered else items - {item}))

    def finish(self, family: str, visit: str, ending: Ending = Ending()) -> None:
        """Leave, and have the note finished. The next visit, where one was agreed, is booked in the same save."""
        now = self._desk.clock.now()
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            part = own_part(session, self._desk, row)
            part.left_at = part.left_at or _left(row, now)
            part.written_at = part.written_at or now
            row.state = "done"
            row.people_seen = ending.present or row.people_seen
            if ending.next_at is not None:
                if part is row:  # a colleague agrees on visits of their own
                    row.next_visit_at = ending.next_at
                row.covered = tuple(sorted({*(row.covered or ()), BOOKED}))
                if not self._is_booked(session, row.stream, ending.next_at):
                    next_one = Booking(family, ending.next_at, place=row.place or "home")
                    session.add_all(planned(self._desk, next_one))

    def _is_booked(self, session: Session, stream: str, at: datetime) -> bool:
        """Whether this worker visits the family then already."""
        rows = select(Visit.id).where(
            Visit.stream == stream,
            Visit.planned_at == at,
            is_of(self._desk.worker.user),
            Visit.deleted.is_(None),
        )
        return session.scalars(rows).first() is not None


def _left(visit: Visit, now: datetime) -> datetime:
    """When somebody left who does not say: now, while it is the day of the visit, else when it was planned to end."""
    begun = visit.arrived_at or visit.planned_at or now
    if begun.astimezone(LONDON).date() == now.astimezone(LONDON).date():
        return now
    return begun + timedelta(minutes=visit.planned_minutes or USUAL_MINUTES)


def visits_between(session: Session, desk: Desk, first: date, last: date) -> tuple[VisitCard, ...]:
    """This worker's visits from one day to another, in order, with their own times; also those on which a colleague leads."""
    begin = datetime.combine(first, datetime.min.time(), LONDON)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), LONDON)
    families = families_by_stream(session)
    rows = session.scalars(
        select(Visit)
        .where(
            Visit.planned_at >= begin,
            Visit.planned_at < end,
            is_of(desk.worker.user),
            Visit.deleted.is_(None),
        )
        .order_by(Visit.planned_at, Visit.id)
    ).all()
    parts = parts_of(session, rows, desk.worker.user)
    return tuple(visit_card(row, families[row.stream], parts.get(row.id)) for row in rows)


def is_of(user: str) -> ColumnElement[bool]:
    """Whether somebody visits, alone or with a colleague: a condition on visits."""
    named = type_coerce(Visit.with_workers, Text).contains(json.dumps(user, ensure_ascii=False), autoescape=True)
    return or_(Visit.worker == user, named)


def next_visits(session: Session, now: datetime) -> dict[str, datetime]:
    """The next planned visit of each stream."""
    rows = session.execute(
        select(Visit.stream, Visit.planned_at)
        .where(Visit.state == "planned", Visit.planned_at >= now, Visit.deleted.is_(None))
        .order_by(Visit.planned_at.desc())
    )
    return {stream: at for stream, at in rows if at is not None}


def visit_card(visit: Visit, family: str, part: Visit | VisitPart | None = None) -> VisitCard:
    """A visit as lists show it. Its times are England's. `part`: who came along arrived and left at times of their own."""
    written = part or visit
    at = visit.planned_at or visit.arrived_at or NEVER
    return VisitCard(
        visit=visit.id,
        family=family,
        at=at.astimezone(LONDON),
        minutes=visit.planned_minutes,
        purpose=visit.purpose or "",
        place=visit.place or "home",
        state=visit.state or "planned",
        arrived_at=written.arrived_at,
        left_at=written.left_at,
        worker=visit.worker or "",
        with_workers=visit.with_workers or (),
        series=visit.series or "",
        failed_because=visit.failed_because or "",
    )


def _present(visit: Visit, children: tuple[ChildView, ...], entries: tuple[EntryLine, ...]) -> set[str | None]:
    """Who was said to be there, the children who were seen, and whoever's words were written down."""
    met = {child.child for child in children if child.seen in {"alone", "with_others"}}
    return {*(visit.people_seen or ()), *met, *(entry.said_by for entry in entries)}
