"""One open-to-close period of early help for a family (domain.md 2.1 to 2.3, 4.7). Coming back is a new episode linked to the old."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.record import Record
from sync.records.types import Choices, Code, Compound, Day, Id, Instant, Wire

ENDED = ("signposted", "declined", "closed", "stepped_up", "transferred")
OPEN = ("contact", "screening", "allocated", "engaging", "assessing", "planning", "active", "paused", "closing")


class Episode(Record):
    """One open-to-close period of help. Which state may follow which is `sync.rules.episodes`."""

    kind: ClassVar[str] = "episode"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    state: Mapped[str | None] = field(Code(*OPEN, *ENDED), Merge.DECISION, NORMAL, "Where the help stands.")
    source: Mapped[str | None] = field(
        Text, Merge.VALUE, NORMAL, "Who asked: self, child, school, health, police, mash, step_down, housing or other."
    )
    presenting: Mapped[tuple[str, ...] | None] = field(Choices, Merge.CHOICES, NORMAL, "The needs it began with.")
    level: Mapped[dict[str, Wire] | None] = field(
        Compound(framework=Text(), code=Text(), on=Day()),
        Merge.DECISION,
        NORMAL,
        "Level of need: the council's framework, its code and since when (domain.md 1.5).",
    )
    rationale: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "Why this level (M2, T4).")
    received_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "When the contact reached the council.")
    allocated_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "When a worker was named.")
    first_contact_at: Mapped[datetime | None] = field(
        Instant, Merge.VALUE, NORMAL, "The first successful contact with the family."
    )
    lead: Mapped[str | None] = field(Text, Merge.DECISION, NORMAL, "The lead practitioner.")
    without_help: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "The risk if no help is given, considered before an end (T7)."
    )
    ending: Mapped[dict[str, Wire] | None] = field(
        Compound(
            on=Day(), reason=Text(), needs_met=Code("all", "most", "some", "none"), authorised_by=Text(), digest=Text()
        ),
        Merge.DECISION,
        NORMAL,
        "When and why it ended, how far needs were met, who authorised it and what they were shown (S13).",
    )
    difference: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What made the difference.")
    carries_on: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NORMAL, "What remains and who carries on; the family's own exit plan."
    )
    family_view: Mapped[dict[str, Wire] | None] = field(
        Compound(asked=Code("yes", "no"), rating=Code("excellent", "good", "ok", "poor"), words=Text()),
        Merge.VALUE,
        NORMAL,
        "How the family rated the help; these rating words are counted as they stand.",
    )
    sustain_check_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "When to see whether it lasted.")
    searched: Mapped[dict[str, Wire] | None] = field(
        Compound(
            at=Instant(),
            by=Text(),
            here=Code("no", "possible", "likely"),
            council=Code("no", "possible", "likely"),
            because=Text(),
        ),
        Merge.VALUE,
        NOT_FOR_FAMILY,
        "The search before it began (T1): when, by whom, whether a family like this was known on the laptop and, once it "
        "was asked, at the council, and why it is none of these.",
    )
    previous: Mapped[str | None] = field(Id("episode"), Merge.VALUE, NORMAL, "The episode it follows (T18).")
