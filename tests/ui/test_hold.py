"""The visit hold (security.md, "The lock"): hidden in a visit, opened by its PIN, for so many tries and minutes and no more."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from desktop.ui.shell.hold import Hold, HoldRules
from desktop.ui.shell.window import MainWindow
from desktop.ui.words import gate
from tests.ui import rules
from tests.ui.test_shell import Clock, NotedPage

PIN = "2580"
HOUR = 3600


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def window(qtbot, clock: Clock) -> MainWindow:
    """In a visit that has a PIN, with half a line typed."""
    made = MainWindow(demo=False, now=clock)
    made.add_page("today", partial(NotedPage, "Today"), "Today", "sun")
    made.add_page("visit-note", partial(NotedPage, "Visit note"), "Visit note", "pencil-line", rail="visit")
    made.open("today")
    made.begin_visit(family="hartley")
    made.hold.set_pin(PIN)
    rules.show(qtbot, made)
    made.activateWindow()
    made.page.note.setFocus()
    QTest.keyClicks(made.page.note, "half a word")
    QTest.keyClick(made.page.note, Qt.Key.Key_Left)
    made.idle.start()
    return made


def hide(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F9)
    rules.settle()


def try_pin(window: MainWindow, pin: str) -> None:
    QTest.keyClicks(window.focusWidget(), pin)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    rules.settle()


def test_the_pin_shows_the_screen_again_with_the_caret_where_it_was(window):
    hide(window)
    hidden = window.page.isVisible()

    try_pin(window, PIN)

    assert not hidden
    assert window.focusWidget() is window.page.note
    assert window.page.note.textCursor().position() == len("half a wor")


def test_neither_f9_nor_enter_nor_a_click_nor_a_page_key_shows_it(window):
    hide(window)
    curtain = window._curtain

    QTest.keyClick(window, Qt.Key.Key_F9)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    QTest.mouseClick(curtain, Qt.MouseButton.LeftButton)
    QTest.mouseClick(curtain._show, Qt.MouseButton.LeftButton)
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    rules.settle()

    assert curtain.isVisible()
    assert not window.page.isVisible()


def test_tab_goes_between_the_pin_and_its_button_and_nowhere_else(window):
    hide(window)
    reached = []
    for _step in range(3):
        reached.append(rules.name_of(window.focusWidget()))
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)

    assert reached == [gate.PIN, gate.SHOW_SCREEN, gate.PIN]


def test_three_wrong_pins_are_the_full_lock(window, qtbot):
    hide(window)
    try_pin(window, "0000")
    try_pin(window, "1379")
    locked = window._curtain.locks

    with qtbot.waitSignal(window.lock_requested):
        try_pin(window, "2581")

    assert not locked
    assert window._curtain.locks


def test_wrong_tries_are_not_given_back_by_hiding_again(window, qtbot):
    hide(window)
    try_pin(window, "0000")
    try_pin(window, "1379")
    hide(window)

    with qtbot.waitSignal(window.lock_requested):
        try_pin(window, "2581")


def test_nobody_there_hides_a_visit_and_locks_the_office(window, clock, qtbot):
    for _step in range(16):
        clock.now += 20
        window.idle.tick()
    held = window._curtain.holds
    window._show_again()
    window.end_visit()

    with qtbot.waitSignal(window.lock_requested):
        window.idle.tick()
    assert held


def test_a_hold_is_the_full_lock_an_hour_after_the_passphrase(window, clock, qtbot):
    hide(window)
    while clock.now < 1000 + HOUR - 20:
        clock.now += 20
        window.idle.tick()
    held = window._curtain.holds

    with qtbot.waitSignal(window.lock_requested):
        clock.now += 20
        window.idle.tick()
    assert held


def test_a_laptop_that_slept_in_a_visit_is_locked_however_short_it_was(window, clock, qtbot):
    hide(window)

    with qtbot.waitSignal(window.lock_requested):
        clock.now += 31
        window.idle.tick()


def test_a_visit_that_was_hidden_once_and_is_over_locks_nothing(window, clock):
    hide(window)
    try_pin(window, PIN)
    window.end_visit()

    clock.now += 1
    window.idle.tick()

    assert not window._curtain.locks


def test_without_a_pin_hiding_a_visit_is_the_lock(window, qtbot):
    window.hold.forget()

    with qtbot.waitSignal(window.lock_requested):
        hide(window)


def test_what_is_told_while_it_is_hidden_is_not_shown(window):
    hide(window)

    window.tell("The Brierley family is no longer on this laptop.")

    assert not window._toast.isVisible()


def test_the_lock_after_a_hold_still_knows_the_caret(window):
    before = window.keep()["caret"]
    hide(window)

    assert before
    assert window.keep()["caret"] == before


def test_leaving_keeps_the_visit_one_step_away_and_finishing_does_not(window):
    window.leave_visit()
    offered = window.rail._return.isVisible()
    QTest.mouseClick(window.rail._return, Qt.MouseButton.LeftButton)
    back, pin = window.in_visit, window.hold.has_pin
    window.end_visit()

    assert (offered, back, pin) == (True, True, True)
    assert not window.rail._return.isVisible()
    assert not window.hold.has_pin


@pytest.mark.parametrize(
    ("pin", "taken"),
    [("2580", True), ("258", False), ("25802580258", False), ("1111", False), ("25a0", False), ("٢٥٨٠", False)],
)
def test_a_pin_is_digits_as_many_as_the_council_allows(pin: str, taken: bool):
    hold = Hold(lambda: 0.0, HoldRules(least=4, most=8))

    assert hold.takes(pin) is taken


def test_a_pin_kept_in_the_vault_opens_after_the_passphrase_and_is_not_written_down():
    before, after = Hold(lambda: 0.0), Hold(lambda: 9999.0)
    before.set_pin(PIN)

    after.resume(before.keep())

    assert PIN not in str(before.keep())
    assert after.opens(PIN)
