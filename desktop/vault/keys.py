"""From a passphrase or a recovery secret to the database key, and back into a slot of the header (F4).

Argon2id over 64 MiB, with as many passes as take about half a second on the machine at hand; AES-256-GCM around the key, bound to the
header's fixed facts. A slot carries a proof of its secret, so that a changed header is never reported as a wrong passphrase.
"""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from hmac import compare_digest, digest
from typing import Annotated

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from msgspec import Meta, Struct

from desktop.ids import RandomBytes
from desktop.vault.errors import VaultDamaged
from sync.protocol.crypto import derive

KEY_BYTES = 32
MEMORY_KIB = 64 * 1024
FEWEST_PASSES, MOST_PASSES = 3, 20
_LANES = 4
_UNLOCK_SECONDS = 0.5
_NONCE, _SALT = 12, 16


class WrongSecret(Exception):
    """The secret is not the one this key was wrapped under. For `vault.py`, which knows whose secret it was."""


@dataclass(frozen=True)
class DatabaseKeys:
    """What unlocking gives. `former` are keys that the database may still be under, newest first, after a rotation cut short."""

    database: bytes = field(repr=False)
    former: tuple[bytes, ...] = field(repr=False, default=())


class Wrapped(Struct, frozen=True, forbid_unknown_fields=True):
    """A database key sealed under another key."""

    proof: Annotated[bytes, Meta(min_length=32, max_length=32)]
    nonce: Annotated[bytes, Meta(min_length=_NONCE, max_length=_NONCE)]
    sealed: Annotated[bytes, Meta(min_length=KEY_BYTES + 16, max_length=KEY_BYTES + 16)]


class Stretching(Struct, frozen=True, forbid_unknown_fields=True):
    """How a passphrase was stretched. The bounds are kept before anything is derived: a header cannot ask for all the memory."""

    salt: Annotated[bytes, Meta(min_length=_SALT, max_length=_SALT)]
    passes: Annotated[int, Meta(ge=FEWEST_PASSES, le=MOST_PASSES)]
    memory_kib: Annotated[int, Meta(ge=MEMORY_KIB, le=1024 * 1024)] = MEMORY_KIB
    lanes: Annotated[int, Meta(ge=_LANES, le=_LANES)] = _LANES


def stretch(passphrase: str, how: Stretching) -> bytes:
    """The key behind a passphrase. Takes half a second and 64 MiB, on purpose."""
    words = unicodedata.normalize("NFC", passphrase).encode(errors="surrogatepass")
    kdf = Argon2id(salt=how.salt, length=KEY_BYTES, iterations=how.passes, lanes=how.lanes, memory_cost=how.memory_kib)
    return kdf.derive(words)


def calibrated_passes(timer: Callable[[], float]) -> int:
    """How many passes take about half a second here, within the bounds. `timer` gives seconds."""
    started = timer()
    stretch("", Stretching(salt=bytes(_SALT), passes=FEWEST_PASSES))
    one = (timer() - started) / FEWEST_PASSES
    return max(FEWEST_PASSES, min(MOST_PASSES, round(_UNLOCK_SECONDS / max(one, 1e-3))))


def new_stretching(passes: int, random: RandomBytes) -> Stretching:
    """Fresh parameters; never taken over from a header, which a stranger may have lowered."""
    return Stretching(salt=random(_SALT), passes=passes)


def wrap(key: bytes, secret: bytes, bound_to: bytes, random: RandomBytes) -> Wrapped:
    """`key` sealed under a uniformly random or stretched `secret`."""
    nonce = random(_NONCE)
    return Wrapped(_proof(secret, nonce), nonce, AESGCM(_wrapping_key(secret)).encrypt(nonce, key, bound_to))


def unwrap(wrapped: Wrapped, secret: bytes, bound_to: bytes) -> bytes:
    """The key that was wrapped.

    Raises:
        WrongSecret: it was wrapped under another secret.
        VaultDamaged: the secret is right, but what the key was bound to has changed.
    """
    if not compare_digest(wrapped.proof, _proof(secret, wrapped.nonce)):
        raise WrongSecret
    try:
        return AESGCM(_wrapping_key(secret)).decrypt(wrapped.nonce, wrapped.sealed, bound_to)
    except InvalidTag:
        raise VaultDamaged from None


def _wrapping_key(secret: bytes) -> bytes:
    return derive(secret, "doorstep/slot-key/1")


def _proof(secret: bytes, nonce: bytes) -> bytes:
    return digest(derive(secret, "doorstep/slot-proof/1"), nonce, "sha256")
