"""Person links: a person in one family and a person in another are one human (sync.md, section 2). Said act by act, as `sync.rules.links` has it.

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
from sync.protocol.links import LinkSaying
from sync.records.fields import Compartment
from sync.records.ids import is_id, stream_id
from sync.records.person import Person
from sync.rules.links import JOIN, Act, Word, objection, standing
from sync.server import link_tally
from sync.server.access import Caller
from sync.server.belonging import WORKERS
from sync.server.certifying import Certifier
from sync.server.council import Council
from sync.server.tables import member, person_link, record, staff, stream

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


class MovedOn(Exception):
    """What was said of the two since does not let this follow."""


class NotTheirs(Exception):
    """Somebody else has to decide on it: a manager, who did not ask."""


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

    act: Word
    operator: str
    at: str
    reason: str


@dataclass(frozen=True)
class Told:
    """An act on one person and this one, of another family."""

    family: str
    compartment: str
    person: str
    n: int
    act: Word
    operator: str
    at: str
    reason: str


class _End(NamedTuple):
    stream: str
    person: str


_Pair = tuple[_End, _End]


def say(connection: Connection, one: PersonIn, other: PersonIn, said: Said, certifier: Certifier) -> None:
    """Join two people, or split them, without being asked.

    Raises:
        OneFamily: they are of the same one.
        NoSuchPerson: the operator does not hold both.
        AlreadySo: that is how it stands.
    """
    if one.family == other.family:
        raise OneFamily
    pair = _pair(connection, said.operator, _End(one.stream, one.person), _End(other.stream, other.person))
    now = standing(_acts(connection, pair))
    if now.joined == (said.act == JOIN):
        raise AlreadySo
    _write(connection, pair, now.n + 1, said, certifier)


def say_from_laptop(connection: Connection, caller: Caller, saying: LinkSaying, at: str, certifier: Certifier) -> Act:
    """What a worker asks, or a manager answers. Said again, it is answered again and kept once.

    Raises:
        NoSuchPerson: the caller does not hold both, or they are of one family.
        MovedOn: it does not follow what was said.
        NotTheirs: it is for somebody else to say.
    """
    ends = _End(saying.stream, saying.person), _End(saying.other_stream, saying.other_person)
    pair = _pair(connection, caller.user, *ends)
    acts = _acts(connection, pair)
    now = standing(acts)
    for act in acts:
        if (act.n, act.act, act.operator, act.reason) == (saying.n, saying.act, caller.user, saying.reason):
            return act
    if saying.n != now.n + 1:
        raise MovedOn
    match objection(saying.act, caller.role, caller.user, now):
        case "moved":
            raise MovedOn
        case "not_theirs":
            raise NotTheirs
    return _write(connection, pair, saying.n, Said(saying.act, caller.user, at, saying.reason), certifier)


def told(connection: Connection, user: str, name: str, person: str) -> list[Told]:
    """Every act on a person in the stream `name` whose other end somebody holds as well, by that end and in order.

    Raises:
        NoSuchPerson: they do not hold this one.
    """
    _require(connection, user, _End(name, person))
    held = _held(user).subquery()
    found: list[Told] = []
    for mine, theirs in (_ENDS, _ENDS[::-1]):
        rows = connection.execute(
            select(held.c.family, held.c.compartment, held.c.person, *(_LINK[column] for column in _TOLD))
            .join(held, and_(held.c.stream == theirs[0], held.c.person == theirs[1]))
            .where(mine[0] == name, mine[1] == person)
        )
        found += [Told(*row) for row in rows]
    return sorted(found, key=lambda one: (one.family, one.compartment, one.person, one.n))


def all_told(connection: Connection, user: str) -> list[Act]:
    """Every act whose ends somebody holds both, by these and in order."""
    one, other = _held(user).subquery(), _held(user).subquery()
    rows = connection.execute(
        select(*(_LINK[name] for name in _SIGNED))
        .join(one, and_(one.c.stream == _LINK.stream, one.c.person == _LINK.person))
        .join(other, and_(other.c.stream == _LINK.other_stream, other.c.person == _LINK.other_person))
        .order_by(*person_link.primary_key)
    )
    return [Act(*row) for row in rows]


def facts(person: PersonIn, acts: Sequence[Told]) -> list[Mapping[str, str | int]]:
    """For machines."""
    return [
        {"person": str(person), "other": str(_other(one)), **{name: getattr(one, name) for name in _TOLD}}
        for one in acts
    ]


def table(person: PersonIn, acts: Sequence[Told]) -> str:
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


def _pair(connection: Connection, user: str, one: _End, other: _End) -> _Pair:
    """Both ends in order, and their streams locked: of two people who say something of the same two, the second waits and counts on from the first."""
    families = {_require(connection, user, end) for end in (one, other)}
    if len(families) == 1:
        raise NoSuchPerson
    first, second = sorted((one, other))
    both = select(stream.c.stream).where(stream.c.stream.in_((first.stream, second.stream)))
    connection.execute(
        both.order_by(stream.c.stream).with_for_update()
    ).all()  # in the order in which a push locks them
    return first, second


def _acts(connection: Connection, pair: _Pair) -> list[Act]:
    these = (column == value for ends in zip(_ENDS, pair, strict=True) for column, value in zip(*ends, strict=True))
    rows = connection.execute(select(*(_LINK[name] for name in _SIGNED)).where(*these).order_by(_LINK.n))
    return [Act(*row) for row in rows]


def _write(connection: Connection, pair: _Pair, n: int, said: Said, certifier: Certifier) -> Act:
    act = Act(*pair[0], *pair[1], n, **asdict(said))
    signature = _signature(asdict(act), certifier)
    connection.execute(insert(person_link).values(asdict(act) | {"signature": signature}))
    link_tally.add(connection, signature, certifier)
    return act


def _require(connection: Connection, user: str, end: _End) -> str:
    """The family of a person whom somebody may open."""
    held = _held(user).where(record.c.stream == end.stream, record.c.id == end.person)
    row = connection.execute(held).first() if is_id(end.stream) and is_id(end.person) else None
    if row is None:
        raise NoSuchPerson
    return str(row.family)


def _other(one: Told) -> PersonIn:
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
