"""How two people belong together: the genogram, and who holds parental responsibility (domain.md 3.2, B2)."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.ids import natural_id
from sync.records.record import Record
from sync.records.types import Code, Day, Id


class Relationship(Record):
    """How two people belong together: `a` is the `relation` of `b`. Said once; the other direction is a rule."""

    kind: ClassVar[str] = "relationship"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    a: Mapped[str | None] = field(Id("person"), Merge.VALUE, NORMAL, "The one who is something to the other.")
    relation: Mapped[str | None] = field(
        Text, Merge.VALUE, NORMAL, "What `a` is to `b`, e.g. mother, half_sibling, former_partner."
    )
    b: Mapped[str | None] = field(Id("person"), Merge.VALUE, NORMAL, "The other.")
    from_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "Since when.")
    until_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "Until when.")
    responsibility: Mapped[str | None] = field(
        Code(
            "mother", "married", "birth_certificate", "court_order", "adoption", "special_guardianship", "council",
            "none", "not_known",
        ),
        Merge.VALUE,
        NORMAL,
        "How `a` holds parental responsibility for `b` (B1.10).",
    )  # fmt: skip
    quality: Mapped[str | None] = field(
        Text, Merge.VALUE, NOT_FOR_FAMILY, "close, ordinary, distant, conflict, cut_off, controlling or not_known."
    )
    notes: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What else matters between them.")

    @staticmethod
    def id_for(stream: str, one: str, other: str) -> str:
        """The natural id of what is between two people, in whichever order they are named (S23)."""
        return natural_id("relationship", stream, *sorted((one, other)))
