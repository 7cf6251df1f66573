"""A safeguarding concern: harm that was disclosed or seen, and what was done about it (domain.md 4.9; 2.2, T5)."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Choices, Code, Compound, Id, Ids, Instant, Wire

_YES_NO = Code("yes", "no")


class Concern(Record):
    """A concern that a worker raised about a child. It is sent before everything else, and nothing in it has to be filled in."""

    kind: ClassVar[str] = "concern"
    compartment: ClassVar[Compartment] = Compartment.RESTRICTED
    urgent: ClassVar[bool] = True

    raised_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NOT_FOR_FAMILY, "When it was raised.")
    raised_by: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "Who raised it, by name.")
    noticed: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "When it was said or seen, as written.")
    place: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "Where it was said or seen.")
    about: Mapped[tuple[str, ...] | None] = field(
        Ids("person"), Merge.CHOICES, NOT_FOR_FAMILY, "The children of the family that it is about."
    )
    who: Mapped[str | None] = field(
        Text, Merge.VALUE, NOT_FOR_FAMILY, "The child, in words: where there is no record of them, or to tell them by."
    )
    visit: Mapped[str | None] = field(Id("visit"), Merge.VALUE, NOT_FOR_FAMILY, "The visit during which it was.")
    words: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What was said, word for word.")
    said_by: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "Who said it.")
    asked: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What the worker asked, word for word.")
    seen: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What was seen, as fact.")
    marks: Mapped[dict[str, Wire] | None] = field(
        Compound, Merge.VALUE, NOT_FOR_FAMILY, "Marks on the body map: side, place in thousandths, words."
    )
    opinion: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What the worker thinks it means.")
    categories: Mapped[tuple[str, ...] | None] = field(
        Choices,
        Merge.CHOICES,
        NOT_FOR_FAMILY,
        "physical, emotional, sexual, neglect, domestic_abuse, exploitation, other.",
    )
    safe_now: Mapped[str | None] = field(
        Code("yes", "no", "not_known"), Merge.VALUE, NOT_FOR_FAMILY, "Whether the child is safe now."
    )
    actions: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What was done at once.")
    others_know: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "Who else knows.")
    child_told: Mapped[str | None] = field(
        _YES_NO, Merge.VALUE, NOT_FOR_FAMILY, "Whether the child was told what happens next."
    )
    parent_told: Mapped[str | None] = field(_YES_NO, Merge.VALUE, NOT_FOR_FAMILY, "Whether a parent was told.")
    why_not: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "Why somebody was not told or not asked.")
    consent: Mapped[str | None] = field(
        Code("agreed", "refused", "not_needed"), Merge.VALUE, NOT_FOR_FAMILY, "What was said about sharing it."
    )
    calls: Mapped[dict[str, Wire] | None] = field(
        Compound, Merge.VALUE, NOT_FOR_FAMILY, "Who was rung: whom, number, when, whom one spoke to, their advice."
    )
    outcome: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What came of it.")
