"""Today: what the day holds, and one key to what comes next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desktop.casework.booking import Bookings, OwnTimeDraft
from desktop.casework.duplicates import NewFamily
from desktop.casework.families import Families
from desktop.casework.looked import Looked, Questions
from desktop.casework.people import NewPerson
from desktop.casework.visits import Visits
from desktop.ui.today.page import TodayPage
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.toggle import Toggle
from sync.records.episode import Episode
from tests.support.days import the_days
from tests.support.desks import a_family, a_visit, an_action, the_week, today_at
from tests.ui import rules
from tests.ui.bookings import PaperSaver, a_booking_model
from tests.ui.shells import said
from tests.ui.todays import FullDisk, a_model, a_page, buttons, buttons_of


def test_the_rules_hold_on_a_full_day(qtbot, desk, shell):
    the_week(desk)
    page = a_page(qtbot, desk, shell)

    rules.check_all(qtbot, page)


def test_the_rules_hold_on_an_empty_day(qtbot, desk, shell):
    rules.check_all(qtbot, a_page(qtbot, desk, shell))


def test_the_day_is_told_in_words(qtbot, desk, shell):
    the_week(desk)

    words = said(a_page(qtbot, desk, shell))

    assert "Good morning, Jo" in words
    assert "Tuesday 6 October. Three visits today, first one at 11:00." in words
    assert "in 18 min" in words
    assert "Consent not given yet" in words
    assert "Hartley-Okoro. 2 days overdue" in words
    assert "You are working offline" in words
    assert "Everything you need is on this laptop" in words


def test_starting_the_next_visit_begins_it_and_opens_its_pages(qtbot, desk, shell):
    families = the_week(desk)
    page = a_page(qtbot, desk, shell)

    buttons(page, "Start visit")[0].click()

    (call, ids) = shell.asked[-1]
    assert (call, ids["family"]) == ("begin_visit", families["Hartley-Okoro"])
    assert Visits(desk).note(ids["family"], ids["visit"]).card.under_way


def test_only_the_next_visit_can_be_started_from_here(qtbot, desk, shell):
    the_week(desk)
    page = a_page(qtbot, desk, shell)

    assert len(buttons(page, "Start visit")) == 1
    assert len(buttons(page, "Prepare")) == 3


def test_a_day_that_cannot_be_read_says_so_in_words(qtbot, desk, shell):
    page = TodayPage(a_model(desk, FullDisk()), a_booking_model(desk, PaperSaver()), shell, "Jo")
    rules.show(qtbot, page)

    page.arrive()

    assert "Not saved. The disk is full." in said(page)


def test_typing_in_the_search_goes_on_in_the_list_of_families(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell)

    qtbot.keyClicks(page._find, "h")

    assert shell.asked == [("seek", "h")]
    assert page._find.text() == ""


def test_the_first_tab_from_the_search_leads_to_the_next_visit_by_keyboard_alone(qtbot, desk, shell):
    the_week(desk)
    page = a_page(qtbot, desk, shell)
    page._find.setFocus()

    for _ in range(2):
        page.focusNextChild()
    start = QApplication.focusWidget()
    qtbot.keyClick(start, " ")

    assert start is buttons(page, "Start visit")[0]
    assert shell.asked[-1][0] == "begin_visit"


def test_minutes_pass_without_moving_the_focus(qtbot, desk, shell):
    a_visit(desk, a_family(desk), today_at(11))
    page = a_page(qtbot, desk, shell)
    start = buttons(page, "Start visit")[0]
    start.setFocus()

    desk.clock.set_wall(today_at(10, 50))
    page._model.tick()

    assert "in 10 min" in said(page)
    assert start.hasFocus()


def test_what_arrives_meanwhile_keeps_the_focus_where_it_was(qtbot, desk, shell):
    family = a_family(desk)
    a_visit(desk, family, today_at(11))
    page = a_page(qtbot, desk, shell)
    buttons(page, "Start visit")[0].setFocus()

    a_visit(desk, family, today_at(15))
    page.arrive()
    rules.settle()

    assert QApplication.focusWidget() is buttons(page, "Start visit")[0]


def test_f17_a_family_that_the_council_may_know_stays_here_until_it_is_said_why_it_is_another(qtbot, desk, shell):
    family = Families(desk).add(NewFamily("Osei", people=(NewPerson("Ama"),)), Looked("no"))
    Questions(desk).answered(family, "possible")
    page = a_page(qtbot, desk, shell)

    assert "Osei family may be known already" in said(page)
    (look,) = [button for button in page.findChildren(Button) if button.words() == "Look"]
    look.click()
    assert shell.asked[-1] == ("open", "families", {})
    Questions(desk).settle(family, "Rang: cousins.")
    page.arrive()
    assert "may be known" not in said(page)


def test_a_draft_is_carried_on(qtbot, desk, shell):
    families = the_week(desk)
    page = a_page(qtbot, desk, shell)

    for button in buttons(page, "Carry on"):
        button.click()

    opened = [(call[0], call[-1]["family"]) for call in shell.asked]
    assert ("open", families["Castell-Ward"]) in opened
    assert ("after-visit", families["Fenwick"]) in [(call[1], call[-1]["family"]) for call in shell.asked]


def test_new_offers_a_family_and_a_visit(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell)

    page._new.click()
    next(b for b in shell.dialog.findChildren(Button) if b.words() == "Add a family").click()

    assert shell.asked == [("open", "families", {"new": "family"})]


def test_a_family_called_like_markup_is_shown_as_it_is(qtbot, desk, shell):
    """F14"""
    hostile = "<img src='file:///tmp/x'>&=1+1"
    family = a_family(desk, hostile)
    a_visit(desk, family, today_at(11), purpose=hostile)

    page = a_page(qtbot, desk, shell)

    assert f"{hostile} family" in said(page)
    rules.check_plain_text(page)


def test_the_rules_hold_on_a_full_week_with_everything_in_it(qtbot, desk, shell):
    families = the_week(desk)
    Bookings(desk).add_own_time(OwnTimeDraft(today_at(13), 60, "Team meeting"))
    a_visit(desk, families["Iqbal"], today_at(16), state="failed", failed_because="cancelled_by_family")
    page = a_page(qtbot, desk, shell)

    buttons_of(page, Toggle, "Week")[0].click()

    rules.check_all(qtbot, page)


def test_the_week_stands_under_its_days_and_one_visit_alone_has_the_primary_button(qtbot, desk, shell):
    the_week(desk)
    page = a_page(qtbot, desk, shell)

    buttons_of(page, Toggle, "Week")[0].click()
    words = said(page)

    assert "Tuesday 6 October. Seven visits in the next seven days." in words
    for day in ("Today, Tuesday 6 October", "Thursday 8 October", "Monday 12 October"):
        assert day in words
    assert len(buttons(page, "Start visit")) == 1
    assert len(buttons(page, "Prepare")) == 7


def test_the_week_is_reached_by_keyboard(qtbot, desk, shell):
    the_week(desk)
    page = a_page(qtbot, desk, shell)
    page._day.setFocus()

    qtbot.keyClick(page._day, Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), " ")

    assert page._model.state.week
    assert "Thursday 8 October" in said(page)
    page._new.setFocus()
    page.focusNextChild()
    assert QApplication.focusWidget() is buttons(page, "Start visit")[0]


def test_what_is_missing_is_said_of_the_visit_that_misses_it(qtbot, desk, shell, tmp_path):
    a_visit(desk, a_family(desk), today_at(11))
    model = a_model(desk, the_days(desk, forms=tmp_path))
    page = TodayPage(model, a_booking_model(desk, PaperSaver()), shell, "Jo")
    rules.show(qtbot, page)
    page.arrive()

    words = said(page)

    assert "The form for the assessment is not on this laptop" in words
    assert "Everything you need is on this laptop" not in words


def test_what_is_due_stands_in_groups_with_why_and_leads_to_where_it_is_seen_to(qtbot, desk, shell):
    family = a_family(desk, "Nowak", state="engaging")
    with desk.writing() as session:
        (episode,) = session.scalars(select(Episode))
        episode.received_at = episode.allocated_at = today_at(9, days=-28)
    a_visit(desk, family, today_at(9, days=-1))
    page = a_page(qtbot, desk, shell)

    words = said(page)
    for button in buttons(page, "Open"):
        button.click()

    lines = words.split("\n")
    assert (
        lines.index("Overdue") < lines.index("Speak with the family for the first time") < lines.index("Today and soon")
    )
    assert "Nowak. 25 days overdue" in words
    assert "Help was asked for on 8 Sep" in words
    assert "Write up the visit" in words
    assert [call[1] for call in shell.asked] == ["family", "after-visit"]


def test_a_long_list_of_what_is_due_is_shown_when_somebody_asks(qtbot, desk, shell):
    family = a_family(desk)
    for number in range(10):
        an_action(desk, family, f"Ring number {number}", today_at(9).date())
    page = a_page(qtbot, desk, shell)
    assert len(buttons(page, "Open")) == 8

    buttons(page, "See all 10 things")[0].click()
    rules.settle()

    assert len(buttons(page, "Open")) == 10


def test_preparing_is_one_click_from_the_visit(qtbot, desk, shell):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(11))
    page = a_page(qtbot, desk, shell)

    buttons(page, "Prepare")[0].click()

    assert shell.asked == [("open", "prepare", {"family": family, "visit": visit})]


def test_the_note_of_a_visit_that_is_over_is_opened_from_its_row(qtbot, desk, shell):
    family = a_family(desk)
    visit = a_visit(desk, family, today_at(9), state="done", arrived_at=today_at(9), left_at=today_at(10))
    page = a_page(qtbot, desk, shell)

    buttons(page, "Visit note")[0].click()

    assert buttons(page, "Prepare") == []
    assert shell.asked == [("open", "after-visit", {"family": family, "visit": visit})]


def test_nothing_is_said_while_the_day_is_read_and_that_it_opens_once_that_takes_long(qtbot, desk, shell):
    page = TodayPage(a_model(desk), a_booking_model(desk, PaperSaver()), shell, "Jo")
    rules.show(qtbot, page)
    assert "No visits today" not in said(page)

    page._slow.timeout.emit()

    assert "Opening" in said(page)
