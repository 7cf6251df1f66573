"""Listening: the streams that move at the council's, as long as the line holds. Whoever listens decides what to do about it."""

from collections.abc import Iterator

from sync.engine.errors import NotUnderstood
from sync.engine.transport import Transport
from sync.protocol.events import HEARTBEAT_SECONDS, MEDIA_TYPE, Moved, NotAnEvent, moves

STILL_SECONDS = 2 * HEARTBEAT_SECONDS + 5
"""How long a line over which only signs of life come may stand still: two of them were missed. For the transport that is listened on."""


def listen(transport: Transport) -> Iterator[Moved]:
    """What moves, as it comes, until the server ends the answer: then sign again.

    `transport.hang_up()`, from another thread, ends it at once.

    Raises:
        SyncError: the line broke, as for every request.
    """
    with transport.get_lines("/v1/events", MEDIA_TYPE) as lines:
        try:
            yield from moves(lines)
        except NotAnEvent:
            raise NotUnderstood from None
