"""One line that is kept while it is typed."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.text_answer import COMMIT_AFTER_MS


class Line(LineEdit):
    """Hands over what was typed 600 ms after the last key and when it is left.

    Signals:
        committed: the words to keep.
    """

    committed = Signal(str)

    def __init__(self, placeholder: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent=parent)
        self._given = ""
        self._timer = QTimer(self, singleShot=True, interval=COMMIT_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self.textEdited.connect(self._timer.start)
        self.editingFinished.connect(self.flush)

    def set_text(self, text: str) -> None:
        """Show saved words. Does nothing while they are what is there."""
        self._given = text
        if text != self.text():
            self.setText(text)

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over."""
        self._timer.stop()
        if self.text() != self._given:
            self._given = self.text()
            self.committed.emit(self._given)
