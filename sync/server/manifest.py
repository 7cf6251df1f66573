"""Everything that a person may hold, as the server has it now. Streams begun but still empty are in it too."""

from sqlalchemy import Connection, and_, select

from sync.protocol.messages import Manifest, StreamHead
from sync.protocol.root import Head
from sync.records.fields import Compartment
from sync.server.council import Council
from sync.server.tables import member, staff, stream

PROTOCOL = 1


def manifest_for(connection: Connection, council: Council, user: str, bundle: int = 0) -> Manifest:
    """The manifest of one person, the streams of a family together. `bundle`: the number of the council.json that is held, 0 for untold."""
    held = (
        select(stream.c.family, stream.c.compartment, stream.c.revision, stream.c.chain)
        .join(member, and_(member.c.family == stream.c.family, member.c.compartment == stream.c.compartment))
        .where(member.c.user == user, member.c.removed_at.is_(None))
        .order_by(stream.c.family, stream.c.compartment)
    )
    heads = [StreamHead(*row) for row in connection.execute(held)]
    return Manifest(
        PROTOCOL,
        council.epoch,
        council.bundle.minimum_version,
        heads,
        _colleagues(connection, user),
        council.restored,
        history=council.history,
        council=council.bundle_text if 0 < bundle < council.bundle.n else None,
    )


def all_heads(connection: Connection) -> list[Head]:
    """Where every stream of the council stands."""
    rows = connection.execute(select(stream.c.stream, stream.c.revision, stream.c.chain))
    return [(row.stream, row.revision, row.chain) for row in rows]


def _colleagues(connection: Connection, user: str) -> dict[str, str]:
    """The names of all who are or were members of a family where this person is one: whoever may have written there."""
    mine = member.alias("mine")
    shared = and_(member.c.family == mine.c.family, member.c.compartment == mine.c.compartment)
    named = (
        select(staff.c.user, staff.c.name)
        .join(member, member.c.user == staff.c.user)
        .join(mine, shared)
        .where(mine.c.user == user, mine.c.removed_at.is_(None), mine.c.compartment.in_([*Compartment]))
        .distinct()
        .order_by(staff.c.user)
    )
    return {row.user: row.name for row in connection.execute(named)}
