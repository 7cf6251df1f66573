"""The council's word for whose key a device number is (F5), by which a laptop tells that a change set is from whom it says (F2).

Signed with the receipt key, which the server holds: see `docs/decisions/0103-the-receipt-key-vouches-for-devices.md`. It says who wrote, never
that they still may: that the server judges at each push.
"""

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from sync.protocol import crypto
from sync.protocol.canonical import encode
from sync.protocol.commitment import Malformed, raw, text

_DOMAIN = "doorstep/device/1"


class Certificate(Struct, frozen=True, tag="device", tag_field="t"):
    """A line of a pull answer: it comes before the first set of a device that the laptop did not say it knows."""

    number: int
    """One of the device's numbers (S1)."""
    user: str
    key: str
    """base64url of 32 bytes."""
    signature: str
    """base64url, over the canonical JSON of the list of council, number, user, key."""


def certify(council: str, number: int, user: str, key: str, receipt_key: Ed25519PrivateKey) -> Certificate:
    """The council's word for one device number."""
    return Certificate(number, user, key, text(crypto.sign(receipt_key, _DOMAIN, _body(council, number, user, key))))


def public_key(certificate: Certificate, council: str, receipt_public: bytes) -> bytes | None:
    """The 32 raw bytes of the device's key, if this council says so; else None."""
    body = _body(council, certificate.number, certificate.user, certificate.key)
    try:
        key, signature = raw(certificate.key, 32), raw(certificate.signature, 64)
    except Malformed:
        return None
    return key if crypto.is_signed(receipt_public, _DOMAIN, body, signature) else None


def _body(council: str, number: int, user: str, key: str) -> bytes:
    return encode([council, number, user, key])
