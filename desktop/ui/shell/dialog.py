"""Questions inside the window, over a scrim: a lock removes them with everything else, which no own window would let it."""

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui import qss, theme
from desktop.ui.shell.ring import step_inside
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.labels import PlainLabel

_WIDE = 560
_SHADE = 0.45
RING = 4
"""What the ring around the focus needs beside a field, where a scrolling column would cut it off."""


class Dialog(Panel):
    """A title, words, whatever is added, and buttons: the safe one first. Esc closes it and changes nothing.

    Signals:
        closed: it is gone, by a button or by Esc.
    """

    closed = Signal()

    def __init__(self, title: str, text: str = "", *, wide: int = _WIDE) -> None:
        super().__init__("dialog", (32 - RING, 26, 32 - RING - qss.BAR, 24), 12)
        self._wide = wide
        self.setAccessibleName(title)
        said = PlainLabel("", "body", "text2")
        said.say(text)
        first, second, self.body, self._buttons = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        for part in (first, second, self.body, self._buttons):
            part.setContentsMargins(RING, 0, RING + qss.BAR, 0)
            part.setSpacing(12)
        first.addWidget(PlainLabel(title, "h2"))
        second.addWidget(said)
        self._buttons.addStretch(1)
        self.column.addLayout(first)
        self.column.addLayout(second)
        self.column.addLayout(self.body)
        self.column.addSpacing(4)
        self.column.addLayout(self._buttons)

    def add_button(self, button: Button, *, closes: bool = True) -> Button:
        """`closes` also takes the dialog away when it is pressed."""
        self._buttons.addWidget(button)
        if closes:
            button.clicked.connect(self.closed)
        return button

    def place(self, room: QWidget) -> None:
        """Stand in the middle of `room`, no larger than it."""
        wide = min(theme.current().px(self._wide), room.width() - 48)
        self.setFixedWidth(wide)
        high = min(max(self.heightForWidth(wide), self.minimumSizeHint().height()), room.height() - 48)
        self.setFixedHeight(high)
        self.move((room.width() - wide) // 2, (room.height() - high) // 2)

    def refit(self) -> None:
        """Take the room that it needs now."""
        room = self.parentWidget()
        if room is not None and self.isVisible():
            QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)  # else its parts still answer as before
            self.place(room)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self.isVisible():
            QTimer.singleShot(0, self, self.refit)  # once every part has its new size

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round inside the dialog."""
        step_inside(self, forward=forward)
        return True


class Scrim(QWidget):
    """Darkens the window and holds one dialog at a time.

    Signals:
        emptied: the dialog is gone.
    """

    emptied = Signal()

    def __init__(self, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._dialog: Dialog | None = None
        self._before: QWidget | None = None
        self.hide()

    def ask(self, dialog: Dialog) -> None:
        self.close_dialog()
        self._before = self.window().focusWidget()
        self._dialog = dialog
        dialog.setParent(self)
        dialog.closed.connect(self.close_dialog)
        self.show()
        self.raise_()
        dialog.show()
        dialog.place(self)
        dialog.focusNextPrevChild(True)  # noqa: FBT003 - Qt's own signature

    @property
    def dialog(self) -> Dialog | None:
        """The dialog that is open."""
        return self._dialog

    def close_dialog(self) -> None:
        """Take the dialog away, and give the focus back to where it was."""
        if self._dialog is None:
            return
        gone, self._dialog = self._dialog, None
        gone.hide()
        gone.deleteLater()
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self.emptied.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shade = theme.current().colour("heroground")
        shade.setAlphaF(_SHADE)
        QPainter(self).fillRect(self.rect(), shade)

    def resizeEvent(self, _event: object) -> None:
        if self._dialog is not None:
            self._dialog.place(self)
