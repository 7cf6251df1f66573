"""Whose key each device number is (F5): said by the council once, when it gives the number, and told to laptops that are given the device's sets.

Never from what lies in the database alone: who writes there, without the key, has nobody vouched for.
"""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from sync.protocol.certificate import Certificate, certify
from sync.server.tables import device, device_number


class Holder(NamedTuple):
    """Who is given a number: the device's id, its person, and its public key in base64url."""

    device: str
    user: str
    key: str


class Certifier(NamedTuple):
    """The council's pen."""

    council: str
    receipt_key: Ed25519PrivateKey

    def signature(self, number: int, holder: Holder) -> str:
        """The council's word that this number is theirs."""
        return certify(self.council, number, holder.user, holder.key, self.receipt_key).signature


def certificates(connection: Connection, numbers: Collection[int]) -> Iterator[Certificate]:
    """Those of these device numbers."""
    if not numbers:
        return
    wanted = (
        select(device_number.c.number, device.c.user, device.c.public_key, device_number.c.certificate)
        .join(device, device.c.device == device_number.c.device)
        .where(device_number.c.number.in_(numbers))
    )
    for row in connection.execute(wanted):
        yield Certificate(row.number, row.user, row.public_key, row.certificate)
