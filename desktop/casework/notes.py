"""Case notes: a call, a text, a talk at the school gate (domain.md 4.11), and what one save makes of them besides."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.casework import removal
from desktop.casework.desk import Desk
from desktop.casework.events import EventDraft, new_event
from desktop.casework.hidden import sensitivity
from desktop.casework.plan_view import Owner
from desktop.casework.plans import ActionDraft, new_action
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from sync.records.event import Event
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.note import Note
from sync.records.person import Person
from sync.records.plan import Action
from sync.records.professional import Professional
from sync.records.record import Record
from sync.records.registry import may_lie_in

TEAM, NAMED = Compartment.TEAM, Compartment.RESTRICTED
"""Who may read a note that somebody writes by hand: the team, or only people named for it."""
CHANNELS = ("call", "text", "email", "meeting", "school_gate", "letter", "other")


@dataclass(frozen=True)
class NewNote:
    """A note as it is written. `happened_at` is aware; `hidden` keeps it out of every copy for the family.

    `compartment`: the team's, or a stricter one for what only named people may know (F1). It never changes afterwards. `action` joins the
    family's plan and `fact`, a sentence, the chronology, in the same save: neither is ever copied from the text.
    """

    text: str
    happened_at: datetime
    channel: str = "call"
    with_whom: str = ""
    hidden: bool = False
    compartment: Compartment = Compartment.TEAM
    about: tuple[str, ...] = ()
    action: ActionDraft | None = None
    fact: str = ""


@dataclass(frozen=True)
class AboutFamily:
    """A family that a note may be about. `people` are its people as pairs of id and name; `owners` may do something for it."""

    family: str
    name: str
    people: tuple[tuple[str, str], ...] = ()
    owners: tuple[Owner, ...] = ()


class TooOpen(DoorstepError):
    """More people would read it than may read its kind."""


class Notes:
    """Writing notes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def families(self) -> tuple[AboutFamily, ...]:
        """Every family on this laptop, by name. Two hundred rows at most: a dialog has them before it is asked for."""
        with self._desk.reading() as session:
            people = _named(session, Person, (Person.known_as, Person.first_name))
            helpers = _named(session, Professional, (Professional.name,))
            rows = session.execute(select(Family.id, Family.stream, Family.name).where(Family.deleted.is_(None)))
            found = [
                AboutFamily(
                    row.id, row.name or "", people.get(row.stream, ()), self._owners(row.stream, people, helpers)
                )
                for row in rows
            ]
        return tuple(sorted(found, key=lambda one: one.name.casefold()))

    def write(self, family: str, new: NewNote) -> str:
        """Add a note and return its id.

        Raises:
            TooOpen: the compartment is wider than notes may lie in.
        """
        if not may_lie_in(Note.kind, new.compartment):
            raise TooOpen
        with self._desk.writing() as session:
            row = Note(id=self._desk.new_id(), stream=session.hold(family, new.compartment))
            session.add(row)
            row.happened_at = new.happened_at
            row.channel = new.channel
            row.text = new.text
            row.with_whom = new.with_whom or None
            row.sensitivity = sensitivity(hidden=new.hidden)
            row.about = new.about or None
            if new.action is not None:
                new_action(session, self._desk, family, replace(new.action, came_from=row.id))
            if new.fact:
                new_event(session, self._desk, family, _fact(new, row.id, self._desk.worker.name))
        return row.id

    def take_back(self, note: str, why: str) -> None:
        """Take a note out with the action and the entry of the chronology that came of it."""
        for kind, record in self._whole(note, taken_out=False):
            removal.take_out(self._desk, kind, record, why)

    def put_back(self, note: str) -> None:
        """Undo that."""
        for kind, record in self._whole(note, taken_out=True):
            removal.put_back(self._desk, kind, record)

    def _whole(self, note: str, *, taken_out: bool) -> list[tuple[type[Record], str]]:
        """The note and what was made of it, of which each is taken out or not."""
        with self._desk.reading() as session:
            wanted: tuple[tuple[type[Record], Any], ...] = (
                (Action, Action.came_from == note),
                (Event, Event.source_record == note),
                (Note, Note.id == note),
            )
            return [
                (kind, row.id)
                for kind, of_note in wanted
                for row in session.scalars(select(kind).where(of_note))
                if (row.deleted is not None) is taken_out
            ]

    def _owners(self, stream: str, *known: Mapping[str, tuple[tuple[str, str], ...]]) -> tuple[Owner, ...]:
        names = (pair for group in known for pair in group.get(stream, ()))
        return (Owner("", self._desk.worker.name), *(Owner(record, name) for record, name in names))


def _fact(new: NewNote, note: str, worker: str) -> EventDraft:
    on = new.happened_at.astimezone(LONDON).date()
    source = ", ".join(part for part in (new.with_whom, worker) if part)
    return EventDraft(new.fact, on, about=new.about, source=source, source_record=note, category="contact")


def _named(session: Session, kind: type[Record], names: tuple[Any, ...]) -> dict[str, tuple[tuple[str, str], ...]]:
    """Id and name of every record of a kind, by the stream it lies in."""
    wanted = (
        select(kind.stream, kind.id, func.coalesce(*names, ""))
        .where(kind.deleted.is_(None))
        .order_by(func.coalesce(*names, ""), kind.id)
    )
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for in_stream, record, name in session.execute(wanted):
        found[in_stream] = (*found.get(in_stream, ()), (record, name))
    return found
