"""An unlocked laptop in this process: the real application offscreen, under somebody's hands."""

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QEventLoop, QObject
from PySide6.QtWidgets import QApplication, QWidget

from desktop.app.desk_window import DeskWindow
from desktop.ui.tasks import Lane
from tests.bench.figure import NotRight
from tests.bench.full_vault import PASSPHRASE, FullVault
from tests.bench.office_morning import Morning

SETTLED_SECONDS = 3.0
_MOST_SECONDS = 30.0


class AtTheLaptop(QObject):
    """Waits as an event loop does, and notes when something was last painted."""

    def __init__(self, morning: Morning) -> None:
        super().__init__()
        desk = morning._doorstep._desk
        assert isinstance(desk, DeskWindow)
        self.desk, self._tasks = desk, morning._doorstep._tasks
        self._paints, self._painted = False, 0.0
        for told in (desk.window, desk.window.windowHandle()):
            told.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Note that something is about to be painted."""
        self._paints = self._paints or event.type() == QEvent.Type.UpdateRequest
        return False

    def painted(self, act: Callable[[], object]) -> float:
        """Milliseconds from the beginning of `act` until all of it was on the screen."""
        self.rest()
        begun = time.monotonic()
        act()
        self.rest()
        return (self._painted - begun) * 1000

    def rest(self) -> None:
        """Until the store has answered all, and nothing is left to be laid out or painted."""
        until = time.monotonic() + _MOST_SECONDS
        while self._is_busy() and time.monotonic() < until:
            self._turn(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        for _ in range(3):  # what one turn of the loop has left to the next
            self._turn(QEventLoop.ProcessEventsFlag.AllEvents)

    def all_is_done(self) -> None:
        """Until no lane has work left but the one that listens: the day's snapshot is kept."""
        while any(asked.lane is not Lane.LISTENING for asked in self._tasks._asked.values()):
            self._turn(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def pass_time(self, seconds: float) -> None:
        """As an application does that nobody uses."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            self._turn(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _turn(self, how: QEventLoop.ProcessEventsFlag) -> None:
        QApplication.processEvents(how)
        if self._paints:
            self._paints, self._painted = False, time.monotonic()

    def _is_busy(self) -> bool:
        return any(asked.lane is Lane.STORE for asked in self._tasks._asked.values())


@contextmanager
def at_the_laptop(vault: FullVault) -> Iterator[AtTheLaptop]:
    """Unlocked, a moment after Today is there. To be called in a process of its own."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    morning = Morning(["--root", str(vault.root), "--demo", str(vault.demo)])
    morning.unlock(PASSPHRASE)
    morning.wait(lambda: False, SETTLED_SECONDS)
    morning._tick.stop()
    try:
        yield AtTheLaptop(morning)
    finally:
        morning._doorstep._close()


def focused() -> QWidget:
    """The widget that a key would go to."""
    widget = QApplication.focusWidget()
    if widget is None:
        raise NotRight
    return widget
