"""Files, once the records have gone: those made here are sent oldest first, those of others fetched newest first (S30).

Each is for itself: what the server will not take or cannot give is left for another time, and the next one goes. Where the line breaks all begin
again at once where they were, for as long as each try brings something on (decisions/0148).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from sync.engine.engine import Progress, never, quietly
from sync.engine.errors import Cancelled, NotUnderstood, Offline, RequestRefused
from sync.engine.transport import Transport
from sync.protocol.blobs import BlobAnswer, BlobName, BlobQuestion, BlobReplica, BlobStanding, chunks
from sync.protocol.limits import BLOB_CHUNK_BYTES, BLOBS_ASKED

FIRST_PIECE_BYTES = BLOB_CHUNK_BYTES
LARGEST_PIECE_BYTES = 4 * BLOB_CHUNK_BYTES
"""One second and four of a poor line. Pieces grow while the line bears them, begin small again when it broke, and records wait for one at most."""


@dataclass(frozen=True)
class FilesReport:
    """What became of the files: how many came whole to either end, and how many were left for another time."""

    sent: int = 0
    received: int = 0
    left: int = 0


class _Exchange:
    """One going through the files."""

    def __init__(
        self,
        files: BlobReplica,
        transport: Transport,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> None:
        self._files = files
        self._transport = transport
        self._progress = progress
        self._cancelled = cancelled
        self._piece = FIRST_PIECE_BYTES
        self._moved = 0
        self.went = self.came = 0
        """How many files the other end has, or this one, that it had not before."""

    def through(self, files: Callable[[], int]) -> int:
        """Carry these, and again where the line broke behind a piece that arrived. How many were left."""
        while True:
            before = self._moved
            try:
                return files()
            except Offline as broke:
                if self._moved == before:
                    broke.brought = before > 0
                    raise
                self._piece = FIRST_PIECE_BYTES

    def send(self) -> int:
        """Send what waits. How many were left."""
        unsent, before = self._files.unsent(), self.went
        there = self._how_far(list(unsent))
        for done, (name, size) in enumerate(unsent.items()):
            self._step(Progress("files", done, len(unsent)))
            self.went += name in there and self._unless_refused(partial(self._sent, there[name], name, size))
        return len(unsent) - (self.went - before)

    def fetch(self, names: Sequence[BlobName]) -> int:
        """Fetch what is there of these. How many that are there were left."""
        there = {name: standing.offset for name, standing in self._how_far(names).items() if standing.complete}
        before = self.came
        for name, size in there.items():
            self.came += self._unless_refused(partial(self._fetched, name, size))
        return len(there) - (self.came - before)

    def _how_far(self, names: Sequence[BlobName]) -> dict[BlobName, BlobStanding]:
        told: dict[BlobName, BlobStanding] = {}
        waiting = iter(names)
        while some := list(islice(waiting, BLOBS_ASKED)):
            self._step(None)
            answer = self._transport.post("/v1/blobs", BlobQuestion(some), BlobAnswer)
            told |= {BlobName(one.stream, one.sha256): one for one in answer.blobs}
        return told

    def _unless_refused(self, carry: Callable[[], bool]) -> bool:
        try:
            return carry()
        except (RequestRefused, NotUnderstood):
            return False

    def _sent(self, now: BlobStanding, name: BlobName, size: int) -> bool:
        while not now.complete:
            self._step(None)
            piece = self._files.piece(name, now.offset, self._piece)
            end = now.offset + len(piece)
            now = self._transport.append(name, piece, now.offset, last=end == size)
            if not now.complete and (now.offset != end or end >= size):
                raise NotUnderstood
            self._moved += 1
            self._piece = min(2 * self._piece, LARGEST_PIECE_BYTES)
        self._files.receipted(name)
        return True

    def _fetched(self, name: BlobName, size: int) -> bool:
        """Whether it is here; one that was not what its address says is asked for once more, from its beginning."""
        for _again in range(2):
            if (came := self._files.came(name)) < size:
                with self._transport.bytes_of(name, came) as pieces:
                    for chunk in chunks(pieces):
                        self._step(None)
                        self._files.take(name, chunk)
                        self._moved += 1
            if self._files.is_whole(name):
                return True
        return False

    def _step(self, progress: Progress | None) -> None:
        if self._cancelled():
            raise Cancelled
        if progress is not None:
            self._progress(progress)


def exchange(
    files: BlobReplica,
    transport: Transport,
    progress: Callable[[Progress], None] = quietly,
    cancelled: Callable[[], bool] = never,
) -> FilesReport:
    """Send and fetch files. `cancelled` is asked between pieces, so that records never wait long for a file.

    Raises:
        SyncError: it could not be finished; what was done stays done.
    """
    carrying = _Exchange(files, transport, progress, cancelled)
    left = carrying.through(carrying.send) + carrying.through(lambda: carrying.fetch(files.wanted()))
    return FilesReport(carrying.went, carrying.came, left)


def fetch(files: BlobReplica, transport: Transport, name: BlobName) -> bool:
    """Fetch one file that somebody opens. Whether it is here now.

    Raises:
        SyncError: as above.
    """
    carrying = _Exchange(files, transport, quietly, never)
    carrying.through(lambda: carrying.fetch([name]))
    return carrying.came == 1
