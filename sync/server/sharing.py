"""Partner agencies: members of a family's shared stream, and of no other, while a consent in force names them (F1).

What consents say is noted beside the log as they are applied; a partner's memberships follow from it at each request that they make, and at each
look while they listen, so that a withdrawal and the end of a term take effect at once. No operator gives a family to a partner.
"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, delete, insert, or_, select

from sync.records.consent import Consent
from sync.records.fields import Compartment
from sync.records.types import Wire, instant_text
from sync.rules.consents import SHARING, term
from sync.server import access
from sync.server.states import Place, State
from sync.server.tables import member, named_agency, staff, stream

PARTNER = "partner"
_LONDON = ZoneInfo("Europe/London")


def note(connection: Connection, place: Place, state: State) -> None:
    """Take down which agency a consent names, and from when until when."""
    forget(connection, place)
    consent = _consent(state.fields)
    held = term(consent)
    if consent.agency and consent.purpose == SHARING and held is not None:
        begins, ends = held
        row = {"stream": place[0], "record": place[2], "agency": consent.agency, "from_on": begins.isoformat()}
        connection.execute(insert(named_agency).values(**row, until_on=ends and ends.isoformat()))


def forget(connection: Connection, place: Place) -> None:
    """A consent names nobody any more."""
    this = and_(named_agency.c.stream == place[0], named_agency.c.record == place[2])
    connection.execute(delete(named_agency).where(this))


def follow(connection: Connection, user: str, now: datetime) -> None:
    """Make a partner a member of what consents in force on this day name their agency for, and of nothing else."""
    at = instant_text(now)
    may, has = _may_have(connection, [user], now), _have(connection, [user])
    for _user, family, compartment in sorted(has - may):
        access.remove(connection, user, family, at, [compartment])
    for _user, family, compartment in sorted(may - has):
        access.allocate(connection, user, family, {compartment}, at)


def behind(connection: Connection, users: Collection[str], now: datetime) -> set[str]:
    """Those of these partners whose memberships are not what consents give them on this day."""
    if not users:
        return set()
    return {user for user, *_ in _may_have(connection, users, now) ^ _have(connection, users)}


_Has = tuple[str, str, str]
"""Who has which compartment of which family."""


def _may_have(connection: Connection, users: Collection[str], now: datetime) -> set[_Has]:
    today = now.astimezone(_LONDON).date().isoformat()
    named = (
        select(staff.c.user, stream.c.family)
        .join(named_agency, named_agency.c.stream == stream.c.stream)
        .join(staff, staff.c.agency == named_agency.c.agency)
        .where(staff.c.user.in_(users), stream.c.compartment == Compartment.SHARED)
        .where(
            named_agency.c.from_on <= today, or_(named_agency.c.until_on.is_(None), named_agency.c.until_on >= today)
        )
    )
    return {(row.user, row.family, Compartment.SHARED.value) for row in connection.execute(named)}


def _have(connection: Connection, users: Collection[str]) -> set[_Has]:
    mine = select(member.c.user, member.c.family, member.c.compartment)
    held = connection.execute(
        mine.where(member.c.user.in_(users), member.c.removed_at.is_(None), member.c.compartment.in_([*Compartment]))
    )
    return {(row.user, row.family, row.compartment) for row in held}


def _consent(fields: dict[str, Wire]) -> Consent:
    """What of a consent says whom it names, and when; what is no day says nothing."""
    texts: dict[str, Any] = {name: fields.get(name) for name in ("purpose", "agency", "decision", "deleted")}
    days = {name: date.fromisoformat(on) for name in ("from_on", "until_on") if isinstance(on := fields.get(name), str)}
    return Consent(**texts, **days)
