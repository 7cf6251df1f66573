"""One record of which the council would not take what was written: what it says, and taking it back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.casework.refused import NotRefused, Refusal, Refused
from desktop.ui.tasks import Lane, Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class RefusedState:
    """`gone`: it was put right, taken back or accepted. `now` is local time."""

    now: datetime
    refusal: Refusal | None = None
    gone: bool = False
    problem: str = ""


class RefusedModel(QObject):
    """Reads one refusal at a time.

    Signals:
        changed: a new `RefusedState` is in place.
        taken_back: it is taken back and saved.
    """

    changed = Signal()
    taken_back = Signal()

    def __init__(self, refused: Refused, now: Callable[[], datetime], tasks: Tasks) -> None:
        super().__init__()
        self._refused, self._now, self._tasks = refused, now, tasks
        self.state = RefusedState(now())

    def open(self, kind: str, record: str) -> None:
        """Show what was refused of a record."""
        self._become(RefusedState(self._now()))
        self._tasks.run(lambda: self._refused.look(kind, record), self._loaded, self._failed)

    def take_back(self) -> None:
        """In the lane of the line: what is taken back may not be on its way meanwhile."""
        refusal = self.state.refusal
        if refusal is not None:
            self._tasks.run(lambda: self._refused.take_back(refusal), self._done, self._failed, Lane.NETWORK)

    def _loaded(self, refusal: Refusal) -> None:
        self._become(replace(self.state, refusal=refusal, problem=""))

    def _done(self, _answer: None) -> None:
        self.taken_back.emit()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, NotRefused):
            self._become(replace(self.state, refusal=None, gone=True))
        else:
            self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: RefusedState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
