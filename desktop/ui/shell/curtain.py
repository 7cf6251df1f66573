"""The hidden screen: opaque, kind and without a word about anybody. It hides; it does not lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.widgets.brand import HouseMark
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import gate


class Curtain(QWidget):
    """Covers the whole window. In the office Enter or any click opens it; in a visit only F9 does, which a child who
    leans on the keyboard is not likely to press.

    Signals:
        opened: the screen may be shown again.
    """

    opened = Signal()

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._visiting = False
        self._show = Button(gate.SHOW_SCREEN, "on-colour", tall=True)
        self._show.clicked.connect(self.opened)
        self._keys = PlainLabel("", "body", "onhero")
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.addStretch(1)
        column.addWidget(HouseMark(), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(40)
        for label in (
            PlainLabel(gate.CURTAIN_TITLE, "display", "onhero"),
            PlainLabel(gate.CURTAIN_TEXT, "body", "onhero"),
        ):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(24)
        column.addWidget(self._show, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._keys)
        column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def draw(self, *, visiting: bool, minutes: int) -> None:
        """Hide everything now. `minutes` until the laptop locks by itself."""
        self._visiting = visiting
        self._show.setVisible(not visiting)
        keys = gate.CURTAIN_KEYS_VISIT if visiting else gate.CURTAIN_KEYS
        self._keys.setText(f"{keys} {gate.locks_by_itself(minutes)}")
        self.show()
        self.raise_()
        (self if visiting else self._show).setFocus()

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Tab stays on the curtain."""
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._visiting and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        if not self._visiting:
            self.opened.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().colour("hero"))
