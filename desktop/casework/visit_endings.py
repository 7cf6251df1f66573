"""How a visit ends: done and written up, late or in time; missed or called off, and how often (domain.md 2.2 T7, 4.4, 8.4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import consents_of, standing
from desktop.casework.council import in_force, in_force_in
from desktop.casework.desk import Desk
from desktop.casework.people import cards, people_of
from desktop.casework.plan_view import plan_view
from desktop.casework.visit_lines import lines_of
from desktop.casework.visit_writing import children_met, part_of
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.visit import Visit

MISSED = ("no_reply", "refused", "moved", "wrong_address", "unsafe")
CALLED_OFF = ("cancelled_by_family", "cancelled_by_worker")
Because = Literal[
    "no_reply", "refused", "moved", "wrong_address", "unsafe", "cancelled_by_family", "cancelled_by_worker"
]


@dataclass(frozen=True)
class Failure:
    """Why a visit did not happen, what was done before going away (codes), and what else there is to say."""

    because: Because
    did: tuple[str, ...] = ()
    tried: str = ""


@dataclass(frozen=True)
class Attempts:
    """How many visits were missed in a row, and after how many the council wants it looked at."""

    missed: int
    most: int

    @property
    def enough(self) -> bool:
        return self.missed >= self.most


@dataclass(frozen=True)
class GoingCheck:
    """The before-you-go list, as the records tell it. `unmet` are names of children nobody has accounted for; `unready` are open
    actions without an owner or a date."""

    unmet: tuple[str, ...] = ()
    written: bool = False
    unready: tuple[str, ...] = ()
    next_at: datetime | None = None
    consent: str = "not_asked"

    @property
    def complete(self) -> bool:
        return not self.unmet and self.written and not self.unready and self.next_at is not None


class VisitEndings:
    """Failed visits, and what is left to do before going."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def fail(self, family: str, visit: str, failure: Failure) -> Attempts:
        """Say that a visit did not happen, and how many attempts have failed by now."""
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            row.state = "failed"
            row.failed_because = failure.because
            row.failed_did = failure.did or None
            row.failed_tried = failure.tried or None
            row.arrived_at = row.arrived_at or self._desk.clock.now()
            row.left_at = row.left_at or self._desk.clock.now()
        return self.attempts(family)

    def not_failed(self, visit: str) -> None:
        """It was marked by mistake: the visit is planned again."""
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            row.state = "planned"
            row.failed_because = row.failed_did = row.failed_tried = None
            row.arrived_at = row.left_at = None

    def attempts(self, family: str) -> Attempts:
        """The missed visits since the family was last met."""
        with self._desk.reading() as session:
            rows = session.scalars(
                select(Visit).where(Visit.stream == stream_id(family, Compartment.TEAM), Visit.deleted.is_(None))
            )
            return Attempts(missed_in_a_row(rows), in_force_in(session, self._desk).timescales.failed_attempts)

    def check(self, family: str, visit: str) -> GoingCheck:
        """What is left to do before going."""
        with self._desk.reading() as session:
            row = session.get_one(Visit, visit)
            people = cards(people_of(session, family), self._desk.today())
            met = children_met(session, row, self._desk.worker.user, people)
            part = part_of(session, row, self._desk.worker.user)
            open_actions = (action for action in plan_view(session, family).actions() if not action.finished)
            return GoingCheck(
                unmet=tuple(child.name for child in met if not child.is_accounted_for),
                written=bool(part and part.observation) or bool(lines_of(session, visit)),
                unready=tuple(action.text for action in open_actions if not (action.owners and action.due_on)),
                next_at=_next_visit(session, row, self._desk.clock.now()),
                consent=standing(consents_of(session, family), self._desk.today()).answer,
            )

    def is_late(self, left_at: datetime | None, written_at: datetime | None) -> bool:
        """Whether the note of a visit was finished after the council's hours, or still is not by then (P12)."""
        if left_at is None:
            return False
        hours = in_force(self._desk).timescales.visit_note_hours
        return (written_at or self._desk.clock.now()) > left_at + timedelta(hours=hours)


def missed_in_a_row(visits: Iterable[Visit]) -> int:
    """How many visits were missed since the last that was done. One that was called off is no attempt."""
    missed = 0
    for visit in sorted(visits, key=_when, reverse=True):
        if visit.state == "done":
            break
        missed += visit.state == "failed" and visit.failed_because in MISSED
    return missed


def _when(visit: Visit) -> tuple[str, str]:
    at = visit.arrived_at or visit.planned_at
    return (at.isoformat() if at else "", visit.id)


def _next_visit(session: Session, visit: Visit, now: datetime) -> datetime | None:
    return session.scalars(
        select(Visit.planned_at)
        .where(
            Visit.stream == visit.stream,
            Visit.id != visit.id,
            Visit.state == "planned",
            Visit.planned_at >= now,
            Visit.deleted.is_(None),
        )
        .order_by(Visit.planned_at)
    ).first()
