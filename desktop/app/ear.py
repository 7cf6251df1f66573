"""Listens, while the council answers, for what colleagues write, so that it is here within two seconds.

It hears which streams moved. What this laptop holds already, above all what it sent itself, is no news.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.app.line import Line
from desktop.ui.tasks import Job, Lane, Tasks
from sync.protocol.events import Moved

GATHER_MS = 300
"""A push moves several streams; one sync gets them all."""


class Ear(QObject):
    """One listening at a time.

    Signals:
        news: something moved that this laptop does not hold.
        ended: nothing is heard any more, for the so-many-th time in a row; why, or None where the server ended it in order.
    """

    news = Signal()
    ended = Signal(int, object)

    def __init__(self, line: Line, tasks: Tasks) -> None:
        super().__init__()
        self._line = line
        self._tasks = tasks
        self._job: Job | None = None
        self._is_listening = False
        self._failures = 0
        self._told: dict[str, Moved] = {}
        self._gather = QTimer(self, singleShot=True, interval=GATHER_MS)
        self._gather.timeout.connect(self._look)

    def listen(self) -> None:
        """Begin, unless it is under way."""
        if self._is_listening:
            return
        self._is_listening = True
        self._job = self._tasks.follow(
            lambda job: self._line.listen(job.report, job.on_cancel),
            self._ended_in_order,
            self._failed,
            self._heard,
            Lane.LISTENING,
        )

    def stop(self) -> None:
        """Hear nothing more, at once."""
        if self._is_listening and self._job is not None:
            self._job.cancel()
        self._is_listening = False

    def _heard(self, moved: Moved) -> None:
        self._failures = 0
        self._told[moved.stream] = moved
        if not self._gather.isActive():
            self._gather.start()

    def _look(self) -> None:
        told, self._told = self._told, {}
        # In the network's lane: after a sync that is under way, whose own receipts may be what was told.
        self._tasks.run(lambda: self._line.lacks(told.values()), self._looked, self._quiet, Lane.NETWORK)

    def _looked(self, is_news: bool) -> None:
        if is_news:
            self.news.emit()

    def _quiet(self, _error: Exception) -> None:
        """The next sync asks for everything anyway."""

    def _ended_in_order(self, _nothing: None) -> None:
        self._failures = 0
        self._end(None)

    def _failed(self, error: Exception) -> None:
        self._end(error)

    def _end(self, error: Exception | None) -> None:
        self._is_listening = False
        self._failures += 1
        self.ended.emit(self._failures, error)
