"""Server-sent events as both ends read them: which stream moved to which revision, and nothing else (F16).

    event: moved
    data: {"stream":"…","revision":17}

A revision of null says that the stream has been taken away. A line that begins with a colon shows that the other end is there.
"""

from collections.abc import Iterable, Iterator

import msgspec
from msgspec import Struct

MEDIA_TYPE = "text/event-stream"
HEARTBEAT_SECONDS = 15.0
LONGEST_SECONDS = 900.0
"""For so long an answer goes on: then the device must sign again."""
HEARTBEAT = b":\n\n"
_EVENT, _DATA = b"event:", b"data:"
_MOVED = b"moved"


class Moved(Struct, frozen=True):
    """A stream that a device may hold stands at `revision` now; None: it may not hold it any more."""

    stream: str
    revision: int | None


class NotAnEvent(Exception):
    """A line says that a stream moved, but not which one, or not in words of this protocol."""


_decoder = msgspec.json.Decoder(Moved)


def event(moved: Moved) -> bytes:
    """The event that says so."""
    return b"event: moved\ndata: " + msgspec.json.encode(moved) + b"\n\n"


def moves(lines: Iterable[bytes]) -> Iterator[Moved]:
    """What lines say, without their ends. Events of other names, and fields that this version does not know, are passed over.

    Raises:
        NotAnEvent: an event of this name carries something else.
    """
    name, data = b"", b""
    for line in lines:
        if line.startswith(_EVENT):
            name = line.removeprefix(_EVENT).strip()
        elif line.startswith(_DATA):
            data = line.removeprefix(_DATA).strip()
        elif not line.strip():
            if name == _MOVED:
                yield _read(data)
            name, data = b"", b""


def _read(data: bytes) -> Moved:
    try:
        return _decoder.decode(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        raise NotAnEvent from None
