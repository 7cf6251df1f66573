"""A written answer: grows with its words, takes plain text only, and hands them over before they can be lost."""

from PySide6.QtCore import QEvent, QMimeData, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from desktop.ui import theme, tokens

COMMIT_AFTER_MS = 600


class TextAnswer(QTextEdit):
    """`committed` follows 600 ms after the last key, and leaving the field, if the words changed since the last time.

    Signals:
        committed: the words to save.
    """

    committed = Signal(str)

    def __init__(self, placeholder: str = "", *, lines: int = 4, parent: QWidget | None = None) -> None:
        """`lines` is the height when empty."""
        super().__init__(parent)
        self._lines = lines
        self._given = ""
        self._pitch = 0
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setPlaceholderText(placeholder)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(10)
        self._timer = QTimer(self, singleShot=True, interval=COMMIT_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self.set_text("")
        self.textChanged.connect(self._timer.start)

    def text(self) -> str:
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Show saved words. Does nothing while they are what is there, so the caret stays where it was."""
        self._given = text
        if text == self.text() and text:
            return
        caret = min(self.textCursor().position(), len(text))
        with QSignalBlocker(self):
            self.setPlainText(text)
            self._space_lines()
        cursor = self.textCursor()
        cursor.setPosition(caret)
        self.setTextCursor(cursor)
        self._grow()

    def flush(self) -> None:
        """Hand over what was typed and not yet handed over. Pages call it before they are left."""
        self._timer.stop()
        if self.text() != self._given:
            self._given = self.text()
            self.committed.emit(self._given)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def insertFromMimeData(self, source: QMimeData) -> None:
        self.insertPlainText(source.text())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and self._pitch != _line_px():
            with QSignalBlocker(self):
                self._space_lines()
            self._grow()

    def _space_lines(self) -> None:
        self._pitch = _line_px()
        spacing = QTextBlockFormat()
        spacing.setLineHeight(self._pitch, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        cursor = QTextCursor(self.document())
        self.document().setUndoRedoEnabled(False)
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spacing)
        self.document().setUndoRedoEnabled(True)

    def _grow(self) -> None:
        least = _line_px() * self._lines
        self.setFixedHeight(max(round(self.document().size().height()), least + 20) + 6)


def _line_px() -> int:
    """Half as much again as the letters are high: Qt's own 150 % is of a line that has air in it."""
    return theme.current().px(tokens.type_style("body").line)
