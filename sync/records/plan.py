"""The family plan: outcomes wanted, and who does what by when (domain.md 4.3)."""

from datetime import date
from typing import ClassVar

from sqlalchemy import Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.ids import natural_id
from sync.records.record import Record
from sync.records.types import Choices, Code, Compound, Day, Id, Ids, Whole, Wire

PROGRESS = ("not_started", "started", "done", "partly", "blocked", "no_longer_needed")


class Plan(Record):
    """The family's one plan."""

    kind: ClassVar[str] = "plan"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    episode: Mapped[str | None] = field(Id("episode"), Merge.VALUE, NORMAL, "The episode it serves now.")
    aim: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "Our aim, in the family's words.")
    agreed: Mapped[dict[str, Wire] | None] = field(
        Compound(on=Day(), digest=Text()), Merge.DECISION, NORMAL, "When it was agreed, and what was shown (S13)."
    )
    agreed_with: Mapped[tuple[str, ...] | None] = field(
        Ids("person"), Merge.CHOICES, NORMAL, "The family who agreed it."
    )
    contingency: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NORMAL, "If things get worse we will: the safety and contingency plan."
    )
    child_version: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "The plan told to a child.")
    review_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "The next review.")
    copies_to: Mapped[tuple[str, ...] | None] = field(
        Ids("person", "professional"), Merge.CHOICES, NORMAL, "Who gets a copy."
    )

    @staticmethod
    def id_for(stream: str) -> str:
        """The natural id of a family's plan (S23)."""
        return natural_id("plan", stream)


class Outcome(Record):
    """Something the family wants to be true, as a whole sentence."""

    kind: ClassVar[str] = "outcome"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    plan: Mapped[str | None] = field(Id("plan"), Merge.VALUE, NORMAL, "The plan.")
    text: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "The outcome wanted, in the family's words.")
    for_whom: Mapped[tuple[str, ...] | None] = field(Ids("person"), Merge.CHOICES, NORMAL, "Whose life it is about.")
    measure: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "How we will know: what can be seen.")
    area: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "The area it is scored in.")
    came_from: Mapped[str | None] = field(
        Text,
        Merge.VALUE,
        NORMAL,
        "The worry or the goal that it answers: the key of that answer in the assessment (J).",
    )
    priority: Mapped[int | None] = field(
        Whole(1, 100), Merge.VALUE, NORMAL, "How much it matters to the family; 1 comes first."
    )
    need: Mapped[str | None] = field(
        Text, Merge.VALUE, NOT_FOR_FAMILY, "The Supporting Families need, e.g. SF1.1 (domain.md 8.2)."
    )
    start_score: Mapped[int | None] = field(Whole(0, 10), Merge.VALUE, NORMAL, "The score when it began.")
    target_score: Mapped[int | None] = field(Whole(0, 10), Merge.VALUE, NORMAL, "The score that is good enough.")
    current_score: Mapped[int | None] = field(Whole(0, 10), Merge.VALUE, NORMAL, "The latest score.")
    state: Mapped[str | None] = field(
        Code("open", "improving", "met", "not_met", "dropped"), Merge.VALUE, NORMAL, "Where it stands."
    )
    met_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "When it was met.")
    sustain_check_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "When to see whether it lasted.")
    position: Mapped[int | None] = field(Whole(0, 1_000_000), Merge.VALUE, NORMAL, "Its place in the plan.")


class Action(Record):
    """Something that one or more people will do. The family may own it."""

    kind: ClassVar[str] = "action"
    compartment: ClassVar[Compartment] = Compartment.SHARED

    plan: Mapped[str | None] = field(Id("plan"), Merge.VALUE, NORMAL, "The plan.")
    outcome: Mapped[str | None] = field(Id("outcome"), Merge.VALUE, NORMAL, "The outcome it works towards.")
    text: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What will be done, verb first.")
    detail: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NORMAL, "How, the support needed, and when it counts as done."
    )
    owners: Mapped[tuple[str, ...] | None] = field(
        Ids("person", "professional"), Merge.CHOICES, NORMAL, "The family and professionals who will do it."
    )
    workers: Mapped[tuple[str, ...] | None] = field(Choices, Merge.CHOICES, NORMAL, "The workers who will do it.")
    start_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "From when.")
    due_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "By when.")
    progress: Mapped[str | None] = field(
        Code(*PROGRESS), Merge.VALUE, NORMAL, "Where it stands; overdue and due soon are worked out."
    )
    progress_notes: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "How it is going, and the evidence.")
    barrier: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What is in the way.")
    done_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "When it was done.")
    service: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "A service of the directory that it uses.")
    came_from: Mapped[str | None] = field(Id(), Merge.VALUE, NORMAL, "The visit line, worry or review it came from.")
    position: Mapped[int | None] = field(Whole(0, 1_000_000), Merge.VALUE, NORMAL, "Its place under its outcome.")
