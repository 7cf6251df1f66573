"""A visit before it takes place: whom, when, with whom, and how often."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from desktop.casework.desk import Desk
from desktop.clock import LONDON
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.visit import Visit

MOST_TIMES = 26
"""A visit each week for half a year: further ahead nobody knows."""


@dataclass(frozen=True)
class Repeat:
    """How often a visit is booked: `times` in all, every so many weeks, at the same time by the clock."""

    weeks: int = 1
    times: int = 1


@dataclass(frozen=True)
class Booking:
    """A visit to be planned, or a row of them. `with_workers` are the user ids of colleagues who come along."""

    family: str
    at: datetime
    minutes: int = 60
    purpose: str = ""
    place: str = "home"
    with_workers: tuple[str, ...] = ()
    repeat: Repeat = Repeat()


def planned(desk: Desk, booking: Booking) -> Iterator[Visit]:
    """The records of a booking, the first leading."""
    ids = [desk.new_id() for _ in range(max(1, min(booking.repeat.times, MOST_TIMES)))]
    for number, record in enumerate(ids):
        yield Visit(
            id=record,
            stream=stream_id(booking.family, Compartment.TEAM),
            state="planned",
            worker=desk.worker.user,
            with_workers=booking.with_workers or None,
            series=ids[0] if len(ids) > 1 else None,
            planned_at=later(booking.at, number * booking.repeat.weeks),
            planned_minutes=booking.minutes,
            purpose=booking.purpose or None,
            place=booking.place,
            visit_type="joint" if booking.with_workers else "announced",
        )


def later(at: datetime, weeks: int) -> datetime:
    """The same time by the clock in England, so many weeks later: half past two stays half past two when the clocks change."""
    local = at.astimezone(LONDON)
    return datetime.combine(local.date() + timedelta(weeks=weeks), local.time(), LONDON)
