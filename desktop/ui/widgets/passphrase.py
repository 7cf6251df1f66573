"""Typing a passphrase: hidden at first, Show and Hide, pasting allowed (WCAG 3.3.8), and a word about Caps Lock."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.words import gate


class PassphraseEdit(LineEdit):
    """A line whose characters are hidden until Show is pressed.

    Signals:
        typing_started: the first key since the field was last empty.
        caps_lock: a letter told us whether Caps Lock is on.
    """

    typing_started = Signal()
    caps_lock = Signal(bool)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(tall=True, parent=parent)
        self.toggle = Button(gate.SHOW, "quiet", "eye", dense=True, parent=self)
        self.toggle.clicked.connect(self._switch)
        self._started = False
        self.textEdited.connect(self._begin)
        self.hide_characters()

    def hide_characters(self) -> None:
        self.setEchoMode(LineEdit.EchoMode.Password)
        self.toggle.set_words(gate.SHOW, "eye")
        self._place()

    def show_characters(self) -> None:
        self.setEchoMode(LineEdit.EchoMode.Normal)
        self.toggle.set_words(gate.HIDE, "eye-off")
        self._place()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.isalpha():
            shifted = bool(event.modifiers() & event.modifiers().ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shifted)
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """The button asks for another size when letters get bigger or wider."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return super().event(event)

    def _begin(self, text: str) -> None:
        if text and not self._started:
            self.typing_started.emit()
        self._started = bool(text)

    def _switch(self) -> None:
        if self.echoMode() == LineEdit.EchoMode.Password:
            self.show_characters()
        else:
            self.hide_characters()

    def _place(self) -> None:
        wide = self.toggle.sizeHint().width()
        high = self.toggle.sizeHint().height()
        self.toggle.setGeometry(self.width() - wide - 4, (self.height() - high) // 2, wide, high)
        self.setTextMargins(0, 0, wide + 4, 0)


class PassphraseField(Field):
    """A labelled passphrase with the Caps Lock hint under it."""

    def __init__(self, label: str, hint: str = "", *, parent: QWidget | None = None) -> None:
        self.edit = PassphraseEdit()
        super().__init__(label, self.edit, hint, parent=parent)
        self._caps = PlainLabel(gate.CAPS_LOCK, "metaStrong", "warning")
        self._caps.hide()
        self.column.addWidget(self._caps)
        self.edit.caps_lock.connect(self._caps.setVisible)
        self.edit.toggle.setAccessibleDescription(label)
