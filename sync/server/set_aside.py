"""Late work that lies aside (S24), and that of copied vaults (F6): whose, of which family, how much. Ids and counts; never a word of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, and_, or_, select, update

from sync.protocol.change_set import ChangeSet, flattened
from sync.server.tables import aside, device, device_number, stream

ADMITTED, LEFT = "admitted", "left"


class NoLateWork(Exception):
    """Nothing of this person lies aside in this family."""


@dataclass(frozen=True)
class LateWork:
    """What one person's laptops sent too late to one family, and nobody has admitted. Times are UTC text."""

    family: str
    user: str
    sets: int
    changes: int
    first_at: str
    last_at: str
    left: int
    """How many of the sets somebody has decided to leave where they are."""
    copied: bool
    """Whether a laptop of theirs is listed as copied, so that all that it sends lies here until somebody has confirmed it (F6)."""


def late_work(connection: Connection) -> list[LateWork]:
    """All of it, what lies longest first."""
    found: dict[tuple[str, str], list[Row[Any]]] = {}
    for row in connection.execute(_rows()):
        found.setdefault((row.family, row.user), []).append(row)
    works = [
        LateWork(
            family,
            user,
            len(rows),
            sum(len(list(flattened(msgspec.json.decode(row.sealed, type=ChangeSet).changes))) for row in rows),
            min(row.received_at for row in rows),
            max(row.received_at for row in rows),
            sum(row.fate == LEFT for row in rows),
            any(row.copied_at is not None for row in rows),
        )
        for (family, user), rows in found.items()
    ]
    return sorted(works, key=lambda work: (work.first_at, work.family, work.user))


def of_person(connection: Connection, family: str, user: str) -> Sequence[Row[Any]]:
    """The rows of one person's late work on a family, in the order in which it was written.

    Raises:
        NoLateWork: there is none.
    """
    mine = _rows().where(stream.c.family == family, device.c.user == user)
    rows = connection.execute(mine.order_by(aside.c.device, aside.c.n)).all()
    if not rows:
        raise NoLateWork
    return rows


def decide(connection: Connection, row: Row[Any], **decision: str | int | None) -> None:
    """Write down what became of a set: `fate`, `decided_by`, `decided_at`, and a `reason` or a `revision`."""
    this = and_(aside.c.device == row.device, aside.c.n == row.n)
    connection.execute(update(aside).where(this).values(decision))


def facts(works: Sequence[LateWork]) -> list[Mapping[str, str | int]]:
    """For machines."""
    return [asdict(work) for work in works]


def table(works: Sequence[LateWork]) -> str:
    """For people, one line a person and family."""
    lines = [("family", "user", "sets", "changes", "first", "last", "left", "copied"), *_cells(works)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(lines[0]))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def _cells(works: Sequence[LateWork]) -> Iterator[tuple[str, ...]]:
    for work in works:
        yield tuple(str(value) for value in (asdict(work) | {"copied": "copied" if work.copied else ""}).values())


def _rows() -> Any:
    return (
        select(aside, stream.c.family, device.c.user, device.c.device.label("device_id"), device.c.copied_at)
        .join(stream, stream.c.stream == aside.c.stream)
        .join(device_number, device_number.c.number == aside.c.device)
        .join(device, device.c.device == device_number.c.device)
        .where(or_(aside.c.fate.is_(None), aside.c.fate == LEFT))
    )
