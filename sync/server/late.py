"""Work that follows work set aside goes aside too, also after the family was given back (S24); so does what a vault from before sends (F6)."""

from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, func, select

from sync.protocol.change_set import ChangeSet
from sync.server.ledger import Ledger
from sync.server.received import Arrived
from sync.server.states import States
from sync.server.tables import aside, device_number


def streams_of_late_work(connection: Connection, names: Collection[str], numbers: Collection[int]) -> set[str]:
    """Those of these streams in which work of this device lies aside. `numbers`: all that the device was given."""
    mine = select(aside.c.stream).where(aside.c.stream.in_(names), aside.c.device.in_(numbers)).distinct()
    return {*connection.execute(mine).scalars()} if names else set()


def is_overtaken(connection: Connection, line: Arrived, numbers: Collection[int]) -> bool:
    """Whether the device's vault had ended this number before it came to this n, or has sealed this n under a newer one: the set is of another (F6)."""
    newer = [number for number in numbers if number > line.head.device]
    if not newer:
        return False
    ended = select(func.min(device_number.c.after)).where(device_number.c.number.in_(newer))
    if line.head.n > int(connection.execute(ended).scalar_one()):
        return True
    again = Ledger(connection, {(number, line.head.n) for number in newer})
    return any(again.of((number, line.head.n)) is not None for number in newer)


def builds_on_late_work(line: Arrived, ledger: Ledger) -> bool:
    """Whether a set builds on one that lies aside."""
    return any((known := ledger.of(needed)) is not None and known.fate == "aside" for needed in line.builds_on)


def touches_late_record(connection: Connection, line: Arrived, numbers: Collection[int], states: States) -> bool:
    """Whether a set touches a record that only one of this device's that lies aside has made."""
    stream = line.head.stream
    missing = {
        (change.kind, change.record)
        for change in line.changes
        if not states.exists((stream, change.kind, change.record))
    }
    if not missing:
        return False
    mine = select(aside.c.sealed).where(aside.c.stream == stream, aside.c.device.in_(numbers))
    return any(
        (group.kind, group.record) in missing
        for sealed in connection.execute(mine).scalars()
        for group in msgspec.json.decode(sealed, type=ChangeSet).changes
    )
