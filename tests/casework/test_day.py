"""Today: visits, what is due, drafts."""

from datetime import timedelta

from desktop.casework.day import Days
from desktop.casework.desk import Desk
from desktop.casework.visits import Visits
from sync.records.plan import Action
from tests.support.desks import TODAY, a_family, a_visit, an_action, the_week, today_at, write


def test_a_day_without_anything_is_empty(desk: Desk):
    day = Days(desk).today()

    assert (day.visits, day.due, day.drafts, day.next_visit) == ((), (), (), None)


def test_the_visits_of_the_day_stand_in_order_with_consent(desk: Desk):
    the_week(desk)

    visits = Days(desk).today().visits

    assert [(visit.name, visit.consent.answer) for visit in visits] == [
        ("Hartley-Okoro", "given"),
        ("Nowak", "not_asked"),
        ("Brierley", "given"),
    ]


def test_a_late_visit_is_still_the_next_one_until_it_is_over(desk: Desk):
    family = a_family(desk)
    early = a_visit(desk, family, today_at(9))
    a_visit(desk, family, today_at(15))
    visits = Visits(desk)

    before = Days(desk).today().next_visit
    visits.begin(early)
    visits.finish(family, early)
    after = Days(desk).today().next_visit

    assert before is not None
    assert after is not None
    assert (before.card.visit == early, after.card.at.hour) == (True, 15)


def test_an_action_whose_progress_only_a_later_release_understands_is_still_due(desk: Desk):
    write(desk, Action, a_family(desk), text="Ring the school", due_on=TODAY)

    (due,) = Days(desk).today().due

    assert (due.text, due.progress) == ("Ring the school", "not_started")


def test_what_is_due_within_a_week_is_shown_and_what_is_done_is_not(desk: Desk):
    family = a_family(desk)
    an_action(desk, family, "Next week", TODAY + timedelta(days=7))
    an_action(desk, family, "Overdue", TODAY - timedelta(days=2))
    an_action(desk, family, "Far off", TODAY + timedelta(days=8))
    an_action(desk, family, "Finished", TODAY, "done")

    due = Days(desk).today().due

    assert [(action.text, action.name) for action in due] == [("Overdue", "Brierley"), ("Next week", "Brierley")]


def test_drafts_are_assessments_and_visits_begun_on_an_earlier_day(desk: Desk):
    the_week(desk)
    begun = today_at(10)
    a_visit(desk, a_family(desk, "Osei"), begun, arrived_at=begun)

    drafts = Days(desk).today().drafts

    assert [(draft.kind, draft.name) for draft in drafts] == [
        ("assessment", "Hartley-Okoro"),
        ("assessment", "Castell-Ward"),
        ("visit", "Fenwick"),
    ]
