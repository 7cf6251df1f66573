"""Fetching: every stream in which the server is ahead, in one request, taken page by page as it arrives."""

from collections.abc import Callable, Iterable, Iterator, Sequence

import msgspec

from sync.engine.errors import NotUnderstood
from sync.engine.transport import Transport
from sync.protocol.limits import PAGE_LINES, PULL_STREAMS
from sync.protocol.messages import Applied, Closing, Have, Opening, PullLine, PullRequest, State
from sync.protocol.replica import Page, Replica


def pull(replica: Replica, transport: Transport, wanted: Sequence[Have], on_stream: Callable[[int], None]) -> int:
    """Pull these streams and hand each page to the replica; what was handed over stays, whatever comes after.

    `on_stream` is told how many streams are whole. Returns how many records and change sets came.
    """
    came = whole = 0
    for start in range(0, len(wanted), PULL_STREAMS):
        part = list(wanted[start : start + PULL_STREAMS])
        with transport.post_for_lines("/v1/pull", PullRequest(part)) as lines:
            for page in pages(lines, part):
                replica.take(page)
                came += len(page.lines)
                whole += page.closing is not None
                on_stream(whole)
    return came


def pages(lines: Iterable[bytes], wanted: Iterable[Have]) -> Iterator[Page]:
    """The pages of an answer: a snapshot whole, a log in parts. A stream that was taken away meanwhile just breaks off.

    Raises:
        NotUnderstood: it is not an answer to what was asked.
    """
    asked = {have.stream: have.revision for have in wanted}
    opening: Opening | None = None
    held: list[State | Applied] = []
    for line in map(_read, lines):
        if isinstance(line, Opening):
            if asked.pop(line.stream, None) != line.after:
                raise NotUnderstood
            opening, held = line, []
        elif opening is None:
            raise NotUnderstood
        elif isinstance(line, Closing):
            if line.stream != opening.stream:
                raise NotUnderstood
            yield Page(opening, held, line)
            opening = None
        elif isinstance(line, State) != (opening.after == 0):
            raise NotUnderstood
        else:
            held.append(line)
            if opening.after and len(held) == PAGE_LINES:
                yield Page(opening, held, None)
                held = []


def _no_floats(_text: str) -> object:
    raise ValueError


_decoder: msgspec.json.Decoder[PullLine] = msgspec.json.Decoder(PullLine, float_hook=_no_floats)


def _read(line: bytes) -> PullLine:
    try:
        return _decoder.decode(line)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise NotUnderstood from None
