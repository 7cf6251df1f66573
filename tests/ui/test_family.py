"""One family: its head, its overview, and what can be added to its record."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QTabBar

from desktop.casework.consents import Consents
from desktop.casework.desk import Desk
from desktop.casework.flags import Flags
from desktop.casework.history import Histories
from desktop.casework.moving import Moving
from desktop.casework.overview import Overviews
from desktop.casework.people import NewPerson, People
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.family.head import FamilyHeadModel
from desktop.ui.family.header import FamilyHeader
from desktop.ui.family.model import Casework, FamilyModel
from desktop.ui.family.page import FamilyPage
from desktop.ui.family.record_consent import RecordConsent
from desktop.ui.flags.model import FlagsModel
from desktop.ui.ports import Shell
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import InlineTasks, Job, Lane
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.tabs import Tabs
from tests.support.desks import a_family, a_person, hartley_okoro
from tests.ui import rules
from tests.ui.shells import said


class BusyLane(InlineTasks):
    """Takes work and does not get to it."""

    def follow(self, work, done, failed, reported, lane=Lane.STORE):
        return Job(reported)


def a_page(qtbot, desk: Desk, shell: Shell, family: str) -> FamilyPage:
    tasks, visits, overviews = InlineTasks((DoorstepError,)), Visits(desk), Overviews(desk)

    def now():
        return desk.clock.now().astimezone(LONDON)

    casework = Casework(overviews, People(desk), Consents(desk), visits, Histories(desk), Moving(desk))
    page = FamilyPage(
        FamilyModel(casework, now, tasks),
        FamilyHeadModel(overviews, visits, now, tasks),
        FlagsModel(Flags(desk), People(desk), tasks),
        shell,
        {"sam": "Sam Peel"}.__getitem__,
    )
    rules.show(qtbot, page)
    page.activateWindow()
    page.arrive(family=family)
    rules.settle()
    return page


def button(page, words: str) -> Button:
    found: list[Button] = page.findChildren(Button)
    return next(button for button in found if button.words() == words and button.isVisible())


def test_the_rules_hold_for_the_mockups_family(qtbot, desk, shell):
    rules.check_all(qtbot, a_page(qtbot, desk, shell, hartley_okoro(desk)))


def test_a_tab_chosen_before_the_family_was_read_leads_to_that_family(qtbot, desk, shell):
    head = FamilyHeadModel(Overviews(desk), Visits(desk), desk.clock.now, BusyLane())
    header = FamilyHeader(head, shell, "family")
    qtbot.addWidget(header)

    head.arrive(a_family(desk))
    header.findChild(Tabs).chosen.emit("plan")
    head.start_visit()

    assert shell.asked == [("open", "plan", {"family": head.family})]


def test_the_rules_hold_for_a_family_of_whom_nothing_is_known(qtbot, desk, shell):
    rules.check_all(qtbot, a_page(qtbot, desk, shell, a_family(desk)))


def test_the_overview_tells_what_matters_in_words(qtbot, desk, shell):
    words = said(a_page(qtbot, desk, shell, hartley_okoro(desk)))

    assert "Hartley-Okoro family" in words
    assert "Consent given 22 Sep" in words
    assert "Dog in the house. Ring before you arrive." in words
    assert "Not shown to family" in words
    assert "Also helping: Nadia Khan, health visitor; Sam Peel, school" in words
    assert "Visit, 55 min" in words
    assert "up 3" in words
    assert "down 1" in words
    assert "2 of 5 done" in words
    assert "What Maya said" in words


def test_everyone_in_the_strip_can_be_heard(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, hartley_okoro(desk))

    heard = page._strip.twin.said.stringList()

    assert "Maya, 14. Year 9. Lives at home" in heard
    assert "Chidi, 36. Dad, weekends. Lives elsewhere" in heard
    assert "Pat, 61. Grandmother. Lives at home" in heard


def test_arrows_move_through_the_people(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, hartley_okoro(desk))
    page._strip.twin.setFocus()

    qtbot.keyClick(page._strip.twin, Qt.Key.Key_Down)
    qtbot.keyClick(page._strip.twin, Qt.Key.Key_Down)

    assert page._strip.twin.currentIndex().row() == 2


def test_starting_a_visit_that_nobody_planned_books_and_begins_it(qtbot, desk, shell):
    family = a_family(desk)
    page = a_page(qtbot, desk, shell, family)

    button(page, "Start visit").click()

    (visit,) = Visits(desk).on(desk.today())
    assert visit.under_way
    assert shell.asked == [("begin_visit", {"family": family, "visit": visit.visit})]


def test_starting_the_planned_visit_books_no_second_one(qtbot, desk, shell):
    family = hartley_okoro(desk)
    page = a_page(qtbot, desk, shell, family)

    button(page, "Start visit").click()

    (visit,) = Visits(desk).on(desk.today())
    assert visit.under_way


def test_tabs_and_back_lead_elsewhere(qtbot, desk, shell):
    family = a_family(desk)
    page = a_page(qtbot, desk, shell, family)

    qtbot.keyClick(page.findChild(QTabBar), Qt.Key.Key_Right)
    button(page, "Back").click()

    assert shell.asked == [("open", "story", {"family": family}), ("back",)]


def test_a_person_is_added_by_keyboard_alone(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, a_family(desk))
    opened = button(page, "Add a person")
    opened.setFocus()

    qtbot.keyClick(opened, " ")
    dialog = shell.dialog
    qtbot.keyClicks(dialog._first, "Maya")
    qtbot.keyClicks(dialog._born, "27 3 2012")
    qtbot.keyClick(dialog.save, " ")

    assert shell.dialog is None
    assert page._strip.twin.said.stringList() == ["Maya, 14. Child. Lives at home"]


def test_somebody_born_tomorrow_is_refused_in_words(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, a_family(desk))
    button(page, "Add a person").click()

    shell.dialog._first.setText("Maya")
    shell.dialog._born.setText("7 10 2026")
    shell.dialog.save.click()

    assert "Date of birth must be in the past" in said(shell.dialog)


def test_consent_is_recorded_for_one_person_and_the_agencies_named(qtbot, desk, shell):
    family = a_family(desk)
    a_person(desk, family, "Kate", "parent", surname="Brierley")
    page = a_page(qtbot, desk, shell, family)
    assert "You can write a visit note, not an assessment" in said(page)

    button(page, "Record consent").click()
    dialog = shell.dialog
    dialog._answer.chip("given").click()
    dialog._with.chip("school").click()
    dialog.save.click()

    answers = {(line.purpose, line.agency): line.answer for line in Consents(desk).of(family)}
    assert answers == {("assessment", ""): "given", ("sharing", "school"): "given"}
    assert "Consent given 6 Oct" in said(page)
    assert "not an assessment" not in said(page)


def test_consent_shows_what_was_said_before(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, hartley_okoro(desk))

    button(page, "Record consent").click()
    dialog = shell.dialog
    dialog._who.setCurrentIndex(dialog._who.findText("Dana Hartley"))

    assert dialog._answer.values() == ("given",)
    assert dialog._with.values() == ("school",)


def test_the_rules_hold_in_every_dialog(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, hartley_okoro(desk))

    for words in ("Add a person", "Record consent", "Book a visit"):
        button(page, words).click()
        shell.dialog.resize(1240, 1500)
        rules.check_all(qtbot, shell.dialog)
        shell.close_dialog()


def test_a_dialog_begins_at_its_first_question_and_ends_at_its_buttons(qtbot, desk, qapp):
    window = MainWindow(demo=False, now=desk.clock.boottime)
    rules.show(qtbot, window)
    page = a_page(qtbot, desk, window, hartley_okoro(desk))
    window.add_page("family", lambda: page)
    window.open("family", family=page._model.state.family)
    window.activateWindow()

    page.ask_consent()
    rules.settle()
    began = QApplication.focusWidget()
    qtbot.keyClick(began, Qt.Key.Key_Backtab)

    dialog = page._dialog
    assert isinstance(dialog, RecordConsent)
    assert began is dialog._who
    assert QApplication.focusWidget() is dialog.save


def test_a_note_is_asked_for_from_the_overview(qtbot, desk, shell):
    page = a_page(qtbot, desk, shell, a_family(desk))

    button(page, "Write a note").click()

    assert ("write_note",) in shell.asked


def test_a_family_called_like_markup_is_shown_as_it_is(qtbot, desk, shell):
    hostile = "<img src='file:///tmp/x'>&=1+1"
    family = a_family(desk, hostile)
    People(desk).add(family, NewPerson(hostile))

    page = a_page(qtbot, desk, shell, family)

    assert f"{hostile} family" in said(page)
    assert page._strip.twin.said.stringList()[0].startswith(hostile)
