"""Whether a change set is what it claims to be: sealed by the device that sends it, for its own user, for this council (F2, F8)."""

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sync.protocol.change_set import ALGORITHM, FORMAT, Head
from sync.protocol.commitment import is_signed, raw
from sync.protocol.limits import LARGEST_NUMBER
from sync.records.ids import is_id
from sync.records.types import instant_text
from sync.server.access import Caller
from sync.server.received import Arrived


def is_sealed_by(key: Ed25519PublicKey, arrived: Arrived) -> bool:
    """Whether the device with this key sealed exactly this."""
    return is_signed(raw(arrived.digest, 32), arrived.change_set.signature, key)


def misdirected(head: Head, caller: Caller, council: str) -> str | None:
    """What a head says that it cannot say here, as a code; None for an honest one."""
    checks = {
        "format": head.v == FORMAT and head.alg == ALGORITHM,
        "council": head.council == council,
        "device": head.device in caller.numbers and 0 < head.n <= LARGEST_NUMBER,
        "author": head.author == caller.user,
        "stream": is_id(head.stream),
        "made_at": _is_moment(head.made_at),
        "needs": all(0 < n < head.n for n in head.needs),
    }
    return next((code for code, holds in checks.items() if not holds), None)


def _is_moment(text: str) -> bool:
    try:
        return instant_text(datetime.fromisoformat(text)) == text
    except (ValueError, OverflowError):
        return False
