"""The end of a visit: who was there, what was seen, what it means, and when the next one is."""

from datetime import datetime

from PySide6.QtCore import Signal

from desktop.casework.visits import Ending, VisitNote
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.choices import ChoiceChips
from desktop.ui.widgets.dates import DateEdit
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import booking, days
from desktop.ui.words import visit as words


class FinishVisit(FormDialog):
    """Says an `Ending`. The two long texts are saved as they are typed, like everything else: a lock loses neither.

    Signals:
        wrote: `observation` or `analysis`, and its words so far.
    """

    wrote = Signal(str, str)
    name = "finish"

    def __init__(self, note: VisitNote, now: datetime) -> None:
        """`now` is local time."""
        super().__init__(words.FINISH, words.FINISH, words.FINISH_TEXT, wide=720)
        self._now, self._next_at = now, note.next_visit_at
        self._present = ChoiceChips([(person.person, person.name) for person in note.people], many=True)
        self._present.set_values(note.present)
        self._texts = {"observation": TextAnswer(lines=3), "analysis": TextAnswer(lines=2)}
        self._texts["observation"].set_text(note.observation)
        self._texts["analysis"].set_text(note.analysis)
        self._day, self._time = DateEdit(), LineEdit(booking.TIME_EXAMPLE)
        self._day_field, self._time_field = Field(words.NEXT_DAY, self._day), Field(words.NEXT_TIME, self._time)
        if self._next_at is not None:
            at = self._next_at.astimezone(now.tzinfo)
            self._day.set_day(at.date())
            self._time.setText(f"{at:%H:%M}")
        self.add_fields(
            Field(words.PRESENT, self._present),
            Field(words.OBSERVATION, self._texts["observation"], words.OBSERVATION_HINT),
            Field(words.ANALYSIS, self._texts["analysis"], words.ANALYSIS_HINT),
            beside(self._day_field, self._time_field),
        )
        self._texts["observation"].committed.connect(lambda text: self.wrote.emit("observation", text))
        self._texts["analysis"].committed.connect(lambda text: self.wrote.emit("analysis", text))

    def flush(self) -> None:
        """Hand over what is typed."""
        for text in self._texts.values():
            text.flush()

    def read(self) -> Ending | None:
        self.flush()
        typed = bool(self._day.text().strip() or self._time.text().strip())
        day, time = self._day.day(), booking.read_time(self._time.text())
        self._day_field.set_error(days.NOT_A_DATE if typed and day is None else "")
        self._time_field.set_error(booking.NOT_A_TIME if typed and time is None else "")
        if not typed:
            return Ending(self._present.values())
        if day is None or time is None:
            return None
        at = datetime.combine(day, time, self._now.tzinfo)
        if at < self._now and at != self._next_at:
            self._day_field.set_error(booking.IN_THE_PAST)
            return None
        return Ending(self._present.values(), at)
