"""What a worker writes in a day about six families: a visit each with its lines, two notes, two actions, fifteen answers."""

from dataclasses import dataclass

import zstandard

from desktop.casework.desk import Desk
from desktop.casework.invented import InventedAnswer, InventedFamily, InventedRecord
from sync.records.assessment import Assessment
from sync.records.record import Synced
from tests.support.desks import TODAY
from tests.support.invented.families import invented_council

FAMILIES = 6
_COUNCIL = 20
_ANSWERS = 15
_NEWEST = {"visit": 1, "note": 2, "action": 2}
_ZSTD_LEVEL = 3  # as the protocol packs its lines


@dataclass(frozen=True)
class DaysWork:
    """One family's share of the day: what stood there in the morning, and what the evening adds."""

    family: str
    morning: tuple[Synced, ...]
    evening: tuple[Synced, ...]


def a_days_work() -> list[DaysWork]:
    """Of six families who have an assessment, a plan and visits."""
    full = [family for family in invented_council(1, _COUNCIL, TODAY) if len(family.answers) > 2 * _ANSWERS]
    return [_share(family) for family in full[:FAMILIES]]


def write(desk: Desk, day: list[DaysWork]) -> int:
    """Write it, each record or answer as a save of its own. How many saves that was."""
    for share in day:
        for row in share.evening:
            with desk.writing() as session:
                session.add(row)
    return sum(len(share.evening) for share in day)


def packed_values(desk: Desk) -> int:
    """Bytes of everything that waits to be sent, when nothing but its values is packed."""
    with desk.reading() as session:
        waiting = session.connection().exec_driver_sql(
            "SELECT value FROM change JOIN change_set USING (n) WHERE state = 'open'"
        )
        return len(zstandard.compress("\n".join(waiting.scalars()).encode(), _ZSTD_LEVEL))


def _share(family: InventedFamily) -> DaysWork:
    new = _written_today(family)
    morning: list[Synced] = []
    evening: list[Synced] = []
    for thing, row in zip((*family.records, *family.answers), family.rows(), strict=True):
        if isinstance(row, Assessment):
            row.state = "draft"  # it is being written today
        (evening if thing in new else morning).append(row)
    return DaysWork(family.id, tuple(morning), tuple(evening))


def _written_today(family: InventedFamily) -> list[InventedRecord | InventedAnswer]:
    newest = [
        record
        for kind, count in _NEWEST.items()
        for record in [record for record in family.records if record.kind == kind][-count:]
    ]
    visits = {record.id for record in newest if record.kind == "visit"}
    with_them = [record for record in family.records if record.fields.get("visit") in visits]
    return [*newest, *with_them, *family.answers[-_ANSWERS:]]
