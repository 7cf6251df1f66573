"""What one person agreed to, for one purpose and one agency (domain.md 2.5, 3.3). "No" is recorded, never deleted.

A parent agrees for a child by a consent of the parent's own; `sync.rules.consents` says what is in force.
"""

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.ids import natural_id
from sync.records.record import Record
from sync.records.types import Code, Compound, Day, Id, Ids, Wire


class Consent(Record):
    """What one person agrees to, for one purpose and one agency. Their earlier word is in the history."""

    kind: ClassVar[str] = "consent"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    person: Mapped[str | None] = field(Id("person"), Merge.DECISION, NORMAL, "Whose agreement it is.")
    purpose: Mapped[str | None] = field(
        Text, Merge.DECISION, NORMAL, "assessment, sharing or evaluation, or another purpose of the council's."
    )
    agency: Mapped[str | None] = field(
        Text, Merge.DECISION, NORMAL, "The agency it is shared with; empty for the council's own work."
    )
    decision: Mapped[dict[str, Wire] | None] = field(
        Compound(
            answer=Code("given", "refused", "not_asked", "withdrawn"),
            on=Day(),
            how=Code("signed_on_screen", "signed_paper", "verbal", "email"),
            witness=Text(),
            notice=Text(),
        ),
        Merge.DECISION,
        NORMAL,
        "The answer, when and how it was given, who heard it, and the privacy notice's version.",
    )
    from_on: Mapped[date | None] = field(Day, Merge.DECISION, NORMAL, "In force from, when later than the answer.")
    until_on: Mapped[date | None] = field(Day, Merge.DECISION, NORMAL, "In force until and including.")
    review_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "When to ask again (C13).")
    limits: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "What may not be shared, in their words (C6).")
    not_to_see: Mapped[str | None] = field(
        Text, Merge.DECISION, NOT_FOR_FAMILY, "Who must not see the record, and why (C5); a banner everywhere."
    )
    competence: Mapped[dict[str, Wire] | None] = field(
        Compound(view=Code("competent", "not_competent", "not_assessed"), reasons=Text(), on=Day()),
        Merge.DECISION,
        NOT_FOR_FAMILY,
        "Whether a young person understands enough to decide this alone (C9).",
    )
    refusal: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "Why they said no, or why they were not asked (C2, C10)."
    )
    refusal_risk: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "The risk if nothing is done (C10)."
    )
    refusal_instead: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What is done instead (C10).")
    copies_to: Mapped[tuple[str, ...] | None] = field(Ids("person"), Merge.CHOICES, NORMAL, "Who gets a copy (C7).")
    copies_by: Mapped[str | None] = field(
        Code("paper", "email", "not_wanted"), Merge.VALUE, NORMAL, "How a copy reaches them (C7)."
    )

    @staticmethod
    def id_for(stream: str, person: str, purpose: str, agency: str = "") -> str:
        """The natural id of a person's consent for a purpose and an agency (S23)."""
        return natural_id("consent", stream, person, purpose, agency)
