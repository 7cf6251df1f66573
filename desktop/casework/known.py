"""What a family has told before, in full, so that nobody has to say it again: visits, lines caught in them, notes, events.

What is not for the family is marked, because a page folds it away where the family may be looking.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.hidden import is_hidden
from desktop.clock import LONDON
from sync.records.event import Event
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.visit import AdultSaid, ChildSeen, Visit, VisitEntry

NEWEST = 60


@dataclass(frozen=True)
class Known:
    """`what` is a code of the words module, `who` a name where somebody was spoken to, `people` are the ids it is about."""

    on: date
    what: str
    text: str
    who: str = ""
    private: bool = False
    people: frozenset[str] = frozenset()

    def is_about(self, person: str, name: str) -> bool:
        """Whether it concerns somebody: said so, or by name."""
        return person in self.people or bool(name and name in self.text)


def known(session: Session, family: str) -> tuple[Known, ...]:
    """Newest first."""
    shared, team = stream_id(family, Compartment.SHARED), stream_id(family, Compartment.TEAM)
    visits = [*_visits(session, team), *_said(session, team), *_entries(session, team)]
    lines = [*visits, *_notes(session, team), *_events(session, shared)]
    return tuple(sorted(lines, key=lambda line: line.on, reverse=True)[:NEWEST])


def _visits(session: Session, stream: str) -> Iterator[Known]:
    for visit in session.scalars(select(Visit).where(Visit.stream == stream, Visit.deleted.is_(None))):
        if visit.observation and visit.arrived_at:
            yield Known(_day(visit.arrived_at), "visit", visit.observation, people=_people(visit.about))


def _said(session: Session, stream: str) -> Iterator[Known]:
    """What children and adults said on visits, to whichever worker."""
    arrived = select(Visit.id, Visit.arrived_at).where(Visit.stream == stream, Visit.deleted.is_(None))
    days = {visit: at for visit, at in session.execute(arrived)}  # noqa: C416 - rows are no pairs to the type checker
    for row in (
        *session.scalars(select(ChildSeen).where(ChildSeen.stream == stream, ChildSeen.deleted.is_(None))),
        *session.scalars(select(AdultSaid).where(AdultSaid.stream == stream, AdultSaid.deleted.is_(None))),
    ):
        at, whose = days.get(row.visit or ""), row.child if isinstance(row, ChildSeen) else row.adult
        if row.said and at:
            yield Known(_day(at), "words", row.said, people=_people([whose or ""]))


def _entries(session: Session, stream: str) -> Iterator[Known]:
    for entry in session.scalars(select(VisitEntry).where(VisitEntry.stream == stream, VisitEntry.deleted.is_(None))):
        if entry.text and entry.at:
            about = _people((entry.said_by or "", *(entry.about or ())))
            yield Known(
                _day(entry.at), entry.tag or "note", entry.text, private=is_hidden(session, entry), people=about
            )


def _notes(session: Session, stream: str) -> Iterator[Known]:
    for note in session.scalars(select(Note).where(Note.stream == stream, Note.deleted.is_(None))):
        if note.text and note.happened_at:
            yield Known(
                _day(note.happened_at),
                f"note_{note.channel or 'other'}",
                note.text,
                note.with_whom or "",
                is_hidden(session, note),
                _people(note.about),
            )


def _events(session: Session, stream: str) -> Iterator[Known]:
    for event in session.scalars(select(Event).where(Event.stream == stream, Event.deleted.is_(None))):
        if event.text and event.happened_on:
            hidden = is_hidden(session, event)
            yield Known(event.happened_on, "event", event.text, private=hidden, people=_people(event.about))


def _people(ids: Iterable[str] | None) -> frozenset[str]:
    return frozenset(person for person in ids or () if person)


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()
