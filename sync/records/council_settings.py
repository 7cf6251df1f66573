"""What a council set for itself, as every laptop has it: its timescales, bounds, words and lists, from one day on (domain.md 2.3)."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, Merge, field
from sync.records.owners import Owned
from sync.records.record import Record
from sync.records.types import Day


class CouncilSettings(Record):
    """One published file of settings. The council alone writes it; its id follows from the framework's."""

    kind: ClassVar[str] = "settings"
    compartment: ClassVar[Owned] = Owned.REFERENCE

    framework: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "The framework's id, e.g. rotherham-1.")
    valid_from: Mapped[date | None] = field(Day, Merge.DECISION, NORMAL, "The day from which it is in force.")
    document: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "The whole file, as JSON.")
