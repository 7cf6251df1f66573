"""Sending: what a replica has sealed, and its evidence, read from it while it travels, for a verdict each; ahead of them its log of reads."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

import msgspec
from msgspec import Raw

from sync.engine.errors import NotUnderstood
from sync.engine.transport import Transport
from sync.protocol.limits import PAGE_LINES
from sync.protocol.messages import Evidence, Limits, NewStream, Set, Verdict
from sync.protocol.reads import Reads, ReadsHeld
from sync.protocol.receipts import Stamp
from sync.protocol.replica import Parcel, Replica

FLUSH_BYTES = 16 * 2**10
"""So much text is worth sending by itself: some kilobytes on the line, which the server can judge when it breaks behind them."""
_READ = 10
"""How many sets are read at once: small enough that both ends work at the same time, since a set is sealed when it is read."""

T = TypeVar("T")
_stamps, _verdicts = msgspec.json.Decoder(Stamp), msgspec.json.Decoder(Verdict)
_held = msgspec.json.Decoder(ReadsHeld)


def push(
    replica: Replica, transport: Transport, parcel: Parcel, on_sent: Callable[[int, int], None]
) -> tuple[list[Verdict], bool]:
    """Send a parcel and settle the answers. Returns them, and whether there is more to pull.

    Half an answer is none, since one signature covers the whole: a pull asks again what became of these sets.

    `on_sent` is told how many sets were answered, and how many more are on their way.
    """
    verdicts: list[Verdict] = []
    behind = False
    limits = replica.limits()
    left: Sequence[int] = [*parcel.sets, *parcel.evidence]
    reads = replica.reads() if left else None
    while left:
        body = _Body(replica, parcel, left, limits, reads, partial(on_sent, len(verdicts)))
        with transport.post_pages("/v1/push", body.pages) as lines:
            stamp = _read(next(lines, b""), _stamps)
            held = None if reads is None else _read(next(lines, b""), _held)
            answers = [_read(line, _verdicts) for line in lines]
        behind |= replica.settle(answers, stamp)
        if reads is not None and held is not None:
            replica.reads_held(reads, held)
        verdicts += answers
        reads = None
        left = left[body.sent :]
    return verdicts, behind


def send_reads(replica: Replica, transport: Transport) -> None:
    """Send the log of reads by itself, where no push came for so long that it is overdue."""
    sent: Reads | None = None
    while (batch := replica.reads(alone=True)) is not None and batch != sent:
        replica.reads_held(batch, transport.post("/v1/reads", batch, ReadsHeld))
        sent = batch


class _Body:
    """The lines of one request, as many as the server takes, after `reads`. `sent`: how many of the sets it carries or carried."""

    def __init__(
        self,
        replica: Replica,
        parcel: Parcel,
        left: Sequence[int],
        limits: Limits,
        reads: Reads | None,
        on_sent: Callable[[int], None],
    ) -> None:
        self._replica = replica
        self._parcel = parcel
        self._sets = frozenset(parcel.sets)
        self._left = left
        self._limits = limits
        self._first = [] if reads is None else [msgspec.json.encode(reads) + b"\n"]
        self._on_sent = on_sent
        self.sent = 0

    def pages(self) -> Iterator[bytes]:
        """From the first, each time it is asked: some lines, or so much text that it is worth sending."""
        self.sent = 0
        page = list(self._first)
        lines, size = len(page), sum(map(len, page))
        held = size
        for chunk in self._chunks():
            more = sum(map(len, chunk))
            if self.sent and (lines + len(chunk) > self._limits.push_lines or size + more > self._limits.push_bytes):
                break
            page += chunk
            lines, size, held = lines + len(chunk), size + more, held + more
            self.sent += 1
            if len(page) >= PAGE_LINES or held >= FLUSH_BYTES:
                yield b"".join(page)
                page, held = [], 0
                self._on_sent(self.sent)
        if page:
            yield b"".join(page)

    def _chunks(self) -> Iterator[list[bytes]]:
        """The line of each set, after that which begins its stream; none of what was given up meanwhile."""
        begun: set[NewStream] = set()
        for start in range(0, len(self._left), _READ):
            numbers = self._left[start : start + _READ]
            sealed = self._replica.read(numbers)
            for n in numbers:
                chunk = []
                new = self._parcel.begin.get(n)
                if n in sealed and new is not None and new not in begun:
                    begun.add(new)
                    chunk.append(msgspec.json.encode(new) + b"\n")
                if n in sealed:
                    kind = Set if n in self._sets else Evidence
                    chunk.append(msgspec.json.encode(kind(Raw(sealed[n]))) + b"\n")
                yield chunk


def _read(line: bytes, decoder: msgspec.json.Decoder[T]) -> T:
    try:
        return decoder.decode(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise NotUnderstood from None
