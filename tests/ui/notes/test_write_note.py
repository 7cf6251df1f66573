"""The dialog of a note: what it asks for, and what it refuses."""

import pytest

from desktop.casework.desk import Desk
from desktop.casework.notes import NewNote, Notes
from desktop.casework.plans import Plans
from desktop.clock import LONDON
from desktop.errors import DoorstepError
from desktop.ui.notes.anywhere import Anywhere
from desktop.ui.notes.dialog import WriteNote
from desktop.ui.notes.model import NotesModel
from desktop.ui.notes.new_menu import ACTION, FAMILY, NOTE, NewMenu
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import InlineTasks
from desktop.ui.widgets.page import Page
from desktop.ui.words import notes as words
from sync.records.fields import Compartment
from tests.support.desks import a_family, hartley_okoro
from tests.ui import rules
from tests.ui.shells import said


class DiskFull(DoorstepError):
    """Named as the store's is."""


class FullDisk(Notes):
    """Writes nothing any more."""

    def write(self, family: str, new: NewNote) -> str:
        raise DiskFull


def a_note(desk: Desk, family: str = "") -> WriteNote:
    return WriteNote(desk.clock.now().astimezone(LONDON), Notes(desk).families(), family)


def test_the_rules_hold_with_everything_unfolded(qtbot, desk):
    for dialog in (a_note(desk, hartley_okoro(desk)), a_note(desk)):
        dialog._acts.click()
        dialog._tells.click()
        qtbot.addWidget(dialog)
        dialog.resize(1240, 1500)
        dialog.show()
        rules.check_all(qtbot, dialog)


def test_the_rules_hold_in_the_menu_of_what_is_new(qtbot):
    menu = NewMenu([NOTE, ACTION, FAMILY])
    rules.show(qtbot, menu)

    for check in (rules.check_names, rules.check_targets, rules.check_words, rules.check_at_200_percent):
        check(menu)


@pytest.mark.parametrize(
    ("readers", "hidden", "compartment"),
    [
        (words.TEAM, False, Compartment.TEAM),
        (words.HIDDEN, True, Compartment.TEAM),
        (words.NAMED, True, Compartment.RESTRICTED),
    ],
)
def test_who_may_read_it_says_where_it_lies_and_whether_the_family_sees_it(qtbot, desk, readers, hidden, compartment):
    family = a_family(desk)
    dialog = a_note(desk, family)
    qtbot.addWidget(dialog)
    dialog._text.set_text("Rang the school.")
    dialog._readers.set_value(readers)

    answered = dialog.read()

    assert answered is not None
    assert (answered[0], answered[1].hidden, answered[1].compartment) == (family, hidden, compartment)


def test_what_is_missing_is_said_beside_its_field(qtbot, desk):
    a_family(desk)
    dialog = a_note(desk)
    qtbot.addWidget(dialog)
    dialog._acts.click()
    dialog._tells.click()
    dialog._day.setText("7 10 2026")

    assert dialog.read() is None

    for wrong in (words.FAMILY_MISSING, words.MISSING, words.IN_FUTURE, words.WHAT_MISSING, words.FACT_MISSING):
        assert wrong in said(dialog)


def test_a_note_that_could_not_be_saved_keeps_its_words(qtbot, desk):
    family = a_family(desk)
    model = NotesModel(
        FullDisk(desk), Plans(desk), lambda: desk.clock.now().astimezone(LONDON), InlineTasks((DoorstepError,))
    )
    window = MainWindow(demo=False, now=lambda: 0.0)
    qtbot.addWidget(window)
    window.add_page("family", Page, "Families", "users-round")
    window.open("family", family=family)
    window.show()
    Anywhere(model, window)

    window.write_note()
    (dialog,) = window.findChildren(WriteNote)
    dialog._text.set_text("Rang the school")
    dialog.save.click()

    assert "Not saved. The disk is full." in said(dialog)
    assert dialog._text.text() == "Rang the school"
    window.close_dialog()
