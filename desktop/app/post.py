"""When to sync, and what to say about it: at unlock, by hand, some seconds after the last change, when the network is back, as soon as the
council tells of something new, each minute, and later and later while nobody answers.

Draws nothing and decides nothing about casework: it turns what the line and the store know into the sync card's two lines.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop.app.ear import Ear
from desktop.app.line import Line as Wire
from desktop.casework.desk import Desk
from desktop.casework.history import Told
from desktop.casework.sending import Gone, Sending, SendingState, streams_left_open
from desktop.clock import LONDON
from desktop.ui.documents.model import Way
from desktop.ui.sending.model import Line
from desktop.ui.tasks import Job, Lane, Tasks
from desktop.ui.words import sending as words
from desktop.ui.words.trouble import sentence
from sync.engine.backoff import delay, in_a_row
from sync.engine.errors import ClientTooOld, Offline

if TYPE_CHECKING:
    from sync.engine.blobs import FilesReport
    from sync.engine.engine import Progress, SyncReport

FIRST_MS = 800
AFTER_CHANGE_MS = 4000
"""How long nothing more must have changed: a sentence is not sent word by word."""
LOOK_MS = 300
AGAIN_S = 60.0


@dataclass(frozen=True)
class Standing:
    """Where sending stands, as the sync card and Today say it."""

    state: str = "waiting"
    title: str = words.WORKING_OFFLINE
    text: str = ""


class Post(QObject):
    """The carrying of letters between this laptop and the council.

    Signals:
        changed: `standing` says something new.
        arrived: records came in or went away; open pages may be behind.
        closing: a family that was taken away is on the screen; what is typed is to be handed over and its pages left.
        gone: what is no longer on this laptop, as `Gone`.
        progressed: the step, and how much of how much.
        finished: one try is over.
    """

    changed = Signal()
    arrived = Signal()
    closing = Signal(str)
    gone = Signal(object)
    progressed = Signal(str, int, int)
    finished = Signal()
    _saved = Signal()
    _wanted = Signal(str)
    _erased = Signal(object)

    def __init__(
        self,
        line: Wire,
        desk: Desk,
        tasks: Tasks,
        on_screen: Callable[[], str | None],
        is_metered: Callable[[], bool] = lambda: False,
    ) -> None:
        """`on_screen` is the family whose record is open: what is being written of it is not sealed yet (S4). Over a metered line only notes go."""
        super().__init__()
        self.standing = Standing()
        self._on_screen, self._is_metered = on_screen, is_metered
        self._files: Job | None = None
        self._line = line
        self._desk = desk
        self._tasks = tasks
        self._sending = Sending(desk)
        self._failures = 0
        self._trouble: Exception | None = None
        self._met = False
        self._clock = ""
        self._since: datetime | None = None
        self._busy = False
        self._again_soon = False
        self._gone: tuple[Gone, ...] = ()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._send_by_itself)
        self._after_change = QTimer(self, singleShot=True, interval=AFTER_CHANGE_MS)
        self._after_change.timeout.connect(self._send_by_itself)
        self._look_soon = QTimer(self, singleShot=True, interval=LOOK_MS)
        self._look_soon.timeout.connect(self.look)
        self._saved.connect(self._has_changed, Qt.ConnectionType.QueuedConnection)
        self._wanted.connect(self._make_way, Qt.ConnectionType.QueuedConnection)
        self._erased.connect(self._has_gone, Qt.ConnectionType.QueuedConnection)
        self._ear = Ear(line, tasks)
        self._ear.news.connect(self._send_by_itself)
        self._ear.ended.connect(self._hears_nothing)
        desk.store.after_save = self._saved.emit
        desk.store.in_use = self._is_on_screen
        desk.store.after_erasing = self._erased.emit

    def begin(self) -> None:
        """Look where things stand, then try for the first time."""
        self.look()
        self._timer.start(FIRST_MS)

    def end(self) -> None:
        """Begin nothing more and tell nobody anything: what is under way may outlive the window that would show it."""
        self.blockSignals(True)  # noqa: FBT003  (Qt's name for it)
        for timer in self.findChildren(QTimer):
            timer.stop()

    def send(self) -> None:
        """Try now, with everything that is written. Does nothing while a try is under way."""
        self._sync(())

    def network_is_back(self) -> None:
        """A hint, no more: it may be a network without a way to the council."""
        if not self._busy:
            self._timer.start(FIRST_MS)

    def _send_by_itself(self) -> None:
        if self._busy:
            self._after_change.start()
        else:
            self._sync(streams_left_open(self._on_screen()))

    def _sync(self, leave: Sequence[str]) -> None:
        if self._busy:
            return
        self._busy = True
        if self._files is not None:
            self._files.cancel()  # what somebody wrote goes first; the file goes on after it
        self._after_change.stop()
        self._tasks.follow(
            lambda job: self._line.sync(job.report, lambda: job.cancelled, leave),
            self._sent,
            self._failed,
            self._reported,
            Lane.NETWORK,
        )

    def _carry_files(self) -> None:
        metered = self._is_metered()
        self._files = self._tasks.follow(
            lambda job: self._line.files(job.report, lambda: job.cancelled, metered),
            self._carried,
            self._failed,
            self._reported,
            Lane.FILES,
        )

    def _carried(self, report: "FilesReport | None") -> None:
        if report is not None:
            self.look()
            if report.received:
                self.arrived.emit()

    @property
    def way(self) -> Way:
        """How files can go now."""
        return Way(online=self._met and self._trouble is None, metered=self._is_metered())

    def history(self, stream: str, kind: str, record: str) -> list[Told]:
        """What the council tells of a record; to be asked in the network's lane."""
        return self._line.history(stream, kind, record)

    def line(self, now: datetime) -> Line:
        """How the line is, for the page that tells more."""
        if self._busy or self._trouble is None:
            return Line(online=self._met, clock=self._clock, gone=self._gone)
        trouble = "" if isinstance(self._trouble, Offline) else sentence(self._trouble)
        return Line(online=False, since=self._since or now, trouble=trouble, clock=self._clock, gone=self._gone)

    def look(self) -> None:
        """Read again what waits here."""
        self._tasks.run(self._sending.state, self._say, self._quiet)

    def _has_changed(self) -> None:
        self._look_soon.start()
        if self._met and self._trouble is None:
            self._after_change.start()

    def _reported(self, step: "Progress") -> None:
        if step.step == "sending" and step.total:
            self._become(Standing("sending", words.SENDING, words.sending(step.done, step.total)))
        elif step.step == "files":
            self._become(Standing("sending", words.SENDING, words.sending_files(step.done, step.total)))
        elif step.step == "receiving":
            self._become(Standing("sending", words.RECEIVING, ""))
        self.progressed.emit(step.step, step.done, step.total)

    def _sent(self, report: "SyncReport") -> None:
        self._failures, self._trouble, self._met, self._since = 0, None, True, None
        self._clock = words.clock_wrong(report.clock_offset)
        self._over(AGAIN_S)
        self._ear.listen()
        if report.received:
            self.arrived.emit()
        self._carry_files()

    def _is_on_screen(self, family: str) -> bool:
        """Asked by the sync in its own thread."""
        if self._on_screen() != family:
            return False
        self._wanted.emit(family)
        return True

    def _make_way(self, family: str) -> None:
        self.closing.emit(family)
        self._tasks.run(
            lambda: None, self._try_soon, self._quiet
        )  # after what the pages that were left still had to save

    def _try_soon(self, _done: None) -> None:
        self._again_soon = self._busy
        self.network_is_back()

    def _has_gone(self, gone: Gone) -> None:
        self._gone = (gone, *self._gone)
        self.gone.emit(gone)
        self.arrived.emit()

    def _failed(self, error: Exception) -> None:
        self._failures, self._trouble = in_a_row(self._failures, error), error
        self._since = self._since or self._desk.clock.now().astimezone(LONDON)
        self._ear.stop()
        self._over(delay(self._failures, self._spread(), error))

    def _hears_nothing(self, times: int, error: Exception | None) -> None:
        """Sync, to miss nothing, and listen again after it."""
        soon_ms = round(delay(times, self._spread(), error) * 1000)
        if not self._busy and soon_ms < self._timer.remainingTime():
            self._timer.start(soon_ms)

    def _spread(self) -> float:
        return int.from_bytes(self._desk.ids.new().bytes[-2:], "big") / 65535

    def _over(self, again_s: float) -> None:
        self._busy = False
        self._timer.start(FIRST_MS if self._again_soon else round(again_s * 1000))
        self._again_soon = False
        self.look()
        self.finished.emit()

    def _say(self, state: SendingState) -> None:
        self._become(self._standing(state))

    def _quiet(self, _error: Exception) -> None:
        """The card keeps saying what it said."""

    def _standing(self, state: SendingState) -> Standing:
        needs = len([conflict for conflict in state.conflicts if conflict.nature != "joined"])
        if needs:
            return Standing("needsYou", words.NEEDS_YOU, words.changed_by_two(needs))
        if state.refused:
            return Standing("needsYou", words.NEEDS_YOU, words.refused(len(state.refused)))
        if state.doubted:
            return Standing("needsYou", words.NEEDS_YOU, words.UNCHECKED)
        if self._trouble is not None and not isinstance(self._trouble, Offline):
            title = words.UPDATE_NEEDED if isinstance(self._trouble, ClientTooOld) else words.NOT_ANSWERING
            return Standing("failed", title, sentence(self._trouble))
        if state.waiting:
            title = words.WAITING_TO_SEND if self._met and self._trouble is None else words.WORKING_OFFLINE
            late = words.overdue(state.days_waiting(self._desk.clock.now()))
            return Standing("waiting", title, late or words.waiting(len(state.waiting)))
        if state.files:
            return Standing("waiting", *self._files_wait(state))
        heard = max((at for at in (state.last_sent, state.last_received) if at is not None), default=None)
        if heard is None:
            return Standing("waiting", self._title(), words.NOTHING_TO_SEND)
        if self._trouble is not None or not self._met:
            all_sent = state.last_sent if state.all_received else None
            said = words.all_sent_at(all_sent.astimezone(LONDON)) if all_sent else ""
            return Standing("waiting", words.WORKING_OFFLINE, said)
        ago = max(0, round((self._desk.clock.now() - heard).total_seconds() / 60))
        return Standing("upToDate", words.UP_TO_DATE, words.sent_ago(ago) if state.last_sent else words.NOTHING_TO_SEND)

    def _files_wait(self, state: SendingState) -> tuple[str, str]:
        if not self._met or self._trouble is not None:
            return words.WORKING_OFFLINE, words.files_waiting(state.files)
        is_held_back = self._is_metered() and not state.files_on_hotspot
        return words.WAITING_TO_SEND, words.NOTES_ONLY if is_held_back else words.files_waiting(state.files)

    def _title(self) -> str:
        return words.UP_TO_DATE if self._met and self._trouble is None else words.WORKING_OFFLINE

    def _become(self, standing: Standing) -> None:
        if standing != self.standing:
            self.standing = standing
            self.changed.emit()
