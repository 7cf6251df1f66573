"""Today: what this worker has on, what is due, what was begun and not finished (interface.md, mockup 03)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.agenda import WEEK, Clash, DayVisit, Entry, OwnCard, agenda
from desktop.casework.desk import Desk, families_by_stream
from desktop.casework.due import AHEAD, Due, due
from desktop.casework.looked import Questions
from desktop.casework.readiness import Readiness
from desktop.casework.visit_writing import begun_parts
from desktop.clock import LONDON
from desktop.store.replica import STAFF
from sync.records.assessment import Assessment
from sync.records.family import Family
from sync.rules.tasks import Kind

__all__ = ["AHEAD", "WEEK", "Clash", "Colleague", "Day", "DayVisit", "Days", "Draft", "Due", "FamilyName", "OwnCard"]


@dataclass(frozen=True)
class Draft:
    """Something to finish: `kind` is assessment or visit, begun on an earlier day; or known, of a family that the council may know (F17)."""

    kind: str
    record: str
    family: str
    name: str
    begun_on: date | None
    due_on: date | None = None


@dataclass(frozen=True)
class FamilyName:
    """A family to choose."""

    family: str
    name: str


@dataclass(frozen=True)
class Colleague:
    """Somebody of the council who may come along."""

    user: str
    name: str


@dataclass(frozen=True)
class Day:
    """One day, and the week that begins with it. `families` and `colleagues` are all there are, by name."""

    today: date = date.min
    entries: tuple[Entry, ...] = ()
    due: tuple[Due, ...] = ()
    drafts: tuple[Draft, ...] = ()
    families: tuple[FamilyName, ...] = ()
    colleagues: tuple[Colleague, ...] = ()

    @property
    def agenda(self) -> tuple[Entry, ...]:
        """What is on today; what began earlier and goes on belongs to it."""
        return tuple(entry for entry in self.entries if entry.at.date() <= self.today)

    @property
    def visits(self) -> tuple[DayVisit, ...]:
        """Today's."""
        return tuple(entry for entry in self.agenda if isinstance(entry, DayVisit))

    @property
    def next_visit(self) -> DayVisit | None:
        """The one that is under way or to come; a visit that is late is still to come."""
        return next((visit for visit in self.visits if visit.card.state == "planned"), None)


class Days:
    """Reading the day."""

    def __init__(self, desk: Desk, readiness: Readiness) -> None:
        self._desk, self._readiness = desk, readiness

    def today(self) -> Day:
        """Everything that Today shows."""
        staff = self._desk.store.setting(STAFF)
        with self._desk.reading() as session:
            names = {
                row.id: row.name or ""
                for row in session.execute(select(Family.id, Family.name).where(Family.deleted.is_(None)))
            }
            drafts = self._drafts(session, names)
            found = due(session, self._desk, names)
            return Day(
                today=self._desk.today(),
                entries=agenda(session, self._desk, self._readiness),
                due=tuple(one for one in found if not _is_draft(one, drafts)),
                drafts=tuple(_with_day(draft, found) for draft in drafts),
                families=tuple(sorted((FamilyName(*one) for one in names.items()), key=lambda one: one.name)),
                colleagues=_colleagues(staff if isinstance(staff, dict) else {}, self._desk.worker.user),
            )

    def _drafts(self, session: Session, names: dict[str, str]) -> tuple[Draft, ...]:
        families = families_by_stream(session)
        assessments = session.scalars(
            select(Assessment).where(Assessment.state == "draft", Assessment.deleted.is_(None))
        )
        found = [("assessment", row.id, row.stream, row.started_on) for row in assessments]
        found += [
            ("visit", visit, part.stream, part.arrived_at.astimezone(LONDON).date())
            for visit, part in begun_parts(session, self._desk.worker.user)
            if part.arrived_at and part.arrived_at.astimezone(LONDON).date() != self._desk.today()
        ]
        drafts = [
            Draft(kind, record, families[stream], names.get(families[stream], ""), on)
            for kind, record, stream, on in found
        ]
        drafts += [Draft("known", one.family, one.family, one.name, None) for one in Questions(self._desk).open()]
        return tuple(sorted(drafts, key=lambda draft: (draft.begun_on or date.min, draft.record)))


def _is_draft(one: Due, drafts: Sequence[Draft]) -> bool:
    """Whether it is told as a draft already: a visit that was begun is one thing to do, not two."""
    return one.kind == Kind.VISIT_NOTE and any(draft.record == one.record for draft in drafts)


def _with_day(draft: Draft, found: Sequence[Due]) -> Draft:
    on = next((one.due_on for one in found if one.kind == Kind.VISIT_NOTE and one.record == draft.record), None)
    return Draft(draft.kind, draft.record, draft.family, draft.name, draft.begun_on, on)


def _colleagues(staff: dict[str, str], me: str) -> tuple[Colleague, ...]:
    named = [Colleague(user, name) for user, name in staff.items() if user != me and name]
    return tuple(sorted(named, key=lambda one: (one.name, one.user)))
