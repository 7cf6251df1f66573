"""Today: the visits of the day, what is due, drafts to carry on (interface.md, mockup 03)."""

from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import select

from desktop.casework.consents import ConsentState, consents_of, standing
from desktop.casework.desk import Desk, families_by_stream
from desktop.casework.plans import ActionCard, action_cards, actions_of
from desktop.casework.visits import VisitCard, visits_between
from sync.records.assessment import Assessment
from sync.records.family import Family
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
    """An action that is overdue or due within a week."""

    action: ActionCard
    name: str


@dataclass(frozen=True)
class Draft:
    """Something begun and not finished: an assessment or a visit note."""

    kind: str
    record: str
    family: str
    name: str


@dataclass(frozen=True)
class Day:
    """One day."""

    visits: tuple[DayVisit, ...]
    due: tuple[Due, ...]
    drafts: tuple[Draft, ...]


class Days:
    """Reading the day."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def today(self) -> Day:
        """Everything that Today shows."""
        today = self._desk.today()
        with self._desk.reading() as session:
            names = dict(session.execute(select(Family.id, Family.name).where(Family.deleted.is_(None))).tuples().all())
            streams = families_by_stream(session)
            visits = tuple(
                DayVisit(card, names.get(card.family) or "", standing(consents_of(session, card.family)))
                for card in visits_between(session, self._desk, today, today)
            )
            due = [
                Due(card, names.get(streams[action.stream]) or "")
                for action in actions_of(session, tuple(streams))
                if action.due_on and action.due_on <= today + AHEAD
                for card in action_cards(session, streams[action.stream], [action])
                if not card.finished
            ]
            drafts = [
                Draft("assessment", row.id, streams[row.stream], names.get(streams[row.stream]) or "")
                for row in session.scalars(
                    select(Assessment).where(Assessment.state == "draft", Assessment.deleted.is_(None))
                )
            ]
            drafts += [
                Draft("visit", row.id, streams[row.stream], names.get(streams[row.stream]) or "")
                for row in session.scalars(
                    select(Visit).where(
                        Visit.arrived_at.is_not(None), Visit.left_at.is_(None), Visit.worker == self._desk.worker.user
                    )
                )
            ]
        return Day(visits, tuple(due), tuple(drafts))
