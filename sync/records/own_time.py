"""A worker's own time that is of no family: a team meeting, a course, leave. It keeps visits from being booked over each other."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NOT_FOR_FAMILY, Merge, field
from sync.records.owners import Owned
from sync.records.record import Record
from sync.records.types import Instant


class OwnTime(Record):
    """Time of one worker's own, in their own stream alone: it names no family, and no colleague holds it."""

    kind: ClassVar[str] = "own_time"
    compartment: ClassVar[Owned] = Owned.PERSON

    begins_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NOT_FOR_FAMILY, "When it begins.")
    ends_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NOT_FOR_FAMILY, "When it ends.")
    what: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What it is for, in the worker's words.")
