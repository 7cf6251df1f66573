"""What this worker has on: visits and time of their own, in order; what runs into what is said, and never in the way."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import ConsentState, consents_of, standing
from desktop.casework.desk import Desk
from desktop.casework.readiness import Missing, Readiness
from desktop.casework.visits import VisitCard, visits_between
from desktop.clock import LONDON
from sync.records.family import Family
from sync.records.ids import stream_id
from sync.records.own_time import OwnTime
from sync.records.owners import Owned, owner_id

WEEK = timedelta(days=6)
"""Today and the six days that follow: at the end of a week, the next one is what matters."""


@dataclass(frozen=True)
class Clash:
    """Something else at the same time: the visit of a family, or one's own time, by name."""

    name: str
    at: datetime
    own: bool = False


@dataclass(frozen=True)
class DayVisit:
    """A visit with what its row says. `missing` is what it would need and this laptop has not."""

    card: VisitCard
    name: str
    area: str
    consent: ConsentState
    missing: tuple[Missing, ...] = ()
    clashes: tuple[Clash, ...] = ()

    @property
    def at(self) -> datetime:
        """When it begins, by the clock in England."""
        return self.card.at

    @property
    def ends_at(self) -> datetime:
        """When it should be over."""
        return self.card.ends_at


@dataclass(frozen=True)
class OwnCard:
    """Time of one's own. `at` and `ends_at` are England's."""

    record: str
    at: datetime
    ends_at: datetime
    what: str
    clashes: tuple[Clash, ...] = ()


Entry = DayVisit | OwnCard


def agenda(session: Session, desk: Desk, readiness: Readiness) -> tuple[Entry, ...]:
    """Today and the days after it, with what clashes. A visit that was called off is in nobody's way."""
    today = desk.today()
    visits = visits_between(session, desk, today, today + WEEK)
    families = {visit.family for visit in visits}
    rows = {row.id: row for row in session.scalars(select(Family).where(Family.id.in_(families)))}
    missing = readiness.missing(session, families)
    consents = {family: standing(consents_of(session, family), today) for family in families}
    entries: list[Entry] = [
        DayVisit(
            card=card,
            name=(row.name if (row := rows.get(card.family)) else None) or "",
            area=(row.area if row else None) or "",
            consent=consents[card.family],
            missing=missing[card.family] if card.state == "planned" else (),
        )
        for card in visits
    ]
    entries += own_between(session, desk, today, today + WEEK)
    return tuple(with_clashes(sorted(entries, key=lambda entry: (entry.at, entry.ends_at))))


def own_between(session: Session, desk: Desk, first: date, last: date) -> list[OwnCard]:
    """This worker's own time that touches these days."""
    begin = datetime.combine(first, datetime.min.time(), LONDON)
    end = datetime.combine(last + timedelta(days=1), datetime.min.time(), LONDON)
    rows = session.scalars(
        select(OwnTime).where(
            OwnTime.stream == own_stream(desk),
            OwnTime.begins_at < end,
            OwnTime.ends_at > begin,
            OwnTime.deleted.is_(None),
        )
    )
    return [
        OwnCard(row.id, row.begins_at.astimezone(LONDON), row.ends_at.astimezone(LONDON), row.what or "")
        for row in rows
        if row.begins_at and row.ends_at
    ]


def own_stream(desk: Desk) -> str:
    """The stream that is this worker's alone."""
    return stream_id(owner_id(Owned.PERSON, desk.worker.user), Owned.PERSON)


def with_clashes(entries: Sequence[Entry]) -> list[Entry]:
    """The same entries, each with those that overlap it. Entries are in order, so only neighbours are compared."""
    found: dict[int, list[Clash]] = {}
    for at, entry in enumerate(entries):
        for after in range(at + 1, len(entries)):
            if entries[after].at >= entry.ends_at:
                break
            if takes_time(entry) and takes_time(entries[after]):
                found.setdefault(at, []).append(clash_of(entries[after]))
                found.setdefault(after, []).append(clash_of(entry))
    return [replace(entry, clashes=tuple(found.get(at, ()))) for at, entry in enumerate(entries)]


def clash_of(entry: Entry) -> Clash:
    """An entry as another one's clash."""
    return Clash(entry.name, entry.at) if isinstance(entry, DayVisit) else Clash(entry.what, entry.at, own=True)


def takes_time(entry: Entry) -> bool:
    """Whether it is in the way of something else: a visit that is over, or was called off, is not."""
    return isinstance(entry, OwnCard) or entry.card.state == "planned"
