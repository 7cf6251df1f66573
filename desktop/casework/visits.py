"""Home visits: planned, under way, written up (domain.md 4.4). Every line caught during a visit is a record with its own time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk, families_by_stream
from desktop.casework.people import PersonCard, cards, people_of
from desktop.clock import LONDON
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.visit import ChildSeen, Visit, VisitEntry

HIDDEN = "not_for_family"
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Where a record has arrived without its time."""


@dataclass(frozen=True)
class VisitCard:
    """One visit as lists show it."""

    visit: str
    family: str
    at: datetime
    minutes: int | None
    purpose: str
    place: str
    state: str
    arrived_at: datetime | None
    left_at: datetime | None

    @property
    def under_way(self) -> bool:
        """Whether somebody has arrived and not yet left."""
        return self.arrived_at is not None and self.left_at is None


@dataclass(frozen=True)
class EntryLine:
    """One line of quick capture."""

    entry: str
    at: datetime
    tag: str
    text: str
    said_by: str
    hidden: bool


@dataclass(frozen=True)
class ChildLine:
    """Whether one child was seen: alone, with_others, not_seen, or empty while nobody has said."""

    child: str
    name: str
    seen: str


@dataclass(frozen=True)
class VisitNote:
    """Everything on the page of one visit."""

    card: VisitCard
    people: tuple[PersonCard, ...]
    entries: tuple[EntryLine, ...]
    children: tuple[ChildLine, ...]
    covered: frozenset[str]
    observation: str
    analysis: str
    next_visit_at: datetime | None
    last_time: EntryLine | None


@dataclass(frozen=True)
class Booking:
    """A visit to be planned."""

    family: str
    at: datetime
    minutes: int = 60
    purpose: str = ""
    place: str = "home"


class Visits:
    """Booking, beginning, writing and finishing visits."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def on(self, day: date) -> tuple[VisitCard, ...]:
        """This worker's visits of a day, in order."""
        with self._desk.reading() as session:
            return visits_between(session, self._desk, day, day)

    def book(self, booking: Booking) -> str:
        """Plan a visit and return its id."""
        visit = Visit(
            id=self._desk.new_id(),
            stream=stream_id(booking.family, Compartment.TEAM),
            state="planned",
            worker=self._desk.worker.user,
            planned_at=booking.at,
            planned_minutes=booking.minutes,
            purpose=booking.purpose or None,
            place=booking.place,
            visit_type="announced",
        )
        with self._desk.writing() as session:
            session.add(visit)
        return visit.id

    def begin(self, visit: str) -> None:
        """Arrive. Beginning again changes nothing."""
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            row.arrived_at = row.arrived_at or self._desk.clock.now()

    def note(self, family: str, visit: str) -> VisitNote:
        """The page of a visit."""
        with self._desk.reading() as session:
            row = session.get_one(Visit, visit)
            people = cards(people_of(session, family), self._desk.today())
            seen = {
                child.child: child.seen or ""
                for child in session.scalars(select(ChildSeen).where(ChildSeen.visit == visit))
            }
            return VisitNote(
                card=_card(row, family),
                people=people,
                entries=_entries(session, visit),
                children=tuple(ChildLine(p.person, p.name, seen.get(p.person, "")) for p in people if p.is_child),
                covered=frozenset(row.covered or ()),
                observation=row.observation or "",
                analysis=row.analysis or "",
                next_visit_at=row.next_visit_at,
                last_time=_last_time(session, row),
            )

    def catch(self, family: str, visit: str, tag: str, text: str, *, said_by: str = "", hidden: bool = False) -> str:
        """Write one line with the time that it is now; return its id."""
        entry = VisitEntry(
            id=self._desk.new_id(),
            stream=stream_id(family, Compartment.TEAM),
            visit=visit,
            at=self._desk.clock.now(),
            tag=tag,
            text=text,
            said_by=said_by or None,
            sensitivity=HIDDEN if hidden else "normal",
        )
        with self._desk.writing() as session:
            session.add(entry)
        return entry.id

    def saw(self, family: str, visit: str, child: str, seen: str) -> None:
        """Say how a child was met."""
        stream = stream_id(family, Compartment.TEAM)
        record_id = ChildSeen.id_for(stream, visit, child)
        with self._desk.writing() as session:
            row = session.get(ChildSeen, record_id)
            if row is None:
                row = ChildSeen(id=record_id, stream=stream, visit=visit, child=child)
                session.add(row)
            row.seen = seen

    def cover(self, visit: str, item: str, *, covered: bool) -> None:
        """Tick or untick an item of the before-you-go list."""
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            items = set(row.covered or ())
            row.covered = tuple(items | {item} if covered else items - {item})

    def write(self, visit: str, field: str, text: str, shown: str) -> None:
        """Change `observation` or `analysis`, having had `shown` before one's eyes."""
        with self._desk.writing() as session:
            session.save_shown(session.get_one(Visit, visit), field, shown or None, text or None)

    def finish(self, visit: str, next_visit_at: datetime | None = None) -> None:
        """Leave; the next visit, where one was agreed, is booked by the caller."""
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            row.left_at = self._desk.clock.now()
            row.state = "done"
            row.next_visit_at = next_visit_at or row.next_visit_at


def visits_between(session: Session, desk: Desk, first: date, last: date) -> tuple[VisitCard, ...]:
    """This worker's visits from one day to another, in order."""
    begin = datetime.combine(first, datetime.min.time(), LONDON)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), LONDON)
    families = families_by_stream(session)
    rows = session.scalars(
        select(Visit)
        .where(
            Visit.planned_at >= begin,
            Visit.planned_at < end,
            Visit.worker == desk.worker.user,
            Visit.deleted.is_(None),
        )
        .order_by(Visit.planned_at)
    )
    return tuple(_card(row, families[row.stream]) for row in rows)


def next_visits(session: Session, now: datetime) -> dict[str, datetime]:
    """The next planned visit of each stream."""
    rows = session.execute(
        select(Visit.stream, Visit.planned_at)
        .where(Visit.state == "planned", Visit.planned_at >= now, Visit.deleted.is_(None))
        .order_by(Visit.planned_at.desc())
    )
    return {stream: at for stream, at in rows if at is not None}


def _card(visit: Visit, family: str) -> VisitCard:
    at = visit.planned_at or visit.arrived_at or NEVER
    return VisitCard(
        visit=visit.id,
        family=family,
        at=at.astimezone(LONDON),
        minutes=visit.planned_minutes,
        purpose=visit.purpose or "",
        place=visit.place or "home",
        state=visit.state or "planned",
        arrived_at=visit.arrived_at,
        left_at=visit.left_at,
    )


def _entries(session: Session, visit: str) -> tuple[EntryLine, ...]:
    rows: Sequence[VisitEntry] = session.scalars(
        select(VisitEntry)
        .where(VisitEntry.visit == visit, VisitEntry.deleted.is_(None))
        .order_by(VisitEntry.at.desc(), VisitEntry.id.desc())
    ).all()
    return tuple(_line(row) for row in rows)


def _last_time(session: Session, visit: Visit) -> EntryLine | None:
    row = session.scalars(
        select(VisitEntry)
        .where(VisitEntry.stream == visit.stream, VisitEntry.visit != visit.id, VisitEntry.deleted.is_(None))
        .order_by(VisitEntry.at.desc())
        .limit(1)
    ).first()
    return _line(row) if row else None


def _line(entry: VisitEntry) -> EntryLine:
    return EntryLine(
        entry=entry.id,
        at=(entry.at or NEVER).astimezone(LONDON),
        tag=entry.tag or "note",
        text=entry.text or "",
        said_by=entry.said_by or "",
        hidden=entry.sensitivity == HIDDEN,
    )
