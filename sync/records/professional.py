"""A professional who knows the family: the network around it (domain.md 4.11)."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Boolean, Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Day, Ids


class Professional(Record):
    """A professional who knows the family. Whether they may be told something is `consent`, never this."""

    kind: ClassVar[str] = "professional"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    name: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Name.")
    role: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "What they do, e.g. health visitor.")
    agency: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Their organisation, as consents name it.")
    phone: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Work telephone.")
    email: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Work e-mail.")
    email_secure: Mapped[bool | None] = field(
        Boolean, Merge.VALUE, NOT_FOR_FAMILY, "Whether personal data may be sent to that address."
    )
    for_whom: Mapped[tuple[str, ...] | None] = field(Ids("person"), Merge.CHOICES, NORMAL, "Whom they help.")
    from_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "Since when.")
    until_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "Until when.")
    in_team: Mapped[bool | None] = field(Boolean, Merge.VALUE, NORMAL, "Whether in the Team Around the Family.")
    is_lead: Mapped[bool | None] = field(Boolean, Merge.DECISION, NORMAL, "Whether the lead practitioner.")
