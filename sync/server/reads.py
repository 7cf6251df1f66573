"""Takes in what devices tell of reads (F10). Nothing here changes or forgets one; who asks for them is answered by `readers`.

How many there are without a gap is counted on the device's row, so that a batch costs no look at those before it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from msgspec import Raw
from sqlalchemy import Connection, Row, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sync.protocol.canonical import NotCanonical, decode
from sync.protocol.limits import READ_BYTES
from sync.protocol.reads import NO_LINK, Kept, Read, Reads, is_signed, link
from sync.server.access import Caller
from sync.server.council import Council
from sync.server.quotas import Quotas, spend
from sync.server.tables import device, read_event

_SOME = 1_000


@dataclass(frozen=True)
class _Linked:
    """A read in its place."""

    n: int
    before: str
    link: str
    read: str
    family: str | None


def keep(connection: Connection, caller: Caller, council: Council, quotas: Quotas, batch: Reads, at: str) -> Kept:
    """Keep what this batch has that is not here yet. `at` is the server's time.

    Raises:
        Spent: the device has had enough for today; nothing was kept.
    """
    mine = device.c.number == caller.number
    row = connection.execute(select(device).where(mine).with_for_update()).one()
    if batch.council != council.id:
        return Kept(row.reads, "council")
    if batch.device != caller.device:
        return Kept(row.reads, "device")
    linked = _linked(batch)
    if not linked:
        return Kept(row.reads, "not_canonical")
    last = (linked[-1].n, linked[-1].link)
    if not is_signed(batch.council, batch.device, last, batch.signature, caller.key):
        return Kept(row.reads, "signature")
    used = spend(row, sum(len(one.read) for one in linked), at, quotas.device_bytes)
    _add(connection, caller.number, linked, batch.signature, at)
    held = _without_a_gap(connection, caller.number, row.reads)
    connection.execute(update(device).where(mine).values(reads=held, **used))
    return Kept(held, link=last[1])


def checked(
    connection: Connection, council: str, owner: Row[Any], key: Ed25519PublicKey
) -> tuple[int, list[tuple[int, str]]]:
    """How many reads of a device are here, and what is not as it was signed, by number. `owner` is the device's row."""
    faults: list[tuple[int, str]] = []
    count, before, here = 0, (0, {NO_LINK}), (0, {NO_LINK})
    row: Row[Any] | None = None
    rows = select(read_event).where(read_event.c.device == owner.number).order_by(read_event.c.n)
    for row in connection.execution_options(yield_per=100).execute(rows):
        count += 1
        if row.n != here[0]:
            before, here = here, (row.n, set())
        here[1].add(row.link)
        faults += [(row.n, what) for what in _faults(row, council, owner.device, key)]
        if before[0] == row.n - 1 and row.before not in before[1]:
            faults.append((row.n, "does not follow from the one before"))
    if row is not None and row.signature is None:
        faults.append((row.n, "is signed by nobody"))
    if _without_a_gap(connection, owner.number, 0) != owner.reads:
        faults.append((owner.reads, "was here, and some up to it are not"))
    return count, faults


def _faults(row: Row[Any], council: str, device_id: str, key: Ed25519PublicKey) -> Iterator[str]:
    """What is wrong with one read by itself."""
    sealed = Raw(row.read.encode())
    read = _read(sealed)
    if read is None or (read.n, read.family) != (row.n, row.family):
        yield "is filed under another number or family, or cannot be read"
    if link(row.before, sealed) != row.link:
        yield "is not what its link says"
    if row.signature is not None and not is_signed(council, device_id, (row.n, row.link), row.signature, key):
        yield "is not what its device signed"


def _linked(batch: Reads) -> list[_Linked]:
    """The reads of a batch; none if one is not canonical, or does not count on by one."""
    linked: list[_Linked] = []
    before = batch.before
    for sealed in batch.reads:
        read = _read(sealed)
        if read is None or (linked and read.n != linked[-1].n + 1):
            return []
        linked.append(_Linked(read.n, before, link(before, sealed), bytes(sealed).decode(), read.family))
        before = linked[-1].link
    return linked


def _read(sealed: Raw) -> Read | None:
    """What a read says, as far as this release knows; None if these are not the canonical bytes of one."""
    if len(bytes(sealed)) > READ_BYTES:
        return None
    try:
        return msgspec.convert(decode(bytes(sealed), dict), Read)
    except (NotCanonical, msgspec.ValidationError):
        return None


def _add(connection: Connection, number: int, linked: list[_Linked], signature: str, at: str) -> None:
    """Those that are here already stay as they came."""
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    rows = [
        {
            "device": number,
            **{name: getattr(one, name) for name in ("n", "link", "before", "read", "family")},
            "signature": signature if one is linked[-1] else None,
            "received_at": at,
        }
        for one in linked
    ]
    connection.execute(insert(read_event).on_conflict_do_nothing(), rows)


def _without_a_gap(connection: Connection, number: int, held: int) -> int:
    """The last read from `held` on before which none is missing."""
    beyond = select(read_event.c.n).where(read_event.c.device == number).distinct().order_by(read_event.c.n)
    while some := connection.execute(beyond.where(read_event.c.n > held).limit(_SOME)).scalars().all():
        for n in some:
            if n != held + 1:
                return held
            held = n
    return held
