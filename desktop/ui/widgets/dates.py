"""A date typed as people type it, without a calendar in the way."""

import datetime as dt

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.ui import theme
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.words import days


class DateEdit(LineEdit):
    """Takes "27 3 2012", "27/03/12", "27 March 2012" and shows "27 3 2012" when left.

    Signals:
        committed: a `datetime.date`, or None for an emptied field, when the field was left with something new.
        unread: what was typed is no date; `days.NOT_A_DATE` says so.
    """

    committed = Signal(object)
    unread = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(days.EXAMPLE, parent=parent)
        self._given: dt.date | None = None
        self.editingFinished.connect(self.flush)
        self.setMaximumWidth(theme.current().px(220))

    def day(self) -> dt.date | None:
        """The date typed, or None while it is empty or no date."""
        return days.read(self.text())

    def set_day(self, day: dt.date | None) -> None:
        """Show a saved date. Does nothing while it is the one last shown, so that what is typed meanwhile stays."""
        if day == self._given:
            return
        self._given = day
        self.setText(days.typed(day) if day else "")

    def flush(self) -> None:
        """Hand over a date that was typed and not yet handed over."""
        day = self.day()
        if day is None and self.text().strip():
            self.unread.emit()
        elif day != self._given:
            self.set_day(day)
            self.committed.emit(day)
