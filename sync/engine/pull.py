"""Fetching: every stream in which the server is ahead, in one request, taken page by page as it arrives."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice

import msgspec
from msgspec.structs import replace

from sync.engine.errors import NotUnderstood, SyncError
from sync.engine.transport import Transport
from sync.protocol.certificate import Certificate
from sync.protocol.limits import PAGE_BYTES, PAGE_LINES, PULL_DEVICES, PULL_STREAMS
from sync.protocol.messages import (
    Applied,
    Closing,
    Have,
    Manifest,
    Mark,
    Opening,
    PullLine,
    PullRequest,
    Receipt,
    Snapshot,
    State,
    StreamHead,
)
from sync.protocol.replica import Opened, Page, Part, Replica

_MOST_PAGES = 4
"""So many pages' worth is handed over at once, in the end: what comes quickly need not wait for a commit after each page. The first is one
page, which is soon shown; and when a line breaks, all that has come is handed over."""
_UNMARKED = 10 * PAGE_LINES
"""How many sets of a log are held without a mark, which no server lets come to so many."""


def pull(
    replica: Replica,
    transport: Transport,
    manifest: Manifest,
    wanted: Sequence[Have],
    on_page: Callable[[int, int], None],
) -> None:
    """Pull these streams of a manifest and hand each page to the replica; what was handed over stays, whatever comes after.

    `on_page` is told of each page how many records and change sets it brought, and how many streams became whole.
    """
    heads = {head.stream: head for head in manifest.streams}
    for start in range(0, len(wanted), PULL_STREAMS):
        asked = list(wanted[start : start + PULL_STREAMS])
        known = list(replica.devices())[:PULL_DEVICES]
        with transport.post_for_lines("/v1/pull", PullRequest(asked, known)) as lines:
            for page in pages(lines, asked, heads):
                on_page(replica.take(page), sum(part.is_whole for part in page))


def pages(lines: Iterable[bytes], asked: Iterable[Have], heads: Mapping[str, StreamHead]) -> Iterator[Page]:
    """The pages of an answer to what was asked, `heads` being as the manifest told them. When the line breaks, what has come is a page still. A stream taken away meanwhile just breaks off.

    Raises:
        NotUnderstood: it is not an answer to what was asked.
        SyncError: the line broke.
    """
    reader = _Reader(asked, heads)
    try:
        for line in lines:
            reader.add(line)
            if reader.is_full:
                yield reader.page()
    except SyncError as error:
        if not isinstance(error, NotUnderstood) and (page := reader.page()):
            yield page
        raise
    if page := reader.page():
        yield page


class _Reader:
    """Puts lines together to parts, and parts to a page. What they leave out, because the device knows it, is filled in."""

    def __init__(self, asked: Iterable[Have], heads: Mapping[str, StreamHead]) -> None:
        self._asked = iter(asked)
        self._heads = heads
        self._opening: Opened | None = None
        self._parts: list[Part] = []
        self._devices: list[Certificate] = []
        self._states: list[State | Applied | Receipt] = []
        self._log: list[State | Applied | Receipt] = []
        self._lines = self._size = 0
        self._room = 1

    @property
    def is_full(self) -> bool:
        """Whether there is enough to take, all of which can be taken. A small snapshot that is about to be whole is waited for."""
        if self._log or (self._lines < self._room * PAGE_LINES and self._size < self._room * PAGE_BYTES):
            return False
        is_small = len(self._states) < PAGE_LINES and self._size < 2 * self._room * PAGE_BYTES
        return not (self._states and is_small)

    def page(self) -> list[Part]:
        """What can be taken of what has come. Sets without a mark cannot."""
        self._room = min(2 * self._room, _MOST_PAGES)
        if self._opening is not None and self._states and not self._log:
            self._parts.append(Part(self._opening, self._states, None))
            self._states = []
        page, self._parts = self._parts, []
        self._lines = self._size = 0
        return page

    def add(self, line: bytes) -> None:
        """The next line."""
        self._size += len(line)
        message = _read(line)
        if isinstance(message, Opening):
            self._open(message)
            return
        if self._opening is None:
            raise NotUnderstood
        match message:
            case Certificate():
                self._devices.append(message)
                if len(self._devices) > PULL_DEVICES:
                    raise NotUnderstood
            case State():
                if self._opening.snapshot is None or self._log:
                    raise NotUnderstood
                self._states.append(message)
            case Mark() | Closing():
                mark = replace(message, chain=self._chain(self._opening.stream, message))
                self._parts.append(Part(self._opening, [*self._states, *self._log], mark, self._devices))
                self._states, self._log, self._devices = [], [], []
                self._opening = None if isinstance(message, Closing) else self._opening
            case _:
                self._log.append(_in_stream(message, self._opening.stream))
                if len(self._log) > _UNMARKED:
                    raise NotUnderstood
        self._lines += isinstance(message, State | Applied | Receipt)

    def _open(self, opening: Opening) -> None:
        have = next(islice(self._asked, opening.passed, None), None)
        if have is None:
            raise NotUnderstood
        head = self._heads[have.stream]
        if (opening.snapshot is None) != (have.revision > 0 or have.log):
            raise NotUnderstood
        if opening.snapshot is not None and opening.snapshot.resumed and have.resume is None:
            raise NotUnderstood
        snapshot = opening.snapshot and replace(opening.snapshot, chain=self._chain(have.stream, opening.snapshot))
        self._opening = Opened(have.stream, head.family, head.compartment, have.revision, snapshot, opening.settled)
        self._states, self._log = [], []

    def _chain(self, stream: str, told: Snapshot | Mark | Closing) -> str:
        """The chain head at a revision, which is not told twice."""
        head = self._heads[stream]
        if told.chain:
            return told.chain
        if told.revision != head.revision:
            raise NotUnderstood
        return head.chain


def _in_stream(line: Applied | Receipt, stream: str) -> Applied | Receipt:
    """With the stream that the head of a set leaves to its opening."""
    if isinstance(line, Receipt) or line.change_set.head.stream:
        return line
    made = line.change_set
    return replace(line, change_set=replace(made, head=replace(made.head, stream=stream)))


def _no_floats(_text: str) -> object:
    raise ValueError


_decoder: msgspec.json.Decoder[PullLine] = msgspec.json.Decoder(PullLine, float_hook=_no_floats)


def _read(line: bytes) -> PullLine:
    try:
        return _decoder.decode(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise NotUnderstood from None
