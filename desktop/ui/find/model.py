"""What is typed, and what was found for it: the answer to what is typed now, never one to what was typed before."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop.casework.finding import Finder, Found
from desktop.ui.tasks import Job, Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class FindState:
    """`found` answers `asked`, which is behind `typed` while the store searches."""

    typed: str = ""
    asked: str = ""
    found: tuple[Found, ...] = ()
    problem: str = ""


class FindModel(QObject):
    """Searches in the store's lane.

    Signals:
        changed: a new `FindState` is in place.
    """

    changed = Signal()

    def __init__(self, finder: Finder, tasks: Tasks, searched: Callable[[], object]) -> None:
        """`searched` is told each time something was searched for, for the log of reads."""
        super().__init__()
        self._finder, self._tasks, self._searched = finder, tasks, searched
        self._job: Job | None = None
        self.state = FindState()

    def seek(self, typed: str, family: str | None) -> None:
        """Search for what is typed so far. A search for what was typed before is given up."""
        if self._job is not None:
            self._job.cancel()
        self._become(FindState(typed, self.state.asked, self.state.found))
        if not typed.strip():
            self._become(FindState(typed, typed))
            return
        self._job = self._tasks.run(
            partial(self._finder.find, typed, family), partial(self._found, typed), partial(self._failed, typed)
        )

    def _found(self, typed: str, found: tuple[Found, ...]) -> None:
        self._searched()
        self._become(FindState(typed, typed, found))

    def _failed(self, typed: str, error: Exception) -> None:
        self._become(FindState(typed, typed, problem=sentence(error)))

    def _become(self, state: FindState) -> None:
        self.state = state
        self.changed.emit()
