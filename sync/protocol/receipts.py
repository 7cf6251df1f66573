"""The council's word for where streams stand, and for what it has of a device's (F6): one signature over a whole manifest, or a whole answer to a push.

A head stands for everything below it, since the chain does; so the newest head of each stream is receipt for every set that was applied. What has
no revision is named itself: sets that lie aside, and evidence that is kept.
"""

from collections.abc import Iterable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from sync.protocol import crypto
from sync.protocol.canonical import encode
from sync.protocol.commitment import Malformed, raw, text

_DOMAIN = "doorstep/receipts/1"
RECEIVED = ("applied", "aside", "kept")
"""The verdicts by which the council says that it has a set."""


class Receipts(Struct, frozen=True):
    """What is vouched for, to one device (by its id). `heads`: streams with their revision and chain; `kept`: n of other sets, and what became of them."""

    council: str
    epoch: str
    device: str
    heads: list[tuple[str, int, str]]
    kept: list[tuple[int, str]] = []


class Stamp(Struct, frozen=True):
    """What travels of it, since the device knows the rest."""

    at: str
    signature: str
    """base64url, over the canonical JSON of the list of council, epoch, device, at, heads, kept."""


def stamp(receipts: Receipts, at: str, receipt_key: Ed25519PrivateKey) -> Stamp:
    """The council's word, given at this time."""
    return Stamp(at, text(crypto.sign(receipt_key, _DOMAIN, _body(receipts, at))))


def is_stamped(receipts: Receipts, given: Stamp, receipt_public: bytes) -> bool:
    """Whether the holder of the council's receipt key says exactly this."""
    try:
        signature = raw(given.signature, 64)
    except Malformed:
        return False
    return crypto.is_signed(receipt_public, _DOMAIN, _body(receipts, given.at), signature)


def newest(heads: Iterable[tuple[str, int, str]]) -> list[tuple[str, int, str]]:
    """Of each stream the highest of these heads, by stream."""
    found: dict[str, tuple[str, int, str]] = {}
    for head in heads:
        if head[0] not in found or found[head[0]][1] < head[1]:
            found[head[0]] = head
    return [found[stream] for stream in sorted(found)]


def _body(receipts: Receipts, at: str) -> bytes:
    told = receipts
    return encode([told.council, told.epoch, told.device, at, told.heads, told.kept])
