"""Today: the visits of the day, what is due, what was begun and not finished (interface.md, mockup 03)."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.casework.consents import ConsentState, consents_of, standing
from desktop.casework.desk import Desk, families_by_stream
from desktop.casework.looked import Questions
from desktop.casework.plan_view import FINISHED
from desktop.casework.visits import VisitCard, visits_between
from desktop.clock import LONDON
from sync.records.assessment import Assessment
from sync.records.family import Family
from sync.records.plan import Action
from sync.records.visit import Visit

AHEAD = timedelta(days=7)
"""How far Today looks for what is due."""


@dataclass(frozen=True)
class DayVisit:
    """A visit of today with what its row says."""

    card: VisitCard
    name: str
    consent: ConsentState


@dataclass(frozen=True)
class Due:
    """An action that is overdue or due within a week. `progress` is one of the stored states."""

    action: str
    family: str
    name: str
    text: str
    due_on: date
    progress: str


@dataclass(frozen=True)
class Draft:
    """Something to finish: `kind` is assessment or visit, begun on an earlier day; or known, of a family that the council may know (F17)."""

    kind: str
    record: str
    family: str
    name: str
    begun_on: date | None


@dataclass(frozen=True)
class FamilyName:
    """A family to choose."""

    family: str
    name: str


@dataclass(frozen=True)
class Day:
    """One day. `families` are all there are, by name."""

    visits: tuple[DayVisit, ...] = ()
    due: tuple[Due, ...] = ()
    drafts: tuple[Draft, ...] = ()
    families: tuple[FamilyName, ...] = ()

    @property
    def next_visit(self) -> DayVisit | None:
        """The one that is under way or to come; a visit that is late is still to come."""
        return next((visit for visit in self.visits if visit.card.state == "planned"), None)


class Days:
    """Reading the day."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def today(self) -> Day:
        """Everything that Today shows."""
        with self._desk.reading() as session:
            names = _Names(session)
            return Day(
                self._visits(session, names), self._due(session, names), self._drafts(session, names), names.all()
            )

    def _visits(self, session: Session, names: "_Names") -> tuple[DayVisit, ...]:
        today = self._desk.today()
        return tuple(
            DayVisit(card, names.of_family(card.family), standing(consents_of(session, card.family), today))
            for card in visits_between(session, self._desk, today, today)
        )

    def _due(self, session: Session, names: "_Names") -> tuple[Due, ...]:
        rows = session.scalars(
            select(Action)
            .where(
                Action.due_on <= self._desk.today() + AHEAD,
                func.coalesce(Action.progress, "").not_in(FINISHED),
                Action.deleted.is_(None),
            )
            .order_by(Action.due_on, Action.id)
        )
        return tuple(
            Due(row.id, *names.of_stream(row.stream), row.text or "", row.due_on, row.progress or "not_started")
            for row in rows
            if row.due_on
        )

    def _drafts(self, session: Session, names: "_Names") -> tuple[Draft, ...]:
        assessments = session.scalars(
            select(Assessment).where(Assessment.state == "draft", Assessment.deleted.is_(None))
        )
        drafts = [Draft("assessment", row.id, *names.of_stream(row.stream), row.started_on) for row in assessments]
        visits = session.scalars(
            select(Visit).where(
                Visit.arrived_at.is_not(None),
                Visit.left_at.is_(None),
                Visit.deleted.is_(None),
                Visit.worker == self._desk.worker.user,
            )
        )
        for row in visits:
            begun_on = row.arrived_at.astimezone(LONDON).date() if row.arrived_at else None
            if begun_on != self._desk.today():
                drafts.append(Draft("visit", row.id, *names.of_stream(row.stream), begun_on))
        drafts += [Draft("known", one.family, one.family, one.name, None) for one in Questions(self._desk).open()]
        return tuple(sorted(drafts, key=lambda draft: (draft.begun_on or date.min, draft.record)))


class _Names:
    """What the families of this laptop are called."""

    def __init__(self, session: Session) -> None:
        rows = session.execute(select(Family.id, Family.name).where(Family.deleted.is_(None)))
        self._names = {row.id: row.name or "" for row in rows}
        self._streams = families_by_stream(session)

    def all(self) -> tuple[FamilyName, ...]:
        return tuple(sorted((FamilyName(*named) for named in self._names.items()), key=lambda family: family.name))

    def of_family(self, family: str) -> str:
        return self._names.get(family, "")

    def of_stream(self, stream: str) -> tuple[str, str]:
        """The family's id and name."""
        family = self._streams[stream]
        return family, self.of_family(family)
