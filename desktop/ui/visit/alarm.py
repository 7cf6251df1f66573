"""The alarm of somebody who is alone in a house: it rings and flashes here when they wanted to be out, and can do nothing else."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout

from desktop.ui.visit.write_up_model import WriteUpState
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.cards import Panel
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.words import write_up as words

_AGAIN_MS = 20_000


class Alarm(Panel):
    """Rings behind a hidden screen too, which says nothing of it; not once the laptop is locked.

    Signals:
        safe: all is well.
        longer: all is well, and it takes longer.
        rang: it made itself heard.
        asked: whether the time has come is to be looked at.
    """

    safe = Signal()
    longer = Signal()
    rang = Signal()
    asked = Signal()

    def __init__(self) -> None:
        super().__init__("warning", gap=6)
        self._who = PlainLabel("", "body")
        self.is_due = False
        self.ok, self.more = Button(words.ALL_WELL, "primary"), Button(words.LONGER)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.ok)
        buttons.addWidget(self.more)
        buttons.addStretch(1)
        self.add(PlainLabel(words.CHECK_IN, "h3", "warning"), self._who, PlainLabel(words.IF_NOT_SAFE, "meta"))
        self.column.addLayout(buttons)
        self._look = QTimer(self, interval=_AGAIN_MS)
        self._look.timeout.connect(self.asked)
        self._look.timeout.connect(self.ring)
        self.ok.clicked.connect(self.safe)
        self.more.clicked.connect(self.longer)
        self.hide()

    def show_state(self, state: WriteUpState) -> None:
        """Watch over a visit that goes on."""
        mine = state.doc.mine if state.doc else None
        watched = bool(mine and mine.expected_end_at and not mine.left_at)
        if watched != self._look.isActive():
            (self._look.start if watched else self._look.stop)()
        was_due = self.is_due
        due = watched and mine is not None and mine.expected_end_at is not None and state.now >= mine.expected_end_at
        answered = bool(
            mine and mine.checked_in_at and mine.expected_end_at and mine.checked_in_at >= mine.expected_end_at
        )
        self.is_due = bool(due and not answered)
        if mine is not None:
            self._who.say(words.waits(mine.buddy, mine.buddy_phone))
        self.setVisible(self.is_due)
        if self.is_due and not was_due:
            self.ring()

    def ring(self) -> None:
        """A sound, and the window asks for attention."""
        if self.is_due:
            QApplication.beep()
            QApplication.alert(self.window())
            self.rang.emit()
