"""One visit, or time of one's own, in a day: when, whom, what for, what is missing, and what can be done about it."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout, QWidget

from desktop.casework.agenda import Clash
from desktop.casework.day import DayVisit, OwnCard
from desktop.ui import theme, tokens
from desktop.ui.family.badges import consent_badge
from desktop.ui.today.facts import Fact, Facts
from desktop.ui.widgets.badge import Badge
from desktop.ui.widgets.buttons import Button
from desktop.ui.widgets.labels import PlainLabel
from desktop.ui.widgets.presence import present
from desktop.ui.words import booking, family, readiness, times
from desktop.ui.words import today as words

_TIME_WIDE = 82
_NARROW = 560


class EntryRow(QFrame):
    """A time, words, and buttons at the end; one under the other where it is narrow."""

    def __init__(self, at: datetime, name: str, *, stands_out: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if stands_out:
            self.setProperty("kind", "next")
        self.setAccessibleName(name)
        self.beside = PlainLabel("", "meta", "text2")
        self._time = _column(PlainLabel(times.clock(at), "h2", wrap=False), self.beside)
        self.box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.box.setContentsMargins(18, 14, 18, 14)
        self.box.setSpacing(12)
        self.box.addWidget(self._time, 0, Qt.AlignmentFlag.AlignTop)

    def fill(self, words_: QWidget, actions: QWidget) -> None:
        self.box.addWidget(words_, 1, Qt.AlignmentFlag.AlignTop)
        self.box.addWidget(actions, 0, Qt.AlignmentFlag.AlignTop)

    def say_when(self, now: datetime) -> None:
        """Minutes pass while the row stands. Here: nothing changes with them."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        worn, ways = theme.current(), QBoxLayout.Direction
        narrow = worn.effective(self.width()) < _NARROW
        self.box.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._time.setFixedWidth(self.width() - 36 if narrow else worn.px(_TIME_WIDE))


class VisitRow(EntryRow):
    """The next visit stands out and has the page's primary button; every visit that is to come can be prepared."""

    def __init__(
        self,
        visit: DayVisit,
        now: datetime,
        colleague: Callable[[str], str],
        *,
        is_next: bool,
        parent: QWidget | None = None,
    ) -> None:
        """`colleague`: what a user id is called, "" where nobody told."""
        super().__init__(visit.at, family.family(visit.name), stands_out=is_next, parent=parent)
        self._visit, self._is_next, self._colleague = visit, is_next, colleague
        self.start = Button(words.CARRY_ON if visit.card.under_way else words.START, "primary")
        self.prepare = Button(words.PREPARE, dense=True)
        self.note = Button(words.NOTE, dense=True)
        can_prepare = visit.card.state == "planned"
        present(self.start, wanted=is_next)
        present(self.prepare, wanted=can_prepare)
        present(self.note, wanted=not can_prepare)
        for button in (self.start, self.prepare, self.note):
            button.setAccessibleDescription(f"{family.family(visit.name)}, {times.clock(visit.at)}")
        self.fill(self._words(), _column(self.start, self.prepare, self.note, gap=8))
        self.say_when(now)

    def say_when(self, now: datetime) -> None:
        card = self._visit.card
        beside = words.beside_time(card.at, now, card.minutes, is_next=self._is_next)
        self.beside.say(words.UNDER_WAY if card.under_way else beside)

    def _words(self) -> QWidget:
        visit, card = self._visit, self._visit.card
        along = [name for user in (card.worker, *card.with_workers) if (name := self._colleague(user))]
        said = PlainLabel(words.visit_line(card.purpose, card.place, along), "body", "text2")
        facts, badges = self._facts(), self._badges()
        shown = [Facts(facts, badges)] if facts or badges else []
        return _column(PlainLabel(family.family(visit.name), "h3"), said, *shown, gap=4)

    def _facts(self) -> list[Fact]:
        """What is missing of any visit that is to come; that nothing is, of the next one."""
        visit = self._visit
        facts: list[Fact] = [
            ("triangle-alert", "warning", readiness.missing(one.what, one.number, one.since)) for one in visit.missing
        ]
        if self._is_next and not facts:
            facts.append(("check", "text2", readiness.READY))
        if visit.area and visit.card.state == "planned":
            facts.append(("map-pin", "text2", visit.area))
        return facts

    def _badges(self) -> list[Badge]:
        visit, card = self._visit, self._visit.card
        if card.state in {"done", "failed"}:
            called_off = card.failed_because.startswith("cancelled")
            status = "done" if card.state == "done" else "cancelled" if called_off else "missed"
            return [Badge(words.state(card.state, card.failed_because), *tokens.status("visit", status))]
        asked = [] if visit.consent.answer == "given" else [consent_badge(visit.consent)]
        return [*asked, *_clash_badges(visit.clashes)]


class OwnRow(EntryRow):
    """Time that is kept free of visits."""

    def __init__(self, own: OwnCard, now: datetime, *, parent: QWidget | None = None) -> None:
        super().__init__(own.at, own.what or booking.OWN_TIME, stands_out=False, parent=parent)
        self.remove = Button(booking.REMOVE, "quiet", dense=True)
        self.remove.setAccessibleDescription(own.what)
        kind = PlainLabel(booking.OWN_TIME, "body", "text2")
        clashes = [Facts((), _clash_badges(own.clashes))] if own.clashes else []
        said = _column(PlainLabel(own.what, "h3"), kind, *clashes, gap=4)
        self.beside.say(words.own_until(own.ends_at, own.at.date()))
        self.fill(said, self.remove)


def _clash_badges(clashes: tuple[Clash, ...]) -> list[Badge]:
    return [Badge(words.same_time(clash.name, own=clash.own), "triangle-alert", "warning") for clash in clashes]


def _column(*widgets: QWidget, gap: int = 2) -> QWidget:
    room = QWidget()
    column = QVBoxLayout(room)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(gap)
    for widget in widgets:
        column.addWidget(widget)
    return room
