"""One-time codes and the laptops they let in (F5): bound to a user, 24 hours, five wrong tries, one laptop.

The first signs of a code find it and all of them prove it, so that wrong tries count against the code that was meant and a
guesser meets an end. A code that is not proved learns nothing, not even whether it has expired.
"""

import hashlib
import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Update, func, insert, or_, select, update

from sync.protocol.codes import SIGNS, EnrolmentCode
from sync.protocol.commitment import Malformed, raw
from sync.protocol.messages import Enrolled, EnrolmentRequest, Greeting
from sync.protocol.problems import ProblemCode
from sync.records.fields import Compartment
from sync.records.ids import is_id
from sync.records.text import canonical_text
from sync.records.types import instant_text
from sync.server import numbers
from sync.server.certifying import Certifier, Holder
from sync.server.council import Council
from sync.server.tables import device, enrolment_code, member, staff

LIFE = timedelta(hours=24)
TRIES = 5
_LOOKUP = 4  # signs: 20 bits to find it, 30 to prove it


class NoSuchUser(Exception):
    """Nobody of this id is known."""


def new_code(
    connection: Connection,
    council: Council,
    user: str,
    now: datetime,
    random: Callable[[int], bytes],
    take: Callable[[str, datetime], bool] = lambda _lookup, _expires_at: True,
) -> EnrolmentCode:
    """A code for one laptop of one user. Where councils share a server, `take` takes its first signs for this one, if they are free.

    Raises:
        NoSuchUser: there is no such user.
    """
    if connection.execute(select(staff.c.user).where(staff.c.user == user)).first() is None:
        raise NoSuchUser
    expires_at = now + LIFE
    code = EnrolmentCode.new(council.bundle.root, random)
    while _row(connection, code.secret) is not None or not take(code.secret[:_LOOKUP], expires_at):
        code = EnrolmentCode.new(council.bundle.root, random)
    connection.execute(
        insert(enrolment_code).values(
            lookup=code.secret[:_LOOKUP],
            proof=_proof(code.secret),
            user=user,
            expires_at=instant_text(expires_at),
            tries_left=TRIES,
        )
    )
    return code


def lookup(secret: str) -> str | None:
    """The signs that find a code; None if these are not of a code."""
    return secret[:_LOOKUP] if set(secret) <= set(SIGNS) else None


def unknown(secret: str) -> ProblemCode:
    """The answer to a code that no council gave out, in the time that the others take."""
    _proof(secret)
    return ProblemCode.CODE_UNKNOWN


def question(connection: Connection, council: Council, secret: str, now: datetime) -> Greeting | ProblemCode:
    """Who a code was made for. Wrong tries count, so the transaction must be kept whatever the answer."""
    row = _opened(connection, secret, now)
    if isinstance(row, ProblemCode):
        return row
    if row.used_by is not None:
        return ProblemCode.CODE_USED
    person = connection.execute(select(staff).where(staff.c.user == row.user)).one()
    return Greeting(
        council=council.id,
        council_name=council.name,
        user=person.user,
        user_name=person.name,
        team=person.team,
        role=person.role,
        families=_families(connection, person.user),
        bundle=council.bundle_text,
    )


def enrol(
    connection: Connection, request: EnrolmentRequest, certifier: Certifier, now: datetime
) -> Enrolled | ProblemCode:
    """Let a laptop in, or answer again as before when it was this one. The transaction must be kept whatever the answer."""
    row = _opened(connection, request.secret, now)
    if isinstance(row, ProblemCode):
        return row
    if not _is_sound(request):
        return ProblemCode.MALFORMED
    same = or_(device.c.device == request.device, device.c.public_key == request.public_key)
    known = connection.execute(select(device).where(same)).all()
    if row.used_by is not None:
        mine = [one for one in known if one.number == row.used_by]
        is_same = mine and (mine[0].device, mine[0].public_key) == (request.device, request.public_key)
        return Enrolled(row.used_by) if is_same else ProblemCode.CODE_USED
    if known:
        return ProblemCode.DEVICE_TAKEN
    number = let_in(connection, request, row.user, certifier, now)
    connection.execute(_this(row.lookup).values(used_by=number))
    return Enrolled(number)


def _opened(connection: Connection, secret: str, now: datetime) -> Row[Any] | ProblemCode:
    """The code that a secret opens, used or not."""
    proof = _proof(secret)  # also for a code that is not there, which then takes as long
    row = _row(connection, secret)
    if row is None:
        return ProblemCode.CODE_UNKNOWN
    if row.used_by is None and row.tries_left == 0:
        return ProblemCode.CODE_VOID
    if not hmac.compare_digest(row.proof, proof):
        connection.execute(_this(row.lookup).values(tries_left=max(row.tries_left - 1, 0)))
        return ProblemCode.CODE_UNKNOWN
    if row.used_by is None and row.expires_at <= instant_text(now):
        return ProblemCode.CODE_EXPIRED
    return row


def _row(connection: Connection, secret: str) -> Row[Any] | None:
    found = select(enrolment_code).where(enrolment_code.c.lookup == lookup(secret))
    return connection.execute(found.with_for_update()).one_or_none()


def _this(lookup: str) -> Update:
    return update(enrolment_code).where(enrolment_code.c.lookup == lookup)


def _proof(secret: str) -> str:
    # 50 bits alone could be tried out from a stolen backup within the code's day; at 16 MiB a try they cannot.
    return hashlib.scrypt(secret.encode(), salt=b"doorstep/enrolment-code/1", n=2**14, r=8, p=1, dklen=32).hex()


def _is_sound(request: EnrolmentRequest) -> bool:
    try:
        raw(request.public_key, 32)
    except Malformed:
        return False
    texts = (request.name, request.recovery)
    return is_id(request.device) and all(text == canonical_text(text) for text in texts)


def let_in(connection: Connection, request: EnrolmentRequest, user: str, certifier: Certifier, now: datetime) -> int:
    """Write down a laptop whose right to come in is proved. Its number."""
    at = instant_text(now)
    number = numbers.give(connection, Holder(request.device, user, request.public_key), certifier, at)
    row = insert(device).values(
        number=number,
        device=request.device,
        user=user,
        public_key=request.public_key,
        recovery=request.recovery,
        name=request.name,
        enrolled_at=at,
    )
    connection.execute(row)
    return number


def _families(connection: Connection, user: str) -> int:
    mine = select(func.count(member.c.family.distinct())).where(
        member.c.user == user, member.c.removed_at.is_(None), member.c.compartment.in_([*Compartment])
    )
    return connection.execute(mine).scalar_one()
