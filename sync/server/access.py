"""Who may hold and write what. Access is per stream and looked up at every request, so that taking it away is immediate (F1, F8)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, and_, bindparam, exists, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync.protocol.commitment import NO_CHAIN, raw
from sync.protocol.messages import NewStream
from sync.records.fields import Compartment
from sync.records.ids import is_id
from sync.records.owners import Owned
from sync.server.database import among
from sync.server.tables import device, device_number, member, staff, stream

ALLOCATED = (Compartment.SHARED, Compartment.TEAM)
"""What allocating a worker to a family gives them; the stricter compartments go by name."""

_BEGINNERS = frozenset({"practitioner", "manager", "front_door"})
_WRITERS = frozenset({"practitioner", "manager", "front_door", "partner"})
_NOT_FOR_PARTNERS = frozenset({"consent", "allocation", "redaction", "disclosure", "flag", "merge_proposal"})
_FOR_MANAGERS = frozenset({"manager_decision", "merge_decision"})

_CALLER = (
    select(
        *(device.c[name] for name in ("number", "user", "public_key", "revoked_at", "minute", "asked")),
        staff.c.role,
        device_number.c.number.label("given"),
    )
    .join(staff, staff.c.user == device.c.user)
    .join(device_number, device_number.c.device == device.c.device)
    .where(device.c.device == bindparam("id"))
)
"""Once for each number that the device was given; the first of them its row names, so that there is one."""


_STANDINGS = (
    select(stream.c.stream, member.c.removed_at)
    .join(member, and_(member.c.family == stream.c.family, member.c.compartment == stream.c.compartment))
    .where(member.c.user == bindparam("by"), stream.c.stream.in_(among("streams")))
)


@dataclass(frozen=True)
class Asked:
    """How often a device has asked in the last minute in which it did; minutes since 1970."""

    minute: int
    times: int


@dataclass(frozen=True)
class Caller:
    """The device that signed a request, and whose it is."""

    number: int
    """The device's first number: what its row goes by."""
    numbers: frozenset[int]
    """Every number it was given; it may still send what it sealed under an earlier one (S1)."""
    device: str
    user: str
    role: str
    key: Ed25519PublicKey
    revoked: bool
    asked: Asked


class Standing(Enum):
    """How a person stands to a stream."""

    MEMBER = "member"
    FORMER = "former"
    STRANGER = "stranger"
    """Also of streams that do not exist: the two are never told apart."""


def caller_of(connection: Connection, device_id: str) -> Caller | None:
    """The device with this id, if the council knows it."""
    rows = connection.execute(_CALLER, {"id": device_id}).all()
    if not rows:
        return None
    row = rows[0]
    key = _key(row.public_key)
    numbers = frozenset(each.given for each in rows)
    asked = Asked(row.minute or 0, row.asked or 0)
    return Caller(row.number, numbers, device_id, row.user, row.role, key, row.revoked_at is not None, asked)


@lru_cache(4096)
def _key(public: str) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(raw(public, 32))


def standings(connection: Connection, user: str, streams: Collection[str]) -> dict[str, Standing]:
    """How a person stands to each of these streams; strangers are left out."""
    rows = connection.execute(_STANDINGS, {"by": user, "streams": [*streams]})
    return {row.stream: Standing.MEMBER if row.removed_at is None else Standing.FORMER for row in rows}


def begin_streams(connection: Connection, caller: Caller, new: Sequence[NewStream], at: str) -> None:
    """Create streams that a device made and that are `beginnable`, and allocate their author to those of families."""
    known = _known_families(connection, new)
    given = []
    for each in (each for each in new if each.compartment in {*Compartment}):
        compartments = {Compartment(each.compartment)} - {*ALLOCATED}
        if each.family not in known:
            compartments |= {*ALLOCATED}
            known.add(each.family)
        given += [(each.family, compartment) for compartment in sorted(compartments)]
    _put_members(connection, caller.user, given, at)
    begun = {"revision": 0, "chain": NO_CHAIN, "moved_at": at}
    connection.execute(
        insert(stream),
        [{"stream": each.stream, "family": each.family, "compartment": each.compartment, **begun} for each in new],
    )


def allocate(connection: Connection, user: str, family: str, compartments: Collection[str], at: str) -> None:
    """Make somebody a member, again if need be."""
    _put_members(connection, user, [(family, compartment) for compartment in sorted(compartments)], at)


def _put_members(connection: Connection, user: str, places: Sequence[tuple[str, str]], at: str) -> None:
    if places:
        to_insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        again = {"removed_at": None, "moved_at": at}
        connection.execute(
            to_insert(member).on_conflict_do_update(index_elements=["family", "compartment", "user"], set_=again),
            [
                {"family": family, "compartment": compartment, "user": user, "since": at, **again}
                for family, compartment in places
            ],
        )


def remove(
    connection: Connection, user: str, family: str, at: str, compartments: Collection[str] = tuple(Compartment)
) -> bool:
    """Take compartments of a family away from somebody, or all of it. False if they had none of these."""
    mine = (member.c.family == family, member.c.user == user, member.c.removed_at.is_(None))
    these = member.c.compartment.in_(compartments)
    return connection.execute(update(member).where(*mine, these).values(removed_at=at, moved_at=at)).rowcount > 0


def name_to_members(connection: Connection, user: str, family: str, at: str) -> None:
    """Have the members of a family told the name of somebody who wrote there without being one, as of those who were."""
    for compartment in ALLOCATED:
        place = {"family": family, "compartment": compartment, "user": user}
        known = select(member.c.since).where(*(member.c[name] == value for name, value in place.items()))
        if connection.execute(known).first() is None:
            connection.execute(insert(member).values(**place, since=at, removed_at=at, moved_at=at))


def may_write(role: str, kind: str) -> bool:
    """Whether a role may write this kind of record at all."""
    if kind in _FOR_MANAGERS:
        return role == "manager"
    return role in _WRITERS and not (role == "partner" and kind in _NOT_FOR_PARTNERS)


def beginnable(connection: Connection, caller: Caller, new: Collection[NewStream]) -> list[NewStream]:
    """Those of these streams that this device may begin, and nobody has. Sets for others are refused as those for any unknown one."""
    if caller.role not in _BEGINNERS:
        return []
    sound = [each for each in new if each.compartment in {*Compartment, *Owned} and is_id(each.family)]
    if not sound:
        return []
    named = select(stream.c.stream).where(stream.c.stream.in_([each.stream for each in sound]))
    there = {*connection.execute(named).scalars()}
    others = _known_families(connection, sound) - _allocated_families(connection, caller.user, sound)
    mine = _owned(connection, caller.user)
    return [
        each
        for each in sound
        if each.stream not in there
        and ((each.family, each.compartment) in mine if each.compartment in {*Owned} else each.family not in others)
    ]


def begun_late(connection: Connection, caller: Caller, new: Collection[NewStream]) -> list[NewStream]:
    """Those of these streams that nobody began before the family was taken from this person: what they wrote there is late work (S24)."""
    usual = [each for each in new if each.compartment in ALLOCATED]
    if not usual:
        return []
    families = {each.family for each in usual}
    taken = (member.c.family.in_(families), member.c.user == caller.user, member.c.removed_at.is_not(None))
    former = {(row.family, row.compartment) for row in connection.execute(select(member).where(*taken))}
    named = select(stream.c.stream).where(stream.c.stream.in_([each.stream for each in usual]))
    there = {*connection.execute(named).scalars()} if former else set()
    return [each for each in usual if (each.family, each.compartment) in former and each.stream not in there]


def _owned(connection: Connection, user: str) -> set[tuple[str, str]]:
    """The streams of no family that somebody is to hold, by owner and what they are."""
    now = (member.c.user == user, member.c.removed_at.is_(None), member.c.compartment.in_([*Owned]))
    return {(row.family, row.compartment) for row in connection.execute(select(member).where(*now))}


def _known_families(connection: Connection, new: Collection[NewStream]) -> set[str]:
    families = {each.family for each in new}
    return {*connection.execute(select(member.c.family).where(member.c.family.in_(families)).distinct()).scalars()}


def _allocated_families(connection: Connection, user: str, new: Collection[NewStream]) -> set[str]:
    """Those that somebody has, which is more than being named in one of their stricter compartments."""
    mine = (member.c.family.in_({each.family for each in new}), member.c.user == user, member.c.removed_at.is_(None))
    return {*connection.execute(select(member.c.family).where(*mine, member.c.compartment.in_(ALLOCATED))).scalars()}


def is_allocated(connection: Connection, user: str, family: str) -> bool:
    """Whether somebody has the family, which is more than being named in one of its stricter compartments."""
    mine = (member.c.family == family, member.c.user == user, member.c.removed_at.is_(None))
    return connection.execute(select(exists().where(*mine, member.c.compartment.in_(ALLOCATED)))).scalar_one()
