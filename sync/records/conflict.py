"""Two values for one field, waiting for a person (sync.md, section 4; S11, S20, S21).

It lives in the stream of the record that it is about, with a fresh id. What is on the server stays current; nothing here is ever
merged, and the first settlement stands.
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Choices, Code, Compound, Id, Instant, Wire


class Conflict(Record):
    """Two values for one field, waiting for a person. They are kept as {"value": ...}; {} is a field that was not there."""

    kind: ClassVar[str] = "conflict"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    nature: Mapped[str | None] = field(
        Code("clash", "deleted", "joined"),
        Merge.DECISION,
        NOT_FOR_FAMILY,
        "Two values for one field, a delete that met a change, or two texts joined that somebody must read.",
    )
    record_kind: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "The kind of the record.")
    record: Mapped[str | None] = field(Id(), Merge.DECISION, NOT_FOR_FAMILY, "The record.")
    field_name: Mapped[str | None] = field(
        Text, Merge.DECISION, NOT_FOR_FAMILY, "The field by its wire name; `deleted` where one side deleted (S14)."
    )
    base: Mapped[dict[str, Wire] | None] = field(
        Compound, Merge.DECISION, NOT_FOR_FAMILY, "The value that both began from."
    )
    kept: Mapped[dict[str, Wire] | None] = field(
        Compound, Merge.DECISION, NOT_FOR_FAMILY, "The value that was current when the two met."
    )
    kept_by: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "Who wrote the value kept.")
    kept_at: Mapped[datetime | None] = field(Instant, Merge.DECISION, NOT_FOR_FAMILY, "When they made that change.")
    other: Mapped[dict[str, Wire] | None] = field(Compound, Merge.DECISION, NOT_FOR_FAMILY, "The other value.")
    other_by: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "Who wrote the other value.")
    other_at: Mapped[datetime | None] = field(Instant, Merge.DECISION, NOT_FOR_FAMILY, "When they made that change.")
    changed: Mapped[tuple[str, ...] | None] = field(
        Choices,
        Merge.DECISION,
        NOT_FOR_FAMILY,
        "Of a decision that was taken back: the record's fields that were not as its author saw them (S13).",
    )
    settled: Mapped[dict[str, Wire] | None] = field(
        Compound(choice=Code("kept", "other", "together", "edited", "read"), by=Text(), at=Instant()),
        Merge.DECISION,
        NOT_FOR_FAMILY,
        "Who settled it, when and for which; the field's own change carries the value.",
    )
