"""Who is asking: every signed request is checked before anything of it is read (F16).

The order: a good signature by a device that is known, not revoked, fresh by the server's clock, never seen before.
"""

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, delete, insert, select, update

from sync.protocol.limits import FRESH_SECONDS
from sync.protocol.problems import ProblemCode
from sync.protocol.signing import BadSignature, Message, Signed, verify
from sync.records.ids import is_id
from sync.records.types import instant_text
from sync.server.access import Caller, caller_of
from sync.server.tables import device, nonce


def admit(connection: Connection, message: Message, now: datetime) -> Caller | ProblemCode:
    """The device that asks, or why it is not answered."""
    callers: dict[str, Caller] = {}

    def find_key(device_id: str) -> Ed25519PublicKey | None:
        caller = caller_of(connection, device_id) if is_id(device_id) else None
        if caller is None:
            return None
        callers[device_id] = caller
        return caller.key

    try:
        signed = verify(message, find_key)
    except BadSignature:
        return ProblemCode.SIGNATURE
    caller = callers[signed.device]
    if caller.revoked:
        return ProblemCode.REVOKED
    if abs(signed.created - now.timestamp()) > FRESH_SECONDS:
        return ProblemCode.CLOCK
    if not _is_first(connection, signed, int(now.timestamp())):
        return ProblemCode.REPLAYED
    contact = update(device).where(device.c.number == caller.number)
    connection.execute(contact.values(contact_at=instant_text(now)))
    return caller


def _is_first(connection: Connection, signed: Signed, now: int) -> bool:
    """Whether this nonce is new. Nonces are kept for as long as a request that bears them could be fresh."""
    locked = select(device.c.number).where(device.c.device == signed.device).with_for_update()
    connection.execute(locked)  # two copies of one request at once: the second sees the first
    seen = select(nonce.c.until).where(nonce.c.device == signed.device, nonce.c.nonce == signed.nonce)
    if connection.execute(seen).first() is not None:
        return False
    connection.execute(delete(nonce).where(nonce.c.until < now))
    until = signed.created + FRESH_SECONDS
    connection.execute(insert(nonce).values(device=signed.device, nonce=signed.nonce, until=until))
    return True
