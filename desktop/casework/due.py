"""What is due: the plan's actions, and what the council's timescales ask of each family, worked out each time (`sync.rules.tasks`)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, Select, func, or_, select
from sqlalchemy.orm import Session, load_only

from desktop.casework.council import in_force_in
from desktop.casework.desk import AnyRecord, Desk, families_by_stream
from desktop.casework.plan_view import FINISHED, NOT_STARTED
from sync.records.assessment import Assessment
from sync.records.consent import Consent
from sync.records.episode import OPEN, Episode
from sync.records.person import Person
from sync.records.plan import Action, Plan
from sync.records.visit import ChildSeen, Visit, VisitPart
from sync.rules.actions import Lateness, lateness
from sync.rules.due_dates import DueDates
from sync.rules.tasks import FamilyRecords, Task, tasks
from sync.rules.working_days import WorkingDays

AHEAD = timedelta(days=7)
"""How far ahead the plan's actions are shown; what the council asks for is shown from its own day on."""


@dataclass(frozen=True)
class Due:
    """Something that is late or comes soon. `kind` is action, or that of a task; `record` what it is about: the action, a visit, a child.

    `text` is an action's own, `who` the name of the person it is about, `since` what started the clock. `urgency` is overdue, due_today, due_soon or later.
    """

    kind: str
    record: str
    family: str
    name: str
    due_on: date
    urgency: str
    text: str = ""
    who: str = ""
    progress: str = NOT_STARTED
    since: date | None = None


def due(session: Session, desk: Desk, names: Mapping[str, str]) -> tuple[Due, ...]:
    """All of it, the oldest day leading. `names` are those of the families here."""
    found = [*_actions(session, desk.today(), names), *_tasks(session, desk, names)]
    return tuple(sorted(found, key=lambda one: (one.due_on, one.kind != "action", one.name, one.record)))


def _actions(session: Session, today: date, names: Mapping[str, str]) -> Iterator[Due]:
    rows = session.scalars(
        select(Action).where(
            Action.due_on <= today + AHEAD,
            func.coalesce(Action.progress, "").not_in(FINISHED),
            Action.deleted.is_(None),
        )
    )
    families = families_by_stream(session)
    for row in rows:
        if row.due_on:
            family, progress = families[row.stream], row.progress or NOT_STARTED
            late = lateness(progress, row.due_on, today)
            yield Due(
                "action", row.id, family, names.get(family, ""), row.due_on, late, row.text or "", progress=progress
            )


def _tasks(session: Session, desk: Desk, names: Mapping[str, str]) -> Iterator[Due]:
    settings, today = in_force_in(session, desk), desk.today()
    due_dates = DueDates(settings.timescales, _calendar(settings.closed_days))
    people: dict[str, str] = {}
    for records in family_records(session):
        people |= {person.id: person.known_as or person.first_name or "" for person in records.people}
        for task in tasks(records, due_dates):
            late = task.lateness(today)
            if late is not Lateness.LATER and task.worker in ("", desk.worker.user):
                yield _due(task, late, names.get(task.family, ""), people.get(task.about, ""))


@lru_cache(4)
def _calendar(closed: tuple[date, ...]) -> WorkingDays:
    """Kept, because it remembers each day that it was asked about."""
    return WorkingDays(closed)


def _due(task: Task, late: Lateness, name: str, who: str) -> Due:
    return Due(str(task.kind), task.about, task.family, name, task.due_on, late, who=who, since=task.since)


def family_records(session: Session) -> Iterator[FamilyRecords]:
    """What tasks follow from, of every family here, in a query a kind. Of visits only those that can still matter: since the oldest open
    episode began, and any that nobody has written up."""
    of = families_by_stream(session)
    episodes = _grouped(session, of, select(Episode).where(Episode.deleted.is_(None)))
    children = select(Person).options(
        load_only(Person.stream, Person.deleted, Person.role, Person.known_as, Person.first_name, Person.died_on)
    )
    people = _grouped(session, of, children.where(Person.deleted.is_(None)))
    consents = _grouped(session, of, select(Consent).where(Consent.deleted.is_(None)))
    assessments = _grouped(session, of, select(Assessment).where(Assessment.deleted.is_(None)))
    plans = _grouped(session, of, select(Plan).where(Plan.deleted.is_(None)))
    wanted = _visits_that_matter(episodes.values())
    visits = _grouped(session, of, select(Visit).where(wanted))
    parts = _grouped(
        session,
        of,
        select(VisitPart).where(VisitPart.visit.in_(select(Visit.id).where(wanted)), VisitPart.deleted.is_(None)),
    )
    seen = _grouped(
        session,
        of,
        select(ChildSeen).where(ChildSeen.visit.in_(select(Visit.id).where(wanted)), ChildSeen.deleted.is_(None)),
    )
    for family in {*of.values()}:
        yield FamilyRecords(
            family,
            episodes.get(family, ()),
            people.get(family, ()),
            consents.get(family, ()),
            assessments.get(family, ()),
            plans.get(family, ()),
            visits.get(family, ()),
            parts.get(family, ()),
            seen.get(family, ()),
        )


def _visits_that_matter(episodes: Iterable[Sequence[Episode]]) -> ColumnElement[bool]:
    began = [
        at for many in episodes for one in many if one.state in OPEN and (at := one.received_at or one.allocated_at)
    ]
    waits_for_a_colleague = Visit.id.in_(select(VisitPart.visit).where(_unwritten(VisitPart)))
    unwritten = (func.coalesce(Visit.state, "") != "failed") & or_(_unwritten(Visit), waits_for_a_colleague)
    since = [func.coalesce(Visit.arrived_at, Visit.planned_at) >= min(began)] if began else []
    return Visit.deleted.is_(None) & or_(unwritten, *since)


def _unwritten(of: type[Visit] | type[VisitPart]) -> ColumnElement[bool]:
    return of.written_at.is_(None) & (func.coalesce(of.observation, "") == "")


def _grouped(session: Session, of: Mapping[str, str], wanted: Select[AnyRecord]) -> dict[str, list[AnyRecord]]:
    """Records by their family."""
    found: dict[str, list[AnyRecord]] = {}
    for record in session.scalars(wanted):
        found.setdefault(of[record.stream], []).append(record)
    return found
