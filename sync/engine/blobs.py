"""Files, once the records have gone: those made here are sent oldest first, those of others fetched newest first (S30).

Each is for itself: what the server will not take or cannot give is left for another time, and the next one goes. A line that breaks ends it
all; the next time each goes on where it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from sync.engine.engine import Progress, never, quietly
from sync.engine.errors import Cancelled, NotUnderstood, RequestRefused
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

    def send(self) -> tuple[int, int]:
        """Send what waits. How many the server has now, and how many were left."""
        unsent = self._files.unsent()
        there = self._how_far(list(unsent))
        sent = 0
        for done, (name, size) in enumerate(unsent.items()):
            self._step(Progress("files", done, len(unsent)))
            sent += name in there and self._unless_refused(partial(self._sent, there[name], name, size))
        return sent, len(unsent) - sent

    def fetch(self, names: Sequence[BlobName]) -> tuple[int, int]:
        """Fetch what is there of these. How many are here now, and how many that are there were left."""
        there = {name: standing.offset for name, standing in self._how_far(names).items() if standing.complete}
        came = sum(self._unless_refused(partial(self._fetched, name, size)) for name, size in there.items())
        return came, len(there) - came

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
    sent, unsent = carrying.send()
    received, missed = carrying.fetch(files.wanted())
    return FilesReport(sent, received, unsent + missed)


def fetch(files: BlobReplica, transport: Transport, name: BlobName) -> bool:
    """Fetch one file that somebody opens. Whether it is here now.

    Raises:
        SyncError: as above.
    """
    received, _missed = _Exchange(files, transport, quietly, never).fetch([name])
    return received == 1
