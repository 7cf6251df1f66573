"""The council's word for where streams stand, and for what it has of a device's (F6): one signature over a whole manifest, or a whole answer to a push.

A head stands for everything below it, since the chain does; so the newest head of each stream is receipt for every set that was applied. What has
no revision is named itself: sets that lie aside, and evidence that is kept.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct

from sync.protocol import crypto
from sync.protocol.canonical import encode
from sync.protocol.commitment import Malformed, raw, text

if TYPE_CHECKING:
    from sync.protocol.messages import Verdict

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


class Stamp(Struct, frozen=True, tag="stamp", tag_field="t"):
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


def received(verdicts: "Iterable[Verdict]") -> tuple[list[tuple[str, int, str]], list[tuple[int, str]]]:
    """What the answer to a push vouches for: the highest head of each stream, by stream; and the sets that are kept otherwise, as they were sent."""
    heads: dict[str, tuple[str, int, str]] = {}
    kept: list[tuple[int, str]] = []
    for one in verdicts:
        if one.outcome in ("aside", "kept"):
            kept.append((one.n, one.outcome))
        elif one.outcome == "applied" and one.revision is not None and one.chain is not None:
            head = (one.stream, one.revision, one.chain)
            heads[one.stream] = max(head, heads.get(one.stream, head))
    return [heads[stream] for stream in sorted(heads)], kept


def _body(receipts: Receipts, at: str) -> bytes:
    told = receipts
    return encode([told.council, told.epoch, told.device, at, told.heads, told.kept])
