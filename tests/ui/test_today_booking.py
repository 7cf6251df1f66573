"""Booking from Today: visits, time of one's own, clashes, and the days as a calendar file."""

from PySide6.QtCore import QCoreApplication, QEvent

from desktop.casework.visits import Visits
from desktop.store.replica import STAFF
from tests.support.desks import a_family, a_visit, the_week, today_at
from tests.ui import rules
from tests.ui.bookings import PaperSaver, acts
from tests.ui.shells import said
from tests.ui.todays import a_page, buttons


def test_a_visit_is_not_booked_for_yesterday(qtbot, desk, shell):
    a_family(desk)
    page = a_page(qtbot, desk, shell)

    buttons(page, "Book a visit")[0].click()
    shell.dialog._day.setText("5 10 2026")
    shell.dialog._time.setText("14:00")
    shell.dialog.save.click()

    assert shell.dialog._day_field.error() == "Choose a time that is still to come"


def test_no_visits_offers_to_book_one(qtbot, desk, shell):
    a_family(desk, "Brierley")
    page = a_page(qtbot, desk, shell)

    buttons(page, "Book a visit")[0].click()
    dialog = shell.dialog
    dialog._day.setText("7 10 2026")
    dialog._time.setText("2pm")
    dialog.save.click()

    (visit,) = Visits(desk).on(today_at(14, days=1).date())
    assert (visit.at.hour, visit.minutes) == (14, 60)
    assert shell.dialog is None


def test_time_of_ones_own_is_kept_free_taken_out_and_brought_back(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell)

    page._asking.own_time()
    dialog = shell.dialog
    dialog._what.setText("Team meeting")
    dialog._when.day.setText("6 10 2026")
    dialog._when.time.setText("13:00")
    dialog.save.click()
    rules.settle()
    assert "Team meeting" in said(page)

    buttons(page, "Take out")[0].click()
    rules.settle()
    assert "Team meeting" not in said(page)
    buttons(page, "Undo")[0].click()
    rules.settle()

    assert "Team meeting" in said(page)
    assert not buttons(page, "Undo")


def test_a_clash_is_told_while_booking_and_stops_nobody(qtbot, desk, shell):
    family = a_family(desk, "Nowak")
    a_visit(desk, family, today_at(14))
    page = a_page(qtbot, desk, shell)

    page._ask_when()
    dialog = shell.dialog
    dialog._day.setText("6 10 2026")
    dialog._time.setText("14:30")
    assert "Nowak family at 14:00. You can keep both." in said(dialog)
    dialog.save.click()
    rules.settle()

    assert said(page).count("Same time as Nowak family") == 2


def test_a_visit_is_booked_with_a_colleague_every_two_weeks(qtbot, desk, shell):
    a_family(desk)
    desk.store.put_setting(STAFF, {"priya.shah": "Priya Shah", desk.worker.user: "Jo Ellery"})
    page = a_page(qtbot, desk, shell)

    page._ask_when()
    dialog = shell.dialog
    dialog._day.setText("6 10 2026")
    dialog._time.setText("14:30")
    dialog._with.set_value("priya.shah")
    dialog._every.set_value("2")
    dialog._times.set_value("3")
    dialog.save.click()
    rules.settle()

    assert "Home visit. With Priya Shah." in said(page)
    assert [len(Visits(desk).on(today_at(14, days=days).date())) for days in (0, 7, 14, 28, 42)] == [1, 0, 1, 1, 0]


def test_the_days_go_into_a_calendar_file_where_the_worker_says_and_that_is_noted(qtbot, desk, shell):
    the_week(desk)
    saver = PaperSaver()
    page = a_page(qtbot, desk, shell, saver)

    page._week.click()
    buttons(page, "Save these days as a calendar file")[0].click()

    assert b"SUMMARY:Visit" in saver.kept[saver.place]
    assert ("tell", f"Saved without names: {saver.place}") in shell.asked
    assert acts(desk) == ["export"]


def test_an_answer_that_comes_after_the_dialog_was_taken_away_harms_nothing(qtbot, desk, shell):
    family = a_family(desk, "Nowak")
    a_visit(desk, family, today_at(14))
    page = a_page(qtbot, desk, shell)
    page._ask_when()
    booking = page._asking._model

    shell.close_dialog()
    shell.gone.clear()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    booking.look(today_at(14, 30), 60)
    booking.saved.emit("Booked")

    assert not shell.asked


def test_a_dialog_that_took_the_place_of_another_stays_until_it_is_saved(qtbot, desk, shell):
    a_family(desk)
    page = a_page(qtbot, desk, shell)
    page._ask_when()
    shell.close_dialog()
    page._asking.own_time()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    shell.dialog._what.setText("Team meeting")
    shell.dialog._when.day.setText("6 10 2026")
    shell.dialog._when.time.setText("13:00")
    shell.dialog.save.click()

    assert shell.dialog is None
    assert shell.asked
