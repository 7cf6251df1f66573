"""What to know before a visit, on one page: what is new since the last one, who lives there, what was agreed, how to get in, what to take.

What is kept from the family is marked, so that a page may fold it and a print leaves it out unless somebody asks.
"""

from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from desktop.casework.colleagues import Colleagues
from desktop.casework.consents import SHARING, ConsentState, consents_of, limits_of, lines_of, standing
from desktop.casework.desk import Desk
from desktop.casework.flags import FlagCard, shown
from desktop.casework.known import Known, known
from desktop.casework.people import PersonCard, cards, people_of, ties_of
from desktop.casework.plan_view import ActionCard, plan_view
from desktop.casework.visits import VisitCard, visit_card
from desktop.clock import LONDON
from sync.records.address import Address
from sync.records.assessment import Assessment
from sync.records.consent import Consent
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.visit import Visit

NEWS = 12
"""So many things since the last visit; the story has them all."""
USUAL = ("consent_form", "privacy_notice", "assessment", "plan")
"""What is usually taken along, by code: what of it a family needs is worked out."""


@dataclass(frozen=True)
class Place:
    """Where they live: the lines of an address, and how to get in, with the names of who wrote that.

    `hidden`: the address itself stays out of every copy.
    """

    address: str
    lines: str
    route: str
    written_by: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True)
class Agreed:
    """Consent in short: where it stands, the agencies that may be told, what may not be told, and who must not see the record."""

    state: ConsentState = field(default_factory=ConsentState)
    agencies: tuple[str, ...] = ()
    limits: str = ""
    not_to_see: str = ""


@dataclass(frozen=True)
class ToTake:
    """Something to take along. `usual`: `what` is a code of `USUAL`, else its own words."""

    what: str
    packed: bool
    usual: bool


@dataclass(frozen=True)
class Preparation:
    """Everything on the page. `last_on` is the day of the visit before, None for a first one; `along` are the names of who comes too."""

    card: VisitCard
    name: str
    along: tuple[str, ...]
    last_on: date | None
    news: tuple[Known, ...]
    actions: tuple[ActionCard, ...]
    agreed: Agreed
    flags: tuple[FlagCard, ...]
    people: tuple[PersonCard, ...]
    places: tuple[Place, ...]
    to_take: tuple[ToTake, ...]
    communication: str = ""

    @property
    def at_home(self) -> tuple[PersonCard, ...]:
        """Who lives there."""
        return tuple(person for person in self.people if person.at_home)


class Preparations:
    """Reading and writing what belongs to getting ready."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._colleagues = Colleagues(desk)

    def of(self, family: str, visit: str) -> Preparation:
        """The page of a visit that is to come."""
        today, shared = self._desk.today(), stream_id(family, Compartment.SHARED)
        with self._desk.reading() as session:
            row = session.get_one(Visit, visit)
            named = session.get_one(Family, family)
            last_on = _last_visit(session, row)
            actions = [action for action in plan_view(session, family).actions() if not action.finished]
            agreed = _agreed(session, family, today)
            places = [self._place(address) for address in _addresses(session, shared, today)]
            return Preparation(
                card=visit_card(row, family),
                name=named.name or "",
                along=tuple(
                    name
                    for user in (row.worker or "", *(row.with_workers or ()))
                    if user != self._desk.worker.user and (name := self._colleagues.name(user))
                ),
                last_on=last_on,
                news=_news(session, family, last_on),
                actions=tuple(sorted(actions, key=lambda action: action.due_on or date.max)),
                agreed=agreed,
                flags=shown(session, family, today, "prepare"),
                people=cards(people_of(session, family), today, ties_of(session, family)),
                places=tuple(places),
                to_take=_to_take(session, row, shared, agreed.state.answer, has_actions=bool(actions)),
                communication=named.communication or "",
            )

    def tick(self, visit: str, what: str, *, packed: bool) -> None:
        """Something is in the bag, or is not."""
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            there = set(row.packed or ())
            row.packed = tuple(sorted(there | {what} if packed else there - {what}))

    def take(self, visit: str, what: str) -> None:
        """Something more to take along."""
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            row.to_take = tuple(sorted({*(row.to_take or ()), what}))

    def leave(self, visit: str, what: str) -> None:
        """It is not to be taken along after all."""
        with self._desk.writing() as session:
            row = session.get_one(Visit, visit)
            row.to_take = tuple(sorted({*(row.to_take or ())} - {what})) or None
            row.packed = tuple(sorted({*(row.packed or ())} - {what})) or None

    def write_route(self, address: str, text: str, shown: str) -> None:
        """Say how to get in, over what was `shown` (S18)."""
        with self._desk.writing() as session:
            row = session.get_one(Address, address)
            session.save_shown(row, "directions", shown or None, text or None)
            writers = {*(row.directions_by or ()), self._desk.worker.user}
            row.directions_by = tuple(sorted(writers)) if text else None

    def _place(self, row: Address) -> Place:
        parts = row.place or {}
        lines = [str(parts[name]) for name in ("line1", "line2", "town", "postcode") if parts.get(name)]
        by = tuple(name for user in row.directions_by or () if (name := self._colleagues.name(user)))
        return Place(row.id, ", ".join(lines), row.directions or "", by, hidden=bool(row.confidential))


def _last_visit(session: Session, visit: Visit) -> date | None:
    before = visit.arrived_at or visit.planned_at
    wanted = select(func.max(Visit.arrived_at)).where(
        Visit.stream == visit.stream,
        Visit.id != visit.id,
        Visit.arrived_at.is_not(None),
        func.coalesce(Visit.state, "") != "failed",
        Visit.deleted.is_(None),
    )
    if before is not None:
        wanted = wanted.where(Visit.arrived_at < before)
    at = session.scalars(wanted).one()
    return at.astimezone(LONDON).date() if at else None


def _news(session: Session, family: str, since: date | None) -> tuple[Known, ...]:
    """What was written down since the last visit, that day's included; before a first visit, the newest there is."""
    return tuple(one for one in known(session, family) if since is None or one.on >= since)[:NEWS]


def _agreed(session: Session, family: str, today: date) -> Agreed:
    lines = lines_of(session, family)
    consents = consents_of(session, family)
    said: list[Consent] = [consent for consent in consents if (consent.not_to_see or "").strip()]
    return Agreed(
        standing(consents, today),
        tuple(dict.fromkeys(line.agency for line in lines if line.purpose == SHARING and line.answer == "given")),
        limits_of(lines),
        "\n".join(dict.fromkeys((consent.not_to_see or "").strip() for consent in said)),
    )


def _addresses(session: Session, stream: str, today: date) -> list[Address]:
    rows = session.scalars(
        select(Address).where(Address.stream == stream, Address.deleted.is_(None)).order_by(Address.use, Address.id)
    )
    return [row for row in rows if row.until_on is None or row.until_on >= today]


def _to_take(session: Session, visit: Visit, shared: str, consent: str, *, has_actions: bool) -> tuple[ToTake, ...]:
    draft = select(Assessment.id).where(
        Assessment.stream == shared, Assessment.state == "draft", Assessment.deleted.is_(None)
    )
    needed = {
        "consent_form": consent != "given",
        "privacy_notice": consent != "given",
        "assessment": session.scalars(draft).first() is not None,
        "plan": has_actions,
    }
    packed = {*(visit.packed or ())}
    usual = [ToTake(code, code in packed, usual=True) for code in USUAL if needed[code] or code in packed]
    own = [ToTake(what, what in packed, usual=False) for what in visit.to_take or () if what not in USUAL]
    return (*usual, *own)
