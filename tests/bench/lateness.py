"""How late the interface's thread is for what a person does, at every moment of some time."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, Qt, QTimer

_EVERY = 0.005  # seconds


class Lateness(QObject):
    """Asks every five milliseconds how long a key that was pressed then has waited.

    Each moment counts by itself: a stop of 50 ms is ten of them, the first 50 ms late. What whoever measures does in this thread is
    taken off.
    """

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        """Milliseconds, one for each moment."""
        self._own = 0.0
        self._due = time.monotonic() + _EVERY
        self._timer = QTimer(self, interval=round(_EVERY * 1000), timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @contextmanager
    def not_counted(self) -> Iterator[None]:
        """What is done meanwhile is no work of the application's."""
        begun = time.monotonic()
        yield
        self._own += time.monotonic() - begun

    def _look(self) -> None:
        now = time.monotonic() - self._own
        while self._due <= now:
            self.late.append((now - self._due) * 1000)
            self._due += _EVERY
