"""The end of a visit: what is still open, and when the next one is."""

from datetime import datetime

from desktop.casework.visit_endings import GoingCheck
from desktop.casework.visits import Ending, VisitNote
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.visit.before_you_go import checks
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.words import booking, days
from desktop.ui.words import visit as words


class FinishVisit(FormDialog):
    """Says an `Ending`. Nothing that is open keeps anybody from going."""

    name = "finish"

    def __init__(self, note: VisitNote, check: GoingCheck, now: datetime) -> None:
        """`now` is local time."""
        super().__init__(words.FINISH, words.FINISH, words.FINISH_TEXT, wide=720)
        self._now, self._present = now, note.present
        self._next_at = note.next_visit_at or check.next_at
        self._day, self._time = DateEdit(), LineEdit(booking.TIME_EXAMPLE)
        self._day_field, self._time_field = Field(words.NEXT_DAY, self._day), Field(words.NEXT_TIME, self._time)
        if self._next_at is not None:
            self._next_at = self._next_at.astimezone(now.tzinfo)
            self._day.set_day(self._next_at.date())
            self._time.setText(f"{self._next_at:%H:%M}")
        self.add_fields(*checks(check, with_children=True), beside(self._day_field, self._time_field))

    def read(self) -> Ending | None:
        typed = bool(self._day.text().strip() or self._time.text().strip())
        day, time = self._day.day(), booking.read_time(self._time.text())
        self._day_field.set_error(days.NOT_A_DATE if typed and day is None else "")
        self._time_field.set_error(booking.NOT_A_TIME if typed and time is None else "")
        if not typed:
            return Ending(self._present)
        if day is None or time is None:
            return None
        at = datetime.combine(day, time, self._now.tzinfo)
        if at < self._now and at != self._next_at:
            self._day_field.set_error(booking.IN_THE_PAST)
            return None
        return Ending(self._present, at)
