"""From the wish to lock to the moment at which nothing is lost by it: saved, the open change sets sealed (S4), the place kept (F11).

While the disk is full the process stays, keys and all, behind a curtain that says so (decision 30).
"""

from collections.abc import Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.store.session import Store
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import Tasks
from desktop.ui.widgets.caret import Kept
from desktop.ui.words.trouble import TRYING_AGAIN, UNEXPECTED, sentence

PLACE = "place"
"""A setting: where the worker was and what the open dialog held, for the next unlock."""

_FIRST_MS, _LONGEST_MS = 2_000, 60_000


class Keeping(Protocol):
    """A model that holds what was typed until it is on the disk."""

    @property
    def unsaved(self) -> str: ...

    def save(self) -> None: ...


class Locking(QObject):
    """Begins when the window asks for the lock, and does not end before it can be had.

    Signals:
        ready: nothing would be lost now, whether the process is replaced or ended.
    """

    ready = Signal()

    def __init__(self, window: MainWindow, store: Store, tasks: Tasks, models: Sequence[Keeping]) -> None:
        super().__init__()
        self._window, self._store, self._tasks, self._models = window, store, tasks, models
        self._wait_ms = _FIRST_MS
        self._again = QTimer(self, singleShot=True)
        self._again.timeout.connect(self.try_again)
        window.all_saved = lambda: not self._unsaved()
        window.lock_requested.connect(self.begin)
        window.lock_pressed.connect(self.try_again)

    def begin(self) -> None:
        """Wait for the saves under way: only then is it known what they left behind."""
        self._tasks.run(_nothing, self._drained, self._wait)

    def try_again(self) -> None:
        """Save now what is not saved, then lock."""
        self._again.stop()
        for model in self._models:
            model.save()
        self.begin()

    def keep(self, kept: Kept | None) -> None:
        """Write down, in the vault, where the worker is, and seal what is open. In the store's lane."""
        self._store.put_setting(PLACE, kept)
        self._store.seal_open()

    def _drained(self, _nothing: None) -> None:
        self._tasks.run(partial(self.keep, self._window.keep()), self._kept, self._wait)

    def _kept(self, _nothing: None) -> None:
        if why := self._unsaved():
            self._say(why)
        else:
            self.ready.emit()

    def _unsaved(self) -> str:
        return next(filter(None, (model.unsaved for model in self._models)), "")

    def _wait(self, error: Exception) -> None:
        words = sentence(error)
        self._say(TRYING_AGAIN if words == UNEXPECTED else words)

    def _say(self, why: str) -> None:
        self._window.say_not_locked(why)
        self._again.start(self._wait_ms)
        self._wait_ms = min(2 * self._wait_ms, _LONGEST_MS)


def _nothing() -> None:
    """Done when everything before it in its lane is."""
