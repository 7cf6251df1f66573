"""The visits of today, or of the next seven days under their days, with time of one's own among them."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.casework.day import Day, DayVisit, OwnCard
from desktop.ui.today.visit_row import EntryRow, OwnRow, VisitRow
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.page import EmptyState
from desktop.ui.widgets.rows import RowCard
from desktop.ui.words import booking, times
from desktop.ui.words import today as words


class AgendaCard(RowCard):
    """One primary button in all of it: that of the next visit.

    Signals:
        started, prepared, noted: a `DayVisit`; noted is for one whose note is to be read or written.
        removed: an `OwnCard`.
        booking: somebody wants to book a visit.
        exporting: somebody wants the days as a calendar file.
    """

    started = Signal(object)
    prepared = Signal(object)
    noted = Signal(object)
    removed = Signal(object)
    booking = Signal()
    exporting = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._entries: list[EntryRow] = []

    def show_day(self, day: Day, now: datetime, *, week: bool) -> None:
        """Show today, or the week with a heading for each of its days."""
        entries = day.entries if week else day.agenda
        names = {colleague.user: colleague.name for colleague in day.colleagues}
        rows: list[QWidget] = []
        self._entries = []
        headed: date | None = None
        for entry in entries:
            on = max(entry.at.date(), day.today)
            if week and on != headed:
                headed = on
                rows.append(_heading(on, day.today))
            row = self._visit(entry, day, now, names) if isinstance(entry, DayVisit) else self._own(entry, now)
            self._entries.append(row)
            rows.append(row)
        foot = [self._foot()] if week and rows else []
        self.set_rows([*rows, *foot] or [self._nothing(week=week)])

    def say_when(self, now: datetime) -> None:
        """Time went on."""
        for row in self._entries:
            row.say_when(now)

    def _visit(self, visit: DayVisit, day: Day, now: datetime, names: Mapping[str, str]) -> VisitRow:
        row = VisitRow(visit, now, lambda user: names.get(user, ""), is_next=visit is day.next_visit)
        row.start.clicked.connect(partial(self.started.emit, visit))
        row.prepare.clicked.connect(partial(self.prepared.emit, visit))
        row.note.clicked.connect(partial(self.noted.emit, visit))
        return row

    def _own(self, own: OwnCard, now: datetime) -> OwnRow:
        row = OwnRow(own, now)
        row.remove.clicked.connect(partial(self.removed.emit, own))
        return row

    def _foot(self) -> QWidget:
        room = QWidget()
        across = QHBoxLayout(room)
        across.setContentsMargins(10, 8, 18, 8)
        export = Button(booking.CALENDAR, "quiet", "calendar-days")
        export.clicked.connect(self.exporting)
        across.addWidget(export)
        across.addStretch(1)
        return room

    def _nothing(self, *, week: bool) -> QWidget:
        book = Button(words.BOOK_VISIT, icon="calendar")
        book.clicked.connect(self.booking)
        return EmptyState("calendar", words.WEEK_EMPTY if week else words.NO_VISITS, words.NO_VISITS_TEXT, book)


def _heading(on: date, today: date) -> QWidget:
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(18, 10, 18, 8)
    away = (on - today).days
    named = {0: "Today, ", 1: "Tomorrow, "}.get(away, "")
    column.addWidget(PlainLabel(f"{named}{times.day(on)}", "metaStrong", "text2"))
    return room
