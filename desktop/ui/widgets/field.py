"""A question's frame: label, hint, error and editor, tied together for the eye and for a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.picture import Picture


class Field(QWidget):
    """The label names the editor; hint and error become its accessible description."""

    def __init__(
        self, label: str, editor: QWidget, hint: str = "", *, role: str = "bodyStrong", parent: QWidget | None = None
    ) -> None:
        """`role` is the type style of the label: a question on a form takes "h2"."""
        super().__init__(parent)
        self.editor = editor
        self.label = PlainLabel(label, role)
        self.label.setBuddy(editor)
        self.hint = PlainLabel("", "body" if role == "h2" else "meta", "text2" if role == "h2" else "text3")
        self.hint.say(hint)
        self._problem, self._warning = _Problem("circle-alert", "danger"), _Problem("triangle-alert", "warning")
        self.column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.label)
        words.addWidget(self.hint)
        column.addLayout(words)
        column.addWidget(self._problem)
        column.addWidget(editor)
        column.addWidget(self._warning)
        editor.setAccessibleName(label)
        self.set_warning("")
        self.set_error("")

    def take_focus(self) -> None:
        """Put the keyboard into the editor, or into the first of its parts that takes it."""
        parts = (self.editor, *self.editor.findChildren(QWidget))
        first = next((part for part in parts if part.focusPolicy() & Qt.FocusPolicy.TabFocus), self.editor)
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def error(self) -> str:
        return self._problem.words.text()

    def set_error(self, words: str) -> None:
        """Show why the answer cannot stand, or take the words away with ""."""
        self._problem.words.setText(words)
        self._problem.setVisible(bool(words))
        self._describe()
        if bool(self.editor.property("wrong")) != bool(words):
            self.editor.setProperty("wrong", bool(words))
            self.editor.style().unpolish(self.editor)
            self.editor.style().polish(self.editor)

    def warning(self) -> str:
        return self._warning.words.text()

    def set_warning(self, words: str) -> None:
        """Say what may be wrong with an answer that stands all the same, or take the words away with ""."""
        self._warning.words.setText(words)
        self._warning.setVisible(bool(words))
        self._describe()

    def _describe(self) -> None:
        self.editor.setAccessibleDescription(". ".join(filter(None, (self.hint.text(), self.error(), self.warning()))))


class _Problem(QWidget):
    def __init__(self, icon: str, tone: str) -> None:
        super().__init__()
        self.words = PlainLabel("", "bodyStrong", tone)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        picture = Picture(icon, tone)
        across.addWidget(picture)
        across.addWidget(self.words, 1)
        across.setAlignment(picture, Qt.AlignmentFlag.AlignTop)
