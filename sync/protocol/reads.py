"""The log of reads (F10): who looked at what, on which device, beside the streams and never in one, since a read must wake nobody.

    link_n    = H(canon([link_(n-1), read_n]))                       link_0 is empty
    signature = Ed25519(device key, canon([council, device, n, link_n]))     of the last read of a batch
    answer    = Ed25519(receipt key, canon([council, epoch, device, at, held, code, link_n]))

A device numbers its reads from 1 without a gap, so that one that is missing is seen; the links make one that was changed seen, and a log
that was put back from a copy, which goes on from an earlier read than the last. A device lets go of reads by the council's signed word alone (F6).
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Annotated, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Meta, Raw, Struct

from sync.protocol import crypto
from sync.protocol.canonical import encode
from sync.protocol.commitment import Malformed, raw, text
from sync.protocol.limits import READS

NO_LINK = ""
_LINK, _BATCH, _HELD = b"doorstep/read/1\0", b"doorstep/reads/1\0", "doorstep/reads-held/1"
_Id = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{22}$")]
_Link = Annotated[str, Meta(pattern=r"^([A-Za-z0-9_-]{43})?$")]
_Word = Annotated[str, Meta(pattern=r"^[a-z_-]{1,32}$")]


class Read(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One look at one record in one sitting, or one act upon it. Ids and words of the program, nothing that anybody wrote.

    Fields stand in the order of their names, so that its bytes are those of an object with more in it.
    """

    act: _Word
    """view | print | export | find | unlock | recover; a newer device may know others."""
    at: Annotated[str, Meta(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    """The device's clock: evidence only."""
    family: _Id | None = None
    kind: _Word | None = None
    """Of the record; without a record and a family, which list it was."""
    n: Annotated[int, Meta(ge=1, lt=2**31)]
    record: _Id | None = None


class Reads(Struct, frozen=True, tag="reads", tag_field="t"):
    """Some reads of one device, the next after those that went before. First line of a push, or POST /v1/reads."""

    council: Annotated[str, Meta(max_length=64)]
    device: Annotated[str, Meta(max_length=32)]
    before: _Link
    """The link before the first of them."""
    reads: Annotated[list[Raw], Meta(min_length=1, max_length=READS)]
    """Each the canonical bytes of a `Read`: fields that the reader does not know are linked as well."""
    signature: Annotated[str, Meta(max_length=128)]


class ReadsHeld(Struct, frozen=True, omit_defaults=True):
    """The answer: up to which number the server holds this device's reads, with none missing. The receipt key vouches for it, and for the batch that was taken."""

    held: int
    at: str
    signature: str
    code: str | None = None
    """Why these were not taken: not_canonical, council, device or signature."""


class Kept(NamedTuple):
    """What became of a batch: up to which number there is no gap, why it was not taken if it was not, and else the link of its last read."""

    held: int
    code: str | None = None
    link: str = NO_LINK


class Asked(NamedTuple):
    """Who answers whom: a council, under its epoch, a device by its id."""

    council: str
    epoch: str
    device: str


def link(before: str, read: Raw) -> str:
    """The link of a read, which stands for it and for all before it; base64url."""
    return text(sha256(_LINK + encode([before, read])).digest())


def seal(
    council: str, device: str, before: str, reads: Sequence[bytes], last: tuple[int, str], key: Ed25519PrivateKey
) -> Reads:
    """Sign a batch. `last` is the number and link of its last read."""
    signature = text(key.sign(_signed(council, device, *last)))
    return Reads(council, device, before, [Raw(read) for read in reads], signature)


def is_signed(council: str, device: str, last: tuple[int, str], signature: str, key: Ed25519PublicKey) -> bool:
    """Whether the device with this key signed its log as far as this read."""
    try:
        key.verify(raw(signature, 64), _signed(council, device, *last))
    except (InvalidSignature, Malformed):
        return False
    return True


def answer(kept: Kept, asked: Asked, at: str, receipt_key: Ed25519PrivateKey) -> ReadsHeld:
    """The council's word, given at this time."""
    signature = text(crypto.sign(receipt_key, _HELD, _vouched(kept, asked, at)))
    return ReadsHeld(kept.held, at, signature, kept.code)


def is_answered(given: ReadsHeld, link: str, asked: Asked, receipt_public: bytes) -> bool:
    """Whether the holder of the council's receipt key says exactly this, of the batch whose last read has this link."""
    kept = Kept(given.held, given.code, NO_LINK if given.code else link)
    try:
        signature = raw(given.signature, 64)
    except Malformed:
        return False
    return crypto.is_signed(receipt_public, _HELD, _vouched(kept, asked, given.at), signature)


def _vouched(kept: Kept, asked: Asked, at: str) -> bytes:
    return encode([*asked, at, *kept])


def _signed(council: str, device: str, n: int, link_: str) -> bytes:
    return _BATCH + encode([council, device, n, link_])
