"""A case note: any call, text, e-mail or talk at the school gate (domain.md 4.11)."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Code, Compound, Id, Ids, Instant, Whole, Wire


class Note(Record):
    """A dated case note."""

    kind: ClassVar[str] = "note"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    happened_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "When the contact was.")
    channel: Mapped[str | None] = field(
        Text, Merge.VALUE, NORMAL, "call, text, email, meeting, school_gate, letter or other."
    )
    text: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What was said and done.")
    with_whom: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Whom the contact was with.")
    minutes: Mapped[int | None] = field(Whole(0, 1440), Merge.VALUE, NORMAL, "Time spent.")
    sensitivity: Mapped[str | None] = field(
        Code("normal", "not_for_family"), Merge.DECISION, NOT_FOR_FAMILY, "Whether the note may reach the family."
    )
    episode: Mapped[str | None] = field(Id("episode"), Merge.VALUE, NORMAL, "The episode it belongs to.")
    about: Mapped[tuple[str, ...] | None] = field(
        Ids("person"), Merge.CHOICES, NORMAL, "The people it is about, for subject access (F3)."
    )
    moved: Mapped[dict[str, Wire] | None] = field(
        Compound(of=Text(), by=Text(), at=Instant()),
        Merge.DECISION,
        NOT_FOR_FAMILY,
        "Of one that was written on another family: which note that was, who wrote it, and when (F3).",
    )
