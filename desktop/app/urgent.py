"""The way to the page for a child who may not be safe: one key from anywhere, a button in both rails, and its return after a lock."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from desktop.store.session import Store
from desktop.ui.concern.model import ConcernModel
from desktop.ui.concern.sheet import ConcernSheet
from desktop.ui.shell import keys
from desktop.ui.shell.cover import Closing
from desktop.ui.shell.curtain import Curtain
from desktop.ui.shell.window import MainWindow
from desktop.ui.tasks import Tasks
from desktop.ui.words import concern as words
from desktop.ui.words.shell import NOT_SAFE_KEY

LEFT_OPEN = "concern_left_open"
"""A setting: whether the page was open at the lock."""
_LOOK_MS = 60_000


class Urgent(QObject):
    """Lays the sheet over a window when it is first asked for."""

    def __init__(
        self, window: MainWindow, make: Callable[[], ConcernSheet], model: ConcernModel, store: Store, tasks: Tasks
    ) -> None:
        super().__init__(window)
        self._window, self._make, self._model, self._store, self._tasks = window, make, model, store, tasks
        self._sheet: ConcernSheet | None = None
        self._about: dict[str, str] = {}
        self._warned = False
        window.opened.connect(self._went)
        window.visit_left.connect(self._close)
        window.rail.not_safe.connect(self.open)
        window.curtain_drawn.connect(self._flush)
        window.lock_requested.connect(self._leave)
        Closing(window, self._flush)
        keys.bind(window, {NOT_SAFE_KEY: self.open}, unless=self._is_hidden)
        model.waiting.connect(self._tell)
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(model.reload)
        self._look.start()
        tasks.run(lambda: store.setting(LEFT_OPEN), self._return, _quiet)

    @property
    def is_open(self) -> bool:
        """Whether it covers the window."""
        return self._sheet is not None and self._window.is_open(self._sheet)

    def open(self) -> None:
        """Over whatever is there, begun beside the family that is open."""
        if self.is_open:
            return
        if self._sheet is None:
            self._sheet = self._make()
            self._sheet.setParent(self._window)
            self._window.cover_with(self._sheet)
            self._sheet.closed.connect(self._model.reload)
        self._sheet.appear()
        self._model.begin(self._about.get("family", ""), self._about.get("visit", ""), in_visit=self._window.in_visit)

    def _went(self, _key: str, args: dict[str, str]) -> None:
        self._about = args

    def _is_hidden(self) -> bool:
        return any(isinstance(overlay, Curtain) and overlay.isVisible() for overlay in self._window.overlays)

    def _flush(self) -> None:
        if self._sheet is not None:
            self._sheet.flush()

    def _close(self) -> None:
        if self._sheet is not None:
            self._sheet.close_cover()

    def _leave(self) -> None:
        """What is typed is handed over, and the page comes back with the unlock."""
        self._flush()
        is_open = self.is_open
        self._tasks.run(lambda: self._store.put_setting(LEFT_OPEN, is_open), _quiet, _quiet)

    def _return(self, was_open: object) -> None:
        if was_open is True:
            self.open()
            self._tasks.run(lambda: self._store.put_setting(LEFT_OPEN, value=False), _quiet, _quiet)

    def _tell(self, waiting: int, late: bool) -> None:
        self._window.rail.concern.set_count(waiting)
        if late and not self._warned:
            self._window.tell(words.NOBODY_RUNG, "phone", "danger")
        self._warned = late


def _quiet(_answer: object) -> None:
    """Nothing on the page depends on it."""
