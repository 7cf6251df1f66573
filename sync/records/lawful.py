"""What the law asks us to keep about records: redactions, disclosures and statements of disagreement (F3)."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Choices, Code, Compound, Day, Id, Ids, Instant, Wire

GROUNDS = ("wrong_family", "rectification", "erasure", "court_order", "retention")
"""On which something may be taken out."""


class Redaction(Record):
    """A value taken out for good under authority. It lives in the stream of what it takes out, so that every reader applies it."""

    kind: ClassVar[str] = "redaction"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    record_kind: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "The kind of the record.")
    record: Mapped[str | None] = field(Id(), Merge.DECISION, NOT_FOR_FAMILY, "The record.")
    field_names: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.DECISION, NOT_FOR_FAMILY, "The fields taken out; empty for the whole record."
    )
    ground: Mapped[str | None] = field(
        Code(*GROUNDS),
        Merge.DECISION,
        NOT_FOR_FAMILY,
        "The ground.",
    )
    authority: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "The authority, in words.")
    requested_by: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "Who asked for it.")
    approval: Mapped[dict[str, Wire] | None] = field(
        Compound(by=Text(), at=Instant()), Merge.DECISION, NOT_FOR_FAMILY, "Who else approved it, and when."
    )


class Disclosure(Record):
    """What was given to whom: the answer to "who has the old version" (Article 19, Caldicott)."""

    kind: ClassVar[str] = "disclosure"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    what: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "What was given, e.g. the family's copy.")
    records: Mapped[tuple[str, ...] | None] = field(Ids(), Merge.CHOICES, NOT_FOR_FAMILY, "The records it was made of.")
    to_whom: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "The person it was given to.")
    agency: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "Their agency; empty for the family.")
    at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NOT_FOR_FAMILY, "When.")
    how: Mapped[str | None] = field(
        Text, Merge.VALUE, NOT_FOR_FAMILY, "paper, secure_email, email, shown_on_screen, spoken or other."
    )
    consent: Mapped[str | None] = field(Id("consent"), Merge.VALUE, NOT_FOR_FAMILY, "The consent relied on.")
    ground: Mapped[str | None] = field(
        Text, Merge.VALUE, NOT_FOR_FAMILY, "The legal ground where there was none (C11)."
    )
    reasons: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "Why that ground held, in words (C11).")
    authorised_by: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "Who authorised it (C11).")
    document: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "SHA-256 of the document given.")
    about: Mapped[tuple[str, ...] | None] = field(
        Ids("person"), Merge.CHOICES, NOT_FOR_FAMILY, "The people it is about, for subject access (F3)."
    )


class Statement(Record):
    """A person's disagreement, shown beside the entry that the council does not change (Article 16)."""

    kind: ClassVar[str] = "statement"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    person: Mapped[str | None] = field(Id("person"), Merge.VALUE, NORMAL, "Whose statement it is.")
    record_kind: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The kind of the record it is about.")
    record: Mapped[str | None] = field(Id(), Merge.VALUE, NORMAL, "The record it is about.")
    field_name: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The field, where it is about one.")
    text: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "The statement, in their words.")
    made_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "When it was made.")
    how: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "How it reached us.")
