"""Whose key each device number is, said by the council to laptops that are given its change sets (F5)."""

from collections.abc import Collection, Iterator

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from sync.protocol.certificate import Certificate, certify
from sync.server.tables import device, device_number


class Certifier:
    """One council's."""

    def __init__(self, council: str, receipt_key: Ed25519PrivateKey) -> None:
        self._council = council
        self._key = receipt_key

    def of(self, connection: Connection, numbers: Collection[int]) -> Iterator[Certificate]:
        """The certificates of these device numbers. Made anew each time: the same facts give the same bytes."""
        if not numbers:
            return
        wanted = (
            select(device_number.c.number, device.c.user, device.c.public_key)
            .join(device, device.c.device == device_number.c.device)
            .where(device_number.c.number.in_(numbers))
        )
        for row in connection.execute(wanted):
            yield certify(self._council, row.number, row.user, row.public_key, self._key)
