"""Entries of the chronology: written by hand or picked from a record, never copied by itself (domain.md 4.10)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework import removal
from desktop.casework.desk import Desk
from desktop.casework.hidden import is_hidden, sensitivity
from desktop.casework.people import DateInFuture
from desktop.store.capture import Saving
from desktop.store.tables import stream
from sync.records.event import Event
from sync.records.fields import Compartment
from sync.records.note import Note

LONGEST = 300
"""Letters of an entry: a fact, not a report (domain.md 4.10)."""
CATEGORIES = (
    "birth_or_death", "move", "school_change", "attendance", "health", "missing", "police", "domestic_abuse", "contact",
    "assessment", "plan", "family_change", "achievement", "other",
)  # fmt: skip
"""Domain.md 8.6."""
_ALWAYS_CLOSED = (Compartment.RESTRICTED, Compartment.SUPERVISION)


@dataclass(frozen=True)
class EventDraft:
    """What an entry says. `happened_on` is the first day of what `precision` (day, month, year, about) says.

    `source` is who or what says so, `source_record` what it was picked from. `hidden` keeps it with the team and out of every copy for the
    family; it never changes afterwards, as little as where a record lies.
    """

    text: str
    happened_on: date
    precision: str = "day"
    category: str = "other"
    about: tuple[str, ...] = ()
    impact: str = ""
    positive: bool = False
    significant: bool = False
    source: str = ""
    source_record: str = ""
    hidden: bool = False


_CHANGED = ("text", "happened_on", "precision", "category", "about", "impact", "positive", "significant", "source")


class Events:
    """Writing entries, changing them, taking them out and putting them back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, family: str, draft: EventDraft) -> str:
        """Add an entry and return its id. What was picked from a record that fewer people may read lies where that does.

        Raises:
            DateInFuture: it has not happened yet.
        """
        with self._desk.writing() as session:
            return new_event(session, self._desk, family, draft)

    def read(self, event: str) -> EventDraft:
        """What an entry says now."""
        with self._desk.reading() as session:
            row = session.get_one(Event, event)
            return EventDraft(
                text=row.text or "",
                happened_on=row.happened_on or self._desk.today(),
                precision=row.precision or "day",
                category=row.category or "other",
                about=row.about or (),
                impact=row.impact or "",
                positive=bool(row.positive),
                significant=bool(row.significant),
                source=row.source or "",
                source_record=row.source_record or "",
                hidden=is_hidden(session, row),
            )

    def change(self, event: str, said: EventDraft, shown: EventDraft) -> None:
        """Change what an entry says, over what was `shown` of it (S18).

        Raises:
            DateInFuture: it has not happened yet.
        """
        _refuse_future(self._desk, said)
        with self._desk.writing() as session:
            row = session.get_one(Event, event)
            for name in _CHANGED:
                if (new := getattr(said, name)) != (old := getattr(shown, name)):
                    session.save_shown(row, name, _stored(row, name, old), _held(new))

    def take_out(self, event: str, why: str) -> None:
        """Take an entry out, and say why."""
        removal.take_out(self._desk, Event, event, why)

    def put_back(self, event: str) -> None:
        """Undo a taking out."""
        removal.put_back(self._desk, Event, event)


def new_event(session: Saving, desk: Desk, family: str, draft: EventDraft) -> str:
    """Add an entry within a save that does more than this; its id.

    Raises:
        DateInFuture: it has not happened yet.
    """
    _refuse_future(desk, draft)
    compartment, hidden = _room(session, draft)
    event = Event(
        id=desk.new_id(),
        stream=session.hold(family, compartment),
        sensitivity=sensitivity(hidden=hidden),
        source_record=draft.source_record or None,
        **{name: _held(getattr(draft, name)) for name in _CHANGED},
    )
    session.add(event)
    return event.id


def _room(session: Session, draft: EventDraft) -> tuple[Compartment, bool]:
    """Where an entry lies, and whether it is hidden: never more open than the note that it was picked from."""
    hidden = draft.hidden
    if draft.source_record and (note := session.get(Note, draft.source_record)) is not None:
        lies = session.execute(select(stream.c.compartment).where(stream.c.stream == note.stream)).scalar_one()
        if lies in _ALWAYS_CLOSED:
            return Compartment(lies), True
        hidden = hidden or is_hidden(session, note)
    return (Compartment.TEAM, True) if hidden else (Compartment.SHARED, False)


def _refuse_future(desk: Desk, draft: EventDraft) -> None:
    if draft.happened_on > desk.today():
        raise DateInFuture


def _stored(row: Event, name: str, shown: Any) -> Any:
    """What was shown, as it is held: an empty field and one that says nothing look the same."""
    current = getattr(row, name)
    return current if _held(current) == _held(shown) else _held(shown)


def _held(said: Any) -> Any:
    return None if said in ("", (), False) else said
