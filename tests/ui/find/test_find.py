"""Find, as a worker uses it: Ctrl+K, a few letters, arrow, Enter."""

import pytest
from PySide6.QtCore import Qt

from desktop.casework.finding import Finder, Found
from desktop.errors import DoorstepError
from desktop.ui.find.dialog import FindDialog
from desktop.ui.find.model import FindModel
from desktop.ui.tasks import InlineTasks
from desktop.ui.words import find as words
from sync.records.note import Note
from tests.support.desks import a_family, a_person, write
from tests.ui import rules
from tests.ui.shells import said


class FullDisk(Finder):
    """Reads nothing any more."""

    def find(self, words: str, family: str | None = None):
        raise DoorstepError


@pytest.fixture
def family(desk) -> str:
    family = a_family(desk, "Hartley-Okoro")
    a_person(desk, family, "Maya", surname="Hartley")
    write(desk, Note, family, text="Maya starts at the youth club on Monday. " * 4)
    return family


def a_dialog(qtbot, finder: Finder, family: str | None = None) -> FindDialog:
    dialog = FindDialog(FindModel(finder, InlineTasks((DoorstepError,)), lambda: None), family=family)
    qtbot.addWidget(dialog)
    dialog.resize(680, 620)
    rules.show(qtbot, dialog)
    dialog._field.setFocus()
    rules.settle()
    return dialog


def test_the_rules_hold(qtbot, desk, family):
    dialog = a_dialog(qtbot, Finder(desk))
    qtbot.keyClicks(dialog._field, "maya")
    dialog._field.clearFocus()

    rules.check_all(qtbot, dialog)


def test_three_letters_and_enter_open_the_person(qtbot, desk, family):
    dialog = a_dialog(qtbot, Finder(desk))
    opened: list[Found] = []
    dialog.found.connect(opened.append)

    qtbot.keyClicks(dialog._field, "may")
    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)

    assert [(found.group, found.said, found.family) for found in opened] == [("person", "Maya Hartley", family)]


def test_down_passes_the_headings_and_the_caret_stays_in_the_field(qtbot, desk, family):
    dialog = a_dialog(qtbot, Finder(desk))
    opened: list[Found] = []
    dialog.found.connect(opened.append)

    qtbot.keyClicks(dialog._field, "maya")
    qtbot.keyClick(dialog._field, Qt.Key.Key_Down)
    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)

    assert [(found.group, found.kind) for found in opened] == [("text", "note")]
    assert dialog._field.text() == "maya"


def test_a_screen_reader_hears_what_and_where(qtbot, desk, family):
    dialog = a_dialog(qtbot, Finder(desk))
    qtbot.keyClicks(dialog._field, "maya hart")

    index = dialog._view.currentIndex()

    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Maya Hartley. Hartley-Okoro family"


def test_nothing_found_says_so_and_enter_opens_nothing(qtbot, desk, family):
    dialog = a_dialog(qtbot, Finder(desk))
    opened: list[Found] = []
    dialog.found.connect(opened.append)

    qtbot.keyClicks(dialog._field, "harltey")
    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)

    assert "Nothing found for “harltey”" in said(dialog)
    assert opened == []


def test_a_search_that_fails_says_why(qtbot, desk):
    dialog = a_dialog(qtbot, FullDisk(desk))

    qtbot.keyClicks(dialog._field, "maya")

    assert dialog._nothing.title.text() not in ("", words.BEGIN)
    assert "Nothing found" not in said(dialog)
