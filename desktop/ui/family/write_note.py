"""Writing a case note."""

from datetime import datetime

from desktop.casework.notes import NewNote
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.choices import TickBox
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import booking, days, times
from desktop.ui.words import people as words


class WriteNote(FormDialog):
    """Says a `NewNote`. It happened now, until somebody says when."""

    name = "note"

    def __init__(self, now: datetime) -> None:
        """`now` is local time."""
        super().__init__(words.NOTE, words.NOTE_SAVE)
        self._now = now
        self._channel = Select(words.CHANNEL_CHOICES)
        self._with = LineEdit()
        self._day, self._time = DateEdit(), LineEdit(booking.TIME_EXAMPLE)
        self._day.set_day(now.date())
        self._time.setText(times.clock(now))
        self._text = TextAnswer(lines=4)
        self._hidden = TickBox(words.NOTE_HIDDEN)
        self._day_field, self._time_field = Field(words.NOTE_DAY, self._day), Field(words.NOTE_TIME, self._time)
        self._text_field = Field(words.NOTE_TEXT, self._text)
        self.add_fields(
            beside(Field(words.NOTE_CHANNEL, self._channel), Field(words.NOTE_WITH, self._with)),
            beside(self._day_field, self._time_field),
            self._text_field,
            self._hidden,
        )

    def read(self) -> NewNote | None:
        self._text_field.set_error("" if self._text.text().strip() else words.NOTE_MISSING)
        day, time = self._day.day(), booking.read_time(self._time.text())
        self._day_field.set_error("" if day else days.NOT_A_DATE)
        self._time_field.set_error("" if time else booking.NOT_A_TIME)
        if day is None or time is None or self._text_field.error():
            return None
        at = datetime.combine(day, time, self._now.tzinfo)
        if at > self._now:
            self._day_field.set_error(words.NOTE_IN_FUTURE)
            return None
        return NewNote(
            self._text.text().strip(), at, self._channel.value(), self._with.text().strip(), self._hidden.isChecked()
        )
