"""The lines caught during a visit: begun at the first word, written on while somebody types, closed by Enter.

A line keeps the time at which it was begun. One that was emptied again stays as a record without words, which no page shows.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.hidden import is_hidden, sensitivity
from desktop.clock import LONDON
from sync.records.event import Event
from sync.records.ids import stream_id
from sync.records.visit import Visit, VisitEntry

NEVER = datetime(1970, 1, 1, tzinfo=UTC)
"""Where a record has arrived without its time."""


@dataclass(frozen=True)
class Line:
    """What is being written. `entry` is its id; `tag` one of words, going_well, worry, action, later, note."""

    entry: str
    tag: str = "note"
    text: str = ""
    said_by: str = ""
    hidden: bool = False

    @property
    def is_for_plan(self) -> bool:
        """Whether it becomes an action of the plan. Not so one that is kept from the family: the plan is theirs to read, and their
        agencies'."""
        return self.tag == "action" and not self.hidden


@dataclass(frozen=True)
class EntryLine:
    """One line of quick capture, as it is shown. `at` is London time."""

    entry: str
    at: datetime
    tag: str
    text: str
    said_by: str
    hidden: bool
    worker: str = ""
    became: str = ""

    @property
    def is_for_story(self) -> bool:
        """Whether it may be put into the chronology: that is the family's and their agencies' to read."""
        return not self.hidden and not self.became


def put_line(session: Session, visit: Visit, line: Line, now: datetime, worker: str = "") -> VisitEntry:
    """Begin a line, or write on at it."""
    entry = session.get(VisitEntry, line.entry)
    if entry is None:
        entry = VisitEntry(id=line.entry, stream=visit.stream, visit=visit.id, at=now, worker=worker or None)
        session.add(entry)
    entry.tag = line.tag
    entry.text = line.text or None
    entry.said_by = line.said_by or None
    entry.sensitivity = sensitivity(hidden=line.hidden)
    return entry


def put_into_story(session: Session, desk: Desk, family: str, entry: VisitEntry) -> str:
    """Make a line an entry of the chronology, which says where and when it comes from; the event's id."""
    event = Event(
        id=desk.new_id(),
        stream=stream_id(family, Event.compartment),
        happened_on=(entry.at or desk.clock.now()).astimezone(LONDON).date(),
        precision="day",
        text=entry.text,
        positive=True if entry.tag == "going_well" else None,
        source=desk.worker.name,
        source_record=entry.id,
        about=entry.about or ((entry.said_by,) if entry.said_by else None),
    )
    session.add(event)
    entry.became = event.id
    return event.id


def lines_of(session: Session, visit: str) -> tuple[EntryLine, ...]:
    """The lines of a visit that have words, newest first."""
    rows: Sequence[VisitEntry] = session.scalars(
        select(VisitEntry)
        .where(VisitEntry.visit == visit, VisitEntry.deleted.is_(None), VisitEntry.text.is_not(None))
        .order_by(VisitEntry.at.desc(), VisitEntry.id.desc())
    ).all()
    return tuple(_shown(session, row) for row in rows)


def last_time(session: Session, visit: Visit) -> EntryLine | None:
    """The newest line of the family's other visits."""
    row = session.scalars(
        select(VisitEntry)
        .where(
            VisitEntry.stream == visit.stream,
            VisitEntry.visit != visit.id,
            VisitEntry.deleted.is_(None),
            VisitEntry.text.is_not(None),
        )
        .order_by(VisitEntry.at.desc())
        .limit(1)
    ).first()
    return _shown(session, row) if row else None


def _shown(session: Session, entry: VisitEntry) -> EntryLine:
    return EntryLine(
        entry=entry.id,
        at=(entry.at or NEVER).astimezone(LONDON),
        tag=entry.tag or "note",
        text=entry.text or "",
        said_by=entry.said_by or "",
        hidden=is_hidden(session, entry),
        worker=entry.worker or "",
        became=entry.became or "",
    )
