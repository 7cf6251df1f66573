"""Which worker carries a family, from when and why (domain.md 4.2). Access itself is the streams' members, on the server."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Code, Day, Id, Instant


class Allocation(Record):
    """One worker's time with a family."""

    kind: ClassVar[str] = "allocation"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    worker: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "The worker.")
    part: Mapped[str | None] = field(
        Code("lead", "co_worker", "cover"), Merge.DECISION, NOT_FOR_FAMILY, "As what they work with the family."
    )
    agency: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "The worker's agency.")
    manager: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "The manager who allocated.")
    from_on: Mapped[date | None] = field(Day, Merge.DECISION, NOT_FOR_FAMILY, "From when.")
    until_on: Mapped[date | None] = field(Day, Merge.DECISION, NOT_FOR_FAMILY, "Until when.")
    reason: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "Why, and why it ended.")
    accepted_at: Mapped[datetime | None] = field(
        Instant, Merge.DECISION, NOT_FOR_FAMILY, "When the worker took the family on."
    )
    handover: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What the next worker must know (T17).")
    episode: Mapped[str | None] = field(Id("episode"), Merge.VALUE, NOT_FOR_FAMILY, "The episode.")
