"""Who lives at which address, and how much of the week (domain.md 3.2, B1.8 and B3).

It is a record of its own, because a child has two homes and a hidden address may be named by nothing that others can read: what says who
lives at one lies where that address does.
"""

from datetime import date
from typing import ClassVar

from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, Compartment, Merge, field
from sync.records.ids import natural_id
from sync.records.record import Record
from sync.records.types import Code, Day, Id, Whole


class Residence(Record):
    """One person at one address. It lies in the compartment of its address."""

    kind: ClassVar[str] = "residence"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    person: Mapped[str | None] = field(Id("person"), Merge.VALUE, NORMAL, "Who lives there.")
    home: Mapped[str | None] = field(Id("address"), Merge.VALUE, NORMAL, "At which address.")
    part: Mapped[str | None] = field(
        Code("main", "second", "other"), Merge.VALUE, NORMAL, "Whether it is their main home."
    )
    days_per_week: Mapped[int | None] = field(
        Whole(0, 7), Merge.VALUE, NORMAL, "How many days of a week they are there."
    )
    from_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "Since when.")
    until_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "Until when.")

    @staticmethod
    def id_for(stream: str, person: str, address: str) -> str:
        """The natural id of one person at one address (S23)."""
        return natural_id("residence", stream, person, address)
