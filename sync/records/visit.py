"""A visit, planned, done or failed, and what was caught while it went on (domain.md 4.4; quick capture).

Of two workers on one visit each writes records of their own: the one whose visit it is in the visit itself, whoever comes along in a
part; how a child was met and what an adult said are of one worker each. Nothing that one of them writes can clash with the other's.
"""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Boolean, Text
from sqlalchemy.orm import Mapped

from sync.records.fields import NORMAL, NOT_FOR_FAMILY, Compartment, Merge, field
from sync.records.ids import natural_id
from sync.records.record import Record
from sync.records.types import Choices, Code, Day, Id, Ids, Instant, Whole


class Written:
    """What one worker writes of a visit: their own times, what they saw, what it may mean. Facts and their meaning are kept apart."""

    arrived_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "Arrived.")
    left_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "Left.")
    written_at: Mapped[datetime | None] = field(
        Instant, Merge.VALUE, NORMAL, "When the note was first finished: late after the council's hours (P12)."
    )
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
    buddy: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "Who waits for the worker to check in.")
    buddy_phone: Mapped[str | None] = field(Text, Merge.VALUE, NOT_FOR_FAMILY, "How to reach the one who waits.")
    expected_end_at: Mapped[datetime | None] = field(
        Instant, Merge.VALUE, NOT_FOR_FAMILY, "When the worker should have checked in."
    )
    checked_in_at: Mapped[datetime | None] = field(
        Instant, Merge.VALUE, NOT_FOR_FAMILY, "When the worker said that all is well, last."
    )


class Visit(Written, Record):
    """A visit, planned, done or failed, and what the worker whose visit it is writes of it."""

    kind: ClassVar[str] = "visit"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    state: Mapped[str | None] = field(Code("planned", "done", "failed"), Merge.VALUE, NORMAL, "Where it stands.")
    failed_because: Mapped[str | None] = field(
        Code("no_reply", "refused", "cancelled_by_family", "cancelled_by_worker", "unsafe", "moved", "wrong_address"),
        Merge.VALUE,
        NORMAL,
        "Why it failed.",
    )
    failed_did: Mapped[tuple[str, ...] | None] = field(
        Choices("knocked", "phoned", "texted", "card_left", "signs_of_somebody"),
        Merge.CHOICES,
        NOT_FOR_FAMILY,
        "What was done before going away.",
    )
    failed_tried: Mapped[str | None] = field(
        Text, Merge.NARRATIVE, NORMAL, "What was tried, in words, and when the next try is; or why it was called off."
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
    covered: Mapped[tuple[str, ...] | None] = field(
        Choices, Merge.CHOICES, NORMAL, "The before-you-go list: the items ticked."
    )
    next_visit_at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "The next visit agreed.")
    episode: Mapped[str | None] = field(Id("episode"), Merge.VALUE, NORMAL, "The episode it belongs to.")
    about: Mapped[tuple[str, ...] | None] = field(
        Ids("person"), Merge.CHOICES, NORMAL, "The people it is about, for subject access (F3)."
    )


class VisitPart(Written, Record):
    """What a second worker on a visit writes of it."""

    kind: ClassVar[str] = "visit_part"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    visit: Mapped[str | None] = field(Id("visit"), Merge.VALUE, NORMAL, "The visit.")
    worker: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Whose part it is.")
    worker_name: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "What they are called.")

    @staticmethod
    def id_for(stream: str, visit: str, worker: str) -> str:
        """The natural id of a worker's part in a visit (S23)."""
        return natural_id("visit_part", stream, visit, worker)


class VisitEntry(Record):
    """One line caught during a visit, with its own time."""

    kind: ClassVar[str] = "visit_entry"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    visit: Mapped[str | None] = field(Id("visit"), Merge.VALUE, NORMAL, "The visit.")
    at: Mapped[datetime | None] = field(Instant, Merge.VALUE, NORMAL, "When it was caught.")
    worker: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Who caught it.")
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
    """How one worker met one child on one visit: an indicator, and the child's voice (D1 to D3)."""

    kind: ClassVar[str] = "child_seen"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    visit: Mapped[str | None] = field(Id("visit"), Merge.VALUE, NORMAL, "The visit.")
    child: Mapped[str | None] = field(Id("person"), Merge.VALUE, NORMAL, "The child.")
    worker: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Who met the child.")
    seen: Mapped[str | None] = field(
        Code("alone", "with_others", "not_seen"), Merge.VALUE, NORMAL, "Whether the child was seen (D1)."
    )
    awake: Mapped[bool | None] = field(Boolean, Merge.VALUE, NORMAL, "Whether the child was awake.")
    spoken_to: Mapped[bool | None] = field(Boolean, Merge.VALUE, NORMAL, "Whether the worker spoke with the child.")
    not_seen_because: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "Why not seen, or not alone (D2).")
    next_on: Mapped[date | None] = field(Day, Merge.VALUE, NORMAL, "When the child will be seen instead (D2).")
    found_out: Mapped[tuple[str, ...] | None] = field(
        Choices("talking", "drawing", "worksheet", "play", "observed", "trusted_adult", "video", "other"),
        Merge.CHOICES,
        NORMAL,
        "How the worker found out what the child thinks (D3).",
    )
    said: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What the child said or did.")

    @staticmethod
    def id_for(stream: str, visit: str, child: str, worker: str) -> str:
        """The natural id of how a worker met a child on a visit (S23)."""
        return natural_id("child_seen", stream, visit, child, worker)


class AdultSaid(Record):
    """What one adult said to one worker on one visit."""

    kind: ClassVar[str] = "adult_said"
    compartment: ClassVar[Compartment] = Compartment.TEAM

    visit: Mapped[str | None] = field(Id("visit"), Merge.VALUE, NORMAL, "The visit.")
    adult: Mapped[str | None] = field(Id("person"), Merge.VALUE, NORMAL, "The adult.")
    worker: Mapped[str | None] = field(Text, Merge.VALUE, NORMAL, "Whom they said it to.")
    said: Mapped[str | None] = field(Text, Merge.NARRATIVE, NORMAL, "What they said, as they see it.")

    @staticmethod
    def id_for(stream: str, visit: str, adult: str, worker: str) -> str:
        """The natural id of what an adult said to a worker on a visit (S23)."""
        return natural_id("adult_said", stream, visit, adult, worker)
