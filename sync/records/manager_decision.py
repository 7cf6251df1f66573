"""A manager's word on an assessment (domain.md 3.14, N5). A record of its own, for its author is not the assessment's."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.ids import natural_id
from sync.records.record import Record
from sync.records.types import Code, Day, Id


class ManagerDecision(Record):
    """A manager's word on an assessment. `return` opens the next draft."""

    kind: ClassVar[str] = "manager_decision"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    assessment: Mapped[str | None] = field(Id("assessment"), Merge.DECISION, NOT_FOR_FAMILY, "The assessment.")
    decision: Mapped[str | None] = field(
        Code("agree", "return", "disagree"), Merge.DECISION, NOT_FOR_FAMILY, "The decision."
    )
    comment: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "Why, and what is asked.")
    decided_by: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "The manager.")
    decided_on: Mapped[date | None] = field(Day, Merge.DECISION, NOT_FOR_FAMILY, "The day.")
    digest: Mapped[str | None] = field(
        Text, Merge.DECISION, NOT_FOR_FAMILY, "SHA-256 of the content that was shown (S13)."
    )

    @staticmethod
    def id_for(assessment: str) -> str:
        """The natural id of the decision on an assessment: two managers' decisions meet in one record (S23)."""
        return natural_id("manager_decision", assessment)
