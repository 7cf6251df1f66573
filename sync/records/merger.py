"""That two families are one, or are two after all: proposed by a worker, decided by a manager (sync.md, section 2).

No record ever moves: the family that is merged points to the one that stays, and a split takes the pointer away. Both kinds lie with the family
that is merged, or was.
"""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.ids import natural_id
from sync.records.record import Record
from sync.records.types import Code, Id, Instant


class MergeProposal(Record):
    """A worker's word that this family is one with another, or that the two are to be told apart again."""

    kind: ClassVar[str] = "merge_proposal"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    act: Mapped[str | None] = field(Code("merge", "split"), Merge.DECISION, NOT_FOR_FAMILY, "What is proposed.")
    other: Mapped[str | None] = field(
        Text,
        Merge.DECISION,
        NOT_FOR_FAMILY,
        "The id of the family that stays. It is another family, so no id of a record here.",
    )
    why: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "Why, and how it is known.")
    proposed_by: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "The worker.")
    proposed_at: Mapped[datetime | None] = field(Instant, Merge.DECISION, NOT_FOR_FAMILY, "When.")


class MergeDecision(Record):
    """A manager's word on such a proposal."""

    kind: ClassVar[str] = "merge_decision"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    proposal: Mapped[str | None] = field(Id("merge_proposal"), Merge.DECISION, NOT_FOR_FAMILY, "The proposal.")
    decision: Mapped[str | None] = field(Code("agree", "refuse"), Merge.DECISION, NOT_FOR_FAMILY, "The decision.")
    comment: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "Why.")
    decided_by: Mapped[str | None] = field(Text, Merge.DECISION, NOT_FOR_FAMILY, "The manager.")
    decided_at: Mapped[datetime | None] = field(Instant, Merge.DECISION, NOT_FOR_FAMILY, "When.")

    @staticmethod
    def id_for(proposal: str) -> str:
        """The natural id of the decision on a proposal: two managers' decisions meet in one record (S23)."""
        return natural_id("merge_decision", proposal)
