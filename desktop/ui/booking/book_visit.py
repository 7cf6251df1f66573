"""Booking a visit: whom, when, how long, where, with whom, how often, what for."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal

from desktop.casework.agenda import Clash
from desktop.casework.day import Colleague, FamilyName
from desktop.casework.planning import Booking, Repeat
from desktop.ui.booking.when import When
from desktop.ui.shell.form_dialog import FormDialog, beside
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import Select
from desktop.ui.widgets.text_answer import TextAnswer
from desktop.ui.words import booking as words
from desktop.ui.words import family


class BookVisit(FormDialog):
    """Says a `Booking`. With one family there is nothing to choose, without colleagues nobody to come along.

    Signals:
        looked: a moment and minutes of which one wants to know what is on then.
    """

    looked = Signal(object, int)
    name = "visit"

    def __init__(
        self, now: datetime, families: Sequence[FamilyName], colleagues: Sequence[Colleague] = (), *, about: str = ""
    ) -> None:
        """`now` is local time. `about` is the family that is chosen to begin with."""
        super().__init__(words.TITLE, words.SAVE)
        self.about = about
        self._family = Select([(named.family, family.family(named.name)) for named in families])
        if about:
            self._family.set_value(about)
        self._when = When(now)
        self._day, self._time, self._minutes = self._when.day, self._when.time, self._when.length
        self._day_field, self._time_field = self._when.day_field, self._when.time_field
        self._place = Select(words.WHERE)
        self._with = Select([("", words.NOBODY), *((one.user, one.name) for one in colleagues)])
        self._every, self._times = Select(words.EVERY), Select(words.TIMES)
        self._times_field = Field(words.HOW_OFTEN, self._times)
        self._purpose = TextAnswer(lines=2)
        whose, along = Field(words.FAMILY, self._family), Field(words.WITH, self._with)
        where = Field(words.PLACE, self._place)
        self.add_fields(whose, self._when, beside(self._when.length_field, where), along)
        whose.setVisible(len(families) > 1)
        along.setVisible(bool(colleagues))
        self.add_fields(
            beside(Field(words.REPEAT, self._every), self._times_field),
            Field(words.PURPOSE, self._purpose, words.PURPOSE_HINT),
        )
        self._every.currentIndexChanged.connect(self._ask_how_often)
        self._when.looked.connect(self.looked)
        self._ask_how_often()

    def show_clashes(self, clashes: Sequence[Clash]) -> None:
        """Say what is on at that time already."""
        self._when.show_clashes(clashes)
        self.refit()

    def read(self) -> Booking | None:
        at = self._when.read()
        if at is None:
            return None
        weeks = int(self._every.value() or 0)
        return Booking(
            self._family.value(),
            at,
            self._when.minutes(),
            self._purpose.text().strip(),
            self._place.value(),
            (self._with.value(),) if self._with.value() else (),
            Repeat(weeks, int(self._times.value())) if weeks else Repeat(),
        )

    def _ask_how_often(self) -> None:
        self._times_field.setVisible(bool(self._every.value()))
