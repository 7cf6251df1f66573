"""What is done with visits before they take place, as commands through the store's lane."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.casework.agenda import Clash, Entry
from desktop.casework.booking import Bookings, CallingOff, NewTime, OwnTimeDraft
from desktop.casework.calendar import calendar
from desktop.casework.planning import Booking
from desktop.casework.reads import EXPORT, Reads
from desktop.casework.visits import Visits
from desktop.ui.ports import Saver
from desktop.ui.tasks import Tasks
from desktop.ui.words import booking as words
from desktop.ui.words.trouble import sentence


class BookingModel(QObject):
    """One for all pages.

    Signals:
        saved: it is done, in words; whoever shows days reads them again.
        refused: it is not, and why.
        clashing: what is on at the time that was asked about.
        undoable: something was taken away and `undo` brings it back; "" when there is nothing to bring back.
        exported: where the calendar file lies.
        failed: why there is none.
    """

    saved = Signal(str)
    refused = Signal(str)
    clashing = Signal(object)
    undoable = Signal(str)
    exported = Signal(str)
    failed = Signal(str)

    def __init__(
        self,
        visits: Visits,
        bookings: Bookings,
        reads: Reads,
        saver: Saver,
        now: Callable[[], datetime],
        tasks: Tasks,
    ) -> None:
        """`now` is local time."""
        super().__init__()
        self._visits, self._bookings, self._reads, self._saver = visits, bookings, reads, saver
        self._now, self._tasks = now, tasks
        self._undo: Callable[[], None] | None = None
        self._asked = 0

    def now(self) -> datetime:
        """Local time."""
        return self._now()

    def book(self, booking: Booking) -> None:
        self._do(lambda: self._visits.book(booking), words.booked(booking.repeat.times))

    def move(self, visit: str, to: NewTime) -> None:
        self._do(lambda: self._bookings.move(visit, to), words.MOVED)

    def call_off(self, visit: str, how: CallingOff) -> None:
        """It stays in the record as called off; undone, it takes place after all."""
        self._tasks.run(lambda: self._bookings.call_off(visit, how), self._called_off, self._refused)

    def add_own_time(self, draft: OwnTimeDraft) -> None:
        self._do(lambda: self._bookings.add_own_time(draft), words.OWN_ADDED)

    def remove_own_time(self, record: str) -> None:
        back = partial(self._bookings.remove_own_time, record, removed=False)
        self._do(lambda: self._bookings.remove_own_time(record), words.OWN_REMOVED, back)

    def undo(self) -> None:
        """Bring back what was taken away last."""
        back, self._undo = self._undo, None
        if back is not None:
            self._do(back, words.BROUGHT_BACK)

    def look(self, at: datetime, minutes: int, without: str = "") -> None:
        """Ask what is on at a time. Of several that are asked in a row the last answer counts."""
        self._asked += 1
        asked = self._asked

        def found(clashes: Sequence[Clash]) -> None:
            if asked == self._asked:
                self.clashing.emit(clashes)

        self._tasks.run(lambda: self._bookings.clashes(at, minutes, without), found, self._refused)

    def export(self, entries: Sequence[Entry]) -> None:
        """Put these days into a calendar file, without a name of anybody, where the person says."""
        place = self._saver.choose(words.CALENDAR_FILE, words.CALENDAR_FILTER)
        if place:
            self._tasks.run(partial(self._export, place, tuple(entries)), self.exported.emit, self._not_exported)

    def _export(self, place: str, entries: Sequence[Entry]) -> str:
        made = calendar(entries, self._now())
        self._reads.note(EXPORT, "visit")  # first: what is not noted is not handed out (F10)
        return self._saver.save(place, made)

    def _do(self, act: Callable[[], object], done: str, back: Callable[[], None] | None = None) -> None:
        self._tasks.run(act, lambda _done: self._saved(done, back), self._refused)

    def _called_off(self, visits: Sequence[str]) -> None:
        self._saved(words.off(len(visits)), lambda: self._bookings.undo(visits))

    def _saved(self, done: str, back: Callable[[], None] | None) -> None:
        self._undo = back
        self.saved.emit(done)
        self.undoable.emit(done if back is not None else "")

    def _refused(self, error: Exception) -> None:
        self.refused.emit(sentence(error))

    def _not_exported(self, error: Exception) -> None:
        self.failed.emit(sentence(error))
