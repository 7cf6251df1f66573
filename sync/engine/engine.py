"""One sync: manifest, pull, push, until nothing is left that this laptop's own answers made (sync.md, section 1; S27).

    nothing new                 1 request   (the manifest, answered 304)
    something new               at most 3   (manifest, pull, push)
    met others on the way       3 a round
    a push broke before         4           (manifest, push of what cannot be there, pull, push; decisions/0135)

It may be cut at any point and begun again: every step compares states, and what was taken stays taken. So where the line breaks the round is
begun again at once, for as long as each try brings something on; one that does not is left for later (decisions/0126).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal
from urllib.parse import urlencode

from sync.engine.errors import Cancelled, ClientTooOld, Offline, StreamGone
from sync.engine.pull import pull
from sync.engine.push import push, send_reads
from sync.engine.transport import Transport
from sync.protocol.messages import Have, Manifest, Verdict
from sync.protocol.replica import Replica, Told
from sync.protocol.trouble import Trouble

ROUNDS = 8
"""More than two were never needed but by others writing meanwhile; they can wait for the next sync."""


@dataclass(frozen=True)
class Progress:
    """How far a sync is. `done` of `total`: streams received, change sets sent, or files sent."""

    step: Literal["asking", "receiving", "sending", "files"]
    done: int = 0
    total: int = 0


@dataclass(frozen=True)
class SyncReport:
    """What a sync did. Counts of records and change sets, and of bytes as they travelled."""

    received: int = 0
    applied: int = 0
    refused: int = 0
    aside: int = 0
    requests: int = 0
    bytes_sent: int = 0
    bytes_received: int = 0
    clock_offset: float = 0.0
    """Seconds by which the server's clock is ahead. For people to see: no merge, order or choice follows from it."""


def quietly(_progress: Progress) -> None:
    """Tell nobody."""


def never() -> bool:
    """Go on to the end."""
    return False


class Sync:
    """One sync at work. `leave` names streams whose open sets stay open: a record is on the screen (S4)."""

    def __init__(
        self,
        replica: Replica,
        transport: Transport,
        version: str,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
        leave: Collection[str],
    ) -> None:
        self._replica = replica
        self._transport = transport
        self._version = version
        self._progress = progress
        self._cancelled = cancelled
        self._leave = leave
        self._received = 0
        self._is_sending = False
        self._verdicts: list[Verdict] = []

    def run(self) -> SyncReport:
        """Rounds until there is nothing to pull, or a round brought nothing on."""
        done, waiting = -1, self._replica.waiting()
        try:
            while self._tries() and done != (
                done := self._received + len(self._outcomes("applied", "aside", "refused"))
            ):
                pass
        except Trouble as trouble:
            trouble.brought = self._received > 0 or self._replica.waiting() < waiting
            raise
        traffic = self._transport.traffic
        return SyncReport(
            self._received,
            len(self._outcomes("applied")),
            len(self._outcomes("refused", "altered")),
            len(self._outcomes("aside")),
            traffic.requests,
            traffic.sent,
            traffic.received,
            self._transport.clock_seen or self._transport.clock_offset,
        )

    def _tries(self) -> bool:
        """A round, begun again where the line broke behind something that was taken or judged. Whether there is more to pull."""
        is_hoped = False
        waiting = self._replica.waiting()
        while True:
            received, self._is_sending = self._received, False
            try:
                return self._round(waiting, is_hoped=is_hoped)
            except Offline:
                before, waiting = waiting, self._replica.waiting()
                is_moved = self._received > received or waiting < before
                # What the council judged of a push before the line broke is told by the next manifest alone.
                if not is_moved and (is_hoped or not self._is_sending):
                    raise
                is_hoped = not is_moved

    def _round(self, waiting: int, *, is_hoped: bool = False) -> bool:
        """Manifest, pull, push. Whether there is more to pull. `is_hoped`: it must be heard at once what came of the push before."""
        self._step(Progress("asking"))
        doubted, believed = self._replica.doubted(), self._replica.believed()
        told = urlencode({"version": self._version, "waiting": waiting, "doubted": doubted, "bundle": believed})
        before = self._replica.told()
        manifest, etag = self._transport.get(f"/v1/manifest?{told}", Manifest, before.etag)
        if manifest is None:
            manifest = before.manifest
        behind = False
        taken: Collection[str] = ()
        if manifest is not None:
            if _release(manifest.minimum) > _release(self._version):
                raise ClientTooOld(manifest.minimum)
            if manifest.council is not None:
                self._replica.believe(manifest.council)
            taken = self._replica.taken(manifest)  # before anything is begun that this manifest cannot know
            wanted = self._replica.compare(manifest)
            if not is_hoped and any(have.sealed for have in wanted):
                # A push broke, and some of it is there. The line may break again: first goes what cannot be there, then is asked.
                behind = self._push(taken, [have.stream for have in wanted])
                wanted = self._replica.compare(manifest)
            behind |= self._pull(manifest, etag, wanted)
        behind |= self._push(taken)
        send_reads(self._replica, self._transport)
        if manifest is not None:
            self._replica.forget(taken)
            self._replica.finish(manifest, etag)
        return behind

    def _pull(self, manifest: Manifest, etag: str | None, wanted: Sequence[Have]) -> bool:
        """Take what is new. Whether a stream was taken away meanwhile, so that a new manifest is needed."""
        if not wanted:
            return False
        if etag is not None:
            self._replica.keep(Told(etag, manifest))
        whole = 0

        def took(lines: int, more: int) -> None:
            nonlocal whole
            self._received, whole = self._received + lines, whole + more
            self._step(Progress("receiving", whole, len(wanted)))

        try:
            pull(self._replica, self._transport, manifest, wanted, took)
        except StreamGone:
            return True
        return False

    def _push(self, taken: Collection[str], unheard: Collection[str] = ()) -> bool:
        """Send what waits in all but `unheard` streams, and again what the answers made (S27). Whether there is more to pull."""
        sent: set[int] = set()
        behind = False
        while True:
            parcel = self._replica.seal(self._leave, taken, unheard)
            new = {*parcel.sets, *parcel.evidence}
            if new <= sent:
                return behind
            sent |= new
            total, self._is_sending = len(parcel.sets), True
            self._step(Progress("sending", 0, total))
            verdicts, more = push(self._replica, self._transport, parcel, partial(self._sending, total))
            self._verdicts += verdicts
            behind |= more
            self._step(Progress("sending", total, total))

    def _sending(self, total: int, answered: int, sent: int) -> None:
        self._step(Progress("sending", min(answered + sent, total), total))

    def _step(self, progress: Progress) -> None:
        if self._cancelled():
            raise Cancelled
        self._progress(progress)

    def _outcomes(self, *outcomes: str) -> list[Verdict]:
        return [verdict for verdict in self._verdicts if verdict.outcome in outcomes]


def sync(
    replica: Replica,
    transport: Transport,
    version: str,
    progress: Callable[[Progress], None] = quietly,
    cancelled: Callable[[], bool] = never,
    leave: Collection[str] = (),
) -> SyncReport:
    """Sync once. `version` is this release's; `cancelled` is asked between steps.

    Raises:
        SyncError: it could not be finished; what was done stays done.
        ServerDoubted: the server's history is not to be believed.
    """
    return Sync(replica, transport, version, progress, cancelled, leave).run()


def _release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())
