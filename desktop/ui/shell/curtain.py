"""The hidden screen: opaque, kind and without a word about anybody. It hides; it does not lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.brand import HouseMark
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.states import announce
from desktop.ui.words import gate


class Curtain(QWidget):
    """Covers the whole window. In the office Enter or any click opens it; in a visit only F9 does, which a child who
    leans on the keyboard is not likely to press.

    Signals:
        opened: the screen may be shown again.
        again: what keeps the laptop from locking is to be tried again.
    """

    opened = Signal()
    again = Signal()

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._opens = self.locks = False
        self._show = Button(gate.SHOW_SCREEN, "on-colour", tall=True)
        self._show.clicked.connect(self.opened)
        self._again = Button(gate.TRY_AGAIN, "on-colour", tall=True)
        self._again.clicked.connect(self.again)
        self._title = PlainLabel("", "display", "onhero")
        self._text = PlainLabel("", "body", "onhero")
        self._keys = PlainLabel("", "body", "onhero")
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.addStretch(1)
        column.addWidget(HouseMark(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(40)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(24)
        for button in (self._show, self._again):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._keys)
        column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def draw(self, *, visiting: bool, minutes: int) -> None:
        """Hide everything now. `minutes` until the laptop locks by itself."""
        self._opens = not visiting
        keys = gate.CURTAIN_KEYS_VISIT if visiting else gate.CURTAIN_KEYS
        self._say(gate.CURTAIN_TITLE, gate.CURTAIN_TEXT, f"{keys} {gate.locks_by_itself(minutes)}")
        self._cover(None if visiting else self._show)

    def lock(self, trouble: str = "") -> None:
        """Hide everything for good: only the end of this process takes it away. `trouble` is why that has to wait, in words."""
        self._opens, self.locks = False, True
        if trouble:
            self._say(gate.NOT_LOCKED, trouble, gate.LOCKS_WHEN_SAVED)
            announce(self, f"{gate.NOT_LOCKED}. {trouble}")
        else:
            self._say(gate.LOCKING, gate.LOCKING_TEXT, "")
        self._cover(self._again if trouble else None)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Tab stays on the curtain."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        if self._opens:
            self.opened.emit()

    def _say(self, title: str, text: str, keys: str) -> None:
        for label, said in ((self._title, title), (self._text, text), (self._keys, keys)):
            label.setText(said)
            label.updateGeometry()

    def _cover(self, offered: Button | None) -> None:
        for button in (self._show, self._again):
            button.setVisible(button is offered)
        self.show()
        self.raise_()
        (offered or self).setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().colour("hero"))
