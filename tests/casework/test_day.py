"""Today: visits, what is due, drafts."""

from datetime import timedelta

from sqlalchemy import event, select

from desktop.casework.desk import Desk
from desktop.casework.due import due
from desktop.casework.visits import Visits
from sync.records.episode import Episode
from sync.records.plan import Action
from sync.records.visit import VisitPart
from tests.support.days import the_days
from tests.support.desks import TODAY, a_family, a_person, a_visit, an_action, the_week, today_at, write


def test_a_day_without_anything_is_empty(desk: Desk):
    day = the_days(desk).today()

    assert (day.agenda, day.due, day.drafts, day.next_visit) == ((), (), (), None)


def test_the_visits_of_the_day_stand_in_order_with_consent(desk: Desk):
    the_week(desk)

    visits = the_days(desk).today().visits

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

    before = the_days(desk).today().next_visit
    visits.begin(early)
    visits.finish(family, early)
    after = the_days(desk).today().next_visit

    assert before is not None
    assert after is not None
    assert (before.card.visit == early, after.card.at.hour) == (True, 15)


def test_an_action_whose_progress_only_a_later_release_understands_is_still_due(desk: Desk):
    write(desk, Action, a_family(desk), text="Ring the school", due_on=TODAY)

    (due,) = the_days(desk).today().due

    assert (due.text, due.progress) == ("Ring the school", "not_started")


def test_what_is_due_within_a_week_is_shown_and_what_is_done_is_not(desk: Desk):
    family = a_family(desk)
    an_action(desk, family, "Next week", TODAY + timedelta(days=7))
    an_action(desk, family, "Overdue", TODAY - timedelta(days=2))
    an_action(desk, family, "Far off", TODAY + timedelta(days=8))
    an_action(desk, family, "Finished", TODAY, "done")

    due = the_days(desk).today().due

    assert [(action.text, action.urgency) for action in due] == [("Overdue", "overdue"), ("Next week", "due_soon")]


def test_drafts_are_assessments_and_visits_begun_on_an_earlier_day(desk: Desk):
    the_week(desk)
    begun = today_at(10)
    a_visit(desk, a_family(desk, "Osei"), begun, arrived_at=begun)

    drafts = the_days(desk).today().drafts

    assert [(draft.kind, draft.name) for draft in drafts] == [
        ("assessment", "Hartley-Okoro"),
        ("assessment", "Castell-Ward"),
        ("visit", "Fenwick"),
    ]


def test_who_comes_along_has_their_own_part_to_carry_on_and_not_that_of_the_other(desk: Desk):
    family, friday = a_family(desk, "Osei"), today_at(10, days=-4)
    visits = [
        a_visit(desk, family, friday, worker="priya.shah", with_workers=(desk.worker.user,), arrived_at=friday)
        for _ in range(2)
    ]
    for worker in (desk.worker.user, "priya.shah"):
        write(desk, VisitPart, family, visit=visits[0], worker=worker, arrived_at=friday)

    drafts = the_days(desk).today().drafts

    assert [(draft.kind, draft.record, draft.begun_on) for draft in drafts] == [("visit", visits[0], friday.date())]


def test_who_comes_along_begins_on_a_time_of_their_own(desk: Desk):
    visit = a_visit(desk, a_family(desk), today_at(11), worker="priya.shah", with_workers=(desk.worker.user,))

    Visits(desk).begin(visit)
    (mine,) = the_days(desk).today().visits

    assert mine.card.under_way


def test_what_the_councils_timescales_ask_for_is_due_beside_the_plans_actions(desk: Desk):
    family = a_family(desk, state="engaging")
    child = a_person(desk, family, "Tom")
    with desk.writing() as session:
        (episode,) = session.scalars(select(Episode))
        episode.received_at = episode.allocated_at = today_at(9, days=-28)
    an_action(desk, family, "Ring the school", TODAY)

    due = the_days(desk).today().due

    assert [(one.kind, one.record, one.who, one.urgency) for one in due] == [
        ("engagement", "", "", "overdue"),
        ("action", due[1].record, "", "due_today"),
        ("child_seen", child, "Tom", "due_today"),
    ]


def test_a_colleagues_visit_is_theirs_to_write_up(desk: Desk):
    family, yesterday = a_family(desk), today_at(9, days=-1)
    mine, theirs = (
        a_visit(
            desk, family, yesterday, state="done", arrived_at=yesterday, left_at=today_at(10, days=-1), worker=worker
        )
        for worker in (desk.worker.user, "priya.shah")
    )

    due = the_days(desk).today().due

    assert [(one.kind, one.record) for one in due] == [("visit_note", mine)]
    assert theirs


def test_a_visit_that_was_begun_is_one_thing_to_do_and_not_two(desk: Desk):
    begun = today_at(10, days=-4)
    visit = a_visit(desk, a_family(desk), begun, arrived_at=begun)

    day = the_days(desk).today()

    assert day.due == ()
    assert [(draft.record, draft.due_on) for draft in day.drafts] == [(visit, TODAY - timedelta(days=2))]


def test_the_day_holds_today_and_the_week_the_six_days_after_it(desk: Desk):
    family = a_family(desk)
    for days in (-1, 0, 6, 7):
        a_visit(desk, family, today_at(11, days=days))

    day = the_days(desk).today()

    assert [entry.at for entry in day.agenda] == [today_at(11)]
    assert [entry.at for entry in day.entries] == [today_at(11), today_at(11, days=6)]


def test_what_is_due_is_read_in_as_many_queries_for_many_families_as_for_one(desk: Desk):
    """Each kind of record is read once for all families, however many there are."""
    counts = []
    for _ in range(2):
        a_person(desk, a_family(desk))
        counts.append(_queries(desk))

    assert counts[0] == counts[1]


def _queries(desk: Desk) -> int:
    made = []

    def count(*call: object) -> None:
        made.append(call)

    with desk.reading() as session:
        event.listen(session.bind, "before_cursor_execute", count)
        assert due(session, desk, {}) is not None
        event.remove(session.bind, "before_cursor_execute", count)
    return len(made)
