"""Records that refer to other records do so within their family (F8). What nobody has sent yet may be named; it may still come.

A record of another family is told from one that does not exist only to somebody who holds, or held, that family; to everybody else
the two are answered alike.
"""

from collections.abc import Iterator

from sqlalchemy import Connection, and_, select

from sync.records.registry import references
from sync.server.objections import Fault
from sync.server.received import Arrived
from sync.server.tables import member, record, stream

OTHER_FAMILY = "other_family"


def strays(connection: Connection, line: Arrived, family: str, user: str) -> Fault | None:
    """The first change of a set that names a record of another family; None where all stay within their own, `family`."""
    named = list(_named(line))
    foreign = _foreign(connection, family, user, {name for name, _path in named})
    return next((Fault(OTHER_FAMILY, path) for name, path in named if name in foreign), None)


def _named(line: Arrived) -> Iterator[tuple[str, str]]:
    """Every id that the set refers to, and in which field."""
    for change in line.changes:
        for name in references(change.kind, change.field, change.value):
            yield name, f"{change.kind}.{change.field}"


def _foreign(connection: Connection, family: str, user: str, names: set[str]) -> set[str]:
    """Which of these are records of the user's other families, and not also of this one."""
    if not names:
        return set()
    held = (
        select(record.c.id, stream.c.family)
        .join(stream, stream.c.stream == record.c.stream)
        .join(member, and_(member.c.family == stream.c.family, member.c.compartment == stream.c.compartment))
        .where(member.c.user == user, record.c.id.in_(names))
    )
    found = {(row.id, row.family) for row in connection.execute(held)}
    return {name for name, of in found if of != family} - {name for name, of in found if of == family}
