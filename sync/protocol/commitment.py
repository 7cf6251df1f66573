"""Redactable signatures (F2): a change set's signature covers a commitment to each value, not the value.

    salt_i  = the i-th 16 bytes of SHAKE256("doorstep/salts/1", seed)
    c_i     = H("v", salt_i, canon(value_i))
    digest  = H("doorstep/change-set/1", canon(head), canon([[kind, id, base, [field ..]] ..]), c_0 c_1 ..)
    chain_r = H("chain/1", chain_(r-1), r, received_at, digest, signature)

H is SHA-256 over length-prefixed parts. A value can be removed under authority: its commitment stays, the seed goes, and everything
still verifies while nothing can be guessed back. Why salts and places are taken all at once:
`docs/decisions/0095-one-hash-a-value.md`.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Collection
from hashlib import sha256, shake_256

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sync.protocol.canonical import encode
from sync.protocol.change_set import ChangeSet, Group, Head, Redacted, flattened

SEED_BYTES = 16
NO_CHAIN = ""
_DOMAIN = b"doorstep/change-set/1"
_SALTS = b"doorstep/salts/1"
_SALT_BYTES = 16


class Malformed(Exception):
    """A seed, salt or commitment is missing or is not base64url of the right length."""


def seal(head: Head, changes: list[Group], seed: bytes, key: Ed25519PrivateKey) -> ChangeSet:
    """Sign a change set. `seed` is 16 random bytes, new for each set."""
    return sealed(head, changes, seed, key)[0]


def sealed(head: Head, changes: list[Group], seed: bytes, key: Ed25519PrivateKey) -> tuple[ChangeSet, bytes]:
    """A change set signed, and its digest."""
    unsigned = ChangeSet(head=head, changes=changes, signature="", seed=text(seed))
    covered = digest(unsigned)
    return msgspec.structs.replace(unsigned, signature=text(key.sign(_DOMAIN + covered))), covered


def verify(change_set: ChangeSet, key: Ed25519PublicKey) -> bool:
    """Whether the device with this key sealed exactly this, values redacted under authority excepted."""
    try:
        return is_signed(digest(change_set), change_set.signature, key)
    except Malformed:
        return False


def is_signed(digest_: bytes, signature: str, key: Ed25519PublicKey) -> bool:
    """Whether the device with this key signed a set with this digest."""
    try:
        key.verify(raw(signature, 64), _DOMAIN + digest_)
    except (InvalidSignature, Malformed):
        return False
    return True


def digest(change_set: ChangeSet) -> bytes:
    """The 32 bytes that the signature covers.

    Raises:
        Malformed: a seed, or exactly what replaces it, is not there, or something stands where a value was redacted.
    """
    count = sum(len(group.fields) for group in change_set.changes)
    _require_nothing_unsigned(change_set, count)
    places = [[group.kind, group.record, group.base, sorted(group.fields)] for group in change_set.changes]
    commitments = b"".join(_commitments(change_set, count))
    return _hash(_DOMAIN, encode(change_set.head), encode(places), commitments)


def redact(change_set: ChangeSet, positions: Collection[int]) -> ChangeSet:
    """The same change set without the values at these positions; they read as null."""
    gone = dict((change_set.redacted or Redacted({}, {})).commitments)
    kept: dict[str, str] = {}
    count = sum(len(group.fields) for group in change_set.changes)
    commitments, salts = _commitments(change_set, count), _salts(change_set, count)
    for position, salt in enumerate(salts):
        if position in positions:
            gone[str(position)] = text(commitments[position])
        elif salt is not None:
            kept[str(position)] = text(salt)
    left = without(change_set.changes, {int(position) for position in gone})
    return msgspec.structs.replace(change_set, changes=left, seed=None, redacted=Redacted(kept, gone))


def chain(previous: str, revision: int, received_at: str, digest_: bytes, signature: str) -> str:
    """The stream's chain head after this revision, base64url."""
    parts = (b"chain/1", previous.encode(), str(revision).encode(), received_at.encode(), digest_, signature.encode())
    return text(_hash(*parts))


def text(data: bytes) -> str:
    """base64url without padding."""
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def raw(data: str, length: int) -> bytes:
    """The bytes behind base64url text.

    Raises:
        Malformed: not base64url, or not of this length.
    """
    try:
        value = urlsafe_b64decode(data + "=" * (-len(data) % 4))
    except ValueError:
        raise Malformed from None
    if len(value) != length or text(value) != data:
        raise Malformed
    return value


def _require_nothing_unsigned(change_set: ChangeSet, count: int) -> None:
    """Whatever the digest does not cover must not be there: else a redacted set could be made to say something."""
    redacted = change_set.redacted
    if redacted is None:
        return
    named = sorted([*redacted.salts, *redacted.commitments])
    if change_set.seed is not None or named != sorted(str(position) for position in range(count)):
        raise Malformed
    values = [change.value for change in flattened(change_set.changes)]
    if any(values[int(position)] is not None for position in redacted.commitments):
        raise Malformed


def without(groups: list[Group], gone: Collection[int]) -> list[Group]:
    """Changes with null at these positions."""
    position = 0
    out: list[Group] = []
    for group in groups:
        fields = {}
        for name in sorted(group.fields):
            fields[name] = None if position in gone else group.fields[name]
            position += 1
        out.append(msgspec.structs.replace(group, fields=fields))
    return out


def _commitments(change_set: ChangeSet, count: int) -> list[bytes]:
    """What the signature covers of each value."""
    gone = change_set.redacted.commitments if change_set.redacted is not None else {}
    values = [encode(group.fields[name]) for group in change_set.changes for name in sorted(group.fields)]
    # Most of what sending costs on both ends is this, once for each value: so it makes no call that it need not.
    return [
        sha256(_SALTED + salt + len(value).to_bytes(8, "big") + value).digest()
        if salt is not None
        else raw(gone[str(position)], 32)
        for position, (salt, value) in enumerate(zip(_salts(change_set, count), values, strict=True))
    ]


def _salts(change_set: ChangeSet, count: int) -> list[bytes | None]:
    """The salt of each value; None where it was redacted."""
    if change_set.seed is not None:
        salts = shake_256(_SALTS + raw(change_set.seed, SEED_BYTES)).digest(_SALT_BYTES * count)
        return [salts[start : start + _SALT_BYTES] for start in range(0, len(salts), _SALT_BYTES)]
    if change_set.redacted is None:
        raise Malformed
    kept = change_set.redacted.salts
    return [raw(kept[name], _SALT_BYTES) if (name := str(position)) in kept else None for position in range(count)]


def _prefixed(*parts: bytes) -> bytes:
    return b"".join([piece for part in parts for piece in (len(part).to_bytes(8, "big"), part)])


def _hash(*parts: bytes) -> bytes:
    return sha256(_prefixed(*parts)).digest()


_SALTED = _prefixed(b"v") + _SALT_BYTES.to_bytes(8, "big")
