"""Moving visits and calling them off, what is on at a time already, and time of one's own.

A clash is told and never refused: who stands in a hallway with two families waiting knows better than a calendar.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.agenda import Clash, DayVisit, Entry, clash_of, own_between, takes_time
from desktop.casework.consents import ConsentState
from desktop.casework.desk import Desk
from desktop.casework.visits import visits_between
from desktop.clock import LONDON
from desktop.store.capture import Saving
from sync.records.family import Family
from sync.records.own_time import OwnTime
from sync.records.owners import Owned, owner_id
from sync.records.types import Wire, instant_text
from sync.records.visit import Visit


@dataclass(frozen=True)
class NewTime:
    """Where a visit is moved to, from the time that was `shown` (S18)."""

    at: datetime
    minutes: int
    shown_at: datetime | None
    shown_minutes: int | None


@dataclass(frozen=True)
class CallingOff:
    """Who called a visit off, `family` or `worker`, why in words, and whether those booked with it that follow are off too."""

    by: str
    why: str = ""
    following: bool = False


@dataclass(frozen=True)
class OwnTimeDraft:
    """Time of one's own, as it is said."""

    at: datetime
    minutes: int
    what: str


class Bookings:
    """Planning this worker's days."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def move(self, visit: str, to: NewTime) -> None:
        """Give a visit another time. What a colleague did with it meanwhile is merged with, not written over."""
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            session.save_shown(row, "planned_at", to.shown_at, to.at)
            session.save_shown(row, "planned_minutes", to.shown_minutes, to.minutes)

    def call_off(self, visit: str, how: CallingOff) -> tuple[str, ...]:
        """Say that a visit will not take place, which stays in the record; the ids of all that are off, for `undo`."""
        with self._desk.writing() as session:
            rows = list(_these(session, visit, following=how.following))
            for row in rows:
                row.state, row.failed_because, row.failed_tried = "failed", f"cancelled_by_{how.by}", how.why or None
            return tuple(row.id for row in rows)

    def undo(self, visits: Sequence[str]) -> None:
        """They take place after all."""
        with self._desk.writing() as session:
            for visit in visits:
                row = session.get_one(Visit, visit)
                row.state, row.failed_because, row.failed_tried = "planned", None, None

    def add_own_time(self, draft: OwnTimeDraft) -> str:
        """Keep some time free of visits; the record's id."""
        record = self._desk.new_id()
        with self._desk.writing() as session:
            stream = session.hold(owner_id(Owned.PERSON, self._desk.worker.user), Owned.PERSON)
            ends_at = draft.at + timedelta(minutes=draft.minutes)
            session.add(OwnTime(id=record, stream=stream, begins_at=draft.at, ends_at=ends_at, what=draft.what or None))
        return record

    def remove_own_time(self, record: str, *, removed: bool = True) -> None:
        """Take time of one's own out, or bring it back."""
        with self._desk.writing() as session:
            row = session.get_one(OwnTime, record)
            gone: dict[str, Wire] = {"at": instant_text(self._desk.clock.now()), "by": self._desk.worker.user}
            row.deleted = gone if removed else None

    def clashes(self, at: datetime, minutes: int, without: str = "") -> tuple[Clash, ...]:
        """What this worker has on at that time already, besides the visit that is being moved."""
        begins, ends = at.astimezone(LONDON), (at + timedelta(minutes=minutes)).astimezone(LONDON)
        first, last = begins.date(), ends.date()
        with self._desk.reading() as session:
            visits = [one for one in visits_between(session, self._desk, first, last) if one.visit != without]
            names = {
                row.id: row.name or ""
                for row in session.execute(
                    select(Family.id, Family.name).where(Family.id.in_([one.family for one in visits]))
                )
            }
            others: list[Entry] = [DayVisit(one, names.get(one.family, ""), "", ConsentState()) for one in visits]
            others += own_between(session, self._desk, first, last)
        running = [one for one in others if one.at < ends and one.ends_at > begins and takes_time(one)]
        return tuple(map(clash_of, sorted(running, key=lambda one: one.at)))


def _these(session: Saving | Session, visit: str, *, following: bool) -> Iterator[Visit]:
    """A visit; with those of its row that follow it and have not begun."""
    row = session.get_one(Visit, visit)
    yield row
    if following and row.series and row.planned_at:
        yield from session.scalars(
            select(Visit).where(
                Visit.stream == row.stream,
                Visit.series == row.series,
                Visit.planned_at > row.planned_at,
                Visit.state == "planned",
                Visit.arrived_at.is_(None),
                Visit.deleted.is_(None),
            )
        )
