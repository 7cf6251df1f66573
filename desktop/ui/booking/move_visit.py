"""Moving a visit, calling it off, and keeping time of one's own free of visits."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal

from desktop.casework.agenda import Clash
from desktop.casework.booking import CallingOff, NewTime, OwnTimeDraft
from desktop.casework.visits import VisitCard
from desktop.ui.booking.when import When
from desktop.ui.shell.form_dialog import FormDialog
from desktop.ui.widgets.choices import ChoiceChips, TickBox
from desktop.ui.widgets.field import Field
from desktop.ui.widgets.line_edit import LineEdit
from desktop.ui.words import booking as words


class MoveVisit(FormDialog):
    """Says a `NewTime` for the visit that it is about.

    Signals:
        looked: a moment and minutes of which one wants to know what is on then.
    """

    looked = Signal(object, int)
    name = "move"

    def __init__(self, now: datetime, visit: VisitCard, name: str) -> None:
        """`now` is local time, `name` the family's."""
        super().__init__(words.MOVE_TITLE, words.MOVE_SAVE, words.now_at(name, visit.at))
        self.about = visit.visit
        self._visit = visit
        self._when = When(now, minutes=visit.minutes or words.USUAL_MINUTES)
        self.add_fields(self._when, self._when.length_field)
        self._when.set_at(visit.at)
        self._when.looked.connect(self.looked)

    def look(self) -> None:
        """Ask what is on at the time it has."""
        self.looked.emit(self._visit.at, self._when.minutes())

    def show_clashes(self, clashes: Sequence[Clash]) -> None:
        """Say what is on at that time already."""
        self._when.show_clashes(clashes)
        self.refit()

    def read(self) -> NewTime | None:
        at = self._when.read()
        return NewTime(at, self._when.minutes(), self._visit.at, self._visit.minutes) if at else None


class CallOff(FormDialog):
    """Says a `CallingOff`."""

    name = "call_off"

    def __init__(self, visit: VisitCard, name: str) -> None:
        """`name` is the family's."""
        super().__init__(words.OFF_TITLE, words.OFF_SAVE, words.now_at(name, visit.at), kind="danger")
        self.about = visit.visit
        self._by = ChoiceChips(words.OFF_BY)
        self._by_field = Field(words.OFF_WHO, self._by)
        self._why = LineEdit()
        self._following = TickBox(words.OFF_FOLLOWING)
        self.add_fields(self._by_field, Field(words.OFF_WHY, self._why, words.PURPOSE_HINT), self._following)
        self._following.setVisible(bool(visit.series))

    def read(self) -> CallingOff | None:
        by = next(iter(self._by.values()), "")
        self._by_field.set_error("" if by else words.OFF_MISSING)
        return CallingOff(by, self._why.text().strip(), self._following.isChecked()) if by else None


class OwnTime(FormDialog):
    """Says an `OwnTimeDraft`.

    Signals:
        looked: a moment and minutes of which one wants to know what is on then.
    """

    looked = Signal(object, int)
    name = "own_time"

    def __init__(self, now: datetime) -> None:
        """`now` is local time."""
        super().__init__(words.OWN_TITLE, words.OWN_SAVE, words.OWN_TEXT)
        self._what = LineEdit()
        self._field = Field(words.OWN_WHAT, self._what, words.OWN_HINT)
        self._when = When(now, lengths=words.OWN_LENGTHS)
        self.add_fields(self._field, self._when, self._when.length_field)
        self._when.looked.connect(self.looked)

    def show_clashes(self, clashes: Sequence[Clash]) -> None:
        """Say what is on at that time already."""
        self._when.show_clashes(clashes)
        self.refit()

    def read(self) -> OwnTimeDraft | None:
        at, what = self._when.read(past=True), self._what.text().strip()
        self._field.set_error("" if what else words.OWN_MISSING)
        return OwnTimeDraft(at, self._when.minutes(), what) if at and what else None
