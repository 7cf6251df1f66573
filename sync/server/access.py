"""Who may hold and write what. Access is per stream and looked up at every request, so that taking it away is immediate (F1, F8)."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, Row, and_, bindparam, exists, insert, select, update

from sync.protocol.commitment import NO_CHAIN, raw
from sync.protocol.messages import NewStream
from sync.records.fields import Compartment
from sync.records.ids import is_id
from sync.server.tables import device, device_number, member, staff, stream

ALLOCATED = (Compartment.SHARED, Compartment.TEAM)
"""What allocating a worker to a family gives them; the stricter compartments go by name."""

_BEGINNERS = frozenset({"practitioner", "manager", "front_door"})
_WRITERS = frozenset({"practitioner", "manager", "front_door", "partner"})
_NOT_FOR_PARTNERS = frozenset({"consent", "allocation", "redaction", "disclosure", "flag"})
_FOR_MANAGERS = frozenset({"manager_decision"})

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
    rows = connection.execute(
        select(stream.c.stream, member.c.removed_at)
        .join(member, and_(member.c.family == stream.c.family, member.c.compartment == stream.c.compartment))
        .where(member.c.user == user, stream.c.stream.in_(streams))
    )
    return {row.stream: Standing.MEMBER if row.removed_at is None else Standing.FORMER for row in rows}


def begin_stream(connection: Connection, caller: Caller, new: NewStream, at: str) -> Row[Any]:
    """Create a stream that a device made and `may_begin`, and allocate its author. The stream's row."""
    given = {Compartment(new.compartment)} - {*ALLOCATED}
    if not _is_known_family(connection, new.family):
        given |= {*ALLOCATED}
    allocate(connection, caller.user, new.family, given, at)
    made = insert(stream).values(
        stream=new.stream, family=new.family, compartment=new.compartment, revision=0, chain=NO_CHAIN, moved_at=at
    )
    return connection.execute(made.returning(*stream.c)).one()


def allocate(connection: Connection, user: str, family: str, compartments: Collection[str], at: str) -> None:
    """Make somebody a member, again if need be."""
    for compartment in sorted(compartments):
        place = (member.c.family == family, member.c.compartment == compartment, member.c.user == user)
        back = connection.execute(update(member).where(*place).values(removed_at=None, moved_at=at))
        if back.rowcount == 0:
            connection.execute(
                insert(member).values(
                    family=family, compartment=compartment, user=user, since=at, removed_at=None, moved_at=at
                )
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


def may_begin(connection: Connection, caller: Caller, new: NewStream) -> bool:
    """Whether this device may begin this stream, which nobody has. If not, sets for it are refused as those for any unknown one."""
    if caller.role not in _BEGINNERS or new.compartment not in {*Compartment}:
        return False
    if not is_id(new.family):
        return False
    if connection.execute(select(stream.c.stream).where(stream.c.stream == new.stream)).first() is not None:
        return False
    return not _is_known_family(connection, new.family) or _is_allocated(connection, caller.user, new.family)


def _is_known_family(connection: Connection, family: str) -> bool:
    return connection.execute(select(exists().where(member.c.family == family))).scalar_one()


def _is_allocated(connection: Connection, user: str, family: str) -> bool:
    """Whether somebody has the family, which is more than being named in one of its stricter compartments."""
    mine = (member.c.family == family, member.c.user == user, member.c.removed_at.is_(None))
    return connection.execute(select(exists().where(*mine, member.c.compartment.in_(ALLOCATED)))).scalar_one()
