"""The visit note: a line is caught with one key, nothing typed is lost, private lines fold."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.casework.colleagues import Colleagues
from desktop.casework.desk import Desk
from desktop.casework.plans import Plans
from desktop.casework.visits import Visits
from desktop.clock import LONDON
from desktop.store.errors import DiskFull
from desktop.ui import tokens
from desktop.ui.tasks import InlineTasks
from desktop.ui.visit.entry_row import EntryRow
from desktop.ui.visit.model import VisitModel
from desktop.ui.visit.page import VisitPage
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import visit as words
from tests.support.desks import a_family, a_person, a_visit, hartley_okoro, today_at
from tests.ui import rules
from tests.ui.shells import PaperShell
from tests.ui.visit.write_ups import a_write_up

MARKUP = "<img src='file:///tmp/x'>&=1+1"
PHONES = (("Duty team, any time", "01632 960 118"),)


class Caught:
    """A visit of the mockup's family, its page shown."""

    def __init__(self, qtbot, desk: Desk, family: str = "") -> None:
        self.desk, self.visits, self.family = desk, Visits(desk), family or hartley_okoro(desk)
        self.visit = a_visit(desk, self.family, today_at(10), arrived_at=today_at(10, 24))
        self.shell = PaperShell()
        self.model = VisitModel(self.visits, lambda: desk.clock.now().astimezone(LONDON), InlineTasks((DiskFull,)))
        self.write_up = a_write_up(desk)
        self.page = VisitPage(self.model, self.write_up, self.shell, Colleagues(desk).name, PHONES)
        self.page.arrive(family=self.family, visit=self.visit)
        rules.show(qtbot, self.page)
        self.page.activateWindow()
        self.page.arrive(family=self.family, visit=self.visit)
        rules.settle()

    def entries(self):
        return self.visits.note(self.family, self.visit).entries

    def said(self) -> str:
        return "\n".join(label.text() for label in rules.shown(self.page, PlainLabel))

    def type(self, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        QTest.keyClicks(self.page.focusWidget(), text)
        QTest.keyClick(self.page.focusWidget(), key)
        rules.settle()


@pytest.fixture
def caught(qtbot, desk: Desk) -> Caught:
    return Caught(qtbot, desk)


def test_enter_keeps_the_line_with_its_time_and_begins_the_next(caught: Caught):
    caught.type("Dog shut in the kitchen")

    assert [(entry.text, entry.tag) for entry in caught.entries()] == [("Dog shut in the kitchen", "note")]
    assert "Dog shut in the kitchen" in caught.said()
    assert "10:42" in caught.said()


def test_shift_and_enter_go_on_in_the_same_line(caught: Caught):
    editor = caught.page.focusWidget()
    QTest.keyClicks(editor, "One")
    QTest.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)

    caught.type("two")

    assert [entry.text for entry in caught.entries()] == ["One\ntwo"]


def test_everything_can_be_said_from_the_keyboard(caught: Caught):
    editor = caught.page.focusWidget()
    QTest.keyClick(editor, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(editor, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)

    caught.type("Pat smelled of drink")

    (entry,) = caught.entries()
    assert (entry.tag, entry.hidden) == ("worry", True)
    assert (caught.model.state.line.tag, caught.model.state.line.hidden) == ("note", False)


@pytest.mark.parametrize("hidden", [False, True])
def test_an_action_is_said_to_be_in_the_plan_only_where_it_is(caught: Caught, hidden: bool):
    told: list[str] = []
    caught.model.planned.connect(lambda: told.append("planned"))
    caught.model.tag("action")
    if hidden:
        caught.model.hide()

    caught.type("Ring the police about Rob")

    planned = [action.text for action in Plans(caught.desk).of(caught.family).actions()]
    assert ("Ring the police about Rob" in planned, told) == ((False, []) if hidden else (True, ["planned"]))


def test_a_private_line_is_folded_until_asked_for_and_folds_again(caught: Caught):
    caught.model.hide()
    caught.type("Pat smelled of drink")
    folded = caught.said()

    row = caught.page.findChildren(EntryRow)[-1]
    row.show_it.click()
    rules.settle()
    unfolded = caught.said()
    caught.page.leave()
    rules.settle()

    assert "Pat smelled" not in folded
    assert words.FOLDED in folded
    assert "Pat smelled" in unfolded
    assert "Pat smelled" not in caught.said()


def test_leaving_the_page_keeps_the_line_that_was_being_typed(caught: Caught):
    QTest.keyClicks(caught.page.focusWidget(), "Half a sen")

    caught.page.leave()

    assert [entry.text for entry in caught.entries()] == ["Half a sen"]


def test_a_crash_while_typing_loses_nothing_that_was_committed(caught: Caught):
    QTest.keyClicks(caught.page.focusWidget(), "Half")
    caught.page._notes.capture.editor.flush()
    QTest.keyClicks(caught.page.focusWidget(), " a sen")

    assert [entry.text for entry in caught.entries()] == ["Half"]
    assert "Half" not in caught.said()


def test_a_line_made_private_while_it_is_typed_is_private_in_the_store(caught: Caught):
    QTest.keyClicks(caught.page.focusWidget(), "Pat")
    caught.page._notes.capture.editor.flush()

    caught.model.hide()

    assert [entry.hidden for entry in caught.entries()] == [True]


def test_their_words_say_whose(caught: Caught):
    maya = next(person.person for person in caught.model.state.note.people if person.name == "Maya")
    QTest.keyClick(caught.page.focusWidget(), Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    caught.page._notes.capture._people.chip(maya).click()

    caught.type("I actually ate breakfast.")

    assert caught.entries()[0].said_by == maya
    assert "Maya’s words" in [row.accessibleName().split(". ")[1] for row in caught.page.findChildren(EntryRow)]


def test_an_action_joins_the_plan(caught: Caught, desk: Desk):
    QTest.keyClick(caught.page.focusWidget(), Qt.Key.Key_4, Qt.KeyboardModifier.AltModifier)

    caught.type("Ring the landlord")

    assert "Ring the landlord" in [action.text for action in Plans(desk).of(caught.family).actions()]


def test_a_line_that_is_not_saved_comes_back_to_be_saved_again(caught: Caught, monkeypatch):
    def full(*_args: object) -> None:
        raise DiskFull

    with monkeypatch.context() as broken:
        for save in ("catch", "write_line"):
            broken.setattr(caught.visits, save, full)
        caught.type("Dog shut in the kitchen")
        said, kept = caught.said(), caught.page._notes.capture.editor.text()
    caught.type("")

    assert "Not saved. The disk is full." in said
    assert kept == "Dog shut in the kitchen"
    assert [entry.text for entry in caught.entries()] == ["Dog shut in the kitchen"]
    assert "Not saved" not in caught.said()


def test_a_child_is_seen_and_an_item_covered(caught: Caught):
    child = caught.model.state.note.children[0].child

    caught.page._side._children[child].set_value("alone")
    caught.page._side._ticks["next_steps"].click()

    note = caught.visits.note(caught.family, caught.visit)
    assert (note.children[0].seen, note.covered) == ("alone", frozenset({"next_steps"}))


def test_finishing_books_the_next_visit(caught: Caught):
    caught.page._finish.click()
    dialog = caught.shell.dialog
    dialog._day.setText("13 10 2026")
    dialog._time.setText("14:00")

    dialog.save.click()

    note = caught.visits.note(caught.family, caught.visit)
    assert note.next_visit_at == today_at(14, days=7)
    assert note.card.left_at is not None
    assert caught.shell.asked == [
        ("end_visit",),
        ("tell", "Visit finished. The next one is booked for Tuesday 13 October at 14:00"),
    ]


def test_half_a_date_is_asked_about_and_the_visit_goes_on(caught: Caught):
    caught.page._finish.click()
    dialog = caught.shell.dialog
    dialog._day.setText("")
    dialog._time.setText("14:00")
    dialog.save.click()

    assert dialog._day_field.error()
    assert caught.shell.asked == []


def test_the_page_keeps_the_rules(caught: Caught, qtbot):
    maya = next(person.person for person in caught.model.state.note.people if person.name == "Maya")
    for line in (
        {"tag": "words", "text": "Better", "said_by": maya},
        {"tag": "worry", "text": "Tired", "hidden": True},
        {"tag": "action", "text": "Ring the school"},
    ):
        caught.visits.catch(caught.family, caught.visit, replace(caught.visits.new_line(), **line))
    caught.page.arrive(family=caught.family, visit=caught.visit)
    caught.model.tag("words")

    rules.check_all(qtbot, caught.page)


def test_the_dialog_keeps_the_rules(caught: Caught, qtbot):
    caught.page._finish.click()

    rules.check_all(qtbot, caught.shell.dialog)


def test_names_and_lines_are_shown_as_they_are_written(qtbot, desk: Desk):
    family = a_family(desk, MARKUP)
    a_person(desk, family, MARKUP, years=9)
    caught = Caught(qtbot, desk, family)

    caught.type(MARKUP)

    assert MARKUP in caught.page._header.title.text()
    assert caught.said().count(MARKUP) >= 3
    rules.check_plain_text(caught.page)


def test_the_tags_stand_in_one_line_of_a_small_laptop(caught: Caught):
    width, height = tokens.tokens()["size"]["clientTypical"]
    caught.page.resize(width - tokens.size("navWidth"), height)
    rules.settle()

    assert len({tag.y() for tag in caught.page._notes.capture._tags.values()}) == 1
