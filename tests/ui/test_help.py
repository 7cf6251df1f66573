"""Help, and going about by keys alone: what F1 lists is what is bound, and F6 goes round the parts of the window."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.ui.shell import keys
from desktop.ui.shell.help import HelpDialog
from desktop.ui.shell.window import MainWindow
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Page, PageHeader, ScrollColumn
from desktop.ui.words import help as words
from desktop.ui.words.keys import SAID
from tests.ui import rules
from tests.ui.shells import said

PHONES = (("Duty team, any time", "01632 960 118"),)


class Parts(Page):
    """A header with a button, and a body with two."""

    def __init__(self, name: str) -> None:
        super().__init__()
        header = PageHeader(name)
        self.new = Button(f"New in {name}")
        header.add_action(self.new)
        self.first, self.second = Button(f"First of {name}"), Button(f"Second of {name}")
        body = ScrollColumn()
        body.add(self.first, self.second)
        body.add_stretch()
        self.column.addWidget(header)
        self.column.addWidget(body, 1)


@pytest.fixture
def window(qtbot) -> MainWindow:
    made = MainWindow(demo=False, now=lambda: 0.0)
    made.add_page("today", partial(Parts, "Today"), "Today", "sun")
    made.add_page("families", partial(Parts, "Families"), "Families", "users-round")
    made.add_page("visit", partial(Parts, "Visit note"), "Visit note", "pen-line", rail="visit")
    made.open("today")
    made.help_wanted.connect(lambda: made.ask(HelpDialog(made, made.page or made, made.place, PHONES)))
    rules.show(qtbot, made)
    made.activateWindow()
    rules.settle()
    return made


def help_of(window: MainWindow) -> HelpDialog:
    QTest.keyClick(window, Qt.Key.Key_F1)
    rules.settle()
    (dialog,) = rules.shown(window, HelpDialog)
    return dialog


def test_f1_says_what_the_page_is_for_and_whom_to_ring(qtbot, window):
    dialog = help_of(window)

    text = said(dialog)
    assert words.PAGES["today"] in text
    assert PHONES[0][1] in text
    rules.check_all(qtbot, dialog)


def test_every_key_of_the_window_is_listed_with_what_it_does(window):
    bound = {shortcut.key().toString() for shortcut in window.findChildren(QShortcut)}

    listed = said(help_of(window)).split("\n")

    assert {"F1", "F6", "F9", "Ctrl+L", "Ctrl+K", "Ctrl+1"} <= bound
    for key in bound - {"Ctrl+3", "Ctrl+4", "Ctrl+5"}:  # with two pages in the rail they do nothing
        words_of_it = SAID.get(key) or f"Open {'Today' if key == 'Ctrl+1' else 'Families'}"
        assert words_of_it in listed, key
    assert not any("Ctrl+3" in line for line in listed)


def test_a_key_that_is_bound_on_the_page_is_listed_while_the_page_is_open_and_not_after(window):
    keys.bind(window.page, {"Ctrl+H": lambda: None}, here=True)

    assert SAID["Ctrl+H"] in said(help_of(window))
    window.close_dialog()
    window.open("families")

    assert SAID["Ctrl+H"] not in said(help_of(window))


def test_a_key_without_words_cannot_be_bound(window):
    with pytest.raises(KeyError):
        keys.bind(window, {"Ctrl+J": lambda: None})


def test_help_opens_in_a_visit_and_names_its_pages_only(window):
    window.begin_visit(family="hartley")

    listed = said(help_of(window))

    assert words.PAGES["visit"] in listed
    assert "Open Visit note" in listed
    assert "Open Families" not in listed


def test_f6_goes_round_the_parts_of_the_window_and_back(window):
    page = window.page
    rail_first = next(button for _mode, button in window.rail._pages.values())
    rail_first.setFocus()

    reached = []
    for _step in range(3):
        QTest.keyClick(window, Qt.Key.Key_F6)
        reached.append(QApplication.focusWidget())
    QTest.keyClick(window, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)

    assert reached[:2] == [page.new, page.first]
    assert window.rail.isAncestorOf(reached[2])
    assert QApplication.focusWidget() is page.first


def test_alt_left_goes_back_as_the_help_says(window):
    window.open("families")
    listed = [label.text() for label in help_of(window).findChildren(PlainLabel)]
    window.close_dialog()

    QTest.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)

    assert "Alt+Left arrow" in listed
    assert window.place == "today"
