"""What is due for a family, from records alone: when each task begins, ends and turns red."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sync.records.assessment import Assessment
from sync.records.consent import Consent
from sync.records.episode import OPEN, Episode
from sync.records.person import Person
from sync.records.plan import Plan
from sync.records.visit import ChildSeen, Visit
from sync.rules.actions import Lateness
from sync.rules.due_dates import DueDates
from sync.rules.frameworks import read_framework
from sync.rules.tasks import FamilyRecords, Kind, tasks
from sync.rules.working_days import WorkingDays

FRAMEWORKS = Path(__file__).parents[2] / "resources" / "frameworks"
ROTHERHAM = read_framework((FRAMEWORKS / "rotherham.json").read_bytes()).timescales
DUE = DueDates(ROTHERHAM, WorkingDays())
MONDAY = date(2026, 9, 7)
MAYA = Person(id="maya", role="child")


def at(day: date, hour: int = 10) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=UTC)


def an_episode(state: str = "assessing", on: date = MONDAY, **fields: Any) -> Episode:
    return Episode(id="episode", state=state, received_at=at(on), allocated_at=at(on), **fields)


def records(episode: Episode | None = None, **more: Sequence[Any]) -> FamilyRecords:
    return FamilyRecords("family", (episode,) if episode else (), **more)


def found(of: FamilyRecords, due: DueDates = DUE) -> dict[Kind, date]:
    return {task.kind: task.due_on for task in tasks(of, due)}


def a_visit(day: date, **fields: Any) -> Visit:
    return Visit(id="visit", state="done", worker="jo", arrived_at=at(day), left_at=at(day, 11), **fields)


def closed_on(day: date) -> DueDates:
    """The council's calendar with a day more on which it does not work."""
    return DueDates(ROTHERHAM, WorkingDays([day]))


COMPLETED = Assessment(id="eha", state="completed", completed_on=date(2026, 10, 6))
AGREED = Plan(id="plan", agreed={"on": "2026-10-20"})


@pytest.mark.parametrize(
    ("given_records", "kind", "due_on"),
    [
        pytest.param(records(an_episode("allocated")), Kind.ENGAGEMENT, date(2026, 9, 10), id="three working days"),
        pytest.param(records(an_episode("allocated", first_contact_at=at(MONDAY))), Kind.ENGAGEMENT, None, id="met"),
        pytest.param(
            records(an_episode("engaging"), visits=[a_visit(MONDAY)]), Kind.ENGAGEMENT, None, id="met on a visit"
        ),
        pytest.param(
            records(an_episode("engaging"), visits=[Visit(id="visit", state="failed", arrived_at=at(MONDAY))]),
            Kind.ENGAGEMENT,
            date(2026, 9, 10),
            id="nobody opened",
        ),
        pytest.param(records(an_episode()), Kind.ASSESSMENT, date(2026, 10, 26), id="35 working days"),
        pytest.param(records(an_episode(), assessments=[COMPLETED]), Kind.ASSESSMENT, None, id="completed"),
        pytest.param(
            records(an_episode(), assessments=[Assessment(id="eha", state="draft")]),
            Kind.ASSESSMENT,
            date(2026, 10, 26),
            id="a draft is not one",
        ),
        pytest.param(records(an_episode("active")), Kind.ASSESSMENT, None, id="behind us"),
        pytest.param(
            records(an_episode("planning"), assessments=[COMPLETED]), Kind.FIRST_MEETING, date(2026, 10, 27), id="met by"
        ),
        pytest.param(
            records(an_episode("planning"), assessments=[COMPLETED], plans=[AGREED]),
            Kind.FIRST_MEETING,
            None,
            id="the plan is agreed",
        ),
        pytest.param(
            records(an_episode(), assessments=[Assessment(id="eha", state="agreed", completed_on=MONDAY, outcome="signpost")]),
            Kind.FIRST_MEETING,
            None,
            id="no meeting follows",
        ),
        pytest.param(records(an_episode("active"), plans=[AGREED]), Kind.REVIEW, date(2026, 12, 1), id="six weeks"),
        pytest.param(
            records(an_episode("active"), plans=[Plan(id="plan", review_on=MONDAY)]), Kind.REVIEW, MONDAY, id="as planned"
        ),
        pytest.param(records(an_episode("active")), Kind.REVIEW, date(2026, 10, 19), id="nobody said when"),
        pytest.param(records(an_episode(), people=[MAYA]), Kind.CHILD_SEEN, date(2026, 10, 5), id="never seen"),
        pytest.param(
            records(
                an_episode(),
                people=[MAYA],
                visits=[a_visit(date(2026, 9, 14))],
                seen=[ChildSeen(visit="visit", child="maya", seen="alone")],
            ),
            Kind.CHILD_SEEN,
            date(2026, 10, 12),
            id="seen a week later",
        ),
        pytest.param(
            records(
                an_episode(),
                people=[MAYA],
                visits=[a_visit(date(2026, 9, 14))],
                seen=[ChildSeen(visit="visit", child="maya", seen="not_seen")],
            ),
            Kind.CHILD_SEEN,
            date(2026, 10, 5),
            id="asleep upstairs is not seen",
        ),
        pytest.param(
            records(an_episode(), people=[Person(id="ann", role="parent")]), Kind.CHILD_SEEN, None, id="only children"
        ),
        pytest.param(records(visits=[a_visit(MONDAY)]), Kind.VISIT_NOTE, date(2026, 9, 9), id="48 hours"),
        pytest.param(
            records(visits=[a_visit(MONDAY, observation="Maya was at the door.")]), Kind.VISIT_NOTE, None, id="written"
        ),
        pytest.param(
            records(visits=[Visit(id="visit", state="planned", planned_at=at(MONDAY))]),
            Kind.VISIT_NOTE,
            date(2026, 9, 9),
            id="what became of it",
        ),
        pytest.param(
            records(
                an_episode(),
                consents=[
                    Consent(person="dana", decision={"answer": "given", "on": "2026-09-22"}, review_on=date(2026, 11, 3)),
                    Consent(person="dana", decision={"answer": "given", "on": "2026-09-22"}, until_on=date(2026, 10, 30)),
                ],
            ),
            Kind.CONSENT_REVIEW,
            date(2026, 10, 30),
            id="before it runs out",
        ),
        pytest.param(
            records(an_episode(), consents=[Consent(person="dana", decision={"answer": "refused"}, review_on=MONDAY)]),
            Kind.CONSENT_REVIEW,
            None,
            id="a no is not asked again by us",
        ),
        pytest.param(records(an_episode("active")), Kind.DRIFT, date(2027, 9, 7), id="a year"),
        pytest.param(records(an_episode("closed")), Kind.DRIFT, None, id="closed"),
    ],
)  # fmt: skip
def test_what_is_due_and_when(given_records, kind, due_on):
    assert found(given_records).get(kind) == due_on


def test_an_assessment_is_amber_at_25_working_days_and_red_after_35():
    (task,) = [task for task in tasks(records(an_episode()), DUE) if task.kind is Kind.ASSESSMENT]

    days = (date(2026, 10, 12), date(2026, 10, 13), date(2026, 10, 26), date(2026, 10, 27))
    assert [task.lateness(day) for day in days] == [
        Lateness.LATER,
        Lateness.DUE_SOON,
        Lateness.DUE_TODAY,
        Lateness.OVERDUE,
    ]


def test_a_review_is_red_only_when_twelve_weeks_have_passed():
    (task,) = [task for task in tasks(records(an_episode("active"), plans=[AGREED]), DUE) if task.kind is Kind.REVIEW]

    assert task.lateness(date(2027, 1, 12)) is Lateness.DUE_TODAY
    assert task.lateness(date(2027, 1, 13)) is Lateness.OVERDUE


def test_a_visit_that_is_to_come_is_nobodys_task_until_the_day_after():
    planned = Visit(id="visit", state="planned", worker="jo", planned_at=at(MONDAY))
    (task,) = tasks(records(visits=[planned]), DUE)

    assert task.lateness(MONDAY) is Lateness.LATER
    assert task.lateness(MONDAY + timedelta(days=1)) is Lateness.DUE_SOON
    assert task.worker == "jo"


days = st.dates(date(2024, 1, 1), date(2027, 12, 31))
some = st.none() | days
people = st.lists(st.sampled_from(["child", "sibling", "parent", "unborn"]), max_size=4)


@st.composite
def families(draw: st.DrawFn) -> FamilyRecords:
    """A family as it may arrive: any state, any date there or not."""
    began = draw(some)
    episode = Episode(
        id="episode",
        state=draw(st.sampled_from(OPEN)),
        received_at=at(began) if began else None,
        allocated_at=at(began + timedelta(days=draw(st.integers(0, 9)))) if began and draw(st.booleans()) else None,
    )
    visits = [
        Visit(
            id=f"visit {n}",
            state=draw(st.sampled_from(["planned", "done", "failed"])),
            planned_at=at(on),
            arrived_at=at(on) if draw(st.booleans()) else None,
            observation=draw(st.sampled_from([None, "Seen."])),
        )
        for n, on in enumerate(draw(st.lists(days, max_size=4)))
    ]
    given_on = draw(days)
    return FamilyRecords(
        "family",
        episodes=[episode],
        people=[Person(id=f"person {n}", role=role) for n, role in enumerate(draw(people))],
        consents=[
            Consent(person="dana", decision={"answer": "given", "on": given_on.isoformat()}, review_on=draw(some), until_on=draw(some))
        ],
        assessments=[Assessment(id="eha", state=draw(st.sampled_from(["draft", "completed"])), completed_on=draw(some))],
        plans=[Plan(id="plan", agreed={"on": draw(days).isoformat()} if draw(st.booleans()) else None, review_on=draw(some))],
        visits=visits,
        seen=[ChildSeen(visit=visit.id, child="person 0", seen=draw(st.sampled_from(["alone", "not_seen"]))) for visit in visits],
    )  # fmt: skip


LATER_AND_LATER = (Lateness.LATER, Lateness.DUE_SOON, Lateness.DUE_TODAY, Lateness.OVERDUE)


@given(families(), days, st.integers(0, 800))
def test_waiting_takes_no_task_away_and_makes_none_less_urgent(family, day, wait):
    found = tasks(family, DUE)

    for task in found:
        now, then = (LATER_AND_LATER.index(task.lateness(on)) for on in (day, day + timedelta(days=wait)))
        assert now <= then
        assert task.lateness(max(task.red_from, day)) is Lateness.OVERDUE
    assert tasks(family, DUE) == found


@given(families(), days)
def test_a_day_on_which_the_council_is_closed_moves_due_dates_on_and_never_back(family, closed):
    on_holiday = {(task.kind, task.about): task.due_on for task in tasks(family, closed_on(closed))}
    as_usual = {(task.kind, task.about): task.due_on for task in tasks(family, DUE)}

    assert on_holiday.keys() == as_usual.keys()
    assert all(as_usual[task] <= due_on for task, due_on in on_holiday.items())


def test_a_bank_holiday_more_gives_the_assessment_a_day_more():
    assert found(records(an_episode()), closed_on(date(2026, 9, 21)))[Kind.ASSESSMENT] == date(2026, 10, 27)


def test_another_council_has_its_own_timescale():
    sooner = DueDates(replace(ROTHERHAM, first_engagement_wd=2), WorkingDays())

    assert found(records(an_episode("allocated")), sooner)[Kind.ENGAGEMENT] == date(2026, 9, 9)


def test_what_was_taken_out_is_no_reason_for_anything():
    gone = {"at": "2026-09-08T09:00:00Z", "by": "jo"}
    family = records(
        an_episode(deleted=gone),
        people=[Person(id="maya", role="child", deleted=gone)],
        visits=[a_visit(MONDAY, deleted=gone)],
    )

    assert tasks(family, DUE) == ()
