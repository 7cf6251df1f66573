"""Asking the council what was written into a record: this laptop holds only the latest of it."""

from sync.engine.transport import Transport
from sync.protocol.history import Entry, HistoryRequest
from sync.protocol.history import History as Answer

_MOST_ANSWERS = 50


def history(transport: Transport, stream: str, kind: str, record: str) -> list[Entry]:
    """Every entry that the council has, latest first.

    Raises:
        StreamGone: the family is not this laptop's any more.
        SyncError: no answer.
    """
    entries: list[Entry] = []
    before: int | None = None
    for _ in range(_MOST_ANSWERS):
        answer = transport.post("/v1/history", HistoryRequest(stream, kind, record, before), Answer)
        entries += answer.entries
        before = answer.before
        if before is None:
            break
    return entries
