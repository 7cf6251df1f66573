"""A file kept with a family: a drawing, a photographed form. Its bytes travel apart, addressed by their hash (sync.md, section 6)."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Code, Day, Id, Ids, Whole


class Attachment(Record):
    """A file kept with a family. Its bytes travel apart from this description."""

    kind: ClassVar[str] = "attachment"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    sha256: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "SHA-256 of the bytes, in hexadecimal.")
    category: Mapped[str | None] = field(
        Code("photo", "drawing", "signature", "letter", "other"), Merge.VALUE, NORMAL, "What kind of file it is."
    )
    name: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "What the worker calls it.")
    size: Mapped[int | None] = field(Whole(0, 2**40), Merge.DECISION, NOT_FOR_FAMILY, "Bytes.")
    media_type: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "Media type, judged by content.")
    caption: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What it shows.")
    received_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "The day of a letter, or when it was received.")
    from_whom: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Who it is from.")
    belongs_to: Mapped[str | None] = field(
        Id(), Merge.VALUE, NORMAL, "The record it belongs to; of a further page of a document, its first page."
    )
    page: Mapped[int | None] = field(
        Whole(1, 1000),
        Merge.VALUE,
        NORMAL,
        "Its number among the pages of one document; empty where there is one page.",
    )
    sensitivity: Mapped[str | None] = field(
        Code("normal", "not_for_family"), Merge.DECISION, NOT_FOR_FAMILY, "Whether it may reach the family."
    )
    about: Mapped[tuple[str, ...] | None] = field(
        Ids("person"), Merge.CHOICES, NORMAL, "The people it is about, for subject access (F3)."
    )
