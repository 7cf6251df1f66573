"""Who and what is around a family: a link of the ecomap (domain.md 4.10, B5)."""

from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Code, Ids


class EcomapLink(Record):
    """Somebody or something outside the household, and what flows between them. It is drawn with the family, so nothing in it is hidden."""

    kind: ClassVar[str] = "ecomap_link"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    label: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Who or what, in the family's words.")
    category: Mapped[str | None] = field(
        Text,
        Merge.VALUE,
        NORMAL,
        "family, friend, school, health, work, faith, service, club, pet, online or other.",
    )
    strength: Mapped[str | None] = field(
        Code("strong", "ok", "weak", "stressful", "broken"), Merge.VALUE, NORMAL, "What the link is like."
    )
    direction: Mapped[str | None] = field(
        Code("in", "out", "both"), Merge.VALUE, NORMAL, "Which way the energy flows: in is to the family."
    )
    about: Mapped[tuple[str, ...] | None] = field(
        Ids("person"), Merge.CHOICES, NORMAL, "Whose link it is; nobody named means the whole family's."
    )
    note: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What is worth knowing about it.")
