"""A visit, planned, done or failed, and what was caught while it went on (domain.md 4.4; quick capture)."""

from datetime import datetime
from typing import ClassVar

from sqlalchemy import Boolean, Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.ids import natural_id
from sync.records.record import Record
from sync.records.types import Choices, Code, Id, Ids, Instant, Whole


class Visit(Record):
    """A visit, planned, done or failed. Facts seen and what they mean are kept apart."""

    kind: ClassVar[str] = "visit"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    state: Mapped[str | None] = field(Code("planned", "done", "failed"), Merge.VALUE, NORMAL, "Where it stands.")
    failed_because: Mapped[str | None] = field(
        Code("no_reply", "refused", "cancelled_by_family", "cancelled_by_worker", "unsafe", "moved", "wrong_address"),
        Merge.VALUE,
        NORMAL,
        "Why it failed.",
    )
    failed_tried: Mapped[str | None] = field(
        Text,
        Merge.NARRATIVE,
        NORMAL,
        "What was tried: door knocked, phoned, card left, next try; or why it was called off.",
    )
    worker: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Who visits.")
    joint_with: Mapped[tuple[str, ...] | None] = field(
        Ids("professional"), Merge.CHOICES, NORMAL, "Professionals who come along."
    )
    with_workers: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NORMAL, "Colleagues of the council who visit too: it is in their day as well."
    )
    series: Mapped[str | None] = field(
        Id("visit"), Merge.VALUE, NORMAL, "The first of the visits that were booked together, one every so many weeks."
    )
    planned_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "When it is planned.")
    planned_minutes: Mapped[int | None] = field(Whole(0, 1440), Merge.VALUE, NORMAL, "How long it is planned for.")
    travel_minutes: Mapped[int | None] = field(Whole(0, 1440), Merge.VALUE, NORMAL, "Travel there and back.")
    arrived_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "Arrived.")
    left_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "Left.")
    visit_type: Mapped[str | None] = field(
        Code("announced", "unannounced", "joint"), Merge.VALUE, NORMAL, "How it was arranged."
    )
    place: Mapped[str | None] = field(
        Code("home", "school", "hub", "outdoors", "phone", "video", "other"), Merge.VALUE, NORMAL, "Where."
    )
    purpose: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What it is for.")
    actions: Mapped[tuple[str, ...] | None] = field(
        Ids("action"), Merge.CHOICES, NORMAL, "The plan's actions that it is for."
    )
    to_take: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NORMAL, "What to take along besides what is usual, as short texts."
    )
    packed: Mapped[tuple[str, ...] | None] = field(
        Choices,
        Merge.CHOICES,
        NORMAL,
        "What of it is in the bag: the usual things as codes, the others as they are called.",
    )
    people_seen: Mapped[tuple[str, ...] | None] = field(Ids("person"), Merge.CHOICES, NORMAL, "The family seen.")
    others_present: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "Everyone else who was there: name, relationship, age."
    )
    adults_views: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What the adults said.")
    conditions: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NOT_FOR_FAMILY, "Home conditions seen, as codes (I7.3)."
    )
    home: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "Home conditions in words.")
    bedroom_seen: Mapped[str | None] = field(
        Code("yes", "no", "not_applicable"), Merge.VALUE, NOT_FOR_FAMILY, "Whether the children's bedrooms were seen."
    )
    observation: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What was seen and done: facts.")
    analysis: Mapped[str | None] = field(Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "What it may mean.")
    direct_work: Mapped[tuple[str, ...] | None] = field(Choices, Merge.CHOICES, NORMAL, "Direct work used.")
    safety: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NOT_FOR_FAMILY, "The worker's own safety: risks, measures, what happened."
    )
    expected_end_at: Mapped[datetime | None] = field(
        Instant, Merge.VALUE, NOT_FOR_FAMILY, "When the worker should have checked out."
    )
    covered: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NORMAL, "The before-you-go list: the items ticked."
    )
    next_visit_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "The next visit agreed.")
    episode: Mapped[str | None] = field(Id("episode"), Merge.VALUE, NORMAL, "The episode it belongs to.")
    about: Mapped[tuple[str, ...] | None] = field(
        Ids("person"), Merge.CHOICES, NORMAL, "The people it is about, for subject access (F3)."
    )


class VisitEntry(Record):
    """One line caught during a visit, with its own time."""

    kind: ClassVar[str] = "visit_entry"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    visit: Mapped[str | None] = field(Id("visit"), Merge.VALUE, NORMAL, "The visit.")
    at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "When it was caught.")
    tag: Mapped[str | None] = field(
        Code("words", "going_well", "worry", "action", "later", "note"), Merge.VALUE, NORMAL, "What it is."
    )
    text: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "The line; verbatim where it is their words.")
    said_by: Mapped[str | None] = field(Id("person"), Merge.VALUE, NORMAL, "Whose words they are.")
    sensitivity: Mapped[str | None] = field(
        Code("normal", "not_for_family"), Merge.DECISION, NOT_FOR_FAMILY, "Whether the line may reach the family."
    )
    became: Mapped[str | None] = field(Id(), Merge.VALUE, NORMAL, "The record it was carried into, e.g. an action.")
    about: Mapped[tuple[str, ...] | None] = field(
        Ids("person"), Merge.CHOICES, NORMAL, "The people it is about, for subject access (F3)."
    )


class ChildSeen(Record):
    """How one child was met on one visit: an indicator, and the child's voice."""

    kind: ClassVar[str] = "child_seen"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    visit: Mapped[str | None] = field(Id("visit"), Merge.VALUE, NORMAL, "The visit.")
    child: Mapped[str | None] = field(Id("person"), Merge.VALUE, NORMAL, "The child.")
    seen: Mapped[str | None] = field(
        Code("alone", "with_others", "not_seen"), Merge.VALUE, NORMAL, "Whether the child was seen."
    )
    awake: Mapped[bool | None] = field(Boolean, Merge.VALUE, NORMAL, "Whether the child was awake.")
    spoken_to: Mapped[bool | None] = field(Boolean, Merge.VALUE, NORMAL, "Whether the worker spoke with the child.")
    not_seen_because: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "Why not seen, and when next.")
    said: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What the child said or did.")

    @staticmethod
    def id_for(stream: str, visit: str, child: str) -> str:
        """The natural id of a child's part in a visit (S23)."""
        return natural_id("child_seen", stream, visit, child)
