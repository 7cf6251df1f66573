"""The council's own desk: what writes change sets in an operator's name, since every change on the server is one (S29).

It is a device like any other, so that its sets are numbered, signed and verified like any others; but no request may come from it. Its
key follows from one of the council's, so that there is nothing more to keep: for families from the order key, for what is published from the
forms key, so that who publishes need not hold the other. After a restore it is another device, whose numbers count anew.
"""

from collections.abc import Callable
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, func, insert, select

from sync.protocol import commitment, crypto
from sync.protocol.change_set import ALGORITHM, FORMAT, Change, ChangeSet, Head, grouped
from sync.records.ids import natural_id
from sync.records.types import instant_text
from sync.server import numbers
from sync.server.certifying import Certifier, Holder
from sync.server.council import Council
from sync.server.tables import change_set, device

NAME = "the council's desk"
FOR_FAMILIES, FOR_EVERYONE = "council desk", "publishing desk"
_PURPOSE = "doorstep/council-desk/1"


class CouncilDesk:
    """One operator's. `user` is known to the council; `key` is what the desk's own key follows from, `name` sets the two desks apart."""

    def __init__(
        self,
        council: Council,
        user: str,
        key: Ed25519PrivateKey,
        certifier: Certifier,
        random: Callable[[int], bytes],
        now: datetime,
        name: str = FOR_FAMILIES,
    ) -> None:
        self.user = user
        self._council = council
        self._certifier = certifier
        self._random = random
        self._at = instant_text(now)
        self._id = natural_id(name, council.id, council.epoch, user)
        secret = crypto.derive(key.private_bytes_raw(), f"{_PURPOSE} {self._id}")
        self._key = Ed25519PrivateKey.from_private_bytes(secret)

    def seal(self, connection: Connection, stream: str, changes: list[Change], reason: str) -> ChangeSet:
        """The next change set of this desk."""
        number = self._number(connection)
        last = select(func.max(change_set.c.n)).where(change_set.c.device == number)
        n = (connection.execute(last).scalar() or 0) + 1
        head = Head(FORMAT, ALGORITHM, self._council.id, stream, number, n, self.user, self._at, reason=reason)
        return commitment.seal(head, grouped(changes), self._random(16), self._key)

    def _number(self, connection: Connection) -> int:
        known = connection.execute(select(device.c.number).where(device.c.device == self._id)).scalar()
        if known is not None:
            return int(known)
        key = commitment.text(crypto.public_bytes(self._key))
        number = numbers.give(connection, Holder(self._id, self.user, key), self._certifier, self._at)
        row = {
            "number": number,
            "device": self._id,
            "user": self.user,
            "public_key": key,
            "recovery": "",
            "name": NAME,
            "enrolled_at": self._at,
            "revoked_at": self._at,
        }
        connection.execute(insert(device).values(row))
        return number
