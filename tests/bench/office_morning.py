"""A process in which somebody unlocks a laptop by its keyboard, reads Today, and looks through every page of the rail.

Prints how many milliseconds passed between the passphrase's acceptance and Today on the screen, and the most memory in kB.
"""

import os
import sys
import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from desktop import app, process
from desktop.ui.today.page import TodayPage
from desktop.ui.unlock.page import UnlockPage
from desktop.vault.keys import DatabaseKeys
from desktop.vault.vault import Vault
from tests.bench.empty_window import peak_kilobytes

AnyWidget = TypeVar("AnyWidget", bound=QWidget)

_TYPING_SECONDS, _LOOKING_SECONDS, _MOST_SECONDS = 2.0, 1.0, 60.0
_RAIL = (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5, Qt.Key.Key_1)


class Morning:
    """The application under somebody's hands."""

    def __init__(self, arguments: list[str]) -> None:
        self._doorstep = app.build(arguments)
        self._accepted = 0.0
        self._tick = QTimer(interval=1)
        self._tick.start()

    def unlock(self, passphrase: str) -> float:
        """Type the passphrase at a person's pace. Seconds from its acceptance to Today on the screen."""
        self._watch_the_vault()
        edit = _all(UnlockPage)[0].passphrase.edit
        QTest.keyClicks(edit, passphrase)
        self.wait(lambda: False, _TYPING_SECONDS)
        QTest.keyClick(edit, Qt.Key.Key_Return)
        self.wait(_today_is_read)
        QApplication.processEvents()
        return time.monotonic() - self._accepted

    def look_around(self) -> None:
        """Open each page of the rail, and look for a word."""
        for key in _RAIL:
            QTest.keyClick(_window(), key, Qt.KeyboardModifier.ControlModifier)
            self.wait(lambda: False, _LOOKING_SECONDS)
        QTest.keyClick(_window(), Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(_focused(), "school morning")
        self.wait(lambda: False, _LOOKING_SECONDS)

    def wait(self, until: Callable[[], bool], seconds: float = _MOST_SECONDS) -> None:
        """Let the application work."""
        end = time.monotonic() + seconds
        while not until() and time.monotonic() < end:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def _watch_the_vault(self) -> None:
        """Note when the passphrase has been found right."""
        unlock = Vault.unlock

        def watched(vault: Vault, passphrase: str) -> DatabaseKeys:
            keys = unlock(vault, passphrase)
            self._accepted = time.monotonic()
            return keys

        setattr(Vault, "unlock", watched)  # noqa: B010  (a stop-watch, not another vault)


def main() -> None:
    """Arguments: the passphrase, then the program's."""
    process.harden()
    passphrase, *arguments = sys.argv[1:]
    morning = Morning(arguments)
    seconds = morning.unlock(passphrase)
    morning.look_around()
    print(seconds * 1000, peak_kilobytes(), flush=True)
    os._exit(0)


def _today_is_read() -> bool:
    return any(page.isVisible() and page._model.state.loaded for page in _all(TodayPage))


def _all(kind: type[AnyWidget]) -> list[AnyWidget]:
    return [widget for widget in QApplication.allWidgets() if isinstance(widget, kind)]


def _window() -> QWidget:
    return next(widget for widget in QApplication.topLevelWidgets() if widget.isVisible())


def _focused() -> QWidget:
    return QApplication.focusWidget() or _window()


if __name__ == "__main__":
    main()
