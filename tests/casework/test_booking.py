"""Booking, moving and calling off visits, rows of them, with a colleague; time of one's own; clashes."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from desktop.casework.booking import Bookings, CallingOff, NewTime, OwnTimeDraft
from desktop.casework.day import OwnCard
from desktop.casework.desk import Desk, Worker
from desktop.casework.planning import Booking, Repeat
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from sync.records.visit import Visit
from tests.support.days import the_days
from tests.support.desks import TODAY, a_family, a_visit, today_at

PRIYA = Worker("priya.shah", "Priya Shah", "Aldermoor")


def the_visit(desk: Desk, visit: str) -> Visit:
    with desk.reading() as session:
        return session.get_one(Visit, visit)


def the_row(desk: Desk, first: str) -> list[Visit]:
    with desk.reading() as session:
        return list(session.scalars(select(Visit).where(Visit.series == first).order_by(Visit.planned_at)))


def test_a_row_of_visits_stays_at_its_hour_when_the_clocks_change(desk: Desk):
    first = Visits(desk).book(Booking(a_family(desk), today_at(14, 30), repeat=Repeat(weeks=2, times=3)))

    local = [one.planned_at.astimezone(LONDON) for one in the_row(desk, first) if one.planned_at]
    assert [(one.month, one.day, one.hour) for one in local] == [(10, 6, 14), (10, 20, 14), (11, 3, 14)]


def test_one_visit_is_no_row(desk: Desk):
    visit = Visits(desk).book(Booking(a_family(desk), today_at(14)))

    assert the_visit(desk, visit).series is None


def test_a_visit_with_a_colleague_is_in_both_their_days(desk: Desk):
    booking = Booking(a_family(desk), today_at(14), with_workers=(PRIYA.user,))
    visit = Visits(desk).book(booking)

    theirs = Visits(replace(desk, worker=PRIYA)).on(TODAY)
    nobodys = Visits(replace(desk, worker=Worker("riya.shah", "Riya Shah", "Aldermoor"))).on(TODAY)

    assert [card.visit for card in theirs] == [visit]
    assert (theirs[0].worker, theirs[0].with_workers) == (desk.worker.user, (PRIYA.user,))
    assert nobodys == ()


def test_a_visit_is_moved_from_the_time_that_was_shown(desk: Desk):
    visit = a_visit(desk, a_family(desk), today_at(11))

    Bookings(desk).move(visit, NewTime(today_at(15), 90, today_at(11), 60))

    row = the_visit(desk, visit)
    assert (row.planned_at, row.planned_minutes, row.state) == (today_at(15), 90, "planned")


@pytest.mark.parametrize("by", ["family", "worker"])
def test_a_visit_that_is_called_off_stays_with_its_reason(desk: Desk, by: str):
    visit = a_visit(desk, a_family(desk), today_at(11))
    bookings = Bookings(desk)

    off = bookings.call_off(visit, CallingOff(by, "Leo is ill"))
    row = the_visit(desk, visit)
    assert (row.state, row.failed_because, row.failed_tried) == ("failed", f"cancelled_by_{by}", "Leo is ill")

    bookings.undo(off)
    row = the_visit(desk, visit)
    assert (row.state, row.failed_because, row.failed_tried) == ("planned", None, None)


def test_those_that_follow_can_be_called_off_with_it(desk: Desk):
    bookings = Bookings(desk)
    family = a_family(desk)
    first, second, third = (
        one.id for one in the_row(desk, Visits(desk).book(Booking(family, today_at(14), repeat=Repeat(1, 3))))
    )
    another = a_visit(desk, family, today_at(14, days=21))

    off = bookings.call_off(second, CallingOff("family", following=True))

    assert set(off) == {second, third}
    assert [the_visit(desk, one).state for one in (first, another)] == ["planned", "planned"]


def test_what_is_on_at_the_time_is_told_and_does_not_stand_in_the_way(desk: Desk):
    bookings = Bookings(desk)
    family = a_family(desk, "Nowak")
    a_visit(desk, family, today_at(11))
    a_visit(desk, family, today_at(11), state="failed")
    bookings.add_own_time(OwnTimeDraft(today_at(11, 30), 60, "Team meeting"))

    found = bookings.clashes(today_at(11, 45), 30)

    assert [(clash.name, clash.own) for clash in found] == [("Nowak", False), ("Team meeting", True)]
    assert bookings.clashes(today_at(12, 30), 30) == ()
    assert Visits(desk).book(Booking(family, today_at(11, 45)))


def test_a_visit_that_is_moved_does_not_clash_with_itself(desk: Desk):
    visit = a_visit(desk, a_family(desk), today_at(11))

    assert Bookings(desk).clashes(today_at(11, 30), 60, visit) == ()


def test_own_time_is_in_the_day_and_clashes_with_the_visit_it_runs_into(desk: Desk):
    a_visit(desk, a_family(desk, "Nowak"), today_at(13))
    own = Bookings(desk).add_own_time(OwnTimeDraft(today_at(12, 30), 45, "Team meeting"))

    meeting, visit = the_days(desk).today().agenda

    assert isinstance(meeting, OwnCard)
    assert (meeting.record, meeting.ends_at, [clash.name for clash in meeting.clashes]) == (
        own,
        today_at(13, 15),
        ["Nowak"],
    )
    assert [clash.name for clash in visit.clashes] == ["Team meeting"]


def test_own_time_is_taken_out_and_brought_back(desk: Desk):
    bookings = Bookings(desk)
    own = bookings.add_own_time(OwnTimeDraft(today_at(12), 45, "Course"))

    bookings.remove_own_time(own)
    assert the_days(desk).today().agenda == ()
    bookings.remove_own_time(own, removed=False)

    assert len(the_days(desk).today().agenda) == 1


def test_leave_of_some_days_is_on_in_each_of_them(desk: Desk):
    yesterday: datetime = today_at(9) - timedelta(days=1)
    Bookings(desk).add_own_time(OwnTimeDraft(yesterday, 3 * 24 * 60, "Leave"))

    assert [one.what for one in the_days(desk).today().agenda if isinstance(one, OwnCard)] == ["Leave"]
