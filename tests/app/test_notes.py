"""Notes in the running application: from any page in four keys besides the words, kept through a lock, taken back whole."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desktop.app.desk_window import DeskWindow
from desktop.ui.notes.dialog import WriteNote
from desktop.ui.notes.new_menu import NewMenu
from desktop.ui.widgets.buttons import Button
from sync.records.fields import Compartment
from sync.records.ids import stream_id
from sync.records.note import Note
from sync.records.plan import Action
from tests.app.desks import Unlocked, come_to_rest
from tests.support.desks import a_family, a_person, a_visit, today_at
from tests.ui import rules
from tests.ui.shells import said

CTRL = Qt.KeyboardModifier.ControlModifier
WORDS = "Rang the school about mornings."


class Keys:
    """Types as a worker does: into whatever has the focus. `pressed` counts the keys that are no words."""

    def __init__(self, qtbot, laptop: Unlocked, desk: DeskWindow) -> None:
        self._qtbot, self._laptop, self.window = qtbot, laptop, desk.window
        self.pressed = 0
        self.window.activateWindow()

    def press(self, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(QApplication.focusWidget() or self.window, key, how)
        self.pressed += 1
        come_to_rest(self._qtbot, self._laptop.tasks)

    def type(self, words: str) -> None:
        self._qtbot.keyClicks(QApplication.focusWidget() or self.window, words)


@pytest.fixture
def laptop(tmp_path: Path) -> Unlocked:
    return Unlocked(tmp_path / "vault")


@pytest.fixture
def nowak(laptop: Unlocked) -> str:
    with laptop.desk() as desk:
        a_family(desk, "Brierley")
        family = a_family(desk, "Nowak")
        a_person(desk, family, "Kasia")
        return family


def written(desk: DeskWindow) -> list[Note]:
    with desk.desk.reading() as session:
        return list(session.scalars(select(Note).where(Note.deleted.is_(None))))


def toast(desk: DeskWindow, words: str) -> Button:
    assert words in said(desk.window._toast)
    return desk.window._toast.undo


def test_a_note_about_the_family_that_is_open_takes_three_keys(qtbot, laptop, nowak):
    with laptop.window(qtbot) as opened:
        opened.window.open("plan", family=nowak)
        come_to_rest(qtbot, laptop.tasks)
        keys = Keys(qtbot, laptop, opened)

        keys.press(Qt.Key.Key_N, CTRL)
        keys.press(Qt.Key.Key_N)
        keys.type(WORDS)
        keys.press(Qt.Key.Key_Return, CTRL)

        (note,) = written(opened)
        assert (note.text, note.channel, note.sensitivity) == (WORDS, "call", "normal")
        assert note.stream == stream_id(nowak, Compartment.TEAM)
        assert keys.pressed == 3


def test_a_note_from_today_takes_four_keys_and_the_letters_of_the_family(qtbot, laptop, nowak):
    with laptop.window(qtbot) as opened:
        keys = Keys(qtbot, laptop, opened)

        keys.press(Qt.Key.Key_N, CTRL)
        keys.press(Qt.Key.Key_Return)
        keys.type("now")
        keys.press(Qt.Key.Key_Tab)
        keys.type(WORDS)
        keys.press(Qt.Key.Key_Return, CTRL)

        assert [note.stream == stream_id(nowak, Compartment.TEAM) for note in written(opened)] == [True]
        assert keys.pressed == 4


def test_a_note_that_was_saved_is_taken_back_and_put_back_from_the_toast(qtbot, laptop, nowak):
    with laptop.window(qtbot) as opened:
        opened.window.open("family", family=nowak)
        come_to_rest(qtbot, laptop.tasks)
        keys = Keys(qtbot, laptop, opened)
        keys.press(Qt.Key.Key_N, CTRL)
        keys.press(Qt.Key.Key_N)
        keys.type(WORDS)
        keys.press(Qt.Key.Key_Return, CTRL)
        assert WORDS in said(opened.window.page)

        toast(opened, "Note saved for the Nowak family").click()
        come_to_rest(qtbot, laptop.tasks)
        assert written(opened) == []
        assert WORDS not in said(opened.window.page)

        toast(opened, "Note taken back").click()
        come_to_rest(qtbot, laptop.tasks)
        assert [note.text for note in written(opened)] == [WORDS]


def test_a_half_written_note_outlives_a_lock_on_a_page_that_has_no_notes(qtbot, laptop, nowak):
    with laptop.window(qtbot) as desk:
        keys = Keys(qtbot, laptop, desk)
        keys.press(Qt.Key.Key_N, CTRL)
        keys.press(Qt.Key.Key_N)
        keys.type("now")
        keys.press(Qt.Key.Key_Tab)
        keys.type(WORDS)
        dialog = desk.window._scrim.dialog
        dialog._people.chip(dialog._families[nowak].people[0][0]).click()
        dialog._acts.click()
        with qtbot.waitSignal(desk.locking.ready):
            keys.press(Qt.Key.Key_L, CTRL)
    with laptop.window(qtbot) as desk:
        dialog = desk.window._scrim.dialog
        assert isinstance(dialog, WriteNote)
        assert (dialog.family(), dialog._text.text(), dialog._acts.isChecked()) == (nowak, WORDS, True)
        dialog._what.set_text("Ask for a later start")
        dialog.save.click()
        come_to_rest(qtbot, laptop.tasks)

        (note,) = written(desk)
        assert len(note.about or ()) == 1
        with desk.desk.reading() as session:
            assert [a.came_from for a in session.scalars(select(Action))] == [note.id]


def test_in_a_visit_only_its_family_is_named_and_nothing_but_a_note_is_new(qtbot, laptop, nowak):
    with laptop.desk() as desk:
        visit = a_visit(desk, nowak, today_at(10), arrived_at=today_at(10, 24))
    with laptop.window(qtbot) as opened:
        opened.window.begin_visit(family=nowak, visit=visit)
        come_to_rest(qtbot, laptop.tasks)
        keys = Keys(qtbot, laptop, opened)

        keys.press(Qt.Key.Key_N, CTRL)
        menu = opened.window._scrim.dialog
        assert isinstance(menu, NewMenu)
        assert [b.words() for b in rules.shown(menu, Button)] == ["Note", "Cancel"]
        keys.press(Qt.Key.Key_N)

        dialog = opened.window._scrim.dialog
        assert "Nowak family" in said(dialog)
        assert dialog._which.count() == 0
        keys.type(WORDS)
        keys.press(Qt.Key.Key_Return, CTRL)
        toast(opened, "Note saved")
        assert "Nowak" not in said(opened.window._toast)
        assert [note.text for note in written(opened)] == [WORDS]
