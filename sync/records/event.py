"""An entry of the chronology: one significant thing, good or bad, as fact (domain.md 4.10)."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Boolean, Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Code, Day, Id, Ids


class Event(Record):
    """An entry of the chronology. The worker picks what is one; not every visit is."""

    kind: ClassVar[str] = "event"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    happened_on: Mapped[date | None] = field(
        Day, Merge.VALUE, NORMAL, "When; the first day of what the precision says."
    )
    precision: Mapped[str | None] = field(
        Code("day", "month", "year", "about"), Merge.VALUE, NORMAL, "How exactly the date is known."
    )
    text: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What happened, short, no opinion.")
    category: Mapped[str | None] = field(
        Text, Merge.VALUE, NORMAL, "e.g. move, school_change, health, police, achievement (domain.md 8.6)."
    )
    about: Mapped[tuple[str, ...] | None] = field(Ids("person"), Merge.CHOICES, NORMAL, "The people it is about.")
    impact: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What it meant for the child.")
    positive: Mapped[bool | None] = field(Boolean, Merge.VALUE, NORMAL, "Whether it was good.")
    significant: Mapped[bool | None] = field(
        Boolean, Merge.VALUE, NORMAL, "Whether it is one of the few that a reader must not miss."
    )
    source: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Who or what says so.")
    source_record: Mapped[str | None] = field(Id(), Merge.VALUE, NORMAL, "The record it was picked from.")
    sensitivity: Mapped[str | None] = field(
        Code("normal", "not_for_family"), Merge.DECISION, NOT_FOR_FAMILY, "Whether the entry may reach the family."
    )
