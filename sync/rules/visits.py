"""What a visit's record says happened: when it was, whether it is over and written up, and whom it saw (domain.md 4.4)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sync.records.visit import ChildSeen, Visit, VisitPart

LONDON = ZoneInfo("Europe/London")
SEEN = ("alone", "with_others")
USUAL_MINUTES = 60
"""How long a visit is taken to last where nobody has said."""


def london(at: datetime) -> date:
    """The date in England."""
    return at.astimezone(LONDON).date()


def planned_end(visit: Visit) -> datetime | None:
    """When it should be over; None where it is not planned."""
    if visit.planned_at is None:
        return None
    return visit.planned_at + timedelta(minutes=visit.planned_minutes or USUAL_MINUTES)


def days_there(visits: Iterable[Visit], parts: Iterable[VisitPart] = ()) -> dict[str, date]:
    """By visit, the day on which it took place, whoever of its workers says so: no failed one, and none that is to come."""
    met = {visit.id: visit for visit in visits if visit.deleted is None and visit.state != "failed"}
    arrived = [(visit.id, visit.arrived_at) for visit in met.values()]
    arrived += [(part.visit or "", part.arrived_at) for part in parts if part.deleted is None]
    arrived += [(visit.id, visit.planned_at) for visit in met.values() if visit.state == "done"]
    found: dict[str, date] = {}
    for visit_id, at in arrived:
        if visit_id in met and at is not None:
            found.setdefault(visit_id, london(at))
    return found


def is_written_up(part: Visit | VisitPart) -> bool:
    """Whether its worker's note is finished, or says what was seen and done."""
    return part.written_at is not None or bool((part.observation or "").strip())


def last_seen(visits: Iterable[Visit], seen: Iterable[ChildSeen], parts: Iterable[VisitPart] = ()) -> dict[str, date]:
    """By child, the day of the last visit on which any of its workers saw it."""
    visits = list(visits)
    days = days_there(visits, parts)
    found: dict[str, date] = {}
    met = [(one.child, one.visit) for one in seen if one.deleted is None and one.seen in SEEN]
    met += [(person, visit.id) for visit in visits for person in visit.people_seen or ()]
    for child, visit_id in met:
        if child and visit_id in days:
            found[child] = max(days[visit_id], found.get(child, date.min))
    return found
