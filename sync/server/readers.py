"""Who read what (F10): for whoever leads a family, for the auditor, and for each person of their own reads. Ids and words of the program.

A number that is missing between two that are here is a gap: reads that were lost, or kept back. A number that is here twice says that the
laptop's store was put back from a copy, or that there are two of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

import msgspec
from sqlalchemy import Connection, and_, exists, func, or_, select
from sqlalchemy.sql.elements import ColumnElement

from sync.protocol.reads import Read
from sync.server import access
from sync.server.tables import device, member, read_event, record, staff, stream


@dataclass(frozen=True)
class Reading:
    """One read. `at` is by the laptop's clock, `received_at` by the server's."""

    at: str
    user: str
    user_name: str
    act: str
    kind: str
    record: str
    family: str
    device: str
    n: int
    received_at: str


@dataclass(frozen=True)
class Gap:
    """Numbers of one laptop's reads, first and last, that are `missing`, or here `twice`."""

    device: str
    user: str
    what: str
    first: int
    last: int

    def __str__(self) -> str:
        which = f"read {self.first} is" if self.first == self.last else f"reads {self.first} to {self.last} are"
        return f"laptop {self.device} of {self.user}: {which} {self.what}"


def may_ask(connection: Connection, asker: str, family: str | None, user: str | None) -> bool:
    """Whether somebody may be told of these reads: the auditor of all, a family's lead and its manager of that family, everybody of their own."""
    role = connection.execute(select(staff.c.role).where(staff.c.user == asker)).scalar()
    if role == "auditor":
        return True
    if family is None:
        return role is not None and user == asker
    if not access.is_allocated(connection, asker, family):
        return False
    return role == "manager" or user == asker or _leads(connection, asker, family)


def readings(connection: Connection, family: str | None = None, user: str | None = None) -> list[Reading]:
    """The reads of a family, or by a person, or both; else all. In the order in which the laptops say that they were."""
    rows = connection.execute(
        select(read_event.c.read, read_event.c.received_at, device.c.device, device.c.user, staff.c.name)
        .join(device, device.c.number == read_event.c.device)
        .join(staff, staff.c.user == device.c.user)
        .where(
            *([] if family is None else [read_event.c.family == family]),
            *([] if user is None else [staff.c.user == user]),
        )
    )
    found = [_reading(msgspec.json.decode(row.read, type=Read), *row[1:]) for row in rows]
    return sorted(found, key=lambda one: (one.at, one.device, one.n))


def gaps(connection: Connection, family: str | None = None, user: str | None = None) -> list[Gap]:
    """What is missing or twice of the laptops of those who have or had the family, or of the person; else of all."""
    links = func.count(read_event.c.link.distinct()).label("links")
    rows = connection.execute(
        select(device.c.device, device.c.user, read_event.c.n, links)
        .join(device, device.c.number == read_event.c.device)
        .where(*_could_read(family), *([] if user is None else [device.c.user == user]))
        .group_by(device.c.device, device.c.user, read_event.c.n)
        .order_by(device.c.device, read_event.c.n)
    )
    found: list[Gap] = []
    before: tuple[str, int] = ("", 0)
    for laptop, whose, n, times in rows:
        first = before[1] + 1 if before[0] == laptop else 1
        if first < n:
            found.append(Gap(laptop, whose, "missing", first, n - 1))
        if times > 1 and found and found[-1] == Gap(laptop, whose, "twice", found[-1].first, n - 1):
            found[-1] = Gap(laptop, whose, "twice", found[-1].first, n)
        elif times > 1:
            found.append(Gap(laptop, whose, "twice", n, n))
        before = (laptop, n)
    return found


def facts(told: Sequence[Reading], missing: Sequence[Gap]) -> dict[str, list[dict[str, str | int]]]:
    """For machines."""
    return {"reads": [asdict(one) for one in told], "gaps": [asdict(gap) for gap in missing]}


def table(told: Sequence[Reading], missing: Sequence[Gap]) -> str:
    """For people: one line a read, then one a gap."""
    lines = [("at", "user", "name", "act", "kind", "record", "family", "device", "n"), *_cells(told)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    rows = ["  ".join(map(str.ljust, line, widths)).rstrip() for line in lines]
    return "\n".join([*rows, *map(str, missing)])


def _cells(told: Sequence[Reading]) -> Iterator[tuple[str, ...]]:
    for one in told:
        yield tuple(str(value) for name, value in asdict(one).items() if name != "received_at")


def _reading(read: Read, received_at: str, laptop: str, user: str, name: str) -> Reading:
    return Reading(
        read.at,
        user,
        name,
        read.act,
        read.kind or "",
        read.record or "",
        read.family or "",
        laptop,
        read.n,
        received_at,
    )


def _leads(connection: Connection, user: str, family: str) -> bool:
    """Whether an episode of the family names somebody as its lead."""
    episodes = (
        select(record.c.fields)
        .join(stream, stream.c.stream == record.c.stream)
        .where(stream.c.family == family, record.c.kind == "episode")
    )
    return any(msgspec.json.decode(fields).get("lead") == user for fields in connection.execute(episodes).scalars())


def _could_read(family: str | None) -> list[ColumnElement[bool]]:
    """Laptops of those who have or had a family, or say that they read it."""
    if family is None:
        return []
    had = exists().where(member.c.family == family, member.c.user == device.c.user)
    this = read_event.alias()
    read = exists().where(and_(this.c.family == family, this.c.device == device.c.number))
    return [or_(had, read)]
