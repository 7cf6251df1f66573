"""Saves that wait for one another: what a full disk refuses is kept in memory, in order, and tried again until it is on the disk."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.errors import DoorstepError
from desktop.ui.tasks import Tasks
from desktop.ui.words.saving import TRYING_AGAIN
from desktop.ui.words.trouble import sentence

_AGAIN_AFTER_MS = 5000
Work = Callable[[], object]


class Saves(QObject):
    """The saves of one page, done in the store's lane.

    Signals:
        saved: nothing waits any more.
        refused: why something is not saved, in words.
    """

    saved = Signal()
    refused = Signal(str)

    def __init__(self, tasks: Tasks) -> None:
        super().__init__()
        self._tasks = tasks
        self._waiting: deque[Work] = deque()  # filled by the interface, emptied in the store's lane
        self._trouble = ""
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER_MS)
        self._again.timeout.connect(self.try_again)

    @property
    def unsaved(self) -> str:
        """Why something is not on the disk yet, in words; "" when everything is."""
        return (self._trouble or TRYING_AGAIN) if self._waiting else ""

    def give(self, work: Work) -> None:
        """Save this after whatever waits. It can be done again where it failed."""
        self._waiting.append(work)
        self.try_again()

    def then(self, work: Work, failed: Callable[[Exception], object]) -> None:
        """Do this, which is not tried again, once nothing waits before it."""

        def all_of_it() -> None:
            self._settle()
            work()

        self._tasks.run(all_of_it, self._saved, failed)

    def try_again(self) -> None:
        """Try now what waits."""
        self._again.stop()
        self._tasks.run(self._settle, self._saved, self._failed)

    def _settle(self) -> None:
        while self._waiting:
            try:
                self._waiting[0]()
            except DoorstepError as error:
                if not error.passing:
                    self._waiting.popleft()
                raise
            except BaseException:
                self._waiting.popleft()
                raise
            self._waiting.popleft()

    def _saved(self, _nothing: object) -> None:
        if not self._waiting:
            self._trouble = ""
            self.saved.emit()

    def _failed(self, error: Exception) -> None:
        self._trouble = sentence(error)
        if self._waiting:
            self._again.start()
        self.refused.emit(self._trouble)
