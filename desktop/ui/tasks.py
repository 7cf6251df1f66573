"""The only threads of the application: a lane for the store, one for the network, one to listen in, each a single worker thread.

Answers come back to the interface's thread by a queued signal, in the order in which a lane finished them. Errors
that the composition root declared are handed to the caller; any other is reported by its type alone, since its
text may hold personal data (F15), and the caller gets an `Unexpected` so that no page stays busy for ever.
"""

import threading
from collections.abc import Callable
from enum import Enum
from queue import SimpleQueue
from typing import Any, NamedTuple, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from desktop.ui.garbage import Garbage

Answer = TypeVar("Answer")
Report = Callable[[object], None]
Reported = Callable[[Any], object]
Failed = Callable[[Exception], object]


class Lane(Enum):
    """Where work runs. Works of one lane never overlap."""

    STORE = "store"
    NETWORK = "network"
    FILES = "files"
    """Large and never urgent: nothing else waits for it."""
    LISTENING = "listening"
    """Work that goes on until it is cancelled, and leaves nothing half done."""


_CUT_SHORT = frozenset({Lane.NETWORK, Lane.FILES, Lane.LISTENING})
_LEAVE_SECONDS = 1.0
"""How long the end waits for whoever listens, who may be in the middle of calling."""


class Unexpected(Exception):
    """Something that nobody foresaw. Carries the error's type name and nothing else."""

    def __init__(self, type_name: str) -> None:
        super().__init__(type_name)
        self.type_name = type_name


class Cancelled(Exception):
    """Raised inside work that asked `Job.report` or `Job.check` after `Job.cancel`; reaches no callback."""


class Job:
    """A piece of work under way: the page may cancel it, the work may report how far it is."""

    def __init__(self, report: Report) -> None:
        self._cancelled = threading.Event()
        self._report = report
        self._stop: Callable[[], object] = _nothing_to_stop

    @property
    def cancelled(self) -> bool:
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Wish that the work stopped. Its answer will not be delivered, whether it stopped or not."""
        self._cancelled.set()
        self._stop()

    def on_cancel(self, stop: Callable[[], object]) -> None:
        """Called by work that waits for others: `stop` ends the waiting, from another thread, twice if need be."""
        self._stop = stop
        if self.cancelled:
            stop()

    def check(self) -> None:
        """Called by the work where it can stop without harm. Raises Cancelled."""
        if self.cancelled:
            raise Cancelled

    def report(self, step: object) -> None:
        """Called by the work to say how far it is. Raises Cancelled."""
        self.check()
        self._report(step)


class Tasks(Protocol):
    """What models see. Give bound methods of QObjects: a callback whose object is gone is dropped silently."""

    def run(
        self, work: Callable[[], Answer], done: Callable[[Answer], object], failed: Failed, lane: Lane = Lane.STORE
    ) -> Job:
        """Do `work` off the interface's thread, then call `done` with its answer or `failed` with its error."""
        ...

    def follow(
        self,
        work: Callable[[Job], Answer],
        done: Callable[[Answer], object],
        failed: Failed,
        reported: Reported,
        lane: Lane = Lane.STORE,
    ) -> Job:
        """As `run`, for long work: it gets its `Job`, and each `job.report(step)` reaches `reported(step)`."""
        ...


class _Post(QObject):
    """Carries calls from any thread to the thread that made it.

    Signals:
        sent: a call to make, with what to make it with.
    """

    sent = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.sent.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def send(self, call: Callable[[Any], object], answer: object) -> None:
        self.sent.emit(call, answer)

    def _arrived(self, call: Callable[[Any], object], answer: object) -> None:
        _deliver(call, answer)


def _deliver(call: Callable[[Any], object], answer: object) -> None:
    owner = getattr(call, "__self__", None)
    if not isinstance(owner, QObject) or isValid(owner):
        call(answer)


class _Outcome(NamedTuple):
    """What became of a piece of work: an answer, an error that was foreseen, the type name of any other, or nothing."""

    answer: object = None
    error: Exception | None = None
    unforeseen: str | None = None
    cancelled: bool = False


class _Asked(NamedTuple):
    """What a page asked for. Made and let go in the interface's thread, since it may be the last to hold the page."""

    work: Callable[[Job], object]
    done: Callable[[Any], object]
    failed: Failed
    reported: Reported
    lane: Lane


class _Runner:
    """What both kinds of tasks share: doing one piece of work, and telling what became of it."""

    def __init__(self, expected: tuple[type[Exception], ...], unexpected: Callable[[str], object]) -> None:
        self._expected = expected
        self._unexpected = unexpected

    def _do(self, job: Job, work: Callable[[Job], object]) -> _Outcome:
        try:
            job.check()
            return _Outcome(work(job))
        except Cancelled:
            return _Outcome(cancelled=True)
        except self._expected as error:
            return _Outcome(error=error)
        except Exception as error:  # noqa: BLE001 - the one place: nothing else may keep a page busy
            return _Outcome(unforeseen=type(error).__name__)

    def _tell(self, job: Job, asked: _Asked, outcome: _Outcome) -> None:
        if outcome.unforeseen is not None:
            self._unexpected(outcome.unforeseen)
        if outcome.cancelled or job.cancelled:
            return
        if outcome.unforeseen is not None:
            _deliver(asked.failed, Unexpected(outcome.unforeseen))
        elif outcome.error is not None:
            _deliver(asked.failed, outcome.error)
        else:
            _deliver(asked.done, outcome.answer)


class _Worker:
    """One thread that does what it is given, in that order. It starts with the first piece of work."""

    def __init__(self, lane: Lane, do: Callable[[Job], object]) -> None:
        self._do = do
        self._waiting: SimpleQueue[Job | None] = SimpleQueue()
        # Whoever listens holds up nothing, not even the end of the process.
        self._patience = _LEAVE_SECONDS if lane is Lane.LISTENING else None
        self._thread = threading.Thread(
            target=self._go, name=f"doorstep-{lane.value}", daemon=self._patience is not None
        )

    def give(self, job: Job) -> None:
        if not self._thread.ident:
            self._thread.start()
        self._waiting.put(job)

    def finish(self) -> bool:
        """Do what is waiting, then end the thread; of whoever listens it is not waited for long. Whether it has ended."""
        self._waiting.put(None)
        if self._thread.ident:
            self._thread.join(self._patience)
        return not self._thread.is_alive()

    def _go(self) -> None:
        while (job := self._waiting.get()) is not None:
            self._do(job)


class PoolTasks(_Runner):
    """The real thing: a worker thread a lane. No worker is the last to hold an object of Qt's, and none collects garbage."""

    def __init__(self, expected: tuple[type[Exception], ...], unexpected: Callable[[str], object]) -> None:
        """`expected` are the error trees whose sentences exist; `unexpected` hears the type name of any other."""
        super().__init__(expected, unexpected)
        self._garbage = Garbage()
        self._post = _Post()
        self._lanes = {lane: _Worker(lane, self._work) for lane in Lane}
        self._asked: dict[Job, _Asked] = {}

    def run(
        self, work: Callable[[], Answer], done: Callable[[Answer], object], failed: Failed, lane: Lane = Lane.STORE
    ) -> Job:
        return self.follow(lambda _job: work(), done, failed, _unheard, lane)

    def follow(
        self,
        work: Callable[[Job], Answer],
        done: Callable[[Answer], object],
        failed: Failed,
        reported: Reported,
        lane: Lane = Lane.STORE,
    ) -> Job:
        job = Job(lambda step: self._post.send(self._step, (job, step)))
        self._asked[job] = _Asked(work, done, failed, reported, lane)
        self._lanes[lane].give(job)
        return job

    def close(self) -> None:
        """End all threads: calls to the council stop where they can, what the store was given is finished first."""
        for job, asked in self._asked.items():
            if asked.lane in _CUT_SHORT:
                job.cancel()
        ended = [worker.finish() for worker in self._lanes.values()]
        if all(ended):
            self._garbage.close()

    def _work(self, job: Job) -> None:
        """In a worker's thread, which holds the outcome no longer than until it is taken out of the list."""
        self._post.send(self._end, [(job, self._do(job, self._asked[job].work))])

    def _step(self, step: tuple[Job, object]) -> None:
        job, how_far = step
        if job in self._asked and not job.cancelled:
            _deliver(self._asked[job].reported, how_far)

    def _end(self, ended: list[tuple[Job, _Outcome]]) -> None:
        job, outcome = ended.pop()
        self._tell(job, self._asked.pop(job), outcome)


class InlineTasks(_Runner):
    """Everything at once and on the spot: tests wait for nothing."""

    def __init__(
        self, expected: tuple[type[Exception], ...] = (), unexpected: Callable[[str], object] | None = None
    ) -> None:
        """Without a handler an unforeseen error is only handed to `failed`."""
        super().__init__(expected, unexpected or _unheard)

    def run(
        self, work: Callable[[], Answer], done: Callable[[Answer], object], failed: Failed, lane: Lane = Lane.STORE
    ) -> Job:
        return self.follow(lambda _job: work(), done, failed, _unheard, lane)

    def follow(
        self,
        work: Callable[[Job], Answer],
        done: Callable[[Answer], object],
        failed: Failed,
        reported: Reported,
        lane: Lane = Lane.STORE,
    ) -> Job:
        job = Job(lambda step: _deliver(reported, step))
        self._tell(job, _Asked(work, done, failed, reported, lane), self._do(job, work))
        return job


def _nothing_to_stop() -> None:
    """For work that waits for nobody."""


def _unheard(_anything: object) -> None:
    """For work that reports to nobody."""
