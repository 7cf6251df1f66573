"""Person links: a person in one family and a person in another are one human (sync.md, section 2). Said act by act; the last of each two counts.

An act is of two records, and nothing follows from two acts: who holds the outer two of three would learn that there is one between. Who does not
hold both, as a worker of the council, is answered as if there were no such person (F1, F8). A link gives nobody a record.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection, Row, Select, and_, delete, insert, or_, select

from sync.protocol import crypto
from sync.protocol.canonical import encode
from sync.protocol.commitment import Malformed, raw, text
from sync.protocol.links import LinkAct
from sync.records.fields import Compartment
from sync.records.ids import is_id, stream_id
from sync.records.person import Person
from sync.server.belonging import WORKERS
from sync.server.certifying import Certifier
from sync.server.council import Council
from sync.server.tables import member, person_link, record, staff, stream

JOIN, SPLIT = "join", "split"
_DOMAIN = "doorstep/person-link/1"
_LINK = person_link.c
_ENDS = ((_LINK.stream, _LINK.person), (_LINK.other_stream, _LINK.other_person))
_SIGNED = ("stream", "person", "other_stream", "other_person", "n", "act", "operator", "at", "reason")
_TOLD = _SIGNED[4:]


class NoSuchPerson(Exception):
    """There is no such record of a person, or the operator may not open it."""


class OneFamily(Exception):
    """Both are in one family."""


class AlreadySo(Exception):
    """They are joined, or are not, as is to be said."""


class PersonIn(NamedTuple):
    """A person as one family's record knows them, and where that record lies."""

    family: str
    person: str
    compartment: str = Compartment.SHARED

    @classmethod
    def read(cls, named: str) -> Self:
        """FAMILY/PERSON, or FAMILY/PERSON/COMPARTMENT of a record that does not lie where persons do by default.

        Raises:
            ValueError: it is neither.
        """
        family, person, *rest = named.split("/")
        compartment, *more = rest or [Compartment.SHARED]
        if more or not (is_id(family) and is_id(person)):
            raise ValueError
        return cls(family, person, Compartment(compartment))

    def __str__(self) -> str:
        return "/".join(self if self.compartment != Compartment.SHARED else self[:2])

    @property
    def stream(self) -> str:
        """Where the record lies."""
        return stream_id(self.family, self.compartment)


@dataclass(frozen=True)
class Said:
    """What an operator says of two people, when (UTC text) and why."""

    act: str
    operator: str
    at: str
    reason: str


def say(connection: Connection, one: PersonIn, other: PersonIn, said: Said, certifier: Certifier) -> None:
    """Join two people, or split them.

    Raises:
        OneFamily: they are of the same one.
        NoSuchPerson: the operator does not hold both.
        AlreadySo: that is how it stands.
    """
    if one.family == other.family:
        raise OneFamily
    for end in (one, other):
        _require(connection, said.operator, end.stream, end.person)
    first, second = sorted((end.stream, end.person) for end in (one, other))
    # In the order in which a push locks them: of two operators the second waits, and counts on from the first.
    both = select(stream.c.stream).where(stream.c.stream.in_((first[0], second[0])))
    connection.execute(both.order_by(stream.c.stream).with_for_update()).all()
    pair = dict(zip(_SIGNED, (*first, *second), strict=False))
    these = (_LINK[name] == value for name, value in pair.items())
    last = connection.execute(select(_LINK.n, _LINK.act).where(*these).order_by(_LINK.n.desc()).limit(1)).one_or_none()
    if said.act == (last.act if last else SPLIT):
        raise AlreadySo
    row = pair | {"n": last.n + 1 if last else 1} | asdict(said)
    connection.execute(insert(person_link).values(row | {"signature": _signature(row, certifier)}))


def told(connection: Connection, user: str, name: str, person: str) -> list[LinkAct]:
    """Every act on a person in the stream `name` whose other end somebody holds as well, by that end and in order.

    Raises:
        NoSuchPerson: they do not hold this one.
    """
    _require(connection, user, name, person)
    held = _held(user).subquery()
    found: list[LinkAct] = []
    for mine, theirs in (_ENDS, _ENDS[::-1]):
        rows = connection.execute(
            select(held.c.family, held.c.compartment, held.c.person, *(_LINK[column] for column in _TOLD))
            .join(held, and_(held.c.stream == theirs[0], held.c.person == theirs[1]))
            .where(mine[0] == name, mine[1] == person)
        )
        found += [LinkAct(*row) for row in rows]
    return sorted(found, key=lambda one: (one.family, one.compartment, one.person, one.n))


def facts(person: PersonIn, acts: Sequence[LinkAct]) -> list[Mapping[str, str | int]]:
    """For machines."""
    return [
        {"person": str(person), "other": str(_other(one)), **{name: getattr(one, name) for name in _TOLD}}
        for one in acts
    ]


def table(person: PersonIn, acts: Sequence[LinkAct]) -> str:
    """For people, one line an act."""
    cells = ((one.at, one.act, str(person), str(_other(one)), one.operator, one.reason) for one in acts)
    return "\n".join(map("  ".join, cells))


def forget(connection: Connection, name: str) -> None:
    """Take out what was said of the people of a stream that is destroyed (F3)."""
    connection.execute(delete(person_link).where(or_(_LINK.stream == name, _LINK.other_stream == name)))


def checked(connection: Connection, this: Council) -> Iterator[tuple[Row[Any], str | None]]:
    """Each act, and what is wrong with it. An act of two people that was taken out from behind the others is not found."""
    before: Row[Any] | None = None
    for row in connection.execute(select(person_link).order_by(*person_link.primary_key)):
        due = 1 if before is None or before[:4] != row[:4] else before.n + 1
        before = row
        if not _is_signed(row, this):
            yield row, "is not what the council signed"
        else:
            yield row, None if row.n == due else "follows a gap"


def _require(connection: Connection, user: str, name: str, person: str) -> None:
    held = _held(user).where(record.c.stream == name, record.c.id == person)
    if not (is_id(name) and is_id(person)) or connection.execute(held).first() is None:
        raise NoSuchPerson


def _other(one: LinkAct) -> PersonIn:
    return PersonIn(one.family, one.person, one.compartment)


def _held(user: str) -> Select[tuple[str, str, str, str]]:
    """The records of people that a worker of the council may open."""
    return (
        select(record.c.stream, record.c.id.label("person"), stream.c.family, stream.c.compartment)
        .join(stream, stream.c.stream == record.c.stream)
        .join(member, and_(member.c.family == stream.c.family, member.c.compartment == stream.c.compartment))
        .join(staff, staff.c.user == member.c.user)
        .where(record.c.kind == Person.kind, member.c.user == user, member.c.removed_at.is_(None))
        .where(staff.c.role.in_(WORKERS))
    )


def _signature(row: dict[str, Any], certifier: Certifier) -> str:
    return text(crypto.sign(certifier.receipt_key, _DOMAIN, _body(certifier.council, row)))


def _is_signed(row: Row[Any], this: Council) -> bool:
    try:
        signature = raw(row.signature, 64)
    except Malformed:
        return False
    return crypto.is_signed(this.bundle.receipt, _DOMAIN, _body(this.id, row._asdict()), signature)


def _body(council: str, row: dict[str, Any]) -> bytes:
    return encode([council, *(row[name] for name in _SIGNED)])
