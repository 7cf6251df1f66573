"""A disclosure during a visit (journey 3): one key, their words, a mark, raised without a network; received when the council says so."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from desktop.app.line import SERVER
from desktop.casework.concerns import Concerns
from desktop.casework.notes import NewNote, Notes
from desktop.ui.concern.sheet import ConcernSheet
from desktop.ui.visit.capture import LineEditor
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import concern as words
from tests.journeys.test_colleague import SOON_MS, Open, central
from tests.support.central import Central
from tests.support.desks import a_visit, hartley_okoro, today_at
from tests.support.laptops import Laptop
from tests.ui import rules
from tests.ui.conftest import light, qapp_args

__all__ = ["central", "light", "qapp_args"]

NOWHERE = "http://127.0.0.1:9"
SAID = "He gets so angry I hide in the bath."


@pytest.fixture
def jo(central: Central) -> Iterator[Open]:
    """In a living room without a network, her visit open; the council and its manager have the family."""
    with tempfile.TemporaryDirectory() as folder:
        laptop = Laptop(Path(folder), central)
        family = hartley_okoro(laptop.desk)
        visit = a_visit(laptop.desk, family, today_at(10), arrived_at=today_at(10, 24))
        laptop.sync()
        opened = Open(laptop, Path(folder), family, visit)
        laptop.store.put_setting(SERVER, NOWHERE)
        opened.window.begin_visit(family=family, visit=visit)
        opened.window.activateWindow()
        rules.settle()
        yield opened
        opened.close()
        laptop.store.close()
        assert opened.unforeseen == []


@pytest.mark.slow
def test_a_disclosure_during_a_visit_is_written_raised_and_received(qtbot, jo: Open, central: Central, tmp_path: Path):
    manager = Laptop(tmp_path, central, central.a_user("manager"), "Ruth Bell")
    central.run("allocate", jo.family, manager.user)
    editor = jo.found(LineEditor)
    QTest.keyClicks(editor, "Dog shut in the kit")
    Notes(jo.laptop.desk).write(jo.family, NewNote("Rang the school.", jo.laptop.clock.now()))

    QTest.keyClick(editor, Qt.Key.Key_F7)
    sheet = jo.found(ConcernSheet)
    qtbot.waitUntil(sheet.form.first.hasFocus, timeout=SOON_MS)
    QTest.keyClicks(sheet.form.first, SAID)
    press(sheet, words.ADD_MARK)
    press(sheet, words.RAISE)
    qtbot.waitUntil(lambda: words.NOT_RECEIVED in said(sheet), timeout=SOON_MS)
    jo.laptop.store.put_setting(SERVER, jo.laptop.url)
    jo.post.send()
    qtbot.waitUntil(lambda: "Received at " in said(sheet), timeout=SOON_MS)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)

    assert jo.window.focusWidget() is editor
    assert editor.toPlainText() == "Dog shut in the kit"
    manager.sync()
    (concern,) = Concerns(manager.desk).of(jo.family)
    assert (concern.account.words, len(concern.account.marks), concern.visit) == (SAID, 1, jo.visit)

    def all_is_taken() -> bool:
        jo.post.send()
        return len(taken(central)) > 1

    qtbot.waitUntil(all_is_taken, timeout=SOON_MS)
    assert [SAID in changes for changes in taken(central)] == [True, False]
    manager.store.close()


def said(room: QWidget) -> str:
    return "\n".join(label.text() for label in rules.shown(room, PlainLabel))


def press(room: QWidget, says: str) -> None:
    next(one for one in rules.shown(room, Button) if one.words() == says).click()
    rules.settle()


def taken(central: Central) -> list[str]:
    """The changes of the concern and of the note that was written before it, in the order in which the council took them."""
    with central.session() as connection:
        rows = connection.exec_driver_sql("SELECT changes FROM change_set ORDER BY rowid").scalars().all()
    return [row for row in rows if SAID in row or "Rang the school." in row]
