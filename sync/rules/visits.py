"""What a visit's record says happened: when it was, whether it is over and written up, and whom it saw (domain.md 4.4)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sync.records.visit import ChildSeen, Visit

LONDON = ZoneInfo("Europe/London")
SEEN = ("alone", "with_others")
USUAL_MINUTES = 60
"""How long a visit is taken to last where nobody has said."""


def london(at: datetime) -> date:
    """The date in England."""
    return at.astimezone(LONDON).date()


def day_of(visit: Visit) -> date | None:
    """The day it was on, or is planned for."""
    at = visit.arrived_at or visit.planned_at
    return london(at) if at else None


def planned_end(visit: Visit) -> datetime | None:
    """When it should be over; None where it is not planned."""
    if visit.planned_at is None:
        return None
    return visit.planned_at + timedelta(minutes=visit.planned_minutes or USUAL_MINUTES)


def took_place(visit: Visit) -> bool:
    """Whether somebody was there: no failed one, and none that is to come."""
    return visit.deleted is None and visit.state != "failed" and visit.arrived_at is not None


def is_written_up(visit: Visit) -> bool:
    """Whether its note says what was seen and done."""
    return bool((visit.observation or "").strip())


def last_seen(visits: Iterable[Visit], seen: Iterable[ChildSeen]) -> dict[str, date]:
    """By child, the day of the last visit on which it was seen."""
    days = {visit.id: day for visit in visits if took_place(visit) and (day := day_of(visit))}
    found: dict[str, date] = {}
    met = [(one.child, one.visit) for one in seen if one.deleted is None and one.seen in SEEN]
    met += [(person, visit.id) for visit in visits for person in visit.people_seen or ()]
    for child, visit in met:
        if child and visit in days:
            found[child] = max(days[visit], found.get(child, date.min))
    return found
