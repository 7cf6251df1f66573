"""Asking for a new device number (S1, F6): after the vault was put back from a snapshot, and after it was recovered."""

from sync.engine.transport import Transport
from sync.protocol.messages import Enrolled, NumberRequest


def new_number(transport: Transport, after: int, recovery: str | None = None) -> int:
    """The number under which this device goes on counting `after` the highest n it has given. `recovery` is the vault's new recovery copy, if it changed.

    Asked again after a lost answer it gives another number, which does no harm.

    Raises:
        SyncError: no answer; the device works on and asks before its next sync.
    """
    return transport.post("/v1/device/number", NumberRequest(after, recovery), Enrolled).number
