"""What "Sending and receiving" shows: what waits, what was not accepted, what needs a choice, and how the line is."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from desktop.casework.sending import Gone, Sending, SendingState
from desktop.ui.tasks import Tasks
from desktop.ui.words.trouble import sentence


@dataclass(frozen=True)
class Line:
    """How the line to the council is. `since` is local time, of being offline.

    `step` is empty, "asking", "receiving", "sending" or "files"; `done` of `whole` are as the engine counts them. `trouble`, and
    what is wrong with this laptop's `clock`, are in words. `gone` are the families that have left this laptop since it was
    unlocked, latest first.
    """

    online: bool = False
    since: datetime | None = None
    step: str = ""
    done: int = 0
    whole: int = 0
    trouble: str = ""
    gone: tuple[Gone, ...] = ()
    clock: str = ""


@dataclass(frozen=True)
class PageState:
    """`now` is local time. `sending` is None until it was read."""

    now: datetime
    sending: SendingState | None = None
    backed_up_at: datetime | None = None
    line: Line = field(default_factory=Line)
    problem: str = ""


class SendingModel(QObject):
    """Reads this laptop; what the line does is told to it.

    Signals:
        changed: a new `PageState` is in place.
        try_now: somebody asked to send and receive at once.
    """

    changed = Signal()
    try_now = Signal()

    def __init__(
        self,
        sending: Sending,
        backed_up_at: Callable[[], datetime | None],
        now: Callable[[], datetime],
        tasks: Tasks,
    ) -> None:
        """`backed_up_at`: when the last copy of the families was made, asked in the store's lane."""
        super().__init__()
        self._sending, self._backed_up_at, self._now, self._tasks = sending, backed_up_at, now, tasks
        self.state = PageState(now())

    def load(self) -> None:
        self._tasks.run(lambda: (self._sending.state(), self._backed_up_at()), self._loaded, self._failed)

    def change_hotspot(self) -> None:
        """The other of the two: notes alone over a phone's hotspot, or everything."""
        if self.state.sending is not None:
            send = not self.state.sending.files_on_hotspot
            self._tasks.run(lambda: self._sending.send_files_on_hotspot(send=send), self._hotspot_changed, self._failed)

    def show_line(self, line: Line) -> None:
        """The line has changed; when a sending or receiving has ended, the lists have too."""
        ended = self.state.line.step and not line.step
        self._become(replace(self.state, line=line))
        if ended:
            self.load()

    def show_progress(self, step: str, done: int, whole: int) -> None:
        """Sending or receiving goes on."""
        self.show_line(Line(online=True, step=step, done=done, whole=whole, gone=self.state.line.gone))

    def _loaded(self, read: tuple[SendingState, datetime | None]) -> None:
        sending, backed_up_at = read
        self._become(replace(self.state, now=self._now(), sending=sending, backed_up_at=backed_up_at, problem=""))

    def _hotspot_changed(self, _answer: object) -> None:
        self.load()
        self.try_now.emit()

    def _failed(self, error: Exception) -> None:
        self._become(replace(self.state, problem=sentence(error)))

    def _become(self, state: PageState) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()
