"""What a worker must know before going in: a dog, a no-contact order, two workers only (domain.md 4.11)."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Choices, Day, Ids


class Flag(Record):
    """A warning to read before going in, with who gave it and when it was last checked."""

    kind: ClassVar[str] = "flag"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    category: Mapped[str | None] = field(
        Text, Merge.VALUE, NOT_FOR_FAMILY, "e.g. dog, violence, two_workers, safe_contact, hidden_address."
    )
    text: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What to know and what to do.")
    source: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "Who says so.")
    from_on: Mapped[date | None] = field(Day, Merge.VALUE, NOT_FOR_FAMILY, "Since when.")
    checked_on: Mapped[date | None] = field(Day, Merge.VALUE, NOT_FOR_FAMILY, "When it was last checked.")
    review_on: Mapped[date | None] = field(Day, Merge.VALUE, NOT_FOR_FAMILY, "When to check again.")
    until_on: Mapped[date | None] = field(Day, Merge.VALUE, NOT_FOR_FAMILY, "Until when.")
    about: Mapped[tuple[str, ...] | None] = field(
        Ids("person"), Merge.CHOICES, NOT_FOR_FAMILY, "The people it is about."
    )
    show_on: Mapped[tuple[str, ...] | None] = field(
        Choices("prepare", "visit"),
        Merge.CHOICES,
        NOT_FOR_FAMILY,
        "Where it shows besides the overview; empty for everywhere.",
    )
