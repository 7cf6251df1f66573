"""Ctrl+N: what shall be new. The first takes Enter, and each its letter."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy

from desktop.ui.shell.dialog import Dialog
from desktop.ui.widgets.buttons import Button
from desktop.ui.words import notes as words
from desktop.ui.words import shell as shell_words

NOTE, ACTION, FAMILY = "note", "action", "family"
_CHOICES = {
    NOTE: (words.A_NOTE, "pen-line"),
    ACTION: (words.AN_ACTION, "list-checks"),
    FAMILY: (words.A_FAMILY, "users-round"),
}


class NewMenu(Dialog):
    """A button for each thing that can be new here.

    Signals:
        chosen: which; the menu is closed by then.
    """

    chosen = Signal(str)

    def __init__(self, choices: Sequence[str]) -> None:
        super().__init__(words.NEW, words.NEW_TEXT, wide=400)
        self._keys: dict[str, str] = {}
        for choice in choices:
            said, icon = _CHOICES[choice]
            button = Button(said, icon=icon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _on, choice=choice: self._choose(choice))
            self._keys[said[0].lower()] = choice
            self.body.addWidget(button)
        self.add_button(Button(shell_words.CANCEL))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        choice = self._keys.get(event.text().lower())
        if choice is not None:
            self._choose(choice)
        else:
            super().keyPressEvent(event)

    def _choose(self, choice: str) -> None:
        self.closed.emit()
        self.chosen.emit(choice)
