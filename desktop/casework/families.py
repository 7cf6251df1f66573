"""The families of this laptop: the list with where things are, finding one by any of its names, adding one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop.casework.consents import ConsentState, standing
from desktop.casework.desk import Desk, families_by_stream, records_by_stream
from desktop.casework.duplicates import NewFamily
from desktop.casework.households import NewResidence, residence
from desktop.casework.looked import Looked, NotSearched
from desktop.casework.mergers import pointers_of
from desktop.casework.people import PersonCard, begun, cards
from desktop.casework.plan_view import FINISHED
from desktop.casework.visits import next_visits
from desktop.store.capture import Saving
from desktop.store.tables import change, change_set
from sync.records.address import Address
from sync.records.assessment import Assessment
from sync.records.consent import Consent
from sync.records.episode import ENDED, Episode
from sync.records.family import Family
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.person import Person
from sync.records.plan import Action, Plan
from sync.records.types import Wire, instant_text
from sync.rules.episodes import Fact, Transition, may
from sync.rules.names import plain

STAGES = {
    "contact": "new", "screening": "new", "allocated": "new", "engaging": "new", "assessing": "assessment",
    "planning": "plan", "active": "plan", "paused": "plan", "closing": "closing",
}  # fmt: skip
"""The stage that a list shows for each state of an episode; every ended one is closed (interface.md, section 9)."""

UNSENT = ("open", "sealed", "stale", "held")
REVIEW_AHEAD = timedelta(days=14)
"""How long before a plan's review the list says so."""


@dataclass(frozen=True)
class FamilyRow:
    """One family in the list. `standing` is a code: overdue (actions, `overdue` of them), consent, review, draft or on_track."""

    family: str
    name: str
    children: tuple[PersonCard, ...]
    area: str
    stage: str
    consent: ConsentState
    standing: str
    overdue: int
    review_on: date | None
    next_visit_at: datetime | None
    unsent: int
    known_by: str
    """Every word the family is found by, as `plain` text."""


class Families:
    """Listing and adding families."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def mine(self) -> tuple[FamilyRow, ...]:
        """Every family on this laptop, those visited next leading."""
        with self._desk.reading() as session:
            rows = _Shelf(session, self._desk).rows()
        return tuple(sorted(rows, key=lambda row: (row.next_visit_at or _NO_VISIT, row.name)))

    def add(self, new: NewFamily, looked: Looked | None) -> str:
        """Begin a family with its people and an episode; return its id. `looked`: what came of the search for it.

        Raises:
            NotSearched: there was none, or it found families and nobody said why this is another (T1).
            DateInFuture: a date of birth has not come yet.
        """
        (family,) = self.add_some([(new, looked, ())])
        return family

    def add_some(self, families: Iterable[tuple[NewFamily, Looked | None, tuple[str, ...]]]) -> list[str]:
        """Begin families in one save; their ids. Each may have ids in other systems.

        Raises:
            NotSearched, DateInFuture: as for one, and none is begun.
        """
        with self._desk.writing() as session:
            return [self._begin(session, new, looked, other_ids) for new, looked, other_ids in families]

    def _begin(self, session: Saving, new: NewFamily, looked: Looked | None, other_ids: tuple[str, ...]) -> str:
        facts = () if looked is None or looked.is_open else (Fact.SEARCHED,)
        if looked is None or may(Transition.RECEIVE, None, facts):
            raise NotSearched
        family, now = self._desk.new_id(), self._desk.clock.now()
        shared = stream_id(family, Compartment.SHARED)
        session.begin_family(family)
        session.add(Family(id=family, stream=shared, name=new.name, area=new.area or None, other_ids=other_ids or None))
        home = self._home(session, shared, new)
        for person in new.people:
            record = begun(self._desk, shared, person)
            session.add(record)
            if home is not None:
                session.add(residence(shared, NewResidence(record.id, home)))
        mine = self._desk.worker.user
        session.add(
            Episode(
                id=self._desk.new_id(),
                stream=shared,
                state="engaging",
                received_at=now,
                allocated_at=now,
                lead=mine,
                searched={"at": instant_text(now), "by": mine, **looked.as_told()},
            )
        )
        return family

    def _home(self, session: Saving, shared: str, new: NewFamily) -> str | None:
        """Where they live, if that was said."""
        if not new.street and not new.postcode:
            return None
        home = self._desk.new_id()
        place: dict[str, Wire] = {"line1": new.street or None, "postcode": new.postcode or None}
        session.add(Address(id=home, stream=shared, use="home", place=place))
        return home


def matching(rows: Iterable[FamilyRow], words: str) -> tuple[FamilyRow, ...]:
    """The families in which every one of the words begins a name, a street, a town, a postcode or a school."""
    wanted = [f" {word}" for word in plain(words).split()]
    return tuple(row for row in rows if all(word in row.known_by for word in wanted))


def stage(episodes: Sequence[Episode]) -> str:
    """new, assessment, plan, closing or closed; a family has one open episode at most, and a new one before its first."""
    states = [episode.state or "contact" for episode in episodes] or ["contact"]
    return next((STAGES[state] for state in states if state not in ENDED), "closed")


def unsent(session: Session) -> dict[str, int]:
    """How many records of each family have something that has not been sent."""
    rows = session.execute(
        select(change_set.c.stream, change.c.kind, change.c.record)
        .join(change, change.c.n == change_set.c.n)
        .where(change_set.c.state.in_(UNSENT))
        .distinct()
    )
    names = families_by_stream(session)
    counts: dict[str, int] = {}
    for row in rows:
        counts[names[row.stream]] = counts.get(names[row.stream], 0) + 1
    return counts


class _Shelf:
    """All that the list says of all families, read at once."""

    def __init__(self, session: Session, desk: Desk) -> None:
        self._today = desk.today()
        self._families = session.scalars(select(Family).where(Family.deleted.is_(None))).all()
        self._people = records_by_stream(session, Person)
        self._consents = records_by_stream(session, Consent)
        self._addresses = records_by_stream(session, Address)
        self._episodes = records_by_stream(session, Episode)
        self._actions = records_by_stream(session, Action)
        self._plans = records_by_stream(session, Plan)
        self._assessments = records_by_stream(session, Assessment)
        streams = families_by_stream(session)
        self._visits = {streams[stream]: at for stream, at in next_visits(session, desk.clock.now()).items()}
        self._unsent = unsent(session)
        self._merged = pointers_of(session)

    def rows(self) -> list[FamilyRow]:
        return [self._row(family) for family in self._families]

    def _row(self, family: Family) -> FamilyRow:
        people = cards(self._people.get(family.stream, []), self._today)
        consent = standing(self._consents.get(family.stream, []), self._today)
        code, overdue, review_on = self._standing(family.stream, consent)
        return FamilyRow(
            family=family.id,
            name=family.name or "",
            children=tuple(person for person in people if person.is_child),
            area=family.area or "",
            stage="merged" if family.id in self._merged else stage(self._episodes.get(family.stream, [])),
            consent=consent,
            standing=code,
            overdue=overdue,
            review_on=review_on,
            next_visit_at=self._visits.get(family.id),
            unsent=self._unsent.get(family.id, 0),
            known_by=self._known_by(family),
        )

    def _standing(self, stream: str, consent: ConsentState) -> tuple[str, int, date | None]:
        overdue = sum(
            1
            for action in self._actions.get(stream, [])
            if action.progress not in FINISHED and action.due_on and action.due_on < self._today
        )
        review_on = next((plan.review_on for plan in self._plans.get(stream, [])), None)
        if overdue:
            return "overdue", overdue, review_on
        if consent.answer != "given":
            return "consent", 0, review_on
        if review_on and review_on <= self._today + REVIEW_AHEAD:
            return "review", 0, review_on
        drafts = any(assessment.state == "draft" for assessment in self._assessments.get(stream, []))
        return "draft" if drafts else "on_track", 0, review_on

    def _known_by(self, family: Family) -> str:
        words = [family.name, family.area, family.reference]
        for person in self._people.get(family.stream, []):
            words += [person.first_name, person.known_as, person.surname, person.school]
        for address in self._addresses.get(family.stream, []):
            words += [str(part) for part in (address.place or {}).values() if part]
        return " " + plain(" ".join(word for word in words if word))


_NO_VISIT = datetime.max.replace(tzinfo=UTC)
