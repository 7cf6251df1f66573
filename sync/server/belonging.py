"""Who holds the streams that are of no family, which follows from who somebody is: their person, team and role (sync.md, section 1)."""

from sqlalchemy import Connection, Row, select

from sync.records.owners import Owned, owner_id
from sync.server import access
from sync.server.tables import member, staff

WORKERS = frozenset({"practitioner", "manager", "front_door"})
"""Those of the council who work with families."""
_READERS = {
    Owned.PERSON: WORKERS,
    Owned.TEAM_DESK: WORKERS,
    Owned.INBOX: frozenset({"front_door"}),
    Owned.REFERENCE: frozenset({*WORKERS, "partner", "auditor"}),
}
_WRITERS: dict[Owned, frozenset[str]] = {
    Owned.PERSON: WORKERS,
    Owned.TEAM_DESK: frozenset({"manager"}),
    Owned.INBOX: frozenset({"front_door"}),
    Owned.REFERENCE: frozenset(),
}


def may_write(role: str, owned: Owned) -> bool:
    """Whether a member of this role may write into such a stream. Nobody may into what is for everyone: that is the council's word."""
    return role in _WRITERS[owned]


def follow(connection: Connection, user: str, at: str) -> None:
    """Give somebody what they are to hold by what they are, and take the rest away, which happens when they change team or role."""
    person = connection.execute(select(staff).where(staff.c.user == user)).one()
    theirs = _of(person)
    mine = select(member.c.family, member.c.compartment).where(
        member.c.user == user, member.c.removed_at.is_(None), member.c.compartment.in_([*Owned])
    )
    has = {(row.family, row.compartment) for row in connection.execute(mine)}
    for owner, owned in sorted(has - theirs):
        access.remove(connection, user, owner, at, [owned])
    for owner, owned in sorted(theirs - has):
        access.allocate(connection, user, owner, [owned], at)


def _of(person: Row[tuple[str, ...]]) -> set[tuple[str, str]]:
    whose = {Owned.PERSON: person.user, Owned.TEAM_DESK: person.team}
    return {
        (owner_id(owned, whose.get(owned, "")), str(owned)) for owned, roles in _READERS.items() if person.role in roles
    }
