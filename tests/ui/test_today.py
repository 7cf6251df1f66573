"""Today: what the day holds, and one key to what comes next."""

from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from desktop.casework.day import Days
from desktop.casework.desk import Desk
from desktop.casework.duplicates import NewFamily
from desktop.casework.families import Families
from desktop.casework.looked import Looked, Questions
from desktop.casework.people import NewPerson
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.tasks import InlineTasks
from desktop.ui.today.model import TodayModel
from desktop.ui.today.page import TodayPage
from desktop.ui.widgets.buttons import Button
from tests.support.desks import a_family, a_visit, the_week, today_at
from tests.ui import rules
from tests.ui.shells import PaperShell, said


class DiskFull(DoorstepError):
    """Named as the store's is."""


class FullDisk(Days):
    """Reads nothing any more."""

    def today(self):
        raise DiskFull


@dataclass(frozen=True)
class Offline:
    state: str = "waiting"
    title: str = "You are working offline"
    text: str = "That is fine. 5 changes are saved on this laptop."


def a_model(desk: Desk, days: Days | None = None) -> TodayModel:
    tasks = InlineTasks((DoorstepError,))
    return TodayModel(days or Days(desk), Visits(desk), Offline, lambda: desk.clock.now().astimezone(LONDON), tasks)


def a_page(qtbot, desk: Desk, shell: PaperShell) -> TodayPage:
    page = TodayPage(a_model(desk), shell, "Jo")
    rules.show(qtbot, page)
    page.activateWindow()
    page.arrive()
    rules.settle()
    return page


def buttons(page, words: str) -> list[Button]:
    return [button for button in page.findChildren(Button) if button.words() == words and button.isVisible()]


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
    page = TodayPage(a_model(desk, FullDisk(desk)), shell, "Jo")
    rules.show(qtbot, page)

    page.arrive()

    assert "Not saved. The disk is full." in said(page)


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


def test_a_visit_is_not_booked_for_yesterday(qtbot, desk, shell):
    a_family(desk)
    page = a_page(qtbot, desk, shell)

    buttons(page, "Book a visit")[0].click()
    shell.dialog._day.setText("5 10 2026")
    shell.dialog._time.setText("14:00")
    shell.dialog.save.click()

    assert shell.dialog._day_field.error() == "Choose a time that is still to come"


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
