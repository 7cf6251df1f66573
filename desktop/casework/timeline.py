"""One line of time over all records of a family: what was done, said, agreed and written, newest first (domain.md 4.10).

Columns are read, not records: ten years of a family are two thousand rows, and a page waits for them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.desk import Desk
from desktop.casework.hidden import hides
from desktop.casework.people import people_of
from desktop.clock import LONDON
from desktop.ids import made_at
from desktop.store.tables import stream, unknown_field
from sync.records.assessment import Assessment
from sync.records.attachment import Attachment
from sync.records.conflict import Conflict
from sync.records.consent import Consent
from sync.records.episode import Episode
from sync.records.event import Event
from sync.records.fields import Compartment
from sync.records.ids import id_value
from sync.records.note import Note
from sync.records.plan import Action, Outcome, Plan
from sync.records.record import Record
from sync.records.visit import Visit

Group = Literal["event", "visit", "note", "agreement", "assessment", "plan", "document", "conflict"]
GROUPS: tuple[Group, ...] = ("event", "visit", "note", "agreement", "assessment", "plan", "document", "conflict")
"""What a reader may ask for."""
_OPEN = (Compartment.SHARED, Compartment.TEAM)
"""What a family's copy may be made of at all (F1)."""


@dataclass(frozen=True)
class Moment:
    """One thing that happened. `what` is a code of the words module, `text` all that somebody wrote, `who` a name or an agency.

    `precision` says how exactly the day is known (day, month, year, about); `people` are ids; `closed` lies where only named people read.
    """

    group: Group
    kind: str
    record: str
    on: date
    what: str
    text: str = ""
    who: str = ""
    minutes: int | None = None
    people: tuple[str, ...] = ()
    precision: str = "day"
    category: str = ""
    impact: str = ""
    source: str = ""
    positive: bool = False
    significant: bool = False
    hidden: bool = False
    closed: bool = False


@dataclass(frozen=True)
class Story:
    """A family's whole story. `people` are pairs of id and name, of everybody who ever was in the family."""

    moments: tuple[Moment, ...] = ()
    people: tuple[tuple[str, str], ...] = ()


class Stories:
    """Reading whole stories."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of(self, family: str, *, for_family: bool = False) -> Story:
        """What this laptop has, newest first. `for_family` leaves out, in the query, whatever may not reach them (security.md, F1)."""
        with self._desk.reading() as session:
            names = {one.id: one.known_as or one.first_name or "" for one in people_of(session, family)}
            reader = _Reader(session, family, names, for_family=for_family)
            moments = sorted(reader.moments(), key=lambda moment: (moment.on, moment.record), reverse=True)
        return Story(tuple(moments), tuple(names.items()))


class _Reader:
    """The rows of one family, kind by kind."""

    def __init__(self, session: Session, family: str, names: dict[str, str], *, for_family: bool) -> None:
        self._session, self._names, self._for_family = session, names, for_family
        rows = session.execute(select(stream.c.stream, stream.c.compartment).where(stream.c.family == family))
        self._streams = {row.stream: row.compartment for row in rows if not for_family or row.compartment in _OPEN}
        unread = select(unknown_field.c.record).where(
            unknown_field.c.stream.in_(self._streams), unknown_field.c.field == "sensitivity"
        )
        self._unread = frozenset(session.scalars(unread))  # a word of a later release: taken for the strictest

    def moments(self) -> Iterator[Moment]:
        yield from self._visits()
        yield from self._notes()
        yield from self._events()
        yield from self._consents()
        yield from self._assessments()
        yield from self._plan()
        yield from self._episodes()
        yield from self._documents()
        if not self._for_family:
            yield from self._conflicts()

    def _rows(self, kind: type[Record], *columns: Any) -> Iterator[Any]:
        """Those that are not taken out and, for the family, not hidden."""
        wanted = select(kind.id, kind.stream, *columns).where(kind.stream.in_(self._streams), kind.deleted.is_(None))
        for row in self._session.execute(wanted):
            if not (self._for_family and self._is_hidden(row)):
                yield row

    def _is_hidden(self, row: Any) -> bool:
        return hides(getattr(row, "sensitivity", None)) or row.id in self._unread

    def _marks(self, row: Any) -> dict[str, Any]:
        return {"hidden": self._is_hidden(row), "closed": self._streams[row.stream] not in _OPEN}

    def _visits(self) -> Iterator[Moment]:
        columns = (
            Visit.state, Visit.planned_at, Visit.arrived_at, Visit.left_at, Visit.purpose, Visit.observation,
            Visit.people_seen,
        )  # fmt: skip
        for row in self._rows(Visit, *columns):
            at = row.arrived_at or row.planned_at
            if at is None:
                continue
            minutes = None
            if row.arrived_at and row.left_at:
                minutes = max(1, round((row.left_at - row.arrived_at).total_seconds() / 60))
            text = row.observation if row.state == "done" else row.purpose
            what = f"visit_{row.state or 'planned'}"
            yield Moment(
                "visit", Visit.kind, row.id, _day(at), what, text or "", minutes=minutes, people=row.people_seen or ()
            )

    def _notes(self) -> Iterator[Moment]:
        columns = (
            Note.happened_at,
            Note.channel,
            Note.text,
            Note.minutes,
            Note.with_whom,
            Note.about,
            Note.sensitivity,
        )
        for row in self._rows(Note, *columns):
            if row.happened_at:
                yield Moment(
                    "note",
                    Note.kind,
                    row.id,
                    _day(row.happened_at),
                    f"note_{row.channel or 'other'}",
                    row.text or "",
                    row.with_whom or "",
                    row.minutes,
                    row.about or (),
                    **self._marks(row),
                )

    def _events(self) -> Iterator[Moment]:
        columns = (
            Event.happened_on, Event.precision, Event.text, Event.category, Event.impact, Event.about, Event.positive,
            Event.significant, Event.source, Event.sensitivity,
        )  # fmt: skip
        for row in self._rows(Event, *columns):
            if row.happened_on:
                yield Moment(
                    "event",
                    Event.kind,
                    row.id,
                    row.happened_on,
                    "event",
                    row.text or "",
                    people=row.about or (),
                    precision=row.precision or "day",
                    category=row.category or "",
                    impact=row.impact or "",
                    source=row.source or "",
                    positive=bool(row.positive),
                    significant=bool(row.significant),
                    **self._marks(row),
                )

    def _consents(self) -> Iterator[Moment]:
        for row in self._rows(Consent, Consent.person, Consent.agency, Consent.decision):
            on = _written_day(row.decision, "on")
            if on:
                who = self._names.get(row.person or "", "")
                people = (row.person,) if row.person else ()
                what = f"consent_{row.decision['answer']}"
                yield Moment(
                    "agreement", Consent.kind, row.id, on, what, who=who, people=people, category=row.agency or ""
                )

    def _assessments(self) -> Iterator[Moment]:
        for row in self._rows(
            Assessment, Assessment.started_on, Assessment.completed_on, Assessment.children, Assessment.signed_off
        ):
            signed = _written_day(row.signed_off, "at")
            for what, on in (("started", row.started_on), ("completed", row.completed_on), ("signed", signed)):
                if on:
                    yield Moment(
                        "assessment", Assessment.kind, row.id, on, f"assessment_{what}", people=row.children or ()
                    )

    def _plan(self) -> Iterator[Moment]:
        for row in self._rows(Plan, Plan.agreed, Plan.aim, Plan.agreed_with):
            on = _written_day(row.agreed, "on")
            if on:
                people = row.agreed_with or ()
                yield Moment("plan", Plan.kind, row.id, on, "plan_agreed", row.aim or "", people=people)
        for row in self._rows(Action, Action.done_on, Action.text, Action.owners):
            if row.done_on:
                people = row.owners or ()
                yield Moment("plan", Action.kind, row.id, row.done_on, "action_done", row.text or "", people=people)
        for row in self._rows(Outcome, Outcome.met_on, Outcome.text, Outcome.for_whom):
            if row.met_on:
                people = row.for_whom or ()
                yield Moment("plan", Outcome.kind, row.id, row.met_on, "outcome_met", row.text or "", people=people)

    def _episodes(self) -> Iterator[Moment]:
        for row in self._rows(Episode, Episode.received_at, Episode.ending):
            ended = _written_day(row.ending, "on")
            if row.received_at:
                yield Moment("agreement", Episode.kind, row.id, _day(row.received_at), "help_began")
            if ended:
                yield Moment("agreement", Episode.kind, row.id, ended, "help_ended")

    def _documents(self) -> Iterator[Moment]:
        columns = (
            Attachment.name, Attachment.category, Attachment.about, Attachment.sensitivity, Attachment.received_on,
            Attachment.from_whom, Attachment.belongs_to,
        )  # fmt: skip
        rows = list(self._rows(Attachment, *columns))
        known = {row.id for row in rows}
        for row in rows:
            added = made_at(id_value(row.id))
            on = row.received_on or (_day(added) if added else None)
            if on and row.belongs_to not in known:  # a further page is told with the first
                yield Moment(
                    "document",
                    Attachment.kind,
                    row.id,
                    on,
                    f"document_{row.category or 'other'}",
                    row.name or "",
                    row.from_whom or "",
                    people=row.about or (),
                    **self._marks(row),
                )

    def _conflicts(self) -> Iterator[Moment]:
        for row in self._rows(Conflict, Conflict.settled, Conflict.kept_at, Conflict.other_at):
            settled = _written_day(row.settled, "at")
            met = [_day(at) for at in (row.kept_at, row.other_at) if at]
            if settled or met:
                what = "conflict_settled" if settled else "conflict_open"
                yield Moment("conflict", Conflict.kind, row.id, settled or max(met), what)


def years(moments: Sequence[Moment]) -> tuple[int, ...]:
    """The years in which something happened, the latest leading."""
    return tuple(sorted({moment.on.year for moment in moments}, reverse=True))


def _day(at: datetime) -> date:
    return at.astimezone(LONDON).date()


def _written_day(said: dict[str, Any] | None, part: str) -> date | None:
    """The day in a compound value, which holds it as text."""
    text = str((said or {}).get(part) or "")
    return _day(datetime.fromisoformat(text)) if "T" in text else date.fromisoformat(text) if text else None
