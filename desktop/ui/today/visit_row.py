"""One visit of the day: when, whom, what for, what is missing, and what can be done about it."""

from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from desktop.casework.day import DayVisit
from desktop.ui import theme, tokens
from desktop.ui.family.badges import consent_badge
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.presence import present
from desktop.ui.words import family, times
from desktop.ui.words import today as words

_TIME_WIDE = 82
_NARROW = 560


class VisitRow(QFrame):
    """The next visit stands out and has the page's primary button; every visit can be prepared."""

    def __init__(self, visit: DayVisit, now: datetime, *, is_next: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._visit, self._is_next = visit, is_next
        if is_next:
            self.setProperty("kind", "next")
        self.setAccessibleName(family.family(visit.name))
        self.start = Button(words.CARRY_ON if visit.card.under_way else words.START, "primary")
        self.prepare = Button(words.PREPARE, dense=True)
        self.note = Button(words.NOTE, dense=True)
        self._can_prepare = visit.card.state == "planned"
        present(self.note, wanted=not self._can_prepare)
        present(self.start, wanted=is_next)
        present(self.prepare, wanted=self._can_prepare)
        for button in (self.start, self.prepare, self.note):
            button.setAccessibleDescription(family.family(visit.name))
        self._beside = PlainLabel("", "meta", "text2", wrap=False)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(18, 14, 18, 14)
        self._box.setSpacing(12)
        self._time = self._time_column()
        self._box.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(self._words(), 1, Qt.AlignmentFlag.AlignTop)
        self._box.addWidget(self._actions(), 0, Qt.AlignmentFlag.AlignTop)
        self.say_when(now)

    def say_when(self, now: datetime) -> None:
        """Minutes pass while the row stands."""
        card = self._visit.card
        beside = words.beside_time(card.at, now, card.minutes, is_next=self._is_next)
        self._beside.say(words.UNDER_WAY if card.under_way else beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        worn, ways = theme.current(), QBoxLayout.Direction
        narrow = worn.effective(self.width()) < _NARROW
        self._box.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._time.setFixedWidth(self.width() - 36 if narrow else worn.px(_TIME_WIDE))

    def _time_column(self) -> QWidget:
        return _column(PlainLabel(times.clock(self._visit.card.at), "h2", wrap=False), self._beside)

    def _words(self) -> QWidget:
        card = self._visit.card
        said = PlainLabel(words.visit_line(card.purpose, card.place), "body", "text2")
        return _column(PlainLabel(family.family(self._visit.name), "h3"), said, *self._badges())

    def _badges(self) -> list[Badge]:
        if self._visit.card.state in words.STATES:
            status = "done" if self._visit.card.state == "done" else "missed"
            return [Badge(words.STATES[self._visit.card.state], *tokens.status("visit", status))]
        return [] if self._visit.consent.answer == "given" else [consent_badge(self._visit.consent)]

    def _actions(self) -> QWidget:
        return _column(self.start, self.prepare, self.note, gap=8)


def _column(*widgets: QWidget, gap: int = 2) -> QWidget:
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for widget in widgets:
        column.addWidget(widget)
    return room
