"""A written answer in which somebody's own words are marked: they keep their quotation marks and wear the voice tint."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from desktop.ui import theme
from desktop.ui.widgets.text_answer import TextAnswer

_QUOTES = "“”‘’\"' \t\u2029"


class TheirWords(TextAnswer):
    """Marks are kept as the words themselves, never as formatting: a quotation that is no longer in the text is none.

    Signals:
        quoted: other words are marked than before; the text may have got its quotation marks.
    """

    quoted = Signal()

    def __init__(self, *, lines: int = 4, parent: QWidget | None = None) -> None:
        self._words: tuple[str, ...] = ()
        super().__init__(lines=lines, parent=parent)
        self.textChanged.connect(self._tint)

    def words(self) -> tuple[str, ...]:
        """The quotations that stand in the text."""
        text = self.text()
        return tuple(said for said in self._words if said in text)

    def set_words(self, words: tuple[str, ...]) -> None:
        self._words = words
        self._tint()

    def mark(self) -> bool:
        """Mark what is selected as a quotation, or unmark it if it is one. False where nothing is selected."""
        said = self.textCursor().selectedText().replace("\u2029", "\n").strip(_QUOTES + "\n")
        if not said:
            return False
        if said in self._words:
            self._words = tuple(other for other in self._words if other != said)
        else:
            self._put_in_quotes(said)
            self._words = (*self._words, said)
        self._tint()
        self.quoted.emit()
        return True

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._tint()

    def _put_in_quotes(self, said: str) -> None:
        cursor = self.textCursor()
        text = self.text()
        start = text.index(said, cursor.selectionStart())
        end = start + len(said)
        if text[start - 1 : start] == "“" and text[end : end + 1] == "”":
            return
        while text[start - 1 : start] == '"' and text[end : end + 1] == '"':
            start, end = start - 1, end + 1
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(f"“{said}”")
        self.setTextCursor(cursor)

    def _tint(self) -> None:
        look = QTextCharFormat()
        look.setBackground(theme.current().colour("voicesoft"))
        text, marks = self.text(), []
        for said in self.words():
            start = text.index(said)
            end = start + len(said)
            quoted = text[start - 1 : start] == "“" and text[end : end + 1] == "”"
            mark = QTextEdit.ExtraSelection()
            cursor = QTextCursor(self.document())
            cursor.setPosition(start - quoted)
            cursor.setPosition(end + quoted, QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format = look
            marks.append(mark)
        self.setExtraSelections(marks)
