"""Showing the screen in a meeting: what keeps it out of recordings is off for so long, and on again at the end by itself (P9)."""

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.ui.ports import ScreenCapture

MINUTES = 90
"""As long as a meeting around a family lasts."""


class Meeting(QObject):
    """Begins with the block on.

    Signals:
        changed: the block is on, or off, from now on.
        over: it is on again without anybody having asked for it.
    """

    changed = Signal()
    over = Signal()

    def __init__(self, capture: ScreenCapture, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._capture = capture
        self.blocked = self.possible = capture.is_possible()
        self._end = QTimer(self, singleShot=True, interval=MINUTES * 60_000)
        self._end.timeout.connect(self.end)
        capture.block(blocked=True)

    def block(self, *, blocked: bool) -> None:
        """As the worker chose."""
        if blocked:
            self._end.stop()
        else:
            self._end.start()
        self._become(blocked=blocked)

    def end(self) -> None:
        """The time is over, or the screen was hidden: nothing to do where it is blocked."""
        if self.possible and not self.blocked:
            self.block(blocked=True)
            self.over.emit()

    def _become(self, *, blocked: bool) -> None:
        self.blocked = blocked
        self._capture.block(blocked=blocked)
        self.changed.emit()
