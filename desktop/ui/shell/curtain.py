"""The hidden screen: opaque, kind and without a word about anybody. It hides; it does not lock."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.ui import theme
from desktop.ui.shell.hold import Hold
from desktop.ui.widgets.brand import HouseMark
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.states import announce
from desktop.ui.words import gate

_PIN_WIDE = 200
_NO_ROOM_FROM_K = 1.5
"""From this text size on there is no room for the house beside a PIN on a small laptop."""


class Curtain(QWidget):
    """Covers the whole window. In the office Enter or any click opens it; in a visit only the visit's PIN does.

    Signals:
        opened: the screen may be shown again.
        tried: a PIN was typed.
        again: what keeps the laptop from locking is to be tried again.
    """

    opened = Signal()
    tried = Signal(str)
    again = Signal()

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("ground", "hero")
        self._opens = self.holds = self.locks = False
        self._mark = HouseMark()
        self._show = Button(gate.SHOW_SCREEN, "on-colour", tall=True)
        self._show.clicked.connect(self._show_pressed)
        self._pin = _PinEdit()
        self._pin.setAccessibleName(gate.PIN)
        self._asks = PlainLabel(gate.PIN, "bodyStrong", "onhero", wrap=False)
        self._asks.setBuddy(self._pin)
        self._pin.returnPressed.connect(self._show_pressed)
        self._again = Button(gate.TRY_AGAIN, "on-colour", tall=True)
        self._again.clicked.connect(self.again)
        self._title = PlainLabel("", "display", "onhero")
        self._text = PlainLabel("", "body", "onhero")
        self._keys = PlainLabel("", "body", "onhero")
        column = QVBoxLayout(self)
        column.setContentsMargins(40, 40, 40, 40)
        column.addStretch(1)
        column.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(40)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        column.addSpacing(24)
        column.addWidget(self._asks, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        column.addWidget(self._pin, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        for button in (self._show, self._again):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        self._keys.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._keys)
        column.addStretch(1)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def draw(self, *, minutes: int) -> None:
        """Hide everything now, in the office. `minutes` until the laptop locks by itself."""
        self._opens, self.holds = True, False
        self._say(gate.CURTAIN_TITLE, gate.CURTAIN_TEXT, f"{gate.CURTAIN_KEYS} {gate.locks_by_itself(minutes)}")
        self._cover(self._show)

    def hold(self, hold: Hold, *, wrong: bool = False) -> None:
        """Hide everything now, in a visit; `wrong` says that the PIN was."""
        self._opens, self.holds = False, True
        until = gate.pin_for(max(1, int(hold.left_s // 60)))
        self._say(gate.CURTAIN_TITLE, gate.CURTAIN_TEXT, gate.wrong_pin(hold.tries_left) if wrong else until)
        if wrong:
            announce(self, gate.wrong_pin(hold.tries_left))
        self._pin.setMaxLength(hold.rules.most)
        self._pin.clear()
        self._cover(self._show)

    def put_away(self) -> None:
        """Show what is behind it."""
        self._opens = self.holds = False
        self.hide()

    def take_keys(self) -> None:
        """F9 again: in the office that shows the screen, in a visit the PIN is asked for."""
        if self._opens:
            self.opened.emit()
        elif self.holds:
            self._pin.setFocus()

    def lock(self, trouble: str = "") -> None:
        """Hide everything for good: only the end of this process takes it away. `trouble` is why that has to wait, in words."""
        self._opens, self.holds, self.locks = False, False, True
        if trouble:
            self._say(gate.NOT_LOCKED, trouble, gate.LOCKS_WHEN_SAVED)
            announce(self, f"{gate.NOT_LOCKED}. {trouble}")
        else:
            self._say(gate.LOCKING, gate.LOCKING_TEXT, "")
        self._cover(self._again if trouble else None)

    def focusNextPrevChild(self, _forward: bool) -> bool:
        """Tab stays on the curtain: between the PIN and its button, where it asks for one."""
        if self.holds:
            (self._pin if self._show.hasFocus() else self._show).setFocus()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._opens and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.opened.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        if self._opens:
            self.opened.emit()

    def _show_pressed(self) -> None:
        if not self.holds:
            self.opened.emit()
        elif pin := self._pin.text():
            self._pin.clear()
            self.tried.emit(pin)

    def _say(self, title: str, text: str, keys: str) -> None:
        for label, said in ((self._title, title), (self._text, text), (self._keys, keys)):
            label.setText(said)
            label.updateGeometry()

    def _cover(self, offered: Button | None) -> None:
        for button in (self._show, self._again):
            button.setVisible(button is offered)
        for part in (self._asks, self._pin):
            part.setVisible(self.holds)
        self._mark.setVisible(not (self.holds and theme.current().k >= _NO_ROOM_FROM_K))
        self.show()
        self.raise_()
        (self._pin if self.holds else offered or self).setFocus()

    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.current().colour("hero"))


class _PinEdit(LineEdit):
    """Digits that nobody can read over a shoulder."""

    def __init__(self) -> None:
        super().__init__(tall=True)
        self.setEchoMode(self.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setMaximumWidth(theme.current().px(_PIN_WIDE))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
