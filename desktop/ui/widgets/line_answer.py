"""A one-line answer that is saved as it is typed: as `TextAnswer`, for names and numbers."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.text_answer import COMMIT_AFTER_MS


class LineAnswer(LineEdit):
    """`committed` follows 600 ms after the last key, and leaving the field, if the words changed since the last time.

    Signals:
        committed: the words to save.
    """

    committed = Signal(str)

    def __init__(self, placeholder: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent=parent)
        self._given = ""
        self._timer = QTimer(self, singleShot=True, interval=COMMIT_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self.textEdited.connect(self._timer.start)

    def set_text(self, text: str) -> None:
        """Show saved words. Does nothing while they are what is there, so the caret stays where it was."""
        self._given = text
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over. Pages call it before they are left."""
        self._timer.stop()
        if self.text() != self._given:
            self._given = self.text()
            self.committed.emit(self._given)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()
