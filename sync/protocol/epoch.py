"""The council's word that its server was restored from a backup and goes on under a new epoch (S28), signed with the order key.

Without it a server that knows less than it did is one whose history was rewritten (F6).
"""

from collections.abc import Callable

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from msgspec import Struct
from msgspec.structs import replace

from sync.protocol import crypto
from sync.protocol.canonical import encode
from sync.protocol.commitment import Malformed, raw, text

_DOMAIN = "doorstep/epoch/1"
JUMP = 1_000_000
"""A restored council goes on after the next multiple of this: no stream comes near it by itself."""


class Restored(Struct, frozen=True):
    """One restore."""

    council: str
    epoch: str
    """The one that begins."""
    after: str
    """The epoch of the backup. Restores in between, that the backup does not know of, are not named."""
    at: str
    """When it was restored, by the clock of whoever did. Of two, the later one holds."""
    signature: str = ""
    """base64url, over the canonical JSON of the list of the four others, in this order."""


def new_epoch(random: Callable[[int], bytes]) -> str:
    """A name that no epoch has had."""
    return random(8).hex()


def sign(restored: Restored, order_key: Ed25519PrivateKey) -> Restored:
    """The same, signed."""
    return replace(restored, signature=text(crypto.sign(order_key, _DOMAIN, _body(restored))))


def is_signed(restored: Restored, order_public: bytes) -> bool:
    """Whether the holder of the council's order key says so."""
    try:
        signature = raw(restored.signature, 64)
    except Malformed:
        return False
    return crypto.is_signed(order_public, _DOMAIN, _body(restored), signature)


def may_jump(before: int, revision: int) -> bool:
    """Whether a restore can lie between two revisions of a stream. The chain says that nothing else does."""
    return before < revision and revision % JUMP == 1


def _body(restored: Restored) -> bytes:
    return encode([restored.council, restored.epoch, restored.after, restored.at])
