"""The editors of a visit's fields. Each shows what is saved unless somebody is in it, and says what it showed (S18)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal

from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import booking

Showed = Callable[[Any], object]


class TimeEdit(LineEdit):
    """A time of one day, typed as people type it.

    Signals:
        committed: an aware datetime, or None for an emptied field.
        unread: what was typed is no time.
    """

    committed = Signal(object)
    unread = Signal()

    def __init__(self) -> None:
        super().__init__(booking.TIME_EXAMPLE)
        self.day: datetime | None = None
        self._given: datetime | None = None
        self.editingFinished.connect(self.flush)

    def show_time(self, at: datetime | None, day: datetime | None) -> None:
        """`at` and `day` are local; what is typed here is a time of `day`."""
        self.day = at or day
        if at != self._given:
            self._given = at
            self.setText(f"{at:%H:%M}" if at else "")

    def at(self) -> datetime | None:
        """The time typed; None while it is empty or no time."""
        time = booking.read_time(self.text())
        return datetime.combine(self.day.date(), time, self.day.tzinfo) if self.day and time else None

    def flush(self) -> None:
        """Hand over a time that was typed and not yet handed over."""
        at = self.at()
        if self.text().strip() and at is None:
            self.unread.emit()
            return
        if (at and f"{at:%H:%M}") != (self._given and f"{self._given:%H:%M}"):
            self._given = at
            self.setText(f"{at:%H:%M}" if at else "")
            self.committed.emit(at)


def show_text(editor: TextAnswer, text: str, showed: Showed) -> None:
    """Saved words, unless somebody is typing there."""
    if not editor.hasFocus():
        editor.set_text(text)
        showed(text)


def show_choice(chips: ChoiceChips, values: Sequence[str], showed: Showed, shown: Any) -> None:
    """What is chosen. `shown` is the same as the field holds it."""
    chips.set_values(values)
    showed(shown)


def show_tick(box: TickBox, *, ticked: bool | None, showed: Showed) -> None:
    with QSignalBlocker(box):
        box.setChecked(bool(ticked))
    box.update()
    showed(ticked)


def show_day(editor: DateEdit, day: date | None, showed: Showed) -> None:
    if not editor.hasFocus():
        editor.set_day(day)
        showed(day)
