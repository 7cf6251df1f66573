"""The root of all heads: one signed line that says where every stream of a council stood (F6).

It goes where the database's administrator cannot write. Who holds it can tell later whether a head of that day is still in the council's history.
"""

import hashlib
from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from msgspec.structs import replace

from sync.protocol import crypto
from sync.protocol.canonical import encode
from sync.protocol.commitment import Malformed, raw, text

_DOMAIN = "doorstep/root-of-heads/1"
Head = tuple[str, int, str]
"""A stream, its revision, and its chain there."""


class Root(Struct, frozen=True):
    """All heads at one moment."""

    council: str
    epoch: str
    at: str
    streams: int
    sha256: str
    """Hexadecimal, over the canonical JSON of the list of heads by their streams."""
    links: int
    """How often acts on person links were counted: it never falls."""
    signature: str = ""
    """base64url, over the canonical JSON of the list of the six others, in this order."""


def sign(council: str, epoch: str, at: str, heads: Iterable[Head], links: int, key: Ed25519PrivateKey) -> Root:
    """The root of these heads, signed with the council's receipt key."""
    listed = sorted(heads)
    root = Root(council, epoch, at, len(listed), hashlib.sha256(encode(listed)).hexdigest(), links)
    return replace(root, signature=text(crypto.sign(key, _DOMAIN, _body(root))))


def is_signed(root: Root, receipt_public: bytes) -> bool:
    """Whether the holder of the council's receipt key says so."""
    try:
        signature = raw(root.signature, 64)
    except Malformed:
        return False
    return crypto.is_signed(receipt_public, _DOMAIN, _body(root), signature)


def _body(root: Root) -> bytes:
    return encode([root.council, root.epoch, root.at, root.streams, root.sha256, root.links])
