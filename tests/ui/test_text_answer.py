"""A written answer is handed over before it can be lost, once, as plain words."""

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.ui.widgets.text_answer import COMMIT_AFTER_MS, TextAnswer
from tests.ui import rules

SAID = "“I’m not lazy, I’m tired.”"


def test_an_answer_is_handed_over_soon_after_the_last_key(qtbot):
    answer = rules.focused(qtbot, TextAnswer())

    with qtbot.waitSignal(answer.committed, timeout=COMMIT_AFTER_MS * 5) as said:
        qtbot.keyClicks(answer, "Tired")

    assert said.args == ["Tired"]


def test_leaving_the_field_hands_the_answer_over_at_once(qtbot):
    room = QWidget()
    field, other = TextAnswer(), QLineEdit()
    for at, widget in enumerate((field, other)):
        widget.setParent(room)
        widget.move(0, at * 300)
    rules.focused(qtbot, room)
    field.setFocus()
    said: list[str] = []
    field.committed.connect(said.append)
    qtbot.keyClicks(field, "Tired")

    qtbot.keyClick(field, Qt.Key.Key_Tab)

    assert said == ["Tired"]
    assert other.hasFocus()


def test_nothing_is_handed_over_twice(qtbot):
    answer = rules.focused(qtbot, TextAnswer())
    said: list[str] = []
    answer.committed.connect(said.append)
    qtbot.keyClicks(answer, "Tired")

    answer.flush()
    answer.flush()
    answer.set_text("Tired")
    answer.flush()

    assert said == ["Tired"]


def test_a_refresh_with_the_same_words_leaves_the_caret_where_it_is(qtbot):
    answer = rules.focused(qtbot, TextAnswer())
    qtbot.keyClicks(answer, "Tired today")
    qtbot.keyClick(answer, Qt.Key.Key_Home)

    answer.set_text("Tired today")

    assert answer.textCursor().position() == 0


def test_pasting_brings_words_and_no_formatting(qtbot):
    answer = rules.focused(qtbot, TextAnswer())
    copied = QMimeData()
    copied.setHtml("<h1>Shouting</h1><img src='file:///tmp/x'>")
    copied.setText("Shouting")

    answer.insertFromMimeData(copied)

    assert answer.text() == "Shouting"
    assert "<h1" not in answer.toHtml()


def test_an_answer_grows_with_its_words(qtbot):
    answer = rules.focused(qtbot, TextAnswer())
    before = answer.height()

    answer.set_text("\n".join([SAID] * 20))
    rules.settle()

    assert answer.height() > before
    assert answer.verticalScrollBar().maximum() == 0
