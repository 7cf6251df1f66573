"""The only threads of the application: a lane for the store, one for the network, one to listen in, each a single worker thread.

Answers come back to the interface's thread by a queued signal, in the order in which a lane finished them. Errors
that the composition root declared are handed to the caller; any other is reported by its type alone, since its
text may hold personal data (F15), and the caller gets an `Unexpected` so that no page stays busy for ever.
"""

import threading
from collections.abc import Callable
from enum import Enum
from queue import SimpleQueue
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

Answer = TypeVar("Answer")
Report = Callable[[object], None]
Reported = Callable[[Any], object]
Failed = Callable[[Exception], object]


class Lane(Enum):
    """Where work runs. Works of one lane never overlap."""

    STORE = "store"
    NETWORK = "network"
    LISTENING = "listening"
    """Work that goes on until it is cancelled, and leaves nothing half done."""


_CUT_SHORT = frozenset({Lane.NETWORK, Lane.LISTENING})
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


class _Runner:
    """What both kinds of tasks share: doing one piece of work and sorting its errors."""

    def __init__(self, expected: tuple[type[Exception], ...], unexpected: Callable[[str], object]) -> None:
        self._expected = expected
        self._unexpected = unexpected

    def _settle(
        self,
        job: Job,
        work: Callable[[], Answer],
        done: Callable[[Answer], object],
        failed: Failed,
        send: Callable[[Callable[[Any], object], object], object],
    ) -> None:
        def unless_cancelled(call: Callable[[Any], object], answer: object) -> None:
            if not job.cancelled:
                send(call, answer)

        try:
            answer = work()
        except Cancelled:
            return
        except self._expected as error:
            unless_cancelled(failed, error)
        except Exception as error:  # noqa: BLE001 - the one place: nothing else may keep a page busy
            send(self._unexpected, type(error).__name__)
            unless_cancelled(failed, Unexpected(type(error).__name__))
        else:
            unless_cancelled(done, answer)


class _Worker:
    """One thread that does what it is given, in that order. It starts with the first piece of work."""

    def __init__(self, lane: Lane) -> None:
        self._waiting: SimpleQueue[Callable[[], object] | None] = SimpleQueue()
        # Whoever listens holds up nothing, not even the end of the process.
        self._patience = _LEAVE_SECONDS if lane is Lane.LISTENING else None
        self._thread = threading.Thread(
            target=self._go, name=f"doorstep-{lane.value}", daemon=self._patience is not None
        )

    def give(self, work: Callable[[], object]) -> None:
        if not self._thread.ident:
            self._thread.start()
        self._waiting.put(work)

    def finish(self) -> None:
        """Do what is waiting, then end the thread; of whoever listens it is not waited for long."""
        self._waiting.put(None)
        if self._thread.ident:
            self._thread.join(self._patience)

    def _go(self) -> None:
        while (work := self._waiting.get()) is not None:
            work()


class PoolTasks(_Runner):
    """The real thing: a worker thread a lane."""

    def __init__(self, expected: tuple[type[Exception], ...], unexpected: Callable[[str], object]) -> None:
        """`expected` are the error trees whose sentences exist; `unexpected` hears the type name of any other."""
        super().__init__(expected, unexpected)
        self._post = _Post()
        self._lanes = {lane: _Worker(lane) for lane in Lane}
        self._jobs: dict[Job, Lane] = {}

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
        job = Job(lambda step: self._post.send(reported, step))
        self._jobs[job] = lane
        self._lanes[lane].give(lambda: self._work(job, lambda: work(job), done, failed))
        return job

    def close(self) -> None:
        """End all threads: calls to the council stop where they can, what the store was given is finished first."""
        for job, lane in tuple(self._jobs.items()):
            if lane in _CUT_SHORT:
                job.cancel()
        for worker in self._lanes.values():
            worker.finish()

    def _work(self, job: Job, work: Callable[[], Any], done: Callable[[Any], object], failed: Failed) -> None:
        if not job.cancelled:
            self._settle(job, work, done, failed, self._post.send)
        self._jobs.pop(job, None)


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
        self._settle(job, lambda: work(job), done, failed, _deliver)
        return job


def _nothing_to_stop() -> None:
    """For work that waits for nobody."""


def _unheard(_anything: object) -> None:
    """For work that reports to nobody."""
