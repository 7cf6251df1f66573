"""A family: what the pages call it and what a visitor must know before speaking with it.

Its streams are derived from its id; whether help is open is its episodes' business.
"""

from typing import ClassVar

from sqlalchemy import Boolean, Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Choices


class Family(Record):
    """One family. Two households of separated parents may be two families with a person in each."""

    kind: ClassVar[str] = "family"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    name: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "What the family is called, e.g. Hartley-Okoro.")
    reference: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The council's reference, final from birth (A2).")
    area: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The locality whose team works with the family.")
    language: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The language spoken at home.")
    communication: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NORMAL, "Interpreter, signing, easy read and other help with talking (A16, A17)."
    )
    other_ids: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NOT_FOR_FAMILY, "Ids in other systems, each as system:id."
    )
    restricted: Mapped[bool | None] = field(
        Boolean, Merge.DECISION, NOT_FOR_FAMILY, "Whether only named people may know of this family (F1)."
    )
