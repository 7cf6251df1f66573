"""Families whose record two people changed, as their laptops left it: a conflict in the store, without a line."""

from datetime import datetime, timedelta
from typing import Any

from desktop.casework.desk import Desk
from desktop.casework.plans import Plans
from sync.records.conflict import Conflict
from sync.records.ids import stream_id
from sync.records.plan import Plan
from tests.support.desks import JO, MORNING, a_family, write

BEFORE = "The heating is on two hours a day."
MINE = "The heating is on two hours a day when Ruby is up."
THEIRS = "The gas heating is on two hours a day."
TOGETHER = "The gas heating is on two hours a day when Ruby is up."
NAMES = {JO.user: JO.name, "nadia.khan": "Nadia Khan"}


def name_of(user: str) -> str:
    return NAMES.get(user, "")


def a_clash(desk: Desk, family: str = "", field: str = "aim", nature: str = "clash", **fields: Any) -> str:
    """What this worker and Nadia made of the aim of a plan; the current one is Nadia's. The conflict's id."""
    family = family or a_family(desk, "Hartley-Okoro")
    Plans(desk).set_aim(family, fields.get("current", THEIRS), "")
    changed = fields.pop("changed", None)
    said = {"base": BEFORE, "kept": THEIRS, "other": MINE} | {k: v for k, v in fields.items() if k != "current"}
    return write(
        desk, Conflict, family, nature=nature, record_kind="plan", field_name=field,
        record=Plan.id_for(stream_id(family, Plan.compartment)),
        base={"value": said["base"]}, kept={"value": said["kept"]}, other={"value": said["other"]},
        kept_by="nadia.khan", kept_at=_earlier(2), other_by=JO.user, other_at=_earlier(1), changed=changed,
    )  # fmt: skip


def _earlier(hours: int) -> datetime:
    return MORNING - timedelta(hours=hours)
