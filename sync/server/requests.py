"""Who is asking: every signed request is checked before anything of it is read (F16).

The order: a good signature by a device that is known, not revoked, fresh by the server's clock, not too many in a minute, never
seen before.
"""

import re
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, case, delete, update
from sqlalchemy.dialects import postgresql, sqlite

from sync.protocol.limits import FRESH_SECONDS
from sync.protocol.problems import ProblemCode
from sync.protocol.signing import BadSignature, Message, Signed, verify
from sync.records.ids import is_id
from sync.records.types import instant_text
from sync.server import sharing
from sync.server.access import Caller, caller_of
from sync.server.tables import device, nonce

_VERSION = re.compile(r"[0-9A-Za-z.+-]{1,32}")
_COUNT = re.compile(r"[0-9]{1,7}")


def admit(connection: Connection, message: Message, now: datetime, most: int) -> Caller | ProblemCode:
    """The device that asks, or why it is not answered. It may ask `most` times in a minute."""
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
    problem = _judged(connection, caller, signed, now, most)
    seen = _asked(message.target, now) if problem is None else _problem(problem, now)
    if seen:
        connection.execute(update(device).where(device.c.number == caller.number).values(seen))
    if problem is None and caller.role == sharing.PARTNER:
        sharing.follow(connection, caller.user, now)
    return problem or caller


def _judged(connection: Connection, caller: Caller, signed: Signed, now: datetime, most: int) -> ProblemCode | None:
    if caller.revoked:
        return ProblemCode.REVOKED
    if abs(signed.created - now.timestamp()) > FRESH_SECONDS:
        return ProblemCode.CLOCK
    this_minute = _minute(now)
    if caller.asked.minute == this_minute and caller.asked.times >= most:
        return ProblemCode.BUSY
    if caller.asked.minute != this_minute:
        connection.execute(delete(nonce).where(nonce.c.until < int(now.timestamp())))
    return None if _is_first(connection, signed) else ProblemCode.REPLAYED


def _asked(target: str, now: datetime) -> dict[str, Any]:
    """What is kept of a request that was admitted; with the manifest a device tells how it is."""
    again = device.c.minute == _minute(now)
    seen = {
        "contact_at": instant_text(now),
        "minute": _minute(now),
        "asked": case((again, device.c.asked + 1), else_=1),
    }
    told = parse_qs(urlsplit(target).query)
    version = told.get("version", [""])[-1]
    if _VERSION.fullmatch(version):
        seen["version"] = version
    for name in ("waiting", "doubted"):
        if _COUNT.fullmatch(count := told.get(name, [""])[-1]):
            seen[name] = int(count)
    return seen


def _problem(problem: ProblemCode, now: datetime) -> dict[str, Any]:
    """What is kept of one that was not. A replay says nothing about the device: anybody on the way may have sent it."""
    return {} if problem is ProblemCode.REPLAYED else {"problem": str(problem), "problem_at": instant_text(now)}


def _minute(now: datetime) -> int:
    return int(now.timestamp()) // 60


def _is_first(connection: Connection, signed: Signed) -> bool:
    """Whether this nonce is new. Nonces are kept for as long as a request that bears them could be fresh.

    Of two copies that come at once the second waits for the first, and finds its nonce there.
    """
    until = signed.created + FRESH_SECONDS
    said = {"device": signed.device, "nonce": signed.nonce, "until": until}
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    written = insert(nonce).on_conflict_do_nothing().returning(nonce.c.nonce)
    return connection.execute(written, said).first() is not None
