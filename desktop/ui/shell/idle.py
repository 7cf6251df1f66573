"""Notices that nobody uses the laptop: warns, then asks for the lock. A laptop that slept is locked at once (F11)."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

_TICK_MS = 1000
_JUMP_S = 30
_ACTIVITY = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TabletPress,
    }
)


class Idle(QObject):
    """Have it `listen` and `start` it.

    It hears what the system tells each window, not what the widgets tell one another: a page that is drawn has ten thousand events,
    and to look at each in Python would be a fifth of its time.

    Signals:
        warned: seconds left before the lock; repeated each second.
        woken: somebody did something after a warning.
        lapsed: time is up; repeated each second while nobody does anything.
        slept: the clock jumped as it does over a sleep.
        ticked: a second went by.
    """

    warned = Signal(int)
    woken = Signal()
    lapsed = Signal()
    slept = Signal()
    ticked = Signal()

    def __init__(
        self, now: Callable[[], float], limit_s: float = 300, warn_s: float = 20, *, parent: QObject | None = None
    ) -> None:
        """`now` is a clock in seconds that goes on while the laptop sleeps (`CLOCK_BOOTTIME`)."""
        super().__init__(parent)
        self._now, self._limit_s, self._warn_s = now, limit_s, warn_s
        self._used_at = self._ticked_at = now()
        self._warned = self._listens = False
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def limit_minutes(self) -> int:
        return round(self._limit_s / 60)

    def set_limit(self, minutes: int) -> None:
        """Ask for the lock after so many minutes without a key or a movement."""
        self._limit_s = 60.0 * minutes

    def start(self) -> None:
        self._used_at = self._ticked_at = self._now()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def listen(self) -> None:
        """Hear of keys and movements from now on, those of windows that come later too."""
        self._listens = True
        self._listen_to_windows()

    def tick(self) -> None:
        """Look at the clock: the timer does it each second."""
        if self._listens:
            self._listen_to_windows()
        now = self._now()
        slept, self._ticked_at = now - self._ticked_at > _JUMP_S, now
        left = self._limit_s - (now - self._used_at)
        self.ticked.emit()
        if slept:
            self.slept.emit()
        elif left <= 0:
            self.lapsed.emit()
        elif left <= self._warn_s:
            self._warned = True
            self.warned.emit(round(left))

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() in _ACTIVITY:
            self._used_at = self._now()
            if self._warned:
                self._warned = False
                self.woken.emit()
        return False

    def _listen_to_windows(self) -> None:
        for window in QGuiApplication.topLevelWindows():
            window.installEventFilter(self)  # once: Qt takes the one that there was out
