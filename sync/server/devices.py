"""The council's view of its laptops: when they came last, what waits on them, and which are failing and why.

Who they are of is said by id and name, and nothing else of anybody.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import Connection, func, or_, select

from sync.server.council_desk import NAME
from sync.server.tables import device, device_number, evidence, staff


@dataclass(frozen=True)
class Device:
    """One laptop. Times are UTC text; what it never said is None."""

    device: str
    user: str
    user_name: str
    name: str
    enrolled_at: str
    contact_at: str | None
    """When it was last let in."""
    version: str | None
    waiting: int | None
    """Change sets that had not been receipted when it last asked for the manifest."""
    doubted: int | None
    """Streams that it holds back, since something in them is not what its device signed: `verify` says what."""
    refused: int
    """Change sets of its that the council refused for good."""
    problem: str | None
    """The last that it was answered with, and when."""
    problem_at: str | None
    copied_at: str | None
    """When it sent other bytes under a known id; until an operator confirms it."""
    revoked_at: str | None

    @property
    def state(self) -> str:
        """In a word. It is failing until it was let in again after its last problem."""
        if self.revoked_at is not None:
            return "revoked"
        if self.copied_at is not None:
            return "copied"
        if self.doubted:
            return "doubting"
        if self.problem_at is not None and self.problem_at >= (self.contact_at or ""):
            return "failing"
        return "new" if self.contact_at is None else "well"


def all_devices(connection: Connection) -> list[Device]:
    """Every laptop, those that were longest away first."""
    asked = (
        select(evidence.c.device, func.count().label("refused"))
        .where(evidence.c.code.is_not(None))
        .group_by(evidence.c.device)
        .subquery()
    )
    refused = (
        select(device_number.c.device, func.sum(asked.c.refused).label("refused"))
        .join(asked, asked.c.device == device_number.c.number)
        .group_by(device_number.c.device)
        .subquery()
    )
    columns = (
        "device",
        "user",
        "name",
        "enrolled_at",
        "contact_at",
        "version",
        "waiting",
        "doubted",
        "problem",
        "problem_at",
    )
    rows = connection.execute(
        select(
            *(device.c[name] for name in (*columns, "copied_at", "revoked_at")),
            staff.c.name.label("user_name"),
            refused.c.refused,
        )
        .join(staff, staff.c.user == device.c.user)
        .outerjoin(refused, refused.c.device == device.c.device)
        .where(or_(device.c.name != NAME, device.c.contact_at.is_not(None)))
        .order_by(func.coalesce(device.c.contact_at, ""), device.c.device)
    )
    return [Device(**{**row, "refused": int(row["refused"] or 0)}) for row in rows.mappings()]


def facts(one: Device) -> dict[str, str | int | None]:
    """What is known of a laptop, for machines."""
    return {**asdict(one), "state": one.state}


def table(devices: list[Device]) -> str:
    """For people, one laptop a line."""
    heads = ("device", "user", "name", "version", "last contact", "waiting", "refused", "state", "last problem")
    lines = [heads, *(_cells(one) for one in devices)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(heads))]
    return "\n".join("  ".join(map(str.ljust, line, widths)).rstrip() for line in lines)


def _cells(one: Device) -> tuple[str, ...]:
    problem = f"{one.problem} {one.problem_at}" if one.problem else ""
    counts = ("?" if one.waiting is None else str(one.waiting), str(one.refused))
    return (
        one.device,
        one.user,
        one.user_name,
        one.version or "?",
        one.contact_at or "never",
        *counts,
        one.state,
        problem,
    )
