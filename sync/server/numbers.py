"""The numbers under which devices count their change sets (S1): one at enrolment, another after a vault was restored or recovered.

A device keeps its id and its key. What it sealed under an earlier number stays as it is and may still be sent (S3, S5).
"""

from datetime import datetime

from sqlalchemy import Connection, insert, update

from sync.protocol.commitment import text
from sync.protocol.messages import Enrolled, NumberRequest
from sync.protocol.problems import ProblemCode
from sync.records.text import canonical_text
from sync.records.types import instant_text
from sync.server.access import Caller
from sync.server.certifying import Certifier, Holder
from sync.server.tables import device, device_number, operator_act

ACT = "new-number"


def give(connection: Connection, holder: Holder, certifier: Certifier, at: str, after: int = 0) -> int:
    """A number that no device has had. `after`: the highest n that its vault has given by then."""
    row = insert(device_number).values(device=holder.device, given_at=at, after=after, certificate="")
    number: int = connection.execute(row.returning(device_number.c.number)).scalar_one()
    this = update(device_number).where(device_number.c.number == number)
    connection.execute(this.values(certificate=certifier.signature(number, holder)))
    return number


def renew(
    connection: Connection, caller: Caller, request: NumberRequest, certifier: Certifier, now: datetime
) -> Enrolled | ProblemCode:
    """Give a device its next number, and keep its new recovery copy if it sends one. Asked twice, it has two; one stays unused."""
    if request.recovery is not None:
        if request.recovery != canonical_text(request.recovery):
            return ProblemCode.MALFORMED
        this = update(device).where(device.c.number == caller.number)
        connection.execute(this.values(recovery=request.recovery))
    at = instant_text(now)
    told = insert(operator_act).values(at=at, operator=caller.user, act=ACT, subject=caller.device)
    connection.execute(told)
    holder = Holder(caller.device, caller.user, text(caller.key.public_bytes_raw()))
    return Enrolled(give(connection, holder, certifier, at, request.after))
