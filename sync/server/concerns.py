"""Safeguarding concerns reach somebody besides who raised them: the managers who have the family are named in its restricted stream with the first.

Whoever raised it began that stream, and would else be its only reader (F1; domain.md 4.9).
"""

from sqlalchemy import Connection, select

from sync.records.fields import Compartment
from sync.server import access
from sync.server.tables import member, staff, stream


def name_managers(connection: Connection, name: str, at: str) -> None:
    """Give the stream of a concern to the managers who have the family. One from whom it was taken away again does not get it back."""
    place = connection.execute(select(stream.c.family, stream.c.compartment).where(stream.c.stream == name)).one()
    if place.compartment != Compartment.RESTRICTED:
        return
    named = select(member.c.user).where(member.c.family == place.family, member.c.compartment == Compartment.RESTRICTED)
    having = (
        select(member.c.user)
        .join(staff, staff.c.user == member.c.user)
        .where(member.c.family == place.family, member.c.compartment == Compartment.TEAM)
        .where(member.c.removed_at.is_(None), staff.c.role == "manager", member.c.user.not_in(named))
    )
    for user in connection.execute(having).scalars().all():
        access.allocate(connection, user, place.family, [Compartment.RESTRICTED], at)
