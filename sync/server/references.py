"""Records that refer to other records do so within their family (F8). What nobody has sent yet may be named; it may still come.

A record of another family is told from one that does not exist only to somebody who holds, or held, that family; to everybody else
the two are answered alike.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, and_, bindparam, select

from sync.records.ids import is_id
from sync.records.registry import may_refer, references
from sync.server.database import among
from sync.server.objections import Fault
from sync.server.received import Arrived
from sync.server.tables import member, record, stream

OTHER_FAMILY = "other_family"

_HELD = (
    select(record.c.id, stream.c.family)
    .join(stream, stream.c.stream == record.c.stream)
    .join(member, and_(member.c.family == stream.c.family, member.c.compartment == stream.c.compartment))
    .where(member.c.user == bindparam("by"), record.c.id.in_(among("names")))
)

Families = dict[str, set[str]]
"""By record id."""


def families(connection: Connection, user: str, lines: Iterable[Arrived]) -> Families:
    """Which of the user's families, held now or before, the records lie in that these sets refer to."""
    names = {name for line in lines for name, _path in _named(line) if is_id(name)}
    found: Families = {}
    if names:
        for name, family in connection.execute(_HELD, {"by": user, "names": [*names]}):
            found.setdefault(name, set()).add(family)
    return found


def strays(line: Arrived, family: str, held: Families) -> Fault | None:
    """The first change of a set that names a record of another family, and not also of its own, `family`; None where all stay within."""
    for name, path in _named(line):
        if name in held and family not in held[name]:
            return Fault(OTHER_FAMILY, path)
    return None


def _named(line: Arrived) -> Iterator[tuple[str, str]]:
    """Every id that the set refers to, and in which field."""
    for group in line.groups:
        for field in sorted(name for name in group.fields if may_refer(group.kind, name)):
            for name in references(group.kind, field, group.fields[field]):
                yield name, f"{group.kind}.{field}"
