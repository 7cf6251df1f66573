"""An address where someone of the family lives or lived (domain.md 3.2, B3). A refuge belongs in the restricted compartment."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Boolean, Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Choices, Code, Compound, Day, Wire


class Address(Record):
    """A place where someone of the family lives or lived. A refuge belongs in the restricted compartment."""

    kind: ClassVar[str] = "address"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    place: Mapped[dict[str, Wire] | None] = field(
        Compound(line1=Text(), line2=Text(), town=Text(), postcode=Text(), uprn=Text()),
        Merge.VALUE,
        NORMAL,
        "The address as one value: half of one house and half of another is nowhere.",
    )
    use: Mapped[str | None] = field(
        Code("home", "second", "temporary", "refuge", "placement", "other"), Merge.VALUE, NORMAL, "What it is to them."
    )
    from_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "Since when.")
    until_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "Until when.")
    confidential: Mapped[bool | None] = field(
        Boolean, Merge.DECISION, NOT_FOR_FAMILY, "Whether it must stay out of every copy and letter."
    )
    directions: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "How to get in, where to park, what to watch for."
    )
    directions_by: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NOT_FOR_FAMILY, "The workers who wrote how to get in."
    )
