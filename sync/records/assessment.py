"""An Early Help Assessment and its answers (domain.md 3; sync.md, section 2).

Answers are open fields of their assessment: one row a question locally, `<companion>@<key>` on the wire. Which companion holds the
value says how it merges, so that a device can merge answers to a form it has never seen.
"""

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from sync.records.fields import NORMAL, Compartment, Merge, field
from sync.records.record import ANSWER_MARK, Record, Synced
from sync.records.types import Choices, Code, Compound, Day, Id, Ids, Instant, Wire


class Assessment(Record):
    """One assessment of one family; its form's id, version and digest are fixed when it begins."""

    kind: ClassVar[str] = "assessment"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    form_id: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "The form's id.")
    form_version: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "The form's version.")
    form_digest: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "SHA-256 of the published form.")
    reference: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The council's reference, final from birth (A2).")
    previous: Mapped[str | None] = field(
        Id("assessment"), Merge.DECISION, NORMAL, "The signed version that this one starts from (S16)."
    )
    episode: Mapped[str | None] = field(Id("episode"), Merge.VALUE, NORMAL, "The episode it belongs to.")
    state: Mapped[str | None] = field(
        Code("draft", "completed", "agreed", "returned"), Merge.DECISION, NORMAL, "Where it stands."
    )
    assessment_kind: Mapped[str | None] = field(
        Text, Merge.VALUE, NORMAL, "new, reassessment, step_down or unborn (A3)."
    )
    started_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "The first conversation (A4).")
    lead: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The worker completing it (A6).")
    children: Mapped[tuple[str, ...] | None] = field(Ids("person"), Merge.CHOICES, NORMAL, "The children assessed.")
    took_part: Mapped[tuple[str, ...] | None] = field(
        Ids("person", "professional"), Merge.CHOICES, NORMAL, "Who took part (A14)."
    )
    completed_on: Mapped[date | None] = field(Day, Merge.DECISION, NORMAL, "When it was completed (A5).")
    level: Mapped[dict[str, Wire] | None] = field(
        Compound(framework=Text(), code=Text()), Merge.DECISION, NORMAL, "Level of need now (M1)."
    )
    rationale: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NORMAL, "Why this level and not the one above or below (M2)."
    )
    outcome: Mapped[str | None] = field(
        Text,
        Merge.DECISION,
        NORMAL,
        "What follows, e.g. signpost, single_agency_plan, multi_agency_plan, step_up (M4).",
    )
    family_comments: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NORMAL, "What the family says of it, each by name (N1)."
    )
    fair_picture: Mapped[dict[str, Wire] | None] = field(
        Compound(answer=Code("yes", "partly", "no"), wrong=Text()), Merge.VALUE, NORMAL, "Is it a fair picture (N2)."
    )
    signed_by: Mapped[tuple[str, ...] | None] = field(
        Ids("person"),
        Merge.CHOICES,
        NORMAL,
        "Those of the family who signed; a drawn signature is an attachment that belongs to the assessment (N4).",
    )
    unsigned_because: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NORMAL, "Why somebody of the family did not sign, each by name (N4)."
    )
    signed_off: Mapped[dict[str, Wire] | None] = field(
        Compound(by=Text(), at=Instant(), digest=Text(), document=Text()),
        Merge.DECISION,
        NORMAL,
        "Who signed, when, and the SHA-256 of what was shown and of the printed copy (S13).",
    )


class Answer(Synced):
    """One answer with its companions."""

    __tablename__ = "answer"

    stream: Mapped[str] = mapped_column(Text)
    """Without an index, of which most of a caseload would be: answers are found by their assessment."""
    assessment: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The answer's canonical text, where it is one value.")
    narrative: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "The answer's text, where it is prose.")
    choices: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NORMAL, "The codes chosen, where there may be many."
    )
    status: Mapped[str | None] = field(
        Code("answered", "not_asked", "declined", "not_applicable"), Merge.VALUE, NORMAL, "What an empty answer means."
    )
    said_by: Mapped[str | None] = field(Id("person"), Merge.VALUE, NORMAL, "The person whose answer it is.")
    sensitivity: Mapped[str | None] = field(
        Code("normal", "not_for_family"), Merge.DECISION, NORMAL, "When not as the form says."
    )
    source: Mapped[str | None] = field(
        Code("family", "professional", "record", "observed"), Merge.VALUE, NORMAL, "Where it comes from."
    )
    words: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NORMAL, "Their own words, quoted; kept through every merge."
    )

    def address(self) -> tuple[str, str]:
        return Assessment.kind, self.assessment

    def wire_name(self, column: str) -> str:
        return column + ANSWER_MARK + self.key
