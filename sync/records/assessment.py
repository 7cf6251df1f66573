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
from sync.records.types import Choices, Compound, Day, Wire


class Assessment(Record):
    """One assessment of one family; its form's id, version and digest are fixed when it begins."""

    kind: ClassVar[str] = "assessment"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    form_id: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "The form's id.")
    form_version: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "The form's version.")
    form_digest: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "SHA-256 of the published form.")
    episode: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The episode it belongs to.")
    state: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "draft, completed, agreed or returned.")
    assessment_kind: Mapped[str | None] = field(
        Text, Merge.VALUE, NORMAL, "new, reassessment, step_down or unborn (A3)."
    )
    started_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "The first conversation (A4).")
    lead: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The worker completing it (A6).")
    signed_off: Mapped[dict[str, Wire] | None] = field(
        Compound,
        Merge.DECISION,
        NORMAL,
        "Who signed, when, and the SHA-256 of what was shown (S13).",
    )


class Answer(Synced):
    """One answer with its companions."""

    __tablename__ = "answer"

    assessment: Mapped[str] = mapped_column(Text, primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    value: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The answer's canonical text, where it is one value.")
    narrative: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "The answer's text, where it is prose.")
    choices: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NORMAL, "The codes chosen, where there may be many."
    )
    status: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "answered, not_asked, declined or not_applicable.")
    said_by: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The person whose answer it is.")
    sensitivity: Mapped[str | None] = field(
        Text, Merge.DECISION, NORMAL, "normal or not_for_family, when not as the form says."
    )
    source: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "family, professional, record or observed.")
    words: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NORMAL, "Their own words, quoted; kept through every merge."
    )

    def address(self) -> tuple[str, str]:
        return Assessment.kind, self.assessment

    def wire_name(self, column: str) -> str:
        return column + ANSWER_MARK + self.key
