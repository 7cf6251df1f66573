"""Person links, asked of the council and said to it: they lie there and in no stream, since nobody but who holds both families may know."""

from sync.engine.transport import Transport
from sync.protocol.links import Links, LinkSaying
from sync.rules.links import Act


def told(transport: Transport) -> list[Act]:
    """Every act on two people whom this worker may both open.

    Raises:
        SyncError: no answer.
    """
    answer, _etag = transport.get("/v1/links", Links)
    return answer.acts if answer is not None else []


def say(transport: Transport, saying: LinkSaying) -> Act:
    """Ask a manager, or answer as one. It may be said again.

    Raises:
        StreamGone: one of the two is not this laptop's any more.
        LinkMoved, LinkNotTheirs: the council's rules do not let it follow.
        SyncError: no answer.
    """
    return transport.post("/v1/links", saying, Act)
