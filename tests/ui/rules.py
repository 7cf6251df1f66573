"""The accessibility rules A2 to A9, A15 and A16 as functions: a page's own test calls `check_all` on the page shown.

Each fails by naming the widget, so that the page's builder sees at once which one it is.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontInfo, QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTextEdit,
    QWidget,
)

from desktop.ui import fonts, theme, tokens

EDITORS = (QLineEdit, QTextEdit, QPlainTextEdit, QComboBox)
INTERACTIVE = (QAbstractButton, QAbstractItemView, QTabBar, *EDITORS)
BANNED = re.compile(
    r"\b(sync\w*|servers?|queues?|queued|invalid|illegal|failed to|payloads?|revisions?)\b", re.IGNORECASE
)
LONGEST_SENTENCE = 20
SMALLEST_PX = 14


def check_all(qtbot, window: QWidget) -> None:
    """Every rule on one shown window or page; it is shown at 1366 x 688 if it is not shown yet."""
    show(qtbot, window)
    check_names(window)
    check_targets(window)
    check_labels(window)
    check_fonts(window)
    check_words(window)
    check_plain_text(window)
    check_keyboard(window)
    check_text_fits(window)
    check_at_200_percent(window)


def show(qtbot, window: QWidget) -> None:
    if not window.isVisible():
        qtbot.addWidget(window)
        window.resize(*tokens.tokens()["size"]["clientTypical"])
        window.show()
    settle()


Shown = TypeVar("Shown", bound=QWidget)


def focused(qtbot, widget: Shown) -> Shown:
    """`widget` shown, in an active window, and holding the focus."""
    show(qtbot, widget)
    widget.activateWindow()
    widget.setFocus()
    settle()
    return widget


def settle() -> None:
    """Let layouts that wait for one another come to rest."""
    for _ in range(4):
        QApplication.processEvents()


def shown(window: QWidget, kind: type[Shown]) -> Iterator[Shown]:
    """What can be seen and is ours: not the parts that Qt builds inside its own widgets."""
    for widget in window.findChildren(kind):
        inner = isinstance(widget.parentWidget(), QComboBox) or widget.objectName().startswith("qt_")
        if widget.isVisibleTo(window) and widget.isVisible() and not inner:
            yield widget


def interactive(window: QWidget) -> list[QWidget]:
    return [widget for widget in shown(window, QWidget) if isinstance(widget, INTERACTIVE)]


def name_of(widget: QWidget) -> str:
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name).strip() if told else ""


def text_of(widget: QWidget) -> str:
    """What the widget itself says, for messages."""
    said = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
    return f"{type(widget).__name__} {said or name_of(widget)!r}"


def check_names(window: QWidget) -> None:
    """A2: every control has a name, and a button's name is what is seen on it."""
    for widget in interactive(window):
        assert name_of(widget), f"{text_of(widget)} has no accessible name"
        if isinstance(widget, QAbstractButton) and widget.text():
            assert name_of(widget) == widget.text().replace("&&", "&"), text_of(widget)


def check_targets(window: QWidget) -> None:
    """A3: at least 24 x 24 and, outside dense rows, 40 high."""
    for widget in interactive(window):
        assert widget.width() >= tokens.size("targetMin"), f"{text_of(widget)} is {widget.width()} wide"
        least = tokens.size("targetMin") if widget.property("dense") else tokens.size("targetPreferred")
        assert widget.height() >= least, f"{text_of(widget)} is {widget.height()} high"


def check_labels(window: QWidget) -> None:
    """A8: every editor has a name, and its field's error is in its description."""
    from desktop.ui.widgets.field import Field

    for widget in shown(window, QWidget):
        if isinstance(widget, EDITORS):
            assert name_of(widget), text_of(widget)
        if isinstance(widget, Field) and widget.error():
            assert widget.error() in widget.editor.accessibleDescription()


def check_fonts(window: QWidget) -> None:
    """A15: the bundled font everywhere, never under 14 pixels."""
    for widget in shown(window, QWidget):
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit | QTextEdit | QComboBox | QAbstractItemView):
            assert QFontInfo(widget.font()).family() == fonts.load(), text_of(widget)
            assert QFontInfo(widget.font()).pixelSize() >= SMALLEST_PX, text_of(widget)


def check_words(window: QWidget) -> None:
    """A16, for what is on the screen. Names and quotations are the families' own: keep them out of test data."""
    for widget in shown(window, QWidget):
        said = widget.text() if isinstance(widget, QAbstractButton | QLabel) else widget.accessibleName()
        check_sentence(said)
        check_sentence(widget.toolTip())
        check_sentence(widget.accessibleDescription())


def check_sentence(said: str) -> None:
    assert not BANNED.search(said), f"banned word in {said!r}"
    assert "!" not in said, said
    for sentence in re.split(r"(?<=[.?])\s|\n|: ", said):
        assert len(sentence.split()) <= LONGEST_SENTENCE, f"over {LONGEST_SENTENCE} words: {sentence!r}"


def check_plain_text(window: QWidget) -> None:
    """F14: no label guesses whether its text is markup, no editor takes formatted text."""
    for widget in shown(window, QWidget):
        if isinstance(widget, QLabel):
            assert widget.textFormat() == Qt.TextFormat.PlainText, text_of(widget)
        if isinstance(widget, QTextEdit):
            assert not widget.acceptRichText(), text_of(widget)


def check_keyboard(window: QWidget) -> None:
    """A4 and A9: Tab reaches every control in the order of the chain, and comes round again."""
    top = window.window()
    top.activateWindow()
    settle()
    wanted = {widget for widget in interactive(window) if _by_tab(widget)}
    reached: list[QWidget] = []
    for _ in range(len(list(shown(top, QWidget))) + 1):
        window.focusNextPrevChild(True)
        at = QApplication.focusWidget()
        if at is None or at in reached:
            break
        reached.append(at)
    for widget in wanted - set(reached):
        assert _in_group_with_any(widget, reached), f"Tab does not reach {text_of(widget)}"

    for before, after in pairwise(reached):
        if before.parentWidget() is after.parentWidget() and window.isAncestorOf(after):
            assert _follows(before, after) or _begins_again(after, reached), (
                f"Tab goes from {text_of(before)} to {text_of(after)}, which stands before it"
            )


def _follows(before: QWidget, after: QWidget) -> bool:
    """Whether `after` is further down, or further right in the same row: where the eye goes next."""
    return after.y() >= before.y() + before.height() or after.x() >= before.x()


def _begins_again(widget: QWidget, ring: list[QWidget]) -> bool:
    """Whether Tab comes round here: nothing beside it stands before it."""
    beside = (other for other in ring if other is not widget and other.parentWidget() is widget.parentWidget())
    return all(_follows(widget, other) for other in beside)


def _by_tab(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def _in_group_with_any(widget: QWidget, reached: list[QWidget]) -> bool:
    """Tab reaches one of a group of radio buttons; the arrows reach the others. Of tick boxes it must reach each."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group is not None and group.exclusive() and any(other in reached for other in group.buttons())


def check_text_fits(window: QWidget) -> None:
    """A5: nothing sticks out of its parent, no button cuts its words, nothing but a table scrolls sideways."""
    settle()
    for widget in shown(window, QWidget):
        if isinstance(widget, QAbstractButton) and widget.text() and not widget.property("bare"):
            needs = QFontMetrics(widget.font()).horizontalAdvance(widget.text().replace("&&", "&"))
            assert needs <= widget.width(), f"{text_of(widget)} needs {needs} and has {widget.width()}"
        if isinstance(widget, QScrollArea):
            bar = widget.horizontalScrollBar()
            inside = widget.widget()
            assert not bar.isVisible(), f"{text_of(widget)} scrolls sideways"
            assert inside is None or inside.width() <= widget.viewport().width(), "something is wider than its page"
        if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
            _check_inside(widget, window)


def _check_inside(widget: QWidget, window: QWidget) -> None:
    parent = widget.parentWidget()
    if parent is None or isinstance(parent, QAbstractScrollArea) or widget is window:
        return
    box = QRect(widget.mapTo(parent, QPoint(0, 0)), widget.size())
    room = parent.rect().adjusted(-1, -1, 1, 1)
    assert room.contains(box), f"{text_of(widget)} at {box} sticks out of {type(parent).__name__} {parent.rect()}"
    tall = widget.heightForWidth(widget.width()) if isinstance(widget, QLabel) and widget.wordWrap() else 0
    assert widget.height() >= tall - 1, f"{text_of(widget)} needs {tall} pixels of height and has {widget.height()}"


def check_at_200_percent(window: QWidget) -> None:
    """A5 at twice the text size, then back."""
    app, worn = QApplication.instance(), theme.current()
    assert isinstance(app, QApplication)
    theme.dress(app, replace(worn, k=2.0))
    settle()
    try:
        _nudge(window)
        check_text_fits(window)
        check_fonts(window)
    finally:
        theme.dress(app, worn)
        settle()
        _nudge(window)


def _nudge(window: QWidget) -> None:
    """Resizing by a pixel and back has every page choose its columns anew, as a user's next resize would."""
    top = window.window()
    size = top.size()
    top.resize(size.width() - 1, size.height())
    settle()
    top.resize(size)
    settle()
