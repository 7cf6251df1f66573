"""Booking a visit: whom, when, how long, where, what for."""

from collections.abc import Sequence
from datetime import datetime

from desktop.casework.day import FamilyName
from desktop.casework.planning import Booking
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit, Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import booking as words
from desktop.ui.words import days, family


class BookVisit(FormDialog):
    """Says a `Booking`. With one family there is nothing to choose."""

    name = "visit"

    def __init__(self, now: datetime, families: Sequence[FamilyName]) -> None:
        """`now` is local time."""
        super().__init__(words.TITLE, words.SAVE)
        self._now = now
        self._family = Select([(named.family, family.family(named.name)) for named in families])
        self._day, self._time = DateEdit(), LineEdit(words.TIME_EXAMPLE)
        self._day_field, self._time_field = Field(words.DATE, self._day), Field(words.TIME, self._time)
        self._minutes = Select(words.LENGTHS)
        self._minutes.set_value("60")
        self._place = Select(words.WHERE)
        self._purpose = TextAnswer(lines=2)
        whose = Field(words.FAMILY, self._family)
        self.add_fields(whose)
        if len(families) < 2:
            whose.hide()
        self.add_fields(
            beside(self._day_field, self._time_field),
            beside(Field(words.LENGTH, self._minutes), Field(words.PLACE, self._place)),
            Field(words.PURPOSE, self._purpose, words.PURPOSE_HINT),
        )

    def read(self) -> Booking | None:
        at = self._at()
        if at is None:
            return None
        return Booking(
            self._family.value(), at, int(self._minutes.value()), self._purpose.text().strip(), self._place.value()
        )

    def _at(self) -> datetime | None:
        day, time = self._day.day(), words.read_time(self._time.text())
        self._day_field.set_error("" if day else days.NOT_A_DATE)
        self._time_field.set_error("" if time else words.NOT_A_TIME)
        if day is None or time is None:
            return None
        at = datetime.combine(day, time, self._now.tzinfo)
        if at < self._now:
            self._day_field.set_error(words.IN_THE_PAST)
            return None
        return at
