"""What is due for a family, worked out from its records and the council's timescales (domain.md 2.3, 5.1). Nothing here is ever stored.

What there is to do does not depend on the day it is asked: only what somebody records ends a task, and waiting makes it later. So no
task can be lost by looking at it too late.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from sync.records.assessment import Assessment
from sync.records.consent import Consent
from sync.records.episode import OPEN, Episode
from sync.records.person import Person
from sync.records.plan import Plan
from sync.records.record import Record
from sync.records.types import Wire
from sync.records.visit import ChildSeen, Visit, VisitPart
from sync.rules.actions import Lateness
from sync.rules.assessments import is_signed
from sync.rules.due_dates import DueDates
from sync.rules.visits import days_there, is_written_up, last_seen, london, planned_end

AnyRecord = TypeVar("AnyRecord", bound=Record)
_DAY = timedelta(days=1)
_BEFORE_AGREED = ("allocated", "engaging", "assessing", "planning")
_ENDS_WITHOUT_MEETING = ("no_further_help", "signpost", "step_up", "safeguarding")
"""Outcomes of an assessment (M4) that no Team Around the Family follows."""


class Kind(StrEnum):
    """What is to be done."""

    ENGAGEMENT = "engagement"  # speak with the family for the first time (P2)
    ASSESSMENT = "assessment"  # complete it (P3)
    FIRST_MEETING = "first_meeting"  # the first Team Around the Family, which agrees the plan (T10)
    REVIEW = "review"  # look at the plan together (P6)
    CHILD_SEEN = "child_seen"  # see this child (P7)
    VISIT_NOTE = "visit_note"  # write a visit up, or say what became of it (P12)
    CONSENT_REVIEW = "consent_review"  # ask this person again (C13)
    DRIFT = "drift"  # open for so long: ask whether it helps (P11)


@dataclass(frozen=True)
class Task:
    """Something to do for a family. `about` is the child, the person, or the visit, assessment or plan that it concerns.

    `since` started the clock, `due_on` is the last day in time. It is amber from `amber_from` and red from `red_from`. `worker` is whose it
    is, where it is not the family's lead's.
    """

    kind: Kind
    family: str
    about: str
    since: date
    due_on: date
    amber_from: date
    red_from: date
    worker: str = ""

    def lateness(self, today: date) -> Lateness:
        """How late it is on a day. Past its day and not yet red, it is due today."""
        if today >= self.red_from:
            return Lateness.OVERDUE
        if today >= self.due_on:
            return Lateness.DUE_TODAY
        return Lateness.DUE_SOON if today >= self.amber_from else Lateness.LATER


@dataclass(frozen=True)
class FamilyRecords:
    """The records of one family that tasks follow from."""

    family: str
    episodes: Sequence[Episode] = ()
    people: Sequence[Person] = ()
    consents: Sequence[Consent] = ()
    assessments: Sequence[Assessment] = ()
    plans: Sequence[Plan] = ()
    visits: Sequence[Visit] = ()
    parts: Sequence[VisitPart] = ()
    seen: Sequence[ChildSeen] = ()


def tasks(records: FamilyRecords, due: DueDates) -> tuple[Task, ...]:
    """Everything that is still to be done for a family, those due first leading."""
    episode = _open_episode(records.episodes)
    found = list(_visit_notes(records, due))
    if episode is not None:
        about_it = _Episode(records, episode, due)
        found += [*about_it.tasks(), *_consent_reviews(records, due)]
    return tuple(sorted(found, key=lambda task: (task.due_on, task.kind, task.about)))


class _Episode:
    """What follows from an episode that is open."""

    def __init__(self, records: FamilyRecords, episode: Episode, due: DueDates) -> None:
        self._records, self._episode, self._due = records, episode, due
        self._began_on = _day(episode.allocated_at) or _day(episode.received_at)

    def tasks(self) -> Iterator[Task]:
        if self._began_on is None:  # it has come in part: no clock has started that could be told
            return
        yield from self._engagement(self._began_on)
        yield from self._assessment(self._began_on)
        yield from self._first_meeting(self._began_on)
        yield from self._review(self._began_on)
        yield from self._children_seen(self._began_on)
        yield self._task(Kind.DRIFT, "", self._began_on, self._due.drift(self._began_on))

    def _engagement(self, began_on: date) -> Iterator[Task]:
        received_on = _day(self._episode.received_at) or began_on
        met = days_there(self._records.visits, self._records.parts).values()
        was_met = self._episode.first_contact_at is not None or any(on >= received_on for on in met)
        if self._episode.state in ("allocated", "engaging") and not was_met:
            yield self._task(Kind.ENGAGEMENT, "", received_on, self._due.first_contact(received_on))

    def _assessment(self, began_on: date) -> Iterator[Task]:
        if self._episode.state in ("allocated", "engaging", "assessing") and self._completed(began_on) is None:
            draft = next((one.id for one in _standing(self._records.assessments) if one.state == "draft"), "")
            due_on = self._due.assessment(began_on)
            amber_from = min(due_on, self._due.assessment_amber(began_on) + _DAY)
            yield Task(Kind.ASSESSMENT, self._records.family, draft, began_on, due_on, amber_from, due_on + _DAY)

    def _first_meeting(self, began_on: date) -> Iterator[Task]:
        done = self._completed(began_on)
        awaited = self._episode.state in _BEFORE_AGREED and self._agreed_on(began_on) is None
        if awaited and done is not None and done.completed_on and done.outcome not in _ENDS_WITHOUT_MEETING:
            due_on = self._due.first_meeting(done.completed_on)
            yield self._task(Kind.FIRST_MEETING, done.id, done.completed_on, due_on)

    def _review(self, began_on: date) -> Iterator[Task]:
        """Of what is agreed; where nobody has said when, counted from the agreement, else from when help began."""
        if self._episode.state != "active":
            return
        plan = next(_standing(self._records.plans), Plan())
        since = _compound_day(plan.agreed, "on") or began_on
        due_on = plan.review_on or self._due.review(since)
        red_from = due_on + (self._due.review_red(since) - self._due.review(since)) + _DAY
        yield self._task(Kind.REVIEW, plan.id or "", min(since, due_on), due_on, red_from)

    def _children_seen(self, began_on: date) -> Iterator[Task]:
        if self._episode.state in ("contact", "screening"):
            return
        seen_on = last_seen(self._records.visits, self._records.seen, self._records.parts)
        for person in _standing(self._records.people):
            if person.role in ("child", "sibling") and person.died_on is None:
                since = max(began_on, seen_on.get(person.id, began_on))
                yield self._task(Kind.CHILD_SEEN, person.id, since, self._due.child_seen(since))

    def _completed(self, began_on: date) -> Assessment | None:
        """The newest assessment that was completed in this episode."""
        done = [
            one
            for one in _standing(self._records.assessments)
            if is_signed(one.state) and one.completed_on and one.completed_on >= began_on
        ]
        return max(done, key=lambda one: (one.completed_on or date.min, one.id), default=None)

    def _agreed_on(self, began_on: date) -> date | None:
        days = (_compound_day(plan.agreed, "on") for plan in _standing(self._records.plans))
        return next((on for on in days if on and on >= began_on), None)

    def _task(self, kind: Kind, about: str, since: date, due_on: date, red_from: date | None = None) -> Task:
        return _task(self._due, kind, self._records.family, about, since, due_on, red_from)


def _visit_notes(records: FamilyRecords, due: DueDates) -> Iterator[Task]:
    """A visit that is over and has no words, one that was begun, and one whose day has come: each until somebody says what became of it.

    Who came along writes a part of their own, once they have begun it.
    """
    visits = {visit.id: visit for visit in _standing(records.visits) if visit.state != "failed"}
    written: list[tuple[str, Visit | VisitPart, datetime | None]] = [
        (visit.id, visit, planned_end(visit)) for visit in visits.values()
    ]
    written += [(part.visit, part, None) for part in _standing(records.parts) if part.visit in visits]
    for visit_id, part, planned_until in written:
        ended_at = part.left_at or part.arrived_at or planned_until
        if ended_at is not None and not is_written_up(part):
            ended_on, due_on = london(ended_at), london(due.visit_note(ended_at))
            amber_from = ended_on if part.arrived_at else ended_on + _DAY
            red_from, worker = due_on + _DAY, part.worker or ""
            yield Task(Kind.VISIT_NOTE, records.family, visit_id, ended_on, due_on, amber_from, red_from, worker=worker)


def _consent_reviews(records: FamilyRecords, due: DueDates) -> Iterator[Task]:
    """Of each person, when the first of what they agreed to is to be asked again, or runs out."""
    first: dict[str, tuple[date, Consent]] = {}
    for consent in _standing(records.consents):
        days = [day for day in (consent.review_on, consent.until_on) if day is not None]
        given = (consent.decision or {}).get("answer") == "given"
        if given and days and consent.person and min(days) < first.get(consent.person, (date.max, consent))[0]:
            first[consent.person] = (min(days), consent)
    for person, (due_on, consent) in first.items():
        since = _compound_day(consent.decision, "on") or due_on
        yield _task(due, Kind.CONSENT_REVIEW, records.family, person, min(since, due_on), due_on)


def _task(
    due: DueDates, kind: Kind, family: str, about: str, since: date, due_on: date, red_from: date | None = None
) -> Task:
    return Task(kind, family, about, since, due_on, due.soon(due_on), red_from or due_on + _DAY)


def _open_episode(episodes: Iterable[Episode]) -> Episode | None:
    """The one that is open; of two, which nobody should have, the newer."""
    standing = [one for one in _standing(episodes) if one.state in OPEN]
    return max(standing, key=lambda one: (_day(one.received_at) or date.min, one.id), default=None)


def _standing(records: Iterable[AnyRecord]) -> Iterator[AnyRecord]:
    return (record for record in records if record.deleted is None)


def _day(at: datetime | None) -> date | None:
    return london(at) if at else None


def _compound_day(value: Mapping[str, Wire] | None, part: str) -> date | None:
    said = (value or {}).get(part)
    return date.fromisoformat(said) if isinstance(said, str) else None
