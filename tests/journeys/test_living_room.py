"""Journey 8: the mother reaches for the mouse while the worker is in the kitchen. And A12: in a visit no other family is named anywhere."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from desktop.app.desk_window import DeskWindow
from desktop.casework.sending import Gone
from desktop.casework.visits import Visits
from desktop.ui.visit.entry_row import EntryRow
from desktop.ui.words import gate
from tests.app.desks import Unlocked, come_to_rest
from tests.support.desks import the_week
from tests.ui import rules
from tests.ui.conftest import light, qapp_args

__all__ = ["light", "qapp_args"]

PRIVATE = "Pat smelled of drink"
PIN = "2580"
OTHERS = ("Nowak", "Brierley", "Castell", "Iqbal", "Fenwick", "Thornes")


@pytest.fixture
def laptop(tmp_path: Path) -> Unlocked:
    return Unlocked(tmp_path / "vault")


@pytest.fixture
def visiting(qtbot, laptop: Unlocked) -> Iterator[DeskWindow]:
    """Seven families on the laptop; the visit to one of them begun from Today, a private line in it."""
    with laptop.desk() as desk:
        the_week(desk)
        visits = Visits(desk)
        card = visits.on(desk.today())[0]
        visits.catch(card.family, card.visit, replace(visits.new_line(), text=PRIVATE, tag="worry", hidden=True))
    with laptop.window(qtbot) as desk:
        window = desk.window
        window.page._model.start(window.page._model.state.day.visits[0])
        come_to_rest(qtbot, laptop.tasks)
        assert window.in_visit
        yield desk


def told(window: QWidget) -> str:
    """Every word that a screen, a pointer at rest or a screen reader can give away."""
    words = [window.windowTitle()]
    for widget in (window, *window.findChildren(QWidget)):
        if widget.isVisible():
            words += [widget.toolTip(), widget.accessibleName(), widget.accessibleDescription()]
            words += [widget.text()] if isinstance(widget, QLabel) else []
    return "\n".join([*words, *spoken(QAccessible.queryAccessibleInterface(window))])


def spoken(of: QAccessibleInterface | None) -> Iterator[str]:
    """The accessible tree, as far as it is not hidden."""
    if of is None or not of.isValid() or of.state().invisible:
        return
    yield from (of.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value))
    for at in range(of.childCount()):
        yield from spoken(of.child(at))


def type_the_pin(window, pin: str) -> None:
    QTest.keyClicks(window.focusWidget(), pin)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    rules.settle()


def test_a12_no_page_of_a_visit_names_another_family(qtbot, laptop: Unlocked, visiting: DeskWindow):
    window = visiting.window
    said = {}
    for place, key in enumerate(window.rail.keys("visit"), Qt.Key.Key_1):
        QTest.keyClick(window, Qt.Key(place), Qt.KeyboardModifier.ControlModifier)
        come_to_rest(qtbot, laptop.tasks)
        said[key] = told(window)
    window.page.leave()
    visiting.post.gone.emit(Gone("a family that was taken away", "Brierley", unsent=False))
    said["toast"] = told(window)

    assert len(said) >= 4
    assert "Hartley-Okoro" in said["visit"]
    assert "A family is no longer on this laptop." in said["toast"]
    for page, words in said.items():
        assert [name for name in OTHERS if name in words] == [], page


def test_the_mother_reaches_for_the_mouse_while_the_worker_is_in_the_kitchen(
    qtbot, laptop: Unlocked, visiting: DeskWindow
):
    window, page = visiting.window, visiting.window.page
    page._going_in.pin.setText(PIN)
    page._going_in.ok.click()
    come_to_rest(qtbot, laptop.tasks)
    next(row for row in page.findChildren(EntryRow) if row.show_it is not None).show_it.click()
    rules.settle()
    unfolded = told(window)
    line = page._notes.capture.editor
    line.setFocus()
    QTest.keyClicks(line, "Dog in kitchen")
    for _key in range(len("kitchen")):
        QTest.keyClick(line, Qt.Key.Key_Left)

    window.idle.lapsed.emit()  # nobody has touched it for as long as the council allows
    curtain, hidden = window._curtain, told(window)
    QTest.mouseMove(window, QPoint(300, 300))
    QTest.mouseClick(curtain, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_F9, Qt.Key.Key_Tab):
        QTest.keyClick(window.focusWidget(), key)
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        QTest.keyClick(window.focusWidget(), key, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(window.focusWidget(), key, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    curtain._pin.setFocus()
    type_the_pin(window, "1234")
    tried = told(window)
    type_the_pin(window, PIN)
    come_to_rest(qtbot, laptop.tasks)
    back = told(window)
    QTest.keyClicks(window.focusWidget(), "the ")
    page.keep()
    come_to_rest(qtbot, laptop.tasks)

    assert PRIVATE in unfolded
    for seen in (hidden, tried):
        assert gate.CURTAIN_TITLE in seen
        assert [word for word in ("Hartley", "Maya", "Dana", PRIVATE, "Dog", *OTHERS) if word in seen] == []
    assert gate.wrong_pin(2) in tried
    assert "Hartley-Okoro" in back
    assert PRIVATE not in back
    assert page._model.state.line.text == "Dog in the kitchen"
    assert page._model.state.line.tag == "note"
    assert window.in_visit
