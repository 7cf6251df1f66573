"""When something is to be: a day, a time, how long; and what is on then already, which is told and stops nobody."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.casework.agenda import Clash
from desktop.ui.shell.form_dialog import beside
from desktop.ui.widgets.cards import Notice
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.words import booking as words
from desktop.ui.words import days, times


class When(QWidget):
    """Fields for a dialog, which lays out `length_field` itself.

    Signals:
        looked: a day and a time that can stand, and how many minutes from then.
    """

    looked = Signal(object, int)

    def __init__(self, now: datetime, *, minutes: int = 60, lengths: Sequence[tuple[str, str]] = words.LENGTHS) -> None:
        """`now` is local time."""
        super().__init__()
        self._now = now
        self.day, self.time = DateEdit(), LineEdit(words.TIME_EXAMPLE)
        self.day_field, self.time_field = Field(words.DATE, self.day), Field(words.TIME, self.time)
        self.length = Select(words.with_length(lengths, minutes))
        self.length.set_value(str(minutes))
        self.length_field = Field(words.LENGTH, self.length)
        self._clash = Notice("warning", "triangle-alert", "")
        self._clash.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(beside(self.day_field, self.time_field))
        column.addWidget(self._clash)
        for editor in (self.day, self.time):
            editor.textChanged.connect(self._look)
        self.length.currentIndexChanged.connect(self._look)

    def set_at(self, at: datetime) -> None:
        """Begin with a time."""
        self.day.set_day(at.date())
        self.time.setText(times.clock(at))

    def minutes(self) -> int:
        return int(self.length.value())

    def read(self, *, past: bool = False) -> datetime | None:
        """The moment; None where it cannot stand, which its field then says. `past`: it may lie behind us."""
        self.day_field.set_error("" if self.day.day() else days.NOT_A_DATE)
        self.time_field.set_error("" if words.read_time(self.time.text()) else words.NOT_A_TIME)
        at = self._at()
        if at is not None and at < self._now and not past:
            self.day_field.set_error(words.IN_THE_PAST)
            return None
        return at

    def show_clashes(self, clashes: Sequence[Clash]) -> None:
        """Say what is on at that time already."""
        said = [(clash.name, clash.at, clash.own) for clash in clashes]
        self._clash.title.say(words.CLASH if said else "")
        self._clash.text.say(words.clashes(said))
        self._clash.setVisible(bool(said))

    def _at(self) -> datetime | None:
        day, time = self.day.day(), words.read_time(self.time.text())
        return datetime.combine(day, time, self._now.tzinfo) if day and time else None

    def _look(self) -> None:
        at = self._at()
        if at is not None:
            self.looked.emit(at, self.minutes())
        else:
            self.show_clashes(())
