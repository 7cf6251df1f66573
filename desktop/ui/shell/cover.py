"""What covers the whole window and leaves what is under it as it was, an open dialog too: the curtain may still be drawn over it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.ui.shell.ring import step_inside


class Cover(QFrame):
    """A page over everything. Esc takes it away, Tab goes round inside it.

    Signals:
        closed: it is taken away.
    """

    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "page")
        self._held: QWidget | None = None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.hide()

    def appear(self) -> None:
        """Cover the window, and remember where the keyboard was."""
        if not self.isVisible():
            self._held = self.window().focusWidget()
            self.show()
            self.raise_()
        self.setFocus()

    def close_cover(self) -> None:
        """Hand over what is typed, and show what was there, with the keyboard where it was."""
        if not self.isVisible():
            return
        self.flush()
        self.hide()
        if self._held is not None and self._held.isVisible():
            self._held.setFocus()
        self._held = None
        self.closed.emit()

    def flush(self) -> None:
        """Hand over what is being typed. Here: nothing is."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_cover()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        step_inside(self, forward=forward)
        return True


class Closing(QObject):
    """Calls `flush` before the window is closed."""

    def __init__(self, window: QWidget, flush: Callable[[], object]) -> None:
        super().__init__(window)
        self._flush = flush
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close:
            self._flush()
        return False
