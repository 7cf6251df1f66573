"""The window: where pages open, what a visit hides, how it is covered and locked, and how it notices nobody is there."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.ui.shell.dialog import Dialog
from desktop.ui.shell.window import MainWindow
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import Page
from desktop.ui.widgets.rail_button import RailButton
from desktop.ui.widgets.text_answer import TextAnswer
from tests.ui import rules


class NotedPage(Page):
    """Keeps what the shell told it."""

    def __init__(self, words: str) -> None:
        super().__init__()
        self.arrivals: list[dict[str, str]] = []
        self.saved: list[str] = []
        self.note = TextAnswer()
        self.note.setAccessibleName(words)
        self.note.committed.connect(self.saved.append)
        self.column.addWidget(PlainLabel(words, "h1"))
        self.column.addWidget(self.note)
        self.column.addStretch(1)

    def arrive(self, **args: str) -> None:
        self.arrivals.append(args)

    def leave(self) -> None:
        self.note.flush()


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(qtbot, clock) -> MainWindow:
    made = MainWindow(demo=True, now=clock)
    made.add_page("today", partial(NotedPage, "Today"), "Today", "sun")
    made.add_page("families", partial(NotedPage, "Families"), "Families", "users-round")
    made.add_page("family", partial(NotedPage, "One family"), under="families")
    made.add_page("sending", partial(NotedPage, "Sending and receiving"))
    made.add_page("visit-note", partial(NotedPage, "Visit note"), "Visit note", "pencil-line", rail="visit")
    made.add_page("plan", partial(NotedPage, "Plan"), "Plan", "list-checks", rail="visit")
    made.open("today")
    rules.show(qtbot, made)
    made.activateWindow()
    rules.settle()
    return made


def _rail(window: QWidget) -> list[str]:
    visible = [button for button in window.findChildren(RailButton) if button.isVisible()]
    return [button.accessibleName() for button in sorted(visible, key=lambda button: button.y())]


def test_every_rule_holds_for_the_window(qtbot, window):
    rules.check_all(qtbot, window)


def test_the_title_names_no_family(window):
    window.open("family", family_id="hartley")

    assert window.windowTitle() == "Doorstep"


def test_only_pages_that_exist_are_in_the_rail(window):
    assert _rail(window) == ["Today", "Families", "Urgent help", "Hide screen", "Settings", "Lock"]


def test_a_page_gets_the_ids_it_is_opened_with_and_back_returns(window):
    window.open("family", family_id="hartley")
    window.open("sending")

    window.back()

    assert window.page.arrivals == [{"family_id": "hartley"}, {"family_id": "hartley"}]


def test_a_page_is_made_when_it_is_first_opened_and_kept(window):
    made: list[NotedPage] = []

    def make() -> Page:
        made.append(NotedPage("Letters"))
        return made[-1]

    window.add_page("letters", make, under="families")
    before = list(made)
    for key in ("letters", "today", "letters"):
        window.open(key)

    assert before == []
    assert made == [window.page]
    assert made[0].arrivals == [{}, {}]


def test_leaving_a_page_saves_what_was_being_typed(window, qtbot):
    today = window.page
    qtbot.keyClicks(today.note, "Rent letter")

    window.open("families")

    assert today.saved == ["Rent letter"]


def test_in_a_visit_only_that_family_can_be_reached(window, qtbot):
    window.begin_visit(family_id="hartley")

    window.open("families")
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.sync_card.click()

    assert _rail(window) == ["Visit note", "Plan", "Urgent help", "Hide screen", "Leave visit"]
    assert window.page.arrivals == [{"family_id": "hartley"}]


def test_leaving_a_visit_goes_back_to_where_we_were(window, qtbot):
    window.open("families")
    window.begin_visit(family_id="hartley")

    with qtbot.waitSignal(window.visit_left):
        window.end_visit()

    assert window.page.findChild(QLabel).text() == "Families"
    assert _rail(window)[:2] == ["Today", "Families"]
    assert not window.in_visit


@pytest.mark.parametrize(("key", "title"), [(Qt.Key.Key_1, "Today"), (Qt.Key.Key_2, "Families")])
def test_ctrl_and_a_number_opens_a_page_of_the_rail(window, qtbot, key, title):
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)

    assert window.page.findChild(QLabel).text() == title


def test_f9_covers_everything_and_saves_first(window, qtbot):
    today = window.page
    qtbot.keyClicks(today.note, "half a word")

    qtbot.keyClick(window, Qt.Key.Key_F9)
    rules.settle()
    picture = window.grab().toImage()

    assert today.saved == ["half a word"]
    assert picture.pixelColor(5, 5).name() == picture.pixelColor(1300, 600).name() == "#0f5f5a"


def test_a_window_that_is_put_away_comes_back_hidden(window, qtbot):
    """P9: the system shows it small, and whoever brings it back may not be its worker."""
    qtbot.keyClicks(window.page.note, "Rent")
    today = window.page

    window.showMinimized()
    rules.settle()
    window.showNormal()
    rules.settle()

    assert today.saved == ["Rent"]
    assert not today.isVisible()
    qtbot.keyClick(window._curtain, Qt.Key.Key_Return)
    assert today.isVisible()


def test_enter_shows_the_screen_again_in_the_office(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F9)
    curtain = window.focusWidget()

    qtbot.keyClick(curtain, Qt.Key.Key_Return)

    assert not curtain.isVisible()


def test_no_shortcut_moves_anything_behind_the_curtain(window, qtbot):
    qtbot.keyClick(window, Qt.Key.Key_F9)

    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)

    assert window.page.findChild(QLabel).text() == "Today"


def test_locking_saves_covers_and_asks_for_the_lock(window, qtbot):
    today = window.page
    qtbot.keyClicks(today.note, "unsaved")

    with qtbot.waitSignal(window.lock_requested):
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)

    assert today.saved == ["unsaved"]


def test_a_dialog_keeps_the_focus_and_esc_gives_it_back(window, qtbot):
    window.page.note.setFocus()
    dialog = Dialog("7 changes have not been sent", "Send them first.")
    keep = dialog.add_button(Button("Keep"))
    send = dialog.add_button(Button("Send first", "primary"))

    window.ask(dialog)
    assert keep.hasFocus()
    for _ in range(3):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
    assert send.hasFocus()
    qtbot.keyClick(send, Qt.Key.Key_Escape)

    assert window.page.note.hasFocus()


def test_a_lock_takes_every_dialog_away(window, qtbot):
    dialog = Dialog("Sure?")
    window.ask(dialog)

    window.lock()

    assert not dialog.isVisible()


def test_the_rail_folds_where_there_is_little_room(window):
    window.resize(1060, 688)
    rules.settle()

    assert window.rail.width() < 100
    assert {button.toolTip() for button in window.findChildren(RailButton) if button.isVisible()} >= {
        "Today",
        "Families",
    }


def test_nobody_there_is_warned_then_locked(window, clock, qtbot):
    window.idle.start()
    warned: list[int] = []
    window.idle.warned.connect(warned.append)
    for _ in range(14):
        clock.now += 20
        window.idle.tick()
    assert warned == [20]

    with qtbot.waitSignal(window.lock_requested):
        clock.now += 20
        window.idle.tick()


def test_any_key_after_the_warning_keeps_it_open(window, clock, qtbot):
    window.idle.listen()
    window.idle.start()
    for _ in range(14):
        clock.now += 20
        window.idle.tick()

    with qtbot.waitSignal(window.idle.woken):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    locked = []
    window.lock_requested.connect(lambda: locked.append(True))
    clock.now += 20
    window.idle.tick()

    assert not locked


def test_a_laptop_that_slept_is_locked_at_once(window, clock, qtbot):
    window.idle.start()

    with qtbot.waitSignal(window.lock_requested):
        clock.now += 31
        window.idle.tick()


def test_ctrl_plus_makes_all_text_bigger(window, qtbot, qapp):
    qtbot.keyClick(window, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)

    assert qapp.font().pixelSize() == 18
